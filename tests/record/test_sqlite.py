"""What belongs to the file: opening, damage, tampering, other processes, threads, the disk."""

import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from onrecord.errors import NotARecord, RecordError, SpanError
from onrecord.record import Added, Record
from onrecord.record.connect import _address
from tests.record.conformance import a_document, a_statement

DOCUMENT = a_document("The firm said it had no talks. The firm knew.")
STATEMENT = a_statement(DOCUMENT, "it had no talks")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A record of one document with one statement."""
    path = tmp_path / "record.db"
    with Record(path) as record:
        record.add(DOCUMENT, [STATEMENT])
    return path


def change(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


def check(path: Path) -> None:
    """Fail where the file, its references or its full-text indices are not sound."""
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        for table in ("document_search", "statement_search"):
            connection.execute(f"INSERT INTO {table}({table}, rank) VALUES ('integrity-check', 1)")


class TestOpening:
    def test_a_record_is_made_and_found_again(self, path: Path) -> None:
        with Record(str(path)) as record:
            assert list(record.documents()) == [DOCUMENT]
        check(path)

    def test_nothing_is_left_beside_the_file(self, path: Path) -> None:
        assert [file.name for file in path.parent.iterdir()] == ["record.db"]

    @pytest.mark.parametrize("name", ["a b?c#d%41&mode=ro.db", "file:x", ":memory:", "ž🚁.db", "-"])
    def test_any_name_is_a_name(self, tmp_path: Path, name: str) -> None:
        with Record(tmp_path / name) as record:
            record.add(DOCUMENT, [])
        assert [file.name for file in tmp_path.iterdir()] == [name]

    def test_reading_makes_no_record(self, tmp_path: Path) -> None:
        with pytest.raises(NotARecord, match=r"^no record at .*/none\.db: `onrecord add` makes one$"):
            Record(tmp_path / "none.db", read_only=True)
        assert list(tmp_path.iterdir()) == []

    def test_an_empty_file_becomes_a_record_only_by_writing(self, tmp_path: Path) -> None:
        path = tmp_path / "empty.db"
        path.touch()
        with pytest.raises(NotARecord, match="no record at"):
            Record(path, read_only=True)
        with Record(path) as record:
            assert record.add(DOCUMENT, []) is Added.NEW

    def test_a_file_that_a_killed_run_left_without_tables_becomes_a_record(self, tmp_path: Path) -> None:
        change(tmp_path / "killed.db", "PRAGMA journal_mode = WAL")
        with pytest.raises(NotARecord, match="no record at"):
            Record(tmp_path / "killed.db", read_only=True)
        with Record(tmp_path / "killed.db") as record:
            assert record.add(DOCUMENT, []) is Added.NEW

    def test_what_is_opened_for_reading_cannot_be_written(self, path: Path) -> None:
        before = path.read_bytes()
        with Record(path, read_only=True) as record:
            assert list(record.statements()) == [STATEMENT]
            assert record.search("talks")
            with pytest.raises(RecordError, match=r"record\.db: it cannot be written"):
                record.add(a_document("other"), [])
        assert path.read_bytes() == before

    def test_what_was_just_added_can_be_read_beside_the_writer(self, path: Path) -> None:
        with Record(path) as writer, Record(path, read_only=True) as reader:
            other = a_document("other")
            writer.add(other, [])
            assert reader.document(other.id) == other

    def test_where_no_file_can_be_made_beside_it_the_record_is_read_alone(self, path: Path, monkeypatch) -> None:
        monkeypatch.setattr(os, "access", lambda *_: False)
        assert _address(path, read_only=True).endswith("?mode=ro&immutable=1")
        path.with_name("record.db-wal").touch()
        assert _address(path, read_only=True).endswith("?mode=ro")

    def test_a_closed_record_says_so(self, path: Path) -> None:
        record = Record(path)
        record.close()
        record.close()
        with pytest.raises(RecordError, match=r"the record .*record\.db is closed"):
            record.info()


class TestOtherFiles:
    @pytest.mark.parametrize("read_only", [True, False])
    @pytest.mark.parametrize(
        ("content", "reason"),
        [
            (b"The firm said no.", "some other kind of file"),
            (b"\0" * 5000, "some other kind of file"),
            (b"SQLite", "some other kind of file"),
            (b"SQLite format 3\0" + b"\xff" * 5000, "not a database"),
            (b"SQLite format 3\0", "not a database"),
        ],
    )
    def test_a_file_of_another_kind(self, tmp_path: Path, content: bytes, reason: str, read_only: bool) -> None:
        path = tmp_path / "news.txt"
        path.write_bytes(content)
        with pytest.raises(NotARecord, match=rf"^\S*/news\.txt is not a record: [^\n]*{reason}[^\n]*$"):
            Record(path, read_only=read_only)
        assert path.read_bytes() == content

    @pytest.mark.parametrize("read_only", [True, False])
    def test_a_database_of_another_program(self, tmp_path: Path, read_only: bool) -> None:
        path = tmp_path / "other.db"
        change(path, "CREATE TABLE documents (id)")
        with pytest.raises(NotARecord, match=r"other\.db is not a record: it is a database of another program"):
            Record(path, read_only=read_only)

    def test_a_record_of_a_newer_schema(self, path: Path) -> None:
        change(path, "INSERT INTO migrations VALUES (99, 'later', '2030-01-01')")
        with pytest.raises(NotARecord, match=r"record\.db was written by a newer onrecord \(schema 99, here \d+\)"):
            Record(path)

    def test_a_folder(self, tmp_path: Path) -> None:
        with pytest.raises(NotARecord, match="is a folder, not a record"):
            Record(tmp_path)

    def test_a_pipe_is_not_waited_for(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "pipe")
        with pytest.raises(NotARecord, match="pipe is not a file"):
            Record(tmp_path / "pipe")

    @pytest.mark.parametrize("name", ["none/record.db", "file/record.db", "a\0b", "x" * 300])
    def test_a_place_where_no_file_can_be(self, tmp_path: Path, name: str) -> None:
        (tmp_path / "file").touch()
        with pytest.raises(RecordError, match=r"^[^\n]+$") as told:
            Record(tmp_path / name)
        assert ascii(name)[1:-1] in str(told.value)

    def test_a_place_that_may_not_be_written(self, path: Path, monkeypatch) -> None:
        monkeypatch.setattr(os, "access", lambda *_: False)  # for root everything may be written
        with pytest.raises(RecordError, match=r"record\.db: it, or the folder it is in, cannot be written"):
            Record(path)
        with pytest.raises(RecordError, match=r"no record can be made at .*: nothing may be written in"):
            Record(path.with_name("new.db"))


class TestDamage:
    def test_a_truncated_record_is_not_opened(self, path: Path) -> None:
        os.truncate(path, path.stat().st_size // 2)
        with pytest.raises(RecordError, match=r"record\.db: the file is damaged"):
            Record(path)

    def test_every_page_of_nonsense_gives_an_error_that_names_the_file(self, path: Path) -> None:
        whole, outcomes = path.read_bytes(), set()
        for page in range(len(whole) // 4096):
            path.write_bytes(whole[: page * 4096 + 100] + b"\xa5" * 3996 + whole[(page + 1) * 4096 :])
            try:
                with Record(path) as record:
                    outcomes.add((list(record.documents()), list(record.statements())) == ([DOCUMENT], [STATEMENT]))
                    record.search("talks")
                    record.info()
            except (RecordError, SpanError) as error:
                outcomes.add(str(path) in str(error) or DOCUMENT.id in str(error))
        assert outcomes == {True}

    @pytest.mark.parametrize(
        "tampering",
        [
            "UPDATE documents SET text = 'X' || text",
            "UPDATE documents SET url = 'https://example.org'",
            "UPDATE documents SET id = '00000000000000000000'",
            "UPDATE sections SET kind = 'poem'",
            "UPDATE documents SET published_start = 'soon', published_end = 'later', published_precision = 'day'",
        ],
    )
    def test_a_document_that_was_changed_in_the_file_is_not_given(self, path: Path, tampering: str) -> None:
        change(path, tampering)
        with Record(path) as record, pytest.raises(RecordError, match="was changed in the record"):
            list(record.documents())

    @pytest.mark.parametrize(
        "tampering",
        [
            "UPDATE spans SET stop = stop - 1 WHERE role = 'content'",
            "DELETE FROM spans WHERE role = 'cue'",
            "UPDATE statements SET id = '00000000000000000000'",
            "UPDATE statements SET form = 'poem'",
            "UPDATE spans SET role = 'poem' WHERE role = 'mention'",
            "DELETE FROM spans WHERE role = 'mention'",
        ],
    )
    def test_a_statement_that_was_changed_in_the_file_is_not_given(self, path: Path, tampering: str) -> None:
        change(path, tampering)
        with Record(path) as record, pytest.raises(RecordError, match=r"statement \w+ was changed in the record"):
            list(record.statements())

    @pytest.mark.parametrize(
        "tampering",
        [
            "UPDATE documents SET text = replace(text, 'no talks', 'talks no')",
            "UPDATE documents SET text = 'X' || text",
            "UPDATE documents SET text = substr(text, 1, 20)",
            "UPDATE spans SET stop = stop - 1 WHERE role = 'mention'",
            "UPDATE statements SET content = 'it had talks'",
        ],
    )
    def test_a_span_that_no_longer_holds_its_words_is_shown_never_moved(self, path: Path, tampering: str) -> None:
        change(path, tampering)
        with Record(path) as record, pytest.raises(SpanError, match=f"{STATEMENT.id}.* no longer holds its"):
            record.statement(STATEMENT.id)
        check(path)  # the search indices follow even such changes


class TestManyAtOnce:
    def test_a_second_writer_waits(self, path: Path) -> None:
        with closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as other:
            other.execute("BEGIN IMMEDIATE")
            threading.Timer(0.3, other.execute, ["COMMIT"]).start()
            with Record(path) as record:
                assert record.add(a_document("other"), []) is Added.NEW_VERSION

    def test_a_writer_that_never_ends_is_not_waited_for_forever(self, path: Path) -> None:
        with closing(sqlite3.connect(path, isolation_level=None)) as other, Record(path, busy_seconds=0.1) as record:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(RecordError, match=r"record\.db: another program is writing to it"):
                record.add(a_document("other"), [])
            assert record.has(DOCUMENT.id)
            other.execute("ROLLBACK")
            assert record.add(a_document("other"), []) is Added.NEW_VERSION

    def test_processes_that_make_and_fill_one_record_lose_nothing(self, tmp_path: Path) -> None:
        path = tmp_path / "shared.db"
        script = (
            "import sys; from onrecord.record import Record; from tests.record.conformance import a_document\n"
            "with Record(sys.argv[1]) as record:\n"
            "    for n in range(40): record.add(a_document(f'{n // 2} of {sys.argv[2] if n % 2 else 0}'), [])\n"
        )
        runs = [subprocess.Popen([sys.executable, "-c", script, path, str(n)], cwd=_root()) for n in (1, 2, 3)]
        assert [run.wait(60) for run in runs] == [0, 0, 0]
        with Record(path) as record:
            texts = sorted(document.text for document in record.documents())
        assert texts == sorted(f"{n} of {who}" for n in range(20) for who in range(4))
        check(path)

    def test_threads_share_a_record(self, path: Path) -> None:
        def work(record: Record, n: int) -> None:
            for m in range(10):
                document = a_document(f"The firm said {n} {m}")
                record.add(document, [a_statement(document, str(n))])
                assert record.document(document.id) == document

        with Record(path) as record:
            threads = [threading.Thread(target=work, args=(record, n)) for n in range(4)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            assert record.info().documents == 41
        check(path)


def _root() -> Path:
    return Path(__file__).parents[2]


@pytest.fixture
def full_disk() -> Iterator[None]:
    """SQLite's own limit on the size of a file stands in for a disk without space."""

    def limit(connection: sqlite3.Connection, _: object) -> None:
        connection.execute("PRAGMA max_page_count = 1")  # means: not a page more than there are

    event.listen(Engine, "connect", limit)
    yield
    event.remove(Engine, "connect", limit)


def test_a_full_disk_is_said_and_loses_nothing(path: Path, full_disk: None) -> None:
    large = a_document("word " * 20_000)
    with Record(path) as record:
        with pytest.raises(RecordError, match=r"record\.db: the disk is full"):
            record.add(large, [])
        assert list(record.documents()) == [DOCUMENT]
    check(path)


def test_people_with_an_sql_prompt_can_ask_who_said_what(path: Path) -> None:
    query = """
        SELECT d.name, s.speaker_name, s.content, substr(d.text, p.start + 1, p.stop - p.start)
        FROM statements AS s
        JOIN documents AS d ON d.number = s.document
        JOIN spans AS p ON p.statement = s.number AND p.role = 'cue'
    """
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute(query).fetchall() == [("news", "Acme", "it had no talks", "said")]


def test_removing_a_row_by_hand_keeps_the_search_in_step(path: Path) -> None:
    change(path, "DELETE FROM spans", "DELETE FROM statements")
    check(path)
    with Record(path) as record:
        assert [hit.statement_id for hit in record.search("talks")] == [None]
