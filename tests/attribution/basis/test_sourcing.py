"""Sourcing, on sentences written for it: one kind of source each, as general as they come."""

from typing import NamedTuple

import pytest

from onrecord.attribution.basis import bases
from onrecord.attribution.basis.anonymity import reason_in
from onrecord.model import Sourcing, Span, quoted
from tests.attribution.hand import document_of, parsed, statement

pytestmark = pytest.mark.model


class Case(NamedTuple):
    text: str
    source: str
    cue: str
    content: str
    sourcing: str


IT = "the yard would close"
CASES = [
    Case(f"Maria Venn said {IT}.", "Maria Venn", "said", IT, "person"),
    Case(f"Harbour minister Orla Venn said {IT}.", "Harbour minister Orla Venn", "said", IT, "person"),
    Case(f"The prime minister said {IT}.", "The prime minister", "said", IT, "person"),
    Case(f"His mother told friends {IT}.", "His mother", "told", IT, "person"),
    Case(f"Orla Venn spoke in Brale. She said {IT}.", "She", "said", IT, "person"),
    Case(f"Venn's spokesman, Ild Morn, said {IT}.", "Venn's spokesman, Ild Morn", "said", IT, "person"),
    Case(f"Orla Venn and Ild Morn both said {IT}.", "Orla Venn and Ild Morn", "said", IT, "person"),
    Case(f"Mr. Quorl, who owns it, said {IT}.", "who", "said", IT, "person"),
    Case(f"The defence ministry said {IT}.", "The defence ministry", "said", IT, "organisation"),
    Case(
        f"A spokeswoman for the port authority said {IT}.",
        "A spokeswoman for the port authority",
        "said",
        IT,
        "organisation",
    ),
    Case(f"Denmark said {IT}.", "Denmark", "said", IT, "organisation"),
    Case(f"Police said {IT}.", "Police", "said", IT, "organisation"),
    Case(f"The Harbour Workers Union said {IT}.", "The Harbour Workers Union", "said", IT, "organisation"),
    Case(f"The company was founded last year. It said {IT}.", "It", "said", IT, "organisation"),
    Case(f"A court ruled {IT}.", "A court", "ruled", IT, "organisation"),
    Case(f"The leaked memo says {IT}.", "The leaked memo", "says", IT, "document"),
    Case(
        f"A procurement document published by the ministry said {IT}.",
        "A procurement document published by the ministry",
        "said",
        IT,
        "document",
    ),
    Case(f"According to a survey of 900 sailors, {IT}.", "a survey of 900 sailors", "According to", IT, "document"),
    Case(f"One of the new studies found {IT}.", "One of the new studies", "found", IT, "document"),
    Case(f"Official figures show {IT}.", "Official figures", "show", IT, "document"),
    Case(f"The Orsund Courier reported {IT}.", "The Orsund Courier", "reported", IT, "media"),
    Case(f"State television said {IT}.", "State television", "said", IT, "media"),
    Case(f"The German magazine Vinkel said {IT}.", "The German magazine Vinkel", "said", IT, "media"),
    Case(f"Vinkel, a weekly magazine, has a scoop. Vinkel said {IT}.", "Vinkel#2", "said", IT, "media"),
    Case(f"Reuters reported {IT}.", "Reuters", "reported", IT, "media"),
    Case(f"According to media reports, {IT}.", "media reports", "According to", IT, "media"),
    Case(f"A report in the Brale Gazette said {IT}.", "A report in the Brale Gazette", "said", IT, "media"),
    Case(f"The magazine is old. It said {IT}.", "It", "said", IT, "media"),
    Case(
        f"Ona Brand, a professor of naval law at Orsund University, said {IT}.",
        "Ona Brand, a professor of naval law at Orsund University,",
        "said",
        IT,
        "expert",
    ),
    Case(f"Economist Ona Brand said {IT}.", "Economist Ona Brand", "said", IT, "expert"),
    Case(f"Analysts said {IT}.", "Analysts", "said", IT, "expert"),
    Case(f"A seismologist said {IT}.", "A seismologist", "said", IT, "expert"),
    Case(f"A number of maritime experts said {IT}.", "A number of maritime experts", "said", IT, "expert"),
    Case(f"Ona Brand, a professor at Orsund University, was there. Brand said {IT}.", "Brand#2", "said", IT, "expert"),
    Case(f"A senior official said {IT}.", "A senior official", "said", IT, "anonymous"),
    Case(
        f"Two people familiar with the talks said {IT}.", "Two people familiar with the talks", "said", IT, "anonymous"
    ),
    Case(f"Sources said {IT}.", "Sources", "said", IT, "anonymous"),
    Case(f"Officials briefed on the raid said {IT}.", "Officials briefed on the raid", "said", IT, "anonymous"),
    Case(
        f"A spokesman who asked not to be named said {IT}.",
        "A spokesman who asked not to be named",
        "said",
        IT,
        "anonymous",
    ),
    Case(f"I heard from a reliable source that {IT}.", "a reliable source", "heard", IT, "anonymous"),
    Case(f"Another source at the bank said {IT}.", "Another source at the bank", "said", IT, "anonymous"),
    Case(f"A source spoke to us. The source said {IT}.", "The source", "said", IT, "anonymous"),
    Case(f"One resident said {IT}.", "One resident", "said", IT, "anonymous"),
    Case(f"Western officials said {IT}.", "Western officials", "said", IT, "group"),
    Case(f"Critics say {IT}.", "Critics", "say", IT, "group"),
    Case(f"Many residents believe {IT}.", "Many residents", "believe", IT, "group"),
    Case(f"Critics met in Brale. They said {IT}.", "They", "said", IT, "group"),
    Case(f"Senate Liberals said {IT}.", "Senate Liberals", "said", IT, "group"),
    Case(f"Some say {IT}.", "Some", "say", IT, "group"),
    Case(f"Nearly eight in ten voters say {IT}.", "Nearly eight in ten voters", "say", IT, "group"),
    Case(f"I think {IT}.", "I", "think", IT, "author"),
    Case(f"We found that {IT}.", "We", "found", IT, "author"),
    Case(f"My brothers and I knew {IT}.", "My brothers and I", "knew", IT, "author"),
    Case(f"It was reported that {IT}.", "", "It was reported", IT, "nobody"),
    Case("The yard is believed to be closing.", "", "is believed", "to be closing", "nobody"),
    Case(f"All the evidence suggests {IT}.", "All the evidence", "suggests", IT, "nobody"),
]


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c.sourcing}: {c.source or c.cue}")
def test_sourcing_is_read_from_the_words_of_the_source(case: Case):
    document, made = document_of(case.text), statement(case.text, *case[1:4])
    found = bases(document, parsed(case.text), [made])[made.id]
    assert found.sourcing.value == case.sourcing
    assert found.sourcing.spans, "every answer names the words that it rests on"
    assert all(0 <= s.start < s.end <= len(case.text) for s in found.sourcing.spans)


