"""The stance of a text toward a claim or a headline: it agrees, disagrees, only discusses it, or is about other things.

The pair encoder reads the claim with the sentences that bear on it, and with the opening. Whether the two are related
is told by the words they share and by what the encoder makes of them (logistic regressions, models/stance.json); what a
related text says of the claim is told by the encoder alone. It is not asked where hardly a word is shared.
"""

import json
from functools import cache
from typing import NamedTuple

import numpy as np

from onrecord.claims.stance_signs import Article, closeness, opening, passage, read_article, signals
from onrecord.language.models import model_file
from onrecord.language.pair_encoder import PairEncoder, PairReading, sigmoid, softmax

RELATEDNESS = "stance.json"
SURELY_UNRELATED = 0.02
"""Below this chance of being related the encoder is not asked."""


class StanceScores(NamedTuple):
    """Chances that sum to 1."""

    agree: float
    disagree: float
    discuss: float
    unrelated: float


@cache
def _weights() -> dict[str, list[float]]:
    """By what is known (``words``, ``read``) the weights of each column, the bias last."""
    weights: dict[str, list[float]] = json.loads(model_file(RELATEDNESS).read_text(encoding="utf-8"))["weights"]
    return weights


def related(claim: str, article: Article, reading: PairReading | None = None) -> float:
    """The chance that the article is about what the claim says, by their words and, where it is there, the reading."""
    shared = closeness(claim, article)
    by_words = _logit(_weights()["words"], shared)
    if reading is None:
        return sigmoid(by_words)
    return sigmoid((by_words + _logit(_weights()["read"], [*shared, *read_columns(reading)])) / 2)


def read_columns(reading: PairReading) -> list[float]:
    """What of a reading tells whether the two are related: logits of similarity, sameness and the three relations."""
    return [*reading.similarity.tolist(), *reading.same.tolist(), *reading.relation.tolist()]


def _logit(weights: list[float], columns: list[float]) -> float:
    return float(np.dot(weights[:-1], columns)) + weights[-1]


def stance(claim: str, text: str | Article, encoder: PairEncoder) -> StanceScores:
    """``claim``: a sentence or a headline. An Article (:func:`read_article`) saves reading a text again and again."""
    article = read_article(text) if isinstance(text, str) else text
    chance = related(claim, article)
    if chance < SURELY_UNRELATED:
        rest = chance / 3
        return StanceScores(rest, rest, rest, 1.0 - chance)
    chosen = passage(claim, article)
    told = signals(claim, article, chosen)
    bearing, first = encoder.read([(claim, chosen), (claim, opening(article))], [told, told])
    chance = related(claim, article, bearing)
    agree, disagree, discuss = (chance * share for share in softmax((bearing.stance + first.stance) / 2))
    return StanceScores(agree, disagree, discuss, 1.0 - chance)
