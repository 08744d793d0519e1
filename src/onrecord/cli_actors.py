"""Commands about actors, and about decisions that two things are one or are two."""

import getpass
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli_common import AsJson, RecordFile, err, one_line, open_to_read, open_to_write, out, print_json
from onrecord.model import Decision, DecisionKind, Document, Reference

if TYPE_CHECKING:
    from onrecord.actors.overview import Entry
    from onrecord.record import Record

commands = typer.Typer(rich_markup_mode=None)

One = Annotated[str, typer.Argument(metavar="A", help="An actor's id, or its first digits (four or more).")]
Other = Annotated[str, typer.Argument(metavar="B", help="The other one's.")]
Author = Annotated[str | None, typer.Option("--author", metavar="NAME", help="Who decides. [default: your user name]")]
Note = Annotated[str, typer.Option("--note", metavar="TEXT", help="Why; kept with the decision.")]


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


@commands.command(epilog='Example: onrecord same 3f2a 90bc --note "same office in both"')
def same(
    one: One, other: Other, note: Note = "", author: Author = None, record: RecordFile = None, as_json: AsJson = False
) -> None:
    """Decide that two actors are one. The decision is kept beside what the texts say; undo withdraws it."""
    _decide(DecisionKind.SAME, (one, other), note, author, as_json, lambda: open_to_write(record))


@commands.command(epilog="Example: onrecord different 3f2a 90bc")
def different(
    one: One, other: Other, note: Note = "", author: Author = None, record: RecordFile = None, as_json: AsJson = False
) -> None:
    """Decide that two actors are two. The decision is kept beside what the texts say; undo withdraws it."""
    _decide(DecisionKind.DIFFERENT, (one, other), note, author, as_json, lambda: open_to_write(record))


def _decide(
    kind: DecisionKind,
    pair: tuple[str, str],
    note: str,
    author: str | None,
    as_json: bool,
    opened: "Callable[[], Record]",
) -> None:
    who = _author(author)
    with opened() as store:
        one, other = (store.subject(reference) for reference in pair)
        if one.id == other.id:
            raise typer.BadParameter(f"{pair[0]} and {pair[1]} both name {one.name}: a decision needs two")
        known = store.decisions()
        decision = store.decide(kind, one.id, other.id, who, note)
        if as_json:
            _print_decision(decision)
        else:
            _tell(store, decision, "decided already" if decision in known else "decided")
        if kind is DecisionKind.SAME:
            _tell_what_holds_apart(store, decision)


def _tell_what_holds_apart(store: "Record", decision: Decision) -> None:
    """Which decisions keep two that were decided to be one from being listed as one."""
    from onrecord.console_actors import decision_words, subject_words  # noqa: PLC0415 - as above

    apart = [d for d in store.decisions() if d.kind is DecisionKind.DIFFERENT]
    if not apart:
        return
    homes = {a.id: entry.id for entry in _entries(store) for a in entry.cluster.actors}
    between = {homes[decision.one], homes[decision.other]}
    for other in apart if len(between) == 2 else ():
        if {homes[other.one], homes[other.other]} == between:
            pair = " and ".join(subject_words(store.subject(end)) for end in (other.one, other.other))
            err.print(f"they stay two while {pair} are different: {decision_words(other)}", markup=False)


@commands.command(epilog="Example: onrecord undo")
def undo(
    decision: Annotated[
        str | None, typer.Argument(metavar="DECISION", help="A decision's id or first digits. [default: the last one]")
    ] = None,
    record: RecordFile = None,
    as_json: AsJson = False,
) -> None:
    """Withdraw a decision that two things are one or are two. It stays on the record, marked as withdrawn."""
    with open_to_write(record) as store:
        withdrawn = store.undo(decision)
        if as_json:
            _print_decision(withdrawn)
        else:
            _tell(store, withdrawn, "withdrawn")


def _tell(store: "Record", decision: Decision, what: str) -> None:
    from onrecord.console_actors import decision_words, subject_words  # noqa: PLC0415 - as above

    one, other = (subject_words(store.subject(end)) for end in (decision.one, decision.other))
    out.print(f"{what}: {one} and {other} are {_ARE[decision.kind]}", markup=False)
    out.print(f"    {decision_words(decision)}", markup=False, style="dim")


_ARE = {DecisionKind.SAME: "the same", DecisionKind.DIFFERENT: "different"}


def _print_decision(decision: Decision) -> None:
    from onrecord.export.actors import decision_object  # noqa: PLC0415 - as above

    print_json(decision_object(decision))


def _author(given: str | None) -> str:
    name = (given if given is not None else _user()).strip()
    if not name:
        raise typer.BadParameter("a decision needs its author: give --author NAME")
    return name


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a process without a user name, as in a container
        return ""


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
