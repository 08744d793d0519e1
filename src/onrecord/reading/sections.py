"""The sections of a plain text, put together from what its head, its lines and its comment thread are.

What no rule is sure of is BODY: a wrongly marked notice or teaser would not be read for statements, and a statement
lost is worse than a notice read.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from onrecord.model import Moment, Section, SectionKind, Span
from onrecord.reading.comments import Part, find_thread, read_thread
from onrecord.reading.dates import find_moment
from onrecord.reading.head import read_head
from onrecord.reading.lines import Line, ends_sentence, split_lines, wrapped
from onrecord.reading.marks import (
    DateLine,
    boilerplate,
    caption,
    date_line,
    labelled,
    related_heading,
    related_inline,
)

_MOST_WORDS_OF_TEASER = 45
_MOST_WORDS_OF_SUMMARY = 25
_DATELINE = re.compile(r"[^\W\d_a-z][^\n–—]{2,80}?(?= ?[–—]| -{1,2} )")
_RUNS = frozenset({SectionKind.BODY, SectionKind.BOILERPLATE, SectionKind.STANDFIRST})


class Sectioned(NamedTuple):
    sections: tuple[Section, ...]
    title: str | None
    published: Moment | None
    authors: tuple[str, ...]


def read_sections(text: str) -> Sectioned:
    """The sections of ``text``, which cover all of it but white space, and what its head says."""
    lines = split_lines(text)
    head = read_head(text, lines)
    thread = find_thread(text, lines, head.body)
    dates = list(head.dates)
    parts = [Part(kind, lines[at].span) for at, kind in sorted(head.kinds.items())]
    parts += _article(text, lines, head.body, thread.start if thread else len(lines), dates)
    if thread:
        parts += read_thread(text, lines, thread)
        parts += _article(text, lines, thread.end, len(lines), [])
    published = _published(dates) or _in_dateline(text, lines[head.body : head.body + 1])
    return Sectioned(tuple(_sections(parts)), head.title or None, published, head.authors)


def _published(dates: list[DateLine]) -> Moment | None:
    """The first date that does not speak of an update; else the first."""
    known = [date for date in dates if date.moment]
    first = next((date for date in known if not date.updated), known[0] if known else None)
    return first.moment if first else None


def _in_dateline(text: str, first: list[Line]) -> Moment | None:
    """The date before the dash with which an agency opens its first paragraph ("ORSUND, March 8, 2024 (MPA) – ...")."""
    for line in first:
        place = _DATELINE.match(text, line.start, line.end)
        if place:
            return find_moment(text, line.start, place.end())
    return None


def _article(text: str, lines: list[Line], at: int, end: int, dates: list[DateLine]) -> Iterator[Part]:
    """Parts for the lines [at, end) under the head or the thread; dated lines are added to ``dates``."""
    while at < end:
        line = lines[at]
        kind, past = SectionKind.BODY, at + 1
        if not wrapped(lines, at):
            kind = _kind(text, line, dates)
            past = _teasers_end(text, lines, at + 1, end) if related_heading(line.words) else at + 1
        yield Part(kind, Span(line.start, lines[past - 1].end))
        at = past


def _kind(text: str, line: Line, dates: list[DateLine]) -> SectionKind:
    if related_heading(line.words) or related_inline(line.words):
        return SectionKind.RELATED
    if boilerplate(line.words):
        return SectionKind.BOILERPLATE
    when = date_line(text, line) if labelled(line.words) else None
    if when:
        dates.append(when)
        return SectionKind.DATE_LINE
    return SectionKind.CAPTION if caption(line.words) else SectionKind.BODY


def _teasers_end(text: str, lines: list[Line], at: int, end: int) -> int:
    """Where the list of teasers that begins at ``at`` ends.

    A teaser is a short line that is no full sentence, a date, or the one sentence under a date. Where all that is left
    of the text is such lines, with at most a short sentence between them, all of it is the list.
    """
    if _all_teasers(text, lines[at:end]):
        return next((i for i in range(at, end) if boilerplate(lines[i].words)), end)
    dated = False
    while at < end and not boilerplate(lines[at].words):
        if not _is_teaser(text, lines[at]) and not (dated and _brief(lines[at].words)):
            break
        dated = date_line(text, lines[at]) is not None
        at += 1
    return at


def _all_teasers(text: str, rest: list[Line]) -> bool:
    """Whether the lines are a list to their end: brief, and no sentence stands under another."""
    if not all(_brief(line.words) for line in rest):
        return False
    kinds = [_is_teaser(text, line) for line in rest]
    sentences = [line for line, teaser in zip(rest, kinds, strict=True) if not teaser]
    alternate = not any(not a and not b for a, b in pairwise(kinds))
    return sum(kinds) > 1 and alternate and all(_brief(line.words, _MOST_WORDS_OF_SUMMARY) for line in sentences)


def _brief(words: str, most: int = _MOST_WORDS_OF_TEASER) -> bool:
    return len(words.split(maxsplit=most)) <= most


def _is_teaser(text: str, line: Line) -> bool:
    if not line.short or not _brief(line.words):
        return False
    trailing = line.words.endswith(("…", "..."))
    return trailing or not ends_sentence(line.words) or date_line(text, line) is not None


def _sections(parts: list[Part]) -> Iterator[Section]:
    merged = _merged(parts)
    comments = [i for i, part in enumerate(merged) if part.kind is SectionKind.COMMENT]
    for part in merged:
        reply_to = None if part.reply_to is None else comments[part.reply_to]
        yield Section(part.kind, part.span, part.author, part.time, reply_to)


def _merged(parts: list[Part]) -> list[Part]:
    """Neighbours that are body, notices or standfirst as one part."""
    merged: list[Part] = []
    for part in parts:
        if merged and part.kind in _RUNS and merged[-1].kind is part.kind:
            merged[-1] = merged[-1]._replace(span=Span(merged[-1].span.start, part.span.end))
        else:
            merged.append(part)
    return merged
