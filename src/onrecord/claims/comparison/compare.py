"""Two propositions compared in all that they can differ in, but for their words."""

from collections.abc import Iterable, Iterator

from onrecord.claims.comparison.dates import dates_compared
from onrecord.claims.comparison.numbers import numbers_compared
from onrecord.claims.comparison.parties import direction_compared, parties_compared, same_event
from onrecord.model import Aspect, Compared, Proposition, Status

_REAL = frozenset({Status.HAPPENED, Status.UNDER_WAY})
_OPEN = frozenset({Status.PLANNED, Status.PROPOSED, Status.DEMANDED, Status.CONDITIONAL})


def compared(one: Proposition, other: Proposition) -> tuple[Compared, ...]:
    """Each with both spellings. What only one of them tells cannot be compared: they neither agree nor differ in it."""
    return tuple(_all(one, other))


def _all(one: Proposition, other: Proposition) -> Iterator[Compared]:
    yield from numbers_compared(one.numbers, other.numbers)
    yield from dates_compared(one.happened, other.happened)
    direction = list(direction_compared(one, other))
    yield from direction
    if all(c.agrees for c in direction):
        yield from parties_compared(one.parties, other.parties)
    if one.negated is not other.negated:
        yield Compared(Aspect.NEGATION, _sign(one), _sign(other), agrees=False)
    if same_event(one, other):
        yield from _statuses(one.status, other.status)


def _sign(proposition: Proposition) -> str:
    return "not so" if proposition.negated else "so"


def _statuses(one: Status | None, other: Status | None) -> Iterator[Compared]:
    """Whether it is so by now, or planned, proposed, demanded or supposed."""
    known = _REAL | _OPEN
    if one in known and other in known and one is not None and other is not None:
        yield Compared(Aspect.STATUS, one.value, other.value, (one in _REAL) is (other in _REAL))


def differing(reasons: Iterable[Compared]) -> frozenset[Aspect]:
    return frozenset(c.aspect for c in reasons if not c.agrees)
