"""A web page to a Document: its article, headline first and readers' comments last, as one stored text."""

import copy
import logging
import re
import warnings
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import etree, html
from trafilatura import bare_extraction

from onrecord.errors import InputError, InputTooLarge, NoArticle
from onrecord.model import Document, Hyperlink, Section, SectionKind, Span
from onrecord.reading.bylines import byline
from onrecord.reading.dates import find_moment
from onrecord.reading.html_comments import Comment, take_comments
from onrecord.reading.html_facts import Facts, facts, web_address
from onrecord.reading.html_page import INLINE, Anchor, Block, PageText, Squeezed, page_text, parse, tokens
from onrecord.reading.html_shells import why_no_article
from onrecord.reading.html_times import published
from onrecord.settings import Settings

logging.getLogger("trafilatura").addHandler(logging.NullHandler())

MAX_INLINE = 1_000
MAX_RELATED_CHARACTERS = 200
MAX_DATE_LINE = 80
MIN_STANDFIRST, MAX_STANDFIRST = 20, 500
PARAGRAPH_BREAK = "\n\n"
DEFAULTS = Settings()

_STANDFIRST = re.compile(
    r"(?:[a-z]{1,12}[-_]{1,2})?(?:standfirst|subtitle|sub-title|subheadline|sub-headline|subhead|dek|deck|strapline)"
    r"|article[-_]{1,2}(?:summary|intro|lead|lede)"
)
_RELATED = re.compile(r"(?:read (?:more|also|next)|related|see also|more on this|recommended)\b", re.IGNORECASE)


def document_from_html(
    markup: str,
    *,
    name: str,
    location: str,
    url: str | None = None,
    raw_hash: str = "",
    settings: Settings = DEFAULTS,
) -> Document:
    """The article in ``markup``; ``url`` is where it was read, if on the web.

    The text is the headline, the standfirst where one is marked, the paragraphs, and the comments, each parted by an
    empty line. Raises NoArticle for a page without one, InputTooLarge or InputError for one that cannot be read safely.
    """
    source = location or url or "(markup)"
    try:
        tree = parse(markup, source)
        return _document(tree, source, Document("", (), name, location, url, raw_hash=raw_hash), settings)
    except RecursionError:
        raise InputError(source, "the page is nested too deep to be read safely") from None


def _document(tree: html.HtmlElement, source: str, blank: Document, settings: Settings) -> Document:
    known = facts(tree, blank.url)
    time = published(tree, known.url, known.times)
    base = _base(tree, blank.url or known.url)
    seen = _seen(tree)
    comments = take_comments(tree)
    page = page_text(tree)
    pieces = list(_article(tree, page, known, source))
    reason = why_no_article([p.text for p in pieces if p.kind is SectionKind.BODY], seen)
    if reason:
        raise NoArticle(source, reason)
    text, sections, anchors = _assembled([*_opening(page, known, pieces), *pieces], comments)
    if len(text) > settings.max_characters:
        raise InputTooLarge(source, f"{len(text):,} characters of text; at most {settings.max_characters:,} are read")
    links = ((anchor.span, web_address(anchor.href, base)) for anchor in anchors)
    return replace(
        blank,
        text=text,
        sections=sections,
        url=known.url,
        title=known.headline,
        publisher=known.publisher,
        authors=known.authors,
        published=time,
        language=known.language,
        links=tuple(Hyperlink(span, target) for span, target in links if target),
        media_type="text/html",
    )


def _base(tree: html.HtmlElement, url: str | None) -> str | None:
    stated = next((element.get("href", "") for element in tree.iter("base") if element.get("href")), "")
    return (web_address(stated, url) if stated else None) or url


def _seen(tree: html.HtmlElement) -> str:
    hidden = " ".join(" ".join(element.itertext()) for element in tree.iter("noscript"))
    return f"{page_text(tree).text} {hidden}"[:100_000]


