"""What a document says itself, and its writer in the first person: spaCy's parse, statements by hand."""

from functools import cache
from typing import NamedTuple

import pytest
from spacy.tokens import Doc

from onrecord.attribution.setting.structure import structured
from onrecord.attribution.voice.first_person import first_person, name_writers
from onrecord.attribution.voice.own_voice import assertions, is_heading
from onrecord.attribution.voice.writers import Writers
from onrecord.language.tokens import tokens_of
from onrecord.model import ActorKind, Document, Form, Requote, Section, SectionKind, Span, Statement, quoted
from onrecord.settings import Settings

pytestmark = pytest.mark.model


@cache
def parse(text: str) -> Doc:
    return tokens_of(text, Settings().spacy_model)


def article(text: str, kind: SectionKind = SectionKind.BODY, **known: object) -> Document:
    return Document(text, (Section(kind, Span(0, len(text))),), **known)  # type: ignore[arg-type]


def said(document: Document, source: str, cue: str, content: str) -> Statement:
    who, how, what = (
        Span(document.text.index(words), document.text.index(words) + len(words)) for words in (source, cue, content)
    )
    return Statement(document.id, (who,), (how,), (what,), Form.INDIRECT, 0.9)


def own(document: Document, *statements: Statement, requotes: tuple[Requote, ...] = ()) -> list[str]:
    found = assertions(document, statements, requotes, parse(document.text))
    return [quoted(document.text, s.content) for s in found]


ASSERTED = [
    "Prosecutors searched the town hall in March.",
    "Karsovia has two submarines.",
    "She resigned on Friday.",
    "The company was founded in 2004 by Mira Holt.",
    "Torvane did not respond to a request for comment.",
    "Troops crossed the river before dawn.",
]
NOT_ASSERTED = {
    "a question": "Has the minister resigned?",
    "an order": "Read the minister’s report.",
    "an exclamation without a verb": "What a minister!",
    "no actor": "The bridge was closed in January.",
    "the weather": "It was raining in Orsund.",
    "a time": "It was the coldest Monday of the year.",
    "nobody": "Nobody at the ministry answered the door.",
    "anybody": "A government that hides wheat will hide guns.",
    "a credit": "(Reporting by Mira Holt)",
    "somebody's words, not marked": "Minister Mira Holt said that the bridge was unsafe.",
    "a quotation by itself": "“The minister has resigned and her deputy has left the country.”",
}


@pytest.mark.parametrize("text", ASSERTED)
def test_a_sentence_about_an_actor_is_asserted_whole(text: str):
    assert own(article(text)) == [text]


@pytest.mark.parametrize("text", NOT_ASSERTED.values(), ids=list(NOT_ASSERTED))
def test_what_says_nothing_of_an_actor_is_not_asserted(text: str):
    assert own(article(text)) == []


class Part(NamedTuple):
    id: str
    text: str
    said: tuple[str, str, str]
    own: list[str]


PARTS = [
    Part(
        "a frame says nothing more",
        "Speaking after the visit on Friday, a doctor said: the beds were empty.",
        ("a doctor", "said", "the beds were empty"),
        [],
    ),
    Part(
        "who the source is",
        "The beds were empty, said Mira Holt, who heads the clinic.",
        ("Mira Holt, who heads the clinic", "said", "The beds were empty"),
        ["Mira Holt, who heads the clinic"],
    ),
    Part(
        "what else the source did",
        "Mira Holt left the clinic on Monday and said the beds were empty.",
        ("Mira Holt", "said", "the beds were empty"),
        ["Mira Holt left the clinic on Monday"],
    ),
    Part(
        "what the police did then",
        "The minister said the road was safe, but the police closed it on Sunday.",
        ("The minister", "said", "the road was safe"),
        ["the police closed it on Sunday"],
    ),
    Part(
        "nothing but what was said",
        "According to the minister, the police closed the road.",
        ("the minister", "According to", "the police closed the road"),
        [],
    ),
]


@pytest.mark.parametrize("case", PARTS, ids=lambda c: c.id)
def test_of_a_sentence_with_an_attribution_the_writers_clauses_are_left(case: Part):
    document = article(case.text)
    assert own(document, said(document, *case.said)) == case.own


