"""What the task "times" scores: onrecord, and dateparser as the baseline."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache

from dateparser.date import DateDataParser
from spacy.tokens import Doc

from evaluation.times import SIDES, Expected, Found, Passage, of_dated, written
from onrecord.language.tokens import tokens_of
from onrecord.model import Span
from onrecord.model.dated import Dated, Period
from onrecord.settings import from_environment
from onrecord.times import time_statements
from onrecord.times.calendar import Unit, unit_at
from onrecord.times.expression import Reference, Tense, readings
from onrecord.times.find import find

_UNITS = {"time": Unit.MINUTE, "day": Unit.DAY, "week": Unit.WEEK, "month": Unit.MONTH, "year": Unit.YEAR}
"""What dateparser says of how precise a date is."""


def read(expected: Expected) -> Found:
    """The longest expression found in the words, dated from the anchor that it needs."""
    found = find(expected.text)
    if not found:
        return Found(None)
    longest = max(found, key=lambda e: e.span.end - e.span.start)
    anchor = expected.anchor if longest.meaning.reference is not Reference.ANAPHORIC else None
    dates, approximate = readings(longest.meaning, expected.leans or anchor, Tense(expected.tense))
    return Found(written(dates), longest.span.of(expected.text), approximate)


def attached(passage: Passage) -> list[dict[str, Found]]:
    times = time_statements(passage.document, passage.statements, _tokens(passage.document.text))
    text = passage.document.text
    return [{side: of_dated(text, _side(times[s.id], side)) for side in SIDES} for s in passage.statements]


def _side(times: object, side: str) -> Dated | None:
    found: Dated | None = getattr(times, side)
    return found


@cache
def _tokens(text: str) -> Doc:
    return tokens_of(text, from_environment().spacy_model)


def baseline_read(expected: Expected) -> Found:
    anchor = expected.leans or expected.anchor
    period = _parsed(expected.text, anchor.start, "future" if expected.tense == "future" else "past")
    return Found(None if period is None else written([period]), expected.text)


def baseline_attached(passage: Passage) -> list[dict[str, Found]]:
    """Of the date entities of spaCy, the first in the content is when it happened, the first outside when it was said;
    dateparser dates them from publication."""
    doc, published = _tokens(passage.document.text), passage.document.published
    dates = [Span(e.start_char, e.end_char) for e in doc.ents if e.label_ in ("DATE", "TIME")]
    out = []
    for statement in passage.statements:
        inside = [d for d in dates if any(d.overlaps(c) for c in statement.content)]
        outside = [d for d in dates if d not in inside]
        base = published.start if published else None
        out.append({"said": _first(doc.text, outside, base), "happened": _first(doc.text, inside, base)})
    return out


def _first(text: str, dates: Sequence[Span], base: datetime | None) -> Found:
    for date in dates[:1]:
        period = _parsed(date.of(text), base, "past")
        return Found(() if period is None else written([period]), date.of(text))
    return Found(None)


def _parsed(words: str, base: datetime | None, prefer: str) -> Period | None:
    """Nothing of the clock of the machine: without a base there is no date."""
    if base is None:
        return None
    settings = {"RELATIVE_BASE": base, "PREFER_DATES_FROM": prefer, "RETURN_TIME_AS_PERIOD": True}
    data = DateDataParser(languages=["en"], settings=settings).get_date_data(words)
    if data.date_obj is None or data.period not in _UNITS:
        return None
    return unit_at(data.date_obj, _UNITS[data.period])
