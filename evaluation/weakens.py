"""The task "weakens": of two claims from two outlets on one topic, does the second weaken the first.

A file or folder laid out like ../shared/data/claimdiff. The pair encoder knows nothing of this set; a logistic
regression over the chief components of its vector of a pair is fitted on four fifths of the topics and scored on the
last, five times, so that each pair is judged by weights that never saw its topic. Baselines: that all are weakened, and
the encoder's "contradicts" with the cut that suits the fitted part best.
"""

import json
from argparse import Namespace
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from rich.table import Table

from evaluation.classes import figures
from evaluation.task import Report
from onrecord.errors import InputError, InputMissing, InputNotText
from onrecord.language.models import pair_encoder
from onrecord.language.pair_encoder import PairReading, softmax

FOLDS = 5
STEPS = 12
RIDGE, COMPONENTS = 10.0, 20
"""Chosen on the folds of ClaimDiff's train file."""
WEAKENS, NOT = "weakens", "does_not"
CONTRADICTS = 1

Rows = NDArray[np.float64]
Flags = NDArray[np.bool_]
Reader = Callable[[Sequence[tuple[str, str]]], Sequence[PairReading]]


class ClaimPair(NamedTuple):
    topic: str
    one: str
    other: str
    weakens: bool


def run(arguments: Namespace) -> Report:
    """InputError for what is not laid out like ClaimDiff; ModelError where the model is missing."""
    return compare(load(arguments.path), pair_encoder().read)


def load(path: Path) -> list[ClaimPair]:
    """Of a folder the files named "weak...", for ClaimDiff labels strengthening in files of the same layout."""
    files = [path] if path.is_file() else sorted(path.rglob("weak*.json"))
    if not files:
        raise InputMissing(str(path), "no weak*.json file in it")
    return [pair for file in files for pair in _pairs(file)]


def _pairs(path: Path) -> list[ClaimPair]:
    try:
        rows = json.loads(path.read_bytes().decode("utf-8"))["data"]
        return [ClaimPair(r["topic"], r["claim_a"], r["claim_b"], _flag(r["relation"])) for r in rows]
    except UnicodeDecodeError as error:
        raise InputNotText(str(path), f"not UTF-8 at byte {error.start}") from None
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(str(path), f"not pairs of claims with a relation: {error}") from None


def _flag(relation: object) -> bool:
    if relation not in (0, 1):
        raise ValueError(f"the relation {relation!r} is neither 0 nor 1")
    return relation == 1


def compare(pairs: Sequence[ClaimPair], read: Reader) -> Report:
    """``f1`` of "weakens" over all pairs, each judged out of its fold."""
    gold = np.array([p.weakens for p in pairs], dtype=bool)
    folds = folds_by_topic([p.topic for p in pairs])
    if len(set(folds)) < FOLDS or any(not gold[np.array(folds) != k].any() for k in range(FOLDS)):
        raise InputError("weakens", f"five folds by topic need at least {FOLDS} topics, with pairs that weaken")
    readings = read([(p.one, p.other) for p in pairs])
    rows = np.array([reading.vector for reading in readings], dtype=np.float64)
    against = np.array([softmax(reading.relation)[CONTRADICTS] for reading in readings])[:, None]
    data = _scored(gold, judged(rows, gold, folds))
    data["baseline"] = {
        "all": _scored(gold, np.ones_like(gold)),
        "contradicts": _scored(gold, judged(against, gold, folds)),
    }
    return Report(data, (_table(data),))


def folds_by_topic(topics: Sequence[str]) -> list[int]:
    """The fold of each pair: topics, the largest first, each go to the fold with the fewest pairs so far."""
    sizes = [0] * FOLDS
    fold: dict[str, int] = {}
    for topic, count in sorted(Counter(topics).items(), key=lambda item: (-item[1], item[0])):
        fold[topic] = min(range(FOLDS), key=lambda k: sizes[k])
        sizes[fold[topic]] += count
    return [fold[topic] for topic in topics]


def judged(rows: Rows, gold: Flags, folds: Sequence[int]) -> Flags:
    """Each row by weights and a cut fitted without its fold."""
    fold, told = np.array(folds), np.zeros_like(gold)
    for k in range(FOLDS):
        inside, outside = fold == k, fold != k
        cut = best_cut(_apart(rows[outside], gold[outside], fold[outside]), gold[outside])
        told[inside] = _fitted(rows[outside], gold[outside], rows[inside]) >= cut
    return told


def _apart(rows: Rows, gold: Flags, fold: NDArray[np.int64]) -> Rows:
    """Scores of the fitted part, each by weights that did not see its fold, since a cut on seen rows is too high."""
    scores = np.zeros(len(rows))
    for k in set(fold.tolist()):
        inside = fold == k
        scores[inside] = _fitted(rows[~inside], gold[~inside], rows[inside])
    return scores


def _fitted(rows: Rows, gold: Flags, asked: Rows) -> Rows:
    """Logits of ``asked`` by a ridge-penalised logistic regression (Newton's method) on the chief components."""
    middle, spread = rows.mean(0), rows.std(0) + 1e-6
    x, y = (rows - middle) / spread, (asked - middle) / spread
    _, sizes, ways = np.linalg.svd(x, full_matrices=False)
    kept = (ways[:COMPONENTS] / (sizes[:COMPONENTS, None] + 1e-6)).T * np.sqrt(len(rows))
    x = np.hstack([x @ kept, np.ones((len(rows), 1))])
    w, ridge = np.zeros(x.shape[1]), np.full(x.shape[1], RIDGE)
    ridge[-1] = 1e-6
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-(x @ w).clip(-30, 30)))
        slope = x.T @ (chance - gold) + ridge * w
        curve = (x * (chance * (1 - chance))[:, None]).T @ x + np.diag(ridge)
        w -= np.linalg.solve(curve, slope)
    scores: Rows = y @ kept @ w[:-1] + w[-1]
    return scores


def best_cut(scores: Rows, gold: Flags) -> float:
    """The score from which on "weakens" has the highest F1."""
    order = np.argsort(-scores, kind="stable")
    hits = np.cumsum(gold[order])
    f1 = 2 * hits / (np.arange(1, len(gold) + 1) + gold.sum())
    return float(scores[order][int(f1.argmax())])


def _scored(gold: Flags, told: Flags) -> dict[str, Any]:
    named = [(WEAKENS if g else NOT, WEAKENS if t else NOT) for g, t in zip(gold, told, strict=True)]
    found = figures(named)
    return {**found["classes"][WEAKENS], "accuracy": found["accuracy"], "items": found["items"]}


def _table(data: dict[str, Any]) -> Table:
    table = Table("", "P", "R", "F1", title=f'"weakens", {data["gold"]} of {data["items"]} pairs, five folds by topic')
    rows = {"onrecord": data, "all": data["baseline"]["all"], "contradicts": data["baseline"]["contradicts"]}
    for name, row in rows.items():
        table.add_row(name, *(f"{row[key]:.3f}" for key in ("precision", "recall", "f1")))
    return table
