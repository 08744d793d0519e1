"""Expressions made of others: "5 p.m. on Friday", "late last year", "between March and June", "since 2014".

Each step goes once over the expressions in the order of the text and looks only at the words between neighbours.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from onrecord.model import Span
from onrecord.model.dated import Period
from onrecord.times.calendar import OutOfCalendar, Unit, between, third, unit_at
from onrecord.times.distances import SOME, away
from onrecord.times.expression import Expression, Meaning, Now, Reference, Tense, naive, readings
from onrecord.times.words import GAP

_LONGEST = 48
"""Characters before an expression in which a word that modifies it is looked for."""


def composed(text: str, found: Sequence[Expression]) -> list[Expression]:
    """``found`` in text order, without overlaps; so is the result."""
    out = _joined(text, list(found), _part_and_whole)
    out = [_edged(text, e) for e in out]
    return _joined(text, out, _range)


def with_bounds(text: str, found: Sequence[Expression]) -> list[Expression]:
    """``found`` with the words before them that make them the end of a longer time: "since 2014", "by Friday"."""
    return _apart([_bounded(text, e) for e in found])


Join = Callable[[str, Expression, Expression], Expression | None]


def _joined(text: str, found: list[Expression], join: Join) -> list[Expression]:
    out: list[Expression] = []
    for expression in found:
        made = join(text, out[-1], expression) if out else None
        if made is None:
            out.append(expression)
        else:
            out[-1] = made
    return out


def _apart(found: list[Expression]) -> list[Expression]:
    """A word before the second that the first holds already stays with the first."""
    out: list[Expression] = []
    for e in found:
        floor_at = out[-1].span.end if out else 0
        out.append(e if e.span.start >= floor_at else replace(e, span=Span(floor_at, e.span.end)))
    return out


_OF = re.compile(rf",?(?:{GAP}(?i:of|on|at|in|around|about|during))?{GAP}(?:(?i:the){GAP})?|,?{GAP}")
_NEARLY_BETWEEN = re.compile(r"(?i)\b(?:around|about)\b")


def _part_and_whole(text: str, first: Expression, second: Expression) -> Expression | None:
    """ "Thursday of last week", "noon on Sunday", "Friday at 5 p.m."."""
    gap = text[first.span.end : second.span.start]
    if len(gap) > _LONGEST or not _OF.fullmatch(gap):
        return None
    for part, whole in ((first, second), (second, first)):
        if _fits(part.meaning, whole.meaning):
            meaning = _inside(part.meaning, whole.meaning)
            if _NEARLY_BETWEEN.search(gap):
                meaning = meaning.vague()
            return Expression(Span(first.span.start, second.span.end), part.kind, meaning)
    return None


def _fits(part: Meaning, whole: Meaning) -> bool:
    return part.within is not None and whole.unit is not None and part.outer is whole.unit


def _inside(part: Meaning, whole: Meaning) -> Meaning:
    within = part.within
    if within is None:
        return whole

    def resolve(now: Now) -> Iterable[Period]:
        return [p for period in whole.resolve(now) for p in within(period)]

    vague = part.approximate or whole.approximate
    return Meaning(whole.reference, resolve, unit=part.unit, approximate=vague)


_THIRDS = {0: "early start beginning outset turn", 1: "mid middle", 2: "late end close"}
_THIRD = {word: number for number, words in _THIRDS.items() for word in words.split()}
_EDGE = re.compile(
    rf"(?i)(?<![\w-])(?:(?:the{GAP}(?:very{GAP})?)?(?P<noun>start|beginning|outset|turn|middle|end|close){GAP}of{GAP}(?:the{GAP})?"
    rf"|(?:the{GAP})?(?P<word>early|mid|late)(?:{GAP}(?:(?:in|on){GAP}(?:the{GAP})?)?|-)"
    rf"|(?:the{GAP})(?P<none>(?!)))\Z"
)
_SIDE = re.compile(rf"(?i)(?<![\w-])(?P<side>earlier|later)(?:{GAP}(?:in|on))?{GAP}\Z")
_DEADLINE = re.compile(rf"(?i)(?<!\w)(?:by|until|till|before){GAP}(?:the{GAP})?(?:very{GAP})?\Z")


def _edged(text: str, e: Expression) -> Expression:
    floor_at = max(0, e.span.start - _LONGEST)
    before = text[floor_at : e.span.start]
    edge = _EDGE.search(before)
    if edge and (edge["noun"] or edge["word"]):
        number = _THIRD[(edge["noun"] or edge["word"]).lower()]
        exact_end = number == 2 and bool(_DEADLINE.search(before[: edge.start()]))
        return Expression(Span(floor_at + edge.start(), e.span.end), e.kind, _third(e.meaning, number, exact=exact_end))
    side = _SIDE.search(before)
    if side and e.meaning.unit is not None and e.meaning.reference is not Reference.CALENDAR:
        later = side["side"].lower() == "later"
        return Expression(Span(floor_at + side.start(), e.span.end), e.kind, _side(e.meaning, later=later))
    return e


def _third(meaning: Meaning, number: int, *, exact: bool) -> Meaning:
    """``exact``: of "by the end of May" only the end counts, and that is known."""

    def resolve(now: Now) -> Iterable[Period]:
        return [third(p, number) for p in meaning.resolve(now)]

    within = meaning.within
    parts = (lambda outer: [third(p, number) for p in within(outer)]) if within else None
    return replace(meaning, resolve=resolve, within=parts, unit=None, approximate=meaning.approximate or not exact)


def _side(meaning: Meaning, *, later: bool) -> Meaning:
    """ "Earlier this month": up to the anchor's day; "later this month": from the day after it."""

    def resolve(now: Now) -> Iterable[Period]:
        today = unit_at(now.known, Unit.DAY)
        for p in meaning.resolve(now):
            part = between(today.end, p.end) if later else between(p.start, today.start)
            if part.start is None or part.end is None or today.start is None or today.end is None:
                continue
            holds = p.start is not None and p.end is not None and p.start <= today.start and today.end <= p.end
            yield p if not holds else part if part.start < part.end else today

    return replace(meaning, resolve=resolve, unit=None, within=None)


