"""The conformance suite: each test runs on every backend."""

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from onrecord.errors import NotInRecord, RecordError, SpanError
from onrecord.model import (
    ActorKind,
    Document,
    Form,
    Hyperlink,
    Moment,
    Precision,
    Section,
    SectionKind,
    Span,
    Statement,
)
from onrecord.record import Added, HitKind, SpeakerCount, Store, Version
from onrecord.record.query import parse
from tests.record.conformance import NOON, HandClock, Opens, a_document, a_statement
from tests.strategies import documents, statements_of

FULL = Document(
    text="Šef 🚁 said\r\nit\u2028was “so”.",
    sections=(
        Section(SectionKind.HEADLINE, Span(0, 3)),
        Section(SectionKind.COMMENT, Span(4, 9), "", Moment.at(datetime(2023, 2, 24, 9, 5), Precision.MINUTE)),
        Section(SectionKind.COMMENT, Span(9, 15), None, None, 1),
    ),
    name="",
    location="-",
    url="https://example.org/a?b=1#c",
    title="",
    publisher=None,
    authors=("B", "A", "A"),
    published=Moment.at(
        datetime(2023, 2, 24, tzinfo=timezone(timedelta(hours=5, minutes=45))), Precision.DAY, Span(0, 3)
    ),
    links=(Hyperlink(Span(4, 5), "https://example.org/"), Hyperlink(Span(0, 1), "")),
)


def texts(store: Store) -> list[str]:
    return [document.text for document in store.documents()]


class TestRoundTrip:
    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(documents().flatmap(lambda d: st.tuples(st.just(d), statements_of(d))))
    @example((FULL, []))
    def test_what_was_added_comes_back_equal(self, opens: Opens, added: tuple[Document, list[Statement]]) -> None:
        document, statements = added
        with TemporaryDirectory() as folder, opens(Path(folder), HandClock()) as store:
            assert store.add(document, statements) is Added.NEW
            assert store.document(document.id) == document
            assert list(store.documents()) == [document]
            back = list(store.statements())
            assert {s.id: s for s in back} == {s.id: s for s in statements}
            assert len(back) == len(statements)
            assert [store.statement(s.id) for s in statements] == statements

    def test_times_keep_the_offset_that_the_text_gave(self, store: Store) -> None:
        store.add(FULL, [])
        published, naive = store.document(FULL.id).published, store.document(FULL.id).sections[1].time
        assert published is not None
        assert naive is not None
        assert (published.start.utcoffset(), naive.start.tzinfo) == (timedelta(hours=5, minutes=45), None)

    @pytest.mark.parametrize("confidence", [0.1 + 0.2, 5e-324, 1, 1 / 3])
    def test_confidence_is_exact(self, store: Store, confidence: float) -> None:
        document = a_document()
        statement = a_statement(document, "it had no talks", confidence=confidence)
        store.add(document, [statement])
        assert store.statement(statement.id).confidence == confidence

    def test_statements_come_in_text_order_a_parent_before_what_it_holds(self, store: Store) -> None:
        document = a_document("The firm said the maker said no. The firm said yes.")
        outer = a_statement(document, "the maker said no")
        inner = a_statement(document, "no", source="the maker", parent=outer.id)
        later = Statement(document.id, (), (), (Span(47, 50),), Form.INDIRECT, 0.5)
        store.add(document, [later, inner, outer])
        assert list(store.statements(document.id)) == [outer, inner, later]

    def test_documents_and_their_statements_come_in_the_order_added(self, store: Store) -> None:
        added = [a_document(f"{n} no", location=f"/{n}") for n in range(70)]
        for document in added:
            store.add(document, [a_statement(document, "no", cue="", source="")])
        assert list(store.documents()) == added
        assert [s.document_id for s in store.statements()] == [d.id for d in added]

    def test_one_may_add_while_reading(self, store: Store) -> None:
        store.add(a_document("a"), [])
        for document in store.documents():
            if len(document.text) < 5:
                store.add(a_document(document.text + "a"), [])
        assert [len(text) for text in texts(store)] == [1, 2, 3, 4, 5]

    def test_an_empty_record_answers(self, store: Store) -> None:
        assert (list(store.documents()), list(store.statements()), store.speakers()) == ([], [], [])
        assert (store.search("firm"), store.versions("/x"), store.has("00")) == ([], [], False)
        assert store.info().last_added is None


