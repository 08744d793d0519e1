"""Where an article says what a sentence says, by the words that they share."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from math import sqrt

from onrecord.claims.derivation.words import Words
from onrecord.model import Span

WINDOW = 3
"""Sentences of the article that are looked at together."""
WIDER = 0.05
"""What each sentence more takes from the likeness."""
FEWEST = 4
"""Words that a sentence must have in common with the article."""
OTHER_NUMBERS = 0.5
"""What is left of the likeness to an article that has none of the passage's numbers."""
_STEM = 5
"""Letters of a word that are compared, so that "delivery" is like "delivered"."""
_WORD = re.compile(r"\w+(?:[.,]\d+)*")


@cache
def _stop_words() -> frozenset[str]:
    from spacy.lang.en.stop_words import STOP_WORDS  # noqa: PLC0415 - spaCy loads when texts are compared

    said = "said says say told reported reports report according week monday tuesday wednesday thursday friday saturday"
    return frozenset(STOP_WORDS) | set(said.split()) | {"sunday"}


@dataclass(frozen=True, slots=True)
class Telling:
    """The stems of a passage's words that tell what it says: the names in it, and the others, numbers among them."""

    names: frozenset[str]
    others: frozenset[str]
    numbers: frozenset[str]


def telling(text: str, left_out: frozenset[str] = frozenset()) -> Telling:
    names: set[str] = set()
    others: set[str] = set()
    numbers: set[str] = set()
    for found in _WORD.finditer(text):
        word, lower = found.group(), found.group().casefold()
        if lower in _stop_words() or lower in left_out or (len(word) < 3 and not word.isdigit()):
            continue
        (names if word[0].isupper() else others).add(lower[:_STEM])
        if word[0].isdigit():
            numbers.add(lower[:_STEM])
    return Telling(frozenset(names), frozenset(others) - names, frozenset(numbers))


def likeness(passage: Telling, article: Words) -> tuple[float, Span | None]:
    """How much of the passage's words the most similar few sentences of the article have, and where these stand.

    It is the geometric mean of the shares of names and of other words, since articles of one day share their names
    whatever they say of them. 0 and None where too few are shared.
    """
    best: tuple[float, Span | None] = (0.0, None)
    for first, last, stems, size in _windows(article):
        score = _score(passage, stems) * (1 - WIDER * (size - 1))
        if score > best[0]:
            best = score, article.span(first, last)
    return best


def _score(passage: Telling, stems: frozenset[str]) -> float:
    names, others = passage.names & stems, passage.others & stems
    if len(names) + len(others) < FEWEST:
        return 0.0
    share = len(others) / len(passage.others) if passage.others else 0.0
    if passage.numbers and not passage.numbers & stems:
        share *= OTHER_NUMBERS
    return sqrt(share * len(names) / len(passage.names)) if passage.names else share


def _windows(article: Words) -> Iterator[tuple[int, int, frozenset[str], int]]:
    """Words from and to, their stems, and the number of sentences."""
    stems = [frozenset(w[:_STEM] for w in article.words[s.first : s.last]) for s in article.sentences]
    for i, sentence in enumerate(article.sentences):
        for size in range(1, min(WINDOW, len(stems) - i) + 1):
            last = article.sentences[i + size - 1].last
            yield sentence.first, last, frozenset().union(*stems[i : i + size]), size
