"""A text as its non-blank lines, with offsets into the text."""

import re
from itertools import pairwise
from typing import NamedTuple

from onrecord.model import Span

# What str.splitlines splits on, so that a form feed or a Unicode separator ends a line here as it does on screen.
_LINE = re.compile("[^\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029]+|\r\n?|[\n\v\f\x1c\x1d\x1e\x85\u2028\u2029]")
_ENDS = frozenset("\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029")
_INVISIBLE = "\ufeff\u200b\u200e\u200f\u2060 \t\xa0"
_TAB = 4
_WIDTHS = range(40, 101)

CLOSING_MARKS = "\"'”’»›“)]"
_TERMINAL = ".!?…。！？"

LONGEST_SIGN = 300
"""Lines longer than this, in characters, are prose: no rule that tells a heading or a notice looks at them."""


class Line(NamedTuple):
    """One non-blank line; [start, end) leaves its outer whitespace out.

    ``words`` is the line without byte-order marks and other invisible characters at its ends, ``indent`` the width of
    the whitespace before it in columns, ``gap`` whether a blank line (or the start of the text) stands before it.
    """

    start: int
    end: int
    words: str
    indent: int
    gap: bool

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)

    @property
    def short(self) -> bool:
        return len(self.words) <= LONGEST_SIGN


def split_lines(text: str) -> list[Line]:
    """The non-blank lines of ``text`` in order; every character that is not whitespace lies in one of them."""
    lines: list[Line] = []
    gap, fresh = True, True
    for match in _LINE.finditer(text):
        raw = match.group()
        if raw[0] in _ENDS:
            gap, fresh = gap or fresh, True
            continue
        bare = raw.strip()
        if bare:
            start = match.start() + len(raw) - len(raw.lstrip())
            lines.append(Line(start, start + len(bare), bare.strip(_INVISIBLE), _indent(raw), gap))
            gap, fresh = False, False
    return lines


def _indent(raw: str) -> int:
    if not raw[0].isspace():
        return 0
    leading = raw[: len(raw) - len(raw.lstrip())]
    return sum(_TAB if char == "\t" else 1 for char in leading)


def ends_sentence(words: str) -> bool:
    """Whether the line closes with a full stop, a question or exclamation mark, closing marks aside."""
    return words.rstrip(CLOSING_MARKS).endswith(tuple(_TERMINAL))


def folded(words: str) -> str:
    """The line for comparing: case, spacing and outer punctuation do not count."""
    return " ".join(words.casefold().split()).strip(".;:!?\"'“”‘’«» ")


def wrapped(lines: list[Line], at: int) -> bool:
    """Whether the line is the rest of a sentence that was broken at a fixed width ("... left no / comments.")."""
    line = lines[at]
    if line.gap or at == 0 or not (line.words[:1].islower() or line.words.endswith(".")):
        return False
    over = lines[at - 1].words
    return len(over) in _WIDTHS and not ends_sentence(over)


def evenly_spaced(lines: list[Line]) -> bool:
    """Whether lines follow one another in one way: never, or always, with a blank line between."""
    gaps = [line.gap for line in lines[1:]]
    return all(a == b for a, b in pairwise(gaps))
