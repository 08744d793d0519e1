"""The actors of a record as JSON objects: what ``onrecord actors --json`` and ``onrecord actor --json`` print."""

from collections.abc import Iterable, Mapping
from typing import Any

from onrecord.actors.across import Merge
from onrecord.actors.overview import Entry
from onrecord.model import Decision, Document, Reference, Statement, quoted
from onrecord.model.plain_actor import plain_actor, reasons


def listed(entry: Entry, names: Mapping[str, str]) -> dict[str, Any]:
    """An entry with where it is found; ``names`` are those of the documents, by id."""
    return {
        "id": entry.id,
        "name": entry.cluster.name,
        "kind": entry.kind.value,
        "names": list(entry.names),
        "roles": list(entry.roles),
        "country": entry.country,
        "statements": entry.statements,
        "documents": [
            {"id": a.document_id, "name": names[a.document_id], "actor": a.id, "called": a.name}
            for a in entry.cluster.actors
        ],
    }


def explained(
    entry: Entry, documents: Mapping[str, Document], references: Mapping[str, Iterable[Reference]]
) -> dict[str, Any]:
    """:func:`listed` with the reason of each merge, and each document's actor with its mentions; both by document."""
    why = {id_: reasons(found) for id_, found in references.items()}
    return {
        **listed(entry, {id_: document.name for id_, document in documents.items()}),
        "merges": [merge_object(m) for m in entry.cluster.merges],
        "actors": [{"document": a.document_id, **plain_actor(a, why[a.document_id])} for a in entry.cluster.actors],
    }


def merge_object(merge: Merge) -> dict[str, Any]:
    return {
        "one": merge.one,
        "other": merge.other,
        "names": list(merge.names),
        "score": merge.score,
        "agreed": list(merge.agreed),
        "decided": None if merge.decided is None else decision_object(merge.decided),
    }


def decision_object(decision: Decision) -> dict[str, Any]:
    return {
        "id": decision.id,
        "kind": decision.kind.value,
        "one": decision.one,
        "other": decision.other,
        "author": decision.author,
        "time": decision.time.isoformat(),
        "note": decision.note,
    }


def said_object(statement: Statement, documents: Mapping[str, Document]) -> dict[str, Any]:
    """A statement of an actor, short: what it says and where. ``onrecord show`` has the rest."""
    document = documents[statement.document_id]
    return {
        "id": statement.id,
        "document": document.name,
        "content": [list(span) for span in statement.content],
        "words": quoted(document.text, statement.content),
    }
