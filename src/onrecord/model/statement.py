"""One attribution: who is cited, by which words, for what."""

from dataclasses import dataclass
from enum import StrEnum

from onrecord.model.ids import content_id
from onrecord.model.moment import Moment
from onrecord.model.span import Span, hull


class Form(StrEnum):
    """How a content is given: in quotation marks, in the writer's words, or partly in each."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class ActorKind(StrEnum):
    PERSON = "person"
    ORGANISATION = "organisation"
    COUNTRY = "country"
    OUTLET = "outlet"
    DOCUMENT = "document"
    GROUP = "group"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who a statement is attributed to; ``mention`` is the span whose words name them."""

    name: str
    kind: ActorKind
    mention: Span


@dataclass(frozen=True, slots=True)
class Statement:
    """One attribution found in the document ``document_id``; an empty tuple of spans means the role is absent.

    Spans of a role are in order and do not overlap. ``confidence`` is the chance, 0 to 1, that a careful reader would
    mark this attribution too. ``parent`` is the id of the statement whose content holds this one. ``act``,
    ``sourcing``, ``certainty``, ``polarity`` and ``said`` are None until a stage assigns them.
    """

    document_id: str
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    form: Form
    confidence: float
    speaker: Speaker | None = None
    parent: str | None = None
    act: str | None = None
    sourcing: str | None = None
    certainty: str | None = None
    polarity: str | None = None
    said: Moment | None = None

    @property
    def id(self) -> str:
        return content_id("statement", self.document_id, self.source, self.cue, self.content)

    @property
    def extent(self) -> Span:
        """The smallest span over source, cue and content; ValueError where all three are empty."""
        return hull((*self.source, *self.cue, *self.content))
