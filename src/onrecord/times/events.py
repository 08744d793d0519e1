"""Times counted from an event that the text names: "weeks before the invasion began", "on the eve of the summit".

Where the words that name the event give its date ("after Friday's vote"), that date is used; otherwise it is not
known, and no date is made up.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from onrecord.model import Span
from onrecord.model.dated import Period
from onrecord.times.calendar import OutOfCalendar, Unit, unit_at
from onrecord.times.compose import bounded, quantity_before
from onrecord.times.distances import away
from onrecord.times.expression import Expression, Meaning, Now, Reference, Tense, readings
from onrecord.times.governors import children
from onrecord.times.lexicon import words
from onrecord.times.words import GAP

_RELATIONS = {
    "before": "before",
    "after": "after",
    "since": "since",
    "until": "until",
    "till": "until",
    "during": "during",
    "following": "after",
    "ahead": "before",
    "prior": "before",
    "eve": "eve",
}
_LONGEST_LEAD = 16
_NOUNS = words("event_nouns") | words("bodies")
_BODIES = words("bodies")

_LONGEST_EVENT = 25
"""Words of the event that are kept; a clause may be long."""
_SHORTLY = re.compile(rf"(?i)(?<!\w)(?:shortly|just|right|immediately|soon|not long|long|even){GAP}\Z")
_EVE = re.compile(rf"(?i)(?<!\w)(?:on{GAP})?(?:the{GAP})?\Z")


@dataclass(frozen=True, slots=True)
class _Named:
    """The event's words, as tokens [first, last], and whether it is a clause."""

    first: Token
    last: Token
    head: Token
    clause: bool

    @property
    def span(self) -> Span:
        return Span(self.first.idx, self.last.idx + len(self.last))


def with_events(text: str, doc: Doc, span: Span, found: Sequence[Expression]) -> list[Expression]:
    """``found``, in order, and the expressions of [span) that lean on an event; these take in what lies in them.

    ``doc`` is the parse of ``text``.
    """
    starts = [e.span.start for e in found]
    out: list[Expression] = []
    taken = span.start
    for token in _tokens(doc, span):
        if token.idx < taken or token.lower_ not in _RELATIONS:
            continue
        made = _expression(text, token, found, starts)
        if made is not None and made.span.start >= taken:
            out.append(made)
            taken = made.span.end
    return _merged(found, out)


def _tokens(doc: Doc, span: Span) -> Iterator[Token]:
    chars = doc.char_span(span.start, span.end, alignment_mode="expand")
    return iter(chars if chars is not None else ())


def _merged(found: Sequence[Expression], events: Sequence[Expression]) -> list[Expression]:
    """An event's expression beats those that it overlaps."""
    ends = [e.span.end for e in events]

    def covered(e: Expression) -> bool:
        place = bisect_left(ends, e.span.start + 1)
        return place < len(events) and events[place].span.overlaps(e.span)

    return sorted([*(e for e in found if not covered(e)), *events], key=lambda e: e.span)


def _expression(text: str, token: Token, found: Sequence[Expression], starts: Sequence[int]) -> Expression | None:
    event = _event(token)
    if event is None or _covered(token.idx, found, starts) or _covered(event.head.idx, found, starts):
        return None  # "the day before", "before 2010"
    relation = _RELATIONS[token.lower_]
    quantity = quantity_before(text, token.idx) if relation in ("before", "after") else None
    inner = _date_of(event, found, starts)
    if quantity is None and not _dates(relation, event, inner):
        return None
    start = quantity[0] if quantity else _start(text, token.idx, _EVE if relation == "eve" else _SHORTLY)
    meaning = _meaning(relation, quantity[1] if quantity else None, inner, event.span)
    return Expression(Span(start, event.span.end), "event", meaning)


def _dates(relation: str, event: _Named, inner: Meaning | None) -> bool:
    """Events by their name; any noun after "during", or to which a date belongs. People stand before a hearing."""
    if event.clause or (is_event(event.head) and not (relation == "before" and event.head.lower_ in _BODIES)):
        return True
    if relation == "eve" or inner is not None:
        return True
    return relation == "during" and event.head.tag_ in ("NN", "NNS") and not event.head.ent_type_


