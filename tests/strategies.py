"""Hypothesis strategies for the records of the model, built by hand: no text is read and no model loaded."""

from datetime import datetime, timedelta, timezone
from itertools import pairwise

from hypothesis import strategies as st

from onrecord.model import (
    ActorKind,
    Document,
    Form,
    Hyperlink,
    Moment,
    Precision,
    Section,
    SectionKind,
    Span,
    Speaker,
    Statement,
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
    label = st.none() | words(8)
    return Statement(
        document_id=document.id,
        source=draw(span_tuples(length)),
        cue=draw(span_tuples(length)),
        content=draw(span_tuples(length, min_size=1)),
        form=draw(st.sampled_from(Form)),
        confidence=draw(st.floats(0, 1)),
        speaker=draw(st.none() | st.builds(Speaker, words(), st.sampled_from(ActorKind), spans(length))),
        parent=draw(st.sampled_from([None, *parents])),
        act=draw(label),
        sourcing=draw(label),
        certainty=draw(label),
        polarity=draw(label),
        said=draw(st.none() | moments(length)),
    )
