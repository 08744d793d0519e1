"""The task "install": from a fresh clone to a report, and what it weighs."""

import subprocess
import sys
import tempfile
import time
from argparse import Namespace
from pathlib import Path

from rich.table import Table

from evaluation.task import Report
from onrecord.errors import InputError


def run(arguments: Namespace) -> Report:
    """Clones the repository at ``path``, runs `make demo` there, and measures what came of it."""
    with tempfile.TemporaryDirectory() as folder:
        clone = Path(folder) / "onrecord"
        _call(["git", "clone", "--quiet", str(arguments.path), str(clone)], arguments.path)
        began = time.perf_counter()
        _call(["make", "-C", str(clone), "demo"], arguments.path)
        seconds = time.perf_counter() - began
        data = {
            "seconds_from_clone_to_report": round(seconds, 1),
            "package_bytes": _size(clone / "src" / "onrecord"),
            "model_bytes": _size(clone / "src" / "onrecord" / "models"),
            "environment_bytes": _size(clone / ".venv"),
            "report_bytes": (clone / "report.html").stat().st_size,
        }
    return Report(data, (_table(data),))


def _call(command: list[str], path: Path) -> None:
    done = subprocess.run(command, stdout=sys.stderr, check=False)
    if done.returncode:
        raise InputError(str(path), f"`{' '.join(command)}` ended with {done.returncode}")


def _size(folder: Path) -> int:
    """Bytes of the files below ``folder``, compiled Python left out."""
    files = (p for p in folder.rglob("*") if p.is_file() and not p.is_symlink() and p.suffix != ".pyc")
    return sum(p.stat().st_size for p in files)


def _table(data: dict[str, float]) -> Table:
    table = Table("what", "", title="a fresh clone")
    table.add_row("seconds from clone to report", f"{data['seconds_from_clone_to_report']:.0f}")
    for name in ("package_bytes", "model_bytes", "environment_bytes", "report_bytes"):
        table.add_row(name.removesuffix("_bytes"), f"{data[name] / 1e6:.1f} MB")
    return table
