"""Antecedents by the learned weights: the best of the candidates, or none."""

import math
from collections.abc import Mapping
from functools import cache

from onrecord.actors.chains import Question
from onrecord.actors.kinds import model

Weights = Mapping[str, float]
SHOWN = 3
"""Features given as the reason of a choice, the weightiest first."""


LEAN = {"description": 2.5, "it": 1.0, "they": 1.0, "person": 2.0}
"""What is taken from the score of "none", by family: a description more often names again than GUM's links say."""
LEAN_OF_SOURCES = {"it": 1.0, "they": 1.0}
"""The same for a pronoun that something is attributed to: it stands for somebody."""


@cache
def shipped() -> dict[str, Weights]:
    families: dict[str, Weights] = model()["families"]
    return families


def best(question: Question) -> tuple[int | None, float, str]:
    """The candidate of the highest score, unless "none" has a higher one; with its share of the likelihood."""
    weights = shipped()[question.family]
    weight = weights.get
    scores = [sum([weight(f, 0.0) for f in row]) for row in question.features]
    scores[-1] -= LEAN.get(question.family, 0.0)
    if question.speaks:
        scores[-1] -= LEAN_OF_SOURCES.get(question.family, 0.0)
    top = max(range(len(scores)), key=lambda i: scores[i])
    if top == len(scores) - 1:
        return None, 0.0, ""
    total = math.fsum(math.exp(s - scores[top]) for s in scores)
    row = sorted(question.features[top], key=lambda f: -weights.get(f, 0.0))
    return top, 1.0 / total, ", ".join(row[:SHOWN])
