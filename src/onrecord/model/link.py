"""A typed, scored and explained relation between statements, or between what rests on what."""

from dataclasses import dataclass
from enum import StrEnum

from onrecord.model.ids import content_id
from onrecord.model.origin import Origin
from onrecord.model.span import Span


class LinkKind(StrEnum):
    """``same`` to ``updates`` hold between two statements, ``derives-from`` between two documents; ``cites`` says what
    a statement rests on."""

    SAME = "same"
    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"
    UPDATES = "updates"
    DERIVES_FROM = "derives-from"
    CITES = "cites"


class Aspect(StrEnum):
    """What two passages can agree or differ in."""

    WORDING = "wording"
    NUMBER = "number"
    DATE = "date"
    PARTY = "party"
    DIRECTION = "direction"
    NEGATION = "negation"
    STATUS = "status"
    QUOTATION = "quotation"
    CREDIT = "credit"
    HYPERLINK = "hyperlink"
    NAMING = "naming"
    REPLY = "reply"
    DECISION = "decision"


@dataclass(frozen=True, slots=True)
class Compared:
    """The two values compared, as the texts spell them, and whether they agree."""

    aspect: Aspect
    one: str
    other: str
    agrees: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of a document that one end of a link rests on; of a statement's, where ``statement_id`` names one."""

    document_id: str
    spans: tuple[Span, ...]
    statement_id: str | None = None

    @property
    def subject_id(self) -> str:
        """The id of the statement, or of the document."""
        return self.statement_id or self.document_id


@dataclass(frozen=True, slots=True)
class Link:
    """``one`` is the same as, supports, contradicts, updates, derives from or cites ``other``.

    ``one`` is the later or the replying end. ``other`` is an Origin where what is cited is not a passage on the record.
    ``score`` is the chance, 0 to 1, that a careful reader would say so too; ``reasons`` are what was compared.
    """

    kind: LinkKind
    one: Passage
    other: Passage | Origin
    score: float
    reasons: tuple[Compared, ...] = ()

    @property
    def id(self) -> str:
        other = self.other.id if isinstance(self.other, Origin) else self.other.subject_id
        return content_id("link", self.kind, self.one.subject_id, other)
