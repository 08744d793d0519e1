"""People's judgements in any SQL backend: rows that are added and marked as withdrawn, never changed or deleted."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, insert, select, update

from onrecord.errors import NotInRecord, RecordError
from onrecord.model import Decision, DecisionKind
from onrecord.record.actor_rows import decision_row, stored_decision
from onrecord.record.checks import unstorable
from onrecord.record.fetch import decision_number, subject_number
from onrecord.record.schema import actors, decisions, documents, statements
from onrecord.record.store import Subject, SubjectKind

_TICK = timedelta(microseconds=1)


def subject(connection: Connection, reference: str) -> Subject:
    """What ``reference`` names of the things that can be judged to be one or two. Each kind is looked up here."""
    table, number = subject_number(connection, reference)
    if table is actors:
        joined = select(actors.c.id, actors.c.name, documents.c.name.label("document"))
        found = joined.join_from(actors, documents, actors.c.document == documents.c.number)
        kind = SubjectKind.ACTOR
    else:
        joined = select(statements.c.id, statements.c.content.label("name"), documents.c.name.label("document"))
        found = joined.join_from(statements, documents, statements.c.document == documents.c.number)
        kind = SubjectKind.STATEMENT
    row = connection.execute(found.where(table.c.number == number)).mappings().one()
    return Subject(kind, row["id"], row["name"], row["document"])


def standing(connection: Connection, *, withdrawn: bool = False) -> list[Decision]:
    """The decisions that stand, or those that were withdrawn, in the order in which they were made."""
    return [stored_decision(row) for row in connection.execute(_standing(withdrawn)).mappings()]


def _standing(withdrawn: bool = False) -> Select[Any]:
    undone = decisions.c.undone_at
    which = undone.is_not(None) if withdrawn else undone.is_(None)
    return select(decisions).where(which).order_by(decisions.c.number)


def decide(
    connection: Connection, kind: DecisionKind, pair: tuple[Subject, Subject], author: str, note: str, now: datetime
) -> Decision:
    """Add a decision, unless the one that stands for the pair says the same already; that one comes back then."""
    one, other = pair
    if one.id == other.id:
        raise RecordError(f"{one.id} is one {one.kind}: a decision needs two")
    if one.kind is not other.kind:
        raise RecordError(f"{one.id} is of the kind {one.kind}, {other.id} {other.kind}: a decision needs two of one")
    _check_words("author", author)
    _check_words("note", note)
    made = Decision(kind, one.id, other.id, author, _after_all(connection, now), note)
    last = next((d for d in reversed(standing(connection)) if d.pair == made.pair), None)
    if last is not None and last.kind is kind:
        return last
    connection.execute(insert(decisions), {**decision_row(made), "undone_at": None})
    return made


def _check_words(what: str, words: str) -> None:
    fault = unstorable(words)
    if fault:
        raise RecordError(f"{fault} in the {what} cannot be recorded")


def _after_all(connection: Connection, now: datetime) -> datetime:
    """``now``, or right after the last decision where the clock was set back: the later of two overrules the other."""
    query = select(decisions.c.time).order_by(decisions.c.number.desc()).limit(1)
    last = connection.scalar(query)
    return now if last is None else max(now, datetime.fromisoformat(last) + _TICK)


def undo(connection: Connection, reference: str | None, now: datetime) -> Decision:
    """Mark a decision, or the last that stands, as withdrawn; NotInRecord where there is none."""
    row = _last(connection) if reference is None else _named(connection, reference)
    connection.execute(update(decisions).where(decisions.c.number == row["number"]).values(undone_at=now.isoformat()))
    return stored_decision(row)


def _last(connection: Connection) -> RowMapping:
    last = connection.execute(_standing().order_by(None).order_by(decisions.c.number.desc()).limit(1)).mappings()
    row = last.first()
    if row is None:
        raise NotInRecord("no decision on the record to withdraw")
    return row


def _named(connection: Connection, reference: str) -> RowMapping:
    number = decision_number(connection, reference)
    row = connection.execute(select(decisions).where(decisions.c.number == number)).mappings().one()
    if row["undone_at"] is not None:
        when = datetime.fromisoformat(row["undone_at"])
        raise RecordError(f"decision {row['id']} was withdrawn already, on {when:%Y-%m-%d at %H:%M}")
    return row
