"""Commands about actors."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli_common import AsJson, RecordFile, err, one_line, open_to_read, out, print_json
from onrecord.model import Decision, Document, Reference

if TYPE_CHECKING:
    from onrecord.actors.overview import Entry
    from onrecord.record import Record

commands = typer.Typer(rich_markup_mode=None)


@commands.command(epilog="Example: onrecord actors venn --why")
def actors(
    query: Annotated[str, typer.Argument(help="Only actors with a name that has these words, or begins so.")] = "",
    why: Annotated[bool, typer.Option("--why", help="Show the reason of each merge, and every mention.")] = False,
    everybody: Annotated[bool, typer.Option("--all", help="Also those who have no name and say nothing.")] = False,
    limit: Annotated[int | None, typer.Option("--limit", "-n", min=1, help="At most so many. [default: all]")] = None,
    record: RecordFile = None,
    as_json: AsJson = False,
) -> None:
    """List the actors of the whole record, merged across documents, those with the most statements first."""
    from onrecord.actors.overview import matching, worth_listing  # noqa: PLC0415 - so that --help loads no libraries

    with open_to_read(record) as store:
        found = matching(_entries(store), query)
        listed = [entry for entry in found if everybody or worth_listing(entry)]
        _show_entries(store, listed[:limit], why, as_json)
    if not listed:
        err.print(_none(query), markup=False)
    left = len(listed[limit:]) if limit is not None else 0
    if left:
        err.print(f"{left} more; a larger --limit shows them")


def _none(query: str) -> str:
    return f"no actor on the record is called {one_line(query)}" if query else "no actor is on the record"


def _show_entries(store: "Record", entries: "list[Entry]", why: bool, as_json: bool) -> None:
    from onrecord.console_actors import show_entry, show_why  # noqa: PLC0415 - as above
    from onrecord.export.actors import explained, listed  # noqa: PLC0415

    documents = _documents(store, {id_ for entry in entries for id_ in entry.documents})
    names = {id_: document.name for id_, document in documents.items()}
    references = _references(store, documents) if why else {}
    if as_json:
        print_json([explained(e, documents, references) if why else listed(e, names) for e in entries])
        return
    for entry in entries:
        show_entry(out, entry, names)
        if why:
            show_why(out, entry, documents, references)


@commands.command(epilog="Example: onrecord actor 3f2a")
def actor(
    id_: Annotated[str, typer.Argument(metavar="ID", help="An actor's id, or its first digits (four or more).")],
    record: RecordFile = None,
    as_json: AsJson = False,
) -> None:
    """Show an actor: why its documents' actors are taken for one, every mention, what it says, what was decided."""
    from onrecord.actors.overview import holding  # noqa: PLC0415 - as above
    from onrecord.console_actors import decision_words, show_entry, show_said, show_why, subject_words  # noqa: PLC0415
    from onrecord.export.actors import decision_object, explained, said_object  # noqa: PLC0415

    with open_to_read(record) as store:
        named = store.actor(id_)
        entry = holding(_entries(store), named.id)
        assert entry is not None, "every actor is in one entry"  # noqa: S101 - for the type checker
        documents = _documents(store, entry.documents)
        references = _references(store, documents)
        said = [statement for a in entry.cluster.actors for statement in store.said_by(a.id)]
        decided = _about(store, entry)
        if as_json:
            found = explained(entry, documents, references)
            found["said"] = [said_object(statement, documents) for statement in said]
            print_json(found | {"decisions": [decision_object(d) for d in decided]})
            return
        show_entry(out, entry, {key: document.name for key, document in documents.items()})
        show_why(out, entry, documents, references)
        if said:
            out.print("says", style="bold")
            show_said(out, said, documents)
        for decision in decided:
            pair = " and ".join(subject_words(store.subject(end)) for end in (decision.one, decision.other))
            out.print(f"{decision.kind}: {pair}: {decision_words(decision)}", markup=False)


def _entries(store: "Record") -> "list[Entry]":
    from onrecord.actors.overview import overview  # noqa: PLC0415 - as above

    return overview(store.actors(), store.statement_counts(), store.decisions())


def _documents(store: "Record", ids: Iterable[str]) -> dict[str, Document]:
    return {id_: store.document(id_) for id_ in ids}


def _references(store: "Record", documents: Iterable[str]) -> dict[str, list[Reference]]:
    return {id_: list(store.references(id_)) for id_ in documents}


def _about(store: "Record", entry: "Entry") -> list[Decision]:
    """The decisions that stand and name any of the entry's actors."""
    ids = {a.id for a in entry.cluster.actors}
    return [d for d in store.decisions() if ids & {d.one, d.other}]
