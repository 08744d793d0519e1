"""Two numbers of one unit: whether both can be true of one thing."""

from collections.abc import Iterator, Sequence
from math import inf

from onrecord.model import Aspect, Bound, Compared, Quantity

ABOUT = 0.1
"""How far, as a share, "about 100" may lie from what is meant."""
FAR = 1.5
"""Times that what is meant may lie over "more than 100", or under "up to 100"."""


def numbers_compared(one: Sequence[Quantity], other: Sequence[Quantity]) -> Iterator[Compared]:
    """One for each unit that both have: they agree where any two of its numbers do."""
    for unit in dict.fromkeys(q.unit for q in one if q.unit):
        mine = [q for q in one if q.unit == unit]
        yours = [q for q in other if q.unit == unit]
        if yours:
            pairs = [(a, b) for a in mine for b in yours]
            agreeing = next((pair for pair in pairs if compatible(*pair)), None)
            a, b = agreeing or min(pairs, key=lambda pair: abs(pair[0].low - pair[1].low))
            yield Compared(Aspect.NUMBER, a.spelt, b.spelt, agreeing is not None)


def compatible(one: Quantity, other: Quantity) -> bool:
    """ "More than 100" and "100", "about 100" and "95", "10 to 20" and "15" are; "50" and "100" are not."""
    (low, high), (least, most) = _interval(one), _interval(other)
    return one.unit == other.unit and low <= most and least <= high


def higher(one: Quantity, other: Quantity) -> bool:
    return one.unit == other.unit and _interval(one)[0] > _interval(other)[1]


def _interval(q: Quantity) -> tuple[float, float]:
    match q.bound:
        case Bound.ABOUT:
            return q.low * (1 - ABOUT), q.high * (1 + ABOUT)
        case Bound.LEAST:
            return q.low, q.low * FAR if q.low else inf
        case Bound.MOST:
            return q.high / FAR, q.high
    return q.low, q.high
