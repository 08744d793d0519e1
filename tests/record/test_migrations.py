import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import MetaData, Table, create_engine

from onrecord.errors import NotARecord, RecordError
from onrecord.record import Record, schema, sqlite
from onrecord.record.migrations import SQLITE, Migration
from tests.record.conformance import NOON, HandClock, a_document

NEXT = len(SQLITE) + 1
LATER = Migration(NEXT, "notes", ("CREATE TABLE notes (note TEXT)", "INSERT INTO notes SELECT name FROM documents"))
BROKEN = Migration(NEXT, "broken", ("CREATE TABLE notes (note TEXT)", "INSERT INTO nowhere VALUES (1)"))


def rows(path: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "record.db"
    with Record(path, clock=HandClock()) as record:
        record.add(a_document(), [])
    return path


def test_versions_count_up_from_one() -> None:
    assert [step.version for step in SQLITE] == list(range(1, len(SQLITE) + 1))


def test_each_step_leaves_its_row(path: Path) -> None:
    applied = rows(path, "SELECT version, name, applied_at FROM migrations")
    assert applied == [(step.version, step.name, NOON.isoformat()) for step in SQLITE]


def described(table: Table) -> tuple[object, ...]:
    columns = [(c.name, str(c.type), c.nullable or c.primary_key, c.primary_key) for c in table.columns]
    keys = {(k.column_keys[0], next(iter(k.elements)).target_fullname) for k in table.foreign_key_constraints}
    indices = {(str(i.name), tuple(i.columns.keys()), bool(i.unique)) for i in table.indexes}
    return columns, keys, indices


def test_the_steps_make_the_tables_that_the_schema_describes(path: Path) -> None:
    engine = create_engine(f"sqlite:///{path}")
    found = MetaData()
    found.reflect(engine, only=list(schema.metadata.tables))
    engine.dispose()
    for name, table in schema.metadata.tables.items():
        assert described(found.tables[name]) == described(table), name


def test_a_record_of_an_older_onrecord_is_brought_up_to_date_by_writing(path: Path, monkeypatch) -> None:
    monkeypatch.setattr(sqlite, "SQLITE", (*SQLITE, LATER))
    with pytest.raises(NotARecord, match="made by an older onrecord: `onrecord add` brings it up to date"):
        Record(path, read_only=True)
    with Record(path) as record:
        assert record.info().schema_version == NEXT
    with Record(path, read_only=True) as record:
        assert record.info().schema_version == NEXT
    assert rows(path, "SELECT note FROM notes") == [("news",)]


def test_a_step_that_fails_leaves_nothing_behind(path: Path, monkeypatch) -> None:
    monkeypatch.setattr(sqlite, "SQLITE", (*SQLITE, BROKEN))
    with pytest.raises(RecordError, match="nowhere"):
        Record(path)
    assert rows(path, "SELECT name FROM sqlite_schema WHERE name = 'notes'") == []
    monkeypatch.undo()
    with Record(path) as record:
        assert record.info().documents == 1
