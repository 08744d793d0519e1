"""Hypothesis strategies for the records of the model, built by hand: no text is read and no model loaded."""

from datetime import datetime, timedelta, timezone
from enum import StrEnum
from itertools import pairwise
from typing import Any

from hypothesis import strategies as st

from onrecord.model import (
    Act,
    Actor,
    ActorKind,
    Anchor,
    AnchorKind,
    Answer,
    Aspect,
    Basis,
    Bound,
    Certainty,
    Commitment,
    Compared,
    Dated,
    Document,
    Form,
    Hyperlink,
    Link,
    LinkKind,
    Margin,
    Mention,
    MentionSort,
    Moment,
    Origin,
    OriginKind,
    Party,
    Passage,
    Period,
    Polarity,
    Precision,
    Proposition,
    Quantity,
    Reference,
    Role,
    Section,
    SectionKind,
    Sourcing,
    Span,
    Speaker,
    Statement,
    Status,
)

CHARACTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
ZONES = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
FIRST, LAST = datetime(1000, 1, 1), datetime(9000, 1, 1)
DATETIMES = st.datetimes(FIRST, LAST) | st.datetimes(FIRST, LAST, timezones=ZONES)


def words(max_size: int = 20) -> st.SearchStrategy[str]:
    return st.text(CHARACTERS, max_size=max_size)


def spans(length: int) -> st.SearchStrategy[Span]:
    """A span, perhaps empty, of a text of ``length`` characters."""
    ends = st.integers(0, length)
    return st.tuples(ends, ends).map(lambda pair: Span(min(pair), max(pair)))


