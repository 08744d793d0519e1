"""Documents, statements and propositions by hand, and a judge that counts words."""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from onrecord.claims.propositions.keys import keys
from onrecord.claims.propositions.stems import stem
from onrecord.model import (
    Act,
    ActorKind,
    Answer,
    Bound,
    Certainty,
    Commitment,
    Document,
    Form,
    Link,
    LinkKind,
    Margin,
    Moment,
    Party,
    Passage,
    Polarity,
    Precision,
    Proposition,
    Quantity,
    Role,
    Section,
    SectionKind,
    Span,
    Speaker,
    Statement,
    Status,
)


class Told(NamedTuple):
    """A sentence that a speaker says, and what is to be compared in it. ``words`` are those that carry content."""

    speaker: str
    cue: str
    content: str
    predicate: str = ""
    numbers: tuple[Quantity, ...] = ()
    parties: tuple[Party, ...] = ()
    act: Act = Act.SAYS
    negated: bool = False
    denied: bool = False
    status: Status = Status.HAPPENED
    day: int = 1
    clause: bool = True
    comment: bool = False


class Record(NamedTuple):
    document: Document
    statements: tuple[Statement, ...]
    propositions: tuple[Proposition, ...]


def record(*told: Told, name: str = "") -> Record:
    """A document of one line for each sentence; comments are sections of their own."""
    text, sections, places = "", [], []
    for row in told:
        start = len(text)
        line = f"{row.speaker} {row.cue} {row.content}. "
        text += line
        kind = SectionKind.COMMENT if row.comment else SectionKind.BODY
        sections.append(Section(kind, Span(start, len(text))))
        places.append(start)
    document = Document(text, tuple(sections), name=name, url=f"https://example.org/{name}")
    rows = [_row(document, row, start) for row, start in zip(told, places, strict=True)]
    return Record(document, tuple(s for s, _ in rows), tuple(p for _, p in rows))


def _row(document: Document, told: Told, start: int) -> tuple[Statement, Proposition]:
    cue = Span(start + len(told.speaker) + 1, start + len(told.speaker) + 1 + len(told.cue))
    content = Span(cue.end + 1, cue.end + 1 + len(told.content))
    mention = Span(start, start + len(told.speaker))
    sure = Certainty.NONE if told.denied and told.act is not Act.DENIES else Certainty.CERTAIN
    polarity = Polarity.NEGATIVE if told.negated or told.denied else Polarity.POSITIVE
    margin = Margin(
        act=Answer(told.act), commitment=Commitment(Answer(sure), Answer(polarity, (cue,)), Answer(told.status))
    )
    speaker = Speaker(told.speaker, ActorKind.UNKNOWN, mention)
    statement = Statement(document.id, (mention,), (cue,), (content,), Form.INDIRECT, 1.0, speaker, margin=margin)
    return statement, proposition(told, statement)


def proposition(told: Told, statement: Statement | None = None) -> Proposition:
    words = tuple(dict.fromkeys(map(stem, [told.predicate, *re.findall(r"[A-Za-z]{4,}", told.content)])))
    return Proposition(
        statement_id=statement.id if statement else told.content,
        document_id=statement.document_id if statement else "d",
        wording=told.content,
        keys=keys(told.parties, told.numbers, words),
        predicate=stem(told.predicate),
        words=tuple(w for w in words if w),
        numbers=told.numbers,
        parties=told.parties,
        negated=told.negated,
        denied=told.denied,
        status=told.status,
        reported=day(told.day),
        clause=told.clause,
    )


def day(number: int) -> Moment:
    return Moment.at(datetime(2031, 5, number), Precision.DAY)


def count(number: float, unit: str = "drone", bound: Bound = Bound.EXACT) -> Quantity:
    return Quantity(number, number, unit, bound, f"{number:g} {unit}s")


def country(name: str, role: Role) -> Party:
    return Party(name.lower(), role, name, name, ActorKind.COUNTRY.value)


def firm(name: str, role: Role, of: str | None = None) -> Party:
    return Party(name.lower(), role, name or "a firm", of, ActorKind.ORGANISATION.value)


class Counted(NamedTuple):
    same: float
    supports: float = 0.0
    contradicts: float = 0.0
    similarity: float = 0.0


def by_words(pairs: Sequence[tuple[str, str]]) -> list[Counted]:
    """A judge without a model: the share of words in common, numbers aside."""
    return [Counted(share, similarity=share) for share in (_shared(*pair) for pair in pairs)]


def _shared(one: str, other: str) -> float:
    a, b = (set(map(stem, re.findall(r"[A-Za-z]{3,}", text))) for text in (one, other))
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


def link(kind: LinkKind, one: Statement, other: Statement, score: float = 0.9) -> Link:
    ends = [Passage(s.document_id, s.content, s.id) for s in (one, other)]
    return Link(kind, ends[0], ends[1], score)
