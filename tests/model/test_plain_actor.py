import json

from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import (
    Actor,
    ActorKind,
    Answer,
    Document,
    Mention,
    MentionSort,
    Reference,
    Span,
    Speaker,
    speaking,
)
from onrecord.model.plain_actor import actor_from, plain_actor, reasons, references_from
from tests.strategies import actors_of, documents, references_to

TEXT = "Orla Venn, the envoy, spoke. She left. I stayed."
VENN = Actor(
    Document(TEXT, ()).id,
    "Orla Venn",
    True,
    Answer(ActorKind.PERSON, (Span(5, 9),)),
    (
        Mention(Span(0, 20), Span(5, 9), MentionSort.NAME, Span(0, 9)),
        Mention(Span(11, 20), Span(15, 20), MentionSort.DESCRIPTION),
        Mention(Span(29, 32), Span(29, 32), MentionSort.PRONOUN),
        Mention(Span(39, 40), Span(39, 40), MentionSort.PRONOUN),
    ),
    role=Answer("envoy", (Span(15, 20),)),
)
SHE = Reference(Span(29, 32), Span(5, 9), 0.75, ("She", "Orla Venn"), "the nearest woman")


def test_an_actor_is_plain_with_the_reason_beside_each_mention_that_has_one():
    found = plain_actor(VENN, reasons([SHE]))
    assert (found["name"], found["kind"], found["role"], found["affiliation"]) == ("Orla Venn", "person", "envoy", None)
    assert found["grounds"] == {"kind": [[5, 9]], "role": [[15, 20]]}
    assert found["mentions"][0] == {"span": [0, 20], "head": [5, 9], "sort": "name", "name": [0, 9], "why": None}
    assert found["mentions"][2]["why"] == {
        "antecedent": [5, 9],
        "score": 0.75,
        "compared": ["She", "Orla Venn"],
        "why": "the nearest woman",
    }


@given(st.data())
def test_actors_and_the_reasons_of_their_mentions_read_back_equal(data: st.DataObject):
    document = data.draw(documents(min_size=1))
    actors = data.draw(actors_of(document))
    references = data.draw(references_to(actors, len(document.text)))
    rows = json.loads(json.dumps([plain_actor(a, reasons(references)) for a in actors]))
    assert [actor_from(row, document.id) for row in rows] == actors
    assert [r for row in rows for r in references_from(row)] == references


def test_a_speaker_is_the_actor_that_its_words_name():
    named = Speaker("Venn", ActorKind.PERSON, Span(0, 9))
    described = Speaker("Orla Venn", ActorKind.PERSON, Span(11, 20))
    nobody = Speaker("Orla Venn", ActorKind.PERSON, Span(21, 28))
    assert speaking([named, described, nobody, None], [VENN]) == [VENN, VENN, None, None]


def test_a_writer_who_says_i_is_not_who_else_the_pronoun_was_taken_for():
    writer = Speaker("Ada Moss", ActorKind.PERSON, Span(39, 40))
    assert speaking([writer], [VENN]) == [None]
    assert speaking([Speaker("Orla Venn", ActorKind.PERSON, Span(39, 40))], [VENN]) == [VENN]


def test_a_speaker_whose_name_is_in_no_words_of_the_text_is_no_actor():
    assert speaking([Speaker("Orla Venn", ActorKind.PERSON, None)], [VENN]) == [None]
