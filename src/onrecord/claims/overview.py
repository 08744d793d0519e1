"""The claims of a whole record as a person looks through them: found by id or words, with origins, and what would fall.

Nothing of it is stored: it is derived from statements, links and decisions, so that a decision or its withdrawal acts
at once.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple

from onrecord.claims.answers import answers
from onrecord.claims.grouping import grouped
from onrecord.claims.origins import OriginTree, tree
from onrecord.claims.standing import Standing, standings
from onrecord.claims.withdrawal import Falls, falls
from onrecord.errors import NotInRecord
from onrecord.model import (
    Act,
    Claim,
    Decision,
    Document,
    Link,
    LinkKind,
    Origin,
    Passage,
    Proposition,
    Statement,
    claim_id,
    quoted,
)

MIN_DIGITS = 4
_WEIGHTS = (LinkKind.CONTRADICTS, LinkKind.UPDATES, LinkKind.SUPPORTS)
_NAMED = 5  # how many candidates a message names


class Beside(NamedTuple):
    """Another claim and the link to it, which goes out from the claim that it stands beside where ``outward``."""

    claim: Claim
    link: Link
    outward: bool


class Claims:
    """Every claim, those that the most documents speak of first, of these the most disputed; ``documents`` are by id.

    ``statements`` are attributions and assertions alike, of all documents.
    """

    def __init__(
        self,
        documents: Iterable[Document],
        statements: Iterable[Statement],
        links: Iterable[Link],
        decisions: Iterable[Decision] = (),
        propositions: Iterable[Proposition] = (),
    ) -> None:
        self.documents = {d.id: d for d in documents}
        self.links = tuple(links)
        self.propositions = {p.statement_id: p for p in propositions}
        found = grouped(statements, self.links, decisions, self.propositions.values())
        self._claims = sorted(map(self._titled, found), key=_weightiest_first)

    def __iter__(self) -> Iterator[Claim]:
        return iter(self._claims)

    def __len__(self) -> int:
        return len(self._claims)

    def __getitem__(self, reference: str) -> Claim:
        """By its id, that of a claim which has become part of it, or that of a statement of it; four first digits do.

        NotInRecord where it names none or several.
        """
        digits = reference.strip().lower()
        found: dict[str, Claim] = {}
        if len(digits) >= MIN_DIGITS:
            for statement_id, claim in self._homes.items():
                if statement_id.startswith(digits) or claim_id(statement_id).startswith(digits):
                    found[claim.id] = claim
        if len(found) == 1:
            return next(iter(found.values()))
        if not found:
            shown = ascii(reference)[1:-1]
            raise NotInRecord(
                f"no claim {shown} on the record; give its id or a statement's, or the first {MIN_DIGITS} or more"
                " digits of it"
            )
        listed = ", ".join(found[id_].id for id_ in list(found)[:_NAMED])
        raise NotInRecord(f"{digits} can mean more than one claim: {listed}; give more of the id")

    def holding(self, statement_id: str) -> Claim:
        return self._homes[statement_id]

    def telling(self, query: str = "") -> list[Claim]:
        """Those that say something of their own, and of which some wording has all words of ``query``."""
        wanted = query.casefold().split()
        return [c for c in self._claims if self._tells(c) and all(w in self._words(c) for w in wanted)]

    def origins(self, claim: Claim) -> OriginTree:
        return tree(claim, self.documents, self._links_for(claim))

    def standings(self, claim: Claim) -> dict[str, Standing]:
        """How each of its statements, by id, stands to it."""
        return standings(claim, self.propositions, self._by_statement)

    def answers(self, claim: Claim) -> list[Statement]:
        """Denials and refusals to comment that stand beside its statements and are not of it, in text order."""
        own = {s.id for s in claim.statements}
        found: dict[str, Statement] = {}
        for document_id in claim.document_ids:
            by_id = {s.id: s for s in self._of_document[document_id]}
            worded = [self.propositions[id_] for id_ in by_id if id_ in self.propositions]
            answered = answers(self.documents[document_id], by_id.values(), worded)
            found |= {id_: by_id[id_] for s in own for id_ in answered.get(s, ()) if id_ not in own}
        return list(found.values())

    def beside(self, claim: Claim) -> list["Beside"]:
        """The other claims that links tie it to, each once: by what disputes it, else by the surest link."""
        own = {s.id for s in claim.statements}
        found: dict[str, Beside] = {}
        for link in sorted(claim.beside, key=lambda link: (_WEIGHTS.index(link.kind), -link.score)):
            if isinstance(link.other, Passage):
                outward = link.one.subject_id in own
                other = self.holding(link.other.subject_id if outward else link.one.subject_id)
                found.setdefault(other.id, Beside(other, link, outward))
        return list(found.values())

    def withdrawn(self, document_id: str) -> Falls:
        """What falls if the document is withdrawn. Nothing is changed."""
        resting = self._resting_on(document_id)
        return self._falls(document_id, [c for c in self._claims if not resting.isdisjoint(c.document_ids)])

    def withdrawn_origin(self, origin: Origin) -> Falls:
        """What falls if an origin that is not on the record is withdrawn, whatever day a text gives for it."""
        found = Falls(origin.id, (), (), ())
        for claim in self._claims:
            for root in self.origins(claim).roots:
                if _alike(root.origin, origin):
                    found = _both(found, self._falls(root.origin.id, [claim]))
        return replace(found, withdrawn=origin.id)

    def origin(self, reference: str) -> Origin | None:
        """One that is not on the record, by its id or its first digits, or by its name."""
        wanted = reference.strip().casefold() or "no name"
        digits = wanted if len(wanted) >= MIN_DIGITS else "no id"
        cited = (link.other for link in self.links if isinstance(link.other, Origin))
        return next((o for o in cited if o.name.casefold() == wanted or o.id.startswith(digits)), None)

    def _falls(self, withdrawn: str, claims: Iterable[Claim]) -> Falls:
        found = Falls(withdrawn, (), (), ())
        for claim in claims:
            found = _both(found, falls(withdrawn, [claim], self.documents, self._links_for(claim)))
        return found

    def _titled(self, claim: Claim) -> Claim:
        """With the words of its first statement where nothing was made of them."""
        if claim.title:
            return claim
        first = claim.statements[0]
        words = quoted(self.documents[first.document_id].text, first.content or first.cue or first.source)
        return replace(claim, title=" ".join(words.split()))

    def _tells(self, claim: Claim) -> bool:
        """Not where all of it only asks, declines to say, or tells that another says so."""
        worded = self.propositions
        return any(worded[s.id].keys if s.id in worded else s.act not in _EMPTY for s in claim.statements)

    def _words(self, claim: Claim) -> str:
        wordings = [self.propositions[s.id].wording for s in claim.statements if s.id in self.propositions]
        return " ".join([claim.title, *wordings, claim.id]).casefold()

    @cached_property
    def _homes(self) -> Mapping[str, Claim]:
        return {s.id: claim for claim in self._claims for s in claim.statements}

    @cached_property
    def _of_document(self) -> Mapping[str, list[Statement]]:
        found: dict[str, list[Statement]] = defaultdict(list)
        for claim in self._claims:
            for statement in claim.statements:
                found[statement.document_id].append(statement)
        return found

    @cached_property
    def _by_statement(self) -> dict[str, list[Link]]:
        """The links that rest a statement on something."""
        found: dict[str, list[Link]] = defaultdict(list)
        for link in self.links:
            if link.kind is LinkKind.CITES and link.one.statement_id is not None:
                found[link.one.statement_id].append(link)
        return found

    @cached_property
    def _by_document(self) -> dict[str, list[Link]]:
        found: dict[str, list[Link]] = defaultdict(list)
        for link in self.links:
            if link.kind is LinkKind.DERIVES_FROM:
                found[link.one.document_id].append(link)
        return found

    def _links_for(self, claim: Claim) -> list[Link]:
        """What its tree can need: what its statements cite, and what their documents derive from, and those again."""
        found = [link for s in claim.statements for link in self._by_statement.get(s.id, ())]
        waiting = [*claim.document_ids, *(_target(link) for link in found)]
        seen: set[str | None] = {None}
        while waiting:
            document_id = waiting.pop()
            if document_id is not None and document_id not in seen:
                seen.add(document_id)
                derived = self._by_document.get(document_id, [])
                found += derived
                waiting += [_target(link) for link in derived]
        return found

    def _resting_on(self, document_id: str) -> set[str]:
        """The document and those that, over any number of steps, cite it or derive from it."""
        above: dict[str, set[str]] = defaultdict(set)
        for link in self.links:
            target = _target(link)
            if link.kind in (LinkKind.CITES, LinkKind.DERIVES_FROM) and target is not None:
                above[target].add(link.one.document_id)
        found, waiting = set[str](), [document_id]
        while waiting:
            found.add(at := waiting.pop())
            waiting += above[at] - found
        return found


_EMPTY = frozenset({Act.ASKS, Act.DECLINES})


def _weightiest_first(claim: Claim) -> tuple[int, int, int]:
    return -len(claim.document_ids), -disputes(claim), -len(claim.statements)


def disputes(claim: Claim) -> int:
    """How many links tie it to a claim that contradicts it or brings it up to date, or the other way about."""
    return sum(link.kind in (LinkKind.CONTRADICTS, LinkKind.UPDATES) for link in claim.beside)


def _target(link: Link) -> str | None:
    return link.other.document_id if isinstance(link.other, Passage) else None


def _alike(one: Origin, other: Origin) -> bool:
    return one.kind is other.kind and one.name.casefold() == other.name.casefold()


def _both(one: Falls, other: Falls) -> Falls:
    return Falls(one.withdrawn, one.lost + other.lost, one.weakened + other.weakened, one.standing + other.standing)
