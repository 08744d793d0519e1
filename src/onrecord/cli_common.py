"""What the commands share: how options are called, how the record is opened, how things are said and printed."""

import io
import json
import os
import sys
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console

from onrecord import settings as settings_table
from onrecord.errors import OnrecordError
from onrecord.settings import Settings

if TYPE_CHECKING:
    from onrecord.record import Record

SOME_FAILED, MISUSE, STOPPED = 1, 2, 130

err = Console(stderr=True, highlight=False, soft_wrap=True)
out = Console(highlight=False, soft_wrap=True)

RecordFile = Annotated[
    Path | None, typer.Option("--record", "-r", metavar="FILE", help="The record. [default: onrecord.db]")
]
Why = Annotated[bool, typer.Option("--why", help="Show what each link rests on.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]


def settings_for(record: Path | None = None, processes: int | None = None) -> Settings:
    """The environment's settings with what the command line says over them."""
    found = settings_table.from_environment()
    over: dict[str, Any] = {}
    if record is not None:
        over["record"] = str(record)
    if processes is not None:
        over["processes"] = processes
    return settings_table.replaced(found, over)


def open_to_read(record: Path | None) -> "Record":
    from onrecord.record import Record  # noqa: PLC0415 - so that --help does not load the libraries

    return Record(settings_for(record).record, read_only=True)


def open_to_write(record: Path | None) -> "Record":
    """NotARecord where there is none: only ``onrecord add`` makes one."""
    from onrecord.record import Record  # noqa: PLC0415 - as above
    from onrecord.record.connect import missing  # noqa: PLC0415

    path = Path(settings_for(record).record)
    if not path.exists():
        raise missing(path)
    return Record(path)


def tell_unlinked(store: "Record") -> None:
    """Whose claims cannot be found in other documents yet, as an older onrecord left them."""
    left = len(store.unlinked())
    if left:
        err.print(f"documents on the record that are not linked to the others: {left}; `onrecord link` links them")


def plain(record: Any) -> dict[str, Any]:
    return {key: _json_value(getattr(record, key), value) for key, value in asdict(record).items()}


def _json_value(original: Any, value: Any) -> Any:
    iso = getattr(original, "iso", None)
    if iso is not None:
        return iso()
    return original.isoformat() if isinstance(original, datetime) else value


def print_json(value: Any) -> None:
    typer.echo(json.dumps(value, ensure_ascii=False, indent=1).encode("utf-8", "backslashreplace"))


def stream(output: Path | None) -> Any:
    """A text stream to the file or to standard output, always UTF-8 with line ends as they are written."""
    if output is None:
        return io.TextIOWrapper(os.fdopen(os.dup(sys.stdout.fileno()), "wb"), "utf-8", "backslashreplace", newline="")
    try:
        return output.open("w", encoding="utf-8", errors="backslashreplace", newline="")
    except OSError as error:
        raise OnrecordError(f"{output}: cannot be written: {error.strerror}") from error


def one_line(words: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in words).split())
