"""The act of a statement, on sentences written for it."""

from typing import NamedTuple

import pytest

from onrecord.attribution.acts import act_of
from onrecord.attribution.acts.words import act_words
from onrecord.attribution.inflection import noun_forms, verb_forms
from onrecord.model import Act, quoted
from tests.attribution.hand import parsed, statement

IT = "the yard would close"


class Case(NamedTuple):
    text: str
    source: str
    cue: str
    content: str
    act: str


CASES = [
    Case(f"Venn said {IT}.", "Venn", "said", IT, "says"),
    Case(f"According to Venn, {IT}.", "Venn", "According to", IT, "says"),
    Case(f"Venn: {IT}.", "Venn", ":", IT, "says"),
    Case(f"Venn denied that {IT}.", "Venn", "denied", f"that {IT}", "denies"),
    Case(f"Venn pooh-poohed reports that {IT}.", "Venn", "pooh-poohed", f"reports that {IT}", "denies"),
    Case(f"Venn rejected the claim that {IT}.", "Venn", "rejected", f"the claim that {IT}", "denies"),
    Case("Venn rejected the offer of a loan.", "Venn", "rejected", "the offer of a loan", "declines"),
    Case("Venn called the allegation a smear.", "Venn", "called", "the allegation a smear", "denies"),
    Case("Venn called the plan a disgrace.", "Venn", "called", "the plan a disgrace", "condemns"),
    Case("Venn called the treaty a triumph.", "Venn", "called", "the treaty a triumph", "praises"),
    Case("Venn called the boat a sloop.", "Venn", "called", "the boat a sloop", "says"),
    Case(
        "Venn described the raid as an outrageous attack.",
        "Venn",
        "described",
        "the raid as an outrageous attack",
        "condemns",
    ),
    Case("Venn accused the bank of fraud.", "Venn", "accused", "the bank of fraud", "accuses"),
    Case("Venn pointed the finger at the bank.", "Venn", "pointed the finger at", "the bank", "accuses"),
    Case(f"Venn warned that {IT}.", "Venn", "warned", f"that {IT}", "warns"),
    Case(f"His warning that {IT} came late.", "His", "warning", f"that {IT}", "warns"),
    Case("Venn issued a warning about the ice.", "Venn", "issued a warning", "about the ice", "warns"),
    Case("Venn threatened to close the yard.", "Venn", "threatened", "to close the yard", "warns"),
    Case("Venn promised to close the yard.", "Venn", "promised", "to close the yard", "promises"),
    Case("Venn agreed to close the yard.", "Venn", "agreed", "to close the yard", "promises"),
    Case(f"Venn agreed that {IT}.", "Venn", "agreed", f"that {IT}", "confirms"),
    Case("Venn called for a ban on tugs.", "Venn", "called for", "a ban on tugs", "demands"),
    Case("Venn called for a ban on tugs.", "Venn", "called", "for a ban on tugs", "demands"),
    Case("Venn told the crew to leave.", "Venn", "told", "the crew to leave", "demands"),
    Case("Venn asked the crew to leave.", "Venn", "asked", "the crew to leave", "demands"),
    Case("Venn asked whether the crew had left.", "Venn", "asked", "whether the crew had left", "asks"),
    Case("“Has the crew left?” Venn said.", "Venn", "said", "“Has the crew left?”", "asks"),
    Case("“Why now?” Venn demanded.", "Venn", "demanded", "“Why now?”", "asks"),
    Case("Venn praised the crew.", "Venn", "praised", "the crew", "praises"),
    Case("Venn threw his weight behind the plan.", "Venn", "threw his weight behind", "the plan", "praises"),
    Case("Venn mocked the crew.", "Venn", "mocked", "the crew", "condemns"),
    Case("Venn lashed out at the crew.", "Venn", "lashed out at", "the crew", "condemns"),
    Case("Venn hit back at the crew.", "Venn", "hit back at", "the crew", "denies"),
    Case(f"Venn admitted {IT}.", "Venn", "admitted", IT, "confirms"),
    Case(f"Venn believes {IT}.", "Venn", "believes", IT, "believes"),
    Case("The yard is believed to be closed.", "", "is believed", "to be closed", "believes"),
    Case("Venn declined to comment.", "Venn", "declined to comment", "", "declines"),
    Case(f"Venn refused to confirm that {IT}.", "Venn", "refused to confirm", f"that {IT}", "declines"),
    Case(f"Venn did not deny that {IT}.", "Venn", "did not deny", f"that {IT}", "declines"),
    Case(f"Venn would not say whether {IT}.", "Venn", "would not say", f"whether {IT}", "declines"),
    Case(f"Venn does not believe {IT}.", "Venn", "does not believe", IT, "believes"),
    Case(f"Venn did not agree that {IT}.", "Venn", "did not agree", f"that {IT}", "denies"),
    Case("Venn does not support the plan.", "Venn", "does not support", "the plan", "condemns"),
    Case("Venn never accused the bank of fraud.", "Venn", "never accused", "the bank of fraud", "says"),
    Case("“I deny that,” Venn said.", "Venn", "said", "“I deny that,”", "denies"),
    Case("“We strongly condemn the raid,” Venn said.", "Venn", "said", "“We strongly condemn the raid,”", "condemns"),
    Case("“No comment,” Venn said.", "Venn", "said", "“No comment,”", "declines"),
    Case("“I think it sank,” Venn said.", "Venn", "said", "“I think it sank,”", "says"),
    Case("“I would deny it,” Venn said.", "Venn", "said", "“I would deny it,”", "says"),
    Case("Venn said he would never accept it.", "Venn", "said", "he would never accept it", "says"),
    Case("Venn said no talks were planned.", "Venn", "said", "no talks were planned", "says"),
    Case(f"Venn continues to insist that {IT}.", "Venn", "continues to insist", f"that {IT}", "says"),
    Case(f"Venn could not resist mentioning that {IT}.", "Venn", "could not resist mentioning", f"that {IT}", "says"),
]


@pytest.mark.model
@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c.cue} {c.content}"[:48])
def test_the_act_is_read_from_cue_and_content(case: Case):
    found = act_of(statement(case.text, *case[1:4]), parsed(case.text))
    assert found.value == case.act
    assert quoted(case.text, found.spans).strip()


@pytest.mark.model
def test_an_unlisted_verb_takes_the_act_of_those_near_to_it():
    words = act_words()
    unlisted = {"vilipend", "snorted", "chastened"}
    assert not unlisted & set(words.verbs)
    text = "Venn snorted that it sank."
    assert act_of(statement(text, "Venn", "snorted", "that it sank"), parsed(text)).value in set(Act)


def test_no_verb_has_two_acts_and_each_act_has_verbs_and_nouns():
    words = act_words()
    assert {*words.listed.values()} == set(Act) == {*words.nouns.values()}
    assert all(words.verbs[verb] is act for verb, act in words.listed.items())
    assert not words.positive & words.negative


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("deny", {"denies", "denied", "denying"}),
        ("admit", {"admits", "admitted", "admitting"}),
        ("criticise", {"criticizes", "criticised", "criticizing"}),
        ("say", {"says", "said", "saying"}),
        ("accuse", {"accused", "accusing"}),
        ("push", {"pushes", "pushed"}),
    ],
)
def test_verbs_have_their_forms(verb: str, forms: set[str]):
    assert forms | {verb} <= verb_forms(verb)


def test_nouns_have_their_plurals():
    assert noun_forms("spokesman") >= {"spokesman", "spokesmen"}
    assert "ministries" in noun_forms("ministry")
