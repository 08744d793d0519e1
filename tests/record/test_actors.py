"""Actors and decisions on the record: each test runs on every backend; older and changed files are opened too."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.errors import NotInRecord, RecordError, SpanError
from onrecord.model import (
    Actor,
    ActorKind,
    Answer,
    DecisionKind,
    Document,
    Mention,
    MentionSort,
    Reference,
    Span,
    Statement,
)
from onrecord.record import Added, Record, Store, SubjectKind, sqlite
from onrecord.record.migrations import SQLITE
from tests.record.conformance import NOON, HandClock, Opens, a_document, a_statement
from tests.record.test_sqlite import change, check
from tests.strategies import actors_of, documents, references_to, statements_of

TEXT = "Acme said no. The firm said it had no talks."
DOCUMENT = a_document(TEXT)
ACME = Actor(
    DOCUMENT.id,
    "Acme",
    True,
    Answer(ActorKind.ORGANISATION, (Span(18, 22),)),
    (
        Mention(Span(0, 4), Span(0, 4), MentionSort.NAME, Span(0, 4)),
        Mention(Span(14, 22), Span(18, 22), MentionSort.DESCRIPTION),
    ),
    role=Answer("firm", (Span(18, 22),)),
)
FIRM = Reference(Span(18, 22), Span(0, 4), 0.75, ("The firm", "Acme"), "the nearest company")
PLACE = Reference(Span(9, 11), Span(0, 4), 0.5, ("no", "Acme"), "between things that are no actors")
FIRST = a_statement(DOCUMENT, "no", source="Acme")
SECOND = a_statement(DOCUMENT, "it had no talks", cue="said")
SAME, DIFFERENT = DecisionKind.SAME, DecisionKind.DIFFERENT


def add(store: Store) -> Added:
    return store.add(DOCUMENT, [FIRST, SECOND], [], [], [ACME], [FIRM, PLACE])


def elsewhere(name: str, text: str = "Acme left.") -> tuple[Document, Actor]:
    document = a_document(text, name=name, location=f"/{name}")
    mention = Mention(Span(0, 4), Span(0, 4), MentionSort.NAME, Span(0, 4))
    return document, Actor(document.id, "Acme", True, Answer(ActorKind.ORGANISATION), (mention,))


def two(store: Store) -> tuple[Actor, Actor]:
    """The actors of two documents on the record."""
    add(store)
    document, actor = elsewhere("left")
    store.add(document, [], actors=[actor])
    return ACME, actor


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_what_was_added_comes_back_equal(opens: Opens, data: st.DataObject) -> None:
    document = data.draw(documents(min_size=1))
    actors = data.draw(actors_of(document))
    references = data.draw(references_to(actors, len(document.text)))
    with TemporaryDirectory() as folder, opens(Path(folder), HandClock()) as store:
        store.add(document, data.draw(statements_of(document)), [], [], actors, references)
        for reference in (None, document.id):
            assert list(store.actors(reference)) == actors
            assert list(store.references(reference)) == references
        assert [store.actor(a.id) for a in actors] == actors


def test_each_speaker_is_traced_to_its_actor_also_where_a_description_speaks(store: Store) -> None:
    add(store)
    assert store.actor_of(FIRST.id) == store.actor_of(SECOND.id) == ACME
    assert store.said_by(ACME.id[:6]) == [FIRST, SECOND]
    assert store.statement_counts() == {ACME.id: 2}
    assert list(store.statements()) == [FIRST, SECOND]


def test_a_statement_without_a_speaker_has_no_actor(store: Store) -> None:
    unnamed = a_statement(DOCUMENT, "no talks", name=None)
    store.add(DOCUMENT, [unnamed], actors=[ACME])
    assert store.actor_of(unnamed.id) is None
    assert (store.said_by(ACME.id), store.statement_counts()) == ([], {})


def test_references_between_things_that_are_no_actors_are_not_kept(store: Store) -> None:
    add(store)
    assert list(store.references(DOCUMENT.id)) == [FIRM]


def test_adding_again_changes_nothing(store: Store) -> None:
    add(store)
    assert add(store) is Added.KNOWN
    assert store.info().actors == 1


def test_a_new_text_from_the_same_address_has_actors_of_its_own(store: Store) -> None:
    add(store)
    document, actor = elsewhere("news", "Acme said yes.")
    document = replace(document, location=DOCUMENT.location)
    actor = replace(actor, document_id=document.id)
    assert store.add(document, [], actors=[actor]) is Added.NEW_VERSION
    assert list(store.actors()) == [ACME, actor]


LONG = Span(0, 999)


@pytest.mark.parametrize(
    ("actors", "references", "error", "words"),
    [
        ([replace(ACME, document_id="0" * 20)], [], RecordError, "an actor of document 0+, not of"),
        ([replace(ACME, mentions=())], [], RecordError, "without a mention"),
        ([replace(ACME, mentions=(replace(ACME.mentions[0], name=LONG),))], [], SpanError, "a mention at 0-999"),
        ([replace(ACME, role=Answer("firm", (LONG,)))], [], SpanError, "kind or role at 0-999"),
        ([replace(ACME, name="A\0")], [], RecordError, "NUL character at 1 in name"),
        ([ACME, replace(ACME, role=None)], [], RecordError, "two different actors of one name and place"),
        ([ACME], [replace(FIRM, score=float("nan"))], RecordError, "a score of nan"),
        ([ACME], [replace(FIRM, antecedent=LONG)], SpanError, "a reference at 0-999"),
    ],
)
def test_an_actor_that_cannot_be_recorded_leaves_nothing_behind(
    store: Store, actors: list[Actor], references: list[Reference], error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=words):
        store.add(DOCUMENT, [FIRST], [], [], actors, references)
    assert (list(store.documents()), list(store.actors())) == ([], [])


@pytest.mark.parametrize("reference", ["", "abc", "Acme", "0000", "\0"])
def test_an_id_that_names_no_actor_is_said(store: Store, reference: str) -> None:
    add(store)
    looks: list[Callable[[str], object]] = [store.actor, store.said_by, store.subject]
    for look in looks:
        with pytest.raises(NotInRecord, match=r"^no actor.* on the record; give its id or the first 4 or more digits"):
            look(reference)


def test_digits_that_two_actors_begin_with_are_not_guessed(store: Store) -> None:
    seen: dict[str, tuple[Document, Actor]] = {}
    for n in range(100_000):
        pair = elsewhere(f"{n}", f"Acme {n}")
        first = seen.setdefault(pair[1].id[:4], pair)
        if first is not pair:
            break
    for document, actor in (first, pair):
        store.add(document, [], actors=[actor])
    with pytest.raises(NotInRecord, match=r"can mean more than one actor: .*give more of the id"):
        store.actor(pair[1].id[:4])
    assert store.actor(pair[1].id) == pair[1]


def test_a_decision_is_kept_with_its_author_time_and_note(store: Store) -> None:
    one, other = two(store)
    made = store.decide(SAME, one.id[:8], other.id, "an editor", "one register")
    assert (made.kind, made.pair, made.author, made.note) == (
        SAME,
        tuple(sorted((one.id, other.id))),
        "an editor",
        "one register",
    )
    assert made.time == NOON
    assert store.decisions() == [made]
    assert store.info().decisions == 1


def test_a_subject_says_what_it_is_and_where(store: Store) -> None:
    one, _ = two(store)
    subject = store.subject(one.id)
    assert (subject.kind, subject.id, subject.name, subject.document_name) == (
        SubjectKind.ACTOR,
        one.id,
        "Acme",
        "news",
    )


def test_deciding_what_stands_already_adds_nothing(store: Store) -> None:
    one, other = two(store)
    made = store.decide(SAME, one.id, other.id, "an editor")
    assert store.decide(SAME, other.id, one.id, "somebody else") == made
    assert store.decisions() == [made]


def test_the_later_of_two_decisions_has_the_later_time_whatever_the_clock_says(store: Store, clock: HandClock) -> None:
    one, other = two(store)
    store.decide(SAME, one.id, other.id, "an editor")
    clock.now -= timedelta(days=1)
    store.decide(DIFFERENT, one.id, other.id, "an editor")
    first, second = store.decisions()
    assert (first.kind, second.kind) == (SAME, DIFFERENT)
    assert first.time < second.time


def test_undoing_withdraws_the_last_that_stands_then_the_one_before(store: Store) -> None:
    one, other = two(store)
    first = store.decide(SAME, one.id, other.id, "an editor")
    second = store.decide(DIFFERENT, one.id, other.id, "an editor")
    assert store.undo() == second
    assert (store.decisions(), store.decisions(withdrawn=True)) == ([first], [second])
    assert store.undo() == first
    with pytest.raises(NotInRecord, match="no decision on the record to withdraw"):
        store.undo()


def test_a_named_decision_is_withdrawn_once(store: Store) -> None:
    one, other = two(store)
    first = store.decide(SAME, one.id, other.id, "an editor")
    second = store.decide(DIFFERENT, one.id, other.id, "an editor")
    assert store.undo(first.id[:10]) == first
    assert store.decisions() == [second]
    with pytest.raises(RecordError, match=f"{first.id} was withdrawn already, on 2023-02-24 at 12:00"):
        store.undo(first.id)
    with pytest.raises(NotInRecord, match="no decision 0000 on the record"):
        store.undo("0000")


def test_what_was_withdrawn_can_be_decided_again(store: Store) -> None:
    one, other = two(store)
    store.decide(SAME, one.id, other.id, "an editor")
    store.undo()
    again = store.decide(SAME, one.id, other.id, "an editor")
    assert store.decisions() == [again]


@pytest.mark.parametrize(("author", "note", "words"), [("a\0", "", "author"), ("an editor", "\ud800", "note")])
def test_words_that_no_database_holds_are_refused(store: Store, author: str, note: str, words: str) -> None:
    one, other = two(store)
    with pytest.raises(RecordError, match=f"in the {words} cannot be recorded"):
        store.decide(SAME, one.id, other.id, author, note)


def test_one_actor_cannot_be_judged_against_itself(store: Store) -> None:
    one, _ = two(store)
    with pytest.raises(RecordError, match="is one actor: a decision needs two"):
        store.decide(SAME, one.id, one.id[:5], "an editor")


class TestFile:
    @pytest.fixture
    def path(self, tmp_path: Path) -> Path:
        path = tmp_path / "record.db"
        with Record(path, clock=HandClock()) as record:
            one, other = two(record)
            record.decide(SAME, one.id, other.id, "an editor")
            record.undo()
        return path

    def test_a_decision_that_was_withdrawn_is_marked_and_not_deleted(self, path: Path) -> None:
        with closing(sqlite3.connect(path)) as connection:
            kept = connection.execute("SELECT kind, author, undone_at FROM decisions").fetchall()
        assert kept == [("same", "an editor", NOON.isoformat())]
        check(path)

    def test_a_changed_text_is_noticed(self, path: Path) -> None:
        change(path, "UPDATE documents SET text = replace(text, 'The firm', 'The bank') WHERE number = 1")
        with (
            Record(path) as record,
            pytest.raises(SpanError, match=r"no longer holds its mentions: 'Acme \.\.\. The bank'"),
        ):
            list(record.actors())

    @pytest.mark.parametrize(
        ("changed", "words"),
        [
            ("name = 'Bingo'", "its id is now"),
            ("kind = 'robot'", "robot"),
            ("details = '{}'", "grounds"),
            ("details = '[1'", "delimiter"),
        ],
    )
    def test_a_changed_row_is_noticed(self, path: Path, changed: str, words: str) -> None:
        change(path, f"UPDATE actors SET {changed} WHERE number = 1")
        with Record(path) as record, pytest.raises(RecordError, match=f"actor {ACME.id} was changed.*{words}"):
            record.actor(ACME.id)

    @pytest.mark.parametrize("changed", ["author = 'somebody else'", "time = 'noon'", "kind = 'alike'"])
    def test_a_changed_decision_is_noticed(self, path: Path, changed: str) -> None:
        change(path, f"UPDATE decisions SET {changed}")
        with Record(path) as record, pytest.raises(RecordError, match=r"^decision \w+ was changed in the record"):
            record.decisions(withdrawn=True)


def test_a_record_from_before_actors_opens_and_takes_them_with_new_documents(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "old.db"
    with monkeypatch.context() as before:
        before.setattr(sqlite, "SQLITE", SQLITE[:3])
        Record(path, clock=HandClock()).close()
    old = a_document("Acme said no.", name="old", location="/old")
    said: Statement = a_statement(old, "no", source="Acme")
    columns = "name, location, media_type, raw_hash, added_at, text"
    values = f"'old', '/old', '', '', '', '{old.text}'"
    change(
        path,
        f"INSERT INTO documents (number, id, {columns}) VALUES (1, '{old.id}', {values})",
        f"""INSERT INTO statements (number, id, document, form, confidence, speaker_name, speaker_kind,
            source, cue, content, mention, said_words)
            VALUES (1, '{said.id}', 1, 'indirect', 0.5, 'Acme', 'organisation', 'Acme', 'said', 'no', 'Acme', '')""",
        *(
            f"INSERT INTO spans VALUES (1, '{role}', 0, {start}, {stop})"
            for role, (start, stop) in {"source": (0, 4), "cue": (5, 9), "content": (10, 12), "mention": (0, 4)}.items()
        ),
    )
    with Record(path) as record:
        assert list(record.statements()) == [said]
        assert (list(record.actors()), record.actor_of(said.id), record.statement_counts()) == ([], None, {})
        assert add(record) is Added.NEW
        assert record.actor_of(FIRST.id) == ACME
    check(path)
