"""For a claim, the tree of who rests on whom, down to its origins.

A report rests on another document where that part of it derives from it or cites it, else on whom it cites, else on an
agency that it is credited to; what is said in the document's own voice with none of these is its own reporting.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.claims.same_origin import same_origin
from onrecord.claims.supports import Support, supports
from onrecord.model import (
    Claim,
    Document,
    Link,
    Moment,
    Origin,
    OriginKind,
    Sourcing,
    Statement,
)


@dataclass(frozen=True, slots=True)
class Node:
    """What the document says of the claim, and the documents that rest on it.

    ``statements`` are empty where the document is only what another rests on. ``because`` are the links by which it
    rests on what stands above it.
    """

    document_id: str
    statements: tuple[Statement, ...]
    because: tuple[Link, ...] = ()
    below: tuple["Node", ...] = ()

    def documents(self) -> Iterator[str]:
        yield self.document_id
        for node in self.below:
            yield from node.documents()


@dataclass(frozen=True, slots=True)
class Root:
    """An origin with the documents that rest on it.

    ``sourcing`` is on whose word the origin itself has it, as far as a text tells: NOBODY where one remarks that it
    named nobody (``remarks``, in the texts' words), None where none tells.
    """

    origin: Origin
    below: tuple[Node, ...]
    sourcing: Sourcing | None = None
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OriginTree:
    """``roots``: the origins of the claim, those with the most documents first. ``unsourced`` name nobody and only say
    that something was reported: they add no confirmation. ``denied`` are those that deny it, which support nothing.

    ``independent`` counts the origins; unnamed sources cannot be told apart and count as one. ``passed_on`` are the
    documents that have it from another document or outlet only. ``first`` is the earliest time that a text gives.
    """

    roots: tuple[Root, ...]
    unsourced: tuple[Node, ...]
    denied: tuple[Statement, ...]
    independent: int
    passed_on: tuple[str, ...]
    first: Moment | None

    @property
    def sourcing(self) -> Sourcing | None:
        """That of the first root."""
        return self.roots[0].sourcing if self.roots else None

    @property
    def named(self) -> int:
        """How many of the origins have a name."""
        return sum(root.origin.kind is not OriginKind.UNNAMED for root in self.roots)

    @property
    def only_unnamed(self) -> bool:
        """Whether all that supports the claim is a source that nobody names."""
        return bool(self.roots or self.unsourced) and not self.named


def tree(claim: Claim, documents: Mapping[str, Document], links: Iterable[Link]) -> OriginTree:
    """``documents`` must hold those of the claim's statements; those that they derive from count where they are there.

    KeyError where a statement's document is missing.
    """
    found = supports(claim, documents, links)
    builder = _Builder(found.resting)
    roots = builder.roots()
    known = [node for root in roots for node in root.below]
    return OriginTree(
        tuple(sorted(roots, key=lambda root: (-len(_all(root.below)), root.origin.id))),
        tuple(Node(s.document_id, s.statements, s.because) for s in found.unsourced),
        found.denied,
        _independent(roots),
        tuple(_passed_on(known, roots)),
        _first(claim, documents, roots),
    )


@dataclass(frozen=True, slots=True)
class _Builder:
    """Puts each support under what it rests on."""

    resting: Sequence[Support]

    def roots(self) -> list[Root]:
        groups: list[tuple[Origin, list[Support]]] = []
        for support in self.resting:
            if support.origin is None:
                continue
            group = next((g for g in groups if same_origin(g[0], support.origin)), None)
            if group is None:
                groups.append((support.origin, [support]))
            else:
                group[1].append(support)
        return [self._root(members) for _, members in groups]

    def _root(self, members: Sequence[Support]) -> Root:
        origins = [s.origin for s in members if s.origin is not None]
        fullest = max(origins, key=lambda o: (o.document_id is not None, o.date is not None, len(o.name)))
        dates = sorted((o.date for o in origins if o.date), key=lambda m: m.start.replace(tzinfo=None))
        origin = Origin(fullest.kind, fullest.name, fullest.date or next(iter(dates), None), fullest.document_id)
        remarks = tuple(dict.fromkeys(r for s in members for r in s.remarks))
        return Root(origin, tuple(map(self._node, members)), _sourcing(origin, members, remarks), remarks)

    def _node(self, support: Support) -> Node:
        first = next(s for s in self.resting if s.document_id == support.document_id)
        # what rests on the document hangs under the first of what it says
        below = [s for s in self.resting if s.on_document == support.document_id] if support is first else []
        return Node(support.document_id, support.statements, support.because, tuple(map(self._node, below)))


def _sourcing(origin: Origin, members: Sequence[Support], remarks: Sequence[str]) -> Sourcing | None:
    """Of a report elsewhere, what is told of its sources: a remark, or the attribution within what it is cited for."""
    if remarks:
        return Sourcing.NOBODY
    statements = [s for support in members for s in support.statements]
    if origin.kind is OriginKind.MEDIA and origin.document_id is None:
        return next((s.sourcing for s in statements if s.parent is not None), None)
    return next((s.sourcing for s in statements), None)


def _all(nodes: Iterable[Node]) -> set[str]:
    return {document_id for node in nodes for document_id in node.documents()}


def _independent(roots: Sequence[Root]) -> int:
    unnamed = [root for root in roots if root.origin.kind is OriginKind.UNNAMED]
    return len(roots) - max(0, len(unnamed) - 1)


def _passed_on(known: Sequence[Node], roots: Sequence[Root]) -> list[str]:
    """Documents of which nothing stands directly on an origin other than a report elsewhere."""
    own = {
        node.document_id
        for root in roots
        for node in root.below
        if root.origin.kind is not OriginKind.MEDIA or root.origin.document_id == node.document_id
    }
    seen: dict[str, None] = dict.fromkeys(d for node in known for d in node.documents())
    return [document_id for document_id in seen if document_id not in own]


def _first(claim: Claim, documents: Mapping[str, Document], roots: Sequence[Root]) -> Moment | None:
    moments = [root.origin.date for root in roots]
    for statement in claim.statements:
        moments += [statement.said, documents[statement.document_id].published]
    known = [m for m in moments if m is not None]
    return min(known, key=lambda m: (m.start.replace(tzinfo=None), m.end.replace(tzinfo=None)), default=None)
