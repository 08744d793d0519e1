"""One JSON object a document: the contract of ``onrecord extract --format jsonl``."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from onrecord.model import (
    Actor,
    ActorKind,
    Document,
    Form,
    Reference,
    Requote,
    Section,
    Span,
    Speaker,
    Statement,
    speaking,
)
from onrecord.model.plain import margin_from, plain_margin, plain_spans, spans_from
from onrecord.model.plain_actor import actor_from, plain_actor, reasons, references_from

CONFIDENCE_DIGITS = 4

# A lone surrogate cannot be encoded, and readers that split on every Unicode line end would cut an object in two.
# Outside a string neither can occur, so each is written as the escape that JSON has for it.
_UNSAFE = re.compile("[\ud800-\udfff\x85\u2028\u2029]")


def as_object(
    document: Document,
    statements: Iterable[Statement],
    assertions: Iterable[Statement] = (),
    requotes: Iterable[Requote] = (),
    actors: Iterable[Actor] = (),
    references: Iterable[Reference] = (),
) -> dict[str, Any]:
    """The document as plain lists, dicts, strings and numbers, its keys always in the same order.

    ``assertions`` are in the document's own voice: the same shape without source and cue. ``requotes`` are passages
    of comments and the characters that they quote. ``actors`` are whom the text mentions, each with the ids of the
    attributions that are theirs; ``references`` say why a mention stands for its actor.
    """
    statements, actors = list(statements), list(actors)
    return {
        "doc": document.name,
        "path": document.location,
        "id": document.id,
        "url": document.url,
        "title": document.title,
        "publisher": document.publisher,
        "authors": list(document.authors),
        "published": document.published.iso() if document.published else None,
        "language": document.language,
        "sections": [_section(s) for s in document.sections],
        "attributions": [_statement(s) for s in statements],
        "assertions": [_assertion(s) for s in assertions],
        "requotes": [_requote(r) for r in requotes],
        "actors": _actors(actors, statements, references),
    }


def line(
    document: Document,
    statements: Iterable[Statement],
    assertions: Iterable[Statement] = (),
    requotes: Iterable[Requote] = (),
    actors: Iterable[Actor] = (),
    references: Iterable[Reference] = (),
) -> str:
    """:func:`as_object` as one line of JSON, without the line end; any text can be encoded as UTF-8."""
    found = as_object(document, statements, assertions, requotes, actors, references)
    written = json.dumps(found, ensure_ascii=False, allow_nan=False)
    return safe(written)


def safe(written: str) -> str:
    """JSON that any reader of lines can take, and that can be encoded."""
    return _UNSAFE.sub(lambda found: f"\\u{ord(found.group()):04x}", written)


def statements_from(obj: Mapping[str, Any], document_id: str) -> list[Statement]:
    """The statements of an object that :func:`as_object` made; KeyError or ValueError where it is something else.

    What the format leaves out does not come back: confidence beyond four digits.
    """
    return [_read(a, document_id) for a in obj["attributions"]]


def assertions_from(obj: Mapping[str, Any], document_id: str) -> list[Statement]:
    """The assertions of such an object; the errors and the limits as of :func:`statements_from`."""
    return [_read({"source": (), "cue": (), **a}, document_id) for a in obj["assertions"]]


def requotes_from(obj: Mapping[str, Any], document_id: str) -> list[Requote]:
    return [
        Requote(
            document_id,
            Span(*row["span"]),
            row["of_document"],
            Span(*row["of_span"]),
            row["exact"],
            row["score"],
            row["reason"],
        )
        for row in obj["requotes"]
    ]


def actors_from(obj: Mapping[str, Any], document_id: str) -> list[Actor]:
    return [actor_from(row, document_id) for row in obj["actors"]]


def actor_references_from(obj: Mapping[str, Any]) -> list[Reference]:
    """The references of the actors' mentions; those between things that are no actors are not in the format."""
    return [reference for row in obj["actors"] for reference in references_from(row)]


def _section(section: Section) -> dict[str, Any]:
    known = {
        "author": section.author,
        "time": section.time.iso() if section.time else None,
        "reply_to": section.reply_to,
    }
    place = {"kind": section.kind.value, "start": section.span.start, "end": section.span.end}
    return place | {name: value for name, value in known.items() if value is not None}


def _statement(statement: Statement) -> dict[str, Any]:
    return {
        "id": statement.id,
        "source": plain_spans(statement.source),
        "cue": plain_spans(statement.cue),
        "content": plain_spans(statement.content),
        "speaker": _speaker(statement.speaker),
        "form": statement.form.value,
        **plain_margin(statement.margin),
        "parent": statement.parent,
        "confidence": round(float(statement.confidence), CONFIDENCE_DIGITS),
    }


def _assertion(statement: Statement) -> dict[str, Any]:
    return {name: value for name, value in _statement(statement).items() if name not in ("source", "cue")}


def _requote(requote: Requote) -> dict[str, Any]:
    return {
        "id": requote.id,
        "span": list(requote.span),
        "of_document": requote.of_document_id,
        "of_span": list(requote.of_span),
        "exact": requote.exact,
        "score": round(float(requote.score), CONFIDENCE_DIGITS),
        "reason": requote.reason,
    }


def _actors(
    actors: Sequence[Actor], statements: Sequence[Statement], references: Iterable[Reference]
) -> list[dict[str, Any]]:
    said: dict[str, list[str]] = {}
    for statement, actor in zip(statements, speaking((s.speaker for s in statements), actors), strict=True):
        if actor is not None:
            said.setdefault(actor.id, []).append(statement.id)
    why = reasons(references)
    return [{**plain_actor(a, why), "statements": sorted(said.get(a.id, []))} for a in actors]


def _speaker(speaker: Speaker | None) -> dict[str, Any] | None:
    if speaker is None:
        return None
    return {"name": speaker.name, "kind": speaker.kind.value, "mention": speaker.mention and list(speaker.mention)}


def _read(row: Mapping[str, Any], document_id: str) -> Statement:
    return Statement(
        document_id=document_id,
        source=spans_from(row["source"]),
        cue=spans_from(row["cue"]),
        content=spans_from(row["content"]),
        form=Form(row["form"]),
        confidence=row["confidence"],
        speaker=_read_speaker(row["speaker"]),
        parent=row["parent"],
        margin=margin_from(row),
    )


def _read_speaker(row: Mapping[str, Any] | None) -> Speaker | None:
    if row is None:
        return None
    return Speaker(row["name"], ActorKind(row["kind"]), Span(*row["mention"]) if row["mention"] else None)
