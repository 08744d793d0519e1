"""Points and stretches of time as precise as the text that gives them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from onrecord.model.span import Span


class Precision(StrEnum):
    SECOND = "second"
    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    RANGE = "range"


_ISO_LENGTH = {
    Precision.YEAR: 4,
    Precision.MONTH: 7,
    Precision.DAY: 10,
    Precision.HOUR: 13,
    Precision.MINUTE: 16,
    Precision.SECOND: 19,
}


@dataclass(frozen=True, slots=True)
class Moment:
    """A time known to ``precision``: it lies in [start, end).

    ``start`` and ``end`` are naive where the text names no zone. ``span`` is where the text says so, None where the
    time comes from a document's metadata.
    """

    start: datetime
    end: datetime
    precision: Precision
    span: Span | None = None

    @classmethod
    def at(cls, start: datetime, precision: Precision, span: Span | None = None) -> "Moment":
        """The unit of ``precision`` that holds ``start``; ValueError for a range, which needs its own end."""
        first = _floor(start, precision)
        return cls(first, _next(first, precision), precision, span)

    def iso(self) -> str:
        """ISO 8601, cut to the precision ("2023-02-24T23:53", "2023-02"); a range as "start/end"."""
        if self.precision is Precision.RANGE:
            return f"{self.start.isoformat()}/{self.end.isoformat()}"
        return self.start.isoformat(timespec="seconds")[: _ISO_LENGTH[self.precision]] + self._zone()

    def _zone(self) -> str:
        offset = self.start.utcoffset()
        if offset is None or self.precision in (Precision.YEAR, Precision.MONTH, Precision.DAY):
            return ""
        return "Z" if not offset else self.start.isoformat()[-6:]


def _floor(at: datetime, precision: Precision) -> datetime:
    match precision:
        case Precision.YEAR:
            return at.replace(month=1, day=1, hour=0, minute=0, second=0, microsecond=0)
        case Precision.MONTH:
            return at.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
        case Precision.DAY:
            return at.replace(hour=0, minute=0, second=0, microsecond=0)
        case Precision.HOUR:
            return at.replace(minute=0, second=0, microsecond=0)
        case Precision.MINUTE:
            return at.replace(second=0, microsecond=0)
        case Precision.SECOND:
            return at.replace(microsecond=0)
    raise ValueError(f"a moment of precision {precision} needs its own end")


def _next(at: datetime, precision: Precision) -> datetime:
    match precision:
        case Precision.YEAR:
            return at.replace(year=at.year + 1)
        case Precision.MONTH:
            return at.replace(year=at.year + at.month // 12, month=at.month % 12 + 1)
        case Precision.DAY:
            return at + timedelta(days=1)
        case Precision.HOUR:
            return at + timedelta(hours=1)
        case Precision.MINUTE:
            return at + timedelta(minutes=1)
    return at + timedelta(seconds=1)
