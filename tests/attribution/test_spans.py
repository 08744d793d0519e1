from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.attribution.decode import PieceSpan
from onrecord.attribution.spans import character_span, cue_span, joined, with_marks
from onrecord.language.pieces import FEATURES, Pieces
from onrecord.language.quotes import quotations
from onrecord.language.syntax import unparsed
from onrecord.model import Span


def pieces_at(*offsets: tuple[int, int]) -> Pieces:
    count = len(offsets)
    table = np.array(offsets, dtype=np.int64).reshape(-1, 2)
    features = np.zeros((count, len(FEATURES)), dtype=np.float32)
    return Pieces(np.zeros(count, dtype=np.int64), table, features, unparsed(count), (0,))


@pytest.mark.parametrize(
    ("text", "offsets", "words"),
    [
        ("the spokeswoman said", (4, 9), "spokeswoman"),
        ("she said: it rains.", (8, 18), "it rains"),
        ("he said , twice ,", (7, 17), "twice"),
        ("(so it was)", (0, 11), "(so it was)"),
        ("a ‘no’ and ‘yes’", (5, 16), "and ‘yes’"),
        ("’Twas late", (0, 9), "’Twas late"),
    ],
)
def test_a_span_holds_whole_words_without_stray_punctuation(text: str, offsets: tuple[int, int], words: str):
    span = character_span(text, pieces_at(offsets), PieceSpan(0, 1, 1.0))
    assert span.of(text) == words


def test_a_span_of_punctuation_alone_is_empty():
    span = character_span("a — b", pieces_at((2, 3)), PieceSpan(0, 1, 1.0))
    assert span.start == span.end


def test_a_mark_may_be_a_cue():
    text = "Minister: no talks"
    assert cue_span(text, pieces_at((8, 9)), PieceSpan(0, 1, 1.0)).of(text) == ":"
    assert cue_span(text, pieces_at((0, 8), (8, 9)), PieceSpan(0, 2, 1.0)).of(text) == "Minister"


def test_marks_go_with_what_they_quote():
    text = "He said “no” and left"
    assert with_marks(Span(9, 11), quotations(text)) == Span(8, 12)


def test_parts_with_only_marks_between_them_are_one():
    text = "“One.” “Two.” and three"
    assert joined(text, [Span(7, 13), Span(0, 6), Span(18, 23)]) == (Span(0, 13), Span(18, 23))


@given(st.text(alphabet="ab ,.“”\n", min_size=1, max_size=40), st.data())
def test_joined_spans_are_in_order_and_apart(text: str, data: st.DataObject):
    bounds = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(sorted)
    spans = [Span(a, b) for a, b in data.draw(st.lists(bounds, max_size=6))]
    out = joined(text, spans)
    assert all(a.end <= b.start for a, b in pairwise(out))
