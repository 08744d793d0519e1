"""One row a statement or assertion, for spreadsheets and statistics."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from typing import TextIO

from onrecord.export.marks import check_spans
from onrecord.model import Document, Span, Statement, quoted

COLUMNS = (
    "document",
    "title",
    "published",
    "url",
    "speaker",
    "speaker_kind",
    "source",
    "cue",
    "content",
    "form",
    "act",
    "sourcing",
    "certainty",
    "polarity",
    "said",
    "confidence",
    "source_at",
    "cue_at",
    "content_at",
    "section",
    "id",
    "parent",
    "document_id",
    "kind",
    "status",
    "happened",
)

# A spreadsheet runs a cell that begins with one of these as a formula, also in their full-width forms.
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")


def rows(document: Document, statements: Iterable[Statement]) -> Iterator[dict[str, str]]:
    """One dict a statement, with the keys of COLUMNS and the values as the text has them; assertions are statements of
    the kind "assertion", without source and cue.

    The columns ending in ``_at`` are character offsets, "s-e;s-e". SpanError as :func:`check_spans`.
    """
    found, about = list(statements), _about(document)
    check_spans(document, found)
    for statement in found:
        kind = {"kind": "assertion" if statement.is_assertion else "attribution"}
        yield about | kind | _who(statement) | _words(document, statement) | _judged(statement)


def write(stream: TextIO, pairs: Iterable[tuple[Document, Sequence[Statement]]]) -> int:
    """Writes a header and every row to ``stream`` after RFC 4180; how many rows there were.

    Open the stream with ``encoding="utf-8", newline=""``. A cell that a spreadsheet would run as a formula gets an
    apostrophe before it, so such a cell differs from the text by that one character; the offsets do not move.
    """
    writer = csv.DictWriter(stream, COLUMNS)
    writer.writeheader()
    written = 0
    for document, statements in pairs:
        for row in rows(document, statements):
            writer.writerow({name: _cell(value) for name, value in row.items()})
            written += 1
    return written


def _about(document: Document) -> dict[str, str]:
    return {
        "document": document.name,
        "title": document.title or "",
        "published": document.published.iso() if document.published else "",
        "url": document.url or "",
        "document_id": document.id,
    }


def _who(statement: Statement) -> dict[str, str]:
    speaker = statement.speaker
    return {"speaker": speaker.name if speaker else "", "speaker_kind": speaker.kind.value if speaker else ""}


def _words(document: Document, statement: Statement) -> dict[str, str]:
    return {
        "source": quoted(document.text, statement.source),
        "cue": quoted(document.text, statement.cue),
        "content": quoted(document.text, statement.content),
        "source_at": _offsets(statement.source),
        "cue_at": _offsets(statement.cue),
        "content_at": _offsets(statement.content),
        "section": _section(document, statement),
    }


def _judged(statement: Statement) -> dict[str, str]:
    return {
        "form": statement.form.value,
        "act": statement.act or "",
        "sourcing": statement.sourcing or "",
        "certainty": statement.certainty or "",
        "polarity": statement.polarity or "",
        "status": statement.status or "",
        "said": statement.said.iso() if statement.said else "",
        "happened": statement.happened.iso() if statement.happened else "",
        "confidence": f"{statement.confidence:.4f}",
        "id": statement.id,
        "parent": statement.parent or "",
    }


def _offsets(spans: Iterable[Span]) -> str:
    return ";".join(f"{span.start}-{span.end}" for span in spans)


def _section(document: Document, statement: Statement) -> str:
    """The kind of section that holds the first words of the content, or of the cue or source where there is none."""
    spans = statement.content or statement.cue or statement.source
    section = document.section_at(spans[0].start) if spans else None
    return section.kind.value if section else ""


def _cell(value: str) -> str:
    plain = value.encode("utf-8", "replace").decode("utf-8")  # a lone surrogate cannot be written
    return f"'{plain}" if plain.startswith(_FORMULA) else plain
