"""A parsed page, and its visible words in order with what is known about each stretch.

Everything later is found again in this one string: the extractor says which words are the article, and the words
themselves, their white space and their links come from here, as a browser shows them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree, html

from onrecord.errors import InputEmpty, InputError, InputTooLarge
from onrecord.model import Span

MAX_ELEMENTS = 150_000
MAX_TAG_CHARACTERS = 40_000
MAX_WORDS_IN_LONG_TAGS = 20_000

# not "head": libxml2 puts an article into it where a page has no body tag
UNSEEN = frozenset(
    {"script", "style", "noscript", "template", "svg", "math", "iframe", "object", "canvas", "audio", "video"}
    | {"select", "option", "textarea", "button", "datalist", "dialog", "map", "picture", "title"}
)
INLINE = frozenset(
    {"a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins"}
    | {"kbd", "label", "mark", "nobr", "output", "q", "rb", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike"}
    | {"strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "img", "input", "br", "td", "th"}
)

_SPACE = re.compile(r"\s+")
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")  # soft hyphens and joins: they split words that readers see whole
_NOT_IN_MARKUP = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ENDS = re.compile(r"</(?:body|html)\s{0,20}>", re.IGNORECASE)  # libxml2 drops what follows; browsers show it
_LONG_TAG = re.compile(rf"<[A-Za-z][^<>]{{{MAX_TAG_CHARACTERS},}}")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item, caption or table row: ``span`` in the page's text."""

    element: html.HtmlElement
    span: Span


@dataclass(frozen=True, slots=True)
class Anchor:
    """The words of one link, without white space at either end, and its address as written."""

    span: Span
    href: str


@dataclass(frozen=True, slots=True)
class PageText:
    """The visible text: blocks parted by an empty line, ``<br>`` a line break, other white space one space."""

    text: str
    blocks: tuple[Block, ...]
    anchors: tuple[Anchor, ...]


def parse(markup: str, source: str) -> html.HtmlElement:
    """The page as a tree at most 256 deep; InputTooLarge where it is deeper or wider, InputEmpty if bare."""
    _check_tags(markup, source)
    data = _ENDS.sub("", _NOT_IN_MARKUP.sub("\ufffd", markup)).encode()
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)
    try:
        tree = html.document_fromstring(data, parser=parser)
    except etree.ParserError:
        raise InputEmpty(source, "a page with nothing in it") from None
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise InputError(source, f"the page cannot be parsed ({error})") from None
    if any("RESOURCE_LIMIT" in entry.type_name for entry in parser.error_log):
        raise InputTooLarge(source, "the page is nested too deep, or one of its parts is too long, to be read safely")
    if sum(1 for _ in tree.iter()) > MAX_ELEMENTS:
        raise InputTooLarge(source, f"the page has more than {MAX_ELEMENTS:,} elements")
    return tree


def _check_tags(markup: str, source: str) -> None:
    # libxml2 compares each attribute of a tag with all before it: 100,000 of them take ten seconds
    words = sum(len(tag[0].split()) for tag in _LONG_TAG.finditer(markup))
    if words > MAX_WORDS_IN_LONG_TAGS:
        raise InputTooLarge(source, f"the page has tags with more than {MAX_WORDS_IN_LONG_TAGS:,} attributes")


def page_text(root: html.HtmlElement) -> PageText:
    """The visible text of ``root`` and all below it."""
    writer = _Writer(owner=[root])
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        tag = element.tag if isinstance(element.tag, str) else "script"
        if event == "end":
            writer.leave(element, tag, is_root=element is root)
        elif tag in UNSEEN or _is_hidden(element):
            walk.skip_subtree()
            writer.skipped.append(element)
        else:
            writer.enter(element, tag)
    writer.end_block()
    return PageText("".join(writer.parts), tuple(writer.blocks), tuple(writer.anchors))


def _is_hidden(element: html.HtmlElement) -> bool:
    if element.tag in ("html", "body"):
        return False  # pages hide themselves until their scripts have run
    style = element.get("style", "")
    return "hidden" in element.attrib or "display:none" in style.replace(" ", "")[:1000].lower()


