"""Precision, recall and F1 of labels, class by class."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from rich.table import Table

from evaluation.scoring import Tally


class Labelled(NamedTuple):
    """The label of one item as a person gave it, as onrecord and as a baseline does."""

    gold: str
    ours: str
    baseline: str


def figures(pairs: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """``macro_f1`` over the classes of the gold labels, ``accuracy``, and each class; ``pairs`` are (gold, found)."""
    tallies = by_class(pairs)
    known = [tally for name, tally in tallies.items() if tally.gold]
    right = sum(gold == found for gold, found in pairs)
    return {
        "macro_f1": round(sum(t.f1 for t in known) / len(known), 4) if known else 0.0,
        "accuracy": round(right / len(pairs), 4) if pairs else 0.0,
        "items": len(pairs),
        "classes": {name: _row(tally) for name, tally in tallies.items()},
    }


def by_class(pairs: Sequence[tuple[str, str]]) -> dict[str, Tally]:
    names = sorted({name for pair in pairs for name in pair})
    return {
        name: Tally(
            sum(gold == found == name for gold, found in pairs),
            sum(gold == name for gold, _ in pairs),
            sum(found == name for _, found in pairs),
        )
        for name in names
    }


def _row(tally: Tally) -> dict[str, Any]:
    rates = {"precision": tally.precision, "recall": tally.recall, "f1": tally.f1}
    return {name: round(rate, 4) for name, rate in rates.items()} | {"gold": tally.gold, "predicted": tally.predicted}


def table(title: str, items: Sequence[Labelled]) -> Table:
    """Each class with what onrecord and the baseline make of it, the averages below."""
    ours, theirs = ([(i.gold, found) for i, found in zip(items, column, strict=True)] for column in _columns(items))
    out = Table("", "gold", "found", "P", "R", "F1", "base P", "base R", "base F1", title=title)
    for column in out.columns[1:]:
        column.justify = "right"
    base = by_class(theirs)
    for name, tally in by_class(ours).items():
        out.add_row(name, str(tally.gold), str(tally.predicted), *_cells(tally), *_cells(base.get(name, Tally())))
    mine, baseline = figures(ours), figures(theirs)
    out.add_section()
    for name in ("macro_f1", "accuracy"):
        out.add_row(name.replace("_f1", " F1"), "", "", "", "", f"{mine[name]:.3f}", "", "", f"{baseline[name]:.3f}")
    return out


def _columns(items: Sequence[Labelled]) -> tuple[list[str], list[str]]:
    return [i.ours for i in items], [i.baseline for i in items]


def _cells(tally: Tally) -> tuple[str, str, str]:
    return (f"{tally.precision:.3f}", f"{tally.recall:.3f}", f"{tally.f1:.3f}")
