"""Links, propositions and keys on the record: each test runs on every backend; older and changed files too."""

import threading
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.claims.memory import COMMON, MemoryIndex
from onrecord.errors import NotARecord, NotInRecord, Overtaken, RecordError, SpanError
from onrecord.model import (
    Aspect,
    Compared,
    DecisionKind,
    Document,
    Form,
    Link,
    LinkKind,
    Origin,
    OriginKind,
    Passage,
    Proposition,
    Span,
    Statement,
    claim_id,
)
from onrecord.record import Added, Record, Store, SubjectKind
from tests.record.conformance import HandClock, Opens, a_document, a_statement
from tests.record.test_sqlite import change, check
from tests.strategies import documents, links_of, propositions_of, statements_of

FIRST = a_document("The firm said it had no talks.")
NO_TALKS = a_statement(FIRST, "it had no talks")
LATER = a_document("Acme said there were talks.", name="later", location="/later")
TALKS = a_statement(LATER, "there were talks", source="Acme")


def passage(statement: Statement) -> Passage:
    return Passage(statement.document_id, statement.content, statement.id)


def said(statement: Statement, *keys: str) -> Proposition:
    return Proposition(statement.id, statement.document_id, "it had talks", keys)


CONTRADICTS = Link(
    LinkKind.CONTRADICTS,
    passage(TALKS),
    passage(NO_TALKS),
    0.75,
    (Compared(Aspect.NEGATION, "were talks", "no talks", False),),
)
CITES = Link(LinkKind.CITES, passage(TALKS), Origin(OriginKind.MEDIA, "The Vinkel"), 0.5)
DERIVES = Link(LinkKind.DERIVES_FROM, Passage(LATER.id, (Span(0, 4),)), Passage(FIRST.id, (Span(4, 8),)), 0.25)


def add_first(store: Store) -> None:
    store.add(FIRST, [NO_TALKS], propositions=[said(NO_TALKS, "talk", "firm")], links=[], document_keys=["shingle"])


def add_both(store: Store) -> Added:
    add_first(store)
    return store.add(
        LATER,
        [TALKS],
        propositions=[said(TALKS, "talk")],
        links=[CONTRADICTS, CITES, DERIVES],
        document_keys=["shingle", "own"],
    )


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_what_was_added_comes_back_equal(opens: Opens, data: st.DataObject) -> None:
    document = data.draw(documents(min_size=1, max_size=30))
    statements = data.draw(statements_of(document, max_size=2))
    links = data.draw(links_of(document, statements))
    propositions = {s.id: data.draw(propositions_of(s)) for s in statements}
    with TemporaryDirectory() as folder, opens(Path(folder), HandClock()) as store:
        store.add(document, statements, propositions=propositions.values(), links=links)
        for reference in (None, document.id):
            assert {link.id: link for link in store.links(reference)} == {link.id: link for link in links}
            assert {p.statement_id: p for p in store.propositions(reference)} == propositions


def test_links_are_found_from_both_their_ends(store: Store) -> None:
    assert add_both(store) is Added.NEW
    assert list(store.links(FIRST.id)) == [CONTRADICTS, DERIVES]
    assert list(store.links(LATER.id)) == [CONTRADICTS, CITES, DERIVES]
    with store.index() as index:
        assert index.links_of(NO_TALKS.id) == [CONTRADICTS]
        assert index.links_of(TALKS.id) == [CONTRADICTS, CITES]
        assert index.links_of(FIRST.id) == [DERIVES]


def test_an_earlier_report_that_comes_in_later_may_be_what_an_older_document_derives_from(store: Store) -> None:
    store.add(LATER, [TALKS], links=[])
    assert store.add(FIRST, [NO_TALKS], links=[DERIVES]) is Added.NEW
    assert list(store.links()) == [DERIVES]


def test_an_older_citation_may_turn_out_to_mean_the_document_that_comes_in(store: Store) -> None:
    held = replace(CITES, other=Origin(OriginKind.MEDIA, "The firm", document_id=FIRST.id))
    store.add(LATER, [TALKS], links=[])
    store.add(FIRST, [NO_TALKS], links=[held])
    assert list(store.links()) == [held]


