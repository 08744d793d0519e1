"""Which statements on the record say the same as a new one, support it, contradict it or bring it up to date.

Candidates come from the index, a bounded number for each statement; those that share little are dropped; a judge of
pairs reads the rest; and what can be compared outright (numbers, dates, parties, direction, negation, status)
overrules it. Where the judge is not sure and nothing outright tells, there is no link.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.claims.comparison import compared, differing
from onrecord.claims.comparison.dates import later
from onrecord.claims.comparison.numbers import higher
from onrecord.claims.comparison.parties import same_event, same_word
from onrecord.claims.ends import between
from onrecord.claims.index import Index
from onrecord.claims.judging import Judge, Scores
from onrecord.claims.likeness import count_other_things, likeness, shared_beside_event, shared_parties
from onrecord.claims.memory import MemoryIndex
from onrecord.claims.weighing import chance
from onrecord.model import Aspect, Compared, Document, Link, LinkKind, Proposition, Statement, Status

MOST_CANDIDATES = 24
"""Statements that are looked up for one statement."""
MOST_JUDGED = 8
"""Of these, those that a judge reads."""
LEAST_LIKE = 0.2
"""Likeness below which a pair is not read."""
SAME = 0.8
SUPPORTS = 0.95
CONTRADICTS = 0.97
"""Chances from which on two are taken for the same, and the judge is believed. They favour precision: a wrong join
hides a report, a missed one does not."""
BESIDE = 0.5
"""Chance to be the same below which the judge is not believed in a support or a contradiction: it takes much for one
that is only of the same affair."""
OTHERWISE_SAME = 0.6
"""Chance to be the same from which on two that differ in a number or a negation speak of one thing."""
LEAST_SHARED = 2
"""Names, numbers and words that both have beside the event's: "Brask will win" and "Moll won" share none."""
_NOT_TOLD = frozenset({Status.DEMANDED, Status.CONDITIONAL})
LEAST_WORDS = 3
"""Words that carry content, names and numbers, below which a content tells too little to be told from others."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A new proposition and one that was there before."""

    new: Proposition
    old: Proposition
    like: float


def pairs(propositions: Iterable[Proposition], document: Document, index: Index) -> list[Pair]:
    """For each of a document's propositions the most like among those that share a key: on the record, and before it
    in the document. At most MOST_JUDGED for each, however much the record holds."""
    own = MemoryIndex()
    found: list[Pair] = []
    for new in propositions:
        if _tells(new):
            ids = [*index.statements_sharing(new.keys, MOST_CANDIDATES)]
            there = [index.proposition(i) for i in ids if i != new.statement_id]
            here = [own.proposition(i) for i in own.statements_sharing(new.keys, MOST_CANDIDATES)]
            found += _likest(new, [*(p for p in there if p.document_id != document.id), *here])
            own.add(document, (), (new,))
    return found


def _tells(proposition: Proposition) -> bool:
    return bool(proposition.keys) and len(proposition.words) + len(proposition.numbers) >= LEAST_WORDS


def _likest(new: Proposition, candidates: Iterable[Proposition]) -> list[Pair]:
    rated = [Pair(new, old, likeness(new, old)) for old in candidates if _tells(old)]
    close = [pair for pair in rated if pair.like >= LEAST_LIKE]
    return sorted(close, key=lambda pair: (-pair.like, pair.old.statement_id))[:MOST_JUDGED]


def matches(found: Sequence[Pair], statements: Mapping[str, Statement], judge: Judge) -> list[Link]:
    """The links between the pairs' statements, which ``statements`` holds by id."""
    scores = judge([(pair.new.wording, pair.old.wording) for pair in found])
    return linked(found, scores, statements)


def linked(found: Sequence[Pair], scores: Sequence[Scores], statements: Mapping[str, Statement]) -> list[Link]:
    links: list[Link] = []
    for pair, score in zip(found, scores, strict=True):
        new, old = statements[pair.new.statement_id], statements[pair.old.statement_id]
        if _overlap(new, old):
            continue  # one is told in the other
        links += [between(kind, new, old, chance, *reasons) for kind, chance, reasons in verdicts(pair, score)]
    return links


def _overlap(one: Statement, other: Statement) -> bool:
    if one.document_id != other.document_id:
        return False
    return any(a.overlaps(b) for a in one.content for b in other.content)


