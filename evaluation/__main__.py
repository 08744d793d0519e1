"""``python -m evaluation TASK PATH [--json]``."""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from rich.console import Console

from evaluation import (
    actors,
    agreement,
    attribution,
    basis,
    calibration,
    certainty,
    commitment,
    errors,
    growth,
    install,
    nesting,
    origins,
    refusals,
    replies,
    same,
    speed,
    stance,
    times,
    voice,
    weakens,
)
from evaluation.task import Report, Task
from onrecord.errors import InputMissing, OnrecordError

TASKS = (
    Task("attribution", "source, cue and content of attributions (PolNeAR)", attribution.run, attribution.options),
    Task("errors", "attribution errors by kind, with the words", errors.run, errors.options),
    Task(
        "nesting",
        "attributions within attributions, on sentences written for it",
        nesting.run,
        nesting.options,
        nesting.SET,
    ),
    Task(
        "voice",
        "assertions in a document's own voice and its writer's first person, on texts written for it",
        voice.run,
        voice.options,
        voice.SET,
    ),
    Task(
        "certainty",
        "factuality of words against people's labels; how sure, which way, how far, on sentences written for it",
        certainty.run,
        certainty.options,
        commitment.SET,
    ),
    Task(
        "basis", "sourcing and act, on attributions labelled by hand (PolNeAR)", basis.run, basis.options, basis.SPLIT
    ),
    Task("refusals", "refusals to speak, on sentences written for it", refusals.run, refusals.options, refusals.SET),
    Task(
        "time",
        "expressions of time and what they date, on a table and on passages written for it",
        times.run,
        times.options,
        times.SET,
    ),
    Task("calibration", "whether confidence means what it says (PolNeAR)", calibration.run, calibration.options),
    Task("actors", "what pronouns and descriptions stand for (GUM), who speaks (PolNeAR)", actors.run, actors.options),
    Task("same", "whether two texts say the same (STS, MRPC)", same.run),
    Task("stance", "an article's stance to a headline (FNC-1)", stance.run, stance.options),
    Task("replies", "whether a reply supports, denies, asks or comments (RumourEval)", replies.run),
    Task("weakens", "whether a claim weakens another, five folds by topic (ClaimDiff)", weakens.run),
    Task(
        "origins",
        "who rests on whom, in derivation trees planted among real articles (any folder of texts)",
        origins.run,
        origins.options,
    ),
    Task("speed", "articles a second, where the time goes, memory (any folder of texts)", speed.run, speed.options),
    Task(
        "growth",
        "what adding an article costs in a small record and in a large one (any folder of texts)",
        growth.run,
        growth.options,
        growth.ARTICLES,
    ),
    Task("install", "from a fresh clone to a report (the folder of a repository)", install.run),
    Task("agreement", "a second annotator scored against the first", agreement.run),
)

USAGE = "usage: python -m evaluation TASK PATH [--json]"
MISUSE = 2
FILE_WIDTH = 130
"""Columns of a table that goes to a file, which has no width of its own."""


class _Parser(ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """One line, where argparse prints the usage too."""
        self.exit(MISUSE, f"{self.prog}: {message} (see --help)\n")


def main(arguments: Sequence[str]) -> int:
    """0 when the task was done; 2 with one line on standard error when it could not be."""
    if not arguments:
        return _misuse(f"{USAGE} (see --help)")
    if arguments[0] in ("-h", "--help"):
        print(overview())
        return 0
    task = next((t for t in TASKS if t.name == arguments[0]), None)
    if task is None:
        return _misuse(f"no task {arguments[0]!r}; tasks: {', '.join(t.name for t in TASKS)}")
    return _run(task, arguments[1:])


def overview() -> str:
    width = max(len(task.name) for task in TASKS)
    rows = [f"  {task.name:{width}}  {task.help}" for task in TASKS]
    example = "example: python -m evaluation attribution data/polnear/dev --json"
    return "\n".join([USAGE, "", "tasks (each has its own --help):", *rows, "", example])


def _run(task: Task, arguments: Sequence[str]) -> int:
    parser = _Parser(prog=f"python -m evaluation {task.name}", description=task.help)
    told = "the split to score: a file or folder laid out like the task's data"
    parser.add_argument("path", type=Path, nargs="?" if task.default else None, default=task.default, help=told)
    parser.add_argument("--json", action="store_true", help="print one JSON object instead of tables")
    task.options(parser)
    parsed = parser.parse_args(arguments)
    try:
        if not parsed.path.exists():
            raise InputMissing(str(parsed.path), "no such file or folder")
        report = task.run(parsed)
    except OnrecordError as error:
        return _misuse(str(error))
    _print(report, as_json=parsed.json)
    return 0


def _print(report: Report, *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(report.data, indent=1, ensure_ascii=False))
        return
    console = Console(markup=False, highlight=False)  # names and words from texts are shown as they are
    if not console.is_terminal:
        console.width = FILE_WIDTH
    for shown in report.shown:
        console.print(shown)


def _misuse(message: str) -> int:
    print(message, file=sys.stderr)
    return MISUSE


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
