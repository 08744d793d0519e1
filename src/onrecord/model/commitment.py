"""How sure somebody is of what a statement says, which way, and how far the event has come."""

from dataclasses import dataclass
from enum import StrEnum

from onrecord.model.answer import Answer
from onrecord.model.span import Span


class Certainty(StrEnum):
    """NONE: it is left open, as in a question, a demand, a condition, or where only the lack of evidence is told."""

    CERTAIN = "certain"
    PROBABLE = "probable"
    POSSIBLE = "possible"
    NONE = "none"


class Polarity(StrEnum):
    """Which way the words lean: that it is so, or that it is not."""

    POSITIVE = "positive"
    NEGATIVE = "negative"


class Status(StrEnum):
    """How the event stands by these words; NONE where they tell of no event, or of one that is not so."""

    HAPPENED = "happened"
    UNDER_WAY = "under_way"
    PLANNED = "planned"
    PROPOSED = "proposed"
    DEMANDED = "demanded"
    CONDITIONAL = "conditional"
    REFUSED = "refused"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Commitment:
    """What a holder commits to about ``event``, the word that names the main event; None where there is no word."""

    certainty: Answer[Certainty]
    polarity: Answer[Polarity]
    status: Answer[Status]
    event: Span | None = None
