"""The root that a set of reports rests on."""

from dataclasses import dataclass
from enum import StrEnum

from onrecord.model.ids import content_id
from onrecord.model.moment import Moment


class OriginKind(StrEnum):
    UTTERANCE = "utterance"
    DOCUMENT = "document"
    MEDIA = "media"
    UNNAMED = "unnamed"


@dataclass(frozen=True, slots=True)
class Origin:
    """What a report rests on, as the texts name it.

    ``kind``: somebody's words, a document, a media report, or a source that nobody names. ``name`` is as the text
    spells it ("Der Spiegel"); ``date`` when it said so, where a text tells. ``document_id`` is the document on the
    record that it is, None where the record does not hold it.
    """

    kind: OriginKind
    name: str
    date: Moment | None = None
    document_id: str | None = None

    @property
    def id(self) -> str:
        day = self.date.start.date() if self.date else None
        return content_id("origin", self.kind, self.name.casefold(), day, self.document_id)
