"""What all SQL backends share. A backend adds how it connects, reports errors, searches and measures itself."""

from abc import abstractmethod
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from functools import partial
from itertools import chain
from typing import NamedTuple

from sqlalchemy import Column, ColumnElement, Connection, Table, UnaryExpression, desc, func, insert, select

from onrecord.model import (
    Actor,
    ActorKind,
    Decision,
    DecisionKind,
    Document,
    Moment,
    Reference,
    Requote,
    Statement,
    speaking,
)
from onrecord.model.plain_actor import reasons
from onrecord.record import decisions as judged
from onrecord.record.actor_rows import actor_rows
from onrecord.record.checks import (
    check_actors,
    check_assertions,
    check_document,
    check_references,
    check_requotes,
    check_statements,
    check_storable,
    unstorable,
)
from onrecord.record.fetch import (
    actor_number,
    address_of,
    document_number,
    numbers_after,
    read_actor,
    read_actors,
    read_documents,
    read_references,
    read_requotes,
    read_statement,
    read_statements,
    said_by,
    statement_number,
    version_rows,
)
from onrecord.record.migrations import version_of
from onrecord.record.rows import (
    DocumentRows,
    Kind,
    Row,
    StatementRows,
    document_rows,
    published_from,
    requote_rows,
    statement_rows,
)
from onrecord.record.schema import (
    actors,
    authors,
    decisions,
    documents,
    links,
    locations,
    requotes,
    sections,
    spans,
    statements,
)
from onrecord.record.store import Added, Info, SpeakerCount, Store, Subject, Version

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

    def add(
        self,
        document: Document,
        statements: Iterable[Statement],
        assertions: Iterable[Statement] = (),
        requotes: Iterable[Requote] = (),
        actors: Iterable[Actor] = (),
        references: Iterable[Reference] = (),
    ) -> Added:
        check_document(document)
        rows = document_rows(document, self._clock())
        check_storable(document, rows.all())
        if not self.has(document.id):
            found = _found(document, statements, assertions, requotes, actors, references)
            with self._writing() as connection:
                if _number_of(connection, document.id) is None:  # else another process was first
                    return _add(connection, rows, found)
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
        return self._of(reference, read_statements)

    def assertions(self, reference: str | None = None) -> Iterator[Statement]:
        return self._of(reference, partial(read_statements, kind=Kind.ASSERTION))

    def requotes(self, reference: str | None = None) -> Iterator[Requote]:
        return self._of(reference, read_requotes)

    def actor(self, reference: str) -> Actor:
        with self._reading() as connection:
            return read_actor(connection, actor_number(connection, reference))

    def actors(self, reference: str | None = None) -> Iterator[Actor]:
        return self._of(reference, read_actors)

    def references(self, reference: str | None = None) -> Iterator[Reference]:
        return self._of(reference, read_references)

    def actor_of(self, reference: str) -> Actor | None:
        with self._reading() as connection:
            number = statement_number(connection, reference)
            joined = select(actors.c.number).join_from(actors, statements, statements.c.actor == actors.c.id)
            speaker = connection.scalar(joined.where(statements.c.number == number))
            return None if speaker is None else read_actor(connection, speaker)

    def said_by(self, reference: str) -> list[Statement]:
        with self._reading() as connection:
            return said_by(connection, read_actor(connection, actor_number(connection, reference)).id)

    def statement_counts(self) -> dict[str, int]:
        actor = statements.c.actor
        query = select(actor, func.count()).where(actor.is_not(None), _is(Kind.ATTRIBUTION)).group_by(actor)
        with self._reading() as connection:
            return {row[0]: row[1] for row in connection.execute(query)}

    def subject(self, reference: str) -> Subject:
        with self._reading() as connection:
            return judged.subject(connection, reference)

    def decide(self, kind: DecisionKind, one: str, other: str, author: str, note: str = "") -> Decision:
        with self._writing() as connection:
            pair = judged.subject(connection, one), judged.subject(connection, other)
            return judged.decide(connection, kind, pair, author, note, self._clock())

    def decisions(self, *, withdrawn: bool = False) -> list[Decision]:
        with self._reading() as connection:
            return judged.standing(connection, withdrawn=withdrawn)

    def undo(self, reference: str | None = None) -> Decision:
        with self._writing() as connection:
            return judged.undo(connection, reference, self._clock())

    def _of[T](self, reference: str | None, read: Callable[[Connection, int, int], list[T]]) -> Iterator[T]:
        if reference is None:
            return self._in_batches(read)
        with self._reading() as connection:
            number = document_number(connection, reference)
            return iter(read(connection, number, number))

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
        cited = select(name, kind, count).where(name.is_not(None), _is(Kind.ATTRIBUTION))
        query = cited.group_by(name, kind).order_by(desc(count), name, kind)
        with self._reading() as connection:
            return [SpeakerCount(name, ActorKind(kind), count) for name, kind, count in connection.execute(query)]

    def info(self) -> Info:
        with self._reading() as connection:
            speakers = select(statements.c.speaker_name, statements.c.speaker_kind).distinct()
            named = speakers.where(statements.c.speaker_name.is_not(None), _is(Kind.ATTRIBUTION)).subquery()
            newest = select(documents.c.added_at).order_by(documents.c.number.desc()).limit(1)
            last_added = connection.scalar(newest)
            return Info(
                path=self._path(),
                size_bytes=self._size_bytes(),
                schema_version=version_of(connection),
                documents=_count(connection, documents),
                statements=_count(connection, statements, _is(Kind.ATTRIBUTION)),
                assertions=_count(connection, statements, _is(Kind.ASSERTION)),
                requotes=_count(connection, requotes),
                speakers=connection.scalar(select(func.count()).select_from(named)) or 0,
                actors=_count(connection, actors),
                decisions=_count(connection, decisions, decisions.c.undone_at.is_(None)),
                first_published=_published(connection, documents.c.published_utc.asc()),
                last_published=_published(connection, documents.c.published_utc.desc()),
                last_added=datetime.fromisoformat(last_added) if last_added else None,
            )


