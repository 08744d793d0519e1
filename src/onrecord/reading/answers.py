"""Which earlier comment a comment answers."""

import re
from collections import Counter
from collections.abc import Iterator

from onrecord.language.quotes import quotations
from onrecord.model import Span
from onrecord.reading.lines import Line

_SHINGLE = 5
_LONGEST_QUOTE = 600
_LEAST_SHARE = 0.6
_WORD = re.compile(r"\w+")
_ADDRESSED = re.compile(r"^@(?P<to>[\w.]{2,30})")
_OPENERS = "“„«\"‘‚‹'"


class Answers:
    """The comments of one thread as they are read, and the words of the article over it.

    A passage counts as quoted from an earlier comment when most runs of five of its words stand there and not in the
    article, as readers quote the article too.
    """

    def __init__(self, text: str, article: list[Line]) -> None:
        self._text = text
        self._article = article
        self._in_article: set[int] | None = None
        self._in_comments: dict[int, int] = {}
        self._by_author: dict[str, int] = {}
        self._open: list[tuple[int, int]] = []  # (indent, comment) of the comments that a deeper one would answer
        self._count = 0

    def add(self, span: Span, author: str | None, to: str | None, indent: int) -> int | None:
        """Takes in the next comment; the number of the earlier one that it answers, None where nothing shows it."""
        answered = self._named(span, to)
        if answered is None:
            answered = self._over(indent)
        if answered is None:
            answered = self._quoted(span)
        self._remember(span, author, indent)
        return answered

    def _named(self, span: Span, to: str | None) -> int | None:
        addressed = _ADDRESSED.match(self._text[span.start : min(span.end, span.start + 40)])
        name = to or (addressed and addressed["to"].rstrip("."))
        return self._by_author.get(name.casefold()) if name else None

    def _over(self, indent: int) -> int | None:
        while self._open and self._open[-1][0] >= indent:
            self._open.pop()
        return self._open[-1][1] if self._open else None

    def _quoted(self, span: Span) -> int | None:
        shingles = list(_shingles(self._opening_quotation(span)))
        if not shingles or not self._count:
            return None
        if self._in_article is None:
            self._in_article = {s for line in self._article for s in _shingles(line.words)}
        if sum(s in self._in_article for s in shingles) >= _LEAST_SHARE * len(shingles):
            return None
        found = Counter(self._in_comments[s] for s in shingles if s in self._in_comments).most_common(1)
        return found[0][0] if found and found[0][1] >= _LEAST_SHARE * len(shingles) else None

    def _opening_quotation(self, span: Span) -> str:
        opening = self._text[span.start : min(span.end, span.start + _LONGEST_QUOTE)]
        if opening[0] == ">":
            return "\n".join(line for line in opening.splitlines() if line.lstrip().startswith(">"))
        if opening[0] not in _OPENERS:
            return ""
        first = next((q for q in quotations(opening) if q.start == 0), None)
        return opening[first.inner_start : first.inner_end] if first else ""

    def _remember(self, span: Span, author: str | None, indent: int) -> None:
        for shingle in _shingles(span.of(self._text)):
            self._in_comments[shingle] = self._count
        if author:
            self._by_author[author.casefold()] = self._count
        self._open.append((indent, self._count))
        self._count += 1


def _shingles(words: str) -> Iterator[int]:
    found = [word.casefold() for word in _WORD.findall(words)]
    return (hash(tuple(found[i : i + _SHINGLE])) for i in range(len(found) - _SHINGLE + 1))
