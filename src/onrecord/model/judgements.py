"""What an analyst notes beside a statement: on whose word it rests, and what its speaker does by it."""

from dataclasses import dataclass
from enum import StrEnum

from onrecord.model.answer import Answer
from onrecord.model.span import Span


class Sourcing(StrEnum):
    """On whose word a statement rests, by the form in which the text names them."""

    PERSON = "person"
    ORGANISATION = "organisation"
    DOCUMENT = "document"
    MEDIA = "media"
    EXPERT = "expert"
    ANONYMOUS = "anonymous"
    GROUP = "group"
    AUTHOR = "author"
    NOBODY = "nobody"


class Act(StrEnum):
    """What a speaker does by saying it."""

    SAYS = "says"
    DENIES = "denies"
    ACCUSES = "accuses"
    WARNS = "warns"
    PROMISES = "promises"
    DEMANDS = "demands"
    ASKS = "asks"
    PRAISES = "praises"
    CONDEMNS = "condemns"
    CONFIRMS = "confirms"
    BELIEVES = "believes"
    DECLINES = "declines"


@dataclass(frozen=True, slots=True)
class Basis:
    """On whose word a statement rests.

    ``sourcing`` names the words that show it; ``described`` is where the text names or describes the source (which
    document, which outlet, "a senior official"), None where nobody is named; ``reason`` is why an anonymous source is
    not named, where the text says so.
    """

    sourcing: Answer[Sourcing]
    described: Span | None = None
    reason: Span | None = None


@dataclass(frozen=True, slots=True)
class Remark:
    """A writer's words on how well a statement is sourced ("did not cite specific sources"), and which statement."""

    span: Span
    statement_id: str