def test_of_two_links_of_one_kind_between_the_same_the_surest_is_kept(store: Store) -> None:
    store.add(LATER, [TALKS], links=[CITES, replace(CITES, score=0.875), replace(CITES, score=0.125)])
    assert list(store.links()) == [replace(CITES, score=0.875)]


def test_the_index_finds_what_shares_keys_as_the_one_in_memory_does(store: Store) -> None:
    memory = MemoryIndex()
    texts = [a_document(f"{n} said no", location=f"/{n}", name=f"{n}") for n in range(12)]
    for n, document in enumerate(texts):
        statement = a_statement(document, "no", source=f"{n}")
        keys = [f"by{m}" for m in (2, 3, 5) if n % m == 0] or ["none"]
        store.add(document, [statement], propositions=[said(statement, *keys)], links=[], document_keys=keys)
        memory.add(document, [statement], [said(statement, *keys)], document_keys=keys)
    with store.index() as index:
        for asked in (["by2", "by3", "by5"], ["by2", "none"], ["nothing"], [], ["\0", "by5"]):
            assert index.statements_sharing(asked, 5) == memory.statements_sharing(asked, 5)
            assert index.documents_sharing(asked, 99) == memory.documents_sharing(asked, 99)


def test_a_key_that_too_many_share_is_passed_over(store: Store) -> None:
    text = "no " * (COMMON + 1)
    document = a_document(text)
    many = [Statement(document.id, (), (), (Span(n, n + 2),), Form.INDIRECT, 1) for n in range(0, len(text), 3)]
    rare = said(many[-1], "talk", "rare")
    store.add(document, [], many, propositions=[*(said(s, "talk") for s in many[:-1]), rare], links=[])
    with store.index() as index:
        assert index.statements_sharing(["talk", "rare"], 9) == [many[-1].id]


def test_the_index_reads_whole_records(store: Store) -> None:
    add_both(store)
    with store.index() as index:
        assert index.document(FIRST.id) == FIRST
        assert index.statement(TALKS.id) == TALKS
        assert index.proposition(TALKS.id) == said(TALKS, "talk")
        for look in (index.document, index.statement, index.proposition):
            with pytest.raises(NotInRecord, match="0000 on the record"):
                look("0000")


def test_a_known_document_changes_nothing_and_its_links_are_not_even_made(store: Store) -> None:
    add_both(store)
    before = store.info().links
    assert store.add(LATER, [], links=(pytest.fail("a model ran") for _ in range(1))) is Added.KNOWN
    assert (store.info().links, before) == (3, 3)


NOWHERE = Passage("0" * 20, ())


