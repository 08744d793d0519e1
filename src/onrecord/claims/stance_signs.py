"""What a claim (or a headline) and a text share in words, the passage that bears on it, and words that take sides."""

import json
import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from onrecord.language.pair_encoder import SIGNALS, Vector

MOST_WORDS = 75
"""Of a passage: with the claim, about a hundred word pieces."""
LEAD = 3
"""Sentences in which an article says what it is about."""
OPENING = 5
"""Sentences from which the opening is taken."""
LONGEST_SENTENCE = 45
"""Words of a sentence that a passage takes; a list or a table without full stops can be much longer."""
TAKES_SIDES = 0.15
"""How much more a sentence that refutes weighs in a passage, in shares of the claim's words."""

_SENTENCE = re.compile(r"\S.*?(?:[.!?][”\"’')\]]*(?=\s+[A-Z“\"‘'(\[0-9]|\s*$)|\n|$)", re.DOTALL)
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_ENDING = re.compile(r"(?:['’]s|ing|ed|es|s)$")


class Sentence(NamedTuple):
    """``words``: the stems of its content words."""

    text: str
    words: frozenset[str]


class Article(NamedTuple):
    text: str
    sentences: tuple[Sentence, ...]
    words: frozenset[str]
    joins: frozenset[tuple[str, str]]


class _Words(NamedTuple):
    refuting: re.Pattern[str]
    hedging: re.Pattern[str]
    empty: frozenset[str]


@cache
def _words() -> _Words:
    table = json.loads((files("onrecord") / "claims" / "stance_words.json").read_text(encoding="utf-8"))
    return _Words(_pattern(table["refuting"]), _pattern(table["hedging"]), frozenset(table["empty"]))


def _pattern(stems: Iterable[str]) -> re.Pattern[str]:
    either = "|".join(re.escape(stem.rstrip("*")) + (r"\w*" if stem.endswith("*") else "") for stem in stems)
    return re.compile(rf"\b(?:{either})\b", re.IGNORECASE)


def stems(text: str) -> list[str]:
    """The content words in order, without the commonest endings."""
    empty = _words().empty
    found = (match.group().lower() for match in WORD.finditer(text))
    return [_ENDING.sub("", word) or word for word in found if word not in empty]


def read_article(text: str) -> Article:
    sentences = []
    for match in _SENTENCE.finditer(text):
        cut = " ".join(match.group().split()[:LONGEST_SENTENCE])
        sentences.append(Sentence(cut, frozenset(stems(cut))))
    all_stems = stems(text)
    return Article(text, tuple(sentences), frozenset(all_stems), frozenset(pairwise(all_stems)))


def closeness(claim: str, article: Article) -> list[float]:
    """What tells a related text: shares of the claim's words and neighbouring words that it has, in all, in its best
    sentence and in its lead."""
    words = stems(claim)
    wanted, joins = frozenset(words), frozenset(pairwise(words))
    best = max((_share(wanted, s.words) for s in article.sentences), default=0.0)
    lead = frozenset[str]().union(*(s.words for s in article.sentences[:LEAD]))
    names = frozenset(stems(" ".join(w for w in claim.split()[1:] if w[:1].isupper() or w[:1].isdigit())))
    shared = sum(2.0 * len(wanted & s.words) / max(1, len(wanted) + len(s.words)) > 0.25 for s in article.sentences)
    return [
        _share(wanted, article.words),
        best,
        _share(wanted, lead),
        _share(names, article.words) if names else 0.5,
        _share(joins, article.joins),
        min(shared, 4) / 4,
        min(len(wanted), 15) / 15,
    ]


def _share(wanted: frozenset[object], there: frozenset[object]) -> float:
    return len(wanted & there) / len(wanted) if wanted else 0.0


def passage(claim: str, article: Article) -> str:
    """The lead sentence and those that share most with the claim, in the order of the text, to MOST_WORDS."""
    wanted, refuting = frozenset(stems(claim)), _words().refuting
    worth = [_share(wanted, s.words) + (TAKES_SIDES if refuting.search(s.text) else 0.0) for s in article.sentences]
    order = sorted(range(len(worth)), key=lambda i: (i != 0, -worth[i], i))
    taken, room = [], MOST_WORDS
    for i in order:
        size = len(article.sentences[i].text.split())
        if size <= room:
            taken.append(i)
            room -= size
    return " ".join(article.sentences[i].text for i in sorted(taken))


def opening(article: Article) -> str:
    """How the article begins, to MOST_WORDS."""
    words = [word for sentence in article.sentences[:OPENING] for word in sentence.text.split()]
    return " ".join(words[:MOST_WORDS])


def signals(claim: str, article: Article, chosen: str) -> Vector:
    """The first eight of SIGNALS: words that refute or hedge in the claim, the passage and the text; what is shared."""
    refuting, hedging, _ = _words()
    lead = " ".join(s.text for s in article.sentences[:LEAD])
    told = [
        _count(refuting, claim, 1),
        _count(refuting, chosen, 3),
        _count(refuting, article.text, 8),
        _count(refuting, lead, 2),
        _count(hedging, claim, 1),
        _count(hedging, chosen, 4),
        float(claim.rstrip().endswith("?")),
        _share(frozenset(stems(claim)), frozenset(stems(chosen))),
    ]
    return np.array(told + [0.0] * (SIGNALS - len(told)), dtype=np.float32)


def _count(pattern: re.Pattern[str], text: str, most: int) -> float:
    return min(sum(1 for _ in pattern.finditer(text)), most) / most
