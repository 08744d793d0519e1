"""Times counted from the day of writing, by name: weekdays, "yesterday", "last March", "this summer", "the weekend"."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime

from onrecord.model.dated import Period
from onrecord.times.calendar import Unit, beginning, between, floor, month_of, shift, unit_at
from onrecord.times.dates import LEFT, Match, Rule, season_within
from onrecord.times.expression import Meaning, Now, Tense, deictic, recurring
from onrecord.times.words import (
    GAP,
    MONTH,
    PARTS_OF_DAY,
    SEASONS,
    WEEKDAY,
    month_number,
    weekday_number,
)

_PART = rf"(?P<part>(?i:{'|'.join(PARTS_OF_DAY)}))"
_WHICH = r"(?P<which>(?i:last|this|next))"


def part_of_day(name: str) -> Callable[[Period], Iterable[Period]]:
    first, last = PARTS_OF_DAY[name.lower()]

    def within(day: Period) -> Iterable[Period]:
        start = floor(beginning(day), Unit.DAY)
        yield between(shift(start, Unit.HOUR, first), shift(start, Unit.HOUR, last))

    return within


def parted(meaning: Meaning, part: str | None) -> Meaning:
    """That part of the day that ``meaning`` names."""
    if part is None:
        return meaning
    within = part_of_day(part)
    return Meaning(
        meaning.reference, lambda now: [p for day in meaning.resolve(now) for p in within(day)], approximate=True
    )


def _weekday(m: Match) -> Meaning:
    number = weekday_number(m["weekday"])
    base = recurring(lambda week: [_day_of_week(week, number)], Unit.WEEK, Unit.DAY)
    which = (m["which"] or "").lower()
    if which in ("last", "next"):
        base = deictic(lambda now: _either_week(now.known, number, 1 if which == "next" else -1), Unit.DAY)
    return parted(base, m["part"])


def _day_of_week(week: Period, number: int) -> Period:
    return unit_at(floor(beginning(week), Unit.WEEK), Unit.DAY, number)


def _either_week(at: datetime, number: int, step: int) -> list[Period]:
    """ "Next Friday", said on Monday: the coming one, or that of the next week."""
    weeks = [unit_at(at, Unit.WEEK, n) for n in (step, 0)]
    days = [_day_of_week(week, number) for week in weeks]
    today = unit_at(at, Unit.DAY)
    return [
        d for d in days if d.start and today.start and (d.start > today.start if step > 0 else d.start < today.start)
    ]


def _month(m: Match) -> Meaning:
    month, which = month_number(m["month"]), m["which"].lower()
    if which == "this":
        return deictic(lambda now: [month_of(now.known.year, month)], Unit.MONTH)
    return deictic(lambda now: _either_year(now.known, month, 1 if which == "next" else -1), Unit.MONTH)


def _either_year(at: datetime, month: int, step: int) -> list[Period]:
    """ "Last March", said in June: that of this year, or of the year before."""
    here = unit_at(at, Unit.MONTH).start or at
    years = (month_of(at.year + n, month) for n in (step, 0))
    return [p for p in years if p.start and (p.start > here if step > 0 else p.start < here)]


def _season(m: Match) -> Meaning:
    first, which = SEASONS[m["season"].lower()], m["which"].lower()
    base = season_within(first)
    if which == "this":
        return replace(base, approximate=True)
    tense = Tense.FUTURE if which == "next" else Tense.PAST

    def resolve(now: Now) -> Iterable[Period]:
        """The last one that is over, the next one not yet begun."""
        at = now.known
        found = [p for n in (-2, -1, 0, 1, 2) for p in _within(base, shift(at, Unit.YEAR, n))]
        if tense is Tense.FUTURE:
            return [min((p for p in found if p.start and p.start > at), key=lambda p: p.start or at)]
        return [max((p for p in found if p.end and p.end <= at), key=lambda p: p.end or at)]

    return deictic(resolve, approximate=True)


def _within(meaning: Meaning, at: datetime) -> Iterable[Period]:
    return meaning.within(unit_at(at, Unit.YEAR)) if meaning.within else ()


def day_shift(step: int) -> Meaning:
    return deictic(lambda now: [unit_at(now.known, Unit.DAY, step)], Unit.DAY)


_DAYS = {"yesterday": -1, "today": 0, "tomorrow": 1}


def _day(m: Match) -> Meaning:
    return parted(day_shift(_DAYS[m["day"].lower()]), m["part"])


def _this_part(m: Match) -> Meaning:
    words = m.group().lower()
    if words.startswith(("last", "overnight")):
        return parted(day_shift(-1), "night")
    return parted(day_shift(0), "night" if words == "tonight" else words.split()[-1])


def _two_days(m: Match) -> Meaning:
    return day_shift(2 if m["day"].lower() == "tomorrow" else -2)


def _weekend(m: Match) -> Meaning:
    within = _days_of_weekend
    which = (m["which"] or "").lower()
    if which == "last":
        return deictic(lambda now: [_last_weekend(now.known)])
    if which == "next":
        return deictic(lambda now: _next_weekends(now.known))
    return recurring(within, Unit.WEEK)


def _days_of_weekend(week: Period) -> Iterable[Period]:
    start = shift(floor(beginning(week), Unit.WEEK), Unit.DAY, 5)
    return [between(start, shift(start, Unit.DAY, 2))]


def _last_weekend(at: datetime) -> Period:
    """The last one that is over."""
    return next(iter(_days_of_weekend(unit_at(at, Unit.WEEK, -1))))


def _next_weekends(at: datetime) -> list[Period]:
    """The coming one, or that of the next week."""
    found = [w for n in (0, 1) for w in _days_of_weekend(unit_at(at, Unit.WEEK, n))]
    return [w for w in found if w.start and w.start > at]


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(LEFT + text)


RULES = (
    Rule(
        "weekday",
        _pattern(rf"(?:{_WHICH}{GAP}|(?i:this{GAP}past{GAP}))?(?P<weekday>{WEEKDAY})(?:{GAP}{_PART})?(?![\w-])"),
        _weekday,
    ),
    Rule("month", _pattern(rf"{_WHICH}{GAP}(?P<month>{MONTH})(?!{GAP}?\d)"), _month),
    Rule("season", _pattern(rf"{_WHICH}{GAP}(?P<season>(?i:{'|'.join(SEASONS)}))(?!\w)"), _season),
    Rule("day", _pattern(rf"(?P<day>(?i:yesterday|today|tomorrow))(?:{GAP}{_PART})?(?!\w)"), _day),
    Rule(
        "day",
        _pattern(rf"(?i:(?:this{GAP}(?:morning|afternoon|evening)|last{GAP}night|tonight|overnight))(?!\w)"),
        _this_part,
    ),
    Rule(
        "day", _pattern(rf"(?i:(?:the{GAP})?day{GAP}(?:before|after){GAP}(?P<day>yesterday|tomorrow))(?!\w)"), _two_days
    ),
    Rule("day", _pattern(rf"(?i:(?:(?P<which>last|this|next)|the|past|this{GAP}past){GAP}week-?end)(?!\w)"), _weekend),
)
