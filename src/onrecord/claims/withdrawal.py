"""What falls if a document, or an origin that is not on the record, is withdrawn. Nothing is changed."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from onrecord.claims.origins import Node, OriginTree, tree
from onrecord.model import Act, Claim, Document, Link


@dataclass(frozen=True, slots=True)
class Remaining:
    """A claim as it was, the documents whose reports of it fall (the one withdrawn and what rests on it), and what
    the rest of its reports stand on."""

    claim: Claim
    fallen: tuple[str, ...]
    tree: OriginTree


@dataclass(frozen=True, slots=True)
class Falls:
    """Of the claims that have a report resting on what is withdrawn: ``lost`` are those left with no report, or only
    with ones that name no source; ``weakened`` had several origins and have one left; ``standing`` are the rest."""

    withdrawn: str
    lost: tuple[Claim, ...]
    weakened: tuple[Remaining, ...]
    standing: tuple[Remaining, ...]


def falls(document_id: str, claims: Iterable[Claim], documents: Mapping[str, Document], links: Iterable[Link]) -> Falls:
    """``document_id`` may also be the id of an origin."""
    known = list(links)
    lost: list[Claim] = []
    weakened: list[Remaining] = []
    standing: list[Remaining] = []
    for claim in claims:
        before = tree(claim, documents, known)
        fallen = dict.fromkeys(statement_id for node in _fallen(before, document_id) for statement_id in _within(node))
        if not fallen:
            continue
        after = _remaining(claim, fallen, documents, known)
        reports = [s for s in claim.statements if s.id not in fallen and s.act not in (Act.DENIES, Act.DECLINES)]
        if not reports or after.tree.independent == 0 < before.independent:
            lost.append(claim)
        elif after.tree.independent == 1 < before.independent:
            weakened.append(after)
        else:
            standing.append(after)
    return Falls(document_id, tuple(lost), tuple(weakened), tuple(standing))


def _remaining(
    claim: Claim, fallen: Mapping[str, None], documents: Mapping[str, Document], links: Iterable[Link]
) -> Remaining:
    left = replace(claim, statements=tuple(s for s in claim.statements if s.id not in fallen))
    gone = tuple(dict.fromkeys(s.document_id for s in claim.statements if s.id in fallen))
    return Remaining(claim, gone, tree(left, documents, links))


def _fallen(of: OriginTree, withdrawn: str) -> Iterator[Node]:
    """The topmost nodes that stand on what is withdrawn."""
    for root in of.roots:
        # another article of the same outlet, under the same root, does not fall
        yield from root.below if withdrawn == root.origin.id else _at(root.below, withdrawn)
    yield from (node for node in of.unsourced if node.document_id == withdrawn)


def _at(nodes: Iterable[Node], withdrawn: str) -> Iterator[Node]:
    for node in nodes:
        if node.document_id == withdrawn:
            yield node
        else:
            yield from _at(node.below, withdrawn)


def _within(node: Node) -> Iterator[str]:
    yield from (s.id for s in node.statements)
    for below in node.below:
        yield from _within(below)
