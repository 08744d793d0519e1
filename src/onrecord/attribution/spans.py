"""Piece spans -> character spans that a reader would mark."""

from onrecord.attribution.decode import PieceSpan
from onrecord.language.pieces import Pieces
from onrecord.language.quotes import Quotation
from onrecord.model import Span

_LEADING = " \t\r\n,;:.!?)]}…–—-"
_TRAILING = " \t\r\n,;:([{–—-"


def cue_span(text: str, pieces: Pieces, span: PieceSpan) -> Span:
    """As :func:`character_span`, but a mark may be the cue: the colon of "Minister: no talks planned"."""
    found = character_span(text, pieces, span)
    if found.start < found.end:
        return found
    return Span(int(pieces.offsets[span.start, 0]), int(pieces.offsets[span.end - 1, 1]))


def character_span(text: str, pieces: Pieces, span: PieceSpan) -> Span:
    """The characters of ``span``, grown to whole words and trimmed of space and stray punctuation at its edges.

    Empty (start == end) where nothing but punctuation was marked.
    """
    start, end = int(pieces.offsets[span.start, 0]), int(pieces.offsets[span.end - 1, 1])
    while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    while start < end and (text[start] in _LEADING or _closes(text, start)):
        start += 1
    while end > start and text[end - 1] in _TRAILING:
        end -= 1
    return Span(start, end) if any(c.isalnum() for c in text[start:end]) else Span(start, start)


def _closes(text: str, at: int) -> bool:
    """A mark with space behind it ends the quotation before."""
    return text[at] in "”’\"'" and text[at + 1 : at + 2].isspace()


def with_marks(span: Span, quotations: list[Quotation]) -> Span:
    """``span`` with the opening and closing marks that stand directly at its edges: both go with what they quote."""
    start, end = span
    for quotation in quotations:
        if quotation.inner_start == start:
            start = quotation.start
        if quotation.closed and quotation.inner_end == end:
            end = quotation.end
    return Span(start, end)


def joined(text: str, spans: list[Span]) -> tuple[Span, ...]:
    """The spans in order, those that touch or have nothing but space and marks between them made one."""
    out: list[Span] = []
    for span in sorted(spans):
        if out and not any(c.isalnum() for c in text[out[-1].end : span.start]):
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return tuple(out)
