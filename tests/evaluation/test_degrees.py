"""Factuality as a degree of certainty, against degrees worked out by hand."""

import pytest

from evaluation.degrees import RATED, degree, degrees


@pytest.mark.parametrize(
    ("value", "named"),
    [
        (3.0, "certain"),
        (2.5, "certain"),
        (2.4, "probable"),
        (-2.0, "negative probable"),
        (-0.5, "negative possible"),
        (0.4, "none"),
        (-0.4, "none"),
    ],
)
def test_a_rating_is_the_degree_that_it_is_nearest_to(value: float, named: str):
    assert degree(value, RATED) == named


def test_a_number_and_a_rating_agree_where_they_are_of_one_degree():
    found = degrees([3.0, -3.0, 0.0, 1.0], [2.9, 2.9, 0.1, 1.0])
    assert found["accuracy"] == 0.75
    assert found["classes"]["certain"]["precision"] == 0.5
    assert found["baseline"]["accuracy"] == 0.25
