"""The table of what predicates say of their complements, against published signatures."""

import json
from importlib.resources import files

import pytest

from onrecord.attribution.commitment.signatures import signatures, weaker
from onrecord.model import Certainty, Status

TABLE = json.loads(
    files("onrecord.attribution.commitment").joinpath("commitment_words.json").read_text(encoding="utf-8")
)
SIGNS = {("certain", 1): "+", ("certain", -1): "-"}


@pytest.mark.parametrize(
    ("form", "complement", "expected"),
    [  # Nairn, Condoravdi and Karttunen (2006), tables 1 to 3
        ("managed", "infinitive", "+|-"),
        ("failed", "infinitive", "-|+"),
        ("forced", "directive", "+|o"),
        ("prevented", "from", "-|o"),
        ("refused", "infinitive", "-|o"),
        ("tried", "infinitive", "o|-"),
        ("hesitated", "infinitive", "o|+"),
        ("forgot", "finite", "+|+"),
        ("knew", "finite", "+|+"),
        ("forgot", "infinitive", "-|+"),
        ("wanted", "infinitive", "o|o"),
    ],
)
def test_implicative_and_factive_verbs_have_their_published_signature(form: str, complement: str, expected: str):
    found = signatures().of("verbs", form, complement)
    assert found is not None
    signs = [SIGNS.get((e.certainty.value, e.sign), "o") for e in (found.affirmed, found.negated)]
    assert "|".join(signs) == expected


def test_no_word_stands_in_two_classes_for_one_complement():
    seen: dict[tuple[str, str, str], str] = {}
    for row in TABLE["classes"]:
        for part in ("verbs", "adjectives", "nouns"):
            for key in {(part, w, kind) for w in row.get(part, "").split() for kind in row["takes"]}:
                assert key not in seen, f"{key} in {seen[key]} and in {row['name']}"
                seen[key] = row["name"]


def test_every_class_has_a_name_of_its_own_and_words():
    names = [row["name"] for row in TABLE["classes"]]
    assert len(set(names)) == len(names)
    assert all(row.keys() & {"verbs", "adjectives", "nouns"} for row in TABLE["classes"])


@pytest.mark.parametrize("form", ["deny", "denies", "denied", "denying"])
def test_a_verb_is_known_in_all_its_forms(form: str):
    found = signatures().of("verbs", form, "finite")
    assert found is not None
    assert found.name == "denial"


def test_a_verb_with_its_particle_is_another_verb():
    assert signatures().of("verbs", "ruled", "finite") is None
    found = signatures().of("verbs", "ruled", "finite", followed_by="out")
    assert found is not None
    assert found.name == "denial"


def test_a_plan_has_its_status_and_a_belief_none():
    plan, belief = (signatures().of("verbs", *key) for key in (("plans", "infinitive"), ("believes", "finite")))
    assert plan is not None
    assert belief is not None
    assert (plan.status, belief.status) == (Status.PLANNED, None)
    assert (plan.attitude, belief.attitude) == (False, True)


def test_the_weaker_of_two_certainties():
    assert weaker(Certainty.CERTAIN, Certainty.POSSIBLE) == weaker(Certainty.POSSIBLE, Certainty.PROBABLE) == "possible"
    assert weaker(Certainty.NONE, Certainty.POSSIBLE) == "none"