def test_headlines_headings_and_boilerplate_assert_nothing():
    text = "Mayor quits over bridge\n\nWho the mayor is\n\nMayor Holt quit on Monday.\n\nMayor Holt uses cookies."
    starts = [0, 25, len(text) - 24]
    sections = (
        Section(SectionKind.HEADLINE, Span(0, 23)),
        Section(SectionKind.BODY, Span(starts[1], starts[2] - 2)),
        Section(SectionKind.BOILERPLATE, Span(starts[2], len(text))),
    )
    assert own(Document(text, sections)) == ["Mayor Holt quit on Monday."]
    assert is_heading("Who the mayor is")
    assert not is_heading("The mayor left.")


def test_a_date_line_is_no_part_of_what_is_asserted():
    assert own(article("ORSUND, May 4 (MPA) – Mira Holt resigned on Monday.")) == ["Mira Holt resigned on Monday."]


def test_what_a_reader_quotes_is_not_the_readers_word():
    text = "The minister lost the file.\n\n> The minister lost the file.\nThe minister never had a file."
    sections = (
        Section(SectionKind.BODY, Span(0, 27)),
        Section(SectionKind.COMMENT, Span(29, len(text)), author="gull"),
    )
    document = Document(text, sections, authors=("Ada Moss",))
    found = assertions(document, [], [], parse(text))
    assert [(quoted(text, s.content), s.speaker and s.speaker.name) for s in found] == [
        ("The minister lost the file.", "Ada Moss"),
        ("The minister never had a file.", "gull"),
    ]


def test_an_assertion_is_on_the_authors_word_else_the_publishers_else_nobodys():
    text = "By Ada Moss\n\nMira Holt resigned on Monday."
    sections = (Section(SectionKind.DATE_LINE, Span(0, 11)), Section(SectionKind.BODY, Span(13, len(text))))
    bylined = Writers(Document(text, sections, authors=("Ada Moss",), publisher="The Tern")).at(20)
    assert bylined is not None
    assert (bylined.name, bylined.kind, bylined.mention) == ("Ada Moss", ActorKind.PERSON, Span(3, 11))
    published = Writers(Document(text, sections[1:], publisher="The Tern")).at(20)
    assert published is not None
    assert (published.name, published.kind, published.mention) == ("The Tern", ActorKind.OUTLET, None)
    assert Writers(Document(text, sections)).at(20) is None


def test_a_comment_without_a_name_is_on_nobodys_word():
    document = article("Mira Holt resigned on Monday.", SectionKind.COMMENT, authors=("Ada Moss",))
    (found,) = assertions(document, [], [], parse(document.text))
    assert found.speaker is None


class First(NamedTuple):
    text: str
    source: str
    cue: str
    content: str


FIRSTS = [
    First("I think the mayor lied.", "I", "think", "the mayor lied"),
    First("We do not believe that the mayor lied.", "We", "do not believe", "that the mayor lied"),
    First("I heard from a reliable source that the mayor lied.", "I", "heard", "that the mayor lied"),
    First("In my view, the mayor lied.", "my", "In ... view", "the mayor lied"),
    First("My guess is that the mayor lied.", "My", "guess is", "that the mayor lied"),
    First("It seems to me that the mayor lied.", "me", "seems to", "that the mayor lied"),
    First("As far as I know, the mayor lied.", "I", "As far as ... know", "the mayor lied"),
    First("The mayor, I suspect, will lie again.", "I", "suspect", "The mayor ... will lie again"),
    First("I am convinced that the mayor lied.", "I", "am convinced", "that the mayor lied"),
    First("I would say that the mayor lied.", "I", "would say", "that the mayor lied"),
    First("I haven’t read anywhere that the mayor lied.", "I", "haven’t read", "that the mayor lied"),
]


@pytest.mark.parametrize("case", FIRSTS, ids=lambda c: c.text)
def test_what_the_writer_thinks_is_on_the_writers_word(case: First):
    document = article(case.text, authors=("Ada Moss",))
    (found,) = name_writers(document, first_person(document, [], parse(case.text)))
    assert [quoted(case.text, s) for s in (found.source, found.cue, found.content)] == list(case[1:])
    assert found.speaker is not None
    assert (found.speaker.name, found.speaker.mention) == ("Ada Moss", found.source[0])