@st.composite
def span_tuples(draw: st.DrawFn, length: int, min_size: int = 0, max_size: int = 3) -> tuple[Span, ...]:
    """Spans in order, none empty, none overlapping; fewer than asked for where the text is short."""
    fit = min(max_size, (length + 1) // 2)
    count = draw(st.integers(min(min_size, fit), fit))
    ends = sorted(draw(st.sets(st.integers(0, length), min_size=2 * count, max_size=2 * count)))
    return tuple(Span(*ends[n : n + 2]) for n in range(0, 2 * count, 2))


@st.composite
def moments(draw: st.DrawFn, length: int | None = None) -> Moment:
    """With a span of a text of ``length`` characters, perhaps, where ``length`` is given."""
    span = None if length is None else draw(st.none() | spans(length))
    precision = draw(st.sampled_from(Precision))
    start = draw(DATETIMES)
    if precision is not Precision.RANGE:
        return Moment.at(start, precision, span)
    return Moment(start, start + draw(st.timedeltas(timedelta(0), timedelta(days=400))), precision, span)


@st.composite
def sections_of(draw: st.DrawFn, text: str) -> tuple[Section, ...]:
    """Sections in order, with gaps; comments may answer comments before them."""
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    found: list[Section] = []
    for span in [Span(*ends) for ends in pairwise(cuts)]:
        if draw(st.booleans()):
            found.append(draw(_section(span, [n for n, s in enumerate(found) if s.kind is SectionKind.COMMENT], text)))
    return tuple(found)


@st.composite
def _section(draw: st.DrawFn, span: Span, comments: list[int], text: str) -> Section:
    kind = draw(st.sampled_from(SectionKind))
    if kind is not SectionKind.COMMENT:
        return Section(kind, span)
    author, time = draw(st.none() | words()), draw(st.none() | moments(len(text)))
    return Section(kind, span, author, time, draw(st.sampled_from([None, *comments])))


@st.composite
def documents(draw: st.DrawFn, min_size: int = 0, max_size: int = 200) -> Document:
    text = draw(st.text(CHARACTERS, min_size=min_size, max_size=max_size))
    return Document(
        text=text,
        sections=draw(sections_of(text)),
        name=draw(words()),
        location=draw(words()),
        url=draw(st.none() | words()),
        title=draw(st.none() | words()),
        publisher=draw(st.none() | words()),
        authors=tuple(draw(st.lists(words(), max_size=3))),
        published=draw(st.none() | moments(len(text))),
        language=draw(st.none() | words(3)),
        links=tuple(draw(st.lists(st.builds(Hyperlink, spans(len(text)), words()), max_size=3))),
        media_type=draw(words()),
        raw_hash=draw(words()),
    )


@st.composite
def statements_of(draw: st.DrawFn, document: Document, max_size: int = 4) -> list[Statement]:
    """Statements with different ids, a parent always among them; none where the document has no text."""
    found: dict[str, Statement] = {}
    for _ in range(draw(st.integers(0, max_size)) if document.text else 0):
        statement = draw(_statement(document, list(found)))
        found.setdefault(statement.id, statement)
    return list(found.values())


@st.composite
def _statement(draw: st.DrawFn, document: Document, parents: list[str]) -> Statement:
    length = len(document.text)
    return Statement(
        document_id=document.id,
        source=draw(span_tuples(length)),
        cue=draw(span_tuples(length)),
        content=draw(span_tuples(length, min_size=1)),
        form=draw(st.sampled_from(Form)),
        confidence=draw(st.floats(0, 1)),
        speaker=draw(st.none() | st.builds(Speaker, words(), st.sampled_from(ActorKind), spans(length))),
        parent=draw(st.sampled_from([None, *parents])),
        margin=draw(margins(length)),
    )


@st.composite
def margins(draw: st.DrawFn, length: int) -> Margin:
    """Margins of a text of ``length`` characters, each part there or not."""
    where = span_tuples(length)
    maybe_span = st.none() | spans(length)
    basis = st.builds(Basis, answers(Sourcing, length), maybe_span, maybe_span)
    commitment = st.builds(
        Commitment, answers(Certainty, length), answers(Polarity, length), answers(Status, length), maybe_span
    )
    return Margin(
        act=draw(st.none() | answers(Act, length)),
        basis=draw(st.none() | basis),
        commitment=draw(st.none() | commitment),
        writer=draw(st.none() | commitment),
        said=draw(st.none() | dated(length)),
        happened=draw(st.none() | dated(length)),
        remarks=draw(where),
    )


def answers(kind: type[StrEnum], length: int) -> st.SearchStrategy[Answer[Any]]:
    return st.builds(Answer, st.sampled_from(list(kind)), span_tuples(length))


@st.composite
def dated(draw: st.DrawFn, length: int) -> Dated:
    periods = moments(length).map(Period.of) | moments(length).map(lambda m: Period(m.start, None, Precision.RANGE))
    anchor = st.builds(Anchor, st.sampled_from(AnchorKind), st.none() | periods, span_tuples(length))
    readings = tuple(draw(st.lists(periods, max_size=3)))
    return Dated(draw(span_tuples(length)), readings, draw(st.none() | anchor), draw(st.booleans()))


@st.composite
def actors_of(draw: st.DrawFn, document: Document, max_size: int = 3) -> list[Actor]:
    """Actors with different ids, no two mentions with one head; none where the document has no text."""
    length = len(document.text)
    heads = draw(span_tuples(length, max_size=2 * max_size)) if length else ()
    found: dict[str, Actor] = {}
    while heads and len(found) < max_size:
        taken = draw(st.integers(1, len(heads)))
        actor = draw(_actor(document, heads[:taken]))
        found.setdefault(actor.id, actor)
        heads = heads[taken:]
    return list(found.values())


@st.composite
def _actor(draw: st.DrawFn, document: Document, heads: tuple[Span, ...]) -> Actor:
    length = len(document.text)
    where = st.none() | spans(length)
    mentions = [Mention(draw(spans(length)), head, draw(st.sampled_from(MentionSort)), draw(where)) for head in heads]
    said = st.none() | st.builds(Answer, words(), span_tuples(length))
    return Actor(
        document_id=document.id,
        name=draw(words()),
        named=draw(st.booleans()),
        kind=draw(answers(ActorKind, length)),
        mentions=tuple(mentions),
        aliases=tuple(draw(st.lists(words(), max_size=2))),
        role=draw(said),
        affiliation=draw(said),
        country=draw(st.none() | words()),
    )


@st.composite
def references_to(draw: st.DrawFn, actors: list[Actor], length: int) -> list[Reference]:
    """A reason for some of the actors' mentions, in their order, one for each."""
    heads = [m.head for actor in actors for m in actor.mentions if draw(st.booleans())]
    wordings = st.tuples(words(), words())
    return [Reference(h, draw(spans(length)), draw(st.floats(0, 1)), draw(wordings), draw(words())) for h in heads]


def propositions_of(statement: Statement) -> st.SearchStrategy[Proposition]:
    numbers, few = st.floats(allow_nan=False, allow_infinity=False), st.lists(words(), max_size=3).map(tuple)
    quantities = st.builds(Quantity, numbers, numbers, words(), st.sampled_from(Bound), words())
    parties = st.builds(Party, words(), st.sampled_from(Role), words(), st.none() | words(), words())
    return st.builds(
        Proposition,
        statement_id=st.just(statement.id),
        document_id=st.just(statement.document_id),
        wording=words(),
        keys=few,
        predicate=words(),
        words=few,
        numbers=st.lists(quantities, max_size=2).map(tuple),
        parties=st.lists(parties, max_size=2).map(tuple),
        negated=st.booleans(),
        denied=st.booleans(),
        status=st.none() | st.sampled_from(Status),
        happened=st.none() | moments(),
        reported=st.none() | moments(9),
        same_as=st.none() | words(),
    )


@st.composite
def links_of(draw: st.DrawFn, document: Document, statements: list[Statement], max_size: int = 3) -> list[Link]:
    """Links with different ids among the statements, and from the document or one of them to an origin."""
    length = len(document.text)
    ends = [document.id, *(s.id for s in statements)]
    found: dict[str, Link] = {}
    for _ in range(draw(st.integers(0, max_size))):
        one, other = (draw(_passages(document, draw(st.sampled_from(ends)), length)) for _ in range(2))
        origin = st.builds(Origin, st.sampled_from(OriginKind), words(), st.none() | moments(), st.none())
        reasons = st.lists(st.builds(Compared, st.sampled_from(Aspect), words(), words(), st.booleans()), max_size=2)
        kind, score = draw(st.sampled_from(LinkKind)), draw(st.floats(0, 1))
        link = Link(kind, one, draw(st.just(other) | origin), score, tuple(draw(reasons)))
        found.setdefault(link.id, link)
    return list(found.values())


def _passages(document: Document, subject: str, length: int) -> st.SearchStrategy[Passage]:
    statement = None if subject == document.id else subject
    return span_tuples(length).map(lambda placed: Passage(document.id, placed, statement))
