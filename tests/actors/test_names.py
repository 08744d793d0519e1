"""Which names of a text are one."""

import time
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.actors.gazetteer import misspelt, place
from onrecord.actors.names import Given, grouped, is_slip, name_words


def name(text: str, seems: str = "", sex: str = "") -> Given:
    return Given(text, name_words(text), sex, seems, False)


class Pair(NamedTuple):
    id: str
    one: Given
    other: Given
    same: bool


PAIRS = [
    Pair("a last name", name("Orla Venn", "person"), name("Venn", "person"), True),
    Pair("a middle initial", name("Orla J. Venn", "person"), name("Orla Venn", "person"), True),
    Pair("two first names", name("Orla Venn", "person"), name("Ivo Venn", "person"), False),
    Pair("titles of two sexes", name("Venn", "person", "f"), name("Venn", "person", "m"), False),
    Pair("a slip", name("Ivo Fedorin", "person"), name("Federin", "person"), True),
    Pair("two short names a letter apart", name("Brale", "person"), name("Brace", "person"), False),
    Pair("a word of a firm's name", name("Xin Tarvo Aviation Technology"), name("Tarvo"), True),
    Pair("a word that many names share", name("Tarvo Aviation Ministry"), name("Ministry"), False),
    Pair("a country in a firm's name", name("Norway Steel Group"), name("Norway", "place"), False),
    Pair("initials", name("Northern Fisheries Council", "organisation"), name("NFC", "organisation"), True),
    Pair("two spellings of a country", name("the United States", "place"), name("U.S.", "place"), True),
    Pair("two countries", name("Norway", "place"), name("Sweden", "place"), False),
]


@pytest.mark.parametrize("case", PAIRS, ids=lambda c: c.id)
def test_two_names_are_one_where_they_may_be(case: Pair):
    for names in ([case.one, case.other], [case.other, case.one]):
        found = grouped(names)
        assert (found.leaders[found.group[0]] == found.leaders[found.group[1]]) is case.same


def test_a_join_of_names_says_what_was_compared():
    found = grouped([name("Orla Venn", "person"), name("Venn", "person")])
    (match,) = found.matches.values()
    assert (match.short, match.full) == ("Venn", "Orla Venn")
    assert match.why


words = st.text("abcde", min_size=1, max_size=7).map(str.title)


@given(st.lists(st.lists(words, min_size=1, max_size=3).map(" ".join), max_size=30))
def test_every_name_is_in_one_group_and_equal_names_in_the_same(texts: list[str]):
    found = grouped([name(t) for t in texts])
    leaders = [found.leaders[g] for g in found.group]
    assert len(leaders) == len(texts)
    assert all(found.leaders[leader] == leader for leader in leaders)
    by_text = dict(zip(texts, leaders, strict=True))
    assert all(by_text[t] == leader for t, leader in zip(texts, leaders, strict=True))


def test_ten_thousand_names_of_one_last_name_take_seconds():
    names = [name(f"N{i:05d} Harrowfield", "person") for i in range(10_000)]
    start = time.perf_counter()
    grouped(names)
    assert time.perf_counter() - start < 10


@pytest.mark.parametrize(
    ("text", "country", "form"),
    [
        ("Beijing", "China", "capital"),
        ("the United States", "United States", "name"),
        ("U.S.", "United States", "name"),
        ("Britain", "United Kingdom", "name"),
        ("Russians", "Russia", "people"),
        ("Chinese", "China", "people"),
    ],
)
def test_the_gazetteer_knows_countries_capitals_and_peoples(text: str, country: str, form: str):
    found = place(text)
    assert found is not None
    assert (found.name, found.form) == (country, form)


@pytest.mark.parametrize("text", ["Tarvo", "in", "no", "Korea", "", "the"])
def test_what_is_no_country_or_could_be_two_is_none(text: str):
    assert place(text) is None


def test_a_slip_in_a_place_is_known_and_a_short_word_is_not():
    slip = misspelt("Bejing")
    assert slip is not None
    assert (slip.name, slip.spelt) == ("China", "Beijing")
    assert misspelt("Malt") is None
    assert misspelt("Beijing") is None


def test_a_plural_is_no_slip():
    assert not is_slip(("harrowfield",), ("harrowfields",))
    assert is_slip(("harrowfield",), ("harrowfeild",))
