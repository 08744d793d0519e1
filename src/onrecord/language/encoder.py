"""The attribution encoder: word pieces of a window in, scores out, run by onnxruntime."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.language.pieces import FEATURES, Pieces, Window
from onrecord.language.session import opened
from onrecord.language.syntax import SIZES

CLS, SEP = 101, 102
ROLES = ("source", "cue", "content")
SCALES = ("UDS_IH2", "UW", "MEANTIME")
"""The sets of sentences that factuality was learnt from, as their folders are called: each rates what has not happened
yet in a way of its own."""
Scores = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class WindowScores:
    """What the encoder says of the n pieces of one window.

    ``tags`` (n, 3, 3): logits of outside, begin, inside for each of ROLES. ``arcs`` (n, n): of each piece, how much
    each other piece is the first of the cue it belongs to. ``starts`` and ``ends`` (n, n + 1): of each piece as the
    first of a cue, how much each piece is the first (last) of its source; column 0 stands for "no source".
    ``factuality`` (n, 3): how factual the event is that a piece speaks of, from -3 (certainly not) to 3 (certainly), on
    each of SCALES.
    """

    tags: Scores
    arcs: Scores
    starts: Scores
    ends: Scores
    factuality: Scores


class Encoder:
    """One ONNX session. Windows are run one at a time: on a CPU that is as fast as a batch, and since int8
    activations are scaled over a whole run, only so does a window's result not depend on its neighbours."""

    def __init__(self, model: bytes, threads: int = 1) -> None:
        self._session = opened(model, "attribution", threads)

    def run(self, pieces: Pieces, window: Window) -> WindowScores:
        tags, arcs, starts, ends, factuality = self._session.run(None, _inputs(pieces, window))
        return WindowScores(
            tags[0, 1:-1].reshape(-1, len(ROLES), 3),
            arcs[0, 1:-1, 1:-1],
            starts[0, 1:-1, :-1],
            ends[0, 1:-1, :-1],
            factuality[0, 1:-1],
        )


def _inputs(pieces: Pieces, window: Window) -> dict[str, NDArray[Any]]:
    """The window between [CLS] and [SEP]; a piece whose head lies outside it is its own."""
    part = slice(window.start, window.end)
    n = window.end - window.start + 2
    ids = np.concatenate([[CLS], pieces.ids[part], [SEP]])[None].astype(np.int64)
    features = np.zeros((1, n, len(FEATURES)), dtype=np.float32)
    features[0, 1:-1] = pieces.features[part]
    labels = np.zeros((1, n, len(SIZES)), dtype=np.int64)
    labels[0, 1:-1] = pieces.syntax.labels[part]
    heads, own = pieces.syntax.heads[part] - window.start + 1, np.arange(n, dtype=np.int64)
    own[1:-1] = np.where((heads >= 1) & (heads < n - 1), heads, own[1:-1])
    return {"ids": ids, "features": features, "labels": labels, "heads": own[None]}
