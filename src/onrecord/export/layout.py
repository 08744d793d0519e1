"""A document's text as blocks of marked paragraphs, by section; every character of the text is in exactly one."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from markupsafe import Markup

from onrecord.export import words
from onrecord.export.cards import Card
from onrecord.export.marks import Mark, MarkedText
from onrecord.export.requote_cards import RequoteCard, passage_notes, quoted_marks
from onrecord.export.words import count
from onrecord.model import Document, Hyperlink, Moment, Section, SectionKind, Span, hull

DEEPEST_REPLY = 6

# A line over this many characters was not cut to fit a width: it is a paragraph, and so are its neighbours.
_LONG_LINE = 100
_LINE_ENDS = re.compile(r"\r?\n(?:[ \t\r]*\n)*")
_NOTE = Markup(
    '<a class="note{own}" href="#{anchor}" data-s="{number}" aria-label="{label}" aria-describedby="{facts}"></a>'
)
_PARAGRAPH = Markup("<p>{}</p>")
_GAP = Markup('<span class="gap">{}</span>')


@dataclass(frozen=True, slots=True)
class Block:
    """One section, or text outside every section, as HTML. ``depth`` is how far down a thread a comment stands."""

    role: str
    label: str
    html: Markup
    author: str = ""
    time: Moment | None = None
    answers: str | None = None
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Group:
    """Neighbouring blocks that are shown together: "article", "comments", or "unread", which is folded away."""

    kind: str
    blocks: list[Block]
    size: str = ""
    opened: bool = False


class _Stretch(NamedTuple):
    span: Span
    order: int | None
    section: Section | None


def layout(document: Document, cards: Sequence[Card], requotes: Sequence[RequoteCard] = ()) -> list[Group]:
    """The whole text in groups, with the cards' words marked and a numbered note at the end of each, and a link
    behind each passage that quotes other words of it."""
    marks = [*quoted_marks(requotes), *_marks(cards), *_links(document.links, len(document.text))]
    notes = _notes(document.text, cards)
    for position, note in passage_notes(requotes):
        notes.setdefault(position, []).append(note)
    marked = MarkedText(document.text, marks, notes)
    depths = _depths(document.sections)
    return [_group(kind, document, marked, stretches, depths) for kind, stretches in _grouped(document)]


def _group(
    kind: str, document: Document, marked: MarkedText, stretches: Sequence[_Stretch], depths: Sequence[int]
) -> Group:
    blocks = [_block(document, marked, stretch, depths) for stretch in stretches]
    if kind == "comments":
        return Group(kind, blocks, count(sum(block.role == "comment" for block in blocks), "comment"))
    if kind == "article":
        return Group(kind, blocks)
    size = sum(len(stretch.span.of(document.text).split()) for stretch in stretches)
    labels = dict.fromkeys(block.label for block in blocks if block.label)
    # What is marked must not be out of sight, even where nothing should have been read.
    opened = any(marked.touched(stretch.span) for stretch in stretches)
    return Group(kind, blocks, f"{' and '.join(labels)}, {count(size, 'word')}", opened)


def _grouped(document: Document) -> Iterator[tuple[str, list[_Stretch]]]:
    """Neighbours of one kind together; white space between two sections goes with the first."""
    kind, members = "article", list[_Stretch]()
    for stretch in _stretches(document):
        mine = kind if _is_blank(document, stretch) else _kind(stretch)
        if mine != kind and members:
            yield kind, members
            members = []
        kind = mine
        members.append(stretch)
    if members:
        yield kind, members


def _kind(stretch: _Stretch) -> str:
    match stretch.section.kind if stretch.section else None:
        case SectionKind.COMMENT:
            return "comments"
        case SectionKind.RELATED | SectionKind.BOILERPLATE:
            return "unread"
    return "article"


def _is_blank(document: Document, stretch: _Stretch) -> bool:
    return stretch.section is None and not stretch.span.of(document.text).strip()


def _block(document: Document, marked: MarkedText, stretch: _Stretch, depths: Sequence[int]) -> Block:
    html = _paragraphs(document.text, marked, stretch.span)
    section, order = stretch.section, stretch.order
    if section is None or order is None:
        if _is_blank(document, stretch):
            return Block("gap", "", html)
        return Block("body", "Outside every section, not read" if document.sections else "", html)
    block = Block(section.kind.value, words.SECTIONS.get(section.kind, ""), html)
    if section.kind is not SectionKind.COMMENT:
        return block
    answered = _answered(document.sections, order)
    answers = None if answered is None else document.sections[answered].author or "another reader"
    return replace(block, author=section.author or "", time=section.time, answers=answers, depth=depths[order])


def _paragraphs(text: str, marked: MarkedText, span: Span) -> Markup:
    """The stretch as <p> elements; the line ends between them are kept, out of sight."""
    out = []
    start = span.start
    for gap in _gaps(text, span):
        if start < gap.start:
            out.append(_PARAGRAPH.format(marked.html(Span(start, gap.start))))
        out.append(_GAP.format(marked.html(gap)))
        start = gap.end
    if start < span.end:
        out.append(_PARAGRAPH.format(marked.html(Span(start, span.end))))
    return Markup("").join(out)


def _gaps(text: str, span: Span) -> Iterator[Span]:
    """Line ends that part two paragraphs: blank lines, those beside a long line, and those at the stretch's edges."""
    breaks = [Span(*found.span()) for found in _LINE_ENDS.finditer(text, span.start, span.end)]
    edges = [span.start, *(edge for each in breaks for edge in each), span.end]
    for number, found in enumerate(breaks):
        before, after = found.start - edges[2 * number], edges[2 * number + 3] - found.end
        blank = text.count("\n", *found) > 1
        if blank or not before or not after or max(before, after) > _LONG_LINE:
            yield found


