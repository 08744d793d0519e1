"""Commands about claims: who says so, where it comes from, what would fall."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from onrecord.cli_common import (
    SOME_FAILED,
    AsJson,
    RecordFile,
    Why,
    err,
    one_line,
    open_to_read,
    open_to_write,
    out,
    print_json,
    settings_for,
    stream,
    tell_unlinked,
)
from onrecord.errors import NotInRecord, OnrecordError

if TYPE_CHECKING:
    from onrecord.model import Decision
    from onrecord.record import Record

commands = typer.Typer(rich_markup_mode=None)

ClaimId = Annotated[
    str,
    typer.Argument(metavar="ID", help="A claim's id or that of a statement of it; its first digits (four or more)."),
]


@commands.command(epilog="Example: onrecord claims drones --limit 10")
def claims(
    query: Annotated[str, typer.Argument(help="Only claims with all of these words.")] = "",
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="At most so many.")] = 20,
    record: RecordFile = None,
    as_json: AsJson = False,
    in_full: Annotated[
        bool, typer.Option("--jsonl", help="Print all of every claim, one JSON object a line, without a limit.")
    ] = False,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="With --jsonl: to FILE.")
    ] = None,
) -> None:
    """List what the documents claim, each claim once, those that the most documents tell first."""
    from onrecord.console_claims import show_listed  # noqa: PLC0415 - so that --help loads no libraries
    from onrecord.export.claims import lines, listed  # noqa: PLC0415

    if output is not None and not in_full:
        raise typer.BadParameter("--output goes with --jsonl")
    with open_to_read(record) as store:
        tell_unlinked(store)
        overview = store.claims()
        found = overview.telling(query)
        if in_full:
            with stream(output) as written:
                written.writelines(line + "\n" for line in lines(overview, found))
            return
        if as_json:
            print_json([listed(overview, claim) for claim in found[:limit]])
        else:
            for claim in found[:limit]:
                show_listed(out, overview, claim)
    if not found:
        err.print(
            f"no claim on the record has {one_line(query)}" if query else "no claim is on the record", markup=False
        )
    if len(found) > limit:
        err.print(f"{len(found) - limit} more; a larger --limit shows them")


@commands.command(epilog="Example: onrecord claim 3f2a --why")
def claim(id_: ClaimId, why: Why = False, record: RecordFile = None, as_json: AsJson = False) -> None:
    """Show a claim: who asserts, denies, doubts or only reports it, how sure, on whose word; what stands beside it."""
    from onrecord.console_claims import show_claim  # noqa: PLC0415 - as above
    from onrecord.export.actors import decision_object  # noqa: PLC0415
    from onrecord.export.claims import explained  # noqa: PLC0415

    with open_to_read(record) as store:
        overview = store.claims()
        found = overview[id_]
        ids = {s.id for s in found.statements}
        decided = [d for d in store.decisions() if ids & {d.one, d.other}]
        if as_json:
            print_json(explained(overview, found) | {"decisions": [decision_object(d) for d in decided]})
            return
        show_claim(out, overview, found, why)
        _show_decided(store, decided)


def _show_decided(store: "Record", decided: "list[Decision]") -> None:
    from onrecord.console_actors import decision_words, subject_words  # noqa: PLC0415 - as above

    for decision in decided:
        pair = " and ".join(subject_words(store.subject(end)) for end in (decision.one, decision.other))
        out.print(f"{decision.kind}: {pair}: {decision_words(decision)}", markup=False)


@commands.command(epilog="Example: onrecord origins 3f2a")
def origins(id_: ClaimId, why: Why = False, record: RecordFile = None, as_json: AsJson = False) -> None:
    """Show who rests on whom for a claim, down to its origins, as a tree."""
    from onrecord.console_claims import show_origins  # noqa: PLC0415 - as above
    from onrecord.export.claims import tree_object  # noqa: PLC0415

    with open_to_read(record) as store:
        overview = store.claims()
        found = overview[id_]
        if as_json:
            print_json({"id": found.id, "title": found.title, **tree_object(overview.origins(found))})
        else:
            show_origins(out, overview, found, why)


@commands.command(epilog='Example: onrecord withdraw "Vinkel"')
def withdraw(
    document: Annotated[
        str, typer.Argument(help="A document's id, its first digits or its name; or the name of a source it rests on.")
    ],
    record: RecordFile = None,
    as_json: AsJson = False,
) -> None:
    """Say what would fall if a document, or a source that is not on the record, were withdrawn. Nothing is changed."""
    from onrecord.console_claims import show_falls  # noqa: PLC0415 - as above
    from onrecord.export.claim_words import origin_name, outlet  # noqa: PLC0415
    from onrecord.export.claims import falls_object  # noqa: PLC0415

    with open_to_read(record) as store:
        overview = store.claims()
        try:
            held = store.document(document)
            name, found = f"{outlet(held)} ({held.id})", overview.withdrawn(held.id)
        except NotInRecord:
            origin = overview.origin(document)
            if origin is None:
                raise
            name, found = origin_name(origin), overview.withdrawn_origin(origin)
        if as_json:
            print_json(falls_object(found))
        else:
            show_falls(out, overview, name, found)


@commands.command(epilog="Example: onrecord link --record affair.db")
def link(record: RecordFile = None, as_json: AsJson = False) -> None:
    """Link the documents that are on the record without links, as an older onrecord put them there."""
    from onrecord.adding import link as link_one  # noqa: PLC0415 - as above
    from onrecord.console import progress  # noqa: PLC0415

    settings, counts = settings_for(record), {"linked": 0, "failed": 0}
    with open_to_write(record) as store:
        waiting = store.unlinked()
        with progress(err, "linking", len(waiting)) as step:
            for id_ in waiting:
                document = store.document(id_)
                try:
                    counts["linked"] += link_one(store, document, settings)
                except OnrecordError as error:
                    counts["failed"] += 1
                    err.print(f"[bold]not linked:[/bold] {escape(one_line(f'{document.name}: {error}'))}")
                step(document.name)
    print_json(counts) if as_json else out.print(
        f"documents linked: {counts['linked']}, not linked: {counts['failed']}"
    )
    raise typer.Exit(SOME_FAILED if counts["failed"] else 0)
