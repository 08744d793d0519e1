"""A passage of one text that repeats words of another."""

from dataclasses import dataclass

from onrecord.model.ids import content_id
from onrecord.model.span import Span


@dataclass(frozen=True, slots=True)
class Requote:
    """``span`` of the document ``document_id`` quotes ``of_span`` of the document ``of_document_id``.

    ``exact``: the same words in the same order, letter case and punctuation aside. ``score``, 0 to 1, is the share of
    both passages' words that they have in common; ``reason`` names the words that are shared and those that differ.
    """

    document_id: str
    span: Span
    of_document_id: str
    of_span: Span
    exact: bool
    score: float
    reason: str

    @property
    def id(self) -> str:
        return content_id("requote", self.document_id, self.span, self.of_document_id, self.of_span)
