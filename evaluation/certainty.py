"""The task "certainty": factuality of words against people's labels, and our own set of commitments.

A folder or file laid out like ../shared/data/factuality is scored by Pearson's r and the mean absolute error between
the encoder's factuality of each labelled word and its label, set by set. Of a folder, the files named "train" are left
out where there are others. Beside it stand two constants, a rule of words and onrecord's grammar without the encoder.
The mean and the median of the file that is scored are the constants: the best that a constant can do there.

Without a path, or for a file laid out like evaluation/data/commitment.jsonl, see evaluation/commitment.py.
"""

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import fmean, median
from typing import Any, Protocol

import numpy as np
from rich.table import Table

from evaluation import commitment
from evaluation.degrees import degrees, degrees_table
from evaluation.factuality_data import Sentence, load
from evaluation.nesting import HALVES
from evaluation.task import Report
from onrecord.errors import InputError, InputMissing
from onrecord.model import Span

TRAIN = "train"
COLUMNS = ("gold", "ours", "words", "grammar")
NEAR = 4
"""Words before a target in which the rule looks for a negation or a modal."""
_NEGATIONS = frozenset({"not", "n't", "never", "no", "nobody", "without", "refused", "declined", "failed", "denied"})
_WEAK = {
    "may": 1.0,
    "might": 1.0,
    "could": 1.0,
    "can": 1.0,
    "would": 1.5,
    "should": 1.0,
    "will": 2.5,
    "to": 1.5,
    "if": 1.0,
}


class Scorer(Protocol):
    """Gives each word of a text, [start, end) characters, a factuality from -3 to +3."""

    def __call__(self, text: str, words: Sequence[Span]) -> Sequence[float]: ...


Sets = dict[str, list[Sentence]]


def options(parser: ArgumentParser) -> None:
    parser.add_argument("--half", choices=HALVES, help="of our own set, score one half only")
    parser.add_argument("--show", action="store_true", help="of our own set, print what was judged otherwise")


def run(arguments: Namespace) -> Report:
    """InputError for what is no such set; ModelError where the encoder gives no factuality."""
    if _is_our_own(arguments.path):
        rows = [r for r in commitment.load(arguments.path) if arguments.half in (None, r.half)]
        return commitment.compare(rows, _judge(), show=arguments.show)
    return compare(load_sets(arguments.path), _encoder, _grammar())


def _is_our_own(path: Path) -> bool:
    if not path.is_file():
        return False
    first = next((line for line in path.read_text(encoding="utf-8", errors="replace").splitlines() if line.strip()), "")
    try:
        row = json.loads(first)
    except ValueError:
        return False
    return isinstance(row, dict) and "certainty" in row


def load_sets(path: Path) -> Sets:
    """The sentences to score, by set: a folder of sets, one set's folder, or one file.

    A set with several parts to score gives one entry for each ("UW/dev", "UW/test").
    """
    files = [path] if path.is_file() else sorted(path.rglob("*.jsonl"))
    if not files:
        raise InputMissing(str(path), "no .jsonl file in it")
    wanted = [f for f in files if f.stem != TRAIN] or files
    names = [f.parent.name for f in wanted]
    named = ((n if names.count(n) == 1 else f"{n}/{f.stem}", f) for n, f in zip(names, wanted, strict=True))
    return {name: load(file) for name, file in named}


def compare(sets: Sets, ours: Callable[[str], Scorer], grammar: Scorer) -> Report:
    """``pearson`` and ``mae`` of each set and of all targets together, beside those of the baselines.

    ``ours`` gives for a set's name what scores it: sets rate what has not happened yet each in a way of its own.
    """
    judged = {name: _judged(name, sentences, ours(name.split("/")[0]), grammar) for name, sentences in sets.items()}
    rows = {name: _figures(columns) for name, columns in judged.items()}
    together = {column: [v for columns in judged.values() for v in columns[column]] for column in COLUMNS}
    data = _figures(together) | {"sets": rows}
    shown = rows if len(rows) == 1 else {**rows, "all": data}
    return Report(data, (_table(shown), degrees_table({name: row["degrees"] for name, row in shown.items()})))


