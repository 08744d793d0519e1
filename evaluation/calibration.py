"""The task "calibration": whether a confidence of 0.8 means right four times in five."""

from argparse import ArgumentParser, Namespace
from dataclasses import asdict
from pathlib import Path
from typing import Any

from rich.table import Table

from evaluation.product import predict_statements
from evaluation.reliability import expected_error, reliability
from evaluation.reliability_plot import svg
from evaluation.scoring import are_right
from evaluation.split import Attribution, load_split
from evaluation.task import Report, natural


def options(parser: ArgumentParser) -> None:
    parser.add_argument("--plot", type=Path, metavar="FILE", help="write the reliability as a picture (SVG)")
    parser.add_argument(
        "--annotator", type=natural, default=0, metavar="N", help="take the N-th annotator of each text"
    )


def run(arguments: Namespace) -> Report:
    """Gold attributions against the product's own, with their confidences."""
    gold = load_split(arguments.path, arguments.annotator)
    confidences: list[float] = []
    right: list[bool] = []
    for name, statements in predict_statements(arguments.path, gold).items():
        text, rows = gold[name]
        confidences += [s.confidence for s in statements]
        right += are_right(text, rows, [Attribution(s.source, s.cue, s.content) for s in statements])
    bins = reliability(confidences, right)
    if arguments.plot:
        arguments.plot.write_text(svg(bins, f"{len(right)} attributions"), encoding="utf-8")
    base = sum(right) / len(right) if right else 0.0
    data: dict[str, Any] = {
        "attributions": len(right),
        "expected_calibration_error": round(expected_error(confidences, right), 4),
        "baseline": {"expected_calibration_error": round(expected_error([1.0] * len(right), right), 4)},
        "right": round(base, 4),
        "bins": [asdict(row) for row in bins],
    }
    return Report(data, (_table(data),))


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
