"""What a document says in its own voice: clauses outside every attribution that speak of an actor.

docs/models/voice.md says what counts: a finite clause with a subject, of the article or of a comment, about a person,
an organisation, a country or a word that stands for one. Questions, headings, orders, exclamations without a verb and
the words around an attribution ("Speaking on Friday, …") assert nothing.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Doc, Token

from onrecord.attribution.form import form_of
from onrecord.attribution.token_spans import TokenSpans
from onrecord.attribution.voice.actor_words import Named, actor_in
from onrecord.attribution.voice.own_clauses import Clause, Taken, own_clauses
from onrecord.attribution.voice.writers import Writers
from onrecord.language.paragraphs import paragraphs_in
from onrecord.language.quotes import CLOSERS
from onrecord.model import Document, Requote, SectionKind, Span, Statement, hull

SPOKEN = frozenset({SectionKind.BODY, SectionKind.STANDFIRST, SectionKind.CAPTION, SectionKind.COMMENT})
CHANCE = {Named.NAME: 0.9, Named.DESCRIPTION: 0.94, Named.PRONOUN: 0.94, Named.MENTION: 0.5}
"""(right + 1) / (found + 2) on the dev half of evaluation/data/voice.jsonl, by how the actor is named: 8 of 8, then 14
of 14 for the next two together; the last did not occur. A small set of our own: a rank more than a rate."""
PART = 0.7
"""The same for parts of a sentence (3 of 4), against whole ones."""
FEWEST_WORDS = 3
QUOTED_WORDS = 4
"""From so many words on a quotation is somebody's speech; fewer are the writer's borrowing."""
LONGEST_QUOTATION = 5_000
"""Characters after its first paragraph in which a quotation's closing mark is looked for."""
HEADING_WORDS = 14
_END = tuple(".!?:;”\"’')…")
_DATE_LINE = re.compile(
    r"[^\W\d_][^\n–—]{1,70}?\)?\s*[–—]\s+|[A-Z][A-Z .'’-]{2,30}(?:, [\w. ]{3,20})?\s(?:\([^)\n]{1,20}\) )?-\s+"
)
_QUOTE_LINE = re.compile(r"^[ \t]*>[^\n]*$", re.MULTILINE)


def assertions(
    document: Document, statements: Iterable[Statement], requotes: Iterable[Requote], doc: Doc
) -> list[Statement]:
    """The assertions of ``document`` in text order, each with the writer as its speaker and without source and cue."""
    places = TokenSpans(document.text, doc)
    taken = _taken(document, places, statements, requotes)
    writers = Writers(document)
    found = (
        _assertion(document, places, writers, clause)
        for sentence in _sentences(document, places)
        for clause in own_clauses(doc, sentence, taken)
    )
    return sorted({s.id: s for s in found if s is not None}.values(), key=lambda s: (s.extent, s.id))


def _taken(
    document: Document, places: TokenSpans, statements: Iterable[Statement], requotes: Iterable[Requote]
) -> Taken:
    outer = [s for s in statements if s.parent is None]
    speech = [Span(q.start, q.end) for q in places.marks if len(document.text[q.start : q.end].split()) >= QUOTED_WORDS]
    lines = [Span(*m.span()) for m in _QUOTE_LINE.finditer(document.text)]
    return Taken(
        contents=frozenset(places.inside(span for s in outer for span in s.content)),
        cues=frozenset(places.inside(span for s in outer for span in s.cue)),
        quoted=frozenset(
            places.inside([*speech, *lines, *_long_quotations(document, places), *(r.span for r in requotes)])
        ),
    )


def _long_quotations(document: Document, places: TokenSpans) -> Iterator[Span]:
    """Quotations that open a paragraph and close at the end of a later one of the same section."""
    text, past = document.text, 0
    for quotation in places.marks:
        if (
            quotation.closed
            or quotation.start < past
            or text[text.rfind("\n", 0, quotation.start) + 1 : quotation.start].strip()
        ):
            continue
        section = document.section_at(quotation.start)
        limit = min(section.span.end if section else quotation.end, quotation.end + LONGEST_QUOTATION)
        closing = re.compile(f"[{CLOSERS[text[quotation.start]]}][.,]?[ \\t]*(?=\n|\\Z)")
        found = closing.search(text, quotation.end, limit)
        if found is not None:
            past = found.end()
            yield Span(quotation.start, past)


def _sentences(document: Document, places: TokenSpans) -> Iterator[list[int]]:
    """The tokens of each sentence of what is spoken, cut where a paragraph ends; no questions, no headings."""
    stops = any(line.rstrip().endswith((".", "!", "?")) for line in document.text.splitlines())
    for section in (s for s in document.sections if s.kind in SPOKEN):
        headings = stops and section.kind is not SectionKind.COMMENT
        for line in (Span(*p) for p in paragraphs_in(document.text, *section.span)):
            if not (headings and is_heading(line.of(document.text))):
                yield from _of_paragraph(document.text, places, line)


def is_heading(line: str) -> bool:
    words = line.split()
    return len(words) <= HEADING_WORDS and not line.rstrip().endswith(_END)


def _of_paragraph(text: str, places: TokenSpans, line: Span) -> Iterator[list[int]]:
    opening = _DATE_LINE.match(text, line.start, min(line.end, line.start + 120))
    start = opening.end() if opening and _is_date_line(opening.group()) else line.start
    tokens = places.tokens(Span(start, line.end))
    sentence: list[int] = []
    for i in tokens:
        if sentence and places.doc[i].is_sent_start:
            yield from _stated(places, sentence)
            sentence = []
        sentence.append(i)
    yield from _stated(places, sentence)


def _is_date_line(words: str) -> bool:
    """ "ORSUND, March 8 (MPA) –": a place in capitals first."""
    first = re.match(r"[^\W\d_]+", words)
    return first is not None and len(first.group()) > 2 and first.group().isupper()


def _stated(places: TokenSpans, sentence: Sequence[int]) -> Iterator[list[int]]:
    """``sentence`` unless it is a question."""
    words = [i for i in sentence if not places.doc[i].is_space]
    marks = [places.doc[i].text for i in words[-3:] if places.doc[i].is_punct]
    if words and not any("?" in mark for mark in marks):
        yield words


def _assertion(document: Document, places: TokenSpans, writers: Writers, clause: Clause) -> Statement | None:
    content = places.spans(clause.tokens)
    named = actor_in(clause.subject, (places.doc[i] for i in clause.tokens))
    if named is None or _words(document.text, content) < FEWEST_WORDS or _only_auxiliary(clause.head):
        return None
    return Statement(
        document_id=document.id,
        source=(),
        cue=(),
        content=content,
        form=form_of(document.text, content, places.near(hull(content))),
        confidence=CHANCE[named] * (1.0 if clause.whole else PART),
        speaker=writers.at(content[0].start),
    )


def _only_auxiliary(verb: Token) -> bool:
    """ "They never do.": what they do stands elsewhere."""
    bare = verb.lower_ in (
        "do",
        "does",
        "did",
        "has",
        "have",
        "had",
        "is",
        "are",
        "was",
        "were",
        "will",
        "can",
        "would",
    )
    return bare and not any(
        c.i > verb.i and c.dep_ not in ("punct", "neg", "advmod", "cc", "conj") for c in verb.children
    )


def _words(text: str, spans: Iterable[Span]) -> int:
    return sum(len(s.of(text).split()) for s in spans)