@pytest.mark.parametrize(
    ("bad", "error", "words"),
    [
        (replace(CONTRADICTS, score=1.5), RecordError, "a score of 1.5"),
        (replace(CONTRADICTS, score=float("nan")), RecordError, "a score of nan"),
        (replace(CONTRADICTS, one=replace(passage(TALKS), spans=(Span(0, 99),))), SpanError, "a link at 0-99"),
        (replace(CONTRADICTS, other=replace(passage(NO_TALKS), spans=(Span(0, 99),))), SpanError, "a link at 0-99"),
        (replace(CONTRADICTS, other=replace(passage(NO_TALKS), statement_id="0" * 20)), RecordError, "a link to state"),
        (replace(CONTRADICTS, other=Passage(LATER.id, (), NO_TALKS.id)), RecordError, "does not have"),
        (replace(CONTRADICTS, other=Passage(FIRST.id, (), TALKS.id)), RecordError, "a link to statement"),
        (replace(DERIVES, other=NOWHERE), RecordError, "not on the record"),
        (replace(DERIVES, one=NOWHERE), RecordError, "a link between other documents"),
        (replace(CITES, other=Origin(OriginKind.MEDIA, "x", document_id="0" * 20)), RecordError, "not on the record"),
        (replace(CITES, other=Origin(OriginKind.MEDIA, "a\0b")), RecordError, "NUL"),
        (replace(CITES, score=1, reasons=(Compared(Aspect.WORDING, "\ud800", "", True),)), RecordError, "surrogate"),
    ],
)
def test_a_link_that_cannot_be_recorded_leaves_nothing_behind(
    store: Store, bad: Link, error: type[Exception], words: str
) -> None:
    add_first(store)
    with pytest.raises(error, match=words):
        store.add(LATER, [TALKS], propositions=[said(TALKS, "talk")], links=[CITES, bad], document_keys=["own"])
    assert list(store.documents()) == [FIRST]
    assert list(store.links()) == []
    with store.index() as index:
        assert index.statements_sharing(["talk"], 9) == [NO_TALKS.id]
        assert index.documents_sharing(["own"], 9) == []


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        (replace(said(TALKS), document_id=FIRST.id), "a proposition of document"),
        (replace(said(TALKS), statement_id="0" * 20), "does not have"),
        (replace(said(TALKS), wording="other"), "two different propositions"),
        (said(TALKS, "a\0b"), "NUL"),
        (replace(said(TALKS), statement_id=TALKS.id, predicate="\ud800"), "two different|surrogate"),
    ],
)
def test_a_proposition_that_cannot_be_recorded_leaves_nothing_behind(
    store: Store, bad: Proposition, words: str
) -> None:
    propositions = [said(TALKS), bad] if "two" in words else [bad]
    with pytest.raises(RecordError, match=words):
        store.add(LATER, [TALKS], propositions=propositions, links=[])
    assert list(store.documents()) == []


class TestLinkingLater:
    def test_a_document_without_links_is_linked_once(self, store: Store) -> None:
        add_first(store)
        store.add(LATER, [TALKS])
        assert (store.unlinked(), store.info().unlinked) == ([LATER.id], 1)
        assert store.link(LATER.id, [said(TALKS, "talk")], [CONTRADICTS], ["own"])
        assert not store.link(LATER.id, [said(TALKS, "talk")], [CITES], ["own"])
        assert (store.unlinked(), list(store.links())) == ([], [CONTRADICTS])
        with store.index() as index:
            assert index.documents_sharing(["own"], 9) == [LATER.id]

    def test_links_that_do_not_belong_are_refused(self, store: Store) -> None:
        store.add(LATER, [TALKS])
        with pytest.raises(RecordError, match="not on the record"):
            store.link(LATER.id, [], [DERIVES], [])
        with pytest.raises(NotInRecord):
            store.link("0000", [], [], [])
        assert store.unlinked() == [LATER.id]


class TestAtOnce:
    def test_what_another_added_while_one_was_linked_is_told(self, store: Store) -> None:
        with store.index() as index:
            seen = index.seen
        add_first(store)
        with pytest.raises(Overtaken, match="another program added documents"):
            store.add(LATER, [TALKS], links=[], seen=seen)
        assert list(store.documents()) == [FIRST]
        with store.index() as index:
            assert store.add(LATER, [TALKS], links=[CONTRADICTS], seen=index.seen) is Added.NEW

    def test_a_document_that_is_not_linked_overtakes_nobody(self, store: Store) -> None:
        with store.index() as index:
            seen = index.seen
        store.add(FIRST, [NO_TALKS])
        assert store.add(LATER, [TALKS], links=[], seen=seen) is Added.NEW

    def test_a_view_does_not_change_while_others_add(self, store: Store) -> None:
        add_first(store)
        with store.index() as index:
            adding = threading.Thread(target=store.add, args=(LATER, [TALKS]), kwargs={"links": [CONTRADICTS]})
            adding.start()
            adding.join(10)
            assert not adding.is_alive()
            assert index.links_of(NO_TALKS.id) == []
        assert len(list(store.links())) == 1


