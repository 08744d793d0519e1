"""The task "attribution": who is cited, by which words, for what, on a split laid out like PolNeAR's."""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any

from rich.table import Table

from evaluation import baseline, product
from evaluation.scoring import Scores, Tally, score
from evaluation.split import ROLES, Predictions, Split, load_predictions, load_split
from evaluation.task import Report, natural

__all__ = ["Scores", "compare", "load_split", "measures", "options", "prediction_options", "run", "score"]

_METRICS = ("attribution", "content_match", *(f"{role}.{way}" for role in ROLES for way in ("exact", "overlap")))
_FORMS = ("direct", "indirect")


def options(parser: ArgumentParser) -> None:
    prediction_options(parser)
    parser.add_argument(
        "--bootstrap", type=natural, default=0, metavar="B", help="95%% intervals from B samples of the documents"
    )


def prediction_options(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--predictions", type=Path, metavar="FILE", help="score this output of 'onrecord extract --format jsonl'"
    )
    parser.add_argument("--model", type=Path, metavar="FILE", help="score this ONNX file instead of the shipped model")
    parser.add_argument(
        "--annotator", type=natural, default=0, metavar="N", help="take the N-th annotator of each text (from 0)"
    )


def run(arguments: Namespace) -> Report:
    gold, predicted = load_both(arguments)
    return compare(gold, predicted, "onrecord", arguments.bootstrap)


def load_both(arguments: Namespace) -> tuple[Split, Predictions]:
    """Gold and predictions for ``path``, ``annotator`` and ``predictions`` of the command line."""
    gold = load_split(arguments.path, arguments.annotator)
    if arguments.predictions:
        return gold, load_predictions(arguments.predictions)
    return gold, product.predict(arguments.path, gold, model=arguments.model)


def compare(gold: Split, predicted: Predictions, label: str, bootstrap: int = 0) -> Report:
    """Scores of ``predicted``, named ``label`` in the tables, beside those of the baseline on the same texts."""
    ours = score(gold, predicted, bootstrap)
    theirs = score(gold, baseline.predict(gold))
    data = measures(ours) | {
        "documents_without_prediction": sum(name not in predicted for name in gold),
        "baseline": measures(theirs),
    }
    return Report(data, (_main_table(ours, theirs, label), _breakdown(ours, theirs, label)))


def measures(scores: Scores) -> dict[str, Any]:
    """The figures by name, rounded to four decimals; the main ones at the top level."""
    overall = scores.overall
    attribution = overall["attribution"]
    data = _full(attribution) | {
        "content_match_f1": _round(overall["content_match"].f1),
        "direct_recall": _round(overall["direct.attribution"].recall),
        "indirect_recall": _round(overall["indirect.attribution"].recall),
        "documents": scores.documents,
        "content_match": _full(overall["content_match"]),
    }
    data |= {role: {way: _full(overall[f"{role}.{way}"]) for way in ("exact", "overlap")} for role in ROLES}
    data["by_publisher"] = {name: _full(tallies["attribution"]) for name, tallies in scores.by_publisher.items()}
    data["by_form"] = {
        form: _recall(overall[f"{form}.attribution"])
        | {"content_match_recall": _round(overall[f"{form}.content_match"].recall)}
        for form in _FORMS
    }
    data["by_length"] = {label: _recall(tally) for label, tally in scores.by_length.items()}
    if scores.intervals:
        data["ci95"] = {figure: [_round(low), _round(high)] for figure, (low, high) in scores.intervals.items()}
    return data


def _full(tally: Tally) -> dict[str, Any]:
    return {
        "f1": _round(tally.f1),
        "precision": _round(tally.precision),
        "recall": _round(tally.recall),
        "matched": tally.matched,
        "gold": tally.gold,
        "predicted": tally.predicted,
    }


def _recall(tally: Tally) -> dict[str, Any]:
    return {"recall": _round(tally.recall), "matched": tally.matched, "gold": tally.gold}


def _round(value: float) -> float:
    return round(value, 4)


def _main_table(ours: Scores, theirs: Scores, label: str) -> Table:
    table = _table(f"Attribution, {ours.documents} documents", label)
    for metric in _METRICS:
        _add_row(table, metric.replace("_", " ").replace(".", ", "), ours.overall[metric], theirs.overall[metric])
    table.add_section()
    for form in _FORMS:
        for metric, name in (("attribution", form), ("content_match", f"{form} content")):
            _add_row(table, name, ours.overall[f"{form}.{metric}"], theirs.overall[f"{form}.{metric}"])
    table.caption = "\n".join(
        f"{figure}: 95% in {low:.3f} to {high:.3f}" for figure, (low, high) in ours.intervals.items()
    )
    return table


def _breakdown(ours: Scores, theirs: Scores, label: str) -> Table:
    table = _table("Attribution by publisher and by length of the content", label)
    for publisher, tallies in ours.by_publisher.items():
        _add_row(table, publisher, tallies["attribution"], theirs.by_publisher[publisher]["attribution"])
    table.add_section()
    for length, tally in ours.by_length.items():
        _add_row(table, length, tally, theirs.by_length[length])
    return table


def _table(title: str, label: str) -> Table:
    table = Table("", "gold", "P", "R", "F1", "base P", "base R", "base F1", title=f"{title}: {label} and baseline")
    table.columns[0].no_wrap = True
    for column in table.columns[1:]:
        column.justify = "right"
    return table


def _add_row(table: Table, name: str, ours: Tally, theirs: Tally) -> None:
    table.add_row(name, str(ours.gold), *_cells(ours), *_cells(theirs))


def _cells(tally: Tally) -> tuple[str, str, str]:
    """A figure that has only recall leaves the other two cells empty."""
    recall = f"{tally.recall:.3f}"
    return (f"{tally.precision:.3f}", recall, f"{tally.f1:.3f}") if tally.predicted else ("", recall, "")
