"""A number of factuality as a degree of certainty and a polarity, and how often ours is a person's."""

from collections.abc import Mapping, Sequence
from typing import Any

from rich.table import Table

from evaluation.classes import figures
from onrecord.attribution.commitment.certainty import Thresholds, certainty_of
from onrecord.model import Certainty, Polarity

RATED = Thresholds(certain=2.5, probable=1.5, possible=0.5)
"""The labels are means of ratings 3 (certainly), 2 (probably), 1 (possibly) and 0 (not told); these lie halfway."""


def degree(value: float, limits: Thresholds) -> str:
    """ "certain", "not probable", ...; "none" has no polarity."""
    certainty = certainty_of(abs(value), limits)
    negative = value < 0 and certainty is not Certainty.NONE
    return f"{Polarity.NEGATIVE} {certainty}" if negative else certainty.value


def degrees(gold: Sequence[float], found: Sequence[float]) -> dict[str, Any]:
    """By the product's thresholds; ``baseline`` calls everything certain."""
    labels = [degree(value, RATED) for value in gold]
    ours = [degree(value, Thresholds()) for value in found]
    base = figures([(label, Certainty.CERTAIN.value) for label in labels])
    rates = ("macro_f1", "accuracy")
    return figures(list(zip(labels, ours, strict=True))) | {"baseline": {name: base[name] for name in rates}}


def degrees_table(rows: Mapping[str, Mapping[str, Any]]) -> Table:
    table = Table("", "macro F1", "accuracy", "base F1", "base acc.", title="Degrees of certainty by the thresholds")
    for name, row in rows.items():
        values = (row["macro_f1"], row["accuracy"], row["baseline"]["macro_f1"], row["baseline"]["accuracy"])
        table.add_row(name, *(f"{value:.3f}" for value in values))
    return table