def _marks(cards: Iterable[Card]) -> Iterator[Mark]:
    for card in cards:
        statement = card.statement
        first = min(card.spans, default=None)
        for role, spans in (("content", statement.content), ("source", statement.source), ("cue", statement.cue)):
            for span in spans:
                yield Mark(span, role, card.number, card.place if span == first else "", own=card.own)
                # Two roles may have the same words, and an id may stand only once.
                first = None if span == first else first


def _links(links: Iterable[Hyperlink], length: int) -> Iterator[Mark]:
    """Links of the web; of two that overlap the first, since a link cannot hold a link."""
    end = 0
    for link in sorted(links, key=lambda link: link.span):
        address = words.web_address(link.target)
        if address and end <= link.span.start < link.span.end <= length:
            end = link.span.end
            yield Mark(link.span, "link", target=address)


def _notes(text: str, cards: Iterable[Card]) -> dict[int, list[Markup]]:
    """A link to each card, after the last word of its statement."""
    notes: dict[int, list[Markup]] = {}
    for card in cards:
        if card.spans:
            start, end = hull(card.spans)
            last_word = start + len(text[start:end].rstrip())
            label = words.shown(f"{card.noun.capitalize()} {card.number}: {card.who}")
            own = " own" if card.own else ""
            note = _NOTE.format(own=own, anchor=card.anchor, number=card.number, label=label, facts=card.facts_id)
            notes.setdefault(last_word if last_word > start else end, []).append(note)
    return notes


def _stretches(document: Document) -> Iterator[_Stretch]:
    """The sections in order and what lies between them; a section that begins inside another loses its beginning."""
    position = 0
    for order, section in enumerate(document.sections):
        start, end = max(position, section.span.start), min(section.span.end, len(document.text))
        if start >= end:
            continue
        if position < start:
            yield _Stretch(Span(position, start), None, None)
        yield _Stretch(Span(start, end), order, section)
        position = end
    if position < len(document.text):
        yield _Stretch(Span(position, len(document.text)), None, None)


def _depths(sections: Sequence[Section]) -> list[int]:
    """How deep each comment stands in its thread, from 0."""
    depths: list[int] = []
    for index in range(len(sections)):
        answered = _answered(sections, index)
        depths.append(0 if answered is None else min(depths[answered] + 1, DEEPEST_REPLY))
    return depths


def _answered(sections: Sequence[Section], index: int) -> int | None:
    """The comment that this one answers; only what comes before it counts, so that a thread cannot be a circle."""
    to = sections[index].reply_to
    return to if to is not None and 0 <= to < index and sections[to].kind is SectionKind.COMMENT else None