class TestAddingAgain:
    def test_the_same_document_again_changes_nothing(self, store: Store) -> None:
        document = a_document()
        statement = a_statement(document, "it had no talks")
        store.add(document, [statement])
        before = store.info()
        assert store.add(document, [statement, a_statement(document, "no talks")]) is Added.KNOWN
        assert (store.info().statements, store.info().last_added) == (1, before.last_added)
        assert store.locations(document.id) == ["/texts/news.txt"]

    def test_statements_of_a_known_document_are_not_even_made(self, store: Store) -> None:
        document = a_document()
        store.add(document, [])
        assert store.add(document, (pytest.fail("a model ran") for _ in range(1))) is Added.KNOWN

    def test_the_same_text_from_another_place_adds_only_the_place(self, store: Store, clock: HandClock) -> None:
        first, second = a_document(), a_document(location="/copies/news.txt", name="copy")
        store.add(first, [])
        clock.now += timedelta(minutes=1)
        assert store.add(second, []) is Added.KNOWN
        assert list(store.documents()) == [first]
        assert store.locations(first.id) == ["/texts/news.txt", "/copies/news.txt"]
        assert store.versions("/copies/news.txt") == [Version(first.id, "news", NOON + timedelta(minutes=1))]

    def test_another_text_from_the_same_file_is_kept_beside_the_old_one(self, store: Store, clock: HandClock) -> None:
        old, new = a_document("no talks"), a_document("some talks")
        assert store.add(old, []) is Added.NEW
        clock.now += timedelta(minutes=1)
        assert store.add(new, []) is Added.NEW_VERSION
        assert [v.document_id for v in store.versions("/texts/news.txt")] == [old.id, new.id]
        assert [v.first_seen for v in store.versions("/texts/news.txt")] == [NOON, NOON + timedelta(minutes=1)]
        assert (store.superseded_by(old.id), store.superseded_by(new.id)) == (new.id, None)
        assert texts(store) == ["no talks", "some talks"]

    def test_a_page_is_a_version_of_its_web_address_wherever_it_was_saved(self, store: Store) -> None:
        page = "https://example.org/news"
        old, new = a_document("no", url=page, location="/1"), a_document("yes", url=page, location="/2")
        assert (store.add(old, []), store.add(new, [])) == (Added.NEW, Added.NEW_VERSION)
        assert [v.document_id for v in store.versions(page)] == [old.id, new.id]

    def test_pages_of_one_archive_file_are_not_versions_of_each_other(self, store: Store) -> None:
        for n in range(2):
            page = a_document(f"{n}", url=f"https://example.org/{n}", location="/pages.warc")
            assert store.add(page, []) is Added.NEW
        assert store.versions("/pages.warc") == []

    @pytest.mark.parametrize("location", ["-", ""])
    def test_standard_input_has_no_versions(self, store: Store, location: str) -> None:
        one, two = a_document("1", location=location), a_document("2", location=location)
        assert (store.add(one, []), store.add(two, [])) == (Added.NEW, Added.NEW)
        assert store.superseded_by(one.id) is None

    def test_the_same_statement_twice_is_one(self, store: Store) -> None:
        document = a_document()
        store.add(document, [a_statement(document, "it had no talks")] * 2)
        assert store.info().statements == 1


