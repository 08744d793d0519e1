"""Tokens of a parse to characters of the text and back."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise

from spacy.tokens import Doc

from onrecord.attribution.nested.nesting import trimmed
from onrecord.attribution.spans import joined
from onrecord.language.quotes import Quotation, overlapping, quotations
from onrecord.model import Span


class TokenSpans:
    """``doc`` is the parse of ``text``; ``marks`` are the text's quotations."""

    def __init__(self, text: str, doc: Doc) -> None:
        self.text, self.doc, self.marks = text, doc, quotations(text)
        self._starts = [t.idx for t in doc]

    def tokens(self, span: Span) -> range:
        """The tokens that share a character with ``span``."""
        first = bisect_right(self._starts, span.start) - 1
        if first < 0 or self._starts[first] + len(self.doc[first]) <= span.start:
            first += 1
        return range(first, bisect_left(self._starts, span.end))

    def spans(self, tokens: Iterable[int]) -> tuple[Span, ...]:
        """The runs of ``tokens`` in characters, without stray punctuation, with the marks of what they quote whole."""
        found = (trimmed(self.text, self.near(run), run) for run in self._runs(sorted(set(tokens))))
        return joined(self.text, [s for s in found if any(c.isalnum() for c in s.of(self.text))])

    def near(self, span: Span) -> list[Quotation]:
        return overlapping(self.text, self.marks, span.start - 1, span.end + 1)

    def inside(self, spans: Iterable[Span]) -> set[int]:
        return {i for span in spans for i in self.tokens(span)}

    def _runs(self, ordered: Sequence[int]) -> Iterable[Span]:
        if not ordered:
            return
        breaks = [(a, b) for a, b in pairwise(ordered) if b != a + 1]
        firsts, lasts = [ordered[0], *(b for _, b in breaks)], [*(a for a, _ in breaks), ordered[-1]]
        for first, last in zip(firsts, lasts, strict=True):
            yield Span(self._starts[first], self._starts[last] + len(self.doc[last]))
