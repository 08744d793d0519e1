"""For each document of a claim, what its reports of it rest on: another document, an origin, or its own reporting."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from onrecord.claims.derivation.direction import is_later
from onrecord.claims.derivation.outlets import plain_outlet
from onrecord.model import (
    Act,
    Aspect,
    Claim,
    Document,
    Link,
    LinkKind,
    Origin,
    OriginKind,
    Passage,
    SectionKind,
    Sourcing,
    Span,
    Statement,
    hull,
)

LEAST_COVERED = 0.5
"""Share of a statement that must lie in a passage that derives from another document."""


@dataclass(frozen=True, slots=True)
class Support:
    """``statements`` of one document rest on the document ``on_document``, or else on ``origin``; ``because`` are the
    links that say so, ``remarks`` what the document says of the origin's own sources."""

    document_id: str
    statements: tuple[Statement, ...]
    on_document: str | None
    origin: Origin | None
    because: tuple[Link, ...] = ()
    remarks: tuple[str, ...] = ()


class Supports(NamedTuple):
    resting: list[Support]
    unsourced: list[Support]
    denied: tuple[Statement, ...]


class _Ground(NamedTuple):
    """What one statement rests on; of several in a document, what names no source rests on the first in ``rank``."""

    rank: int
    on_document: str | None
    origin: Origin | None
    because: tuple[Link, ...] = ()


HELD, NAMED, CREDITED, UNNAMED, NOBODY, OWN, READER = range(7)


def supports(claim: Claim, documents: Mapping[str, Document], links: Iterable[Link]) -> Supports:
    grounds = _Grounds(claim, documents, list(links))
    denied = tuple(s for s in claim.statements if s.act is Act.DENIES)
    denials = {s.id for s in denied}
    reports: defaultdict[str, list[Statement]] = defaultdict(list)
    for statement in claim.statements:
        # what a denial says that it denies, without saying whose words they are, rests on nothing
        only_denied = statement.parent in denials and statement.sourcing is Sourcing.NOBODY
        if statement.act not in (Act.DENIES, Act.DECLINES) and not only_denied:
            reports[statement.document_id].append(statement)
    found = [s for document_id, own in reports.items() for s in grounds.of_document(document_id, own)]
    resting = [s for s in found if s.on_document or s.origin]
    return Supports(grounds.with_parents(resting), [s for s in found if not (s.on_document or s.origin)], denied)


