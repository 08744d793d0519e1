"""An expression of time as found, and what it comes to once its anchor is known."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from onrecord.model import Span
from onrecord.model.dated import Period
from onrecord.times.calendar import OutOfCalendar, Unit, hull_of, unit_at

FAR = 8
"""How many years back or ahead a day without a year is looked for: 29 February comes every fourth, or every eighth."""
_FIRST = datetime(1, 1, 1)
_TICK = timedelta(microseconds=1)


class Tense(StrEnum):
    PAST = "past"
    PRESENT = "present"
    FUTURE = "future"


class Reference(StrEnum):
    """What an expression is counted from."""

    CALENDAR = "calendar"
    """Nothing: "5 May 2019"."""
    OPEN = "open"
    """Nothing, but one end lies at the anchor: "since 2014"."""
    DEICTIC = "deictic"
    """The time of writing or saying: "last week"."""
    ANAPHORIC = "anaphoric"
    """Another time of the text: "the next day"."""
    NEAREST = "nearest"
    """Another time of the text, or else that of writing: "at 5 p.m."."""
    EVENT = "event"
    """An event: "before the invasion"."""


@dataclass(frozen=True, slots=True)
class Now:
    """The anchor, as one point, and the tense that the expression stands in."""

    at: datetime | None
    tense: Tense = Tense.PAST

    @property
    def known(self) -> datetime:
        """OutOfCalendar where the anchor's date is not known."""
        if self.at is None:
            raise OutOfCalendar("no anchor")
        return self.at

    @property
    def ahead(self) -> bool:
        """A date in the present tense is a plan: "the talks open on Friday"."""
        return self.tense is not Tense.PAST


Resolver = Callable[[Now], Iterable[Period]]
Within = Callable[[Period], Iterable[Period]]
"""The parts of a longer period that a recurring expression names: "Friday" of a week, "March" of a year."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """``within`` and ``outer``: what a recurring expression is a part of, so that "March" can be that of "last year".

    ``unit``: the calendar unit that the expression itself is, where it is one. ``ahead_only``: not a time but a
    duration unless it speaks of the future ("in two weeks"). ``event``: the words that name the event, ``inner``: the
    date that they give it.
    """

    reference: Reference
    resolve: Resolver
    within: Within | None = None
    outer: Unit | None = None
    unit: Unit | None = None
    approximate: bool = False
    ahead_only: bool = False
    event: Span | None = None
    inner: "Meaning | None" = None

    def vague(self) -> "Meaning":
        return replace(self, approximate=True)


@dataclass(frozen=True, slots=True)
class Expression:
    span: Span
    kind: str
    meaning: Meaning


def fixed(*periods: Period, unit: Unit | None = None) -> Meaning:
    return Meaning(Reference.CALENDAR, lambda _: periods, unit=unit)


def deictic(resolve: Resolver, unit: Unit | None = None, *, approximate: bool = False) -> Meaning:
    return Meaning(Reference.DEICTIC, resolve, unit=unit, approximate=approximate)


def recurring(within: Within, outer: Unit, unit: Unit | None = None) -> Meaning:
    """The last such part on or before the anchor; where the tense looks ahead, the next one that has not passed."""
    return Meaning(Reference.DEICTIC, lambda now: _nearest(within, outer, now), within, outer, unit)


def _nearest(within: Within, outer: Unit, now: Now) -> tuple[Period, ...]:
    at = now.known.replace(tzinfo=None)
    for step in range(FAR + 1):
        found = _parts(within, outer, at, step if now.ahead else -step)
        passed = [
            p
            for p in found
            if p.start is not None and p.end is not None and (p.end > at if now.ahead else p.start <= at)
        ]
        if passed:
            return (min(passed, key=_start) if now.ahead else max(passed, key=_start),)
    return ()


def _parts(within: Within, outer: Unit, at: datetime, step: int) -> list[Period]:
    try:
        return list(within(unit_at(at, outer, step)))
    except OutOfCalendar:
        return []


def _start(period: Period) -> datetime:
    """An open beginning comes first."""
    return period.start or _FIRST


def naive(period: Period) -> Period:
    """Without its zone: dates are counted in the calendar of the place that published."""
    start, end = (None if t is None else t.replace(tzinfo=None) for t in (period.start, period.end))
    return replace(period, start=start, end=end)


def readings(meaning: Meaning, anchor: Period | None, tense: Tense) -> tuple[tuple[Period, ...], bool]:
    """The periods that the expression may name, in order, and whether they are approximate; none where its anchor has
    no known date or the result lies in no calendar.

    Where the anchor is itself a stretch of time, its first and its last moment both count, and where they disagree
    the result is the range over both.
    """
    try:
        found = [_sorted(meaning.resolve(Now(at, tense))) for at in _points(anchor)]
    except (OutOfCalendar, OverflowError):
        return (), meaning.approximate
    if all(f == found[0] for f in found):
        return found[0], meaning.approximate
    spread = [p for f in found for p in f]
    return (hull_of(naive(p) for p in spread),), True


def _points(anchor: Period | None) -> list[datetime | None]:
    if anchor is None or anchor.start is None or anchor.end is None:
        return [None]
    plain = naive(anchor)
    if plain.start is None or plain.end is None:
        return [None]
    return [plain.start, max(plain.end - _TICK, plain.start)]


def _sorted(periods: Iterable[Period]) -> tuple[Period, ...]:
    return tuple(sorted(dict.fromkeys(periods), key=lambda p: _start(naive(p))))
