"""An article's sentences as words, for comparing it with another; readers' comments and what is no article stay out."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from onrecord.language.quotes import quotations
from onrecord.model import Document, SectionKind, Span

ARTICLE = frozenset({SectionKind.HEADLINE, SectionKind.STANDFIRST, SectionKind.BODY})
"""Captions stay out too: an agency's photograph comes with its own."""
MOST_WORDS = 20_000
"""Words of an article that are compared; past it a text is a book."""
HELD = 100
"""Articles whose words are kept: one that is added is read for its keys, its derivations and its citations."""
SHORTEST = 6
"""Words of a sentence that is compared by itself; a shorter one goes with the next."""
_WORD = re.compile(r"\w+(?:[’'`.,]\w+)*")
LINE = re.compile(r"\S[^\n]*")
_PLAIN = str.maketrans("’`", "''")
_TITLES = ("Mr", "Ms", "Mrs", "Dr", "Prof", "Sen", "Rep", "Gov", "Gen", "Col", "St", "Jr", "Sr", "No", "vs", "U.S")
_ABBREVIATED = "".join(rf"(?<!\b{title}\.)" for title in _TITLES)
SENTENCE_END = re.compile(rf"(?<=[.!?]){_ABBREVIATED}[\"”’»)]*\s+(?=[\"“‘«(]*[A-Z0-9])|\n\s*")
"""Rules do here: what they cut wrongly, they cut so in both texts that are compared."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words [first, last) of :class:`Words`."""

    first: int
    last: int


@dataclass(frozen=True)
class Words:
    """The words of an article in lower case, where each stands, and its sentences."""

    document: Document
    words: tuple[str, ...]
    spans: tuple[Span, ...]
    sentences: tuple[Sentence, ...]

    @cached_property
    def quoted(self) -> tuple[bool, ...]:
        """For each word whether it stands in quotation marks."""
        marks = [False] * len(self.words)
        for quotation in quotations(self.document.text):
            first, last = self.between(Span(quotation.inner_start, quotation.inner_end))
            marks[first:last] = [True] * (last - first)
        return tuple(marks)

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(span.start for span in self.spans)

    def between(self, span: Span) -> tuple[int, int]:
        """The words [first, last) that begin in ``span``."""
        return bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)

    def span(self, first: int, last: int) -> Span:
        return Span(self.spans[first].start, self.spans[last - 1].end)

    def is_capital(self, word: int) -> bool:
        return self.document.text[self.spans[word].start].isupper()


_NOTICE = re.compile(
    r"^\W*(?:(?:editor|publisher)(?:['’]?s)? note|correction|clarification|disclosure|disclaimer"
    r"|this (?:story|article|post) (?:has been|was) (?:updated|corrected))\b",
    re.IGNORECASE,
)
"""How a paragraph opens that the house puts under articles of its own and of others."""


@lru_cache(maxsize=HELD)
def words_of(document: Document) -> Words:
    words: list[str] = []
    spans: list[Span] = []
    sentences: list[Sentence] = []
    for section in document.sections:
        if section.kind in ARTICLE:
            _read(document.text, section.span, words, spans, sentences)
    return Words(document, tuple(words), tuple(spans), tuple(sentences))


def _read(text: str, section: Span, words: list[str], spans: list[Span], sentences: list[Sentence]) -> None:
    first = len(words)
    for start, end, paragraph_ends in _sentences(text, section):
        if len(words) >= MOST_WORDS:
            break
        for found in _WORD.finditer(text, start, end):
            words.append(found.group().casefold().translate(_PLAIN))
            spans.append(Span(*found.span()))
        if len(words) > first and (paragraph_ends or len(words) - first >= SHORTEST):
            sentences.append(Sentence(first, len(words)))
            first = len(words)


def _sentences(text: str, section: Span) -> Iterator[tuple[int, int, bool]]:
    """Start, end, and whether a paragraph ends there."""
    for line in LINE.finditer(text, *section):
        if _NOTICE.match(line.group()):
            continue
        start = line.start()
        for found in SENTENCE_END.finditer(text, *line.span()):
            yield start, found.start(), False
            start = found.end()
        yield start, line.end(), True
