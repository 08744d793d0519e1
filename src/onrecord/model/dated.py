"""When something was, as far as a text tells: an interval or several, and what they were counted from."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from onrecord.model.moment import Moment, Precision
from onrecord.model.span import Span


class AnchorKind(StrEnum):
    """What a time is counted from: "last week", "a day earlier", "weeks before the invasion"."""

    PUBLICATION = "publication"
    COMMENT = "comment"
    """The time of the comment that the words stand in."""
    SAYING = "saying"
    """The time at which the quoted words were said."""
    EXPRESSION = "expression"
    """Another time that the text gives."""
    EVENT = "event"


@dataclass(frozen=True, slots=True)
class Period:
    """[start, end); None where the text leaves that end open ("by Friday", "after 2014").

    Both are naive where the text names no zone. ``precision`` is a range's where an end is open.
    """

    start: datetime | None
    end: datetime | None
    precision: Precision

    @classmethod
    def of(cls, moment: Moment) -> "Period":
        return cls(moment.start, moment.end, moment.precision)


@dataclass(frozen=True, slots=True)
class Anchor:
    """``period`` is None where its date is not known; ``spans`` are the words that name the event or the other time."""

    kind: AnchorKind
    period: Period | None = None
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Dated:
    """A time that the words at ``spans`` give; no spans where it comes from metadata, as a comment's own time does.

    ``readings``: one where the text is clear, several where it allows several ("3/4/2019"), in order, none preferred;
    none where what it is counted from has no known date. ``anchor`` is None for what needs none ("5 May 2019").
    ``approximate``: the text is vague ("recent days"), and the interval is only our convention for it.
    """

    spans: tuple[Span, ...]
    readings: tuple[Period, ...]
    anchor: Anchor | None = None
    approximate: bool = False

    @property
    def moment(self) -> Moment | None:
        """The only reading, where there is just one and both its ends are known."""
        if len(self.readings) != 1:
            return None
        start, end, precision = self.readings[0].start, self.readings[0].end, self.readings[0].precision
        if start is None or end is None:
            return None
        return Moment(start, end, precision, self.spans[0] if self.spans else None)