Verdict = tuple[LinkKind, float, tuple[Compared, ...]]


def verdicts(pair: Pair, score: Scores) -> Iterator[Verdict]:
    """None where the pair is abstained from. A denial of what another says is of one claim with it and contradicts
    it."""
    reasons = compared(pair.new, pair.old)
    differs = differing(reasons)
    same = chance(pair.new, pair.old, pair.like, score, reasons)
    if shared_beside_event(pair.new, pair.old) < LEAST_SHARED or count_other_things(pair.new, pair.old):
        return
    if differs:
        contrary = _contrary(pair, same, differs, reasons)
        if contrary is not None:
            yield contrary, same, (*_worded(pair, agrees=False), *reasons)
        return
    kind, sure = _like(pair, score, same)
    if kind is None:
        return
    told = (*_worded(pair, agrees=kind is not LinkKind.CONTRADICTS), *reasons)
    yield kind, sure, told
    if kind is LinkKind.SAME and pair.new.denied is not pair.old.denied:
        yield LinkKind.CONTRADICTS, sure, (*told, _denial(pair))


def _worded(pair: Pair, *, agrees: bool) -> tuple[Compared, ...]:
    return (Compared(Aspect.WORDING, pair.new.wording, pair.old.wording, agrees),)


def _denial(pair: Pair) -> Compared:
    new, old = ("denied" if p.denied else "said" for p in (pair.new, pair.old))
    return Compared(Aspect.REPLY, new, old, agrees=False)


def _like(pair: Pair, score: Scores, same: float) -> tuple[LinkKind | None, float]:
    """Nothing outright speaks against it."""
    if same >= SAME:
        return LinkKind.SAME, same
    if same < BESIDE or not shared_parties(pair.new, pair.old) or not _both_told(pair):
        return None, 0.0
    if score.supports >= SUPPORTS:
        return LinkKind.SUPPORTS, score.supports
    if score.contradicts >= CONTRADICTS:
        return LinkKind.CONTRADICTS, score.contradicts
    return None, 0.0


def _both_told(pair: Pair) -> bool:
    """Only what is told to be so can bear out or contradict another; what a noun names ("the attack") cannot."""
    told = (pair.new, pair.old)
    return all(p.clause and p.status not in _NOT_TOLD for p in told)


def _contrary(pair: Pair, same: float, differs: frozenset[Aspect], reasons: Sequence[Compared]) -> LinkKind | None:
    """They differ outright: a contradiction or news of one thing where all else is the same, else two things."""
    if same < OTHERWISE_SAME or not _same_thing(pair, reasons):
        return None
    if differs == {Aspect.NUMBER}:
        return LinkKind.UPDATES if _is_update(pair, reasons) else LinkKind.CONTRADICTS
    if differs == {Aspect.STATUS}:
        come_true = same >= SAME and later(pair.new.reported, pair.old.reported)
        return LinkKind.UPDATES if come_true else None
    if differs == {Aspect.DIRECTION}:
        return LinkKind.CONTRADICTS
    return LinkKind.CONTRADICTS if differs == {Aspect.NEGATION} and _opposed(pair) else None


def _same_thing(pair: Pair, reasons: Sequence[Compared]) -> bool:
    """Whether one word names what happened; of giving and getting two may, where both parties are the same."""
    shared = sum(c.aspect is Aspect.PARTY and c.agrees for c in reasons)
    turned = any(c.aspect is Aspect.DIRECTION and not c.agrees for c in reasons)
    return same_word(pair.new, pair.old) or (same_event(pair.new, pair.old) and (shared > 1 or turned))


def _opposed(pair: Pair) -> bool:
    """Whether one says that it is not so. Who denies it agrees with who says so; "must not" says nothing of what is."""
    return pair.new.denied is pair.old.denied and _both_told(pair)


def _is_update(pair: Pair, reasons: Sequence[Compared]) -> bool:
    """A higher figure for the same count, told later."""
    if not later(pair.new.reported, pair.old.reported):
        return False
    spelt = {(c.one, c.other) for c in reasons if c.aspect is Aspect.NUMBER and not c.agrees}
    grown = {(a.spelt, b.spelt) for a in pair.new.numbers for b in pair.old.numbers if higher(a, b)}
    return spelt <= grown
