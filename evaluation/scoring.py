"""How well predicted attributions fit gold ones.

tokens       words and single marks; a token is in a span when they share a character, and tokens without a letter or
             digit never count, so where a span puts its quotation marks and full stops makes no difference.
exact        of one role: a gold and a predicted attribution agree on all its tokens (multisets, by document).
overlap      of one role: tokens that are in it in any attribution.
content      a gold and a predicted attribution are paired one to one, best intersection over union of their content
match        tokens first (ties: the better source, the better cue, the earlier), down to 0.5.
attribution  a content match whose sources share a token, or of which neither has a source.
direct       a gold attribution whose content holds a whole stretch between double quotation marks.

All figures are micro-averages: counts are summed over documents, then divided.
"""

import random
import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from evaluation.split import ROLES, Attribution, Predictions, Spans, Split

CONTENT_MATCH = 0.5
"""Least intersection over union at which two contents are taken for the same."""

LENGTHS = ((0, "no content"), (5, "1-5 words"), (15, "6-15 words"), (30, "16-30 words"), (10**9, "over 30 words"))
"""Longest gold content, in word tokens, of each class of length."""

_TOKEN = re.compile(r"\w+|[^\w\s]")

Tokens = frozenset[int]


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of one metric. ``predicted`` is 0 where only recall has a meaning."""

    matched: int = 0
    gold: int = 0
    predicted: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.matched + other.matched, self.gold + other.gold, self.predicted + other.predicted)

    @property
    def precision(self) -> float:
        return self.matched / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        return self.matched / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


Tallies = dict[str, Tally]


class Roles(NamedTuple):
    """The tokens of one attribution's roles."""

    source: Tokens
    cue: Tokens
    content: Tokens


@dataclass(frozen=True, slots=True)
class Alignment:
    """One document's gold and predicted attributions, those without any token left out, and how they pair up."""

    gold: list[Attribution]
    predicted: list[Attribution]
    gold_tokens: list[Roles]
    predicted_tokens: list[Roles]
    pairs: list[tuple[int, int]]
    direct: list[bool]

    def sources_agree(self, pair: tuple[int, int]) -> bool:
        gold, predicted = self.gold_tokens[pair[0]].source, self.predicted_tokens[pair[1]].source
        return bool(gold & predicted) or not (gold or predicted)


@dataclass(frozen=True, slots=True)
class Scores:
    """``overall`` has a Tally for each metric; ``by_publisher`` the same for each prefix of the documents' names.

    ``intervals`` has the 2.5th and 97.5th percentile of a figure over resampled documents, where that was asked for.
    """

    documents: int
    overall: Tallies
    by_publisher: dict[str, Tallies]
    by_length: dict[str, Tally]
    intervals: dict[str, tuple[float, float]] = field(default_factory=dict)


def score(gold: Split, predicted: Predictions, bootstrap: int = 0) -> Scores:
    """Every gold document counts; one without predictions counts as predicted empty, one without gold is ignored."""
    counted = {name: _count(align(text, rows, predicted.get(name, []))) for name, (text, rows) in gold.items()}
    publishers: dict[str, list[Tallies]] = defaultdict(list)
    for name, tallies in counted.items():
        publishers[name.partition("_")[0]].append(tallies)
    overall = _total(counted.values())
    return Scores(
        documents=len(gold),
        overall=overall,
        by_publisher={publisher: _total(rows) for publisher, rows in sorted(publishers.items())},
        by_length={label: overall[label] for _, label in LENGTHS if label in overall},
        intervals=_intervals(list(counted.values()), bootstrap) if bootstrap else {},
    )


def align(text: str, gold: list[Attribution], predicted: list[Attribution]) -> Alignment:
    """Pair the attributions of one document by their contents."""
    index = TokenIndex(text)
    ours, theirs = _with_tokens(gold, index), _with_tokens(predicted, index)
    gold_tokens, predicted_tokens = [t for _, t in ours], [t for _, t in theirs]
    stretches = [tokens for tokens in (index.tokens((s,)) for s in quoted_stretches(text)) if tokens]
    return Alignment(
        gold=[a for a, _ in ours],
        predicted=[a for a, _ in theirs],
        gold_tokens=gold_tokens,
        predicted_tokens=predicted_tokens,
        pairs=_pair(gold_tokens, predicted_tokens),
        direct=[any(s <= g.content for s in stretches) for g in gold_tokens],
    )


def are_right(text: str, gold: list[Attribution], predicted: list[Attribution]) -> list[bool]:
    """Of each predicted attribution, whether it is one of the gold ones (a content match whose sources agree)."""
    aligned = align(text, gold, predicted)
    full = {p for g, p in aligned.pairs if aligned.sources_agree((g, p))}
    right = iter(i in full for i in range(len(aligned.predicted)))
    kept = {id(row) for row in aligned.predicted}
    return [next(right) if id(row) in kept else False for row in predicted]


