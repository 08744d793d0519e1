"""What readers quote, as a report shows it: the passage, whose words they are, and a way to them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from onrecord.errors import SpanError
from onrecord.export import words
from onrecord.export.marks import QUOTED, Mark
from onrecord.model import Document, Requote, SectionKind

PASSAGE_LIMIT = 200
_NOTE = Markup('<a class="requote" id="{place}" href="#{target}" data-from="{origin}" aria-label="{label}"></a>')


@dataclass(frozen=True, slots=True)
class RequoteCard:
    """One passage of a comment. ``by`` and ``origin`` name who quotes and who is quoted."""

    requote: Requote
    passage: str
    by: str
    origin: str
    same: str

    @property
    def place(self) -> str:
        """The id of the note behind the passage."""
        return f"r-{self.requote.id}"

    @property
    def target(self) -> str:
        """The id of the words quoted."""
        return f"q-{self.requote.id}"


def requote_cards(document: Document, requotes: Iterable[Requote]) -> list[RequoteCard]:
    """In text order; SpanError where one is of another document or does not fit ``document``.

    What quotes another document is left out: the report need not hold it.
    """
    own, length = document.id, len(document.text)
    found = sorted({r.id: r for r in requotes if r.of_document_id == own}.values(), key=lambda r: (r.span, r.id))
    for requote in found:
        if requote.document_id != own or not all(0 <= s < e <= length for s, e in (requote.span, requote.of_span)):
            raise SpanError(f"requote {requote.id} does not fit {document.name or own}")
    return [_card(document, r) for r in found]


def _card(document: Document, requote: Requote) -> RequoteCard:
    return RequoteCard(
        requote,
        words.excerpt(requote.span.of(document.text), PASSAGE_LIMIT),
        _writer(document, requote.span.start),
        _writer(document, requote.of_span.start),
        "the same words" if requote.exact else f"nearly the same words, {requote.score:.0%} shared",
    )


def _writer(document: Document, position: int) -> str:
    section = document.section_at(position)
    if section is None or section.kind is not SectionKind.COMMENT:
        return "the article"
    return section.author or "a reader who is not named"


def quoted_marks(cards: Iterable[RequoteCard]) -> Iterator[Mark]:
    return (Mark(card.requote.of_span, QUOTED, anchor=card.target) for card in cards)


def passage_notes(cards: Iterable[RequoteCard]) -> Iterator[tuple[int, Markup]]:
    """The end of each passage, and the link that stands there."""
    for card in cards:
        label = words.shown(f"Quotes {card.origin}: {card.requote.reason}")
        yield (
            card.requote.span.end,
            _NOTE.format(place=card.place, target=card.target, origin=words.shown(card.origin), label=label),
        )
