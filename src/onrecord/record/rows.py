"""Records to rows and back, exactly."""

import json
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, NamedTuple, Protocol

from onrecord.errors import RecordError, SpanError
from onrecord.model import (
    ActorKind,
    Document,
    Form,
    Hyperlink,
    Margin,
    Moment,
    Precision,
    Requote,
    Section,
    SectionKind,
    Span,
    Speaker,
    Statement,
    quoted,
)
from onrecord.model.plain import margin_from, plain_margin

type Row = dict[str, Any]


class Stored(Protocol):
    """A row as a database gives it: values by the names of the columns."""

    def __getitem__(self, column: str, /) -> Any: ...


class DocumentRows(NamedTuple):
    document: Row
    authors: list[Row]
    sections: list[Row]
    links: list[Row]

    def all(self) -> list[Row]:
        return [self.document, *self.authors, *self.sections, *self.links]


def document_rows(document: Document, added_at: datetime) -> DocumentRows:
    """The rows of a document, which has no number yet."""
    row = {
        "id": document.id,
        "url": document.url,
        "name": document.name,
        "location": document.location,
        "title": document.title,
        "publisher": document.publisher,
        "language": document.language,
        "media_type": document.media_type,
        "raw_hash": document.raw_hash,
        **_moment_row("published", document.published),
        **_moment_span_row("published", document.published),
        "published_utc": document.published and _utc(document.published.start),
        "added_at": added_at.isoformat(),
        "text": document.text,
    }
    authors = [{"n": n, "name": name} for n, name in enumerate(document.authors)]
    sections = [{"n": n, **_section_row(s)} for n, s in enumerate(document.sections)]
    links = [
        {"n": n, "start": link.span.start, "stop": link.span.end, "target": link.target}
        for n, link in enumerate(document.links)
    ]
    return DocumentRows(row, authors, sections, links)


def _section_row(section: Section) -> Row:
    return {
        "kind": section.kind.value,
        "start": section.span.start,
        "stop": section.span.end,
        "author": section.author,
        **_moment_row("time", section.time),
        **_moment_span_row("time", section.time),
        "reply_to": section.reply_to,
    }


def document_from(
    row: Stored, authors: Iterable[Stored], sections: Iterable[Stored], links: Iterable[Stored]
) -> Document:
    """RecordError where the text or address is not the one that the id was made from."""
    try:
        document = Document(
            text=row["text"],
            sections=tuple(_section_from(s) for s in sections),
            name=row["name"],
            location=row["location"],
            url=row["url"],
            title=row["title"],
            publisher=row["publisher"],
            authors=tuple(a["name"] for a in authors),
            published=_moment_from("published", row, _moment_span("published", row)),
            language=row["language"],
            links=tuple(Hyperlink(Span(link["start"], link["stop"]), link["target"]) for link in links),
            media_type=row["media_type"],
            raw_hash=row["raw_hash"],
        )
    except ValueError as error:
        raise RecordError(f"document {row['id']} ({row['name']}) was changed in the record: {error}") from error
    if document.id != row["id"]:
        raise RecordError(
            f"document {row['id']} ({row['name']}) was changed in the record: its id is now {document.id}"
        )
    return document


def _section_from(row: Stored) -> Section:
    return Section(
        kind=SectionKind(row["kind"]),
        span=Span(row["start"], row["stop"]),
        author=row["author"],
        time=_moment_from("time", row, _moment_span("time", row)),
        reply_to=row["reply_to"],
    )


class StatementRows(NamedTuple):
    statement: Row
    spans: list[Row]

    def all(self) -> list[Row]:
        return [self.statement, *self.spans]


class Kind(StrEnum):
    """Whether a row of statements is somebody's word or the document's own."""

    ATTRIBUTION = "attribution"
    ASSERTION = "assertion"


def statement_rows(number: int, id_: str, statement: Statement, text: str, kind: Kind) -> StatementRows:
    """The rows of a statement under ``number``; they do not yet refer to a document. ``id_`` is costly to derive."""
    spoken = _roles(statement)
    row = {
        "number": number,
        "id": id_,
        "parent": statement.parent,
        "form": statement.form.value,
        "act": statement.act,
        "sourcing": statement.sourcing,
        "certainty": statement.certainty,
        "polarity": statement.polarity,
        "status": statement.status,
        **_moment_row("said", statement.said),
        **_moment_row("happened", statement.happened),
        "margin": None if statement.margin == Margin() else json.dumps(plain_margin(statement.margin)),
        "confidence": float(statement.confidence),
        "speaker_name": statement.speaker and statement.speaker.name,
        "speaker_kind": statement.speaker and statement.speaker.kind.value,
        **{WORDS[role]: quoted(text, spans) for role, spans in spoken.items()},
        "kind": kind.value,
    }
    spans = [
        {"statement": number, "role": role, "n": n, "start": span.start, "stop": span.end}
        for role, spans in spoken.items()
        for n, span in enumerate(spans)
    ]
    return StatementRows(row, spans)


