"""How a statement stands to the claim that it is of: whether it asserts it, denies it, or only reports it."""

from enum import StrEnum

from onrecord.model import (
    Act,
    Certainty,
    Claim,
    Link,
    LinkKind,
    Origin,
    OriginKind,
    Polarity,
    Proposition,
    Sourcing,
    Statement,
)


class Standing(StrEnum):
    ASSERTS = "asserts"
    DENIES = "denies"
    DOUBTS = "doubts"
    REPORTS = "reports"
    ASKS = "asks"
    DECLINES = "declines"


def standings(claim: Claim, worded: dict[str, Proposition], links: dict[str, list[Link]]) -> dict[str, Standing]:
    """By the id of each of the claim's statements; ``worded`` and ``links`` are by statement too."""
    telling = {s.parent for s in claim.statements}
    found = {}
    for statement in claim.statements:
        id_ = statement.id
        found[id_] = _standing(statement, worded.get(id_), id_ in telling or _passes_on(statement, links.get(id_, [])))
    return found


def _standing(statement: Statement, proposition: Proposition | None, tells: bool) -> Standing:
    """``tells``: only that another says so."""
    if statement.act is Act.DECLINES:
        return Standing.DECLINES
    if statement.act is Act.DENIES or (proposition is not None and proposition.denied):
        return Standing.DENIES
    if statement.act is Act.ASKS:
        return Standing.ASKS
    unsure = statement.certainty in (Certainty.POSSIBLE, Certainty.PROBABLE)
    if unsure and statement.polarity is Polarity.NEGATIVE and not (proposition and proposition.negated):
        return Standing.DOUBTS
    return Standing.REPORTS if tells else Standing.ASSERTS


def _passes_on(statement: Statement, links: list[Link]) -> bool:
    """Whether the writer passes it on and names nobody: "it emerged that", "reportedly"."""
    if statement.sourcing not in (None, Sourcing.NOBODY, Sourcing.AUTHOR):
        return False
    cited = [link.other for link in links if link.kind is LinkKind.CITES]
    return any(isinstance(other, Origin) and other.kind is OriginKind.UNNAMED for other in cited)