@dataclass(slots=True)
class _Writer:
    parts: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    anchors: list[Anchor] = field(default_factory=list)
    skipped: list[html.HtmlElement] = field(default_factory=list)
    length: int = 0
    owner: list[html.HtmlElement] = field(default_factory=list)
    begun: Block | None = None
    gap: str = ""
    href: str | None = None
    anchor_start: int | None = None
    anchor_end: int = 0

    def enter(self, element: html.HtmlElement, tag: str) -> None:
        if tag not in INLINE:
            self.end_block()
            self.owner.append(element)
        elif tag == "br":
            self._break()
        elif tag in ("td", "th") and self.begun:
            self._cell()
        elif tag == "a" and element.get("href"):
            self._end_anchor()
            self.href = element.get("href")
        self.write(element.text)

    def leave(self, element: html.HtmlElement, tag: str, *, is_root: bool) -> None:
        if self.skipped and self.skipped[-1] is element:
            self.skipped.pop()
        elif tag not in INLINE:
            self.end_block()
            self.owner.pop()
        elif tag == "a":
            self._end_anchor()
            self.href = None
        if not is_root:
            self.write(element.tail)

    def write(self, text: str | None) -> None:
        if not text:
            return
        text = _SPACE.sub(" ", _INVISIBLE.sub("", text))
        words = text.strip(" ")
        if text.startswith(" "):
            self.gap = self.gap or " "
        if words:
            self._put(words)
            self.gap = " " if text.endswith(" ") else ""

    def end_block(self) -> None:
        self._end_anchor()
        if self.begun:
            self.blocks.append(Block(self.begun.element, Span(self.begun.span.start, self.length)))
        self.begun, self.gap = None, ""

    def _put(self, words: str) -> None:
        if not self.begun:
            self.gap = "\n\n" if self.length else ""
        self._append(self.gap)
        self.gap = ""
        if not self.begun:
            self.begun = Block(self.owner[-1], Span(self.length, self.length))
        if self.href is not None and self.anchor_start is None:
            self.anchor_start = self.length
        self._append(words)
        self.anchor_end = self.length

    def _append(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def _break(self) -> None:
        # two line breaks in a row are how old pages part paragraphs
        if self.gap.startswith("\n"):
            self.end_block()
        elif self.begun:
            self.gap = "\n"

    def _cell(self) -> None:
        self._end_anchor()
        self.gap = " | "

    def _end_anchor(self) -> None:
        # the address stays until </a>: a link over a heading and a paragraph is two stretches of words
        if self.href is not None and self.anchor_start is not None:
            self.anchors.append(Anchor(Span(self.anchor_start, self.anchor_end), self.href))
        self.anchor_start = None


class Squeezed:
    """The page's text without white space, in which an extractor's paragraph is found whatever spaces it put in.

    ``find`` goes on from the last hit, so that of two equal paragraphs each is found once, and gives up after
    ``MAX_MISSES`` long searches, so that a hostile page costs a bounded number of them.
    """

    MAX_MISSES = 200

    def __init__(self, text: str) -> None:
        self._places = [i for i, character in enumerate(text) if not character.isspace()]
        self._text = "".join(text.split())
        self._from = 0
        self._misses = 0

    def find(self, words: str) -> Span | None:
        """Where ``words`` stand in the page's text, first looked for after the last find; None where they do not."""
        key = "".join(_INVISIBLE.sub("", words).split())
        if not key or self._misses > self.MAX_MISSES:
            return None
        at = self._text.find(key, self._from)
        if at < 0:
            at = self._text.find(key, 0, self._from + len(key))
        if at < 0:
            self._misses += 1
            return None
        self._from = at + len(key)
        return Span(self._places[at], self._places[at + len(key) - 1] + 1)


def tokens(element: html.HtmlElement) -> Iterator[str]:
    """The names an element carries for its role: classes, id, itemprop, rel and data-testid, in lower case."""
    for attribute in ("class", "id", "itemprop", "rel", "data-testid"):
        yield from element.get(attribute, "")[:1000].lower().split()
