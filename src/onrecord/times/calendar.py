"""Arithmetic on calendar units. Weeks begin on Monday. What leaves the years 1 to 9999 raises OutOfCalendar."""

from collections.abc import Iterable
from datetime import MAXYEAR, MINYEAR, datetime, timedelta
from enum import StrEnum

from onrecord.model import Precision
from onrecord.model.dated import Period


class OutOfCalendar(ValueError):
    """A time before the year 1 or after 9999, or a day that no month has."""


class Unit(StrEnum):
    SECOND = "second"
    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"


PRECISION = {
    Unit.SECOND: Precision.SECOND,
    Unit.MINUTE: Precision.MINUTE,
    Unit.HOUR: Precision.HOUR,
    Unit.DAY: Precision.DAY,
    Unit.MONTH: Precision.MONTH,
    Unit.YEAR: Precision.YEAR,
}
"""Other units are ranges."""
_MONTHS = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.YEAR: 12, Unit.DECADE: 120, Unit.CENTURY: 1200}
_SECONDS = {Unit.SECOND: 1, Unit.MINUTE: 60, Unit.HOUR: 3600, Unit.DAY: 86_400, Unit.WEEK: 604_800}


def floor(at: datetime, unit: Unit) -> datetime:
    """The start of the unit that holds ``at``."""
    match unit:
        case Unit.SECOND:
            return at.replace(microsecond=0)
        case Unit.MINUTE:
            return at.replace(second=0, microsecond=0)
        case Unit.HOUR:
            return at.replace(minute=0, second=0, microsecond=0)
    day = at.replace(hour=0, minute=0, second=0, microsecond=0)
    if unit is Unit.WEEK:
        return shift(day, Unit.DAY, -day.weekday())
    return day if unit is Unit.DAY else _floor_of_months(day.replace(day=1), unit)


def _floor_of_months(first: datetime, unit: Unit) -> datetime:
    match unit:
        case Unit.QUARTER:
            return first.replace(month=(first.month - 1) // 3 * 3 + 1)
        case Unit.YEAR:
            return first.replace(month=1)
        case Unit.DECADE:
            return first.replace(month=1, year=max(first.year // 10 * 10, MINYEAR))
        case Unit.CENTURY:
            return first.replace(month=1, year=(first.year - 1) // 100 * 100 + 1)
    return first


def shift(at: datetime, unit: Unit, count: int) -> datetime:
    """``count`` units on; a day that the new month lacks becomes its last."""
    if unit in _SECONDS:
        try:
            return at + timedelta(seconds=_SECONDS[unit] * count)
        except OverflowError as error:
            raise OutOfCalendar(f"{count} {unit}s from {at}") from error
    year, month = divmod(at.year * 12 + at.month - 1 + _MONTHS[unit] * count, 12)
    if not MINYEAR <= year <= MAXYEAR:
        raise OutOfCalendar(f"the year {year}")
    return at.replace(year=year, month=month + 1, day=min(at.day, _length(year, month + 1)))


def _length(year: int, month: int) -> int:
    """Days of a month."""
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def beginning(period: Period) -> datetime:
    """OutOfCalendar where it is open."""
    if period.start is None:
        raise OutOfCalendar("an open beginning")
    return period.start


def unit_at(at: datetime, unit: Unit, count: int = 0) -> Period:
    """The unit that holds ``at``, or the one ``count`` units on."""
    start = shift(floor(at, unit), unit, count)
    return Period(start, shift(start, unit, 1), PRECISION.get(unit, Precision.RANGE))


def between(start: datetime | None, end: datetime | None) -> Period:
    return Period(start, end, Precision.RANGE)


def year_of(year: int) -> Period:
    return unit_at(on(year, 1, 1), Unit.YEAR)


def month_of(year: int, month: int) -> Period:
    return unit_at(on(year, month, 1), Unit.MONTH)


def day_of(year: int, month: int, day: int) -> Period:
    return unit_at(on(year, month, day), Unit.DAY)


def on(year: int, month: int, day: int) -> datetime:
    try:
        return datetime(year, month, day)
    except ValueError as error:
        raise OutOfCalendar(f"{year}-{month}-{day}: {error}") from error


def months_of(year: int, first: int, count: int) -> Period:
    """``count`` months from month ``first`` of ``year``."""
    start = on(year, first, 1)
    return between(start, shift(start, Unit.MONTH, count))


def hull_of(periods: Iterable[Period]) -> Period:
    """The range over all of ``periods``, open where one of them is."""
    found = list(periods)
    starts, ends = [p.start for p in found], [p.end for p in found]
    start = None if None in starts else min(s for s in starts if s is not None)
    end = None if None in ends else max(e for e in ends if e is not None)
    return between(start, end)


def length(period: Period) -> timedelta | None:
    """None where an end is open."""
    if period.start is None or period.end is None:
        return None
    return period.end.replace(tzinfo=None) - period.start.replace(tzinfo=None)


def third(period: Period, number: int) -> Period:
    """The first, second or third part of a period (0, 1, 2), cut where a reader would: days 1-10, 11-20 and the rest
    of a month, four months of a year, Monday and Tuesday, Wednesday and Thursday, the rest of a week."""
    if period.start is None or period.end is None:
        return period
    whole = period.end - period.start
    if whole <= timedelta(hours=12):
        return period  # "late on Sunday night" is of that night
    cuts = [period.start, *_cuts(period.start, whole), period.end]
    return between(cuts[number], cuts[number + 1])


def _cuts(start: datetime, whole: timedelta) -> tuple[datetime, datetime]:
    days = whole.days
    if days == 7:
        return shift(start, Unit.DAY, 2), shift(start, Unit.DAY, 4)
    if 28 <= days <= 31:
        return shift(start, Unit.DAY, 10), shift(start, Unit.DAY, 20)
    if 59 <= days <= 366:
        months = round(days / 30.44)
        return shift(start, Unit.MONTH, months // 3), shift(start, Unit.MONTH, 2 * months // 3)
    if 3650 <= days <= 3653:
        return shift(start, Unit.YEAR, 4), shift(start, Unit.YEAR, 7)
    if days > 366:
        years = round(days / 365.25)
        return shift(start, Unit.YEAR, years // 3), shift(start, Unit.YEAR, 2 * years // 3)
    return start + whole / 3, start + whole * 2 / 3
