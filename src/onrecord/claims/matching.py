"""Which statements on the record say the same as a new one, support it, contradict it or bring it up to date.

Candidates come from the index, a bounded number for each statement; those that share little are dropped; a judge of
pairs reads the rest; and what can be compared outright (numbers, dates, parties, direction, negation, status)
overrules it. Where the judge is not sure and nothing outright tells, there is no link.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from onrecord.claims.comparison import compared, differing
from onrecord.claims.comparison.dates import later
from onrecord.claims.comparison.numbers import higher
from onrecord.claims.ends import between
from onrecord.claims.index import Index
from onrecord.claims.judging import Judge, Scores
from onrecord.claims.likeness import likeness, shared_parties
from onrecord.claims.memory import MemoryIndex
from onrecord.model import Aspect, Compared, Document, Link, LinkKind, Proposition, Statement

MOST_CANDIDATES = 24
"""Statements that are looked up for one statement."""
MOST_JUDGED = 8
"""Of these, those that a judge reads."""
LEAST_LIKE = 0.2
"""Likeness below which a pair is not read."""
SAME = 0.7
SUPPORTS = 0.8
CONTRADICTS = 0.9
"""Chances from which on the judge is believed. They favour precision: a wrong join hides a report, a missed one does
not."""
OTHERWISE_SAME = 0.6
"""Likeness, or chance to be the same, from which on two that differ in a number or a negation speak of one thing."""
LEAST_WORDS = 3
"""Words that carry content, names and numbers, below which a content tells too little to be told from others."""
_CONTRARY = frozenset({Aspect.NUMBER, Aspect.DIRECTION, Aspect.NEGATION, Aspect.PARTY})


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


def matches(found: Sequence[Pair], statements: dict[str, Statement], judge: Judge) -> list[Link]:
    """The links between the pairs' statements, which ``statements`` holds by id."""
    scores = judge([(pair.new.wording, pair.old.wording) for pair in found])
    links: list[Link] = []
    for pair, score in zip(found, scores, strict=True):
        new, old = statements[pair.new.statement_id], statements[pair.old.statement_id]
        links += [between(kind, new, old, chance, *reasons) for kind, chance, reasons in verdicts(pair, score)]
    return links


Verdict = tuple[LinkKind, float, tuple[Compared, ...]]


def verdicts(pair: Pair, score: Scores) -> Iterator[Verdict]:
    """None where the pair is abstained from. A denial of what another says is of one claim with it and contradicts
    it."""
    reasons = compared(pair.new, pair.old)
    differs = differing(reasons)
    if differs:
        verdict = _contrary(pair, score, differs, reasons)
        if verdict is not None:
            yield verdict[0], verdict[1], (*_worded(pair, agrees=False), *reasons)
        return
    kind, chance = _like(pair, score)
    if kind is None:
        return
    told = (*_worded(pair, agrees=kind is not LinkKind.CONTRADICTS), *reasons)
    yield kind, chance, told
    if kind is LinkKind.SAME and pair.new.denied is not pair.old.denied:
        yield LinkKind.CONTRADICTS, chance, (*told, _denial(pair))


def _worded(pair: Pair, *, agrees: bool) -> tuple[Compared, ...]:
    return (Compared(Aspect.WORDING, pair.new.wording, pair.old.wording, agrees),)


def _denial(pair: Pair) -> Compared:
    new, old = ("denied" if p.denied else "said" for p in (pair.new, pair.old))
    return Compared(Aspect.REPLY, new, old, agrees=False)


def _like(pair: Pair, score: Scores) -> tuple[LinkKind | None, float]:
    """Nothing outright speaks against it."""
    if score.same >= SAME:
        return LinkKind.SAME, score.same
    if score.supports >= SUPPORTS and score.supports > score.contradicts:
        return LinkKind.SUPPORTS, score.supports
    if score.contradicts >= CONTRADICTS and shared_parties(pair.new, pair.old):
        return LinkKind.CONTRADICTS, score.contradicts
    return None, 0.0


def _contrary(
    pair: Pair, score: Scores, differs: frozenset[Aspect], reasons: Sequence[Compared]
) -> tuple[LinkKind, float] | None:
    """They differ outright: a contradiction or news of one thing where all else is the same, else two things."""
    chance = max(score.same, score.contradicts, pair.like)
    if chance < OTHERWISE_SAME or Aspect.DATE in differs:
        return None
    if differs == {Aspect.NUMBER}:
        return (LinkKind.UPDATES if _is_update(pair, reasons) else LinkKind.CONTRADICTS), chance
    if differs == {Aspect.STATUS}:
        come_true = later(pair.new.reported, pair.old.reported) and score.same >= OTHERWISE_SAME
        return (LinkKind.UPDATES, chance) if come_true else None
    if Aspect.NEGATION in differs and not _opposed(pair):
        return None
    one = differs - {Aspect.STATUS}
    if len(one) > 1 or not one <= _CONTRARY:
        return None
    if one == {Aspect.PARTY} and score.contradicts < CONTRADICTS:
        return None  # two parties may well do the same
    return LinkKind.CONTRADICTS, chance


def _opposed(pair: Pair) -> bool:
    """Whether one negates the other's event; who denies it and who says that it is not so agree."""
    return pair.new.predicate == pair.old.predicate and pair.new.denied is pair.old.denied


def _is_update(pair: Pair, reasons: Sequence[Compared]) -> bool:
    """A higher figure for the same count, told later."""
    if not later(pair.new.reported, pair.old.reported):
        return False
    spelt = {(c.one, c.other) for c in reasons if c.aspect is Aspect.NUMBER and not c.agrees}
    grown = {(a.spelt, b.spelt) for a in pair.new.numbers for b in pair.old.numbers if higher(a, b)}
    return spelt <= grown
