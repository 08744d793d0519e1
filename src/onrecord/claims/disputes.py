"""A reader's comment and what it disputes: a sentence of the article, or the comment that it replies to."""

from collections.abc import Iterable, Mapping, Sequence

from onrecord.claims.comparison.parties import same_party
from onrecord.claims.ends import between
from onrecord.claims.likeness import likeness
from onrecord.model import (
    Act,
    Aspect,
    Certainty,
    Compared,
    Document,
    Link,
    LinkKind,
    Proposition,
    Requote,
    Role,
    Section,
    SectionKind,
    Span,
    Statement,
    quoted,
)

LIKE = 0.3
"""Likeness from which on two contents with the same actor are about one thing."""
MOST_DISPUTED = 3
"""Sentences that one comment's statement is set beside."""
_DENIED, _DOUBTED = 0.7, 0.55
"""Score of a link from what a reader denies, and from what a reader only has not heard or does not believe."""
_QUOTED = 0.2
"""More, where the comment quotes the sentence."""
_ACTING = frozenset({Role.AGENT, Role.SOURCE, Role.GOAL})


def disputes(
    document: Document,
    statements: Sequence[Statement],
    propositions: Iterable[Proposition],
    requotes: Iterable[Requote] = (),
) -> list[Link]:
    """A contradicts link from each statement of a comment whose reader does not take the content to be so."""
    worded = {p.statement_id: p for p in propositions}
    placed = [(s, document.section_at(s.extent.start)) for s in statements if s.content and s.id in worded]
    quotes = [r for r in requotes if r.of_document_id == document.id]
    links = []
    for statement, section in placed:
        if section is not None and section.kind is SectionKind.COMMENT and _doubts(statement, worded):
            sources = [r.of_span for r in quotes if r.span.overlaps(section.span)]
            best = _best(statement, _others(document, placed, section), worded, sources)
            links += [_link(document, statement, other, score) for other, score in best]
    return links


def _doubts(statement: Statement, worded: Mapping[str, Proposition]) -> bool:
    return statement.act is Act.DENIES or worded[statement.id].denied


def _others(
    document: Document, placed: Sequence[tuple[Statement, Section | None]], section: Section
) -> list[Statement]:
    """Those of the article, and of the comment that ``section`` answers."""
    above = document.sections[section.reply_to] if section.reply_to is not None else None
    return [s for s, at in placed if at is not None and (at.kind is not SectionKind.COMMENT or at == above)]


def _best(
    statement: Statement, others: Sequence[Statement], worded: Mapping[str, Proposition], sources: Sequence[Span]
) -> list[tuple[Statement, float]]:
    """``sources`` are what the comment quotes."""
    rated = []
    for other in others:
        one, two = worded[statement.id], worded[other.id]
        like = likeness(one, two)
        quoting = any(span.overlaps(part) for span in sources for part in other.content)
        if quoting or (like >= LIKE and _same_actor(one, two)):
            rated.append((other, like + quoting))
    best = sorted(rated, key=lambda found: (-found[1], found[0].extent, found[0].id))[:MOST_DISPUTED]
    return [(other, _score(statement, quoting=like > 1)) for other, like in best]


def _same_actor(one: Proposition, other: Proposition) -> bool:
    """Whether whoever acts in the one takes part in the other."""
    acting = [p for p in one.parties if p.role in _ACTING and p.name]
    return any(same_party(p, q) for p in acting[:1] for q in other.parties)


def _score(statement: Statement, *, quoting: bool) -> float:
    base = _DOUBTED if statement.certainty is not Certainty.CERTAIN else _DENIED
    return round(base + (_QUOTED if quoting else 0.0), 3)


def _link(document: Document, statement: Statement, other: Statement, score: float) -> Link:
    text = document.text
    said = Compared(Aspect.REPLY, quoted(text, statement.cue), quoted(text, other.cue), agrees=False)
    wording = Compared(Aspect.WORDING, quoted(text, statement.content), quoted(text, other.content), agrees=False)
    return between(LinkKind.CONTRADICTS, statement, other, score, said, wording)
