"""The command line: thin callers. Data goes to standard output, everything said to a person to standard error."""

import io
import json
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape

from onrecord import settings as settings_table
from onrecord.console import progress, show_document, show_hits, show_info, table_of_counts
from onrecord.errors import OnrecordError, SettingsError
from onrecord.model import Document
from onrecord.settings import Settings

SOME_FAILED, MISUSE, STOPPED = 1, 2, 130

app = typer.Typer(
    name="onrecord",
    help="Reads news and puts every statement on the record: who made it, on whose word, tied to the exact characters.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
err = Console(stderr=True, highlight=False, soft_wrap=True)
out = Console(highlight=False, soft_wrap=True)

Sources = Annotated[list[str], typer.Argument(metavar="PATH_OR_URL", help="Files, folders, http(s) addresses, or -.")]
RecordFile = Annotated[
    Path | None, typer.Option("--record", "-r", metavar="FILE", help="The record. [default: onrecord.db]")
]
Processes = Annotated[int | None, typer.Option("--processes", "-p", min=1, max=64, help="How many processes analyse.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]
Output = Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to FILE.")]


class Format(StrEnum):
    JSONL = "jsonl"
    CSV = "csv"


def _settings(record: Path | None = None, processes: int | None = None) -> Settings:
    """The environment's settings with what the command line says over them."""
    found = settings_table.from_environment()
    over: dict[str, Any] = {}
    if record is not None:
        over["record"] = str(record)
    if processes is not None:
        over["processes"] = processes
    return settings_table.replaced(found, over)


@app.command(epilog="Example: onrecord add articles/ https://example.org/news.html --record affair.db")
def add(sources: Sources, record: RecordFile = None, processes: Processes = None, as_json: AsJson = False) -> None:
    """Read articles and put their statements on the record. What is there already is left as it is."""
    from onrecord.batch import read_and_analyse  # noqa: PLC0415 - so that --help does not load the models' libraries
    from onrecord.reading.inputs import expand  # noqa: PLC0415
    from onrecord.record import Added, Record  # noqa: PLC0415

    settings = _settings(record, processes)
    counts = {"new": 0, "new_version": 0, "known": 0, "failed": 0, "statements": 0}
    with Record(settings.record) as store:
        inputs = list(expand(sources, settings))
        with progress(err, "reading", len(inputs)) as step:
            for outcome in read_and_analyse(inputs, settings, known=lambda d: store.has(d.id)):
                failure = outcome.failure
                if outcome.document is not None and failure is None:
                    try:
                        added = store.add(_placed(outcome.document), outcome.statements)
                        counts[added] += 1
                        counts["statements"] += 0 if added is Added.KNOWN else len(outcome.statements)
                    except OnrecordError as error:
                        failure = str(error)
                if failure is not None:
                    counts["failed"] += 1
                    _failed(outcome.source, failure)
                step(outcome.source)
    _print_json(counts) if as_json else table_of_counts(out, counts, settings.record)
    raise typer.Exit(SOME_FAILED if counts["failed"] else 0)


@app.command(epilog="Example: onrecord extract article.html --format jsonl > statements.jsonl")
def extract(
    sources: Sources,
    format: Annotated[
        Format, typer.Option("--format", "-f", help="jsonl: an object a document; csv: a row a statement.")
    ] = Format.JSONL,
    output: Output = None,
    processes: Processes = None,
) -> None:
    """Print the statements of articles without a record."""
    from onrecord.batch import Outcome, read_and_analyse  # noqa: PLC0415 - as above
    from onrecord.export import csv, jsonl  # noqa: PLC0415
    from onrecord.reading.inputs import expand  # noqa: PLC0415

    settings = _settings(processes=processes)
    inputs = list(expand(sources, settings))
    failed = 0

    def read() -> Iterator[Outcome]:
        nonlocal failed
        with progress(err, "reading", len(inputs)) as step:
            for outcome in read_and_analyse(inputs, settings):
                if outcome.failure is None:
                    yield outcome
                else:
                    failed += 1
                    _failed(outcome.source, outcome.failure)
                step(outcome.source)

    with _stream(output) as stream:
        pairs = ((o.document, o.statements) for o in read() if o.document is not None)
        if format is Format.CSV:
            csv.write(stream, pairs)
        else:
            stream.writelines(jsonl.line(document, statements) + "\n" for document, statements in pairs)
    raise typer.Exit(SOME_FAILED if failed else 0)


@app.command(epilog='Example: onrecord search "peace plan" -drones')
def search(
    query: Annotated[str, typer.Argument(help='Words to find; "a phrase", begin*, -without.')],
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, max=1000)] = 20,
    record: RecordFile = None,
    as_json: AsJson = False,
) -> None:
    """Find statements and documents on the record."""
    with _open(record) as store:
        hits = store.search(query, limit=limit)
        if as_json:
            _print_json([_plain(hit) for hit in hits])
        else:
            show_hits(out, store, hits, query)


@app.command(epilog="Example: onrecord show 3f2a")
def show(
    document: Annotated[str, typer.Argument(help="A document's id, its first digits (four or more), or its name.")],
    record: RecordFile = None,
    as_json: AsJson = False,
) -> None:
    """Show a document's statements beside the words they rest on."""
    with _open(record) as store:
        found = store.document(document)
        statements = list(store.statements(found.id))
        if as_json:
            from onrecord.export import jsonl  # noqa: PLC0415 - as above

            _print_json(jsonl.as_object(found, statements))
        else:
            show_document(out, found, statements, newer=store.superseded_by(found.id))


@app.command(epilog="Example: onrecord report --output report.html")
def report(
    output: Output = None,
    title: Annotated[str, typer.Option("--title", help="The report's heading.")] = "onrecord report",
    record: RecordFile = None,
) -> None:
    """Write everything on the record as one HTML file that needs no network. [default FILE: report.html]"""
    from onrecord.export.report import render  # noqa: PLC0415 - as above

    target = output or Path("report.html")
    with _open(record) as store:
        pairs = ((document, list(store.statements(document.id))) for document in store.documents())
        page = render(pairs, title=title, made=datetime.now(UTC))
    _write(target, page)
    err.print(f"wrote {escape(str(target))} ({len(page.encode()) / 1e6:.1f} MB); open it in a browser")


@app.command(epilog="Example: onrecord info --json")
def info(record: RecordFile = None, as_json: AsJson = False) -> None:
    """Say what the record holds."""
    with _open(record) as store:
        found = store.info()
        if as_json:
            _print_json(_plain(found))
        else:
            show_info(out, found, store.speakers()[:10])


def _placed(document: Document) -> Document:
    """The document with its file's full path, so that the same relative path elsewhere is not taken for it."""
    path = Path(document.location)
    return replace(document, location=str(path.resolve())) if document.url is None and path.is_file() else document


def _open(record: Path | None) -> Any:
    from onrecord.record import Record  # noqa: PLC0415 - as above

    return Record(_settings(record).record, read_only=True)


def _failed(source: str, reason: str) -> None:
    err.print(f"[bold]not read:[/bold] {escape(_one_line(source))}: {escape(_one_line(reason))}")


def _one_line(words: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in words).split())


