"""Reading rows out of any SQL backend: finding what a reference names, and putting records together again."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, RowMapping, Select, Table, select, union_all

from onrecord.errors import NotInRecord
from onrecord.model import Actor, Document, Reference, Requote, Statement, claim_id
from onrecord.record.actor_rows import stored_actor, stored_references
from onrecord.record.checks import unstorable
from onrecord.record.rows import Kind, document_from, requote_from, statement_from
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

MIN_DIGITS = 4
_NAMED = 5  # how many candidates a message names
_BY_DIGITS = f"; give its id or the first {MIN_DIGITS} or more digits of it"
_LABELS: dict[Table, Column[str]] = {
    documents: documents.c.name,
    statements: statements.c.content,
    actors: actors.c.name,
    decisions: decisions.c.note,
}


def document_number(connection: Connection, reference: str) -> int:
    """The number of the document that ``reference`` names: by id, else by name, else by the id's first digits."""
    found = _rows(connection, documents, documents.c.id == reference, reference)
    found = found or _rows(connection, documents, documents.c.name == reference, reference)
    found = found or _by_digits(connection, documents, reference)
    hint = f"; a document is named by its id, the first {MIN_DIGITS} or more digits of it, or its name"
    return _only(found, "document", reference, hint)


def statement_number(connection: Connection, reference: str) -> int:
    return _only(_by_digits(connection, statements, reference), "statement", reference, _BY_DIGITS)


def actor_number(connection: Connection, reference: str) -> int:
    return _only(_by_digits(connection, actors, reference), "actor", reference, _BY_DIGITS)


def decision_number(connection: Connection, reference: str) -> int:
    return _only(_by_digits(connection, decisions, reference), "decision", reference, _BY_DIGITS)


def subject_number(connection: Connection, reference: str) -> tuple[Table, int]:
    """The actor or statement that ``reference`` names, and its table; for a claim's id, the claim's first statement."""
    found = [(table, row) for table in (actors, statements) for row in _by_digits(connection, table, reference)]
    whole = [(table, row) for table, row in found if row["id"] == reference]
    if not whole:
        found += [(statements, row) for row in _by_claim(connection, reference)]
    found = whole or found
    number = _only([row for _, row in found], "actor, statement or claim", reference, _BY_DIGITS)
    return found[0][0], number


def _by_claim(connection: Connection, reference: str) -> list[RowMapping]:
    """The statements whose claim, where one begins with them, has such an id; no column holds it, so all are tried."""
    digits = reference.strip().lower()
    if len(digits) < MIN_DIGITS or set(digits) - set("0123456789abcdef"):
        return []
    ids = [id_ for id_ in connection.scalars(select(statements.c.id)) if claim_id(id_).startswith(digits)]
    return [row for id_ in ids[: _NAMED + 1] for row in _rows(connection, statements, statements.c.id == id_, id_)]


def _by_digits(connection: Connection, table: Table, reference: str) -> list[RowMapping]:
    digits = reference.strip().lower()
    if len(digits) < MIN_DIGITS or set(digits) - set("0123456789abcdef"):
        return []
    return _rows(connection, table, (table.c.id >= digits) & (table.c.id < digits + "g"), digits)


def _rows(connection: Connection, table: Table, where: ColumnElement[bool], reference: str) -> list[RowMapping]:
    if unstorable(reference):
        return []
    query = select(table.c.number, table.c.id, _LABELS[table].label("label")).where(where).order_by(table.c.number)
    return list(connection.execute(query.limit(_NAMED + 1)).mappings())


def _only(found: list[RowMapping], kind: str, reference: str, hint: str) -> int:
    if not found:
        raise NotInRecord(f"no {kind} {_shown(reference)} on the record{hint}")
    if len(found) > 1:
        listed = ", ".join(f"{row['id']} ({_shown(row['label'])})" for row in found[:_NAMED])
        more = ", and others" if len(found) > _NAMED else ""
        raise NotInRecord(f"{_shown(reference)} can mean more than one {kind}: {listed}{more}; give more of the id")
    return int(found[0]["number"])


def _shown(text: str) -> str:
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in (text if len(text) <= 40 else text[:39] + "…"))


def numbers_after(connection: Connection, last: int, limit: int) -> list[int]:
    """The next documents in the order of adding."""
    query = select(documents.c.number).where(documents.c.number > last).order_by(documents.c.number).limit(limit)
    return list(connection.scalars(query))


def read_documents(connection: Connection, first: int, last: int) -> list[Document]:
    """The documents whose numbers lie in [first, last]."""
    rows = connection.execute(_between(documents, documents.c.number, first, last)).mappings()
    parts = [_grouped(connection, table, first, last) for table in (authors, sections, links)]
    return [document_from(row, *(part[row["number"]] for part in parts)) for row in rows]


