"""How much of what they speak of two propositions share, from their words alone: cheap, and needs no model."""

from functools import cache

from onrecord.claims.comparison.parties import same_party
from onrecord.claims.propositions.stems import stem
from onrecord.model import Proposition, Quantity
from onrecord.times.words import MONTHS

_NAME = 1.5
_PREDICATE = 1.5
_NUMBER = 2.0
_WORD = 1.0
"""What each shared thing counts: a number of one unit more than a name, a name more than a word."""
_CONTAINED = 0.5
"""Weight of how much of the shorter one the longer holds, beside how much of both is shared."""


def likeness(one: Proposition, other: Proposition) -> float:
    """From 0 to 1; it knows no synonyms and no order of words."""
    mine, yours = _weights(one), _weights(other)
    shared = sum(min(mine[f], yours[f]) for f in mine.keys() & yours.keys())
    least, total = min(sum(mine.values()), sum(yours.values())), sum(mine.values()) + sum(yours.values())
    if not least:
        return 0.0
    return _CONTAINED * shared / least + (1 - _CONTAINED) * 2 * shared / total


def _weights(proposition: Proposition) -> dict[str, float]:
    names = {p.name or (p.country or "").lower() for p in proposition.parties} - {""}
    in_names = {word for name in names for word in name.split()}
    weights = {word: _WORD for word in proposition.words if word not in in_names}
    weights |= {f"name {name}": _NAME for name in names}
    weights |= {_key(q): _NUMBER for q in proposition.numbers}
    if proposition.predicate:
        weights[proposition.predicate] = _PREDICATE
    return weights


def shared_beside_event(one: Proposition, other: Proposition) -> int:
    """How many names, numbers and words both have, beside the word of the event. "100" and "100 drones" are one."""
    apart = {one.predicate, other.predicate} | {_key(q) for p in (one, other) for q in p.numbers}
    words = len((_weights(one).keys() & _weights(other).keys()) - apart)
    return words + sum(any(_one_number(a, b) for b in other.numbers) for a in one.numbers)


def count_other_things(one: Proposition, other: Proposition) -> bool:
    """Whether both count something and have neither a number nor a thing in common: "29 boats" and "342 trains"."""
    if not one.numbers or not other.numbers or any(_one_number(a, b) for a in one.numbers for b in other.numbers):
        return False
    events = {one.predicate, other.predicate}
    return not (_things(one) & _things(other)) - events


def _things(proposition: Proposition) -> set[str]:
    """The words that are part of no name and no date."""
    named = {stem(word) for party in proposition.parties for word in party.name.split()}
    return {word for word, weight in _weights(proposition).items() if weight == _WORD} - named - _months()


@cache
def _months() -> frozenset[str]:
    return frozenset(stem(name) for name in MONTHS)


def _one_number(one: Quantity, other: Quantity) -> bool:
    bare = not one.unit or not other.unit
    return (one.low, one.high) == (other.low, other.high) and (bare or one.unit == other.unit)


def _key(number: Quantity) -> str:
    return f"number {number.low:g} {number.unit}"


def shared_parties(one: Proposition, other: Proposition) -> int:
    """How many named parties of ``one`` take part in ``other`` too."""
    named = {p.name: p for p in one.parties if p.name}
    return sum(any(same_party(p, q) for q in other.parties) for p in named.values())
