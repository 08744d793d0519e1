"""What linking looks up (:class:`onrecord.claims.index.Index`), out of any SQL backend.

The rarest keys count most, and a key that too many share is passed over. To see that, one more than the limit is read
of what shares it, never all, so that a look-up costs the same whatever the size of the record.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Column, Connection, Select, Table, bindparam, func, select, union

from onrecord.claims.memory import COMMON
from onrecord.errors import NotInRecord
from onrecord.model import Document, Link, Proposition, Statement
from onrecord.record.checks import unstorable
from onrecord.record.fetch import read_documents, read_statement
from onrecord.record.link_rows import stored_link, stored_proposition
from onrecord.record.schema import document_keys, documents, propositions, relations, statement_keys, statements


class SqlIndex:
    """One view of the record, of the moment when ``connection`` began to read. What was read is kept while it lives.

    ``seen`` is the number of the last document that was linked by then.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.seen = last_linked(connection)
        self._statements = _Postings(connection, statement_keys, statement_keys.c.statement)
        self._documents = _Postings(connection, document_keys, document_keys.c.document)
        self._read: dict[str, Document] = {}

    def statements_sharing(self, keys: Sequence[str], most: int) -> list[str]:
        return _ids(self._connection, statements, self._statements.sharing(keys, most))

    def documents_sharing(self, keys: Sequence[str], most: int) -> list[str]:
        return _ids(self._connection, documents, self._documents.sharing(keys, most))

    def proposition(self, statement_id: str) -> Proposition:
        row = self._connection.execute(_propositions().where(statements.c.id == statement_id)).mappings().first()
        if row is None:
            raise NotInRecord(f"no proposition of statement {statement_id} on the record")
        return stored_proposition(row)

    def statement(self, statement_id: str) -> Statement:
        return read_statement(self._connection, self._number(statements, "statement", statement_id))

    def document(self, document_id: str) -> Document:
        if document_id not in self._read:
            number = self._number(documents, "document", document_id)
            self._read[document_id] = read_documents(self._connection, number, number)[0]
        return self._read[document_id]

    def links_of(self, subject_id: str) -> list[Link]:
        return links_of(self._connection, subject_id)

    def _number(self, table: Table, kind: str, id_: str) -> int:
        number = self._connection.scalar(select(table.c.number).where(table.c.id == id_))
        if number is None:
            raise NotInRecord(f"no {kind} {id_} on the record")
        return int(number)


def last_linked(connection: Connection) -> int:
    """How many documents have been linked; of each ``documents.linked`` says which it was."""
    return connection.scalar(select(func.max(documents.c.linked))) or 0


def read_links(connection: Connection, first: int, last: int) -> list[Link]:
    """The links that came with the documents whose numbers lie in [first, last]."""
    query = select(relations).where(relations.c.document.between(first, last)).order_by(relations.c.number)
    return [stored_link(row) for row in connection.execute(query).mappings()]


def links_touching(connection: Connection, first: int, last: int) -> list[Link]:
    """The links of which such documents, or statements of them, are an end."""
    subjects = [
        select(documents.c.id).where(documents.c.number.between(first, last)),
        select(statements.c.id).where(statements.c.document.between(first, last)),
    ]
    ends = [select(relations).where(end.in_(ids)) for end in (relations.c.one, relations.c.other) for ids in subjects]
    rows = connection.execute(union(*ends)).mappings()
    return [stored_link(row) for row in sorted(rows, key=lambda row: row["number"])]


def read_propositions(connection: Connection, first: int, last: int) -> list[Proposition]:
    """The propositions of the statements of such documents, in the order of the statements."""
    found = _propositions().where(statements.c.document.between(first, last)).order_by(statements.c.number)
    return [stored_proposition(row) for row in connection.execute(found).mappings()]


def _propositions() -> Select[Any]:
    columns = statements.c.id.label("statement_id"), documents.c.id.label("document_id")
    return (
        select(propositions, *columns)
        .join_from(propositions, statements, propositions.c.statement == statements.c.number)
        .join(documents, statements.c.document == documents.c.number)
    )


def links_of(connection: Connection, subject_id: str) -> list[Link]:
    """Those of which a statement, document or origin is an end, in the order in which they came."""
    by_one = select(relations).where(relations.c.one == subject_id)
    by_other = select(relations).where(relations.c.other == subject_id)
    rows = connection.execute(by_one.union(by_other)).mappings()
    return [stored_link(row) for row in sorted(rows, key=lambda row: row["number"])]


class _Postings:
    """What shares a key, by number; each key is looked up once."""

    def __init__(self, connection: Connection, table: Table, subject: Column[int]) -> None:
        self._connection = connection
        self._query = select(subject).where(table.c.key == bindparam("key")).limit(COMMON + 1)
        self._known: dict[str, Sequence[int]] = {}

    def sharing(self, keys: Sequence[str], most: int) -> list[int]:
        """Each subject counts every key that it shares by one over how many share it; of equals, the first added."""
        weights: dict[int, float] = {}
        for key in dict.fromkeys(keys):
            subjects = self._of(key)
            for subject in subjects:
                weights[subject] = weights.get(subject, 0.0) + 1 / len(subjects)
        return sorted(weights, key=lambda subject: (-weights[subject], subject))[:most]

    def _of(self, key: str) -> Sequence[int]:
        if key not in self._known:
            found = [] if unstorable(key) else self._connection.scalars(self._query, {"key": key}).all()
            self._known[key] = found if len(found) <= COMMON else ()
        return self._known[key]


def _ids(connection: Connection, table: Table, numbers: Sequence[int]) -> list[str]:
    """In the order of ``numbers``."""
    if not numbers:
        return []
    rows = connection.execute(select(table.c.number, table.c.id).where(table.c.number.in_(numbers)))
    ids = {row[0]: row[1] for row in rows}
    return [ids[number] for number in numbers]