def _judged(name: str, sentences: Sequence[Sentence], ours: Scorer, grammar: Scorer) -> dict[str, list[float]]:
    """For each labelled word its label and what each scorer says, by COLUMNS."""
    gold = [label for s in sentences for _, label in s.targets]
    if not gold:
        raise InputError(name, "no labelled word in it")
    scorers = (ours, by_words, grammar)
    return dict(zip(COLUMNS, (gold, *(predicted(sentences, scorer) for scorer in scorers)), strict=True))


def _figures(columns: dict[str, list[float]]) -> dict[str, Any]:
    gold, found = columns["gold"], columns["ours"]
    mean, middle = fmean(gold), median(gold)
    return {
        "pearson": pearson(gold, found),
        "mae": mae(gold, found),
        "targets": len(gold),
        "degrees": degrees(gold, found),
        "baseline": {
            "mean": {"pearson": 0.0, "mae": mae(gold, [mean] * len(gold)), "value": round(mean, 4)},
            "median": {"pearson": 0.0, "mae": mae(gold, [middle] * len(gold)), "value": round(middle, 4)},
            "words": _scores(gold, columns["words"]),
            "grammar": _scores(gold, columns["grammar"]),
        },
    }


def _scores(gold: Sequence[float], found: Sequence[float]) -> dict[str, float]:
    return {"pearson": pearson(gold, found), "mae": mae(gold, found)}


def predicted(sentences: Sequence[Sentence], scorer: Scorer) -> list[float]:
    """One value for each target, in order: that of its first word."""
    out: list[float] = []
    for sentence in sentences:
        values = scorer(sentence.text, sentence.words)
        place = {word.start: i for i, word in reversed(list(enumerate(sentence.words)))}
        out += [float(values[place[target.start]]) for target, _ in sentence.targets]
    return out


def pearson(gold: Sequence[float], found: Sequence[float]) -> float:
    """0 where either side does not vary, for then it tells nothing."""
    if np.ptp(gold) == 0 or np.ptp(found) == 0:
        return 0.0
    return round(float(np.corrcoef(gold, found)[0, 1]), 4)


def mae(gold: Sequence[float], found: Sequence[float]) -> float:
    return round(float(np.abs(np.subtract(gold, found)).mean()), 4)


def by_words(text: str, words: Sequence[Span]) -> list[float]:
    """+3, less after a modal, "to" or "if" among the words shortly before, turned round after a negation."""
    lower = [span.of(text).lower() for span in words]
    out = []
    for i in range(len(lower)):
        before = lower[max(0, i - NEAR) : i]
        size = min((_WEAK[w] for w in before if w in _WEAK), default=3.0)
        out.append(-size if _NEGATIONS.intersection(before) else size)
    return out


def _encoder(scale: str) -> Scorer:
    # loaded here, since reading a set and its baselines need no model
    from evaluation.factuality_scorers import encoder_scorer  # noqa: PLC0415

    return encoder_scorer(scale)


def _grammar() -> Scorer:
    from evaluation.factuality_scorers import grammar_scorer  # noqa: PLC0415

    return grammar_scorer()


def _judge() -> commitment.Judge:
    from evaluation.factuality_scorers import judge  # noqa: PLC0415

    return judge()


def _table(rows: dict[str, dict[str, Any]]) -> Table:
    heads = ("", "targets", "r", "MAE", "mean MAE", "median MAE", "words r", "words MAE", "grammar r", "grammar MAE")
    table = Table(*heads, title="Factuality: onrecord, constants (mean and median of the file), words, grammar alone")
    for column in table.columns[1:]:
        column.justify = "right"
    for name, row in rows.items():
        base = row["baseline"]
        shown = [row["pearson"], row["mae"], base["mean"]["mae"], base["median"]["mae"]]
        shown += [base[k][m] for k in ("words", "grammar") for m in ("pearson", "mae")]
        table.add_row(name, str(row["targets"]), *(f"{value:.3f}" for value in shown))
    return table
