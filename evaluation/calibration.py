"""The task "calibration": whether a confidence of 0.8 means right four times in five."""

from argparse import ArgumentParser, Namespace
from dataclasses import asdict, dataclass
from typing import Any

from rich.table import Table

from evaluation.attribution import prediction_options
from evaluation.product import predict_statements
from evaluation.scoring import are_right
from evaluation.split import Attribution, load_split
from evaluation.task import Report

BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """Attributions of like confidence: how many, their mean confidence, the share that is right."""

    count: int
    confidence: float
    right: float


def options(parser: ArgumentParser) -> None:
    prediction_options(parser)


def run(arguments: Namespace) -> Report:
    """Gold attributions against the product's own, with their confidences."""
    gold = load_split(arguments.path, arguments.annotator)
    confidences: list[float] = []
    right: list[bool] = []
    for name, statements in predict_statements(arguments.path, gold).items():
        text, rows = gold[name]
        confidences += [s.confidence for s in statements]
        right += are_right(text, rows, [Attribution(s.source, s.cue, s.content) for s in statements])
    base = sum(right) / len(right) if right else 0.0
    data: dict[str, Any] = {
        "attributions": len(right),
        "expected_calibration_error": round(expected_error(confidences, right), 4),
        "baseline": {"expected_calibration_error": round(expected_error([1.0] * len(right), right), 4)},
        "right": round(base, 4),
        "bins": [asdict(row) for row in reliability(confidences, right)],
    }
    return Report(data, (_table(data),))


def reliability(confidences: list[float], right: list[bool], bins: int = BINS) -> list[Bin]:
    """Attributions by confidence in ``bins`` intervals of equal width; empty ones are left out."""
    out = []
    for k in range(bins):
        inside = [i for i, c in enumerate(confidences) if min(int(c * bins), bins - 1) == k]
        if inside:
            mean = sum(confidences[i] for i in inside) / len(inside)
            out.append(Bin(len(inside), round(mean, 4), round(sum(right[i] for i in inside) / len(inside), 4)))
    return out


def expected_error(confidences: list[float], right: list[bool], bins: int = BINS) -> float:
    """Mean distance of confidence and share of right ones, weighted by bin (Guo et al., 2017)."""
    total = len(confidences)
    return sum(b.count / total * abs(b.confidence - b.right) for b in reliability(confidences, right, bins))


def _table(data: dict[str, Any]) -> Table:
    error, certain = data["expected_calibration_error"], data["baseline"]["expected_calibration_error"]
    table = Table(
        "confidence", "attributions", "right", "", title=f"expected calibration error {error} (always sure: {certain})"
    )
    for row in data["bins"]:
        table.add_row(
            f"{row['confidence']:.2f}", str(row["count"]), f"{row['right']:.2f}", "#" * round(40 * row["right"])
        )
    return table
