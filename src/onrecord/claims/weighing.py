"""The chance that two propositions say the same, from the judge's scores and from what they share outright.

A logistic regression, fitted by ``python -m training.claims.weigh`` on whether two sentences of ECB+ (train) tell of
one event. The judge alone takes two events of one affair for one, shared words alone miss one event in two wordings.
"""

from collections.abc import Sequence
from math import exp
from typing import NamedTuple

from onrecord.claims.comparison.parties import same_event
from onrecord.claims.judging import Scores
from onrecord.model import Aspect, Compared, Proposition

MOST_PARTIES = 2


class Weights(NamedTuple):
    """One for each of :func:`features`, after the ``bias``."""

    bias: float
    same: float
    similarity: float
    like: float
    event: float
    parties: float


WEIGHTS = Weights(bias=-2.22, same=0.19, similarity=1.99, like=1.7, event=1.5, parties=0.18)


def features(
    one: Proposition, other: Proposition, like: float, score: Scores, reasons: Sequence[Compared]
) -> tuple[float, ...]:
    """The judge's two, the likeness of their words, whether one word names what happened, parties in common."""
    parties = sum(c.aspect in (Aspect.PARTY, Aspect.DIRECTION) and c.agrees for c in reasons)
    return score.same, score.similarity, like, float(same_event(one, other)), float(min(parties, MOST_PARTIES))


def chance(one: Proposition, other: Proposition, like: float, score: Scores, reasons: Sequence[Compared]) -> float:
    values = features(one, other, like, score, reasons)
    logit = WEIGHTS.bias + sum(w * v for w, v in zip(WEIGHTS[1:], values, strict=True))
    return 1 / (1 + exp(-logit))
