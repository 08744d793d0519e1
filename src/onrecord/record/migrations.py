"""How a record comes to have the tables it has: numbered steps, each committed together with its own row.

A step that was released is never edited; a change is a new step. SQLite makes and drops tables inside a transaction,
so a step that is killed half-way leaves nothing behind.
"""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, func, insert, inspect, select

from onrecord.record import schema


class Migration(NamedTuple):
    version: int
    name: str
    statements: tuple[str, ...]


def version_of(connection: Connection) -> int:
    """The version of the last step applied, 0 where none was."""
    if not inspect(connection).has_table(schema.migrations.name):
        return 0
    return connection.scalar(select(func.max(schema.migrations.c.version))) or 0


def migrate(
    writing: Callable[[], AbstractContextManager[Connection]],
    clock: Callable[[], datetime],
    steps: Sequence[Migration],
) -> None:
    """Apply the steps that are not yet applied, each in a transaction of ``writing``.

    The version is read again inside each transaction: another process may have gone first.
    """
    for step in steps:
        with writing() as connection:
            if version_of(connection) < step.version:
                _apply(connection, step, clock())


def _apply(connection: Connection, step: Migration, now: datetime) -> None:
    for statement in step.statements:
        connection.exec_driver_sql(statement)
    row = {"version": step.version, "name": step.name, "applied_at": now.isoformat()}
    connection.execute(insert(schema.migrations), row)


APPLICATION_ID = 0x6F6E7264  # "onrd" in the file's header tells a record from other SQLite files

