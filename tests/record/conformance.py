"""What any backend of the record must do is tested in ``test_store.py`` against each backend listed here."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path

from onrecord.model import ActorKind, Document, Form, Section, SectionKind, Span, Speaker, Statement
from onrecord.record import Record, Store

type Clock = Callable[[], datetime]
type Opens = Callable[[Path, Clock], AbstractContextManager[Store]]

NOON = datetime(2023, 2, 24, 12, tzinfo=UTC)


def sqlite(folder: Path, clock: Clock) -> AbstractContextManager[Store]:
    return Record(folder / "record.db", clock=clock)


# A new backend adds a line: how it opens an empty store that belongs to an empty folder.
BACKENDS: dict[str, Opens] = {
    "sqlite": sqlite,
}


class HandClock:
    """Noon on 24 February 2023 until a test moves it."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now


def a_document(text: str = "The firm said it had no talks.", **fields: object) -> Document:
    whole = (Section(SectionKind.BODY, Span(0, len(text))),)
    return Document(**{"text": text, "sections": whole, "name": "news", "location": "/texts/news.txt", **fields})  # type: ignore[arg-type]


def a_statement(
    document: Document,
    content: str,
    cue: str = "said",
    source: str = "The firm",
    *,
    name: str | None = "Acme",
    parent: str | None = None,
    confidence: float = 0.5,
) -> Statement:
    """A statement over the first places in the text that have these words."""
    named = _spans(document, source)
    speaker = Speaker(name, ActorKind.ORGANISATION, named[0]) if name is not None and named else None
    cues, contents = _spans(document, cue), _spans(document, content)
    return Statement(document.id, named, cues, contents, Form.INDIRECT, confidence, speaker, parent)


def _spans(document: Document, words: str) -> tuple[Span, ...]:
    start = document.text.index(words)
    return (Span(start, start + len(words)),) if words else ()
