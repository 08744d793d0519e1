"""Times at a distance from the day of writing: "last week", "two years ago", "recent days", "in the coming weeks"."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from onrecord.model.dated import Period
from onrecord.times.calendar import Unit, between, floor, shift, unit_at
from onrecord.times.dates import LEFT, Match, Rule
from onrecord.times.days import day_shift
from onrecord.times.expression import Meaning, Now, Reference, deictic
from onrecord.times.words import (
    CALENDAR_UNITS,
    COUNT,
    GAP,
    LENGTHS,
    LESS,
    MONTH,
    MORE,
    NEARLY,
    VAGUE,
    WEEKDAY,
    few_of,
    number_of,
    unit_of,
)

_HALVES = {
    Unit.YEAR: (Unit.MONTH, 12),
    Unit.HOUR: (Unit.MINUTE, 60),
    Unit.DAY: (Unit.HOUR, 24),
    Unit.WEEK: (Unit.DAY, 7),
}
"""The unit in which a half of another is counted, and how many of it make a whole."""


def _calendar_unit(m: Match) -> Meaning:
    unit = unit_of(m["unit"])
    step = {"last": -1, "next": 1}.get((m["which"] or "this").lower(), 0)
    return deictic(lambda now: [unit_at(now.known, unit, step)], unit)


def _same(m: Match) -> Meaning:
    """ "Earlier in the day": the day that the text speaks of."""
    unit = unit_of(m["unit"])
    return Meaning(Reference.NEAREST, lambda now: [unit_at(now.known, unit)], unit=unit)


def _beyond(m: Match) -> Meaning:
    unit, step = unit_of(m["unit"]), -2 if m["which"].lower() == "before" else 2
    return deictic(lambda now: [unit_at(now.known, unit, step)], unit)


def quantity(m: Match) -> tuple[int, int, Unit, bool]:
    """Least and most, the unit, and whether the count is vague."""
    unit = unit_of(m["unit"])
    factor = 2 if m["unit"].lower().startswith("fortnight") else 1
    groups = m.groupdict()
    if groups.get("few"):
        low, high = few_of(m["few"])
    elif groups.get("number"):
        low = high = number_of(m["number"])
    else:
        low, high = VAGUE[unit] if m["unit"].lower().endswith("s") else (1, 1)
    if groups.get("half") or groups.get("half2"):
        if unit not in _HALVES:
            return low, high + 1, unit, True
        unit, whole = _HALVES[unit]
        return low * whole + whole // 2, high * whole + whole // 2, unit, True
    return low * factor, high * factor, unit, low != high or bool(groups.get("nearly"))


def away(m: Match, sign: int, reference: Reference = Reference.DEICTIC) -> Meaning:
    """``sign`` times the quantity from the anchor, as the calendar unit that lies there."""
    low, high, unit, vague = quantity(m)
    more, less = m.groupdict().get("more"), m.groupdict().get("less")

    def resolve(now: Now) -> Iterable[Period]:
        near, far = (_away(now.known, unit, sign * n) for n in (low, high))
        if more or less:
            # as an exact distance from the day of the anchor, which "more than" and "less than" compare with
            mark = shift(floor(now.known, min(unit, Unit.DAY, key=list(Unit).index)), unit, sign * low)
            day_after = shift(mark, Unit.DAY, 1)
            here = unit_at(now.known, Unit.DAY)
            if more:
                return [between(None, day_after) if sign < 0 else between(mark, None)]
            return [between(mark, here.end) if sign < 0 else between(here.start, day_after)]
        first, last = (far, near) if sign < 0 else (near, far)
        return [near] if low == high else [between(first.start, last.end)]

    return Meaning(reference, resolve, approximate=vague, unit=unit if low == high else None)


def _away(at: datetime, unit: Unit, count: int) -> Period:
    """A decade or a century ago is a year of that distance."""
    if unit in (Unit.DECADE, Unit.CENTURY):
        return unit_at(shift(at, unit, count), Unit.YEAR)
    return unit_at(at, unit, count)


def _ago(m: Match) -> Meaning:
    if m["today"]:
        low, _, unit, _ = quantity(m)
        return deictic(lambda now: [unit_at(shift(now.known, unit, -low), Unit.DAY)], Unit.DAY)
    return away(m, -1)


def _in(m: Match) -> Meaning:
    return replace(away(m, 1), ahead_only=m["time"] is None)


def _inside(m: Match) -> Meaning:
    """ "Within ten days": from now on."""
    _, high, unit, vague = quantity(m)
    return replace(deictic(lambda now: [_ahead(now.known, unit, high)], approximate=vague), ahead_only=True)


def _ahead(at: datetime, unit: Unit, count: int) -> Period:
    today = unit_at(at, Unit.DAY)
    return between(today.start, unit_at(shift(today.start or at, unit, count), Unit.DAY).end)


def _behind(at: datetime, unit: Unit, count: int) -> Period:
    today = unit_at(at, Unit.DAY)
    return between(shift(today.start or at, unit, -count), today.end)


def _rolling(m: Match) -> Meaning:
    """ "The past two weeks" end today, "the coming weeks" begin today."""
    _, high, unit, vague = quantity(m)
    span = _ahead if m["which"].lower() in ("next", "coming", "following") else _behind
    return deictic(lambda now: [span(now.known, unit, high)], approximate=vague)


def _adverb(m: Match) -> Meaning:
    """ "Recently" says that it is over, "soon" that it is not, and no more."""
    ahead = m["word"].lower() in ("soon", "shortly")

    def resolve(now: Now) -> Iterable[Period]:
        today = unit_at(now.known, Unit.DAY)
        return [between(today.start, None) if ahead else between(None, today.end)]

    return deictic(resolve, approximate=True)


def _present(_: Match) -> Meaning:
    return replace(day_shift(0), approximate=True, unit=None)


def no_time(m: Match) -> None:
    """A rate, a habit or a duration, which no calendar places."""


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(LEFT + text)


_HEDGE = rf"(?:(?:(?P<more>{MORE})|(?P<less>{LESS})|(?P<nearly>{NEARLY})|(?i:just|only|barely)){GAP})?"
_HALF = rf"{GAP}and{GAP}a{GAP}half"
_TAIL = rf"(?P<unit>{LENGTHS})(?!\w)(?P<half2>{_HALF})?"
AMOUNT = rf"{_HEDGE}{COUNT}(?P<half>{_HALF})?{GAP}{_TAIL}"
SOME = rf"{_HEDGE}(?:{COUNT}(?P<half>{_HALF})?{GAP})?{_TAIL}"
"""As AMOUNT, or a unit alone: "weeks"."""
_WHICH = r"(?P<which>(?i:last|this|next))"

RULES = (
    Rule(
        "unit",
        _pattern(rf"(?<!the )(?:{_WHICH}|(?i:the{GAP})?(?i:current)){GAP}(?P<unit>{CALENDAR_UNITS})(?![\w’'])"),
        _calendar_unit,
    ),
    Rule("unit", _pattern(rf"{_WHICH}{GAP}(?P<unit>{CALENDAR_UNITS})(?=[’']s)"), _calendar_unit),
    Rule(
        "vague",
        _pattern(
            rf"(?i:over|in|during|within|for|throughout){GAP}(?P<t>(?i:the){GAP}(?P<which>(?i:next)){GAP}(?P<unit>{CALENDAR_UNITS}))(?!\w)"
        ),
        _rolling,
    ),
    Rule(
        "unit",
        _pattern(rf"(?i:earlier|later){GAP}in{GAP}(?P<t>(?i:the){GAP}(?P<unit>(?i:day)|{CALENDAR_UNITS}))(?!\w)"),
        _same,
    ),
    Rule(
        "unit",
        _pattern(
            rf"(?i:half|quarter|end|start|beginning|middle|rest|close|turn){GAP}of{GAP}"
            rf"(?P<t>(?P<which>(?!))?the{GAP}(?P<unit>{CALENDAR_UNITS}))(?!\w)(?!{GAP}of)"
        ),
        _calendar_unit,
    ),
    Rule(
        "unit",
        _pattern(
            rf"(?i:the{GAP})?(?P<unit>{CALENDAR_UNITS}){GAP}(?P<which>(?i:before|after)){GAP}(?i:last|next)(?!\w)"
        ),
        _beyond,
    ),
    Rule("ago", _pattern(rf"{SOME}{GAP}(?i:ago)(?P<today>{GAP}(?i:today))?(?!\w)"), _ago),
    Rule("ago", _pattern(rf"{AMOUNT}{GAP}(?i:from{GAP}now|hence)(?!\w)"), lambda m: away(m, 1)),
    Rule(
        "ago",
        _pattern(
            rf"(?i:in){GAP}(?P<t>{AMOUNT}(?:[’']?s?[’']?{GAP}(?P<time>(?i:time)))?)(?!\w)(?!{GAP}(?i:of|after|before|since))"
        ),
        _in,
    ),
    Rule("ago", _pattern(rf"(?i:within){GAP}{AMOUNT}(?!\w)(?!{GAP}(?i:of|after|before))"), _inside),
    Rule(
        "vague",
        _pattern(
            rf"(?i:(?:the|these|this){GAP})(?P<which>(?i:past|last|next|coming)){GAP}(?:{COUNT}{GAP})?"
            rf"(?P<unit>{LENGTHS})(?!\w)(?!{GAP}of)"
        ),
        _rolling,
    ),
    Rule(
        "vague",
        _pattern(rf"(?P<which>(?i:past|recent|coming)){GAP}(?:{COUNT}{GAP})?(?P<unit>{LENGTHS})(?!\w)(?!{GAP}of)"),
        _rolling,
    ),
    Rule("vague", _pattern(r"(?P<word>(?i:recently|lately|previously|soon))(?!\w)"), _adverb),
    Rule("vague", _pattern(rf"(?i:currently|at{GAP}present|at{GAP}the{GAP}moment|right{GAP}now)(?!\w)"), _present),
    Rule(
        "none",
        _pattern(
            rf"(?i:every|each|per|once{GAP}an?|twice{GAP}an?|times{GAP}an?){GAP}(?:{COUNT}{GAP})?(?:(?i:other|single){GAP})?(?:{WEEKDAY}|{MONTH}|{LENGTHS}|(?i:morning|afternoon|evening|night|weekend|spring|summer|autumn|fall|winter))(?!\w)"
        ),
        no_time,
    ),
    Rule("none", _pattern(rf"(?i:for){GAP}{AMOUNT}(?!\w)(?!{GAP}(?i:ago))"), no_time),
)
