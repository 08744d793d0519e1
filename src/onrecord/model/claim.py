"""The proposition that a set of statements share."""

from dataclasses import dataclass

from onrecord.model.ids import content_id
from onrecord.model.link import Link
from onrecord.model.statement import Statement


@dataclass(frozen=True, slots=True)
class Claim:
    """``statements``, attributions and assertions, are in the order of time; ``title`` is the most complete wording.

    ``links`` are those among its statements, ``beside`` those from one of them to a statement of another claim that it
    contradicts, supports or updates.
    """

    title: str
    statements: tuple[Statement, ...]
    links: tuple[Link, ...] = ()
    beside: tuple[Link, ...] = ()

    @property
    def id(self) -> str:
        """Of its first statement, so that a claim that grows keeps its id unless an earlier report comes in."""
        return claim_id(self.statements[0].id)

    @property
    def document_ids(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(s.document_id for s in self.statements))


def claim_id(statement_id: str) -> str:
    """Of the claim whose first statement has this id."""
    return content_id("claim", statement_id)