def _number_of(connection: Connection, document_id: str) -> int | None:
    return connection.scalar(select(documents.c.number).where(documents.c.id == document_id))


def _is(kind: Kind) -> ColumnElement[bool]:
    return statements.c.kind == kind.value


class _Found(NamedTuple):
    said: list[StatementRows]
    requotes: list[Row]
    actors: list[Row]


def _found(
    document: Document,
    given: Iterable[Statement],
    voice: Iterable[Statement],
    quoted: Iterable[Requote],
    mentioned: Iterable[Actor],
    references: Iterable[Reference],
) -> _Found:
    """All that goes on the record with ``document``, checked; RecordError or SpanError where something cannot."""
    found = check_statements(document, given)
    own = check_assertions(document, voice, found)
    kinds = [*((Kind.ATTRIBUTION, s) for s in found.items()), *((Kind.ASSERTION, s) for s in own.items())]
    said = [statement_rows(n, id_, s, document.text, kind) for n, (kind, (id_, s)) in enumerate(kinds)]
    passages = requote_rows(check_requotes(document, quoted))
    cast = check_actors(document, mentioned)
    whom = actor_rows(cast, reasons(check_references(document, references)), document.text)
    for rows, actor in zip(said, speaking((s.speaker for _, (_, s) in kinds), cast), strict=True):
        rows.statement["actor"] = actor.id if actor else None
    check_storable(document, chain(chain.from_iterable(s.all() for s in said), passages, whom))
    return _Found(said, passages, whom)


def _add(connection: Connection, rows: DocumentRows, found: _Found) -> Added:
    """Insert a document under the next free numbers; the numbers of statements and actors so far count from 0."""
    number, base = _next(connection, documents.c.number), _next(connection, statements.c.number)
    first = _next(connection, actors.c.number)
    row = {**rows.document, "number": number}
    address = address_of(row["url"], row["location"])
    outcome = Added.NEW_VERSION if address and version_rows(connection, address) else Added.NEW
    _insert(connection, documents, [row])
    _note_location(connection, row)
    owned = (authors, rows.authors), (sections, rows.sections), (links, rows.links), (requotes, found.requotes)
    for table, parts in owned:
        _insert(connection, table, [{**part, "document": number} for part in parts])
    _insert(connection, actors, [{**a, "number": first + a["number"], "document": number} for a in found.actors])
    numbered = [{**s.statement, "number": base + s.statement["number"], "document": number} for s in found.said]
    _insert(connection, statements, numbered)
    placed = chain.from_iterable(s.spans for s in found.said)
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


def _count(connection: Connection, table: Table, *where: ColumnElement[bool]) -> int:
    return connection.scalar(select(func.count()).select_from(table).where(*where)) or 0


def _published(connection: Connection, order: UnaryExpression[str]) -> Moment | None:
    dated = select(*(c for c in documents.c if c.name.startswith("published")))
    query = dated.where(documents.c.published_utc.is_not(None)).order_by(order, documents.c.number).limit(1)
    row = connection.execute(query).mappings().first()
    return published_from(row) if row else None
