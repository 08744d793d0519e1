"""Assertions and requotes on the record: each test runs on every backend; older files are opened too."""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import insert

from onrecord.errors import RecordError, SpanError
from onrecord.model import ActorKind, Document, Form, Requote, Section, SectionKind, Span, Speaker, Statement
from onrecord.record import Added, Record, Store, connect, schema, sqlite
from onrecord.record.migrations import SQLITE
from onrecord.record.rows import Kind, document_rows, statement_rows
from tests.record.conformance import NOON, HandClock, a_document, a_statement

TEXT = "The firm said it had no talks. The firm is small.\n\n“The firm is small.” So it is."
SECTIONS = (Section(SectionKind.BODY, Span(0, 49)), Section(SectionKind.COMMENT, Span(51, len(TEXT)), "gull"))
DOCUMENT = a_document(TEXT, sections=SECTIONS)
STATEMENT = a_statement(DOCUMENT, "it had no talks")
WRITER = Speaker("The Tern", ActorKind.OUTLET, None)
ASSERTION = Statement(DOCUMENT.id, (), (), (Span(31, 49),), Form.INDIRECT, 0.9, WRITER)
REQUOTE = Requote(DOCUMENT.id, Span(52, 70), DOCUMENT.id, Span(31, 49), True, 1.0, "the same 4 words")


def add(store: Store, document: Document = DOCUMENT) -> Added:
    return store.add(document, [STATEMENT], [ASSERTION], [REQUOTE])


def test_what_was_added_comes_back_equal_each_in_its_place(store: Store) -> None:
    assert add(store) is Added.NEW
    for reference in (None, DOCUMENT.id):
        assert list(store.statements(reference)) == [STATEMENT]
        assert list(store.assertions(reference)) == [ASSERTION]
        assert list(store.requotes(reference)) == [REQUOTE]
    assert store.statement(ASSERTION.id) == ASSERTION


def test_assertions_are_counted_apart_and_their_writers_are_no_speakers(store: Store) -> None:
    add(store)
    info = store.info()
    assert (info.statements, info.assertions, info.requotes, info.speakers) == (1, 1, 1, 1)
    assert [s.name for s in store.speakers()] == ["Acme"]


def test_a_search_finds_what_a_document_says_itself(store: Store) -> None:
    add(store)
    assert ASSERTION.id in [hit.statement_id for hit in store.search("small")]


def test_adding_again_changes_nothing(store: Store) -> None:
    add(store)
    assert add(store) is Added.KNOWN
    assert (store.info().assertions, store.info().requotes) == (1, 1)


@pytest.mark.parametrize(
    ("bad", "error"),
    [
        (replace(ASSERTION, cue=(Span(9, 13),)), RecordError),
        (replace(ASSERTION, content=(Span(0, 999),)), SpanError),
        (replace(ASSERTION, confidence=2.0), RecordError),
        (replace(ASSERTION, document_id="0" * 20), RecordError),
    ],
)
def test_an_assertion_that_cannot_be_recorded_leaves_nothing_behind(
    store: Store, bad: Statement, error: type[Exception]
) -> None:
    with pytest.raises(error):
        store.add(DOCUMENT, [], [bad])
    assert list(store.documents()) == []


@pytest.mark.parametrize(
    ("bad", "error"),
    [
        (replace(REQUOTE, span=Span(0, 999)), SpanError),
        (replace(REQUOTE, of_span=Span(0, 999)), SpanError),
        (replace(REQUOTE, score=1.5), RecordError),
        (replace(REQUOTE, document_id="0" * 20), RecordError),
    ],
)
def test_a_requote_that_cannot_be_recorded_leaves_nothing_behind(
    store: Store, bad: Requote, error: type[Exception]
) -> None:
    with pytest.raises(error):
        store.add(DOCUMENT, [], [], [bad])
    assert list(store.documents()) == []


def test_a_record_from_before_assertions_keeps_its_statements(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "old.db"
    monkeypatch.setattr(sqlite, "SQLITE", SQLITE[:1])
    Record(path, clock=HandClock()).close()
    monkeypatch.undo()
    written = document_rows(DOCUMENT, NOON)
    said = statement_rows(1, STATEMENT.id, STATEMENT, TEXT, Kind.ATTRIBUTION)
    later = {"kind", "margin", "status", "happened_start", "happened_end", "happened_precision"}
    old = {name: value for name, value in said.statement.items() if name not in later}
    engine = connect.sqlite_engine(path, read_only=False, busy_seconds=5)
    with engine.begin() as connection:
        connection.execute(insert(schema.documents), {**written.document, "number": 1})
        for row in written.sections:
            connection.execute(insert(schema.sections), {**row, "document": 1})
        connection.execute(insert(schema.statements), {**old, "document": 1})
        connection.execute(insert(schema.spans), said.spans)
    engine.dispose()
    with Record(path) as record:
        assert list(record.statements()) == [STATEMENT]
        assert list(record.assertions()) == []
        assert list(record.requotes()) == []
        other = replace(DOCUMENT, url="https://tern.example/b")
        assert record.add(other, [], [replace(ASSERTION, document_id=other.id)]) is Added.NEW
        assert record.info().assertions == 1
