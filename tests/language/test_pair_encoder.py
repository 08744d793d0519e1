"""How two texts are put together for the pair encoder, and what the shipped one says of plain cases."""

from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import ModelError
from onrecord.language.encoder import CLS, SEP
from onrecord.language.models import pair_encoder, tokenizer
from onrecord.language.pair_encoder import SIGNALS, PairEncoder, joined, sigmoid, softmax

PIECES = st.lists(st.integers(1000, 2000), max_size=80)


def test_both_texts_stand_between_their_marks():
    assert joined([7, 8], [9]) == ([CLS, 7, 8, SEP, 9, SEP], [0, 0, 0, 0, 1, 1])


def test_the_longer_text_is_cut_first():
    ids, sides = joined(list(range(10)), [50, 51], longest=9)
    assert ids == [CLS, 0, 1, 2, 3, SEP, 50, 51, SEP]
    assert sides == [0, 0, 0, 0, 0, 0, 1, 1, 1]


@given(PIECES, PIECES, st.integers(5, 60))
def test_a_pair_is_never_over_the_limit_and_wastes_none_of_it(one: list[int], other: list[int], longest: int):
    ids, sides = joined(one, other, longest)
    assert len(ids) == len(sides) == min(longest, len(one) + len(other) + 3)
    assert (ids[0], ids[-1], ids.count(SEP)) == (CLS, SEP, 2)
    assert sides == sorted(sides)


@given(st.lists(st.floats(-40, 40), min_size=2, max_size=5))
def test_chances_sum_to_one(logits: list[float]):
    chances = softmax(np.array(logits, dtype=np.float32))
    assert sum(chances) == pytest.approx(1)
    assert min(chances) >= 0


def test_chances_of_known_logits():
    assert softmax(np.log(np.array([1, 2, 1], dtype=np.float32))) == pytest.approx([0.25, 0.5, 0.25])
    assert sigmoid(0.0) == 0.5


def test_a_file_that_is_no_model_is_named_as_such():
    with pytest.raises(ModelError, match="the pair model cannot be loaded"):
        PairEncoder(b"not a model", tokenizer())


class Case(NamedTuple):
    one: str
    same: str
    against: str
    other: str


CASES = (
    Case(
        "The ferry Alma sank off Port Verrin on Monday.",
        "The ferry Alma went down near Port Verrin on Monday.",
        "The ferry Alma did not sink off Port Verrin on Monday.",
        "A court in Drumlow fined the bakery for late taxes.",
    ),
    Case(
        "Minister Orla Tamm resigned after the vote.",
        "Orla Tamm, the minister, stepped down following the vote.",
        "Reports that minister Orla Tamm resigned are false.",
        "Apple growers expect a good harvest this year.",
    ),
)


@pytest.mark.model
@pytest.mark.parametrize("case", CASES)
def test_a_rewording_is_the_same_and_another_matter_is_not(case: Case):
    same, other = pair_encoder().judge([(case.one, case.same), (case.one, case.other)])
    assert same.same > 0.5 > other.same
    assert same.similarity > other.similarity + 0.3


@pytest.mark.model
@pytest.mark.parametrize("case", CASES)
def test_a_denial_contradicts_and_another_matter_does_neither(case: Case):
    against, other = pair_encoder().judge([(case.one, case.against), (case.one, case.other)])
    assert against.contradicts == max(against.supports, against.contradicts, against.neither)
    assert other.neither == max(other.supports, other.contradicts, other.neither)


@pytest.mark.model
def test_a_pair_does_not_depend_on_its_neighbours_and_empty_texts_are_read():
    pair, long = (CASES[0].one, CASES[0].same), ("word " * 400, "other " * 400)
    alone, among = pair_encoder().judge([pair]), pair_encoder().judge([long, pair, ("", "")])
    assert among[1] == alone[0]
    for scores in among:
        assert scores.supports + scores.contradicts + scores.neither == pytest.approx(1)
        assert all(0 <= value <= 1 for value in scores)


@pytest.mark.model
def test_signals_move_only_the_heads_that_are_told_of_them():
    (plain,) = pair_encoder().read([("It sank.", "It did not.")])
    (told,) = pair_encoder().read([("It sank.", "It did not.")], [np.ones(SIGNALS, dtype=np.float32)])
    assert np.array_equal(plain.relation, told.relation)
    assert np.array_equal(plain.vector, told.vector)
    assert not np.array_equal(plain.stance, told.stance)
