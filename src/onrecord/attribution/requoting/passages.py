"""Passages of a comment that are put down as another's words: in quotation marks, in "> " lines, after "X wrote:"."""

import re
from collections.abc import Iterator, Sequence

from onrecord.language.quotes import Quotation, overlapping
from onrecord.model import Span

_QUOTE_LINES = re.compile(r"(?:^[ \t]*>[^\n]*(?:\n|\Z))+", re.MULTILINE)
_WROTE = re.compile(
    r"^[ \t]*(?:@?[\w.’'`-]+(?: [\w.’'`-]+){0,4} (?:wrote|writes|said|says)|(?:the )?quotes?)[ \t]?:[ \t]*\n?(?=\S)",
    re.MULTILINE | re.IGNORECASE,
)
_MARKS = "> \t\r\n"


def passages(text: str, comment: Span, marks: Sequence[Quotation]) -> list[Span]:
    """The passages of ``comment`` in order, none within another; ``marks`` are the quotations of the whole text."""
    found = [*_quote_lines(text, comment), *_after_wrote(text, comment), *_in_marks(text, comment, marks)]
    kept: list[Span] = []
    for span in sorted(found, key=lambda s: (s.start, -s.end)):
        if span.start < span.end and not (kept and span.start < kept[-1].end):
            kept.append(span)
    return kept


def _quote_lines(text: str, comment: Span) -> Iterator[Span]:
    for found in _QUOTE_LINES.finditer(text, *comment):
        yield _trimmed(text, Span(found.start(), min(found.end(), comment.end)))


def _after_wrote(text: str, comment: Span) -> Iterator[Span]:
    """The rest of the paragraph after "X wrote:", or the whole next one."""
    for found in _WROTE.finditer(text, *comment):
        end = text.find("\n", found.end(), comment.end)
        yield _trimmed(text, Span(found.end(), comment.end if end < 0 else end))


def _in_marks(text: str, comment: Span, marks: Sequence[Quotation]) -> Iterator[Span]:
    for quotation in overlapping(text, marks, *comment):
        if comment.start <= quotation.start and quotation.end <= comment.end:
            yield Span(quotation.inner_start, quotation.inner_end)


def _trimmed(text: str, span: Span) -> Span:
    start, end = span
    while start < end and text[start] in _MARKS:
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