def _plain(record: Any) -> dict[str, Any]:
    return {key: _json_value(getattr(record, key), value) for key, value in asdict(record).items()}


def _json_value(original: Any, value: Any) -> Any:
    iso = getattr(original, "iso", None)
    if iso is not None:
        return iso()
    return original.isoformat() if isinstance(original, datetime) else value


def _print_json(value: Any) -> None:
    typer.echo(json.dumps(value, ensure_ascii=False, indent=1).encode("utf-8", "backslashreplace"))


def _stream(output: Path | None) -> Any:
    """A text stream to the file or to standard output, always UTF-8 with line ends as they are written."""
    if output is None:
        return io.TextIOWrapper(os.fdopen(os.dup(sys.stdout.fileno()), "wb"), "utf-8", "backslashreplace", newline="")
    try:
        return output.open("w", encoding="utf-8", errors="backslashreplace", newline="")
    except OSError as error:
        raise OnrecordError(f"{output}: cannot be written: {error.strerror}") from error


def _write(target: Path, page: str) -> None:
    """The whole file or none: written beside it, then put in its place."""
    part = target.with_name(target.name + ".part")
    try:
        part.write_bytes(page.encode("utf-8", "backslashreplace"))
        part.replace(target)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise OnrecordError(f"{target}: cannot be written: {error.strerror}") from error


def main(arguments: Iterable[str] | None = None) -> None:
    """Runs the command line and exits: 0 all good, 1 some inputs failed, 2 misuse."""
    try:
        app(args=None if arguments is None else list(arguments))
    except OnrecordError as error:
        err.print(f"[bold]onrecord:[/bold] {escape(_one_line(str(error)))}")
        sys.exit(MISUSE if isinstance(error, SettingsError) else SOME_FAILED)
    except KeyboardInterrupt:
        err.print("stopped; what was added so far is on the record, and the same command goes on from there")
        sys.exit(STOPPED)
    except BrokenPipeError:  # the reader of our output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