class TestRefusing:
    @pytest.mark.parametrize("bad", ["a\0b", "a\ud800b"])
    @pytest.mark.parametrize("field", ["text", "name", "location", "url", "title", "publisher", "language"])
    def test_text_that_no_database_holds_is_refused_by_name(self, store: Store, field: str, bad: str) -> None:
        with pytest.raises(RecordError, match=rf"(NUL|surrogate U\+D800).* at 1 in {field}"):
            store.add(a_document(**{field: bad}), [])
        assert texts(store) == []

    @pytest.mark.parametrize("bad", ["a\0b", "a\udc80b"])
    def test_such_text_in_a_statement_refuses_the_whole_document(self, store: Store, bad: str) -> None:
        document = a_document()
        with pytest.raises(RecordError, match="in speaker name"):
            store.add(document, [a_statement(document, "no talks", name=bad)])
        assert texts(store) == []

    def test_statements_that_do_not_belong_are_refused(self, store: Store) -> None:
        document, other = a_document(), a_document("The firm said no")
        good = a_statement(document, "no talks")
        nothing = Statement(document.id, (), (), (), Form.DIRECT, 0.5)
        sure = a_statement(document, "no talks", confidence=float("nan"))
        beyond = Statement(document.id, (), (), (Span(0, 31),), Form.DIRECT, 0.5)
        for statements, error, reason in [
            ([a_statement(other, "no")], RecordError, "a statement of document"),
            ([a_statement(document, "no talks", parent="0" * 20)], RecordError, "the parent 0+ of a statement"),
            ([good, a_statement(document, "no talks", name=None)], RecordError, "over the same spans"),
            ([nothing], RecordError, "without source, cue and content"),
            ([sure], RecordError, "a confidence of nan"),
            ([beyond], SpanError, r"a statement at 0-31 is outside the text \(30\)"),
        ]:
            with pytest.raises(error, match=f"/texts/news.txt: .*{reason}"):
                store.add(document, statements)
        assert texts(store) == []

    @pytest.mark.parametrize("span", [Span(0, 31), Span(-1, 2), Span(3, 2)])
    def test_a_section_outside_the_text_is_refused(self, store: Store, span: Span) -> None:
        with pytest.raises(SpanError, match="a section at"):
            store.add(a_document(sections=(Section(SectionKind.BODY, span),)), [])

    def test_a_reply_to_no_section_is_refused(self, store: Store) -> None:
        with pytest.raises(RecordError, match="a reply to section 9"):
            store.add(a_document(sections=(Section(SectionKind.COMMENT, Span(0, 1), reply_to=9),)), [])

    def test_statements_that_fail_half_way_leave_no_document(self, store: Store) -> None:
        document = a_document()
        half = (a_statement(document, "no talks") if n == 0 else 1 // 0 for n in range(2))
        with pytest.raises(ZeroDivisionError):
            store.add(document, half)  # type: ignore[arg-type]
        assert (texts(store), store.search("talks")) == ([], [])


class TestReferences:
    def test_a_document_is_found_by_id_by_first_digits_and_by_name(self, store: Store) -> None:
        document = a_document()
        store.add(document, [])
        for reference in (document.id, document.id[:4], document.id[:9].upper(), "news"):
            assert store.document(reference) == document

    def test_an_id_goes_before_a_name_and_a_name_before_first_digits(self, store: Store) -> None:
        plain = a_document()
        named = a_document("by digits", name=plain.id[:4], location="/b")
        whole = a_document("by id", name=plain.id, location="/c")
        for document in (plain, named, whole):
            store.add(document, [])
        assert (store.document(plain.id), store.document(plain.id[:4])) == (plain, named)

    @pytest.mark.parametrize("reference", ["", "abc", "nobody", "0000", "%", "a\0", "\ud800", "é" * 5000])
    def test_what_names_nothing_is_said_to(self, store: Store, reference: str) -> None:
        store.add(a_document(), [])
        for look in (store.document, store.statement, store.statements, store.superseded_by):
            with pytest.raises(NotInRecord, match=r"^no (document|statement) .* on the record; .*4 or more digits"):
                look(reference)

    def test_an_ambiguous_name_lists_the_documents(self, store: Store) -> None:
        pair = [a_document("one"), a_document("two")]
        for document in pair:
            store.add(document, [])
        with pytest.raises(NotInRecord, match=f"news can mean more than one document: {pair[0].id}.*{pair[1].id}"):
            store.document("news")

    def test_ambiguous_digits_are_not_guessed(self, store: Store) -> None:
        pair = _alike()
        for document in pair:
            store.add(document, [])
        with pytest.raises(NotInRecord, match="can mean more than one document"):
            store.document(pair[0].id[:4])
        assert store.document(pair[0].id) == pair[0]

    def test_a_statement_is_found_by_first_digits(self, store: Store) -> None:
        document = a_document()
        statement = a_statement(document, "no talks")
        store.add(document, [statement])
        assert store.statement(statement.id[:6]) == statement


def _alike() -> list[Document]:
    """Two documents whose ids begin with the same four digits."""
    seen: dict[str, Document] = {}
    for n in range(100_000):
        document = a_document(f"text {n}")
        if document.id[:4] in seen:
            return [seen[document.id[:4]], document]
        seen[document.id[:4]] = document
    raise AssertionError("no two ids begin alike")


class TestSearch:
    @pytest.fixture
    def full(self, store: Store) -> Store:
        report = a_document("The firm said Müller would re-elect 100 drones. Exact words OR not.", title="Drones")
        store.add(report, [a_statement(report, "Müller would re-elect 100 drones")])
        store.add(a_document("A smear about drones, Beijing says.", name="reply", location="/reply"), [])
        return store

    @pytest.mark.parametrize(
        ("query", "names"),
        [
            ("drones", {"news", "reply"}),
            ("DRONES müller", {"news"}),
            ("MULLER", {"news"}),
            ("drones -smear", {"news"}),
            ('drones -"a smear"', {"news"}),
            ("drones -mull*", {"reply"}),
            ('"exact words"', {"news"}),
            ('"words exact"', set()),
            ("“exact words”", {"news"}),
            ('"exact wor"*', {"news"}),
            ('"exact wor"', set()),
            ("bei*", {"reply"}),
            ("bei", set()),
            ("re-elect", {"news"}),
            ("words OR not", {"news"}),
            ("drones OR beijing", set()),
            ("acme", {"news"}),
            ("drones - ? !", {"news", "reply"}),
            ("drones smear nothing", set()),
        ],
    )
    def test_a_query_is_words_not_syntax(self, full: Store, query: str, names: set[str]) -> None:
        assert {hit.document_name for hit in full.search(query)} == names

    @pytest.mark.parametrize("query", ["", "  ", '"', '""', "*", "-", "?!", "🚁", "\0", "\ud800"])
    def test_a_query_without_a_word_is_refused(self, full: Store, query: str) -> None:
        with pytest.raises(RecordError, match="no word to look for in"):
            full.search(query)

    def test_a_query_that_only_leaves_out_is_refused(self, full: Store) -> None:
        with pytest.raises(RecordError, match="only words to leave out in '-smear': add one"):
            full.search("-smear")

    def test_a_query_of_too_many_words_is_refused(self, full: Store) -> None:
        with pytest.raises(RecordError, match="65 words to look for are more than 64"):
            full.search("a " * 65)

    def test_as_many_words_as_are_allowed_may_be_left_out(self, full: Store) -> None:
        assert full.search("drones" + "".join(f" -w{n}" for n in range(63)))

    @settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(st.text() | st.text(alphabet="ab\"*-+:^(){}' ANDORNTE,.\n“"))
    def test_no_query_breaks_the_search(self, full: Store, query: str) -> None:
        try:
            parse(query)
        except RecordError:
            return
        full.search(query)

    def test_a_hit_shows_where_it_matches(self, full: Store) -> None:
        hit = full.search("muller drones", kind=HitKind.STATEMENT)[0]
        assert [match.of(hit.snippet) for match in hit.matches] == ["Müller", "drones"]
        assert hit.statement_id == next(full.statements()).id
        assert hit.document_id == next(full.documents()).id

    def test_a_snippet_is_the_text_itself_whatever_it_holds(self, store: Store) -> None:
        text = "<b>\x02\x03 needle \x03\x02 & …"
        store.add(a_document(text), [])
        hit = store.search("needle")[0]
        assert (hit.snippet, hit.matches) == (text, (Span(6, 12),))

    def test_a_long_text_is_cut_around_the_match(self, store: Store) -> None:
        store.add(a_document("before " * 500 + "needle" + " after" * 500), [])
        hit = store.search("needle")[0]
        assert hit.matches[0].of(hit.snippet) == "needle"
        assert len(hit.snippet) < 400
        assert hit.snippet.startswith("…")

    def test_the_best_hits_come_first_and_no_more_than_asked_for(self, store: Store) -> None:
        for n in range(1, 6):
            store.add(a_document("drone " * n + "word " * 50 * (6 - n), name=f"{n}", location=f"/{n}"), [])
        assert [hit.document_name for hit in store.search("drone", limit=3)] == ["5", "4", "3"]
        scores = [hit.score for hit in store.search("drone")]
        assert scores == sorted(scores, reverse=True)

    @pytest.mark.parametrize("limit", [0, -1])
    def test_a_search_for_no_hits_is_refused(self, store: Store, limit: int) -> None:
        with pytest.raises(RecordError, match="hits"):
            store.search("drone", limit=limit)


class TestCounts:
    def test_speakers_are_counted_the_most_cited_first(self, store: Store) -> None:
        document = a_document("The firm said no, then said yes; The firm said who.")
        said = [a_statement(document, words) for words in ("no", "yes")]
        store.add(
            document, [*said, a_statement(document, "who", name="Bingo"), a_statement(document, "then", name=None)]
        )
        expected = [("Acme", 2), ("Bingo", 1)]
        assert store.speakers() == [SpeakerCount(name, ActorKind.ORGANISATION, count) for name, count in expected]

    def test_info_tells_size_and_reach(self, store: Store) -> None:
        east = datetime(2023, 2, 24, 8, tzinfo=timezone(timedelta(hours=10)))  # 22:00 the day before in UTC
        first, last = Moment.at(east, Precision.HOUR), Moment.at(datetime(2023, 2, 24, tzinfo=UTC), Precision.DAY)
        for n, published in enumerate((last, None, first)):
            document = a_document(f"no {n}", published=published, location=f"/{n}")
            store.add(document, [a_statement(document, "no", cue="", source="")])
        info = store.info()
        assert (info.documents, info.statements, info.speakers) == (3, 3, 0)
        assert (info.first_published, info.last_published) == (first, last)
        assert info.last_added == NOON
        assert info.size_bytes > 0