def _start(text: str, at: int, lead: re.Pattern[str]) -> int:
    floor_at = max(0, at - _LONGEST_LEAD)
    found = lead.search(text[floor_at:at])
    return floor_at + found.start() if found else at


def _event(token: Token) -> _Named | None:
    if token.dep_ == "mark":
        return _clause(token)
    if token.lower_ in ("ahead", "prior", "eve"):
        wanted = "to" if token.lower_ == "prior" else "of"
        token = next((c for c in children(token) if c.lower_ == wanted and c.i == token.i + 1), token)
        if token.lower_ != wanted:
            return None
    inner = next((c for c in children(token) if c.dep_ in ("pobj", "pcomp") and c.i > token.i), None)
    if inner is None:
        return None
    return _named(token, inner, clause=inner.dep_ == "pcomp")


def _clause(mark: Token) -> _Named | None:
    """ "since" may mean because: only a past event dates anything."""
    if mark.lower_ == "since" and mark.head.tag_ not in ("VBD", "VBN"):
        return None
    return _named(mark, mark.head, clause=True)


def _named(opener: Token, head: Token, *, clause: bool) -> _Named | None:
    """The unbroken run after ``opener`` of what hangs on ``head``, up to the first comma."""
    doc, end = opener.doc, opener.i
    below = {t.i for t in _first(head.subtree, 4 * _LONGEST_EVENT)}
    while end + 1 < min(len(doc), opener.i + _LONGEST_EVENT) and end + 1 in below and not doc[end + 1].is_space:
        if doc[end + 1].lower_ in (",", ";", ":", "."):
            break
        end += 1
    if end == opener.i or not opener.i < head.i <= end:
        return None
    return _Named(doc[opener.i + 1], doc[end], head, clause)


def _first(tokens: Iterable[Token], count: int) -> Iterator[Token]:
    for _, token in zip(range(count), tokens, strict=False):
        yield token


def _covered(at: int, found: Sequence[Expression], starts: Sequence[int]) -> bool:
    place = bisect_left(starts, at + 1) - 1
    return place >= 0 and found[place].span.end > at


def _date_of(event: _Named, found: Sequence[Expression], starts: Sequence[int]) -> Meaning | None:
    """The first time among the event's words that is a date and leans on no other event."""
    place = bisect_left(starts, event.span.start)
    inside = found[place : bisect_left(starts, event.span.end)]
    dates = (e for e in inside if e.meaning.reference is not Reference.ANAPHORIC and e.kind != "vague")
    return next((e.meaning for e in dates), None)


def _meaning(relation: str, quantity: re.Match[str] | None, inner: Meaning | None, event: Span) -> Meaning:
    if inner is None:
        return Meaning(Reference.EVENT, _unknown, approximate=True, event=event)
    if quantity is not None:
        distance = away(quantity, -1 if relation == "before" else 1)
        return _changed(inner, event, lambda p: readings(distance, p, Tense.PAST)[0], vague=distance.approximate)
    if relation == "eve":
        return _changed(inner, event, lambda p: [] if p.start is None else [unit_at(p.start, Unit.DAY, -1)])
    if relation == "during":
        return _changed(inner, event, lambda p: [p])
    # it happened at some time of its day: what came before it or after it may be of the same day
    turned = {"before": "before an event", "after": "after an event"}.get(relation, relation)
    return replace(bounded(turned, inner), event=event, inner=inner)


def _unknown(_: Now) -> Iterable[Period]:
    """The event's date is not known, so neither is this."""
    raise OutOfCalendar("the event has no known date")


def _changed(
    inner: Meaning, event: Span, change: Callable[[Period], Iterable[Period]], *, vague: bool = False
) -> Meaning:
    def resolve(now: Now) -> Iterable[Period]:
        return [p for period in inner.resolve(now) for p in change(period)]

    return Meaning(inner.reference, resolve, approximate=inner.approximate or vague, event=event, inner=inner)


def is_event(noun: Token) -> bool:
    """A noun that names what happens, by itself or as a name ("the Battle of Orsund")."""
    return noun.ent_type_ == "EVENT" or noun.lower_ in _NOUNS
