"""The encoder's factuality of word pieces -> that of words."""

from bisect import bisect_right
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from onrecord.language.encoder import SCALES
from onrecord.language.pieces import Pieces

Scores = NDArray[np.float32]


GRADED = SCALES.index("UW")
"""The scale on which what may be, or is to be, stands between the ends: that of "how sure"."""


def word_scores(pieces: Pieces, factuality: Scores, words: Sequence[tuple[int, int]]) -> Scores:
    """For each of ``words``, [start, end) characters in order, the ``factuality`` (n, 3) of the first piece in it.

    A word that no piece touches, a space say, gets 0: nothing is known of it. Shape (len(words), 3).
    """
    ends = pieces.offsets[:, 1].tolist()
    out = np.zeros((len(words), len(SCALES)), dtype=np.float32)
    for i, (start, end) in enumerate(words):
        at = bisect_right(ends, start)
        if at < len(ends) and pieces.offsets[at, 0] < end:
            out[i] = factuality[at]
    return out
