"""What all SQL backends share. A backend adds how it connects, reports errors, searches and measures itself."""

from abc import abstractmethod
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from itertools import chain

from sqlalchemy import Column, Connection, Table, UnaryExpression, desc, func, insert, select

from onrecord.model import ActorKind, Document, Moment, Statement
from onrecord.record.checks import check_document, check_statements, check_storable, unstorable
from onrecord.record.fetch import (
    address_of,
    document_number,
    numbers_after,
    read_documents,
    read_statement,
    read_statements,
    statement_number,
    version_rows,
)
from onrecord.record.migrations import version_of
from onrecord.record.rows import DocumentRows, Row, StatementRows, document_rows, published_from, statement_rows
from onrecord.record.schema import authors, documents, links, locations, sections, spans, statements
from onrecord.record.store import Added, Info, SpeakerCount, Store, Version

_BATCH = 32  # documents read at a time: few enough that long ones fit in memory


def utc_now() -> datetime:
    return datetime.now(UTC)


class SqlStore(Store):
    """Subclasses provide transactions; ``_writing`` admits one writer at a time, the next one waits."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock

    @abstractmethod
    def _reading(self) -> AbstractContextManager[Connection]: ...

    @abstractmethod
    def _writing(self) -> AbstractContextManager[Connection]: ...

    @abstractmethod
    def _path(self) -> str: ...

    @abstractmethod
    def _size_bytes(self) -> int: ...

    def add(self, document: Document, statements: Iterable[Statement]) -> Added:
        check_document(document)
        rows = document_rows(document, self._clock())
        check_storable(document, rows.all())
        if not self.has(document.id):
            found = check_statements(document, statements)
            said = [statement_rows(n, id_, found[id_], document.text) for n, id_ in enumerate(found)]
            check_storable(document, chain.from_iterable(s.all() for s in said))
            with self._writing() as connection:
                if _number_of(connection, document.id) is None:  # else another process was first
                    return _add(connection, rows, said)
        with self._writing() as connection:
            _note_location(connection, rows.document)
        return Added.KNOWN

    def has(self, document_id: str) -> bool:
        if unstorable(document_id):
            return False
        with self._reading() as connection:
            return _number_of(connection, document_id) is not None

    def document(self, reference: str) -> Document:
        with self._reading() as connection:
            number = document_number(connection, reference)
            return read_documents(connection, number, number)[0]

    def documents(self) -> Iterator[Document]:
        return self._in_batches(read_documents)

    def statement(self, reference: str) -> Statement:
        with self._reading() as connection:
            return read_statement(connection, statement_number(connection, reference))

    def statements(self, reference: str | None = None) -> Iterator[Statement]:
        if reference is None:
            return self._in_batches(read_statements)
        with self._reading() as connection:
            number = document_number(connection, reference)
            return iter(read_statements(connection, number, number))

    def _in_batches[T](self, read: Callable[[Connection, int, int], list[T]]) -> Iterator[T]:
        """Each batch in a transaction of its own, so that one may add while iterating, or stop at any point."""
        last = 0
        while True:
            with self._reading() as connection:
                numbers = numbers_after(connection, last, _BATCH)
                found = read(connection, numbers[0], numbers[-1]) if numbers else []
            if not numbers:
                return
            yield from found
            last = numbers[-1]

    def versions(self, address: str) -> list[Version]:
        if unstorable(address):
            return []
        with self._reading() as connection:
            rows = version_rows(connection, address)
        return [Version(row["id"], row["name"], datetime.fromisoformat(row["first_seen"])) for row in rows]

    def superseded_by(self, reference: str) -> str | None:
        with self._reading() as connection:
            number = document_number(connection, reference)
            columns = documents.c.id, documents.c.url, documents.c.location
            id_, url, location = connection.execute(select(*columns).where(documents.c.number == number)).one()
            address = address_of(url, location)
            ids = [row["id"] for row in version_rows(connection, address)] if address else [id_]
        return next(iter(ids[ids.index(id_) + 1 :]), None)

    def locations(self, reference: str) -> list[str]:
        with self._reading() as connection:
            number = document_number(connection, reference)
            query = select(locations.c.location).where(locations.c.document == number).order_by(locations.c.number)
            return list(connection.scalars(query))

    def speakers(self) -> list[SpeakerCount]:
        name, kind, count = statements.c.speaker_name, statements.c.speaker_kind, func.count()
        query = (
            select(name, kind, count).where(name.is_not(None)).group_by(name, kind).order_by(desc(count), name, kind)
        )
        with self._reading() as connection:
            return [SpeakerCount(name, ActorKind(kind), count) for name, kind, count in connection.execute(query)]

    def info(self) -> Info:
        with self._reading() as connection:
            speakers = select(statements.c.speaker_name, statements.c.speaker_kind).distinct()
            named = speakers.where(statements.c.speaker_name.is_not(None)).subquery()
            newest = select(documents.c.added_at).order_by(documents.c.number.desc()).limit(1)
            last_added = connection.scalar(newest)
            return Info(
                path=self._path(),
                size_bytes=self._size_bytes(),
                schema_version=version_of(connection),
                documents=_count(connection, documents),
                statements=_count(connection, statements),
                speakers=connection.scalar(select(func.count()).select_from(named)) or 0,
                first_published=_published(connection, documents.c.published_utc.asc()),
                last_published=_published(connection, documents.c.published_utc.desc()),
                last_added=datetime.fromisoformat(last_added) if last_added else None,
            )


def _number_of(connection: Connection, document_id: str) -> int | None:
    return connection.scalar(select(documents.c.number).where(documents.c.id == document_id))


def _add(connection: Connection, rows: DocumentRows, said: list[StatementRows]) -> Added:
    """Insert a document under the next free numbers; the statements' numbers so far count from 0."""
    number, base = _next(connection, documents.c.number), _next(connection, statements.c.number)
    row = {**rows.document, "number": number}
    address = address_of(row["url"], row["location"])
    outcome = Added.NEW_VERSION if address and version_rows(connection, address) else Added.NEW
    _insert(connection, documents, [row])
    _note_location(connection, row)
    for table, parts in ((authors, rows.authors), (sections, rows.sections), (links, rows.links)):
        _insert(connection, table, [{**part, "document": number} for part in parts])
    numbered = [{**s.statement, "number": base + s.statement["number"], "document": number} for s in said]
    _insert(connection, statements, numbered)
    placed = chain.from_iterable(s.spans for s in said)
    _insert(connection, spans, [{**span, "statement": base + span["statement"]} for span in placed])
    return outcome


def _next(connection: Connection, column: Column[int]) -> int:
    return (connection.scalar(select(func.max(column))) or 0) + 1


def _insert(connection: Connection, table: Table, rows: list[Row]) -> None:
    if rows:
        connection.execute(insert(table), rows)


def _note_location(connection: Connection, row: Row) -> None:
    number = _number_of(connection, row["id"])
    known = select(locations.c.number).where(locations.c.document == number, locations.c.location == row["location"])
    if connection.scalar(known) is None:
        seen = {"document": number, "location": row["location"], "first_seen": row["added_at"]}
        _insert(connection, locations, [{**seen, "number": _next(connection, locations.c.number)}])


def _count(connection: Connection, table: Table) -> int:
    return connection.scalar(select(func.count()).select_from(table)) or 0


def _published(connection: Connection, order: UnaryExpression[str]) -> Moment | None:
    dated = select(*(c for c in documents.c if c.name.startswith("published")))
    query = dated.where(documents.c.published_utc.is_not(None)).order_by(order, documents.c.number).limit(1)
    row = connection.execute(query).mappings().first()
    return published_from(row) if row else None
