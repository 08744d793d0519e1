"""The command line: thin callers. Data goes to standard output, everything said to a person to standard error."""

import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.markup import escape

from onrecord import cli_actors, cli_claims, cli_decisions
from onrecord.cli_common import (
    MISUSE,
    SOME_FAILED,
    STOPPED,
    AsJson,
    RecordFile,
    err,
    one_line,
    open_to_read,
    out,
    plain,
    print_json,
    settings_for,
    stream,
    tell_unlinked,
)
from onrecord.console import progress, show_document, show_hits, show_info, table_of_counts
from onrecord.errors import OnrecordError, SettingsError
from onrecord.model import Document, Findings, Statement

app = typer.Typer(
    name="onrecord",
    help="Reads news and puts every statement on the record: who made it, on whose word, tied to the exact characters.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.add_typer(cli_claims.commands)
app.add_typer(cli_actors.commands)
app.add_typer(cli_decisions.commands)

Sources = Annotated[list[str], typer.Argument(metavar="PATH_OR_URL", help="Files, folders, http(s) addresses, or -.")]
Processes = Annotated[int | None, typer.Option("--processes", "-p", min=1, max=64, help="How many processes analyse.")]
Output = Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to FILE.")]


class Format(StrEnum):
    JSONL = "jsonl"
    CSV = "csv"


@app.command(epilog="Example: onrecord add articles/ https://example.org/news.html --record affair.db")
def add(sources: Sources, record: RecordFile = None, processes: Processes = None, as_json: AsJson = False) -> None:
    """Read articles, put their statements on the record, and link them to what is there, which stays as it is."""
    from onrecord.adding import add as add_linked  # noqa: PLC0415 - so that --help does not load the models' libraries
    from onrecord.batch import read_and_analyse  # noqa: PLC0415
    from onrecord.reading.inputs import expand  # noqa: PLC0415
    from onrecord.record import Added, Record  # noqa: PLC0415

    settings = settings_for(record, processes)
    counts = {"new": 0, "new_version": 0, "known": 0, "failed": 0, "statements": 0, "assertions": 0}
    with Record(settings.record) as store:
        inputs = list(expand(sources, settings))
        with progress(err, "reading", len(inputs)) as step:
            for outcome in read_and_analyse(inputs, settings, known=lambda d: store.has(d.id)):
                failure = outcome.failure
                if outcome.document is not None and failure is None:
                    try:
                        found = outcome.found
                        added = add_linked(store, _placed(outcome.document), found)
                        counts[added] += 1
                        if added is not Added.KNOWN:
                            counts["statements"] += len(found.statements)
                            counts["assertions"] += len(found.assertions)
                    except OnrecordError as error:
                        failure = str(error)
                if failure is not None:
                    counts["failed"] += 1
                    _failed(outcome.source, failure)
                step(outcome.source)
        tell_unlinked(store)
    print_json(counts) if as_json else table_of_counts(out, counts, settings.record)
    raise typer.Exit(SOME_FAILED if counts["failed"] else 0)


@app.command(epilog="Example: onrecord extract article.html --format jsonl > statements.jsonl")
def extract(
    sources: Sources,
    format: Annotated[
        Format, typer.Option("--format", "-f", help="jsonl: an object a document; csv: a row a statement or assertion.")
    ] = Format.JSONL,
    output: Output = None,
    processes: Processes = None,
) -> None:
    """Print the statements of articles, and what they say in their own voice, without a record."""
    from onrecord.batch import Outcome, read_and_analyse  # noqa: PLC0415 - as above
    from onrecord.export import csv, jsonl  # noqa: PLC0415
    from onrecord.reading.inputs import expand  # noqa: PLC0415

    settings = settings_for(processes=processes)
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

    with stream(output) as written:
        pairs = ((o.document, o.found) for o in read() if o.document is not None)
        if format is Format.CSV:
            csv.write(written, ((document, (*found.statements, *found.assertions)) for document, found in pairs))
        else:
            written.writelines(jsonl.line(document, *_parts(found)) + "\n" for document, found in pairs)
    raise typer.Exit(SOME_FAILED if failed else 0)


@app.command(epilog='Example: onrecord search "peace plan" -drones')
def search(
    query: Annotated[str, typer.Argument(help='Words to find; "a phrase", begin*, -without.')],
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, max=1000)] = 20,
    record: RecordFile = None,
    as_json: AsJson = False,
) -> None:
    """Find statements and documents on the record."""
    with open_to_read(record) as store:
        hits = store.search(query, limit=limit)
        if as_json:
            print_json([plain(hit) for hit in hits])
        else:
            show_hits(out, store, hits, query)