class TokenIndex:
    """The word tokens of a text, found by character."""

    def __init__(self, text: str) -> None:
        spans = [m.span() for m in _TOKEN.finditer(text) if any(c.isalnum() for c in m.group())]
        self._starts = [start for start, _ in spans]
        self._ends = [end for _, end in spans]

    def tokens(self, spans: Spans) -> Tokens:
        return frozenset(i for s, e in spans for i in range(bisect_right(self._ends, s), bisect_left(self._starts, e)))


def _with_tokens(rows: list[Attribution], index: TokenIndex) -> list[tuple[Attribution, Roles]]:
    found = ((row, Roles(*(index.tokens(spans) for spans in row))) for row in rows)
    return [(row, tokens) for row, tokens in found if any(tokens)]


def quoted_stretches(text: str) -> Iterator[tuple[int, int]]:
    """What stands between double marks, straight or curly, line by line; one never closed runs to its line's end."""
    offset = 0
    for line in text.split("\n"):
        opened: int | None = None
        for i, char in enumerate(line):
            if opened is None:
                opened = i + 1 if char in '“„"' else None
            elif char in '”"':
                yield offset + opened, offset + i
                opened = None
        if opened is not None:
            yield offset + opened, offset + len(line)
        offset += len(line) + 1


def overlap(a: Tokens, b: Tokens) -> float:
    """Intersection over union; 0 where both are empty."""
    union = len(a | b)
    return len(a & b) / union if union else 0.0


def _pair(gold: list[Roles], predicted: list[Roles]) -> list[tuple[int, int]]:
    candidates = [
        (-overlap(g.content, p.content), -overlap(g.source, p.source), -overlap(g.cue, p.cue), i, j)
        for i, g in enumerate(gold)
        for j, p in enumerate(predicted)
        if overlap(g.content, p.content) >= CONTENT_MATCH
    ]
    pairs: list[tuple[int, int]] = []
    for *_, i, j in sorted(candidates):
        if not any(i == a or j == b for a, b in pairs):
            pairs.append((i, j))
    return pairs


def _count(aligned: Alignment) -> Tallies:
    """All counts of one document, by metric."""
    gold, predicted = aligned.gold_tokens, aligned.predicted_tokens
    full = [pair for pair in aligned.pairs if aligned.sources_agree(pair)]
    tallies = {
        "content_match": Tally(len(aligned.pairs), len(gold), len(predicted)),
        "attribution": Tally(len(full), len(gold), len(predicted)),
    }
    for role, name in enumerate(ROLES):
        tallies[f"{name}.exact"] = _exact([g[role] for g in gold], [p[role] for p in predicted])
        tallies[f"{name}.overlap"] = _overlapping([g[role] for g in gold], [p[role] for p in predicted])
    for metric, pairs in (("content_match", aligned.pairs), ("attribution", full)):
        tallies |= _by_form(metric, {g for g, _ in pairs}, aligned.direct)
    return tallies | _by_length({g for g, _ in full}, gold)


def _exact(gold: list[Tokens], predicted: list[Tokens]) -> Tally:
    ours, theirs = Counter(filter(None, gold)), Counter(filter(None, predicted))
    return Tally((ours & theirs).total(), ours.total(), theirs.total())


def _overlapping(gold: list[Tokens], predicted: list[Tokens]) -> Tally:
    ours, theirs = frozenset[int]().union(*gold), frozenset[int]().union(*predicted)
    return Tally(len(ours & theirs), len(ours), len(theirs))


def _by_form(metric: str, matched: set[int], direct: list[bool]) -> Tallies:
    return {
        f"{form}.{metric}": Tally(sum(direct[g] is wanted for g in matched), direct.count(wanted))
        for form, wanted in (("direct", True), ("indirect", False))
    }


def _by_length(matched: set[int], gold: list[Roles]) -> Tallies:
    tallies: Tallies = defaultdict(Tally)
    for i, roles in enumerate(gold):
        label = next(label for longest, label in LENGTHS if len(roles.content) <= longest)
        tallies[label] += Tally(int(i in matched), 1)
    return tallies


def _total(rows: Iterable[Mapping[str, Tally]]) -> Tallies:
    total: Tallies = defaultdict(Tally)
    for row in rows:
        for metric, tally in row.items():
            total[metric] += tally
    return dict(total)


def _intervals(rows: list[Tallies], samples: int) -> dict[str, tuple[float, float]]:
    """Percentile bootstrap over documents, with a fixed seed so that two runs print the same."""
    generator = random.Random(0)  # noqa: S311  # resampling, nothing secret
    drawn = [_total(generator.choices(rows, k=len(rows))) for _ in range(samples)]
    figures = {
        "attribution.f1": [t["attribution"].f1 for t in drawn],
        "content_match.f1": [t["content_match"].f1 for t in drawn],
        "direct.recall": [t["direct.attribution"].recall for t in drawn],
    }
    low, high = int(0.025 * (samples - 1)), int(0.975 * (samples - 1))
    return {figure: (sorted(values)[low], sorted(values)[high]) for figure, values in figures.items()}
