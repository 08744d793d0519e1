"""The task "same": whether two texts say the same, as people grade it.

STS (a grade from 0 to 5 and two texts, parted by tabs) is scored by Pearson's r, MRPC (1 or 0, ids and texts under a
line of names) by the F1 of "the same". PATH is a file of either or a folder of such files; of a folder the STS files
named "headlines" are scored where there are any, and of MRPC what is not named "train". Baselines: the words shared
(Dice), the cosine of mean word vectors, and for MRPC that all pairs say the same; their cut is the one that suits the
file best.
"""

import time
from argparse import Namespace
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from rich.table import Table

from evaluation import ecbplus
from evaluation.certainty import pearson
from evaluation.pair_data import PARAPHRASE_COLUMNS, GradedPair, lines, load_mrpc, load_sts
from evaluation.task import Report
from onrecord.claims.stance_signs import WORD
from onrecord.errors import InputError, InputMissing
from onrecord.language.models import pair_encoder, spacy_pipeline
from onrecord.language.pair_encoder import SAME, PairScores
from onrecord.settings import Settings

HEADLINES, TRAIN = "headlines", "train"
Measure = Callable[[GradedPair], float]
Judge = Callable[[Sequence[tuple[str, str]]], Sequence[PairScores]]


class Layout(NamedTuple):
    """A set that is scored otherwise than pair by pair: ``holds`` tells it by its files."""

    holds: Callable[[Path], bool]
    run: Callable[[Namespace], Report]


LAYOUTS = (Layout(ecbplus.holds, ecbplus.run),)


class PairSets(NamedTuple):
    """The pairs of each file, by its name."""

    sts: dict[str, list[GradedPair]]
    mrpc: dict[str, list[GradedPair]]


def run(arguments: Namespace) -> Report:
    """InputError for what is neither STS nor MRPC; ModelError where a model is missing."""
    for layout in LAYOUTS:
        if layout.holds(arguments.path):
            return layout.run(arguments)
    sets = load_sets(arguments.path)
    return compare(sets, pair_encoder().judge, vector_cosine())


def load_sets(path: Path) -> PairSets:
    files = [path] if path.is_file() else sorted(path.rglob("*.tsv"))
    if not files:
        raise InputMissing(str(path), "no .tsv file in it")
    mrpc = [f for f in files if _is_mrpc(f)]
    graded = [f for f in files if f not in mrpc]
    graded = [f for f in graded if f.name.startswith(HEADLINES)] or graded
    mrpc = [f for f in mrpc if TRAIN not in f.stem] or mrpc
    return PairSets(_named(graded, load_sts), _named(mrpc, load_mrpc))


def _named(files: list[Path], load: Callable[[Path], list[GradedPair]]) -> dict[str, list[GradedPair]]:
    """A file's name, with its folder's where names are the same; files without a graded pair are left out."""
    names = [f.stem for f in files]
    found = ((n if names.count(n) == 1 else f"{f.parent.name}/{n}", load(f)) for n, f in zip(names, files, strict=True))
    return {name: pairs for name, pairs in found if pairs}


def _is_mrpc(path: Path) -> bool:
    first = next(iter(lines(path)), "")
    return tuple(first.split("\t")) == PARAPHRASE_COLUMNS


def compare(sets: PairSets, judge: Judge, cosine: Measure) -> Report:
    """``pearson`` over all STS pairs, ``f1`` over all of MRPC, and file by file."""
    began = time.perf_counter()
    told = {name: judge([pair[:2] for pair in pairs]) for part in sets for name, pairs in part.items()}
    seconds = time.perf_counter() - began
    data: dict[str, Any] = {}
    shown = []
    if sets.sts:
        rows = {name: _similarity(pairs, told[name], cosine) for name, pairs in sets.sts.items()}
        data |= _similarity(*_together(sets.sts, told), cosine) | {"sts": rows}
        shown.append(_sts_table(rows, data))
    if sets.mrpc:
        rows = {name: _sameness(pairs, told[name], cosine) for name, pairs in sets.mrpc.items()}
        whole = _sameness(*_together(sets.mrpc, told), cosine)
        data |= {key: value for key, value in whole.items() if key not in ("pairs", "baseline")} | {"mrpc": rows}
        shown.append(_mrpc_table(rows))
    if not shown:
        raise InputError("same", "no graded pair in it")
    data["pairs_per_second"] = round(sum(map(len, told.values())) / seconds, 1)
    return Report(data, (*shown, f"{data['pairs_per_second']} pairs a second"))


