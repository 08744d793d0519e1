"""Documents and what they attribute to whom, as one HTML file that needs nothing from anywhere else."""

import base64
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any, NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from onrecord.claims.overview import Claims
from onrecord.export import words
from onrecord.export.actor_cards import ActorCard, actor_cards
from onrecord.export.cards import Card, cards_of
from onrecord.export.claim_cards import Place, claim_cards, reports_of
from onrecord.export.layout import Group, layout
from onrecord.export.requote_cards import RequoteCard, requote_cards
from onrecord.export.words import count, excerpt, shown
from onrecord.model import Actor, Document, Requote, SectionKind, Statement

Pair = tuple[Document, Sequence[Statement]]

# "en", "pt-BR", "zh-Hant": what the lang attribute takes; anything else is left out of the page.
_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_TEMPLATE_FOLDER = "report_template"
OPENED = 3
"""Claims that are unfolded from the start."""


@dataclass(frozen=True, slots=True)
class Page:
    """One document as the report shows it; ``number`` counts from 1."""

    id: str
    number: int
    document: Document
    title: str
    address: str | None
    language: str | None
    groups: list[Group]
    cards: list[Card]
    requotes: list[RequoteCard]
    actors: list[ActorCard]
    speakers: int

    @property
    def counts(self) -> str:
        """ "3 statements, 2 assertions"; assertions only where there are any."""
        own = sum(card.own for card in self.cards)
        cited = count(len(self.cards) - own, "statement")
        return f"{cited}, {count(own, 'assertion')}" if own else cited


class Entry(NamedTuple):
    """One speaker of the index, with every statement attributed to them."""

    anchor: str
    name: str
    kind: str
    places: list[tuple[Page, Card]]


def render(
    pairs: Iterable[Pair],
    *,
    title: str = "onrecord report",
    made: datetime,
    failures: Sequence[tuple[str, str]] = (),
    requotes: Iterable[Requote] = (),
    actors: Iterable[Actor] = (),
    claims: Claims | None = None,
) -> str:
    """The report as HTML, the same bytes for the same input; ``failures`` are (input, what was wrong).

    Assertions stand among a document's statements; ``requotes`` and ``actors`` are those of all documents, ``claims``
    what they claim; without it the report has no section of claims.

    A document given twice is shown once, with the statements of both. Encode it as UTF-8.
    SpanError where a statement does not fit its document.
    """
    passages, mentioned = _by_document(requotes), _by_document(actors)
    pages = [
        _page(number, document, found, passages[document.id], mentioned[document.id])
        for number, (document, found) in enumerate(_merged(pairs), 1)
    ]
    named, unnamed = _index(pages)
    shown = claim_cards(claims, _places(pages)) if claims is not None else []
    return (
        _environment()
        .get_template("report.html.j2")
        .render(
            title=title,
            made=made,
            failures=failures,
            pages=pages,
            named=named,
            unnamed=unnamed,
            figures=_figures(pages, shown, named, failures),
            has_claims=claims is not None,
            claims=shown,
            claim_of=reports_of(shown, claims) if claims is not None else {},
            opened=OPENED,
            single=len(claims.telling()) - len(shown) if claims is not None else 0,
            **_inlined(),
        )
    )


def _by_document[T: (Requote, Actor)](found: Iterable[T]) -> dict[str, list[T]]:
    by_document: dict[str, list[T]] = defaultdict(list)
    for one in found:
        by_document[one.document_id].append(one)
    return by_document


def _places(pages: Iterable[Page]) -> dict[str, Place]:
    return {card.id: Place(f"{page.number}.{card.number}", card.anchor) for page in pages for card in page.cards}


def _merged(pairs: Iterable[Pair]) -> list[Pair]:
    """Each document once and each statement once, in the order they first came."""
    documents: dict[str, Document] = {}
    statements: dict[str, dict[str, Statement]] = {}
    for document, found in pairs:
        key = document.id
        documents.setdefault(key, document)
        for statement in found:
            statements.setdefault(key, {}).setdefault(statement.id, statement)
    return [(document, list(statements.get(key, {}).values())) for key, document in documents.items()]


def _page(
    number: int,
    document: Document,
    statements: Sequence[Statement],
    requotes: Sequence[Requote],
    actors: Sequence[Actor],
) -> Page:
    address = words.web_address(document.url)
    cards, passages = cards_of(document, statements, address), requote_cards(document, requotes)
    speakers = {(card.name, card.kind) for card in cards if card.named and not card.own}
    tag = document.language or ""
    return Page(
        id=document.id,
        number=number,
        document=document,
        title=_title(document),
        address=address,
        language=tag if _LANGUAGE_TAG.fullmatch(tag) else None,
        groups=layout(document, cards, passages),
        cards=cards,
        requotes=passages,
        actors=actor_cards(document, actors, cards),
        speakers=len(speakers),
    )


def _title(document: Document) -> str:
    headline = next((s.span.of(document.text) for s in document.sections if s.kind is SectionKind.HEADLINE), "")
    given = (document.title or "").strip() or headline.strip() or document.name.strip()
    return excerpt(given, 200) or "Untitled document"


def _index(pages: Sequence[Page]) -> tuple[list[Entry], list[Entry]]:
    """Speakers by name; then those that no name was found for, by the words the text uses for them."""
    named: dict[tuple[str, str], Entry] = {}
    unnamed: dict[str, Entry] = {}
    for page in pages:
        for card in (c for c in page.cards if not c.own):
            if card.named:
                entry = named.setdefault((card.name, card.kind), Entry(card.speaker_anchor, card.name, card.kind, []))
            else:
                entry = unnamed.setdefault(card.name.casefold(), Entry("", card.name, "", []))
            entry.places.append((page, card))
    return _sorted(named.values()), _sorted(unnamed.values())


def _sorted(entries: Iterable[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda entry: (not entry.name, entry.name.casefold(), entry.name, entry.kind))


def _figures(
    pages: Sequence[Page], claims: Sequence[object], named: Sequence[Entry], failures: Sequence[object]
) -> list[tuple[str, str]]:
    own = sum(card.own for page in pages for card in page.cards)
    counts = [
        (len(pages), "document"),
        (sum(len(page.cards) for page in pages) - own, "statement"),
        *[(own, "assertion")] * bool(own),
        *[(len(claims), "shared or disputed claim")] * bool(claims),
        (len(named), "named speaker"),
        (len(failures), "input"),
    ]
    figures = [(f"{number:,}", count(number, noun).split(" ", 1)[1]) for number, noun in counts]
    return [*figures[:-1], (figures[-1][0], f"{figures[-1][1]} could not be read")]


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("onrecord.export", _TEMPLATE_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_safe,
    )
    environment.filters.update(
        count=count, when=words.when, clock=words.clock, excerpt=excerpt, file_name=words.file_name
    )
    return environment


def _safe(value: object) -> object:
    """What cannot stand in a page is replaced in every text that a template puts in."""
    return shown(value) if isinstance(value, str) and not isinstance(value, Markup) else value


@cache
def _inlined() -> Mapping[str, Any]:
    """Style and script, and the policy that allows these two and nothing else to load, run or be sent."""
    style, script = _asset("report.css"), _asset("report.js")
    policy = (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; base-uri 'none';"
        " form-action 'none'"
    )
    return {"style": Markup(style), "script": Markup(script), "policy": policy}  # noqa: S704 - our own files


def _asset(name: str) -> str:
    return files("onrecord.export").joinpath(_TEMPLATE_FOLDER, name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(sha256(text.encode()).digest()).decode()
