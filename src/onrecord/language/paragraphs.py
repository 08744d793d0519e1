"""Where paragraphs end in a text whose lines may or may not have been cut to fit a width."""

import re
from collections.abc import Iterator

LONG_LINE = 100
"""A line over this many characters was not cut to fit a width: it is a paragraph, and so are its neighbours."""
_LINE_END = re.compile(r"\s*\n\s*")
_CLOSES = tuple(".!?:;”\"’')…")


def paragraphs_in(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The paragraphs of [start, end), without the white space between them.

    A paragraph ends at a blank line, beside a long line, and where a line ends as a sentence does.
    """
    first = start
    for found in _LINE_END.finditer(text, start, end):
        if first < found.start() and _parts(text, first, found, end):
            yield first, found.start()
            first = found.end()
    if text[first:end].strip():
        yield first, end


def _parts(text: str, first: int, found: re.Match[str], end: int) -> bool:
    at, past = found.span()
    if text.count("\n", at, past) > 1 or text[at - 1] in _CLOSES:
        return True
    line_end = text.find("\n", past, end)
    before = at - max(first, text.rfind("\n", first, at) + 1)
    return max(before, (end if line_end < 0 else line_end) - past) > LONG_LINE
