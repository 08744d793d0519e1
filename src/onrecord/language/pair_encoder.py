"""The pair encoder: two texts read together, scores of how they stand to each other out, run by onnxruntime."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.language.encoder import CLS, SEP
from onrecord.language.session import opened

LONGEST = 192
"""Most word pieces of a pair, the three marks included; the longer text is cut first."""
SIGNALS = 12
"""Width of what is told about a pair beside its words; see claims/stance.py and claims/replying.py."""
REMEMBERED = 4096
"""Texts whose vector is kept, for a statement is compared with many."""
READ = ("same", "similarity", "relation", "stance", "reply", "vector")
ALONE = "alone"
"""Outputs of the model: of a pair, and of one text."""
SHARES = (0.1, 0.7, 0.2)
"""What a grade read from both texts, the cosine of the texts read apart, and the softened chance that they are the same
count in ``similarity``: rounded from a regression on the headlines of STS 2015."""
SOFTER = 4.0
"""Logits of sameness are divided by this before they become a grade."""
SAME = 0.4
"""Two texts say the same where ``same`` is no less; chosen on MRPC's val."""

Vector = NDArray[np.float32]
Texts = tuple[str, str]


class PairScores(NamedTuple):
    """All from 0 to 1. ``same``: the two say the same. ``similarity``: how much of what they say they share, as people
    grade it. ``supports``, ``contradicts``, ``neither`` sum to 1: what the second text does to the first."""

    same: float
    supports: float
    contradicts: float
    neither: float
    similarity: float


@dataclass(frozen=True, slots=True)
class PairReading:
    """What the encoder gives for one pair, as logits.

    ``same`` (1,), ``similarity`` (1,), ``relation`` (3,): supports, contradicts, neither; ``stance`` (3,): agree,
    disagree, discuss; ``reply`` (4,): support, deny, query, comment. ``vector`` is what the heads read.
    """

    same: Vector
    similarity: Vector
    relation: Vector
    stance: Vector
    reply: Vector
    vector: Vector


class PairEncoder:
    """One ONNX session. Pairs are run one at a time: int8 activations are scaled over a whole run, and only so does a
    pair's result not depend on its neighbours."""

    def __init__(self, model: bytes, tokenizer: Tokenizer, threads: int = 1) -> None:
        self._session = opened(model, "pair", threads)
        self._tokenizer = tokenizer
        self.alone = lru_cache(maxsize=REMEMBERED)(self._alone)

    def judge(self, pairs: Sequence[Texts]) -> list[PairScores]:
        return [_scores(reading, self.nearness(pair)) for pair, reading in zip(pairs, self.read(pairs), strict=True)]

    def nearness(self, pair: Texts) -> float:
        """The cosine, -1 to 1, of the two texts, each read by itself; the reading of a text is remembered."""
        return float(np.dot(self.alone(pair[0]), self.alone(pair[1])))

    def read(self, pairs: Sequence[Texts], signals: Iterable[Vector] | None = None) -> list[PairReading]:
        """``signals``: for each pair a float32 vector of SIGNALS."""
        beside = [np.zeros(SIGNALS, dtype=np.float32)] * len(pairs) if signals is None else signals
        return [self._run(pair, signal) for pair, signal in zip(pairs, beside, strict=True)]

    def _run(self, pair: Texts, signals: Vector) -> PairReading:
        one, other = self._tokenizer.encode_batch(list(pair), add_special_tokens=False)
        ids, sides = joined(one.ids, other.ids)
        return PairReading(*self._outputs(READ, ids, sides, signals))

    def _alone(self, text: str) -> Vector:
        """A vector of length 1."""
        ids = by_itself(self._tokenizer.encode(text, add_special_tokens=False).ids)
        return self._outputs((ALONE,), ids, [0] * len(ids), np.zeros(SIGNALS, dtype=np.float32))[0]

    def _outputs(self, names: Sequence[str], ids: list[int], sides: list[int], signals: Vector) -> list[Vector]:
        feed = {"ids": np.array([ids], dtype=np.int64), "sides": np.array([sides], dtype=np.int64)}
        outputs = self._session.run(list(names), {**feed, "signals": signals[None].astype(np.float32)})
        return [output[0] for output in outputs]


def joined(one: Sequence[int], other: Sequence[int], longest: int = LONGEST) -> tuple[list[int], list[int]]:
    """The pieces of both texts with their marks, and beside each 0 for the first text, 1 for the second."""
    room = longest - 3
    first = max(room - len(other), min(len(one), room // 2))
    one = one[:first]
    other = other[: room - len(one)]
    return [CLS, *one, SEP, *other, SEP], [0] * (len(one) + 2) + [1] * (len(other) + 1)


def by_itself(ids: Sequence[int], longest: int = LONGEST) -> list[int]:
    """The pieces of one text with their marks, to be read alone."""
    return [CLS, *ids[: longest - 2], SEP]


def softmax(logits: NDArray[np.floating[Any]]) -> list[float]:
    raised = np.exp(logits.astype(np.float64) - logits.max())
    chances: list[float] = (raised / raised.sum()).tolist()
    return chances


def sigmoid(logit: float) -> float:
    return float(1.0 / (1.0 + np.exp(-logit)))


def _scores(reading: PairReading, nearness: float) -> PairScores:
    supports, contradicts, neither = softmax(reading.relation)
    same = float(reading.same[0])
    graded = (sigmoid(float(reading.similarity[0])), min(1.0, max(0.0, nearness)), sigmoid(same / SOFTER))
    return PairScores(sigmoid(same), supports, contradicts, neither, float(np.dot(SHARES, graded)))
