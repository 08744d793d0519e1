"""The class of a word that is not listed: that of the listed words whose vectors lie nearest to its own."""

from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from spacy.vocab import Vocab

NEIGHBOURS = 7
LEAST_SIMILAR = 0.5
"""Cosine from which on a listed word says anything about an unlisted one."""
LEAST_SHARE = 0.55
"""Share of the neighbours' weight that one class must have."""

Matrix = NDArray[np.float32]


class Neighbours:
    """Listed words and their classes; words of no class of interest belong in it too, under one of their own, so that
    what is near to them is not taken for something else."""

    def __init__(self, listed: Mapping[str, str]) -> None:
        self.listed = dict(sorted(listed.items()))

    def nearest(self, vocab: Vocab, word: str) -> str | None:
        """None where the vocabulary has no vector for ``word``, no listed word is near, or those near disagree."""
        vector = vocab[word].vector if vocab.has_vector(word) else None
        if vector is None or not vector.any():
            return None
        classes, table = _table(self, vocab)
        similar = table @ (vector / np.linalg.norm(vector))
        weights: dict[str, float] = defaultdict(float)
        for i in np.argsort(-similar, kind="stable")[:NEIGHBOURS]:
            if similar[i] >= LEAST_SIMILAR:
                weights[classes[i]] += float(similar[i])
        best = max(sorted(weights), key=weights.__getitem__, default=None)
        return best if best is not None and weights[best] >= LEAST_SHARE * sum(weights.values()) else None


@lru_cache(maxsize=8)
def _table(words: Neighbours, vocab: Vocab) -> tuple[list[str], Matrix]:
    """Classes and vectors, each of length 1, of the listed words.

    The vocabulary keeps one vector for many rare words: one that words of several classes share says nothing.
    """
    shared: dict[bytes, set[str]] = defaultdict(set)
    for word, kind in words.listed.items():
        if vocab.has_vector(word):
            shared[np.asarray(vocab[word].vector, dtype=np.float32).tobytes()].add(kind)
    kept = [
        (next(iter(kinds)), np.frombuffer(row, dtype=np.float32)) for row, kinds in shared.items() if len(kinds) == 1
    ]
    if not kept:
        return [], np.zeros((0, vocab.vectors_length), dtype=np.float32)
    matrix = np.stack([row for _, row in kept])
    norms = np.linalg.norm(matrix, axis=1, keepdims=True)
    return [kind for kind, _ in kept], (matrix / np.where(norms == 0, 1, norms)).astype(np.float32)
