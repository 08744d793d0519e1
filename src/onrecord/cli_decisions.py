"""Commands about decisions: that two actors, statements or claims are one, or are two."""

import getpass
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli_common import AsJson, RecordFile, err, open_to_write, out, print_json
from onrecord.model import Decision, DecisionKind

if TYPE_CHECKING:
    from onrecord.record import Record, SubjectKind

commands = typer.Typer(rich_markup_mode=None)

One = Annotated[
    str,
    typer.Argument(metavar="A", help="The id of an actor, a claim or a statement, or its first digits (four or more)."),
]
Other = Annotated[str, typer.Argument(metavar="B", help="The other one's.")]
Author = Annotated[str | None, typer.Option("--author", metavar="NAME", help="Who decides. [default: your user name]")]
Note = Annotated[str, typer.Option("--note", metavar="TEXT", help="Why; kept with the decision.")]


@commands.command(epilog='Example: onrecord same 3f2a 90bc --note "same office in both"')
def same(
    one: One, other: Other, note: Note = "", author: Author = None, record: RecordFile = None, as_json: AsJson = False
) -> None:
    """Decide that two actors, or two claims, are one. It is kept beside what the texts say; undo withdraws it."""
    _decide(DecisionKind.SAME, (one, other), note, author, as_json, lambda: open_to_write(record))


@commands.command(epilog="Example: onrecord different 3f2a 90bc")
def different(
    one: One, other: Other, note: Note = "", author: Author = None, record: RecordFile = None, as_json: AsJson = False
) -> None:
    """Decide that two actors, or two claims or statements, are two. It is kept beside what the texts say; undo
    withdraws it."""
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
        if one.kind is not other.kind:
            raise typer.BadParameter(
                f"{pair[0]} is of the kind {one.kind}, {pair[1]} {other.kind}: name two of one kind"
            )
        known = store.decisions()
        decision = store.decide(kind, one.id, other.id, who, note)
        if as_json:
            _print_decision(decision)
        else:
            _tell(store, decision, "decided already" if decision in known else "decided")
        if kind is DecisionKind.SAME:
            _tell_what_holds_apart(store, decision, one.kind)


def _tell_what_holds_apart(store: "Record", decision: Decision, kind: "SubjectKind") -> None:
    """Which decisions keep two that were decided to be one from being listed as one."""
    from onrecord.console_actors import decision_words, subject_words  # noqa: PLC0415 - so that --help loads no libraries

    apart = [d for d in store.decisions() if d.kind is DecisionKind.DIFFERENT]
    if not apart:
        return
    homes = _homes(store, kind)
    between = {homes[decision.one], homes[decision.other]}
    for other in apart if len(between) == 2 else ():
        if {homes.get(other.one), homes.get(other.other)} == between:
            pair = " and ".join(subject_words(store.subject(end)) for end in (other.one, other.other))
            err.print(f"they stay two while {pair} are different: {decision_words(other)}", markup=False)


def _homes(store: "Record", kind: "SubjectKind") -> Mapping[str, str]:
    """By the id of each actor the entry that it is listed in, or by that of each statement its claim."""
    from onrecord.actors.overview import overview  # noqa: PLC0415 - as above
    from onrecord.record import SubjectKind  # noqa: PLC0415

    if kind is SubjectKind.STATEMENT:
        return {s.id: claim.id for claim in store.claims() for s in claim.statements}
    entries = overview(store.actors(), store.statement_counts(), store.decisions())
    return {a.id: entry.id for entry in entries for a in entry.cluster.actors}


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
