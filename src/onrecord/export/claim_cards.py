"""Claims as a report shows them: those that more than one document tells or that another claim disputes, each with its
reports, its origins as a tree, and what stands beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from onrecord.claims.origins import Node, OriginTree, Root
from onrecord.claims.overview import Claims, disputes
from onrecord.export import claim_words, words
from onrecord.export.cards import CONTENT_LIMIT
from onrecord.model import Claim, Link, LinkKind, Origin, Statement, quoted

MOST_CLAIMS = 200
"""Claims that are shown in full; a report of a thousand would be read by nobody."""
MOST_REPORTS = 40
MOST_BESIDE = 8


class Place(NamedTuple):
    """Where a statement's card is: "2.7" and the id of the card."""

    label: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Told:
    """A statement of a claim: who, how it stands to the claim, the words, when and how sure; ``outlet`` tells of it."""

    who: str
    standing: str
    denies: bool
    words: str
    outlet: str
    facts: tuple[str, ...]
    place: Place | None


@dataclass(frozen=True, slots=True)
class Branch:
    """An origin or a document of the tree; ``kind`` gives its shape."""

    kind: str
    label: str
    role: str
    remark: str
    reasons: tuple[str, ...]
    place: Place | None
    below: tuple["Branch", ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """Another claim; ``anchor`` is where it is shown, else ``place`` where its first statement is."""

    relation: str
    disputes: bool
    title: str
    who: str
    anchor: str | None
    place: Place | None
    score: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClaimCard:
    id: str
    number: int
    title: str
    facts: tuple[str, ...]
    warning: str
    told: tuple[Told, ...]
    untold: int
    tree: tuple[Branch, ...]
    answered: tuple[Told, ...]
    beside: tuple[Beside, ...]

    @property
    def anchor(self) -> str:
        return f"c-{self.id}"


def shown_claims(claims: Claims) -> list[Claim]:
    """Those worth a place of their own: told by several documents, or beside a claim that differs."""
    return [c for c in claims.telling() if len(c.document_ids) > 1 or disputes(c)][:MOST_CLAIMS]


def claim_cards(claims: Claims, places: Mapping[str, Place]) -> list[ClaimCard]:
    """``places`` are those of the report's cards, by statement."""
    shown = shown_claims(claims)
    maker = _Maker(claims, places, frozenset(c.id for c in shown))
    return [maker.card(number, claim) for number, claim in enumerate(shown, 1)]


@dataclass(frozen=True, slots=True)
class _Maker:
    claims: Claims
    places: Mapping[str, Place]
    shown: frozenset[str]

    def card(self, number: int, claim: Claim) -> ClaimCard:
        tree = self.claims.origins(claim)
        standing = self.claims.standings(claim)
        told = [self.told(s, claim_words.STANDINGS[standing[s.id]]) for s in claim.statements[:MOST_REPORTS]]
        return ClaimCard(
            id=claim.id,
            number=number,
            title=words.excerpt(claim.title, CONTENT_LIMIT),
            facts=tuple(claim_words.summary(claim, tree)),
            warning=claim_words.warning(tree, standing.values()),
            told=tuple(told),
            untold=len(claim.statements) - len(told),
            tree=tuple(self.tree(tree)),
            answered=tuple(self.answered(claim)),
            beside=tuple(self.beside(claim)),
        )

    def told(self, statement: Statement, standing: str) -> Told:
        document = self.claims.documents[statement.document_id]
        text = document.text
        found = [claim_words.day(statement, document), *claim_words.sureness(statement)]
        return Told(
            who=claim_words.who(statement, text, document),
            standing=standing,
            denies=standing.startswith("denies"),
            words=words.excerpt(quoted(text, statement.content or statement.cue), CONTENT_LIMIT),
            outlet=claim_words.outlet(document),
            facts=tuple(fact for fact in found if fact),
            place=self.places.get(statement.id),
        )

    def answered(self, claim: Claim) -> list[Told]:
        found = self.claims.answers(claim)
        standing = {s.id: self.claims.standings(self.claims.holding(s.id))[s.id] for s in found}
        return [self.told(s, claim_words.STANDINGS[standing[s.id]]) for s in found]

    def tree(self, tree: OriginTree) -> list[Branch]:
        found = [self.root(root) for root in tree.roots]
        found += [self.node(node, "nobody", claim_words.NO_SOURCE) for node in tree.unsourced]
        return found

    def root(self, root: Root) -> Branch:
        return Branch(
            kind=root.origin.kind.value,
            label=claim_words.origin_name(root.origin),
            role=claim_words.ORIGINS[root.origin.kind],
            remark=claim_words.remarks(root.remarks),
            reasons=(),
            place=None,
            below=tuple(self.below(node, root.origin) for node in root.below),
        )

    def below(self, node: Node, origin: Origin | None) -> Branch:
        branch = self.node(node, "document", claim_words.role(origin, node.document_id))
        return replace(branch, below=tuple(self.below(each, None) for each in node.below))

    def node(self, node: Node, kind: str, role: str) -> Branch:
        document = self.claims.documents[node.document_id]
        because = (r for link in node.because for r in link.reasons)
        return Branch(
            kind=kind,
            label=claim_words.dated_outlet(document),
            role=role,
            remark="",
            reasons=tuple(dict.fromkeys(claim_words.compared(r) for r in because)),
            place=next((self.places[s.id] for s in node.statements if s.id in self.places), None),
            below=(),
        )

    def beside(self, claim: Claim) -> list[Beside]:
        return [self.one_beside(*found) for found in self.claims.beside(claim)[:MOST_BESIDE]]

    def one_beside(self, other: Claim, link: Link, outward: bool) -> Beside:
        documents = self.claims.documents
        said = ((s, documents[s.document_id]) for s in other.statements)
        speakers = dict.fromkeys(claim_words.who(s, document.text, document) for s, document in said)
        return Beside(
            relation=claim_words.LINKS[link.kind] if outward else claim_words.PASSIVE[link.kind],
            disputes=link.kind is LinkKind.CONTRADICTS,
            title=words.excerpt(other.title, CONTENT_LIMIT),
            who=", ".join(list(speakers)[:4]),
            anchor=f"c-{other.id}" if other.id in self.shown else None,
            place=self.places.get(other.statements[0].id),
            score=f"{link.score:.2f}",
            reasons=tuple(claim_words.compared(reason) for reason in link.reasons),
        )


def reports_of(cards: Sequence[ClaimCard], claims: Claims) -> Mapping[str, ClaimCard]:
    """By statement, the shown claim that it is of."""
    shown = {card.id: card for card in cards}
    return {s.id: shown[claim.id] for claim in claims if claim.id in shown for s in claim.statements}
