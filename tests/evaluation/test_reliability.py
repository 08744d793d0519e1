"""Confidences beside how often they were right, and their picture."""

import xml.etree.ElementTree as ET
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.reliability import expected_error, reliability
from evaluation.reliability_plot import MARGIN, SIDE, svg

judged = st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=60)


def test_confidences_that_mean_what_they_say_have_no_error():
    assert expected_error([0.75] * 4, [True, True, True, False]) == 0


def test_being_sure_and_always_wrong_is_the_worst():
    assert expected_error([1.0] * 3, [False] * 3) == 1


@given(judged)
def test_every_judgement_is_in_one_bin(rows: list[tuple[float, bool]]):
    bins = reliability([c for c, _ in rows], [r for _, r in rows])
    assert sum(b.count for b in bins) == len(rows)
    assert all(a.confidence <= b.confidence for a, b in pairwise(bins))
    assert sum(b.count * b.right for b in bins) == pytest.approx(sum(r for _, r in rows), abs=0.01 * len(rows))


def test_the_picture_shows_each_bin_at_its_place():
    bins = reliability([0.95, 0.95, 0.25, 0.25], [True, True, True, False])
    root = ET.fromstring(svg(bins, "4 of <mine>"))
    dots = [e for e in root.iter() if e.tag.endswith("circle")]
    places = [(float(d.attrib["cx"]), float(d.attrib["cy"])) for d in dots]
    expected = [(MARGIN + SIDE * 0.25, MARGIN + SIDE * 0.5), (MARGIN + SIDE * 0.95, MARGIN)]
    assert places == [pytest.approx(place, abs=0.1) for place in expected]
    assert "4 of <mine>" in [e.text for e in root.iter()]