# Each role of a span, and the column that holds its words.
WORDS = {"source": "source", "cue": "cue", "content": "content", "mention": "mention", "said": "said_words"}


def _roles(statement: Statement) -> dict[str, Sequence[Span]]:
    return {
        "source": statement.source,
        "cue": statement.cue,
        "content": statement.content,
        "mention": [statement.speaker.mention] if statement.speaker and statement.speaker.mention else [],
        "said": statement.margin.said.spans if statement.margin.said else (),
    }


def statement_from(row: Stored, spans: Iterable[Stored], owner: Stored) -> Statement:
    """``owner`` holds the id and text of the document; ``spans`` are in order within each role.

    SpanError where the text no longer holds the words, RecordError where something else was changed.
    """
    try:
        statement = _statement_from(row, spans, owner["id"])
    except (ValueError, LookupError) as error:
        raise RecordError(f"statement {row['id']} was changed in the record: {error}") from error
    if statement.id != row["id"]:
        raise RecordError(f"statement {row['id']} was changed in the record: its id is now {statement.id}")
    _check_words(statement, row, owner)
    return statement


def _statement_from(row: Stored, spans: Iterable[Stored], document_id: str) -> Statement:
    placed: dict[str, list[Span]] = {role: [] for role in WORDS}
    for span in spans:
        placed[span["role"]].append(Span(span["start"], span["stop"]))
    return Statement(
        document_id=document_id,
        source=tuple(placed["source"]),
        cue=tuple(placed["cue"]),
        content=tuple(placed["content"]),
        form=Form(row["form"]),
        confidence=row["confidence"],
        speaker=_speaker_from(row, placed["mention"]),
        parent=row["parent"],
        margin=Margin() if row["margin"] is None else margin_from(json.loads(row["margin"])),
    )


def _speaker_from(row: Stored, mention: list[Span]) -> Speaker | None:
    if row["speaker_name"] is None:
        return None
    if row["mention"] and not mention:
        raise LookupError("where its speaker is named is gone")
    return Speaker(row["speaker_name"], ActorKind(row["speaker_kind"]), mention[0] if mention else None)


def _check_words(statement: Statement, row: Stored, owner: Stored) -> None:
    for role, spans in _roles(statement).items():
        found, kept = quoted(owner["text"], spans), row[WORDS[role]]
        if found != kept:
            where = ", ".join(f"{start}-{end}" for start, end in spans)
            raise SpanError(
                f"statement {row['id']} of document {owner['id']} ({owner['name']}): the text at {where}"
                f" no longer holds its {role}: {short(found)!r} stands there, not {short(kept)!r}"
            )


def short(words: str) -> str:
    return words if len(words) <= 80 else words[:79] + "…"


def _moment_row(prefix: str, moment: Moment | None) -> Row:
    return {
        f"{prefix}_start": moment and moment.start.isoformat(),
        f"{prefix}_end": moment and moment.end.isoformat(),
        f"{prefix}_precision": moment and moment.precision.value,
    }


def _moment_span_row(prefix: str, moment: Moment | None) -> Row:
    start, stop = (moment.span if moment else None) or (None, None)
    return {f"{prefix}_span_start": start, f"{prefix}_span_stop": stop}


def _moment_from(prefix: str, row: Stored, span: Span | None) -> Moment | None:
    if row[f"{prefix}_start"] is None:
        return None
    start, end = (datetime.fromisoformat(row[f"{prefix}_{side}"]) for side in ("start", "end"))
    return Moment(start, end, Precision(row[f"{prefix}_precision"]), span)


def _moment_span(prefix: str, row: Stored) -> Span | None:
    start = row[f"{prefix}_span_start"]
    return None if start is None else Span(start, row[f"{prefix}_span_stop"])


def _utc(at: datetime) -> str:
    """The time as text that sorts; as it is where the calendar ends before the zone's offset is taken off."""
    with suppress(OverflowError):
        at = (at.replace(tzinfo=UTC) if at.tzinfo is None else at).astimezone(UTC)
    return at.replace(tzinfo=None).isoformat(timespec="microseconds")


def published_from(row: Stored) -> Moment | None:
    """When the document of this row was published."""
    return _moment_from("published", row, _moment_span("published", row))


def requote_rows(requotes: Iterable[Requote]) -> list[Row]:
    """The rows of a document's requotes, which do not yet refer to it."""
    return [
        {
            "n": n,
            "start": r.span.start,
            "stop": r.span.end,
            "of_document": r.of_document_id,
            "of_start": r.of_span.start,
            "of_stop": r.of_span.end,
            "exact": int(r.exact),
            "score": float(r.score),
            "reason": r.reason,
        }
        for n, r in enumerate(requotes)
    ]


def requote_from(row: Stored, document_id: str) -> Requote:
    return Requote(
        document_id=document_id,
        span=Span(row["start"], row["stop"]),
        of_document_id=row["of_document"],
        of_span=Span(row["of_start"], row["of_stop"]),
        exact=bool(row["exact"]),
        score=row["score"],
        reason=row["reason"],
    )
