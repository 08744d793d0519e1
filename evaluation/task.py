"""What a task of ``python -m evaluation`` is and what it hands back."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import RenderableType


@dataclass(frozen=True, slots=True)
class Report:
    """What one task measured: ``data`` is printed with --json, ``shown`` without."""

    data: dict[str, Any]
    shown: tuple[RenderableType, ...]


def _no_options(parser: ArgumentParser) -> None:
    """For a task that takes PATH and --json only."""


@dataclass(frozen=True, slots=True)
class Task:
    """``run`` gets the parsed arguments (``path``, ``json`` and what ``options`` adds); OnrecordError stops it.

    ``default`` is the path of a set of our own, for a task that has one.
    """

    name: str
    help: str
    run: Callable[[Namespace], Report]
    options: Callable[[ArgumentParser], None] = _no_options
    default: Path | None = None


def natural(text: str) -> int:
    """The argument as a whole number from 0; argparse shows the error."""
    if not (text.isascii() and text.isdigit()):
        raise ArgumentTypeError(f"{text!r} is not a whole number from 0")
    return int(text)