@dataclass(frozen=True, slots=True)
class _Piece:
    """One paragraph of the stored text; its anchors index ``text``."""

    kind: SectionKind
    text: str
    anchors: tuple[Anchor, ...] = ()


def _article(tree: html.HtmlElement, page: PageText, known: Facts, source: str) -> Iterator[_Piece]:
    """The paragraphs that are the article, in order, without the headline; each with the page's own white space."""
    squeezed, finder, begun = Squeezed(page.text), _Finder(page), False
    for words in _extracted(tree, source):
        span = squeezed.find(words)
        for block, piece in finder.pieces(span) if span else _unfound(words):
            if not _same(piece.text, known.headline):
                kind = _kind(block, piece, known, begun=begun)
                begun = begun or kind is SectionKind.BODY
                yield replace(piece, kind=kind)


def _unfound(words: str) -> Iterator[tuple[None, _Piece]]:
    if words.strip():
        yield None, _Piece(SectionKind.BODY, " ".join(words.split()))


def _same(one: str, other: str | None) -> bool:
    return other is not None and one.split() == other.split()


def _kind(block: Block | None, piece: _Piece, known: Facts, *, begun: bool) -> SectionKind:
    """``begun``: a paragraph of the body came before, after which small headings are part of it."""
    around = [] if block is None else [block.element, *block.element.iterancestors()][:3]
    if any(element.tag == "figcaption" for element in around):
        return SectionKind.CAPTION
    if piece.anchors and len(piece.text) <= MAX_RELATED_CHARACTERS and _RELATED.match(piece.text):
        return SectionKind.RELATED
    if not begun and _is_date_line(piece.text):
        return SectionKind.DATE_LINE
    if not begun and (_same(piece.text, known.description) or any(map(_is_standfirst, around[:2]))):
        return SectionKind.STANDFIRST
    return SectionKind.BODY


def _is_date_line(words: str) -> bool:
    moment = find_moment(words, 0, len(words)) if len(words) <= MAX_DATE_LINE else None
    is_date = moment is not None and moment.span is not None and 2 * len(moment.span.of(words)) >= len(words)
    return is_date or bool(byline(words))


def _is_standfirst(element: html.HtmlElement) -> bool:
    return any(_STANDFIRST.fullmatch(name) for name in tokens(element))


def _extracted(tree: html.HtmlElement, source: str) -> Iterator[str]:
    """The paragraphs of the main text as trafilatura cuts them, white space aside."""
    simple = copy.deepcopy(tree)
    # a row is read as the cells it has: trafilatura would write an empty one for each of a span's thousand columns
    etree.strip_attributes(simple, "colspan", "rowspan")
    _flatten_crowds(simple)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            found = bare_extraction(simple, include_comments=False, include_tables=True)
        except Exception as error:  # noqa: BLE001  # hostile markup: whatever a parser of this size trips over
            raise InputError(source, f"the page cannot be taken apart ({type(error).__name__})") from None
    body = getattr(found, "body", None)
    if body is not None:
        yield from _paragraphs(body)


def _flatten_crowds(tree: html.HtmlElement) -> None:
    # trafilatura compares each inline element of a paragraph with all before it: 20,000 take a quarter of a minute
    for element in [e for e in tree.iter("p", "div", "td", "li", "blockquote", "article") if len(e) > MAX_INLINE]:
        if sum(child.tag in INLINE for child in element) > MAX_INLINE:
            _flatten(element)


def _flatten(element: html.HtmlElement) -> None:
    """Each run of inline children becomes plain text, in a paragraph of its own where blocks follow or precede it."""
    children, run = list(element), [element.text or ""]
    element.text = None
    del element[:]
    for child in children:
        tail, child.tail = child.tail or "", None
        if child.tag in INLINE:
            run += [child.text_content(), tail]
            continue
        _close_run(element, run)
        element.append(child)
        run = [tail]
    _close_run(element, run)


