"""What a reader's reply does to the post that it answers: supports, denies, asks, or only comments."""

import re
from typing import NamedTuple

import numpy as np

from onrecord.language.pair_encoder import SIGNALS, PairEncoder, Vector, softmax

_ASKS = re.compile(r"\?")
_NEGATES = re.compile(r"\b(?:no|not|never|nope|wrong|false|fake|lie[sd]?|liar|bs|bullshit|\w+n['’]?t)\b", re.IGNORECASE)
_LINKS = re.compile(r"\bhttps?\b")


LEAN = np.array([0.0, -0.77, -0.64, 0.16], dtype=np.float32)
"""Added to the logits. Training weighs the rare classes up (by 1, 3, 2.5 and 0.8); seven tenths of that are taken off
again, the share that did best on RumourEval's dev."""


class ReplyStance(NamedTuple):
    """Chances that sum to 1."""

    support: float
    deny: float
    query: float
    comment: float


def reply_signals(reply: str, depth: int) -> Vector:
    """The last four of SIGNALS; ``depth`` is 0 for what begins a thread, 1 for an answer to it, more below."""
    told = [
        min(depth, 2) / 2,
        float(bool(_ASKS.search(reply))),
        float(bool(_NEGATES.search(reply))),
        float(bool(_LINKS.search(reply))),
    ]
    return np.array([0.0] * (SIGNALS - len(told)) + told, dtype=np.float32)


def reply_stance(parent: str, reply: str, encoder: PairEncoder, depth: int = 1) -> ReplyStance:
    """``parent`` is empty for what begins a thread."""
    (reading,) = encoder.read([(parent, reply)], [reply_signals(reply, depth)])
    return ReplyStance(*softmax(reading.reply + LEAN))
