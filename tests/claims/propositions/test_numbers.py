"""Numbers with their units in sentences; the parse tells what is counted."""

from typing import NamedTuple

import pytest

from onrecord.claims.propositions.number_words import value
from onrecord.claims.propositions.numbers import quantities
from onrecord.claims.propositions.parse import Parse
from onrecord.model import Bound, Span
from tests.attribution.hand import parsed


@pytest.mark.parametrize(
    ("spelt", "number"),
    [
        ("1,200", 1200),
        ("1.2 million", 1.2e6),
        ("5bn", 5e9),
        ("forty-two", 42),
        ("a hundred and twenty", 120),
        ("twenty-five thousand three hundred", 25_300),
        ("two dozen", 24),
        ("one million two hundred thousand", 1.2e6),
    ],
)
def test_a_number_is_read_in_digits_and_words(spelt, number):
    assert value(spelt) == number


@pytest.mark.parametrize("spelt", ["", "and", "drones"])
def test_what_is_no_number_is_refused(spelt):
    with pytest.raises(ValueError, match="not a number"):
        value(spelt)


class Case(NamedTuple):
    text: str
    found: list[tuple[float, float, str, Bound]]


EXACT, ABOUT, LEAST, MOST = Bound.EXACT, Bound.ABOUT, Bound.LEAST, Bound.MOST
CASES = [
    Case("Karsovia wants to buy 100 unarmed drones.", [(100, 100, "drone", EXACT)]),
    Case("Karsovia wants to buy one hundred “unarmed drones”.", [(100, 100, "drone", EXACT)]),
    Case("More than 150,000 Karsovian troops stood at the border.", [(150_000, 150_000, "troop", LEAST)]),
    Case("No more than 20 of its ships sailed.", [(20, 20, "ship", MOST)]),
    Case("No fewer than seven people died.", [(7, 7, "person", LEAST)]),
    Case("Up to 60 aircraft could be made a month.", [(60, 60, "aircraft", MOST)]),
    Case("It carries a 35-50kg warhead.", [(35, 50, "kilogram", EXACT)]),
    Case("They signed a $5bn deal.", [(5e9, 5e9, "dollar", EXACT)]),
    Case("Some 74% of the voters approved.", [(74, 74, "%", ABOUT)]),
    Case("Hundreds of lives were lost.", [(200, 1000, "death", ABOUT)]),
    Case("The death toll rose to 41 on Monday.", [(41, 41, "death", EXACT)]),
    Case("Between 10 and 20 ferries were lost.", [(10, 20, "ferri", EXACT)]),
    Case("She served for 12 months.", [(12, 12, "month", EXACT)]),
    Case("The yard closed on 24 February 2023.", []),
    Case("The firm was founded in 2017.", []),
    Case("Article 5 was invoked.", []),
    Case("The ZT-180 drone flew.", []),
    Case("One of the ministers left.", []),
]


@pytest.mark.model
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.text)
def test_what_is_counted_is_found_with_its_bound(case):
    found = quantities(Parse(parsed(case.text)), [Span(0, len(case.text))])
    assert [(q.low, q.high, q.unit, q.bound) for q in found] == case.found


@pytest.mark.model
def test_a_number_outside_the_content_is_not_read():
    text = "Two reporters said that 100 drones were sold."
    found = quantities(Parse(parsed(text)), [Span(text.index("100"), len(text))])
    assert [q.spelt for q in found] == ["100 drones"]
