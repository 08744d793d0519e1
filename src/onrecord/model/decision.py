"""A person's judgement about the facts: a row beside them, never a change to them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from onrecord.model.ids import content_id


class DecisionKind(StrEnum):
    """Whether two records are of one thing or of two."""

    SAME = "same"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Decision:
    """``author`` judged at ``time`` that the actors of ids ``one`` and ``other`` are the same, or different.

    A later decision on the same two overrules an earlier one.
    """

    kind: DecisionKind
    one: str
    other: str
    author: str
    time: datetime
    note: str = ""

    @property
    def pair(self) -> tuple[str, str]:
        """The two ids in order, whichever was named first."""
        return (self.one, self.other) if self.one < self.other else (self.other, self.one)

    @property
    def id(self) -> str:
        return content_id("decision", self.kind, *self.pair, self.author, self.time.isoformat(), self.note)
