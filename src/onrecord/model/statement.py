"""One attribution: who is cited, by which words, for what."""

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from onrecord.model.commitment import Certainty, Polarity, Status
from onrecord.model.ids import content_id
from onrecord.model.judgements import Act, Sourcing
from onrecord.model.margin import EMPTY, Margin
from onrecord.model.moment import Moment
from onrecord.model.span import Span, hull


class Form(StrEnum):
    """How a content is given: word for word (in quotation marks, or set out as a transcript's turn), in the writer's
    words, or partly in each."""

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
    """Who a statement is attributed to; ``mention`` is the span whose words name them.

    Where the writer speaks ("I think") the mention is the pronoun. Of an assertion it is the byline or the comment's
    header, None where the name comes from no words of the text, as from a page's metadata.
    """

    name: str
    kind: ActorKind
    mention: Span | None


@dataclass(frozen=True, slots=True)
class Statement:
    """One attribution found in the document ``document_id``; an empty tuple of spans means the role is absent.

    Without source and cue it is an assertion: what the document says in its own voice.

    Spans of a role are in order and do not overlap. ``confidence`` is the chance, 0 to 1, that a careful reader would
    mark this attribution too. ``parent`` is the id of the statement whose content holds this one. ``margin`` is empty
    until the stages fill it; ``act`` to ``said`` are what it says without the words that it rests on.
    """

    document_id: str
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    form: Form
    confidence: float
    speaker: Speaker | None = None
    parent: str | None = None
    margin: Margin = EMPTY

    @property
    def act(self) -> Act | None:
        return self.margin.act.value if self.margin.act else None

    @property
    def sourcing(self) -> Sourcing | None:
        return self.margin.basis.sourcing.value if self.margin.basis else None

    @property
    def certainty(self) -> Certainty | None:
        return self.margin.commitment.certainty.value if self.margin.commitment else None

    @property
    def polarity(self) -> Polarity | None:
        return self.margin.commitment.polarity.value if self.margin.commitment else None

    @property
    def status(self) -> Status | None:
        return self.margin.commitment.status.value if self.margin.commitment else None

    @property
    def said(self) -> Moment | None:
        """When it was said, where the text gives one time and both its ends."""
        return self.margin.said.moment if self.margin.said else None

    @property
    def happened(self) -> Moment | None:
        """As :attr:`said`, of what it speaks of."""
        return self.margin.happened.moment if self.margin.happened else None

    @property
    def id(self) -> str:
        return _id(self.document_id, self.source, self.cue, self.content)

    @property
    def is_assertion(self) -> bool:
        """Whether nobody is cited: the document says so itself."""
        return not self.source and not self.cue

    @property
    def extent(self) -> Span:
        """The smallest span over source, cue and content; ValueError where all three are empty."""
        return hull((*self.source, *self.cue, *self.content))


@lru_cache(maxsize=4096)
def _id(document_id: str, source: tuple[Span, ...], cue: tuple[Span, ...], content: tuple[Span, ...]) -> str:
    """Every stage asks for the ids of the same statements."""
    return content_id("statement", document_id, source, cue, content)
