"""What ties a new document to the record, and its statements to each other."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from onrecord.claims.answers import denials
from onrecord.claims.citing import citations
from onrecord.claims.derivation import derivations, document_keys
from onrecord.claims.disputes import disputes
from onrecord.claims.ends import between
from onrecord.claims.index import Index
from onrecord.claims.judging import Judge, Scores
from onrecord.claims.matching import Pair, matches, pairs
from onrecord.model import (
    Aspect,
    Compared,
    Document,
    Findings,
    Link,
    LinkKind,
    Proposition,
    Statement,
)


@dataclass(frozen=True, slots=True)
class Linked:
    """The links of which the document is an end, and the keys that it is found by; ``pairs_read`` by the judge."""

    links: tuple[Link, ...]
    document_keys: tuple[str, ...]
    pairs_read: int = 0


def link_document(document: Document, found: Findings, index: Index, judge: Judge | None = None) -> Linked:
    """``found`` is all that was found in ``document``; ``judge`` is the pair encoder unless another is given.

    Costs the same however much the index holds.
    """
    statements = (*found.statements, *found.assertions)
    judge = judge or _pair_encoder
    read = pairs(found.propositions, document, index)
    links = [
        *matches(read, _statements(statements, read, document, index), judge),
        *told_again(statements, found.propositions),
        *denials(document, statements, found.propositions, judge),
        *disputes(document, statements, found.propositions, found.requotes),
        *derivations(document, found, index),
        *citations(document, found, index),
    ]
    return Linked(tuple(_once(links)), document_keys(document), len(read))


def _pair_encoder(pairs: Sequence[tuple[str, str]]) -> Sequence[Scores]:
    """Loads the model when there is a pair to read."""
    if not pairs:
        return []
    from onrecord.language.models import pair_encoder  # noqa: PLC0415 - as above

    return pair_encoder().judge(pairs)


def _statements(
    own: Sequence[Statement], read: Sequence[Pair], document: Document, index: Index
) -> dict[str, Statement]:
    """By id, the document's and those on the record that its are read against."""
    others = {pair.old.statement_id for pair in read if pair.old.document_id != document.id}
    return {s.id: s for s in own} | {id_: index.statement(id_) for id_ in others}


def told_again(statements: Iterable[Statement], propositions: Iterable[Proposition]) -> Iterator[Link]:
    """A statement that tells only what one in it or around it says is of one claim with it."""
    known = {s.id: s for s in statements}
    worded = {p.statement_id: p for p in propositions}
    for proposition in worded.values():
        if proposition.same_as in known and proposition.same_as in worded:
            reason = Compared(Aspect.WORDING, proposition.wording, worded[proposition.same_as].wording, agrees=True)
            ends = known[proposition.statement_id], known[proposition.same_as]
            yield between(LinkKind.SAME, *ends, 1.0, reason)


def _once(links: Iterable[Link]) -> Iterator[Link]:
    """Of several on one pair and of one kind, the best."""
    best: dict[str, Link] = {}
    for link in links:
        if link.id not in best or link.score > best[link.id].score:
            best[link.id] = link
    yield from best.values()
