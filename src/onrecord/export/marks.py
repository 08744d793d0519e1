"""Marks on a text, written as properly nested HTML however they overlap."""

from bisect import bisect_right, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from markupsafe import Markup, escape

from onrecord.errors import SpanError
from onrecord.export.words import shown
from onrecord.model import Document, Span, Statement

LINK = "link"
QUOTED = "quoted"
_INNER_LAST = (QUOTED, "content", "source", "cue", LINK)


@dataclass(frozen=True, slots=True)
class Mark:
    """One span with a role: "content", "source", "cue", "quoted" (by a reader), or "link" with its ``target``.

    ``number`` tells which statement of the document it belongs to; ``anchor`` is the id that its first part gets.
    ``own``: the content is in the document's own voice.
    """

    span: Span
    role: str
    number: int = 0
    anchor: str = ""
    target: str = ""
    own: bool = False


class Run(NamedTuple):
    """A stretch of the text whose characters all lie under the same marks, the outermost first."""

    span: Span
    marks: tuple[Mark, ...]


def check_spans(document: Document, statements: Iterable[Statement]) -> None:
    """SpanError where a statement is of another document, or has a span that is empty or outside the text."""
    document_id, length = document.id, len(document.text)
    for statement in statements:
        if statement.document_id != document_id:
            raise SpanError(f"statement {statement.id} is of document {statement.document_id}, not of {document_id}")
        for start, end in (*statement.source, *statement.cue, *statement.content):
            if not 0 <= start < end <= length:
                raise SpanError(
                    f"statement {statement.id}: characters {start} to {end} are not in the text of"
                    f" {document.name or document_id}, which has {length}"
                )


def runs(length: int, marks: Iterable[Mark], cuts: Iterable[int] = ()) -> list[Run]:
    """[0, length) cut wherever a mark begins or ends and at ``cuts``; each part with the marks that cover it."""
    beginning: dict[int, list[Mark]] = defaultdict(list)
    edges = {0, length, *cuts}
    for mark in marks:
        beginning[mark.span.start].append(mark)
        edges |= set(mark.span)
    found = []
    active: list[Mark] = []
    for start, end in pairwise(sorted(edges)):
        active = [mark for mark in active if mark.span.end > start]
        for mark in beginning[start]:
            insort(active, mark, key=_nesting)
        found.append(Run(Span(start, end), tuple(active)))
    return found


class MarkedText:
    """A text with its marks and notes, written stretch by stretch.

    ``notes`` maps a position to the HTML that stands there, outside every mark that ends there and outside links.
    """

    def __init__(self, text: str, marks: Sequence[Mark], notes: Mapping[int, Sequence[Markup]]) -> None:
        self._text = text
        self._notes = notes
        self._runs = runs(len(text), marks, notes)
        self._starts = [run.span.start for run in self._runs]

    def html(self, stretch: Span) -> Markup:
        """The characters of ``stretch``, escaped, in nested spans that all close within it."""
        out: list[str] = []
        stack: list[tuple[Mark, int, int]] = []  # mark, where its part begins in the text, where its tag is in `out`
        pieces = [*self._pieces(stretch), Run(Span(stretch.end, stretch.end), ())]
        for piece, following in pairwise(pieces):
            for mark in piece.marks[len(stack) :]:
                stack.append((mark, piece.span.start, len(out)))
                out.append("")
            out.append(_escaped(piece.span.of(self._text)))
            notes = self._notes.get(piece.span.end, ())
            keep = _shared(piece.marks, following.marks, without_links=bool(notes))
            while len(stack) > keep:
                mark, start, place = stack.pop()
                out[place] = _opening(mark, Span(start, piece.span.end))
                out.append("</a>" if mark.role == LINK else "</span>")
            out.extend(notes)
        return Markup("".join(out))  # noqa: S704 - everything that was put in is escaped

    def touched(self, stretch: Span) -> bool:
        """Whether a mark of a statement lies on ``stretch``."""
        return any(mark.role not in (LINK, QUOTED) for piece in self._pieces(stretch) for mark in piece.marks)

    def _pieces(self, stretch: Span) -> Iterator[Run]:
        index = max(0, bisect_right(self._starts, stretch.start) - 1)
        while index < len(self._runs) and self._runs[index].span.start < stretch.end:
            span, marks = self._runs[index]
            clipped = Span(max(span.start, stretch.start), min(span.end, stretch.end))
            if clipped.start < clipped.end:
                yield Run(clipped, marks)
            index += 1


def _nesting(mark: Mark) -> tuple[bool, int, int, int, int]:
    """Outermost first: what begins earlier, then what is longer. Links lie innermost, since they may hold no note."""
    return mark.role == LINK, mark.span.start, -mark.span.end, _INNER_LAST.index(mark.role), mark.number


def _shared(here: tuple[Mark, ...], following: tuple[Mark, ...], without_links: bool) -> int:
    """How many of the marks that are open here stay open, from the outermost on."""
    kept = 0
    for mine, theirs in zip(here, following, strict=False):
        if mine != theirs or (without_links and mine.role == LINK):
            break
        kept += 1
    return kept


def _opening(mark: Mark, part: Span) -> str:
    first, last = part.start == mark.span.start, part.end == mark.span.end
    classes = " ".join([mark.role, *["own"] * mark.own, *["first"] * first, *["last"] * last])
    if mark.role == LINK:
        return f'<a class="{classes}" href="{_escaped(mark.target)}" rel="noopener noreferrer">'
    anchor = f' id="{_escaped(mark.anchor)}"' if mark.anchor and first else ""
    if mark.role == QUOTED:
        return f'<span class="{classes}"{anchor}>'
    return f'<span class="{classes}" data-s="{mark.number}"{anchor}>'


def _escaped(text: str) -> str:
    # A parser turns a bare carriage return into a line feed; as a reference it stays what it is.
    return str(escape(shown(text))).replace("\r", "&#13;")