@app.command(epilog="Example: onrecord show 3f2a")
def show(
    document: Annotated[str, typer.Argument(help="A document's id, its first digits (four or more), or its name.")],
    record: RecordFile = None,
    as_json: AsJson = False,
) -> None:
    """Show a document's statements, and what it says itself, beside the words they rest on."""
    with open_to_read(record) as store:
        found = store.document(document)
        read = store.findings(found.id)
        if as_json:
            from onrecord.export import jsonl  # noqa: PLC0415 - as above

            print_json(jsonl.as_object(found, *_parts(read)))
        else:
            show_document(out, found, read, newer=store.superseded_by(found.id))
            _show_actors(store, found, read)


@app.command(epilog="Example: onrecord report --output report.html")
def report(
    output: Output = None,
    title: Annotated[str, typer.Option("--title", help="The report's heading.")] = "onrecord report",
    record: RecordFile = None,
) -> None:
    """Write everything on the record as one HTML file that needs no network. [default FILE: report.html]"""
    from onrecord.export.report import render  # noqa: PLC0415 - as above

    target = output or Path("report.html")
    with open_to_read(record) as store:
        pairs = ((document, _said(store, document.id)) for document in store.documents())
        page = render(
            pairs,
            title=title,
            made=datetime.now(UTC),
            requotes=store.requotes(),
            actors=store.actors(),
            claims=store.claims(),
        )
    _write(target, page)
    err.print(f"wrote {escape(str(target))} ({len(page.encode()) / 1e6:.1f} MB); open it in a browser")


@app.command(epilog="Example: onrecord info --json")
def info(record: RecordFile = None, as_json: AsJson = False) -> None:
    """Say what the record holds."""
    with open_to_read(record) as store:
        found = store.info()
        if as_json:
            print_json(plain(found))
        else:
            show_info(out, found, store.speakers()[:10])


def _show_actors(store: Any, document: Document, read: Findings) -> None:
    from onrecord.console_actors import show_actors  # noqa: PLC0415 - as above

    if read.actors:
        out.print("\nActors\n", style="bold")
        show_actors(out, document, read.actors, store.statement_counts())


def _placed(document: Document) -> Document:
    """The document with its file's full path, so that the same relative path elsewhere is not taken for it."""
    path = Path(document.location)
    return replace(document, location=str(path.resolve())) if document.url is None and path.is_file() else document


def _said(store: Any, document_id: str) -> list[Statement]:
    return [*store.statements(document_id), *store.assertions(document_id)]


def _parts(found: Findings) -> tuple[Any, ...]:
    """In the order in which the exports take them."""
    return found.statements, found.assertions, found.requotes, found.actors, found.references


def _failed(source: str, reason: str) -> None:
    err.print(f"[bold]not read:[/bold] {escape(one_line(source))}: {escape(one_line(reason))}")


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
        err.print(f"[bold]onrecord:[/bold] {escape(one_line(str(error)))}")
        sys.exit(MISUSE if isinstance(error, SettingsError) else SOME_FAILED)
    except KeyboardInterrupt:
        err.print("stopped; what was added so far is on the record, and the same command goes on from there")
        sys.exit(STOPPED)
    except BrokenPipeError:  # the reader of our output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