def _together(
    part: dict[str, list[GradedPair]], told: dict[str, Sequence[PairScores]]
) -> tuple[list[GradedPair], list[PairScores]]:
    return [p for pairs in part.values() for p in pairs], [s for name in part for s in told[name]]


def _similarity(pairs: Sequence[GradedPair], told: Sequence[PairScores], cosine: Measure) -> dict[str, Any]:
    gold = [pair.grade for pair in pairs]
    measures = {"words": shared_words, "cosine": cosine}
    return {
        "pearson": pearson(gold, [score.similarity for score in told]),
        "pairs": len(pairs),
        "baseline": {name: {"pearson": pearson(gold, [of(p) for p in pairs])} for name, of in measures.items()},
    }


def _sameness(pairs: Sequence[GradedPair], told: Sequence[PairScores], cosine: Measure) -> dict[str, Any]:
    gold = np.array([pair.grade == 1 for pair in pairs])
    return {
        **_rates(gold, np.array([score.same >= SAME for score in told])),
        "pairs": len(pairs),
        "baseline": {
            "all_same": _rates(gold, np.ones_like(gold)),
            "words": _best_rates(gold, np.array([shared_words(p) for p in pairs])),
            "cosine": _best_rates(gold, np.array([cosine(p) for p in pairs])),
        },
    }


def _rates(gold: np.ndarray, told: np.ndarray) -> dict[str, float]:
    hits = int((gold & told).sum())
    precision, recall = hits / max(1, int(told.sum())), hits / max(1, int(gold.sum()))
    f1 = 2 * precision * recall / (precision + recall) if hits else 0.0
    rates = {"f1": f1, "accuracy": float((gold == told).mean()), "precision": precision, "recall": recall}
    return {name: round(value, 4) for name, value in rates.items()}


def _best_rates(gold: np.ndarray, values: np.ndarray) -> dict[str, float]:
    """With the cut that gives the highest F1 here: more than a baseline could know."""
    return max((_rates(gold, values >= cut) for cut in np.unique(values.round(2))), key=lambda rates: rates["f1"])


def shared_words(pair: GradedPair) -> float:
    """Dice's coefficient of the two sets of words."""
    one, other = (frozenset(m.group().lower() for m in WORD.finditer(text)) for text in pair[:2])
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else 0.0


def vector_cosine() -> Measure:
    """The cosine of the mean vectors of the words, by the spaCy pipeline's table."""
    nlp = spacy_pipeline(Settings().spacy_model)

    def cosine(pair: GradedPair) -> float:
        one, other = (nlp.make_doc(text) for text in pair[:2])
        return float(one.similarity(other)) if one.has_vector and other.has_vector else 0.0

    return cosine


def _table(title: str, *heads: str) -> Table:
    table = Table("", "pairs", *heads, title=title)
    for column in table.columns[1:]:
        column.justify = "right"
    return table


def _sts_table(rows: dict[str, dict[str, Any]], whole: dict[str, Any]) -> Table:
    table = _table("How similar: Pearson's r", "onrecord", "words shared", "cosine of vectors")
    for name, row in (*rows.items(), *((("all", whole),) if len(rows) > 1 else ())):
        base = [row["baseline"][key]["pearson"] for key in ("words", "cosine")]
        table.add_row(name, str(row["pairs"]), *(f"{r:.3f}" for r in (row["pearson"], *base)))
    return table


def _mrpc_table(rows: dict[str, dict[str, Any]]) -> Table:
    table = _table("The same or not: F1", "onrecord", "accuracy", "all the same", "words shared", "cosine of vectors")
    for name, row in rows.items():
        base = [row["baseline"][key]["f1"] for key in ("all_same", "words", "cosine")]
        table.add_row(name, str(row["pairs"]), *(f"{v:.3f}" for v in (row["f1"], row["accuracy"], *base)))
    return table