class TestDecisions:
    def test_statements_can_be_judged_and_a_claim_by_its_first(self, store: Store) -> None:
        add_both(store)
        subject = store.subject(claim_id(NO_TALKS.id)[:8])
        assert (subject.kind, subject.id, subject.name) == (SubjectKind.STATEMENT, NO_TALKS.id, "it had no talks")
        decision = store.decide(DecisionKind.SAME, claim_id(NO_TALKS.id), TALKS.id[:6], "an editor")
        assert decision.pair == tuple(sorted((NO_TALKS.id, TALKS.id)))
        assert store.decisions() == [decision]
        assert store.undo() == decision

    def test_a_statement_and_the_claim_that_it_begins_are_one(self, store: Store) -> None:
        add_first(store)
        with pytest.raises(RecordError, match="is one statement: a decision needs two"):
            store.decide(DecisionKind.DIFFERENT, NO_TALKS.id, claim_id(NO_TALKS.id), "an editor")


class TestFile:
    @pytest.fixture
    def path(self, tmp_path: Path) -> Path:
        path = tmp_path / "record.db"
        with Record(path, clock=HandClock()) as record:
            add_both(record)
        return path

    def test_it_is_sound(self, path: Path) -> None:
        check(path)

    @pytest.mark.parametrize(
        ("changed", "words"),
        [
            ("kind = 'same'", "its id is now"),
            ("kind = 'alike'", "alike"),
            ("details = '{}'", "other"),
            ("details = '[1'", "delimiter"),
        ],
    )
    def test_a_changed_link_is_noticed(self, path: Path, changed: str, words: str) -> None:
        change(path, f"UPDATE relations SET {changed} WHERE number = 1")
        with Record(path) as record, pytest.raises(RecordError, match=f"link {CONTRADICTS.id} was changed.*{words}"):
            list(record.links())

    def test_a_changed_proposition_is_noticed(self, path: Path) -> None:
        change(path, "UPDATE propositions SET details = '{}' WHERE statement = 1")
        with Record(path) as record, pytest.raises(RecordError, match=f"proposition of statement {NO_TALKS.id}"):
            list(record.propositions())


def test_a_record_from_before_links_opens_and_its_documents_can_be_linked(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    with Record(path, clock=HandClock()) as record:
        record.add(FIRST, [NO_TALKS])
    _take_back_to(path, 4)
    with pytest.raises(NotARecord, match="made by an older onrecord"):
        Record(path, read_only=True)
    with Record(path) as record:
        assert list(record.statements()) == [NO_TALKS]
        assert (record.unlinked(), list(record.links()), list(record.propositions())) == ([FIRST.id], [], [])
        assert record.link(FIRST.id, [said(NO_TALKS, "talk")], [], ["shingle"])
        assert record.add(LATER, [TALKS], links=[CONTRADICTS]) is Added.NEW
        assert record.unlinked() == []
    check(path)


def _take_back_to(path: Path, version: int) -> None:
    """The file as the onrecord of that version left it."""
    change(
        path,
        *(f"DROP TABLE {table}" for table in ("propositions", "statement_keys", "document_keys", "relations")),
        "DROP INDEX documents_by_linked",
        "ALTER TABLE documents DROP COLUMN linked",
        f"DELETE FROM migrations WHERE version > {version}",
    )


def test_two_that_add_at_once_both_finish(tmp_path: Path) -> None:
    """Each in a thread with a connection of its own, as two programs would; whoever is overtaken links again."""
    path = tmp_path / "both.db"
    Record(path).close()
    failures: list[BaseException] = []

    def add_all(name: str) -> None:
        try:
            with Record(path) as record:
                for n in range(15):
                    _add_linked(record, a_document(f"{name} {n} said no", location=f"/{name}{n}"))
        except BaseException as error:
            failures.append(error)
            raise

    threads = [threading.Thread(target=add_all, args=(name,)) for name in ("one", "two")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert failures == []
    with Record(path) as record:
        assert record.info().documents == 30
        # each is linked to all that were there before it
        assert record.info().links == sum(range(30))


def _add_linked(record: Record, document: Document) -> None:
    while True:
        with record.index() as index:
            others = index.documents_sharing(["key"], 99)
            links = [Link(LinkKind.DERIVES_FROM, Passage(document.id, ()), Passage(o, ()), 1.0) for o in others]
            seen = index.seen
        try:
            record.add(document, [], links=links, document_keys=["key"], seen=seen)
        except Overtaken:
            continue
        return
