from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.language.models import tokenizer
from onrecord.language.pieces import FEATURES, Pieces, pieces_within, split_pieces, windows
from onrecord.language.syntax import unparsed


def column(pieces: Pieces, name: str) -> list[float]:
    return [float(x) for x in pieces.features[:, FEATURES.index(name)]]


def test_a_piece_remembers_the_case_that_the_encoder_cannot_see():
    pieces = split_pieces("Ann saw NATO go.", tokenizer())
    assert column(pieces, "capital") == [1, 0, 1, 0, 0]
    assert column(pieces, "all_caps") == [0, 0, 1, 0, 0]


def test_quoted_pieces_are_marked_with_their_edges():
    pieces = split_pieces("He said “no way” today", tokenizer())
    assert column(pieces, "quoted") == [0, 0, 1, 1, 1, 1, 0]
    assert column(pieces, "quote_edge") == [0, 0, 1, 0, 0, 1, 0]


def test_single_marks_and_unclosed_quotations_have_columns_of_their_own():
    pieces = split_pieces("‘no’ said\n“open", tokenizer())
    assert column(pieces, "single_quoted") == [1, 1, 1, 0, 0, 0]
    assert column(pieces, "unclosed_quote") == [0, 0, 0, 0, 1, 1]
    assert column(pieces, "paragraph_start") == [1, 0, 0, 0, 1, 0]


def test_only_the_wanted_stretches_are_split():
    text = "First line here\nSecond line here"
    pieces = split_pieces(text, tokenizer(), [(16, 22)])
    assert [text[a:b] for a, b in pieces.offsets.tolist()] == ["Second"]


@given(st.text(alphabet=st.sampled_from("abcé ’“\n\t,.Z日\u200b\r"), max_size=80))
def test_offsets_point_at_the_text_in_order(text: str):
    pieces = split_pieces(text, tokenizer())
    offsets = pieces.offsets.tolist()
    assert all(0 <= a <= b <= len(text) for a, b in offsets)
    assert offsets == sorted(offsets)


def pieces_of(count: int, paragraphs: list[int]) -> Pieces:
    zeros = np.zeros((count, len(FEATURES)), dtype=np.float32)
    offsets = np.zeros((count, 2), dtype=np.int64)
    return Pieces(np.zeros(count, dtype=np.int64), offsets, zeros, unparsed(count), tuple(paragraphs))


@st.composite
def laid_out(draw: st.DrawFn) -> Pieces:
    count = draw(st.integers(0, 900))
    cuts = draw(st.sets(st.integers(1, max(1, count - 1)), max_size=40)) if count > 1 else set()
    return pieces_of(count, sorted({0, *cuts}) if count else [])


@given(laid_out(), st.integers(0, 30), st.integers(61, 200))
def test_every_piece_is_owned_by_exactly_one_window(pieces: Pieces, context: int, size: int):
    found = windows(pieces, size, context)
    owned = [i for w in found for i in range(w.own_start, w.own_end)]
    assert owned == list(range(len(pieces)))
    for w in found:
        assert w.start <= w.own_start < w.own_end <= w.end <= len(pieces)
        assert w.end - w.start <= size


def test_windows_are_cut_between_paragraphs_where_one_fits():
    found = windows(pieces_of(300, [0, 90, 170]), size=120, context=10)
    assert [(w.own_start, w.own_end) for w in found] == [(0, 90), (90, 170), (170, 270), (270, 300)]


@given(laid_out(), st.data())
def test_no_window_sees_across_the_end_of_a_stretch(pieces: Pieces, data: st.DataObject):
    cuts = sorted(data.draw(st.sets(st.integers(0, len(pieces)), max_size=6)))
    stretches = list(pairwise(cuts))
    for w in windows(pieces, size=100, context=20, stretches=stretches):
        assert any(start <= w.start and w.end <= end for start, end in stretches)


def test_pieces_are_found_by_their_characters():
    pieces = split_pieces("one two\nthree", tokenizer())
    assert pieces_within(pieces, [(0, 7), (7, 8), (8, 13)]) == [(0, 2), (2, 3)]


@pytest.mark.parametrize("text", ["", "\n\n", " \t "])
def test_a_text_without_words_has_no_pieces_and_no_windows(text: str):
    pieces = split_pieces(text, tokenizer())
    assert len(pieces) == 0
    assert windows(pieces, 100, 10) == []