def test_the_anonymous_keep_their_description_and_the_reason():
    text = f"A senior official, who was not authorised to speak publicly, said {IT}."
    made = statement(text, "A senior official", "said", IT)
    basis = bases(document_of(text), parsed(text), [made])[made.id]
    assert basis.described is not None
    assert basis.reason is not None
    assert (basis.described.of(text), basis.sourcing.value) == ("A senior official", Sourcing.ANONYMOUS)
    assert basis.reason.of(text).startswith("who was not authorised to speak publicly")


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("An aide said it on condition of anonymity because the talks are secret.", "because the talks are secret"),
        ("A diplomat asked not to be named, citing the inquiry.", "citing the inquiry"),
        ("An aide, granted anonymity to discuss the talks, spoke.", "to discuss the talks, spoke"),
        ("An aide spoke on condition of anonymity.", None),
        ("An aide spoke because the talks had failed.", None),
        ("Two sailors, who were unauthorized to speak, talked.", "who were unauthorized to speak, talked"),
    ],
)
def test_the_reason_is_what_the_text_gives(sentence: str, reason: str | None):
    found = reason_in(sentence, 0, len(sentence))
    assert (found.of(sentence) if found else None) == reason


def test_a_resolver_says_whom_a_pronoun_stands_for():
    text = f"Police met Ona Brand, a professor of law. She said {IT}. The memo was long. It said so."
    she, it = statement(text, "She", "said#1", IT), statement(text, "It", "said#2", "so")
    names = {"She": "Ona Brand", "It": "Police"}

    def antecedent(mention: Span) -> Span | None:
        start = text.index(names[mention.of(text)])
        return Span(start, start + len(names[mention.of(text)]))

    found = bases(document_of(text), parsed(text), [she, it], antecedent)
    assert found[she.id].sourcing.value is Sourcing.EXPERT
    assert found[it.id].sourcing.value is Sourcing.ORGANISATION
    assert "Police" in quoted(text, found[it.id].sourcing.spans)


def test_a_first_person_in_quotation_marks_is_whoever_is_quoted():
    text = f"“I know {IT},” Orla Venn said."
    made = statement(text, "I", "know", IT)
    assert bases(document_of(text), parsed(text), [made])[made.id].sourcing.value is Sourcing.PERSON


def test_a_document_without_statements_has_no_bases():
    assert bases(document_of(""), parsed(""), []) == {}
