"""Statements within statements: what a content itself attributes, to any depth.

The encoder marks the outermost attributions only, for its training data has no others. What lies within them is read
off the parse that is there already; no text is encoded twice.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise

from spacy.tokens import Doc

from onrecord.attribution.form import form_of
from onrecord.attribution.nested.cues import ASIDE
from onrecord.attribution.nested.embedded import Embedded, embedded
from onrecord.attribution.nested.inner_quotes import quoted_inside
from onrecord.attribution.spans import joined
from onrecord.attribution.speakers import speaker_of
from onrecord.language.quotes import Quotation, overlapping, quotations
from onrecord.model import Document, Span, Statement, hull

FEWEST_WORDS = 2
"""A content of one word ("he knows how") says nothing that could be checked."""
_EDGES = " \t\r\n,;:–—-"


def nested(document: Document, statements: list[Statement], doc: Doc) -> list[Statement]:
    """``statements`` as they are and those nested in them, in text order; ``doc`` is the parse of the document.

    A nested statement's content lies within that of its parent, the innermost that holds its cue. Nesting a result
    again adds nothing.
    """
    finder = _Finder(document.text, doc, statements)
    levels = list(statements)
    for candidate in finder.candidates():
        made = finder.statement(document, candidate)
        if made is not None:
            finder.hold(made)
            levels.append(made)
    return sorted(levels, key=lambda s: (s.extent, s.id))


class _Finder:
    """Candidates in the contents of the given statements, and the statements that they amount to."""

    def __init__(self, text: str, doc: Doc, statements: list[Statement]) -> None:
        self._text, self._doc, self._marks = text, doc, quotations(text)
        self._starts = [t.idx for t in doc]
        self._contents = joined_spans(s.content for s in statements)
        self._cues = {i for s in statements for span in s.cue for i in self._tokens(span)}
        self._holders: dict[int, Statement] = {}
        for statement in statements:
            self.hold(statement)

    def hold(self, statement: Statement) -> None:
        """``statement`` is the parent of what begins in its content, unless one with a smaller content holds that."""
        rank = (size(statement.content), statement.id)
        for start, end in statement.content:
            for i in range(bisect_left(self._starts, start), bisect_left(self._starts, end)):
                known = self._holders.get(i)
                if known is None or rank < (size(known.content), known.id):
                    self._holders[i] = statement

    def candidates(self) -> list[Embedded]:
        """Those whose cue is new, the longest content first, so that a parent is made before its children."""
        inside = [i for span in self._contents for i in self._tokens(span)]
        found = [e for i in inside for e in embedded(self._doc[i])]
        taken_up = {e.trigger for e in found if e.kind != ASIDE}
        found = [*quoted_inside(self._doc, self._marks, inside, taken_up), *found]  # a quotation beats an aside
        kept: list[Embedded] = []
        taken = set(self._cues)
        for candidate in found:
            if not taken.intersection(candidate.cue):
                kept.append(candidate)
                taken.update(candidate.cue)
        return sorted(kept, key=lambda c: (-len(c.content), c.trigger))

    def statement(self, document: Document, candidate: Embedded) -> Statement | None:
        parent = self._holders.get(candidate.trigger)
        if parent is None:
            return None
        own = {*candidate.cue, *candidate.source}
        wanted = [i for i in candidate.content if i not in own and self._holds(parent.content, i)]
        content = self._spans(wanted, parent.content)
        if _words(self._text, content) < FEWEST_WORDS or size(content) >= size(parent.content):
            return None
        source = self._spans(candidate.source, None)
        if any(a.overlaps(b) for a in source for b in parent.source):
            return None  # "… said X and described Y": not nested, the same source goes on
        return Statement(
            document_id=document.id,
            source=source,
            cue=self._spans(candidate.cue, None),
            content=content,
            form=form_of(self._text, content, self._near(hull(content))),
            confidence=parent.confidence * candidate.rate,
            speaker=speaker_of(self._doc, source),
            parent=parent.id,
        )

    def _near(self, span: Span) -> list[Quotation]:
        return overlapping(self._text, self._marks, span.start - 1, span.end + 1)

    def _tokens(self, span: Span) -> range:
        first = bisect_right(self._starts, span.start) - 1
        if first < 0 or self._starts[first] + len(self._doc[first]) <= span.start:
            first += 1
        return range(first, bisect_left(self._starts, span.end))

    def _holds(self, spans: Iterable[Span], token: int) -> bool:
        start = self._starts[token]
        return any(s.start <= start < s.end for s in spans)

    def _spans(self, tokens: Sequence[int], limits: Sequence[Span] | None) -> tuple[Span, ...]:
        """The runs of ``tokens`` as characters, trimmed, with the marks of what they quote, within ``limits``."""
        runs = (trimmed(self._text, self._near(Span(*run)), Span(*run)) for run in self._runs(tokens))
        spans = [s for s in runs if any(c.isalnum() for c in s.of(self._text))]
        if limits is not None:
            spans = [Span(max(s.start, b.start), min(s.end, b.end)) for s in spans for b in limits if s.overlaps(b)]
        return joined(self._text, spans)

    def _runs(self, tokens: Sequence[int]) -> Iterable[tuple[int, int]]:
        ordered = sorted(tokens)
        if not ordered:
            return
        breaks = [(a, b) for a, b in pairwise(ordered) if b != a + 1]
        firsts, lasts = [ordered[0], *(b for _, b in breaks)], [*(a for a, _ in breaks), ordered[-1]]
        for first, last in zip(firsts, lasts, strict=True):
            yield self._starts[first], self._starts[last] + len(self._doc[last])


def trimmed(text: str, marks: list[Quotation], span: Span) -> Span:
    """``span`` without stray punctuation at its edges, and with a quotation's marks where it holds the whole of it."""
    start, end = span
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    for mark in marks:
        ends = end >= mark.inner_end or (start <= mark.inner_start < end and _only_stops(text[end : mark.inner_end]))
        if start in (mark.start, mark.inner_start):
            start = mark.start if ends else mark.inner_start
        if mark.closed and ends and end <= mark.end:
            end = mark.end if start <= mark.start else min(end, mark.inner_end)
    return Span(start, end)


def _only_stops(rest: str) -> bool:
    return not rest.strip(_EDGES + ".…!?")


def _words(text: str, spans: Iterable[Span]) -> int:
    return sum(len(s.of(text).split()) for s in spans)


def size(spans: Iterable[Span]) -> int:
    return sum(s.end - s.start for s in spans)


def joined_spans(groups: Iterable[Sequence[Span]]) -> list[Span]:
    """The union of all spans, in order, without overlaps."""
    out: list[Span] = []
    for span in sorted(s for spans in groups for s in spans):
        if out and span.start < out[-1].end:
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return out
