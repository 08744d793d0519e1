"""Links from one statement to another."""

from onrecord.model import Compared, Link, LinkKind, Passage, Statement


def between(kind: LinkKind, one: Statement, other: Statement, score: float, *reasons: Compared) -> Link:
    """``one`` is the later or the replying end; each end is the statement's content."""
    return Link(kind, passage(one), passage(other), round(score, 3), reasons)


def passage(statement: Statement) -> Passage:
    return Passage(statement.document_id, statement.content, statement.id)
