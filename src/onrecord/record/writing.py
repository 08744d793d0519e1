"""Putting a document on the record, in any SQL backend: all is checked first, then written in one transaction."""

from collections.abc import Container, Iterable
from itertools import chain
from typing import NamedTuple

from sqlalchemy import Column, Connection, Table, func, insert, select, update

from onrecord.errors import Overtaken, RecordError, SpanError
from onrecord.model import (
    Actor,
    Document,
    Link,
    Origin,
    Passage,
    Proposition,
    Reference,
    Requote,
    Statement,
    speaking,
)
from onrecord.model.plain_actor import reasons
from onrecord.record import schema
from onrecord.record.actor_rows import actor_rows
from onrecord.record.checks import (
    called,
    check_actors,
    check_assertions,
    check_links,
    check_propositions,
    check_references,
    check_requotes,
    check_statements,
    check_storable,
)
from onrecord.record.fetch import address_of, version_rows
from onrecord.record.index import last_linked
from onrecord.record.link_rows import LinkedRows, as_text, ends, linked_rows
from onrecord.record.rows import DocumentRows, Kind, Row, StatementRows, requote_rows, statement_rows
from onrecord.record.schema import documents, locations, relations, statements
from onrecord.record.store import Added


class Material(NamedTuple):
    """What :meth:`Store.add` is given beside the document; nothing of it is read yet."""

    statements: Iterable[Statement]
    assertions: Iterable[Statement]
    requotes: Iterable[Requote]
    actors: Iterable[Actor]
    references: Iterable[Reference]
    propositions: Iterable[Proposition]
    links: Iterable[Link] | None
    document_keys: Iterable[str]
    seen: int | None


class Linking(NamedTuple):
    """What linking found of a document: the links, checked as far as they can be alone, and the rows."""

    document: Document
    links: list[Link]
    rows: LinkedRows
    seen: int | None


class Found(NamedTuple):
    """The rows of all that was found in a document; ``linking`` is None where it was not linked."""

    said: list[StatementRows]
    requotes: list[Row]
    actors: list[Row]
    linking: Linking | None


def found_rows(document: Document, material: Material) -> Found:
    """All that goes on the record with ``document``, checked; RecordError or SpanError where something cannot."""
    found = check_statements(document, material.statements)
    own = check_assertions(document, material.assertions, found)
    kinds = [*((Kind.ATTRIBUTION, s) for s in found.items()), *((Kind.ASSERTION, s) for s in own.items())]
    said = [statement_rows(n, id_, s, document.text, kind) for n, (kind, (id_, s)) in enumerate(kinds)]
    passages = requote_rows(check_requotes(document, material.requotes))
    cast = check_actors(document, material.actors)
    whom = actor_rows(cast, reasons(check_references(document, material.references)), document.text)
    for rows, actor in zip(said, speaking((s.speaker for _, (_, s) in kinds), cast), strict=True):
        rows.statement["actor"] = actor.id if actor else None
    check_storable(document, chain(chain.from_iterable(s.all() for s in said), passages, whom))
    if material.links is None:
        return Found(said, passages, whom, None)
    known = {*found, *own}
    linked = linking(document, known, material.propositions, material.links, material.document_keys, material.seen)
    return Found(said, passages, whom, linked)


def linking(
    document: Document,
    known: Container[str],
    propositions: Iterable[Proposition],
    links: Iterable[Link],
    keys: Iterable[str],
    seen: int | None,
) -> Linking:
    """``known`` are the ids of the document's statements and assertions."""
    said = check_propositions(document, propositions, known)
    found = check_links(document, links, known)
    rows = linked_rows(said, found, keys)
    check_storable(document, rows.all())
    return Linking(document, found, rows, seen)


