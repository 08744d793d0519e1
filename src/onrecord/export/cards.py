"""Statements as a reader sees them: numbered, in the order of the text, in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from onrecord.claims.answers import answers
from onrecord.export import words
from onrecord.export.marks import check_spans
from onrecord.export.notes import ACTS, notes
from onrecord.export.words import excerpt
from onrecord.model import Document, Span, Statement, content_id

NAME_LIMIT = 80
CONTENT_LIMIT = 320
_BETWEEN_PARTS = " … "


class Answering(NamedTuple):
    """A denial or refusal that stands beside a statement."""

    id: str
    number: int
    who: str
    act: str


@dataclass(frozen=True, slots=True)
class Card:
    """One statement or assertion; ``number`` counts within its document, ``within`` is its holder's number.

    ``name`` is the speaker's where ``named``; else the words that the text uses for whoever is cited, "" for none.
    ``called`` are those words where they differ from the name. ``live`` opens the page on the web at the words.
    """

    id: str
    number: int
    statement: Statement
    named: bool
    name: str
    kind: str
    called: str
    cue: str
    content: str
    facts: tuple[str, ...]
    within: int | None
    live: str | None
    answers: tuple["Answering", ...] = ()

    @property
    def anchor(self) -> str:
        return f"s-{self.id}"

    @property
    def place(self) -> str:
        """The id of the first marked words in the text."""
        return f"t-{self.id}"

    @property
    def facts_id(self) -> str:
        return f"f-{self.id}"

    @property
    def speaker_anchor(self) -> str:
        return "p-" + content_id("speaker", self.name, self.kind)

    @property
    def own(self) -> bool:
        """Whether it is in the document's own voice."""
        return self.statement.is_assertion

    @property
    def who(self) -> str:
        return self.name or ("The document" if self.own else "No source given")

    @property
    def noun(self) -> str:
        return "assertion" if self.own else "statement"

    @property
    def spans(self) -> tuple[Span, ...]:
        return (*self.statement.source, *self.statement.cue, *self.statement.content)


def cards_of(document: Document, statements: Iterable[Statement], address: str | None = None) -> list[Card]:
    """A card for each statement; SpanError where one does not fit ``document``, whose web address is ``address``."""
    found = list(statements)
    check_spans(document, found)
    ordered = {statement.id: statement for statement in sorted(found, key=_position)}
    numbers = {key: number for number, key in enumerate(ordered, 1)}
    cards = {key: _card(document, key, statement, numbers, address) for key, statement in ordered.items()}
    for key, answering in answers(document, found).items():
        cards[key] = replace(cards[key], answers=tuple(_answering(cards[id_]) for id_ in answering))
    return list(cards.values())


def _answering(card: Card) -> Answering:
    return Answering(card.id, card.number, card.who, ACTS[card.statement.act] if card.statement.act else "")


def _position(statement: Statement) -> tuple[int, bool, int, str]:
    """What begins first; of those that begin together first what is in no other, then what ends first."""
    if not (statement.source or statement.cue or statement.content):
        return 1 << 62, True, 0, statement.id
    start, end = statement.extent
    return start, statement.parent is not None, end, statement.id


def _card(document: Document, key: str, statement: Statement, numbers: Mapping[str, int], address: str | None) -> Card:
    speaker = statement.speaker
    called = _quoted(document, statement.source, NAME_LIMIT)
    name = excerpt(speaker.name, NAME_LIMIT) if speaker else called
    return Card(
        id=key,
        number=numbers[key],
        statement=statement,
        named=speaker is not None,
        name=name,
        kind=words.KINDS[speaker.kind] if speaker else "",
        called=called if called.casefold() != name.casefold() else "",
        cue=_quoted(document, statement.cue, NAME_LIMIT),
        content=_quoted(document, statement.content, CONTENT_LIMIT),
        facts=tuple(_facts(document.text, statement)),
        within=numbers.get(statement.parent or ""),
        live=_live(document, statement, address),
    )


def _quoted(document: Document, spans: Iterable[Span], limit: int) -> str:
    return excerpt(_BETWEEN_PARTS.join(span.of(document.text) for span in spans), limit)


def _facts(text: str, statement: Statement) -> Iterable[str]:
    yield words.form(text, statement)
    yield f"confidence {words.confidence(statement.confidence)}"
    yield from map(str, notes(text, statement))


def _live(document: Document, statement: Statement, address: str | None) -> str | None:
    spans = statement.content or statement.cue or statement.source
    return words.address_of_words(address, spans[0].of(document.text)) if address and spans else None
