"""When each statement was made, and when what it speaks of happened."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from onrecord.language.quotes import Quotation, overlapping, quotations
from onrecord.model import Document, SectionKind, Span, Statement
from onrecord.model.dated import Anchor, AnchorKind, Dated, Period
from onrecord.times.dating import Timed, dated, timed
from onrecord.times.expression import Reference, Tense
from onrecord.times.roles import Roles, content_time, said_time, stray_time
from onrecord.times.tense import tense_of

_MOST = 32
"""Expressions of time that are looked at for one word; hostile text may hang thousands on it."""
_DEEPEST = 50
_FIRST_PERSON = frozenset({"i", "we"})


@dataclass(frozen=True, slots=True)
class StatementTimes:
    """``said``: when the speaker said it, where the text tells; ``happened``: when the main event of its content was,
    is or will be. None where the text gives no time."""

    said: Dated | None = None
    happened: Dated | None = None


def time_statements(document: Document, statements: Sequence[Statement], tokens: Doc) -> dict[str, StatementTimes]:
    """The times of each statement by its id; ``tokens`` is the parse of the whole document.

    A date of publication is never taken for the time of saying. The time of a comment is, where its writer says in
    the present tense what they think.
    """
    return _Timer(document, statements, tokens).all()


def _past(one: Timed | None, roles: Roles) -> Timed | None:
    """What was said lies behind, though the parse hang its time on a verb that looks ahead."""
    if one is None or one.tense is Tense.PAST or (roles.verb is not None and tense_of(roles.verb) is Tense.FUTURE):
        return one
    return replace(one, dated=dated(one.expression, one.dated.anchor, Tense.PAST), tense=Tense.PAST)


class _Timer:
    """The expressions of one document, by the words that they modify, and the statements."""

    def __init__(self, document: Document, statements: Sequence[Statement], doc: Doc) -> None:
        self._document, self._statements = document, {s.id: s for s in statements}
        self._roles = {s.id: Roles.of(doc, s) for s in statements}
        self._reporting = frozenset(i for roles in self._roles.values() for i in roles.cue)
        self._marks: list[Quotation] = quotations(document.text)
        found = timed(document, doc, self._reporting)
        self._by_governor: Mapping[int, list[Timed]] = self._indexed(found)
        self._holders = self._innermost(found)
        self._held: dict[str, list[Timed]] = defaultdict(list)
        for one in found:
            if (holder := self._holders.get(one.span)) is not None and len(self._held[holder]) < _MOST:
                self._held[holder].append(one)
        self._done: dict[str, StatementTimes] = {}
        self._doc = doc

    def all(self) -> dict[str, StatementTimes]:
        for statement in self._statements.values():
            for one in reversed(list(self._lineage(statement))):
                if one.id not in self._done:
                    self._done[one.id] = self._times(one)
        return {s: self._done[s] for s in self._statements}

    def _lineage(self, statement: Statement) -> Iterator[Statement]:
        """The statement and those that hold it, up to one whose times are known."""
        one: Statement | None = statement
        for _ in range(_DEEPEST):
            if one is None or one.id in self._done:
                return
            yield one
            one = self._statements.get(one.parent or "")

    @staticmethod
    def _indexed(found: Iterable[Timed]) -> Mapping[int, list[Timed]]:
        out: dict[int, list[Timed]] = defaultdict(list)
        for one in found:
            for governor in one.governors:
                if len(out[governor.i]) < _MOST:
                    out[governor.i].append(one)
        return out

    def _innermost(self, found: Sequence[Timed]) -> dict[Span, str]:
        """For each expression in a content, the statement with the smallest content that holds it."""
        starts = [one.span.start for one in found]
        out: dict[Span, str] = {}
        for statement in sorted(self._statements.values(), key=lambda s: -sum(b - a for a, b in s.content)):
            for a, b in statement.content:
                out |= {one.span: statement.id for one in found[bisect_left(starts, a) : bisect_left(starts, b)]}
        return out

    def _free(self, one: Timed, statement: Statement) -> bool:
        """Not part of what another statement says, unless this one is said there too."""
        holder = self._holders.get(one.span)
        if holder is None:
            return True
        at = statement.cue[0].start if statement.cue else statement.extent.start
        return any(a <= at < b for a, b in self._statements[holder].content)

    def _times(self, statement: Statement) -> StatementTimes:
        roles = self._roles[statement.id]
        above = self._done.get(statement.parent or "")
        told = _past(said_time(roles, self._by_governor, self._reporting, lambda t: self._free(t, statement)), roles)
        said = self._spoken(told, above.said if above else None) if told else self._own_time(statement, roles)
        event = content_time(roles, self._by_governor) or stray_time(roles, self._held[statement.id])
        voice = said or (above.said if above else None)
        return StatementTimes(said, self._spoken(event, voice) if event else None)

    def _spoken(self, one: Timed, saying: Dated | None) -> Dated:
        """The words of a quotation count from when they were said, where that is known."""
        moment = saying.moment if saying else None
        leans = one.expression.meaning.reference in (Reference.DEICTIC, Reference.OPEN)
        if not leans or not self._quoted(one.span):
            return one.dated
        if saying is None or moment is None:
            return replace(one.dated, approximate=True)  # how long before publication is not known
        return dated(one.expression, Anchor(AnchorKind.SAYING, Period.of(moment), saying.spans), one.tense)

    def _quoted(self, span: Span) -> bool:
        near = overlapping(self._document.text, self._marks, span.start, span.end)
        return any(q.inner_start <= span.start and span.end <= q.inner_end for q in near)

    def _own_time(self, statement: Statement, roles: Roles) -> Dated | None:
        """The comment's time, where its writer speaks in it."""
        section = self._document.section_at(statement.extent.start) if statement.source else None
        if section is None or section.kind is not SectionKind.COMMENT or section.time is None:
            return None
        source = " ".join(span.of(self._document.text) for span in statement.source).lower()
        if source not in _FIRST_PERSON and source != (section.author or "").lower():
            return None
        if statement.parent is not None or roles.verb is None or tense_of(roles.verb) is not Tense.PRESENT:
            return None
        period = Period.of(section.time)
        return Dated((), (period,), Anchor(AnchorKind.COMMENT, period))