def add(connection: Connection, rows: DocumentRows, found: Found) -> Added:
    """Insert a document under the next free numbers; the numbers of statements and actors so far count from 0."""
    number, base = _next(connection, documents.c.number), _next(connection, statements.c.number)
    first = _next(connection, schema.actors.c.number)
    row = {**rows.document, "number": number, "linked": None}
    address = address_of(row["url"], row["location"])
    outcome = Added.NEW_VERSION if address and version_rows(connection, address) else Added.NEW
    _insert(connection, documents, [row])
    note_location(connection, row)
    for table, parts in (
        (schema.authors, rows.authors),
        (schema.sections, rows.sections),
        (schema.links, rows.links),
        (schema.requotes, found.requotes),
    ):
        _insert(connection, table, [{**part, "document": number} for part in parts])
    _insert(connection, schema.actors, [{**a, "number": first + a["number"], "document": number} for a in found.actors])
    numbered = [{**s.statement, "number": base + s.statement["number"], "document": number} for s in found.said]
    _insert(connection, statements, numbered)
    placed = chain.from_iterable(s.spans for s in found.said)
    _insert(connection, schema.spans, [{**span, "statement": base + span["statement"]} for span in placed])
    if found.linking is not None:
        link(connection, number, found.linking)
    return outcome


def link(connection: Connection, number: int, found: Linking) -> None:
    """Insert what linking the document under ``number`` found.

    Overtaken where others were linked since; RecordError or SpanError where a link names what is not on the record.
    """
    last = last_linked(connection)
    if found.seen is not None and found.seen != last:
        raise Overtaken(f"{called(found.document)}: another program added documents while this one was being linked")
    _check_ends(connection, found)
    numbers = _statement_numbers(connection, number)
    said = map(as_text, _numbered(found.rows.propositions, numbers))
    _insert(connection, schema.propositions, list(said))
    _insert(connection, schema.statement_keys, _numbered(found.rows.statement_keys, numbers))
    _insert(connection, schema.document_keys, [{**row, "document": number} for row in found.rows.document_keys])
    first = _next(connection, relations.c.number)
    numbered = [{**as_text(row), "number": first + n, "document": number} for n, row in enumerate(found.rows.relations)]
    _insert(connection, relations, numbered)
    connection.execute(update(documents).where(documents.c.number == number).values(linked=last + 1))


def _numbered(rows: Iterable[Row], numbers: dict[str, int]) -> list[Row]:
    return [{**row, "statement": numbers[row["statement"]]} for row in rows]


def _statement_numbers(connection: Connection, document: int) -> dict[str, int]:
    query = select(statements.c.id, statements.c.number).where(statements.c.document == document)
    return {row[0]: row[1] for row in connection.execute(query)}


def _check_ends(connection: Connection, found: Linking) -> None:
    """Whether what the links name is on the record, and holds the passages."""
    own = found.document.id
    for document_id, statement_id in dict.fromkeys(ends(found.links)):
        if document_id == own:
            continue
        number = number_of(connection, document_id)
        if number is None:
            raise RecordError(f"{called(found.document)}: a link to document {document_id}, which is not on the record")
        known = select(statements.c.number).where(statements.c.id == statement_id, statements.c.document == number)
        if statement_id is not None and connection.scalar(known) is None:
            which = f"statement {statement_id} of document {document_id}"
            raise RecordError(f"{called(found.document)}: a link to {which}, which is not on the record")
    _check_passages(connection, found)


def _check_passages(connection: Connection, found: Linking) -> None:
    passages = [end for each in found.links for end in (each.one, each.other) if not isinstance(end, Origin)]
    there: dict[str, list[Passage]] = {}
    for passage in passages:
        if passage.document_id != found.document.id:
            there.setdefault(passage.document_id, []).append(passage)
    for document_id, those in there.items():
        length = connection.scalar(select(func.length(documents.c.text)).where(documents.c.id == document_id)) or 0
        for start, end in (span for passage in those for span in passage.spans):
            if not 0 <= start <= end <= length:
                raise SpanError(
                    f"{called(found.document)}: a link at {start}-{end} is outside the text of document {document_id}"
                    f" ({length})"
                )


def number_of(connection: Connection, document_id: str) -> int | None:
    return connection.scalar(select(documents.c.number).where(documents.c.id == document_id))


def _next(connection: Connection, column: Column[int]) -> int:
    return (connection.scalar(select(func.max(column))) or 0) + 1


def _insert(connection: Connection, table: Table, rows: list[Row]) -> None:
    if rows:
        connection.execute(insert(table), rows)


def note_location(connection: Connection, row: Row) -> None:
    number = number_of(connection, row["id"])
    known = select(locations.c.number).where(locations.c.document == number, locations.c.location == row["location"])
    if connection.scalar(known) is None:
        seen = {"document": number, "location": row["location"], "first_seen": row["added_at"]}
        _insert(connection, locations, [{**seen, "number": _next(connection, locations.c.number)}])
