"""A parse that is looked up by characters, in time that does not grow with the text."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from spacy.tokens import Doc, Token

from onrecord.model import Span


class Parse:
    def __init__(self, tokens: Doc) -> None:
        self.tokens = tokens
        self.text = tokens.text
        self._starts = [t.idx for t in tokens]

    def inside(self, content: Sequence[Span]) -> list[Token]:
        """The tokens that begin in one of the spans."""
        out: list[Token] = []
        for start, end in content:
            out += self.tokens[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        return out

    def covering(self, span: Span) -> list[Token]:
        """The tokens that share a character with ``span``."""
        first = max(0, bisect_right(self._starts, span.start) - 1)
        return [t for t in self.tokens[first : bisect_left(self._starts, span.end)] if t.idx + len(t) > span.start]

    def head(self, span: Span) -> Token | None:
        """Of the tokens that ``span`` covers the first that hangs on none of them."""
        held = self.covering(span)
        within = {t.i for t in held}
        return next((t for t in held if t.head == t or t.head.i not in within), None)
