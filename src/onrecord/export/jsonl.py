"""One JSON object a document: the contract of ``onrecord extract --format jsonl``."""

import json
import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from onrecord.model import ActorKind, Document, Form, Moment, Precision, Section, Span, Speaker, Statement

CONFIDENCE_DIGITS = 4

# A lone surrogate cannot be encoded, and readers that split on every Unicode line end would cut an object in two.
# Outside a string neither can occur, so each is written as the escape that JSON has for it.
_UNSAFE = re.compile("[\ud800-\udfff\x85\u2028\u2029]")


def as_object(
    document: Document, statements: Iterable[Statement], assertions: Iterable[Statement] = ()
) -> dict[str, Any]:
    """The document as plain lists, dicts, strings and numbers, its keys always in the same order.

    ``assertions`` are in the document's own voice: the same shape without source and cue.
    """
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
    }


def line(document: Document, statements: Iterable[Statement], assertions: Iterable[Statement] = ()) -> str:
    """:func:`as_object` as one line of JSON, without the line end; any text can be encoded as UTF-8."""
    written = json.dumps(as_object(document, statements, assertions), ensure_ascii=False, allow_nan=False)
    return _UNSAFE.sub(lambda found: f"\\u{ord(found.group()):04x}", written)


def statements_from(obj: Mapping[str, Any], document_id: str) -> list[Statement]:
    """The statements of an object that :func:`as_object` made; KeyError or ValueError where it is something else.

    What the format leaves out does not come back: confidence beyond four digits, and where the text says a time.
    """
    return [_read(a, document_id) for a in obj["attributions"]]


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
        "source": _spans(statement.source),
        "cue": _spans(statement.cue),
        "content": _spans(statement.content),
        "speaker": _speaker(statement.speaker),
        "form": statement.form.value,
        "act": statement.act,
        "sourcing": statement.sourcing,
        "certainty": statement.certainty,
        "polarity": statement.polarity,
        "parent": statement.parent,
        "said": _said(statement.said),
        "confidence": round(float(statement.confidence), CONFIDENCE_DIGITS),
    }


def _assertion(statement: Statement) -> dict[str, Any]:
    return {name: value for name, value in _statement(statement).items() if name not in ("source", "cue")}


def _spans(spans: Iterable[Span]) -> list[list[int]]:
    return [[int(span.start), int(span.end)] for span in spans]


def _speaker(speaker: Speaker | None) -> dict[str, Any] | None:
    if speaker is None:
        return None
    return {"name": speaker.name, "kind": speaker.kind.value, "mention": list(speaker.mention)}


def _said(said: Moment | None) -> dict[str, str] | None:
    if said is None:
        return None
    return {"from": said.start.isoformat(), "to": said.end.isoformat(), "precision": said.precision.value}


def _read(row: Mapping[str, Any], document_id: str) -> Statement:
    return Statement(
        document_id=document_id,
        source=_read_spans(row["source"]),
        cue=_read_spans(row["cue"]),
        content=_read_spans(row["content"]),
        form=Form(row["form"]),
        confidence=row["confidence"],
        speaker=_read_speaker(row["speaker"]),
        parent=row["parent"],
        act=row["act"],
        sourcing=row["sourcing"],
        certainty=row["certainty"],
        polarity=row["polarity"],
        said=_read_said(row["said"]),
    )


def _read_spans(pairs: Iterable[tuple[int, int]]) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in pairs)


def _read_speaker(row: Mapping[str, Any] | None) -> Speaker | None:
    return Speaker(row["name"], ActorKind(row["kind"]), Span(*row["mention"])) if row else None


def _read_said(row: Mapping[str, str] | None) -> Moment | None:
    if row is None:
        return None
    return Moment(datetime.fromisoformat(row["from"]), datetime.fromisoformat(row["to"]), Precision(row["precision"]))
