"""What a given name tells of sex; the surnames are invented."""

import pytest

from onrecord.actors.given import Guess, sex_by_name
from tests.actors.documents import parsed, place, read

TWO = "Kevin/NNP/compound/1 Orsund/NNP/nsubj/2 met/VBD/ROOT/2 Elizabeth/NNP/compound/4 Vrenn/NNP/dobj/2 ././punct/2"
NAMES = [("Kevin Orsund", "PERSON"), ("Elizabeth Vrenn", "PERSON")]


@pytest.mark.parametrize(
    ("name", "guess"),
    [
        ("Elizabeth Vrenn", Guess("f", sure=True)),
        ("Mr. Kevin Orsund", Guess("m", sure=True)),
        ("Dmitri Orsund", Guess("m", sure=True)),
        ("José Orsund", Guess("m", sure=True)),
        ("Elizabeth", Guess("f", sure=False)),
        ("Quorl Vrenn", None),
        ("", None),
    ],
)
def test_a_name_of_several_words_tells_a_sex_by_its_first(name: str, guess: Guess | None):
    assert sex_by_name(name) == guess


@pytest.mark.parametrize(("pronoun", "name"), [("He", "Kevin Orsund"), ("She", "Elizabeth Vrenn")])
def test_of_two_people_a_pronoun_is_the_one_whose_name_is_of_its_sex(pronoun: str, name: str):
    doc = parsed([TWO, f"{pronoun}/PRP/nsubj/1 left/VBD/ROOT/1 ././punct/1"], NAMES)
    actor = read(doc).of(place(doc, pronoun))
    assert actor is not None
    assert actor.name == name


def test_a_title_counts_for_more_than_a_given_name():
    doc = parsed(
        [
            "Ms./NNP/compound/2 Kevin/NNP/compound/2 Orsund/NNP/nsubj/3 spoke/VBD/ROOT/3 ././punct/3",
            "She/PRP/nsubj/1 left/VBD/ROOT/1 ././punct/1",
        ],
        NAMES,
    )
    actor = read(doc).of(place(doc, "She"))
    assert actor is not None
    assert actor.name == "Kevin Orsund"
