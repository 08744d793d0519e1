"""Claims, origins and what would fall as JSON objects: what ``onrecord claims --json`` and its neighbours print."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from onrecord.claims.origins import Node, OriginTree, Root
from onrecord.claims.overview import Beside, Claims
from onrecord.claims.withdrawal import Falls, Remaining
from onrecord.export.claim_words import basis
from onrecord.export.jsonl import safe
from onrecord.model import Claim, Document, Statement, quoted
from onrecord.model.plain import plain_spans
from onrecord.model.plain_link import plain_link, plain_moment, plain_origin


def listed(claims: Claims, claim: Claim) -> dict[str, Any]:
    """A claim with where it is told and what it rests on, short."""
    tree = claims.origins(claim)
    return {
        "id": claim.id,
        "title": claim.title,
        "documents": [document_object(claims.documents[id_]) for id_ in claim.document_ids],
        "statements": len(claim.statements),
        "independent_origins": tree.independent,
        "origins": [plain_origin(root.origin) for root in tree.roots],
        "basis": basis(tree),
        "only_unnamed": tree.only_unnamed,
        "passed_on": list(tree.passed_on),
        "first": plain_moment(tree.first),
        "beside": len(claims.beside(claim)),
    }


def explained(claims: Claims, claim: Claim) -> dict[str, Any]:
    """:func:`listed` with every statement and how it stands to the claim, in time order, the links among them, those
    to other claims, what answers it, and its origins as a tree."""
    standing = claims.standings(claim)
    return {
        **listed(claims, claim),
        "statements": [statement_object(claims, s) | {"standing": standing[s.id].value} for s in claim.statements],
        "links": [plain_link(link) for link in claim.links],
        "beside": [_beside(found) for found in claims.beside(claim)],
        "answers": [statement_object(claims, s) for s in claims.answers(claim)],
        "tree": tree_object(claims.origins(claim)),
    }


def document_object(document: Document) -> dict[str, Any]:
    return {
        "id": document.id,
        "name": document.name,
        "title": document.title,
        "publisher": document.publisher,
        "published": document.published.iso() if document.published else None,
    }


def statement_object(claims: Claims, statement: Statement) -> dict[str, Any]:
    """What is said, by whom, how sure; ``wording`` can be read alone. ``onrecord show`` has the rest."""
    document = claims.documents[statement.document_id]
    proposition = claims.propositions.get(statement.id)
    return {
        "id": statement.id,
        "document": document.id,
        "kind": "assertion" if statement.is_assertion else "attribution",
        "speaker": statement.speaker.name if statement.speaker else None,
        "content": plain_spans(statement.content),
        "words": quoted(document.text, statement.content),
        "wording": proposition.wording if proposition else None,
        "act": statement.act,
        "sourcing": statement.sourcing,
        "certainty": statement.certainty,
        "polarity": statement.polarity,
        "status": statement.status,
        "said": statement.said.iso() if statement.said else None,
        "parent": statement.parent,
    }


def _beside(found: Beside) -> dict[str, Any]:
    """``direction`` says which of the two claims the link goes out from."""
    return {
        "claim": found.claim.id,
        "title": found.claim.title,
        "direction": "to" if found.outward else "from",
        "link": plain_link(found.link),
    }


def tree_object(tree: OriginTree) -> dict[str, Any]:
    return {
        "roots": [_root(root) for root in tree.roots],
        "unsourced": [_node(node) for node in tree.unsourced],
        "denied_by": [s.id for s in tree.denied],
        "independent_origins": tree.independent,
        "only_unnamed": tree.only_unnamed,
        "passed_on": list(tree.passed_on),
        "first": plain_moment(tree.first),
    }


def _root(root: Root) -> dict[str, Any]:
    return {
        "origin": plain_origin(root.origin),
        "sourcing": root.sourcing,
        "remarks": list(root.remarks),
        "below": [_node(node) for node in root.below],
    }


def _node(node: Node) -> dict[str, Any]:
    return {
        "document": node.document_id,
        "statements": [s.id for s in node.statements],
        "because": [plain_link(link) for link in node.because],
        "below": [_node(below) for below in node.below],
    }


def falls_object(found: Falls) -> dict[str, Any]:
    return {
        "withdrawn": found.withdrawn,
        "lost": [{"id": claim.id, "title": claim.title} for claim in found.lost],
        "weakened": [_remaining(one) for one in found.weakened],
        "standing": [_remaining(one) for one in found.standing],
    }


def _remaining(found: Remaining) -> dict[str, Any]:
    return {
        "id": found.claim.id,
        "title": found.claim.title,
        "fallen": list(found.fallen),
        "rests_on": [plain_origin(root.origin) for root in found.tree.roots],
        "independent_origins": found.tree.independent,
    }


def lines(claims: Claims, found: Iterable[Claim]) -> Iterator[str]:
    """Each claim with all of it, as one line of JSON."""
    for claim in found:
        yield safe(json.dumps(explained(claims, claim), ensure_ascii=False, allow_nan=False))