def _grouped(connection: Connection, table: Table, first: int, last: int) -> defaultdict[int, list[RowMapping]]:
    query = _between(table, table.c.document, first, last).order_by(table.c.n)
    grouped: defaultdict[int, list[RowMapping]] = defaultdict(list)
    for number, rows in groupby(connection.execute(query).mappings(), key=lambda row: row["document"]):
        grouped[number].extend(rows)
    return grouped


def _between(table: Table, key: Column[int] | ColumnElement[int], first: int, last: int) -> Select[Any]:
    return select(table).where(key.between(first, last)).order_by(key)


def read_statements(connection: Connection, first: int, last: int, kind: Kind = Kind.ATTRIBUTION) -> list[Statement]:
    """Those of ``kind`` of the documents whose numbers lie in [first, last], in text order within each."""
    query = _between(statements, statements.c.document, first, last).order_by(statements.c.number)
    rows = connection.execute(query.where(statements.c.kind == kind.value)).mappings()
    return list(_together(connection, list(rows)))


def read_requotes(connection: Connection, first: int, last: int) -> list[Requote]:
    """The requotes of the documents whose numbers lie in [first, last], in text order within each."""
    joined = select(requotes, documents.c.id).join_from(requotes, documents, requotes.c.document == documents.c.number)
    query = joined.where(requotes.c.document.between(first, last)).order_by(requotes.c.document, requotes.c.n)
    return [requote_from(row, row["id"]) for row in connection.execute(query).mappings()]


def read_actors(connection: Connection, first: int, last: int) -> list[Actor]:
    """The actors of the documents whose numbers lie in [first, last], in the order of their first mention."""
    rows = list(
        connection.execute(_between(actors, actors.c.document, first, last).order_by(actors.c.number)).mappings()
    )
    owners = _owners(connection, rows)
    return [stored_actor(row, owners[row["document"]]) for row in rows]


def read_actor(connection: Connection, number: int) -> Actor:
    row = connection.execute(_between(actors, actors.c.number, number, number)).mappings().one()
    return stored_actor(row, _owners(connection, [row])[row["document"]])


def read_references(connection: Connection, first: int, last: int) -> list[Reference]:
    """Why each mention of the actors of such documents stands for its actor, in the order of the mentions."""
    rows = connection.execute(_between(actors, actors.c.document, first, last).order_by(actors.c.number)).mappings()
    return [reference for row in rows for reference in stored_references(row)]


def read_statement(connection: Connection, number: int) -> Statement:
    rows = connection.execute(_between(statements, statements.c.number, number, number)).mappings()
    return next(_together(connection, list(rows)))


def _together(connection: Connection, rows: list[RowMapping]) -> Iterator[Statement]:
    if not rows:
        return
    owners = _owners(connection, rows)
    placed: defaultdict[int, list[RowMapping]] = defaultdict(list)
    # A document's statements are added in one go, so their numbers, and their spans, lie together.
    for span in connection.execute(
        _between(spans, spans.c.statement, rows[0]["number"], rows[-1]["number"]).order_by(spans.c.role, spans.c.n)
    ).mappings():
        placed[span["statement"]].append(span)
    for row in rows:
        yield statement_from(row, placed[row["number"]], owners[row["document"]])


def _owners(connection: Connection, rows: list[RowMapping]) -> dict[int, RowMapping]:
    """The documents, by number, that ``rows`` in their order belong to."""
    if not rows:
        return {}
    query = select(documents.c.number, documents.c.id, documents.c.name, documents.c.text)
    owned = query.where(documents.c.number.between(rows[0]["document"], rows[-1]["document"]))
    return {owner["number"]: owner for owner in connection.execute(owned).mappings()}


def said_by(connection: Connection, actor: str) -> list[Statement]:
    """The attributions whose speaker is the actor with this id, in text order."""
    query = select(statements).where(statements.c.actor == actor, statements.c.kind == Kind.ATTRIBUTION.value)
    return list(_together(connection, list(connection.execute(query.order_by(statements.c.number)).mappings())))


def version_rows(connection: Connection, address: str) -> list[RowMapping]:
    """id, name and first_seen of the documents from ``address``, oldest first.

    A document from the web belongs to its web address, also where it was read from a saved file.
    """
    columns = documents.c.id, documents.c.name, locations.c.first_seen, locations.c.number
    joined = select(*columns).join_from(locations, documents, locations.c.document == documents.c.number)
    no_url = documents.c.url.is_(None) | (documents.c.url == "")
    by_url, by_file = joined.where(documents.c.url == address), joined.where(no_url & (locations.c.location == address))
    either = union_all(by_url, by_file).subquery()
    first: dict[str, RowMapping] = {}
    for row in connection.execute(select(either).order_by(either.c.number)).mappings():
        first.setdefault(row["id"], row)
    return list(first.values())


def address_of(url: str | None, location: str) -> str | None:
    """Where versions of a text are looked for; None where it came from nowhere that could hold another one."""
    return url or (location if location not in ("", "-") else None)
