"""Every expression of a text with its date: counted from publication, from a comment's time or from one another."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from spacy.tokens import Doc, Token

from onrecord.model import Document, Precision, SectionKind, Span
from onrecord.model.dated import Anchor, AnchorKind, Dated, Period
from onrecord.times.calendar import Unit, length
from onrecord.times.compose import with_bounds
from onrecord.times.events import with_events
from onrecord.times.expression import Expression, Reference, Tense, readings
from onrecord.times.find import within
from onrecord.times.governors import attributive, chain, plausible, tense_at, tokens_in

_MONTH, _YEAR = timedelta(days=31), timedelta(days=366)
_LONGEST = {
    **dict.fromkeys((Unit.MINUTE, Unit.HOUR, Unit.DAY, Unit.WEEK), _MONTH),
    **dict.fromkeys((Unit.MONTH, Unit.QUARTER), _YEAR),
}
"""The longest time that one of this unit may lean on."""
_MARGIN = 16
"""Characters beside an expression in which the end of its line is sought."""
_FINE = frozenset({Precision.SECOND, Precision.MINUTE, Precision.HOUR, Precision.DAY})


@dataclass(frozen=True, slots=True)
class Timed:
    """An expression, its date, the tense that it was read in, and the words that it modifies (see ``chain`` and
    ``attributive``)."""

    expression: Expression
    dated: Dated
    tense: Tense
    governors: tuple[Token, ...]
    attributive: bool = False

    @property
    def span(self) -> Span:
        return self.expression.span


def timed(document: Document, doc: Doc, reporting: frozenset[int] = frozenset()) -> list[Timed]:
    """The expressions of time of all that is read of the document, in order.

    ``reporting``: the indices of the tokens that attribute, whose present tense reports what was said.
    """
    out: list[Timed] = []
    for voice in document.voices():
        out.extend(_of_voice(document, doc, voice, reporting))
    return out


def _of_voice(document: Document, doc: Doc, voice: Span, reporting: frozenset[int]) -> Iterator[Timed]:
    written = written_at(document, voice)
    last: Timed | None = None
    read = document.reading_spans()
    starts = [s.start for s in read]
    for expression in expressions(document.text, doc, voice):
        place = bisect_right(starts, expression.span.start) - 1
        tokens = tokens_in(doc, expression.span)
        if place < 0 or expression.span.end > read[place].end or not plausible(expression, tokens):
            continue
        one = _timed(document.text, expression, tokens, written, last, reporting)
        if one is None:
            continue
        if _can_be_leant_on(one):
            last = one
        yield one


def _timed(
    text: str,
    expression: Expression,
    tokens: list[Token],
    written: Anchor,
    last: Timed | None,
    reporting: frozenset[int],
) -> Timed | None:
    governors = () if _alone(text, expression.span) else chain(text, tokens)
    tense = tense_at(governors, reporting)
    if expression.meaning.ahead_only and tense is Tense.PAST:
        return None
    anchor = _anchor(expression, written, last, text)
    return Timed(expression, dated(expression, anchor, tense), tense, governors, attributive(tokens))


def _alone(text: str, span: Span) -> bool:
    """A line to itself dates no sentence beside it."""
    before, after = text[max(0, span.start - _MARGIN) : span.start], text[span.end : span.end + _MARGIN]
    first, last = before.rpartition("\n"), after.partition("\n")
    opens = span.start == 0 or (first[1] and not first[2].strip())
    return bool(opens and last[1] and not last[0].strip(" \t\r.:"))


def expressions(text: str, doc: Doc, voice: Span) -> list[Expression]:
    """The expressions of time of one voice, in order and without overlaps."""
    return with_bounds(text, with_events(text, doc, voice, within(text, *voice)))


def written_at(document: Document, voice: Span) -> Anchor:
    """When the words of a voice were written; a comment without a time of its own is not as old as the article."""
    section = document.section_at(voice.start)
    if section is not None and section.kind is SectionKind.COMMENT:
        return Anchor(AnchorKind.COMMENT, Period.of(section.time) if section.time else None)
    return Anchor(AnchorKind.PUBLICATION, Period.of(document.published) if document.published else None)


def _anchor(expression: Expression, written: Anchor, last: Timed | None, text: str) -> Anchor | None:
    reference = expression.meaning.reference
    if reference is Reference.CALENDAR:
        return None
    if reference is Reference.EVENT:
        return Anchor(AnchorKind.EVENT)
    if reference is Reference.NEAREST and not _near(expression, last, text):
        return written
    if reference in (Reference.ANAPHORIC, Reference.NEAREST):
        return _leaning(expression, last)
    return written


def _leaning(expression: Expression, last: Timed | None) -> Anchor:
    """On the time before it, known or not, unless that is too long: no day follows a year."""
    if last is None:
        return Anchor(AnchorKind.EXPRESSION)
    period = last.dated.readings[0] if len(last.dated.readings) == 1 else None
    if period is not None:
        own, longest = length(period), _LONGEST.get(expression.meaning.unit or Unit.DAY, timedelta.max)
        period = period if own is not None and own <= longest else None
    return Anchor(AnchorKind.EXPRESSION, period, last.dated.spans)


def _near(expression: Expression, last: Timed | None, text: str) -> bool:
    """An hour is of a day that the same paragraph names."""
    if last is None or not last.dated.readings or last.dated.readings[0].precision not in _FINE:
        return False
    return text.find("\n", last.span.end, expression.span.start) < 0


def _can_be_leant_on(one: Timed) -> bool:
    """What names a time of its own; "the 2003 law" and "recently" do not, "Friday's raid" does."""
    if one.expression.kind == "vague" or one.expression.meaning.reference is Reference.OPEN:
        return False
    return not (one.attributive and one.expression.meaning.unit not in (Unit.DAY, None))


def dated(expression: Expression, anchor: Anchor | None, tense: Tense) -> Dated:
    """What ``expression`` comes to from ``anchor``; an event's own date becomes the anchor of what leans on it."""
    meaning = expression.meaning
    found, approximate = readings(meaning, anchor.period if anchor else None, tense)
    if meaning.event is not None:
        period = None
        if meaning.inner is not None:
            of_event = readings(meaning.inner, anchor.period if anchor else None, tense)[0]
            period = of_event[0] if len(of_event) == 1 else None
        anchor = Anchor(AnchorKind.EVENT, period, (meaning.event,))
    return Dated((expression.span,), found, anchor, approximate)
