"""Denials and refusals beside what they answer, on statements built by hand."""

from onrecord.claims.answers import answers
from onrecord.model import (
    Act,
    ActorKind,
    Answer,
    Document,
    Form,
    Margin,
    Section,
    SectionKind,
    Span,
    Speaker,
    Statement,
)

TEXT = (
    "The coast guard said Torvane sold the drones. Ida Moll said the port was quiet. "
    "Torvane denied the sale. The firm declined to name buyers. Brask said Torvane had paid."
)
DOCUMENT = Document(TEXT, (Section(SectionKind.BODY, Span(0, len(TEXT))),))


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def said(source: str, cue: str, content: str, act: Act, name: str) -> Statement:
    speaker = Speaker(name, ActorKind.UNKNOWN, at(source))
    spans = ((at(source),), (at(cue),), (at(content),))
    return Statement(DOCUMENT.id, *spans, Form.INDIRECT, 0.9, speaker, margin=Margin(act=Answer(act)))


ACCUSED = said("The coast guard", "said", "Torvane sold the drones", Act.SAYS, "The coast guard")
ASIDE = said("Ida Moll", "Moll said", "the port was quiet", Act.SAYS, "Ida Moll")
DENIED = said("Torvane denied", "denied", "the sale", Act.DENIES, "Torvane")
DECLINED = said("The firm", "declined", "to name buyers", Act.DECLINES, "Torvane")
LATER = said("Brask", "Brask said", "Torvane had paid", Act.ACCUSES, "Tam Brask")
ALL = [ACCUSED, ASIDE, DENIED, DECLINED, LATER]


def test_a_denial_stands_beside_the_nearest_accusation_before_it():
    assert DENIED.id in answers(DOCUMENT, ALL)[ACCUSED.id]
    assert DENIED.id not in answers(DOCUMENT, ALL).get(LATER.id, ())


def test_a_denial_that_comes_first_stands_beside_the_accusation_after_it():
    assert answers(DOCUMENT, [DENIED, LATER]) == {LATER.id: (DENIED.id,)}


def test_a_refusal_stands_beside_all_that_others_say_of_who_refuses():
    found = answers(DOCUMENT, ALL)
    assert [key for key, ids in found.items() if DECLINED.id in ids] == [ACCUSED.id, LATER.id]


def test_what_is_said_of_others_is_not_answered():
    assert ASIDE.id not in answers(DOCUMENT, ALL)


def test_nobody_answers_themselves():
    own = said("Brask", "Brask said", "Torvane had paid", Act.ACCUSES, "Torvane")
    assert answers(DOCUMENT, [DENIED, own]) == {}