_LINK = re.compile(rf"(?i){GAP}(?P<word>to|and|until|till|through|up to){GAP}(?:the{GAP})?|{GAP}?[–—-]{GAP}?")
_FROM = re.compile(rf"(?i)(?<!\w)(?P<word>from|between){GAP}(?:the{GAP})?\Z")


def _range(text: str, first: Expression, second: Expression) -> Expression | None:
    gap = text[first.span.end : second.span.start]
    link = _LINK.fullmatch(gap) if len(gap) <= _LONGEST else None
    if link is None:
        return None
    floor_at = max(0, first.span.start - _LONGEST)
    lead = _FROM.search(text[floor_at : first.span.start])
    word = (link["word"] or "").lower()
    opener = lead["word"].lower() if lead else ""
    if (word == "and" and opener != "between") or (opener == "between" and word not in ("and", "")):
        return None
    if not lead and first.kind != second.kind:
        return None
    start = floor_at + lead.start() if lead else first.span.start
    return Expression(Span(start, second.span.end), "range", _from_to(first.meaning, second.meaning))


def _from_to(first: Meaning, second: Meaning) -> Meaning:
    def resolve(now: Now) -> Iterable[Period]:
        for end in second.resolve(now):
            for start in _starts(first, end, now):
                if start.start is None or end.end is None or _plain(start.start) < _plain(end.end):
                    yield between(start.start, end.end)

    needs = {first.reference, second.reference} - {Reference.CALENDAR}
    reference = second.reference if first.within is not None else next(iter(sorted(needs)), Reference.CALENDAR)
    return Meaning(reference, resolve, approximate=first.approximate or second.approximate)


def _starts(first: Meaning, end: Period, now: Now) -> Iterable[Period]:
    """ "March to June 2018": the last March before the June meant."""
    if first.within is None or first.outer is None or end.start is None:
        return first.resolve(now)
    at = _plain(end.start)
    found = [p for n in (0, -1) for p in _parts(first, at, n) if p.start is not None and _plain(p.start) <= at]
    return found[:1]


def _parts(meaning: Meaning, at: datetime, step: int) -> list[Period]:
    if meaning.within is None or meaning.outer is None:
        return []
    try:
        return sorted(
            meaning.within(unit_at(at, meaning.outer, step)), key=lambda p: _plain(p.start or at), reverse=True
        )
    except OutOfCalendar:
        return []