SQLITE = (
    Migration(
        1,
        "documents, statements, search",
        (
            f"PRAGMA application_id = {APPLICATION_ID}",
            """
            CREATE TABLE migrations (
                version INTEGER PRIMARY KEY,
                name TEXT NOT NULL,
                applied_at TEXT NOT NULL
            ) STRICT
            """,
            """
            CREATE TABLE documents (
                number INTEGER PRIMARY KEY,
                id TEXT NOT NULL UNIQUE,
                url TEXT,
                name TEXT NOT NULL,
                location TEXT NOT NULL,
                title TEXT,
                publisher TEXT,
                language TEXT,
                media_type TEXT NOT NULL,
                raw_hash TEXT NOT NULL,
                published_start TEXT,
                published_end TEXT,
                published_precision TEXT,
                published_span_start INTEGER,
                published_span_stop INTEGER,
                published_utc TEXT,
                added_at TEXT NOT NULL,
                text TEXT NOT NULL
            ) STRICT
            """,
            "CREATE INDEX documents_by_url ON documents(url)",
            "CREATE INDEX documents_by_name ON documents(name)",
            "CREATE INDEX documents_by_published ON documents(published_utc)",
            """
            CREATE TABLE authors (
                document INTEGER NOT NULL REFERENCES documents(number),
                n INTEGER NOT NULL,
                name TEXT NOT NULL,
                PRIMARY KEY (document, n)
            ) STRICT, WITHOUT ROWID
            """,
            """
            CREATE TABLE sections (
                document INTEGER NOT NULL REFERENCES documents(number),
                n INTEGER NOT NULL,
                kind TEXT NOT NULL,
                start INTEGER NOT NULL,
                stop INTEGER NOT NULL,
                author TEXT,
                time_start TEXT,
                time_end TEXT,
                time_precision TEXT,
                time_span_start INTEGER,
                time_span_stop INTEGER,
                reply_to INTEGER,
                PRIMARY KEY (document, n)
            ) STRICT, WITHOUT ROWID
            """,
            """
            CREATE TABLE links (
                document INTEGER NOT NULL REFERENCES documents(number),
                n INTEGER NOT NULL,
                start INTEGER NOT NULL,
                stop INTEGER NOT NULL,
                target TEXT NOT NULL,
                PRIMARY KEY (document, n)
            ) STRICT, WITHOUT ROWID
            """,
            """
            CREATE TABLE locations (
                number INTEGER PRIMARY KEY,
                document INTEGER NOT NULL REFERENCES documents(number),
                location TEXT NOT NULL,
                first_seen TEXT NOT NULL
            ) STRICT
            """,
            "CREATE UNIQUE INDEX locations_by_document ON locations(document, location)",
            "CREATE INDEX locations_by_location ON locations(location)",
            """
            CREATE TABLE statements (
                number INTEGER PRIMARY KEY,
                id TEXT NOT NULL UNIQUE,
                document INTEGER NOT NULL REFERENCES documents(number),
                parent TEXT REFERENCES statements(id) DEFERRABLE INITIALLY DEFERRED,
                form TEXT NOT NULL,
                act TEXT,
                sourcing TEXT,
                certainty TEXT,
                polarity TEXT,
                said_start TEXT,
                said_end TEXT,
                said_precision TEXT,
                confidence REAL NOT NULL,
                speaker_name TEXT,
                speaker_kind TEXT,
                source TEXT NOT NULL,
                cue TEXT NOT NULL,
                content TEXT NOT NULL,
                mention TEXT NOT NULL,
                said_words TEXT NOT NULL
            ) STRICT
            """,
            "CREATE INDEX statements_by_document ON statements(document)",
            "CREATE INDEX statements_by_parent ON statements(parent)",
            "CREATE INDEX statements_by_speaker ON statements(speaker_name, speaker_kind)",
            """
            CREATE TABLE spans (
                statement INTEGER NOT NULL REFERENCES statements(number),
                role TEXT NOT NULL,
                n INTEGER NOT NULL,
                start INTEGER NOT NULL,
                stop INTEGER NOT NULL,
                PRIMARY KEY (statement, role, n)
            ) STRICT, WITHOUT ROWID
            """,
            # The full-text indices refer to the words where they are stored and hold no copy. To take words out, those
            # that went in must be given again, hence the odd inserts.
            """
            CREATE VIRTUAL TABLE document_search USING fts5(
                title, text,
                content='documents', content_rowid='number', tokenize='unicode61 remove_diacritics 2'
            )
            """,
            """
            CREATE TRIGGER documents_added AFTER INSERT ON documents BEGIN
                INSERT INTO document_search(rowid, title, text)
                VALUES (new.number, new.title, new.text);
            END
            """,
            """
            CREATE TRIGGER documents_removed AFTER DELETE ON documents BEGIN
                INSERT INTO document_search(document_search, rowid, title, text)
                VALUES ('delete', old.number, old.title, old.text);
            END
            """,
            """
            CREATE TRIGGER documents_changed AFTER UPDATE ON documents BEGIN
                INSERT INTO document_search(document_search, rowid, title, text)
                VALUES ('delete', old.number, old.title, old.text);
                INSERT INTO document_search(rowid, title, text)
                VALUES (new.number, new.title, new.text);
            END
            """,
            """
            CREATE VIRTUAL TABLE statement_search USING fts5(
                source, cue, content, speaker_name,
                content='statements', content_rowid='number', tokenize='unicode61 remove_diacritics 2'
            )
            """,
            """
            CREATE TRIGGER statements_added AFTER INSERT ON statements BEGIN
                INSERT INTO statement_search(rowid, source, cue, content, speaker_name)
                VALUES (new.number, new.source, new.cue, new.content, new.speaker_name);
            END
            """,
            """
            CREATE TRIGGER statements_removed AFTER DELETE ON statements BEGIN
                INSERT INTO statement_search(statement_search, rowid, source, cue, content, speaker_name)
                VALUES ('delete', old.number, old.source, old.cue, old.content, old.speaker_name);
            END
            """,
            """
            CREATE TRIGGER statements_changed AFTER UPDATE ON statements BEGIN
                INSERT INTO statement_search(statement_search, rowid, source, cue, content, speaker_name)
                VALUES ('delete', old.number, old.source, old.cue, old.content, old.speaker_name);
                INSERT INTO statement_search(rowid, source, cue, content, speaker_name)
                VALUES (new.number, new.source, new.cue, new.content, new.speaker_name);
            END
            """,
        ),
    ),
    Migration(
        2,
        "assertions, requotes",
        (
            "ALTER TABLE statements ADD COLUMN kind TEXT NOT NULL DEFAULT 'attribution'",
            """
            CREATE TABLE requotes (
                document INTEGER NOT NULL REFERENCES documents(number),
                n INTEGER NOT NULL,
                start INTEGER NOT NULL,
                stop INTEGER NOT NULL,
                of_document TEXT NOT NULL,
                of_start INTEGER NOT NULL,
                of_stop INTEGER NOT NULL,
                exact INTEGER NOT NULL,
                score REAL NOT NULL,
                reason TEXT NOT NULL,
                PRIMARY KEY (document, n)
            ) STRICT, WITHOUT ROWID
            """,
        ),
    ),
    Migration(
        3,
        "margins",
        (
            "ALTER TABLE statements ADD COLUMN status TEXT",
            "ALTER TABLE statements ADD COLUMN happened_start TEXT",
            "ALTER TABLE statements ADD COLUMN happened_end TEXT",
            "ALTER TABLE statements ADD COLUMN happened_precision TEXT",
            "ALTER TABLE statements ADD COLUMN margin TEXT",
        ),
    ),
    Migration(
        4,
        "actors, decisions",
        (
            """
            CREATE TABLE actors (
                number INTEGER PRIMARY KEY,
                id TEXT NOT NULL UNIQUE,
                document INTEGER NOT NULL REFERENCES documents(number),
                name TEXT NOT NULL,
                kind TEXT NOT NULL,
                role TEXT,
                affiliation TEXT,
                country TEXT,
                mentions TEXT NOT NULL,
                details TEXT NOT NULL
            ) STRICT
            """,
            "CREATE INDEX actors_by_document ON actors(document)",
            "CREATE INDEX actors_by_name ON actors(name)",
            "ALTER TABLE statements ADD COLUMN actor TEXT REFERENCES actors(id)",
            "CREATE INDEX statements_by_actor ON statements(actor)",
            """
            CREATE TABLE decisions (
                number INTEGER PRIMARY KEY,
                id TEXT NOT NULL UNIQUE,
                kind TEXT NOT NULL,
                one TEXT NOT NULL,
                other TEXT NOT NULL,
                author TEXT NOT NULL,
                time TEXT NOT NULL,
                note TEXT NOT NULL,
                undone_at TEXT
            ) STRICT
            """,
        ),
    ),
    Migration(
        5,
        "propositions, keys, relations",
        (
            # null: put on the record before there were links, or without them
            "ALTER TABLE documents ADD COLUMN linked INTEGER",
            "CREATE UNIQUE INDEX documents_by_linked ON documents(linked)",
            """
            CREATE TABLE propositions (
                statement INTEGER PRIMARY KEY REFERENCES statements(number),
                wording TEXT NOT NULL,
                details TEXT NOT NULL
            ) STRICT
            """,
            """
            CREATE TABLE statement_keys (
                key TEXT NOT NULL,
                statement INTEGER NOT NULL REFERENCES statements(number),
                PRIMARY KEY (key, statement)
            ) STRICT, WITHOUT ROWID
            """,
            """
            CREATE TABLE document_keys (
                key TEXT NOT NULL,
                document INTEGER NOT NULL REFERENCES documents(number),
                PRIMARY KEY (key, document)
            ) STRICT, WITHOUT ROWID
            """,
            """
            CREATE TABLE relations (
                number INTEGER PRIMARY KEY,
                id TEXT NOT NULL UNIQUE,
                document INTEGER NOT NULL REFERENCES documents(number),
                kind TEXT NOT NULL,
                one TEXT NOT NULL,
                other TEXT NOT NULL,
                score REAL NOT NULL,
                details TEXT NOT NULL
            ) STRICT
            """,
            "CREATE INDEX relations_by_document ON relations(document)",
            "CREATE INDEX relations_by_one ON relations(one)",
            "CREATE INDEX relations_by_other ON relations(other)",
        ),
    ),
)
