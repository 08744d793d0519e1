"""When two events happened, and which of two reports came later."""

from collections.abc import Iterator
from datetime import date, timedelta

from onrecord.model import Aspect, Compared, Moment

_ONE_DAY = timedelta(days=1)
"""Two places tell the date of one moment a day apart."""


def dates_compared(one: Moment | None, other: Moment | None) -> Iterator[Compared]:
    """Nothing where one is not known, or where they are a day apart."""
    if one is None or other is None:
        return
    (first, last), (begin, end) = _days(one), _days(other)
    if first <= end and begin <= last:
        yield Compared(Aspect.DATE, one.iso(), other.iso(), agrees=True)
    elif min(abs(first - end), abs(begin - last)) > _ONE_DAY:
        yield Compared(Aspect.DATE, one.iso(), other.iso(), agrees=False)


def later(one: Moment | None, other: Moment | None) -> bool:
    """Whether ``one`` is known to lie after ``other``."""
    if one is None or other is None:
        return False
    if (one.start.tzinfo is None) == (other.start.tzinfo is None):
        return one.start >= other.end
    return _days(one)[0] > _days(other)[1]


def _days(moment: Moment) -> tuple[date, date]:
    """The first and the last day."""
    return moment.start.date(), max(moment.start, moment.end - timedelta(microseconds=1)).date()
