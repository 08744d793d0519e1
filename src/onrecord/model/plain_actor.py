"""Actors as plain lists, dicts, strings and numbers, and back, each mention with the reason why it stands for them."""

from collections.abc import Iterable, Mapping
from typing import Any

from onrecord.model.actor import Actor, Mention, MentionSort, Reference
from onrecord.model.answer import Answer
from onrecord.model.plain import Plain, plain_spans, spans_from
from onrecord.model.span import Span
from onrecord.model.statement import ActorKind


def reasons(references: Iterable[Reference]) -> dict[Span, Reference]:
    """Why each mention, by its head, stands for what it does; of several references the last."""
    return {r.mention: r for r in references}


def plain_actor(actor: Actor, why: Mapping[Span, Reference]) -> Plain:
    """Values by name, and under "grounds" the spans of the words that each rests on; ``why`` as :func:`reasons`."""
    answers: dict[str, Answer[Any] | None] = {
        "kind": actor.kind,
        "role": actor.role,
        "affiliation": actor.affiliation,
    }
    return {
        "id": actor.id,
        "name": actor.name,
        "named": actor.named,
        "kind": actor.kind.value.value,
        "aliases": list(actor.aliases),
        "role": actor.role.value if actor.role else None,
        "affiliation": actor.affiliation.value if actor.affiliation else None,
        "country": actor.country,
        "mentions": [_plain_mention(m, why.get(m.head)) for m in actor.mentions],
        "grounds": {name: plain_spans(a.spans) for name, a in answers.items() if a is not None and a.spans},
    }


def actor_from(row: Mapping[str, Any], document_id: str) -> Actor:
    """The actor that :func:`plain_actor` made; KeyError or ValueError where it is something else."""
    grounds = row["grounds"]
    return Actor(
        document_id=document_id,
        name=row["name"],
        named=row["named"],
        kind=Answer(ActorKind(row["kind"]), spans_from(grounds.get("kind", ()))),
        mentions=tuple(_mention_from(m) for m in row["mentions"]),
        aliases=tuple(row["aliases"]),
        role=_answer_from("role", row),
        affiliation=_answer_from("affiliation", row),
        country=row["country"],
    )


def references_from(row: Mapping[str, Any]) -> tuple[Reference, ...]:
    """The references of the same row, in the order of its mentions."""
    return tuple(_reference_from(m) for m in row["mentions"] if m["why"] is not None)


def _answer_from(name: str, row: Mapping[str, Any]) -> Answer[str] | None:
    return None if row[name] is None else Answer(row[name], spans_from(row["grounds"].get(name, ())))


def _plain_mention(mention: Mention, reference: Reference | None) -> Plain:
    return {
        "span": list(mention.span),
        "head": list(mention.head),
        "sort": mention.sort.value,
        "name": None if mention.name is None else list(mention.name),
        "why": None if reference is None else _plain_reference(reference),
    }


def _mention_from(row: Mapping[str, Any]) -> Mention:
    name = None if row["name"] is None else Span(*row["name"])
    return Mention(Span(*row["span"]), Span(*row["head"]), MentionSort(row["sort"]), name)


def _plain_reference(reference: Reference) -> Plain:
    return {
        "antecedent": list(reference.antecedent),
        "score": float(reference.score),
        "compared": list(reference.compared),
        "why": reference.why,
    }


def _reference_from(mention: Mapping[str, Any]) -> Reference:
    row = mention["why"]
    one, other = row["compared"]
    return Reference(Span(*mention["head"]), Span(*row["antecedent"]), row["score"], (one, other), row["why"])
