"""Statements of short texts as propositions: wording, parties with their roles, negation, keys."""

from dataclasses import replace

import pytest

from onrecord.actors import resolve
from onrecord.claims.propositions import propositions
from onrecord.claims.propositions.wording import cleaned
from onrecord.model import Act, Answer, Certainty, Commitment, Margin, Polarity, Proposition, Role, Statement, Status
from tests.attribution.hand import document_of, parsed, statement

pytestmark = pytest.mark.model


def read(text: str, *statements: Statement) -> list[Proposition]:
    tokens, document = parsed(text), document_of(text)
    return propositions(document, tokens, statements, resolve(document, tokens, list(statements)))


def roles(proposition: Proposition) -> dict[str, Role]:
    return {p.name or p.spelt: p.role for p in proposition.parties}


def told(
    text: str, source: str, cue: str, content: str, *, negative_in: str = "", act: Act = Act.SAYS, event: str = ""
) -> Statement:
    made = statement(text, source, cue, content)
    shown = statement(text, "", "", negative_in).content if negative_in else ()
    polarity = Polarity.NEGATIVE if negative_in else Polarity.POSITIVE
    main = statement(text, "", "", event).content[0] if event else None
    commitment = Commitment(Answer(Certainty.CERTAIN), Answer(polarity, shown), Answer(Status.NONE), main)
    return replace(made, margin=Margin(act=Answer(act), commitment=commitment))


@pytest.mark.parametrize(
    ("content", "event", "giver"),
    [
        ("Russia sold drones to China", "sold", Role.SOURCE),
        ("China bought drones from Russia", "bought", Role.SOURCE),
        ("drones were sold to China by Russia", "sold", Role.SOURCE),
        ("Russia supplied China with drones", "supplied", Role.SOURCE),
        ("China is in talks with Russia about buying drones", "buying", Role.WITH),
        ("the sale of drones to China by Russia went on", "sale", Role.SOURCE),
    ],
)
def test_who_gives_and_who_gets_does_not_depend_on_the_verb(content, event, giver):
    text = f"Moll said that {content}."
    (found,) = read(text, told(text, "Moll", "said", f"that {content}", event=event))
    assert roles(found) == {"china": Role.GOAL, "russia": giver}


def test_officials_of_a_country_are_known_by_it():
    text = "Moll said that Chinese officials met the envoy."
    (found,) = read(text, told(text, "Moll", "said", "that Chinese officials met the envoy"))
    assert [p.country for p in found.parties if p.role is Role.AGENT] == ["China"]


def test_a_pronoun_gives_way_to_the_name_that_it_stands_for():
    text = "Ida Moll came late. Ida Moll said she had sent nothing to the front."
    (found,) = read(text, told(text, "Ida Moll#2", "said", "she had sent nothing to the front"))
    assert found.wording == "Ida Moll had sent nothing to the front"


def test_a_promise_is_worded_with_whoever_made_it():
    text = "Ida Moll promised to close the yard in May."
    made = told(text, "Ida Moll", "promised", "to close the yard in May", act=Act.PROMISES)
    tokens, document = parsed(text), document_of(text)
    actors = resolve(document, tokens, [made])
    speaking = replace(made, speaker=actors.sources[made.source].named)
    (found,) = propositions(document, tokens, [speaking], actors)
    assert found.wording == "Ida Moll to close the yard in May"
    assert roles(found)["ida moll"] is Role.AGENT


def test_a_denial_is_told_from_a_negation():
    text = "Moll denied that the yard closed. Brask said the yard did not close."
    denied = told(text, "Moll", "denied", "that the yard closed", negative_in="denied", act=Act.DENIES)
    negated = told(text, "Brask", "said", "the yard did not close", negative_in="not")
    found = read(text, denied, negated)
    assert [(p.denied, p.negated) for p in found] == [(True, False), (False, True)]


def test_a_report_of_a_report_stands_for_the_inner_one():
    text = "The magazine reported that Torvane had said the yard would close in May."
    outer = told(text, "The magazine", "reported", "that Torvane had said the yard would close in May")
    inner = replace(told(text, "Torvane", "had said", "the yard would close in May"), parent=outer.id)
    found = read(text, outer, inner)
    assert [p.same_as for p in found] == [inner.id, None]
    assert not found[0].keys
    assert found[1].keys


def test_a_report_of_a_promise_stands_for_itself():
    text = "The magazine reported that Torvane had promised to close the yard in May."
    outer = told(text, "The magazine", "reported", "that Torvane had promised to close the yard in May")
    inner = replace(told(text, "Torvane", "had promised", "to close the yard in May"), parent=outer.id)
    assert [p.same_as for p in read(text, outer, inner)] == [None, outer.id]


def test_a_refusal_and_a_question_are_no_claims():
    text = "Torvane declined to say how many drones it sold in May."
    asked = told(text, "Torvane", "declined to say", "how many drones it sold in May", act=Act.DECLINES)
    assert read(text, asked)[0].keys == ()


def test_two_wordings_of_one_event_share_rare_keys():
    text = "Moll said Russia bought 100 drones. Brask told us one hundred drones were sold to Russia."
    one, other = read(
        text,
        told(text, "Moll", "said", "Russia bought 100 drones"),
        told(text, "Brask", "told us", "one hundred drones were sold to Russia"),
    )
    shared = [key for key in one.keys if key in other.keys]
    assert shared[:1] == ["100 drone + russia"]


@pytest.mark.parametrize(
    ("words", "bare"),
    [
        ("that “we have\nseen nothing,”", "We have seen nothing"),
        ("‘no limits’ to Torvane’s trade", "No limits to Torvane’s trade"),
        ("whether it’s true –", "It’s true"),
    ],
)
def test_a_wording_has_no_quotation_marks_and_no_opening_word(words, bare):
    assert cleaned(words) == bare
