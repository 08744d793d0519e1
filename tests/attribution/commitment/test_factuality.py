"""Scores of word pieces as scores of words."""

import numpy as np

from onrecord.attribution.commitment.factuality import GRADED, word_scores
from onrecord.language.encoder import SCALES
from onrecord.language.pieces import FEATURES, Pieces
from onrecord.language.syntax import unparsed


def pieces(*offsets: tuple[int, int]) -> Pieces:
    table = np.array(offsets, dtype=np.int64).reshape(-1, 2)
    count = len(offsets)
    features = np.zeros((count, len(FEATURES)), np.float32)
    return Pieces(np.zeros(count, dtype=np.int64), table, features, unparsed(count), (0,))


def scores(*values: float) -> np.ndarray:
    """Each piece's value on the graded scale, with other values beside it on the others."""
    return np.array([[v - 10, v, v + 10] for v in values], np.float32).reshape(-1, len(SCALES))


def graded(cut: Pieces, values: np.ndarray, words: list[tuple[int, int]]) -> list[float]:
    return [float(value) for value in word_scores(cut, values, words)[:, GRADED]]


def test_a_word_has_the_score_of_its_first_piece():
    cut = pieces((0, 4), (4, 7), (8, 12))  # "unsink|able ship"
    assert graded(cut, scores(1, 2, 3), [(0, 7), (8, 12)]) == [1.0, 3.0]


def test_words_that_share_a_piece_share_its_score():
    cut = pieces((0, 3), (3, 4), (4, 5))  # "don|'|t" against "do", "n't"
    assert graded(cut, scores(1, 2, 3), [(0, 2), (2, 5)]) == [1.0, 1.0]


def test_what_no_piece_touches_has_no_score():
    cut = pieces((0, 3), (5, 8))
    assert graded(cut, scores(1, 2), [(0, 3), (3, 5), (5, 8), (8, 9)]) == [1.0, 0.0, 2.0, 0.0]
    assert graded(pieces(), scores(), [(0, 3)]) == [0.0]
