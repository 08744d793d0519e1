"""Expressions of time in a text, by pattern; nothing here needs a parse."""

import re
from collections.abc import Iterable

from onrecord.model import Span
from onrecord.times import clocks, dates, days, distances, leaning
from onrecord.times.compose import composed, with_bounds
from onrecord.times.dates import Match, Rule
from onrecord.times.expression import Expression
from onrecord.times.words import is_core

_MARGIN = 64
"""Characters on each side of a word of the calendar that may belong to its expression."""
_LONGEST_WORD = 64
_WORD = re.compile(r"\w+")
_SPACE = re.compile(r"\s")

RULES: tuple[Rule, ...] = (*leaning.RULES, *dates.RULES, *clocks.RULES, *days.RULES, *distances.RULES)


def find(text: str, start: int = 0, end: int | None = None) -> list[Expression]:
    """The expressions in [start, end), in order; they do not overlap."""
    return with_bounds(text, within(text, start, len(text) if end is None else end))


def within(text: str, start: int, end: int) -> list[Expression]:
    """As :func:`find`, without the words that bound a longer time."""
    return composed(text, simple(text, start, end))


def simple(text: str, start: int, end: int) -> list[Expression]:
    """Those that no other is a part of; where two overlap, the one that begins first, and of these the longest."""
    out: list[Expression] = []
    taken = start
    for span, rule, match in sorted(_matches(text, start, end), key=lambda f: (f[0].start, -f[0].end)):
        if span.start < taken:
            continue
        taken = span.end
        meaning = rule.build(match)
        if meaning is not None:
            out.append(Expression(span, rule.kind, meaning))
    return out


def _matches(text: str, start: int, end: int) -> Iterable[tuple[Span, Rule, Match]]:
    for first, last in _windows(text, start, end):
        for rule in RULES:
            group = "t" if "t" in rule.pattern.groupindex else 0
            for match in rule.pattern.finditer(text, first, last):
                yield Span(*match.span(group)), rule, match


def _windows(text: str, start: int, end: int) -> Iterable[tuple[int, int]]:
    """Where expressions can stand, cut between words: most of a text has no word of the calendar."""
    first = last = start
    for word in _WORD.finditer(text, start, end):
        if not is_core(word.group()):
            continue
        if word.start() - _MARGIN > last:
            if last > first:
                yield first, _cut(text, last, end)
            first = max(start, word.start() - _MARGIN)
        last = min(end, word.end() + _MARGIN)
    if last > first:
        yield first, _cut(text, last, end)


def _cut(text: str, at: int, end: int) -> int:
    """The next space, so that no word is halved."""
    space = _SPACE.search(text, at, min(end, at + _LONGEST_WORD))
    return space.start() if space else min(end, at + _LONGEST_WORD)