class _Grounds:
    def __init__(self, claim: Claim, documents: Mapping[str, Document], links: Sequence[Link]) -> None:
        self.documents = documents
        self.claimed = dict.fromkeys(claim.document_ids)
        self.cites: defaultdict[str, list[Link]] = defaultdict(list)
        self.derives: defaultdict[str, list[Link]] = defaultdict(list)
        for link in sorted(links, key=lambda link: -link.score):
            if link.kind is LinkKind.CITES and link.one.statement_id is not None:
                self.cites[link.one.statement_id].append(link)
            elif link.kind is LinkKind.DERIVES_FROM:
                self.derives[link.one.document_id].append(link)

    def of_document(self, document_id: str, statements: Sequence[Statement]) -> list[Support]:
        """One support for each thing that the document's reports rest on."""
        grounds = {s.id: self._ground(s) for s in statements}
        best = min(grounds.values(), key=lambda g: g.rank)
        groups: dict[tuple[str | None, str | None], list[Statement]] = {}
        told: dict[tuple[str | None, str | None], _Ground] = {}
        for statement in statements:
            ground = grounds[statement.id]
            # a headline, or "it is reported", in an article that names its source rests on that source
            ground = best if ground.rank in (CREDITED, NOBODY, OWN, READER) and best.rank < ground.rank else ground
            key = ground.on_document, ground.origin.id if ground.origin else None
            groups.setdefault(key, []).append(statement)
            known = told.get(key)
            told[key] = ground._replace(because=(*known.because, *ground.because)) if known else ground
        return [self._support(document_id, groups[key], told[key]) for key in groups]

    def _support(self, document_id: str, statements: Sequence[Statement], ground: _Ground) -> Support:
        because = tuple(dict.fromkeys(ground.because))
        remarks = [r.one for link in because for r in link.reasons if r.aspect is Aspect.CREDIT and not r.agrees]
        return Support(
            document_id, tuple(statements), ground.on_document, ground.origin, because, tuple(dict.fromkeys(remarks))
        )

    def _ground(self, statement: Statement) -> _Ground:
        return (
            self._derived(statement)
            or self._cited(statement)
            or self._credited(statement)
            or self._unnamed(statement)
            or self._own(statement)
        )

    def _derived(self, statement: Statement) -> _Ground | None:
        """The document that its passage derives from; of several, one that has the claim too, and then the closest.

        Two that are credited to one agency each derive from the agency's text.
        """
        found = [
            (link.other.document_id in self.claimed, covered * link.score, link.other.document_id, link)
            for link in self.derives[statement.document_id]
            if isinstance(link.other, Passage) and link.other.document_id in self.documents
            if not self._credits(statement.document_id) & self._credits(link.other.document_id)
            if (covered := _covered(link.one.spans, statement)) >= LEAST_COVERED
        ]
        if not found:
            return None
        _, _, document_id, link = max(found, key=lambda f: f[:2])
        return _Ground(HELD, document_id, None, (link,))

    def _credits(self, document_id: str) -> set[str]:
        return {link.other.id for link in self.derives[document_id] if isinstance(link.other, Origin)}

    def _cited(self, statement: Statement) -> _Ground | None:
        for link in self.cites[statement.id]:
            if isinstance(link.other, Passage):
                if link.other.document_id in self.documents:
                    return _Ground(HELD, link.other.document_id, None, (link,))
            elif link.other.kind is not OriginKind.UNNAMED:
                held = self._report(link.other, statement.document_id)
                return _Ground(HELD, held, None, (link,)) if held else _Ground(NAMED, None, link.other, (link,))
        return None

    def _report(self, origin: Origin, by: str) -> str | None:
        """The document that the origin is, or else one of the claim that it is the publisher of."""
        if origin.document_id in self.documents:
            return origin.document_id
        if origin.kind is not OriginKind.MEDIA:
            return None
        name = plain_outlet(origin.name)
        others = [d for d in self.claimed if d != by and plain_outlet(self.documents[d].publisher or "") == name]
        return next((d for d in others if not is_later(self.documents[d], self.documents[by])), None)

    def _credited(self, statement: Statement) -> _Ground | None:
        """An agency that the whole article is credited to."""
        for link in self.derives[statement.document_id]:
            if isinstance(link.other, Origin):
                return _Ground(CREDITED, None, link.other, (link,))
        return None

    def _unnamed(self, statement: Statement) -> _Ground | None:
        for link in self.cites[statement.id]:
            if isinstance(link.other, Origin):
                anonymous = statement.sourcing not in (Sourcing.NOBODY, Sourcing.AUTHOR, Sourcing.MEDIA)
                return (
                    _Ground(UNNAMED, None, link.other, (link,)) if anonymous else _Ground(NOBODY, None, None, (link,))
                )
        return None

    def _own(self, statement: Statement) -> _Ground:
        """The document's own reporting. A reader's comment is none."""
        document = self.documents[statement.document_id]
        section = document.section_at(statement.extent.start)
        if section is not None and section.kind is SectionKind.COMMENT:
            return _Ground(READER, None, None)
        return _Ground(OWN, None, own_report(document))

    def with_parents(self, resting: Sequence[Support]) -> list[Support]:
        """With a support for each document that others rest on and that has no statement of the claim itself."""
        out, known = list(resting), {s.document_id for s in resting}
        for support in out:  # grows as it is read
            if support.on_document and support.on_document not in known:
                known.add(support.on_document)
                out.append(self._parent(support.on_document, [s for link in support.because for s in _spans(link)]))
        return _without_circles(out, self.documents)

    def _parent(self, document_id: str, passage: Sequence[Span]) -> Support:
        """What the ``passage`` of a document rests on, without a statement to tell."""
        for link in self.derives[document_id]:
            if isinstance(link.other, Origin):
                return Support(document_id, (), None, link.other, (link,))
            if link.other.document_id in self.documents and any(a.overlaps(b) for a in link.one.spans for b in passage):
                return Support(document_id, (), link.other.document_id, None, (link,))
        return Support(document_id, (), None, own_report(self.documents[document_id]))


def _spans(link: Link) -> tuple[Span, ...]:
    return () if isinstance(link.other, Origin) else link.other.spans


def own_report(document: Document) -> Origin:
    name = document.publisher or document.title or document.name
    return Origin(OriginKind.MEDIA, name, document.published, document.id)


def _covered(spans: Sequence[Span], statement: Statement) -> float:
    """The share of the statement's content that lies in ``spans``."""
    content = hull(statement.content) if statement.content else statement.extent
    inside = sum(max(0, min(s.end, content.end) - max(s.start, content.start)) for s in spans)
    return inside / max(1, content.end - content.start)


def _without_circles(found: Sequence[Support], documents: Mapping[str, Document]) -> list[Support]:
    """Documents that rest on each other in a circle: the first of them is taken to rest on its own reporting."""
    above: dict[str, str | None] = {}
    for support in found:
        above.setdefault(support.document_id, support.on_document)
    out = []
    for support in found:
        circle = support.on_document is not None and _comes_back(support.document_id, above)
        if circle:
            above[support.document_id] = None
        own = own_report(documents[support.document_id])
        out.append(replace(support, on_document=None, origin=own) if circle else support)
    return out


def _comes_back(start: str, above: Mapping[str, str | None]) -> bool:
    at, seen = above.get(start), {start}
    while at is not None and at not in seen:
        seen.add(at)
        at = above.get(at)
    return at == start