def _plain(at: datetime) -> datetime:
    return at.replace(tzinfo=None)


_BOUND = re.compile(
    rf"(?i)(?<![\w-])(?:(?P<word>since|until|till|up{GAP}to|through|by|before|prior{GAP}to|ahead{GAP}of|after|from|starting|beginning)"
    rf"|(?P<near>around|about|circa|approximately|roughly)"
    rf"|as{GAP}(?:recently|early|late|far{GAP}back){GAP}as|(?P<asof>as{GAP}of))(?:{GAP}(?:in|on|at))?{GAP}(?:the{GAP}(?:year{GAP})?)?\Z"
)


def _bounded(text: str, e: Expression) -> Expression:
    floor_at = max(0, e.span.start - _LONGEST)
    found = _BOUND.search(text[floor_at : e.span.start])
    if found is None or e.kind in ("range", "event"):
        return e
    if (found["word"] or "").lower() == "from" and _OWNED.match(text, e.span.end):
        return e  # "from Friday's debate": where it comes from, not since when
    span = Span(floor_at + found.start(), e.span.end)
    if found["near"]:
        return Expression(span, e.kind, e.meaning.vague())
    if not found["word"]:
        return replace(e, span=span)
    word = " ".join(found["word"].lower().split())
    word = _BOUNDS.get(word, word)
    quantity = quantity_before(text, span.start) if word in ("before", "after") else None
    if quantity is not None:
        return Expression(Span(quantity[0], span.end), "bound", at_distance(quantity[1], word, e.meaning))
    return Expression(span, "bound", bounded(word, e.meaning))


_QUANTITY = re.compile(rf"(?<!\w){SOME}{GAP}\Z")


def quantity_before(text: str, end: int) -> tuple[int, re.Match[str]] | None:
    """ "two days", "weeks" directly before the word at ``end``, and where it begins."""
    floor_at = max(0, end - _LONGEST)
    found = _QUANTITY.search(text[floor_at:end])
    return None if found is None else (floor_at + found.start(), found)


def at_distance(quantity: re.Match[str], word: str, meaning: Meaning) -> Meaning:
    """ "Two days after 3 May"."""
    distance = away(quantity, 1 if word == "after" else -1)

    def resolve(now: Now) -> Iterable[Period]:
        return [p for period in meaning.resolve(now) for p in readings(distance, period, Tense.PAST)[0]]

    return Meaning(meaning.reference, resolve, approximate=meaning.approximate or distance.approximate)


_OWNED = re.compile("[’']s?(?!\\w)")
_BOUNDS = {
    "till": "until",
    "up to": "until",
    "through": "until",
    "prior to": "before",
    "ahead of": "before",
} | dict.fromkeys(("starting", "beginning"), "from")


def bounded(word: str, meaning: Meaning) -> Meaning:
    """ "since", "until", "by", "before", "after" or "from" and what ``meaning`` names."""

    def resolve(now: Now) -> Iterable[Period]:
        inner = replace(now, tense=Tense.PAST) if word == "since" else now
        return [_bound(word, p, now) for p in meaning.resolve(inner)]

    reference = Reference.OPEN if meaning.reference is Reference.CALENDAR else meaning.reference
    return Meaning(reference, resolve, approximate=meaning.approximate, event=meaning.event)


def _bound(word: str, period: Period, now: Now) -> Period:
    today = None if now.at is None else unit_at(now.at, Unit.DAY)
    first, last = (None, None) if today is None else (today.start, today.end)
    plain = naive(period)
    match word:
        case "since":
            return between(period.start, last if _ordered(plain.start, last) else None)
        case "until" | "by":
            return between(first if now.tense is Tense.FUTURE and _ordered(first, plain.end) else None, period.end)
        case "before":
            return between(first if now.tense is Tense.FUTURE and _ordered(first, plain.start) else None, period.start)
        case "before an event":
            return between(None, period.end)
        case "after":
            return between(period.end, last if not now.ahead and _ordered(plain.end, last) else None)
        case "after an event":
            return between(period.start, last if not now.ahead and _ordered(plain.start, last) else None)
    return between(period.start, None) if now.ahead else period


def _ordered(a: datetime | None, b: datetime | None) -> bool:
    return a is not None and b is not None and a < b