NOBODYS = [
    "“I think the mayor lied,” Holt said.",
    "Do I think the mayor lied?",
    "If I thought the mayor lied, it would be sad.",
    "I like the mayor.",
    "I want to see the mayor.",
    "You know that the mayor lied.",
]


@pytest.mark.parametrize("text", NOBODYS)
def test_quoted_asked_or_supposed_first_persons_are_not_the_writers(text: str):
    assert first_person(article(text), [], parse(text)) == []


def test_what_the_encoder_found_is_not_found_again():
    document = article("I think the mayor lied.")
    given = [said(document, "I", "think", "the mayor lied")]
    assert first_person(document, given, parse(document.text)) == given


def test_what_somebody_said_hangs_on_what_the_writer_thinks_of_it():
    document = article("I believe that the clerk said the mayor lied.")
    given = said(document, "the clerk", "said", "the mayor lied")
    outer, inner = first_person(document, [given], parse(document.text))
    assert (inner.id, inner.parent) == (given.id, outer.id)


def structure(document: Document, *statements: Statement) -> list[tuple[str, str, str, bool]]:
    found = structured(document, statements, parse(document.text))
    text = document.text
    return [(quoted(text, s.source), quoted(text, s.cue), quoted(text, s.content), s.parent is not None) for s in found]


HEADLINES = {
    "Minister: no talks planned": ("Minister", ":", "no talks planned"),
    "Police: driver had no licence": ("Police", ":", "driver had no licence"),
    "No talks are planned: minister": ("minister", ":", "No talks are planned"),
    "Obituary: Mira Holt, who sang for kings": None,
    "Update: ministers meet in Orsund": None,
    "Ferry strike: what we know": None,
    "Mira Holt: the woman who sold the sea": None,
}


@pytest.mark.parametrize(("words", "found"), HEADLINES.items(), ids=list(HEADLINES))
def test_a_headline_names_its_speaker_before_or_after_a_colon(words: str, found: tuple[str, str, str] | None):
    assert structure(article(words, SectionKind.HEADLINE)) == ([] if found is None else [(*found, False)])


def test_a_label_or_a_place_before_a_colon_is_no_source():
    for words in ("Note: the ministry said talks were off.", "DOLNA: the ministry said talks were off."):
        document = article(words)
        label = said(document, words.split(":")[0], ":", "the ministry said talks were off")
        inner = said(document, "the ministry", "said", "talks were off")
        kept = [s[0] for s in structure(document, label, inner)]
        assert "the ministry" in kept
        assert "Note" not in kept


SPEAKERS_LABELS = {
    "an office": "MINISTER: the talks were off.",
    "the first person": "VENN: the talks are off and we are glad.",
    "quotation marks": "VENN: “The talks are off.”",
}


@pytest.mark.parametrize("words", SPEAKERS_LABELS.values(), ids=list(SPEAKERS_LABELS))
def test_a_label_in_capitals_that_is_somebody_keeps_what_it_says(words: str):
    document = article(words)
    label, content = words.removesuffix(".").split(": ")
    assert structure(document, said(document, label, ":", content)) == [(label, ":", content, False)]


def test_a_town_that_no_list_knows_is_no_speaker():
    document = article("DOLNA: the ministry said talks were off.")
    label = said(document, "DOLNA", ":", "the ministry said talks were off")
    assert structure(document, label) == []


def test_what_is_said_in_a_turn_hangs_on_the_turn():
    document = article("MOSS: Why?\nORR: The clerk said it rained.\nMOSS: Sure.")
    again = said(document, "ORR", ":", "The clerk said it rained")
    inner = said(document, "The clerk", "said", "it rained")
    assert structure(document, again, inner) == [
        ("MOSS", ":", "Why?", False),
        ("ORR", ":", "The clerk said it rained.", False),
        ("The clerk", "said", "it rained", True),
        ("MOSS", ":", "Sure.", False),
    ]


def test_a_quotation_without_a_closing_mark_goes_on_in_the_next_paragraph():
    document = article("Holt wrote:\n\n“One thing.\n\n“Another thing.”\n\n“Not this,” said Orr.")
    first = said(document, "Holt", "wrote", "“One thing.")
    assert structure(document, first) == [("Holt", "wrote", "“One thing.\n\n“Another thing.”", False)]
