"""Actors and decisions to rows and back, exactly."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from onrecord.errors import RecordError, SpanError
from onrecord.model import Actor, Decision, DecisionKind, Reference, Span, quoted
from onrecord.model.plain_actor import actor_from, plain_actor, references_from
from onrecord.record.rows import Row, Stored, short

# What has a column of its own, so that the rest of an actor need not be read for it.
_COLUMNS = ("id", "name", "kind", "role", "affiliation", "country")


def actor_rows(actors: Iterable[Actor], why: Mapping[Span, Reference], text: str) -> list[Row]:
    """The rows of a document's actors, numbered from 0, which do not yet refer to it."""
    rows = []
    for number, actor in enumerate(actors):
        plain = plain_actor(actor, why)
        columns = {name: plain.pop(name) for name in _COLUMNS}
        rows.append(
            {
                **columns,
                "number": number,
                "mentions": quoted(text, actor.spans),
                "details": json.dumps(plain, separators=(",", ":")),
            }
        )
    return rows


def stored_actor(row: Stored, owner: Stored) -> Actor:
    """``owner`` holds the id and text of the document.

    SpanError where the text no longer holds the words, RecordError where something else was changed.
    """
    try:
        actor = actor_from(_plain(row), owner["id"])
        changed = "" if actor.id == row["id"] else f"its id is now {actor.id}"
    except (ValueError, LookupError, TypeError) as error:
        raise RecordError(f"actor {row['id']} was changed in the record: {error}") from error
    if changed:
        raise RecordError(f"actor {row['id']} was changed in the record: {changed}")
    _check_words(actor, row, owner)
    return actor


def stored_references(row: Stored) -> tuple[Reference, ...]:
    return references_from(_plain(row))


def _plain(row: Stored) -> dict[str, Any]:
    return {**json.loads(row["details"]), **{name: row[name] for name in _COLUMNS}}


def _check_words(actor: Actor, row: Stored, owner: Stored) -> None:
    found, kept = quoted(owner["text"], actor.spans), row["mentions"]
    if found != kept:
        raise SpanError(
            f"actor {row['id']} of document {owner['id']} ({owner['name']}): the text no longer holds its mentions:"
            f" {short(found)!r} stands there, not {short(kept)!r}"
        )


def decision_row(decision: Decision) -> Row:
    return {
        "id": decision.id,
        "kind": decision.kind.value,
        "one": decision.one,
        "other": decision.other,
        "author": decision.author,
        "time": decision.time.isoformat(),
        "note": decision.note,
    }


def stored_decision(row: Stored) -> Decision:
    """RecordError where it is no longer what its id was made from."""
    try:
        time = datetime.fromisoformat(row["time"])
        decision = Decision(DecisionKind(row["kind"]), row["one"], row["other"], row["author"], time, row["note"])
    except ValueError as error:
        raise RecordError(f"decision {row['id']} was changed in the record: {error}") from error
    if decision.id != row["id"]:
        raise RecordError(f"decision {row['id']} was changed in the record: its id is now {decision.id}")
    return decision