def _close_run(element: html.HtmlElement, run: list[str]) -> None:
    words = "".join(run)
    if words.strip():
        paragraph = etree.SubElement(element, "span" if element.tag == "p" else "p")
        paragraph.text = words


def _paragraphs(body: etree._Element) -> Iterator[str]:
    for element in body:
        if element.tag == "list":
            yield from ("".join(item.itertext()) for item in element.iter("item") if item.getparent() is element)
        elif element.tag == "table":
            yield from (" | ".join("".join(cell.itertext()) for cell in row) for row in element.iter("row"))
        else:
            yield "".join(element.itertext())
        yield from [element.tail] if element.tail else []


class _Finder:
    """The blocks and links of a page by their place in its text."""

    def __init__(self, page: PageText) -> None:
        self._page = page
        self._block_ends = [block.span.end for block in page.blocks]
        self._anchor_starts = [anchor.span.start for anchor in page.anchors]

    def pieces(self, span: Span) -> Iterator[tuple[Block, _Piece]]:
        """What lies in ``span``, block by block."""
        first = bisect_right(self._block_ends, span.start)
        for block in self._page.blocks[first:]:
            if block.span.start >= span.end:
                return
            part = Span(max(block.span.start, span.start), min(block.span.end, span.end))
            yield block, self.piece(SectionKind.BODY, part)

    def piece(self, kind: SectionKind, span: Span) -> _Piece:
        first = bisect_left(self._anchor_starts, span.start)
        last = bisect_left(self._anchor_starts, span.end)
        anchors = (a for a in self._page.anchors[first:last] if a.span.end <= span.end)
        return _Piece(kind, span.of(self._page.text), tuple(_moved(a, -span.start) for a in anchors))


def _moved(anchor: Anchor, by: int) -> Anchor:
    return Anchor(Span(anchor.span.start + by, anchor.span.end + by), anchor.href)


def _opening(page: PageText, known: Facts, pieces: list[_Piece]) -> Iterator[_Piece]:
    """The headline, and a standfirst that the extractor left out as being no part of the body."""
    if known.headline:
        yield _Piece(SectionKind.HEADLINE, known.headline)
    if any(piece.kind is SectionKind.STANDFIRST for piece in pieces):
        return
    finder, taken = _Finder(page), {piece.text for piece in pieces} | {known.headline}
    for block in page.blocks:
        text = block.span.of(page.text)
        if _is_standfirst(block.element) and MIN_STANDFIRST <= len(text) <= MAX_STANDFIRST and text not in taken:
            yield finder.piece(SectionKind.STANDFIRST, block.span)
            return


def _assembled(pieces: list[_Piece], comments: list[Comment]) -> tuple[str, tuple[Section, ...], list[Anchor]]:
    """The stored text, its sections (paragraphs of the body that follow each other are one) and the links in it."""
    writer = _Writer()
    for piece in pieces:
        span = writer.add(piece.text, piece.anchors)
        last = writer.sections[-1] if writer.sections else None
        if last and last.kind is piece.kind is SectionKind.BODY:
            writer.sections[-1] = replace(last, span=Span(last.span.start, span.end))
        else:
            writer.sections.append(Section(piece.kind, span))
    first = len(writer.sections)
    for comment in comments:
        span = writer.add(comment.words.text, comment.words.anchors)
        answered = None if comment.parent is None else first + comment.parent
        writer.sections.append(Section(SectionKind.COMMENT, span, comment.author, comment.time, answered))
    return PARAGRAPH_BREAK.join(writer.parts), tuple(writer.sections), writer.anchors


@dataclass(slots=True)
class _Writer:
    parts: list[str] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    anchors: list[Anchor] = field(default_factory=list)
    length: int = 0

    def add(self, text: str, anchors: tuple[Anchor, ...]) -> Span:
        start = self.length + (len(PARAGRAPH_BREAK) if self.parts else 0)
        self.parts.append(text)
        self.anchors.extend(_moved(anchor, start) for anchor in anchors)
        self.length = start + len(text)
        return Span(start, self.length)
