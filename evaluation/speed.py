"""Articles per second, where the time goes, memory: measured in one run, so that the ratios hold on a noisy machine."""

import json
import subprocess
import sys
import time
from argparse import ArgumentParser, Namespace
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from rich.table import Table

from evaluation.task import Report, natural
from onrecord.attribution.statements import scored
from onrecord.batch import read_and_analyse
from onrecord.errors import InputEmpty
from onrecord.language.models import ATTRIBUTION, attribution_encoder, model_file, spacy_pipeline
from onrecord.language.pieces import Pieces
from onrecord.language.tokens import tokens_of
from onrecord.model import Document
from onrecord.reading.inputs import expand, load
from onrecord.settings import Settings, from_environment, replaced
from onrecord.stages import STAGES

ENCODER_ALONE, END_TO_END = "encoder alone", "end to end"
MARGIN_STAGES = frozenset(
    {"refusals", "actors", "speakers", "factuality", "basis", "remarks", "times", "margins", "own margins"}
)
"""What a statement's margin costs: who speaks, on what basis, how sure, and when."""


@dataclass
class Clock:
    """Seconds spent under each name."""

    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def of(self, name: str) -> Iterator[None]:
        began = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - began


def options(parser: ArgumentParser) -> None:
    parser.add_argument("--articles", type=natural, default=0, help="only the first so many (0: all)")
    parser.add_argument("--no-command", action="store_true", help="leave out the runs of the onrecord command")


def run(parsed: Namespace) -> Report:
    settings = from_environment()
    folder = parsed.path / "text" if (parsed.path / "text").is_dir() else parsed.path
    files = list(expand([str(folder)], settings))[: parsed.articles or None]
    if not files:
        raise InputEmpty(str(parsed.path), "no texts to measure on")
    data: dict[str, Any] = {"articles": len(files), **_stages(files, settings)}
    if not parsed.no_command:
        data["command"] = {str(n): _command(files, n) for n in (1, 2)}
    data["model_bytes"] = len(model_file(ATTRIBUTION).read_bytes())
    return Report(data, (_table(data),))


def _stages(files: list[str], settings: Settings) -> dict[str, Any]:
    """Each stage by itself over all texts, the encoder and spaCy alone, then all of it as the product runs it."""
    nlp = spacy_pipeline(settings.spacy_model)
    encoder = attribution_encoder()
    tokens_of("Warm.", settings.spacy_model)
    clock = Clock()
    with clock.of("reading the file"):
        documents = [load(file, settings) for file in files]
    pieces = []
    for document in documents:
        state: dict[str, Any] = {"document": document, "settings": settings}
        for stage in STAGES:
            with clock.of(stage.name):
                state[stage.assigns] = stage.run(*(state[need] for need in stage.requires))
        pieces.append(state["reading"].pieces)
    for document, split in zip(documents, pieces, strict=True):
        with clock.of(ENCODER_ALONE):
            deque(scored(document, split, encoder), maxlen=0)
    with clock.of("spaCy alone"):
        deque(nlp.pipe(d.text for d in documents), maxlen=0)
    with clock.of(END_TO_END):
        deque(read_and_analyse(files, replaced(settings, {"processes": 1})), maxlen=0)
    return _figures(clock.seconds, documents, pieces)


def _figures(seconds: dict[str, float], documents: list[Document], pieces: list[Pieces]) -> dict[str, Any]:
    count = len(documents)
    total_pieces = sum(len(p) for p in pieces)
    return {
        "characters": sum(len(d.text) for d in documents),
        "pieces": total_pieces,
        "seconds": {name: round(value, 3) for name, value in seconds.items()},
        "articles_per_second": {name: round(count / value, 2) for name, value in seconds.items() if value},
        "end_to_end_of_encoder": round(seconds[ENCODER_ALONE] / seconds[END_TO_END], 3),
        "encoder_pieces_per_second": round(total_pieces / seconds[ENCODER_ALONE]),
        "margins": _margins({stage.name: seconds[stage.name] for stage in STAGES}),
    }


def _margins(stages: Mapping[str, float]) -> dict[str, float]:
    """The share of MARGIN_STAGES in all stages, run one after the other, and how many times longer they make it."""
    every, margins = sum(stages.values()), sum(stages[name] for name in MARGIN_STAGES)
    return {"share": round(margins / every, 3), "factor": round(every / (every - margins), 3)}


_CHILD = """
import json, resource, sys, time
from pathlib import Path
from onrecord import cli
began = time.perf_counter()
try:
    cli.main(sys.argv[1:])
except SystemExit as stopped:
    code = stopped.code
# what getrusage says of a process itself includes what its parent held when it was started
status = Path("/proc/self/status").read_text()
own = int(status.split("VmHWM:")[1].split()[0])
usage = [own, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss]
print(json.dumps({"seconds": time.perf_counter() - began, "kilobytes": usage, "code": code}), file=sys.stderr)
"""


def _command(files: list[str], processes: int) -> dict[str, Any]:
    """`onrecord extract` over all files in a process of its own, start-up included.

    Peak memory is that of the command's process and of its largest child, added for each child.
    """
    arguments = ["extract", "--output", "/dev/null", "--processes", str(processes), *files]
    done = subprocess.run([sys.executable, "-c", _CHILD, *arguments], capture_output=True, text=True, check=True)
    said = json.loads(done.stderr.strip().splitlines()[-1])
    own, child = said["kilobytes"]
    return {
        "seconds": round(said["seconds"], 2),
        "articles_per_second": round(len(files) / said["seconds"], 2),
        "peak_megabytes": round((own + (child * processes if processes > 1 else 0)) / 1024),
    }


def _table(data: dict[str, Any]) -> Table:
    table = Table("what", "seconds", "articles/s", "of end to end", title=f"{data['articles']} articles, one process")
    seconds = data["seconds"]
    row: Callable[..., None] = table.add_row
    for name, value in seconds.items():
        share = f"{value / seconds[END_TO_END]:.0%}"
        row(name.replace("_", " "), f"{value:.2f}", f"{data['articles_per_second'].get(name, 0):.2f}", share)
    table.add_section()
    row("end to end against encoder alone", "", "", f"{data['end_to_end_of_encoder']:.2f}")
    row("all stages against those that fill no margin", "", "", f"{data['margins']['factor']:.2f}")
    row("encoder, word pieces a second", "", "", f"{data['encoder_pieces_per_second']:,}")
    for processes, said in data.get("command", {}).items():
        what = f"onrecord extract, processes: {processes}, memory at most {said['peak_megabytes']} MB"
        row(what, f"{said['seconds']:.2f}", f"{said['articles_per_second']:.2f}", "")
    return table
