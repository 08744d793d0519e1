import json
from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from onrecord.export import jsonl
from onrecord.model import (
    Act,
    Actor,
    ActorKind,
    Anchor,
    AnchorKind,
    Answer,
    Dated,
    Document,
    Form,
    Margin,
    Mention,
    MentionSort,
    Moment,
    Period,
    Precision,
    Section,
    SectionKind,
    Span,
    Speaker,
    Statement,
)
from tests.strategies import actors_of, margins, references_to

TEXT = "Ferry to stop\n\nThe harbour office said the ferry would stop.\n\nWho asked us?"
DOCUMENT = Document(
    TEXT,
    (
        Section(SectionKind.HEADLINE, Span(0, 13)),
        Section(SectionKind.BODY, Span(15, 60)),
        Section(
            SectionKind.COMMENT,
            Span(62, 75),
            author="gull",
            time=Moment.at(datetime(2024, 5, 3, 9, 30), Precision.MINUTE),
            reply_to=2,
        ),
    ),
    name="ferry",
    location="in/ferry.txt",
    title="Ferry to stop",
    publisher="The Tern",
    authors=("Ada Quill",),
    published=Moment.at(datetime(2024, 5, 2), Precision.DAY),
    language="en",
)
DAY = Period.of(Moment.at(datetime(2024, 5, 1, tzinfo=UTC), Precision.DAY))
STATEMENT = Statement(
    DOCUMENT.id,
    (Span(15, 33),),
    (Span(34, 38),),
    (Span(39, 59),),
    Form.INDIRECT,
    0.123456,
    Speaker("Harbour Office", ActorKind.ORGANISATION, Span(15, 33)),
    margin=Margin(
        act=Answer(Act.SAYS, (Span(34, 38),)),
        said=Dated((Span(0, 5),), (DAY,), Anchor(AnchorKind.PUBLICATION)),
    ),
)


def test_an_object_has_the_keys_of_the_contract_and_those_that_help():
    assert list(jsonl.as_object(DOCUMENT, [STATEMENT])) == [
        *("doc", "path", "id", "url", "title", "publisher", "authors", "published", "language"),
        *("sections", "attributions", "assertions", "requotes", "actors"),
    ]


def test_what_is_known_of_a_document_is_plain_text_and_what_is_not_is_null():
    found = jsonl.as_object(DOCUMENT, [])
    assert (found["doc"], found["path"], found["published"]) == ("ferry", "in/ferry.txt", "2024-05-02")
    assert (found["url"], found["authors"], found["attributions"]) == (None, ["Ada Quill"], [])
    assert jsonl.as_object(Document("", ()), [])["published"] is None


def test_only_a_section_that_has_an_author_time_or_reply_names_them():
    headline, _, comment = jsonl.as_object(DOCUMENT, [])["sections"]
    assert headline == {"kind": "headline", "start": 0, "end": 13}
    assert comment == {
        "kind": "comment",
        "start": 62,
        "end": 75,
        "author": "gull",
        "time": "2024-05-03T09:30",
        "reply_to": 2,
    }


def test_a_reply_to_the_first_section_is_kept():
    document = replace(DOCUMENT, sections=(replace(DOCUMENT.sections[2], reply_to=0),))
    assert jsonl.as_object(document, [])["sections"][0]["reply_to"] == 0


def test_an_attribution_has_the_shape_of_the_contract():
    (found,) = jsonl.as_object(DOCUMENT, [STATEMENT])["attributions"]
    assert found == {
        "id": STATEMENT.id,
        "source": [[15, 33]],
        "cue": [[34, 38]],
        "content": [[39, 59]],
        "speaker": {"name": "Harbour Office", "kind": "organisation", "mention": [15, 33]},
        "form": "indirect",
        "act": "says",
        "sourcing": None,
        "certainty": None,
        "polarity": None,
        "status": None,
        "said": {
            "from": "2024-05-01T00:00:00+00:00",
            "to": "2024-05-02T00:00:00+00:00",
            "precision": "day",
            "words": [[0, 5]],
            "approximate": False,
            "anchor": {"kind": "publication", "from": None, "to": None, "precision": None, "words": []},
        },
        "happened": None,
        "writer": None,
        "grounds": {"act": [[34, 38]]},
        "parent": None,
        "confidence": 0.1235,
    }


def test_an_absent_role_is_an_empty_list_and_an_absent_speaker_null():
    (found,) = jsonl.as_object(DOCUMENT, [replace(STATEMENT, source=(), speaker=None)])["attributions"]
    assert found["source"] == []
    assert found["speaker"] is None


def test_an_assertion_has_neither_source_nor_cue():
    (found,) = jsonl.as_object(DOCUMENT, [], [replace(STATEMENT, source=(), cue=())])["assertions"]
    assert found["content"] == [[39, 59]]
    assert not {"source", "cue"} & set(found)


def test_a_line_keeps_letters_of_every_language_readable():
    assert "Zürich 東京" in jsonl.line(replace(DOCUMENT, title="Zürich 東京"), [])


@given(st.text(st.characters(), max_size=30))
def test_a_line_is_one_line_of_utf8_that_reads_back_as_the_object(title):
    document = replace(DOCUMENT, title=title)
    written = jsonl.line(document, [STATEMENT])
    assert len(written.splitlines()) == 1
    assert json.loads(written.encode().decode()) == jsonl.as_object(document, [STATEMENT])


def test_a_lone_surrogate_survives_the_round_trip():
    written = jsonl.line(replace(DOCUMENT, title="cut \ud83d off"), [])
    assert json.loads(written.encode())["title"] == "cut \ud83d off"


@given(st.data())
def test_statements_read_back_equal_but_for_what_the_format_leaves_out(data: st.DataObject):
    statement = replace(STATEMENT, margin=data.draw(margins(len(DOCUMENT.text))))
    obj = json.loads(jsonl.line(DOCUMENT, [statement]))
    assert jsonl.statements_from(obj, DOCUMENT.id) == [replace(statement, confidence=0.1235)]


OFFICE = Actor(
    DOCUMENT.id,
    "The harbour office",
    False,
    Answer(ActorKind.ORGANISATION),
    (Mention(Span(15, 33), Span(27, 33), MentionSort.DESCRIPTION),),
)


def test_an_actor_names_the_attributions_that_are_its_own():
    other = replace(STATEMENT, speaker=None, content=(Span(0, 5),))
    (found,) = jsonl.as_object(DOCUMENT, [STATEMENT, other], actors=[OFFICE])["actors"]
    assert (found["id"], found["name"], found["statements"]) == (OFFICE.id, "The harbour office", [STATEMENT.id])


@given(st.data())
def test_actors_and_references_read_back_equal(data: st.DataObject):
    actors = data.draw(actors_of(DOCUMENT))
    references = data.draw(references_to(actors, len(TEXT)))
    obj = json.loads(jsonl.line(DOCUMENT, [STATEMENT], actors=actors, references=references))
    assert jsonl.actors_from(obj, DOCUMENT.id) == actors
    assert jsonl.actor_references_from(obj) == references
