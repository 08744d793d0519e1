"""What all SQL backends share. A backend adds how it connects, reports errors, searches and measures itself."""

from abc import abstractmethod
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from functools import partial

from sqlalchemy import ColumnElement, Connection, Table, UnaryExpression, desc, func, select

from onrecord.model import (
    Actor,
    ActorKind,
    Decision,
    DecisionKind,
    Document,
    Link,
    Moment,
    Proposition,
    Reference,
    Requote,
    Statement,
)
from onrecord.record import decisions as judged
from onrecord.record import writing
from onrecord.record.checks import check_document, check_storable, unstorable
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
from onrecord.record.index import SqlIndex, links_touching, read_links, read_propositions
from onrecord.record.migrations import version_of
from onrecord.record.rows import Kind, document_rows, published_from
from onrecord.record.schema import actors, decisions, documents, locations, relations, requotes, statements
from onrecord.record.store import Added, Info, SpeakerCount, Store, Subject, Version
from onrecord.record.writing import Material, found_rows, linking, note_location, number_of

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
        propositions: Iterable[Proposition] = (),
        links: Iterable[Link] | None = None,
        document_keys: Iterable[str] = (),
        *,
        seen: int | None = None,
    ) -> Added:
        check_document(document)
        rows = document_rows(document, self._clock())
        check_storable(document, rows.all())
        if not self.has(document.id):
            found = found_rows(
                document,
                Material(
                    statements, assertions, requotes, actors, references, propositions, links, document_keys, seen
                ),
            )
            with self._writing() as connection:
                if number_of(connection, document.id) is None:  # else another process was first
                    return writing.add(connection, rows, found)
        with self._writing() as connection:
            note_location(connection, rows.document)
        return Added.KNOWN

    def link(
        self,
        reference: str,
        propositions: Iterable[Proposition],
        links: Iterable[Link],
        document_keys: Iterable[str],
        *,
        seen: int | None = None,
    ) -> bool:
        document = self.document(reference)
        known = {s.id for said in (self.statements, self.assertions) for s in said(document.id)}
        found = linking(document, known, propositions, links, document_keys, seen)
        with self._writing() as connection:
            number = document_number(connection, document.id)
            if connection.scalar(select(documents.c.linked).where(documents.c.number == number)) is not None:
                return False
            writing.link(connection, number, found)
            return True

    @contextmanager
    def index(self) -> Iterator[SqlIndex]:
        with self._reading() as connection:
            yield SqlIndex(connection)

    def unlinked(self) -> list[str]:
        query = select(documents.c.id).where(documents.c.linked.is_(None)).order_by(documents.c.number)
        with self._reading() as connection:
            return list(connection.scalars(query))

    def links(self, reference: str | None = None) -> Iterator[Link]:
        return self._of(reference, read_links if reference is None else links_touching)

    def propositions(self, reference: str | None = None) -> Iterator[Proposition]:
        return self._of(reference, read_propositions)

    def has(self, document_id: str) -> bool:
        if unstorable(document_id):
            return False
        with self._reading() as connection:
            return number_of(connection, document_id) is not None

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
                links=_count(connection, relations),
                unlinked=_count(connection, documents, documents.c.linked.is_(None)),
                decisions=_count(connection, decisions, decisions.c.undone_at.is_(None)),
                first_published=_published(connection, documents.c.published_utc.asc()),
                last_published=_published(connection, documents.c.published_utc.desc()),
                last_added=datetime.fromisoformat(last_added) if last_added else None,
            )


def _is(kind: Kind) -> ColumnElement[bool]:
    return statements.c.kind == kind.value


def _count(connection: Connection, table: Table, *where: ColumnElement[bool]) -> int:
    return connection.scalar(select(func.count()).select_from(table).where(*where)) or 0


def _published(connection: Connection, order: UnaryExpression[str]) -> Moment | None:
    dated = select(*(c for c in documents.c if c.name.startswith("published")))
    query = dated.where(documents.c.published_utc.is_not(None)).order_by(order, documents.c.number).limit(1)
    row = connection.execute(query).mappings().first()
    return published_from(row) if row else None
