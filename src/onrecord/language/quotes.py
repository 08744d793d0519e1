"""Quotation marks in running text: where quoted stretches begin and end.

Typographic and straight, double and single, guillemets and low-high marks. A quotation is sought inside one
paragraph (a line); one that is never closed runs to the end of its paragraph, as newspapers set a quotation that
goes on in the next one.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

DOUBLE_OPENERS = "“„«"
SINGLE_OPENERS = "‘‚‹"
CLOSERS = {"“": "”", "„": "”“", "«": "»", "»": "«", '"': '"', "‘": "’", "‚": "’‘", "‹": "›", "'": "'"}
_ELIDED = ("tis", "twas", "em ", "til ", "cause ", "bout ", "n' ", "n’ ")


class Quotation(NamedTuple):
    """One quoted stretch; ``start`` and ``end`` are characters of the text, marks included.

    ``inner_start`` and ``inner_end`` leave the marks out. ``closed`` is False where no closing mark was found.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    closed: bool
    single: bool


def quotations(text: str) -> list[Quotation]:
    """Every quotation of ``text`` in order of its start; nested ones follow the one that holds them."""
    return list(_quotations(text))


@lru_cache(maxsize=8)
def _quotations(text: str) -> tuple[Quotation, ...]:
    """A dozen stages ask for those of the same text."""
    found: list[Quotation] = []
    for start, end in paragraphs(text):
        found.extend(_in_paragraph(text, start, end))
    return tuple(found)


def overlapping(text: str, found: Sequence[Quotation], start: int, end: int) -> list[Quotation]:
    """Those of the text's quotations that share a character with [start, end).

    A quotation lies in one paragraph, so only those from the paragraph of ``start`` on are looked at.
    """
    paragraph = text.rfind("\n", 0, start) + 1
    first = bisect_left(found, paragraph, key=lambda q: q.start)
    last = bisect_left(found, end, key=lambda q: q.start)
    return [q for q in found[first:last] if q.end > start]


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Spans of the non-empty lines of ``text``, without their line ends."""
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield start, start + len(line)
        start += len(line) + 1


def _in_paragraph(text: str, start: int, end: int) -> list[Quotation]:
    doubles = list(_doubles(text, start, end))
    kept = [q for q in _singles(text, start, end) if not _crosses_one(q, doubles)]
    return sorted(doubles + kept, key=lambda q: (q.start, -q.end))


def _crosses_one(single: Quotation, doubles: Sequence[Quotation]) -> bool:
    """Doubles do not overlap, so only those over the ends of ``single`` can cross it."""
    first = max(0, bisect_left(doubles, single.start, key=lambda d: d.start) - 1)
    last = bisect_left(doubles, single.end, key=lambda d: d.start)
    return any(_cross(single, d) for d in (*doubles[first : first + 2], *doubles[max(first, last - 1) : last]))


def _cross(a: Quotation, b: Quotation) -> bool:
    return a.start < b.start < a.end < b.end or b.start < a.start < b.end < a.end


def _doubles(text: str, start: int, end: int) -> Iterator[Quotation]:
    i = start
    while i < end:
        if not _opens_double(text, i, start, end):
            i += 1
            continue
        closers = CLOSERS[text[i]] + ('"' if text[i] != '"' else "”")
        close = next((j for j in range(i + 1, end) if text[j] in closers), None)
        yield _quotation(text, i, close, end, single=False)
        i = end if close is None else close + 1


def _opens_double(text: str, i: int, start: int, end: int) -> bool:
    char = text[i]
    if char in DOUBLE_OPENERS:
        return True
    if char == "»":  # German books set »so«, so it opens only where a word begins
        return _at_word_start(text, i, start) and i + 1 < end and not text[i + 1].isspace()
    if char == '"':
        inches = i > start and text[i - 1].isdigit() and (i + 1 == end or not text[i + 1].isalnum())
        return not inches
    return False


def _singles(text: str, start: int, end: int) -> Iterator[Quotation]:
    words = start + len(text[start:end]) - len(text[start:end].lstrip())
    closers = {opener: _Closers(text, opener, start, end) for opener in {*text[start:end]} & {*SINGLE_OPENERS, "'"}}
    i = start
    while i < end and closers:
        if not _opens_single(text, i, start, end):
            i += 1
            continue
        close, limit = closers[text[i]].of(i)
        if close is None and (text[i] == "'" or i > words):
            i += 1  # an unclosed single mark in mid-paragraph is an apostrophe or a slip
            continue
        yield _quotation(text, i, close, limit, single=True)
        i = limit if close is None else close + 1


def _opens_single(text: str, i: int, start: int, end: int) -> bool:
    char = text[i]
    if char not in SINGLE_OPENERS and char != "'":
        return False
    if i + 1 >= end or text[i + 1].isspace() or not _at_word_start(text, i, start):
        return False
    following = text[i + 1 : i + 8].lower()
    decade = following[:2].isdigit() and not following[2:3].isdigit()
    return not decade and (char == "‘" or not following.startswith(_ELIDED))


class _Closers:
    """Where a single quotation that ``opener`` opens can close in the paragraph [start, end), found in one pass."""

    def __init__(self, text: str, opener: str, start: int, end: int) -> None:
        marks = CLOSERS[opener] + ("'" if opener != "'" else "’")
        self._text, self._end = text, end
        self._all: list[int] = []
        self._behind_stops: list[int] = []
        self._openings: list[int] = []
        for j in range(start + 1, end):
            if text[j] in "‘‚" and text[j] not in marks and not text[j - 1].isalnum():
                self._openings.append(j)
            if text[j] in marks and not text[j - 1].isspace() and not text[j + 1 : j + 2].isalnum():
                self._all.append(j)
                if text[j - 1] in ".,!?…" or text[j + 1 : j + 2] in ".,":
                    self._behind_stops.append(j)

    def of(self, opener: int) -> tuple[int | None, int]:
        """Index of the closing mark, or None, and where the search stopped.

        The first mark that can close does, unless it follows a plural's s and a later one, before the next opening
        mark, stands behind punctuation: then the first is a possessive apostrophe ("the countries’ plan").
        """
        limit = _first_after(self._openings, opener, self._end) or self._end
        first = _first_after(self._all, opener, limit)
        if first is None:
            return None, limit
        if self._text[first - 1] in "sS" and self._text[first + 1 : first + 2] == " ":
            return _first_after(self._behind_stops, first, limit) or first, limit
        return first, limit


def _first_after(places: Sequence[int], at: int, limit: int) -> int | None:
    """The first of ``places`` in (at, limit)."""
    n = bisect_left(places, at + 1)
    return places[n] if n < len(places) and places[n] < limit else None


def _at_word_start(text: str, i: int, start: int) -> bool:
    return i == start or not (text[i - 1].isalnum() or text[i - 1] in ".,!?…")


def _quotation(text: str, opener: int, close: int | None, limit: int, *, single: bool) -> Quotation:
    if close is None:
        inner_end = opener + 1 + len(text[opener + 1 : limit].rstrip())
        return Quotation(opener, inner_end, opener + 1, inner_end, closed=False, single=single)
    return Quotation(opener, close + 1, opener + 1, close, closed=True, single=single)
