"""Assertions and requotes in every format."""

import json
from datetime import UTC, datetime

import lxml.html
import pytest

from onrecord.errors import SpanError
from onrecord.export import csv, jsonl, report, words
from onrecord.model import ActorKind, Document, Form, Requote, Section, SectionKind, Span, Speaker, Statement

MADE = datetime(2024, 5, 4, 8, 15, tzinfo=UTC)
TEXT = "Mira Holt said no. The firm is small.\n\n“The firm is small.” So it is."
SECTIONS = (Section(SectionKind.BODY, Span(0, 37)), Section(SectionKind.COMMENT, Span(39, len(TEXT)), "gull"))
DOCUMENT = Document(TEXT, SECTIONS, name="firm", authors=("Ada Moss",))
SAID = Statement(DOCUMENT.id, (Span(0, 9),), (Span(10, 14),), (Span(15, 17),), Form.INDIRECT, 0.8)
WRITER = Speaker("Ada Moss", ActorKind.PERSON, None)
OWN = Statement(DOCUMENT.id, (), (), (Span(19, 37),), Form.INDIRECT, 0.9, WRITER)
REQUOTE = Requote(DOCUMENT.id, Span(40, 58), DOCUMENT.id, Span(19, 37), False, 0.875, "7 of 8 words shared")


def page() -> lxml.html.HtmlElement:
    html = report.render([(DOCUMENT, [SAID, OWN])], made=MADE, requotes=[REQUOTE])
    return lxml.html.document_fromstring(html)


def words_of(element: lxml.html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_jsonl_gives_assertions_without_source_and_cue_and_requotes_with_their_reason():
    found = json.loads(jsonl.line(DOCUMENT, [SAID], [OWN], [REQUOTE]))
    (assertion,) = found["assertions"]
    assert assertion["content"] == [[19, 37]]
    assert assertion["speaker"] == {"name": "Ada Moss", "kind": "person", "mention": None}
    assert found["requotes"] == [
        {
            "id": REQUOTE.id,
            "span": [40, 58],
            "of_document": DOCUMENT.id,
            "of_span": [19, 37],
            "exact": False,
            "score": 0.875,
            "reason": "7 of 8 words shared",
        }
    ]
    assert jsonl.assertions_from(found, DOCUMENT.id) == [OWN]
    assert jsonl.requotes_from(found, DOCUMENT.id) == [REQUOTE]


def test_csv_tells_assertions_from_attributions():
    first, second = csv.rows(DOCUMENT, [SAID, OWN])
    assert (first["kind"], second["kind"]) == ("attribution", "assertion")
    assert (second["speaker"], second["source"], second["cue"]) == ("Ada Moss", "", "")
    assert second["content"] == "The firm is small."


def test_a_report_says_in_words_what_is_in_the_documents_own_voice():
    card = page().get_element_by_id(f"s-{OWN.id}")
    assert words_of(card).startswith("2 Ada Moss asserts, citing nobody person")
    assert "in the document’s own voice" in words_of(card)
    assert "own voice" not in words_of(page().get_element_by_id(f"s-{SAID.id}"))
    (note,) = page().xpath('//a[@class="note own"]')
    assert note.get("aria-label") == "Assertion 2: Ada Moss"


def test_a_report_counts_assertions_apart_and_lists_no_writer_as_a_speaker():
    assert "1 statement, 1 assertion" in words_of(page().get_element_by_id(f"d-{DOCUMENT.id}"))
    assert "Ada Moss" not in [words_of(name) for name in page().xpath('//ul[@class="index"]//b')]


def test_a_reader_can_jump_from_a_passage_to_the_words_it_quotes():
    (link,) = page().xpath('//a[@class="requote"]')
    target = page().get_element_by_id(link.get("href").removeprefix("#"))
    assert words_of(target) == "The firm is small."
    assert link.get("data-from") == "the article"
    listed = words_of(page().xpath('//ol[@class="requotes"]/li')[0])
    assert listed.startswith("gull quotes the article The firm is small.")
    assert "nearly the same words" in listed
    assert "7 of 8 words shared" in listed


def test_every_link_of_a_report_leads_somewhere():
    ids = {element.get("id") for element in page().xpath("//*[@id]")}
    assert {a.get("href")[1:] for a in page().xpath('//a[starts-with(@href, "#")]')} <= ids


def test_a_requote_that_does_not_fit_its_document_is_refused():
    bad = Requote(DOCUMENT.id, Span(40, 999), DOCUMENT.id, Span(19, 37), True, 1.0, "")
    with pytest.raises(SpanError, match="does not fit firm"):
        report.render([(DOCUMENT, [])], made=MADE, requotes=[bad])


def test_what_a_reader_writes_is_never_markup():
    sections = (SECTIONS[0], Section(SectionKind.COMMENT, SECTIONS[1].span, '<b onclick="x">'))
    document = Document(TEXT, sections, name="firm")
    quoting = Requote(document.id, Span(19, 37), document.id, Span(40, 58), True, 1.0, '"><script>')
    html = report.render([(document, [])], made=MADE, requotes=[quoting])
    assert '<b onclick="x">' not in html
    assert '"><script>' not in html


def test_a_turn_of_a_transcript_is_not_said_to_stand_in_quotation_marks():
    text = "ORR: She was “late.”"
    document = Document(text, (Section(SectionKind.BODY, Span(0, len(text))),))
    turn = Statement(document.id, (Span(0, 3),), (Span(3, 4),), (Span(5, 20),), Form.DIRECT, 0.9)
    label = Statement(document.id, (Span(0, 3),), (Span(9, 12),), (Span(5, 20),), Form.DIRECT, 0.9)
    assert [words.form(text, s) for s in (turn, label)] == ["as set down in a transcript", "in quotation marks"]
