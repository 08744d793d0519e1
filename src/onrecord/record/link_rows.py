"""Propositions, their keys and links to rows and back, exactly."""

import json
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from onrecord.errors import RecordError
from onrecord.model import Link, Origin, Proposition
from onrecord.model.plain_link import link_from, plain_link
from onrecord.model.plain_proposition import plain_proposition, proposition_from
from onrecord.record.rows import Row, Stored


class LinkedRows(NamedTuple):
    """What linking a document adds; statements are still named by their ids, nothing refers to the document yet.

    ``details`` are still plain values, so that what they hold can be checked.
    """

    propositions: list[Row]
    statement_keys: list[Row]
    document_keys: list[Row]
    relations: list[Row]

    def all(self) -> list[Row]:
        return [*self.propositions, *self.statement_keys, *self.document_keys, *self.relations]


def linked_rows(propositions: Iterable[Proposition], links: Iterable[Link], keys: Iterable[str]) -> LinkedRows:
    said = list(propositions)
    return LinkedRows(
        [{"statement": p.statement_id, "wording": p.wording, "details": _details(p)} for p in said],
        [{"key": key, "statement": p.statement_id} for p in said for key in dict.fromkeys(p.keys)],
        [{"key": key} for key in dict.fromkeys(keys)],
        [_relation(link) for link in links],
    )


def _details(proposition: Proposition) -> dict[str, Any]:
    found = plain_proposition(proposition)
    return {name: value for name, value in found.items() if name not in ("statement", "document", "wording")}


def _relation(link: Link) -> Row:
    plain = plain_link(link)
    return {
        "id": plain.pop("id"),
        "kind": plain.pop("kind"),
        "one": link.one.subject_id,
        "other": link.other.id if isinstance(link.other, Origin) else link.other.subject_id,
        "score": plain.pop("score"),
        "details": plain,
    }


def as_text(row: Row) -> Row:
    """The row with its details as JSON."""
    return {**row, "details": json.dumps(row["details"], separators=(",", ":"), ensure_ascii=False)}


def stored_proposition(row: Stored) -> Proposition:
    """``row`` also has the ids ``statement_id`` and ``document_id``; RecordError where it was changed."""
    try:
        ids = {"statement": row["statement_id"], "document": row["document_id"], "wording": row["wording"]}
        return proposition_from(json.loads(row["details"]) | ids)
    except (ValueError, LookupError, TypeError) as error:
        raise RecordError(
            f"the proposition of statement {row['statement_id']} was changed in the record: {error}"
        ) from error


def stored_link(row: Stored) -> Link:
    """RecordError where it is no longer what its id was made from."""
    try:
        link = link_from(json.loads(row["details"]) | {name: row[name] for name in ("kind", "score")})
        changed = "" if link.id == row["id"] else f"its id is now {link.id}"
    except (ValueError, LookupError, TypeError) as error:
        raise RecordError(f"link {row['id']} was changed in the record: {error}") from error
    if changed:
        raise RecordError(f"link {row['id']} was changed in the record: {changed}")
    return link


def ends(links: Iterable[Link]) -> Iterator[tuple[str, str | None]]:
    """The document and, where it is one's, the statement of each end; of an origin the document that it is."""
    for link in links:
        yield link.one.document_id, link.one.statement_id
        if not isinstance(link.other, Origin):
            yield link.other.document_id, link.other.statement_id
        elif link.other.document_id is not None:
            yield link.other.document_id, None
