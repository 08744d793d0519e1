"""The stance of a text toward a claim or a headline: it agrees, disagrees, only discusses it, or is about other things.

Whether the two are related is told by the words they share (a logistic regression, models/stance.json). What a related
text says of the claim is told by the pair encoder, which reads the claim with the sentences that bear on it.
"""

import json
from functools import cache
from typing import NamedTuple

import numpy as np

from onrecord.claims.stance_signs import Article, closeness, passage, read_article, signals
from onrecord.language.models import model_file
from onrecord.language.pair_encoder import PairEncoder, sigmoid, softmax

RELATEDNESS = "stance.json"
SURELY_UNRELATED = 0.02
"""Below this chance of being related the encoder is not asked."""


class StanceScores(NamedTuple):
    """Chances that sum to 1."""

    agree: float
    disagree: float
    discuss: float
    unrelated: float


class _Relatedness(NamedTuple):
    weights: tuple[float, ...]
    bias: float


@cache
def _relatedness() -> _Relatedness:
    model = json.loads(model_file(RELATEDNESS).read_text(encoding="utf-8"))
    return _Relatedness(tuple(model["weights"]), model["bias"])


def related(claim: str, article: Article) -> float:
    """The chance that the article is about what the claim says."""
    weights, bias = _relatedness()
    return sigmoid(float(np.dot(weights, closeness(claim, article))) + bias)


def stance(claim: str, text: str | Article, encoder: PairEncoder) -> StanceScores:
    """``claim``: a sentence or a headline. An Article (:func:`read_article`) saves reading a text again and again."""
    article = read_article(text) if isinstance(text, str) else text
    chance = related(claim, article)
    if chance < SURELY_UNRELATED:
        rest = chance / 3
        return StanceScores(rest, rest, rest, 1.0 - chance)
    chosen = passage(claim, article)
    (reading,) = encoder.read([(claim, chosen)], [signals(claim, article, chosen)])
    agree, disagree, discuss = (chance * share for share in softmax(reading.stance))
    return StanceScores(agree, disagree, discuss, 1.0 - chance)
