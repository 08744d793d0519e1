"""Propositions as plain lists, dicts, strings and numbers, and back."""

from collections.abc import Mapping
from typing import Any

from onrecord.model.commitment import Status
from onrecord.model.plain import Plain
from onrecord.model.plain_link import moment_from, plain_moment
from onrecord.model.proposition import Bound, Party, Proposition, Quantity, Role


def plain_proposition(proposition: Proposition) -> Plain:
    return {
        "statement": proposition.statement_id,
        "document": proposition.document_id,
        "wording": proposition.wording,
        "keys": list(proposition.keys),
        "predicate": proposition.predicate,
        "words": list(proposition.words),
        "numbers": [_plain_quantity(number) for number in proposition.numbers],
        "parties": [_plain_party(party) for party in proposition.parties],
        "negated": bool(proposition.negated),
        "denied": bool(proposition.denied),
        "status": None if proposition.status is None else proposition.status.value,
        "happened": plain_moment(proposition.happened),
        "reported": plain_moment(proposition.reported),
        "same_as": proposition.same_as,
        "clause": bool(proposition.clause),
    }


def proposition_from(row: Mapping[str, Any]) -> Proposition:
    """The proposition that :func:`plain_proposition` made; KeyError or ValueError where it is something else."""
    return Proposition(
        statement_id=row["statement"],
        document_id=row["document"],
        wording=row["wording"],
        keys=tuple(row["keys"]),
        predicate=row["predicate"],
        words=tuple(row["words"]),
        numbers=tuple(_quantity_from(number) for number in row["numbers"]),
        parties=tuple(_party_from(party) for party in row["parties"]),
        negated=row["negated"],
        denied=row["denied"],
        status=None if row["status"] is None else Status(row["status"]),
        happened=moment_from(row["happened"]),
        reported=moment_from(row["reported"]),
        same_as=row["same_as"],
        clause=row.get("clause", True),
    )


def _plain_quantity(quantity: Quantity) -> Plain:
    return {
        "low": float(quantity.low),
        "high": float(quantity.high),
        "unit": quantity.unit,
        "bound": quantity.bound.value,
        "spelt": quantity.spelt,
    }


def _quantity_from(row: Mapping[str, Any]) -> Quantity:
    return Quantity(row["low"], row["high"], row["unit"], Bound(row["bound"]), row["spelt"])


def _plain_party(party: Party) -> Plain:
    return {
        "name": party.name,
        "role": party.role.value,
        "spelt": party.spelt,
        "country": party.country,
        "kind": party.kind,
    }


def _party_from(row: Mapping[str, Any]) -> Party:
    return Party(row["name"], Role(row["role"]), row["spelt"], row["country"], row["kind"])
