"""Who takes part in two events, and which way it goes between them."""

from collections.abc import Iterator, Sequence

from onrecord.claims.propositions.parties import PLACE_KIND, transfer_words
from onrecord.claims.propositions.stems import is_light
from onrecord.model import ActorKind, Aspect, Compared, Party, Proposition, Role

_ROLES = (Role.AGENT, Role.SOURCE, Role.GOAL, Role.PATIENT, Role.WITH, Role.PLACE)
_TRANSFER = frozenset({Role.SOURCE, Role.GOAL})
_OPPOSITE = (_TRANSFER, frozenset({Role.AGENT, Role.PATIENT}))
_DIRECTED = frozenset({Role.SOURCE, Role.GOAL, Role.AGENT, Role.PATIENT})


def parties_compared(one: Sequence[Party], other: Sequence[Party]) -> Iterator[Compared]:
    """One for each role that both have somebody in, where it is known whether they are the same."""
    for role in _ROLES:
        mine = [p for p in one if p.role is role]
        yours = [p for p in other if p.role is role]
        pairs = [(a, b) for a in mine for b in yours]
        shared = next((pair for pair in pairs if same_party(*pair)), None)
        if shared is not None:
            yield Compared(Aspect.PARTY, shared[0].spelt, shared[1].spelt, agrees=True)
        elif pairs and all(_distinct(a, b) for a, b in pairs) and not _elsewhere(mine, other, yours, one):
            yield Compared(Aspect.PARTY, pairs[0][0].spelt, pairs[0][1].spelt, agrees=False)


def direction_compared(first: Proposition, second: Proposition) -> Iterator[Compared]:
    """Of a party that gives in the one and gets in the other, or acts in the one and is acted on in the other.

    Who stands in both roles tells nothing, and neither does the role in another event. Who acts is read from a parse
    that errs: two have to change places, where one that gives and gets is enough.
    """
    if not same_event(first, second):
        return
    one, other = first.parties, second.parties
    turned = [(a, b) for a in one for b in other if _opposite(a, b) and not _in_role(one, a, b.role, other)]
    given = [pair for pair in turned if pair[0].role in _TRANSFER]
    if given or len(turned) > 1:
        a, b = (given or turned)[0]
        yield Compared(Aspect.DIRECTION, _put(a), _put(b), agrees=False)
        return
    both = [(a, b) for a in one for b in other if a.role is b.role and a.role in _DIRECTED and same_party(a, b)]
    if len({a.role for a, _ in both}) > 1:
        yield Compared(Aspect.DIRECTION, _put(both[0][0]), _put(both[0][1]), agrees=True)


def _opposite(one: Party, other: Party) -> bool:
    return {one.role, other.role} in _OPPOSITE and same_party(one, other)


def same_event(one: Proposition, other: Proposition) -> bool:
    """Whether one word, or two of giving and getting, name what happened."""
    transfers = frozenset().union(*transfer_words().values())
    return same_word(one, other) or {one.predicate, other.predicate} <= transfers


def same_word(one: Proposition, other: Proposition) -> bool:
    return one.predicate == other.predicate and bool(one.predicate) and not is_light(one.predicate)


def _put(party: Party) -> str:
    return f"{party.spelt} ({party.role})"


def _in_role(one: Sequence[Party], party: Party, role: Role, other: Sequence[Party]) -> bool:
    """Whether ``party`` is in the other's role here too, or in this one's role there."""
    here = any(p.role is role and same_party(p, party) for p in one)
    return here or any(p.role is party.role and same_party(p, party) for p in other)


def same_party(one: Party, other: Party) -> bool:
    """One name, or one a part of the other; a country and its officials or its people."""
    if one.name and other.name:
        a, b = one.name.split(), other.name.split()
        return a == b or _part_of(a, b) or _part_of(b, a) or _same_state(one, other)
    return bool(one.country) and one.country == other.country and _STATE in (one.kind, other.kind)


_STATE = ActorKind.COUNTRY.value


def _same_state(one: Party, other: Party) -> bool:
    places = {_STATE, PLACE_KIND}
    return bool(one.country) and one.country == other.country and {one.kind, other.kind} <= places


def _part_of(short: list[str], long: list[str]) -> bool:
    """ "bingo" of "xian bingo", "moll" of "ida moll": its words in order at one end."""
    return len(short) < len(long) and short in (long[: len(short)], long[-len(short) :])


def _distinct(one: Party, other: Party) -> bool:
    """Two of a kind with two names, or of two countries."""
    if same_party(one, other):
        return False
    if one.country and other.country and one.country != other.country:
        return True
    return bool(one.name and other.name) and one.kind == other.kind and bool(one.kind)


def _elsewhere(mine: Sequence[Party], other: Sequence[Party], yours: Sequence[Party], one: Sequence[Party]) -> bool:
    """Whether somebody of either role is in the other event all the same: roles are read from a parse."""
    return any(same_party(a, b) for a in mine for b in other) or any(same_party(a, b) for a in yours for b in one)
