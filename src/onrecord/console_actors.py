"""How actors and decisions about them look to a person at the command line."""

from collections.abc import Iterable, Mapping, Sequence

from rich.console import Console
from rich.text import Text

from onrecord.actors.across import Merge
from onrecord.actors.overview import Entry, joining
from onrecord.console import SHOWN_CHARACTERS, cut, harmless, one_line
from onrecord.export.words import count
from onrecord.model import Actor, Decision, Document, MentionSort, Reference, Statement, quoted
from onrecord.model.plain_actor import reasons
from onrecord.record import Subject, SubjectKind

DOCUMENTS_NAMED = 5
_WORDS_CHARACTERS = 60


def show_entry(console: Console, entry: Entry, names: Mapping[str, str]) -> None:
    """An actor with its kind and roles, what else it is called, and where; ``names`` are the documents', by id."""
    line = Text(one_line(entry.cluster.name), style="bold")
    line.append("  " + ", ".join([entry.kind.value, *map(one_line, entry.roles)]), style="not bold")
    console.print(line)
    others = [one_line(name) for name in entry.names if name != entry.cluster.name]
    if others:
        _print(console, f"also called {', '.join(others)}")
    where = [names[id_] for id_ in entry.documents]
    more = f" and {len(where) - DOCUMENTS_NAMED} more" if len(where) > DOCUMENTS_NAMED else ""
    held = f"{count(len(where), 'document')} ({', '.join(where[:DOCUMENTS_NAMED])}{more})"
    _print(console, f"{count(entry.statements, 'statement')}, {held}, {entry.id}")


def show_why(
    console: Console, entry: Entry, documents: Mapping[str, Document], references: Mapping[str, Sequence[Reference]]
) -> None:
    """The reason of each merge that holds the actor together, and every mention with the reason why it is one."""
    where = {a.id: documents[a.document_id].name for a in entry.cluster.actors}
    for merge in joining(entry.cluster):
        _print(console, _merge_words(merge, where))
    for actor in entry.cluster.actors:
        _show_mentions(console, actor, documents[actor.document_id], references[actor.document_id])


def _merge_words(merge: Merge, where: Mapping[str, str]) -> str:
    one, other = merge.names
    pair = f"“{one_line(one)}” ({where[merge.one]}) and “{one_line(other)}” ({where[merge.other]})"
    if merge.decided is not None:
        return f"merged: {pair}: {decision_words(merge.decided)}"
    return f"merged: {pair}: score {merge.score:.2f}; {'; '.join(map(one_line, merge.agreed))}"


def _show_mentions(console: Console, actor: Actor, document: Document, references: Iterable[Reference]) -> None:
    _print(console, f"in {document.name}, {actor.id}")
    why = reasons(references)
    for mention in actor.mentions:
        words = cut(one_line(mention.span.of(document.text)), _WORDS_CHARACTERS)
        place = f"    characters {mention.span.start}-{mention.span.end}  {words}"
        found = why.get(mention.head)
        _print(console, place + (_reference_words(found, document, mention.sort) if found else ""))


def _reference_words(reference: Reference, document: Document, sort: MentionSort) -> str:
    start, end = reference.antecedent
    to = cut(one_line(reference.compared[1] or reference.antecedent.of(document.text)), _WORDS_CHARACTERS)
    stands = "the same as" if sort is MentionSort.NAME else "stands for"
    return f"  {stands} “{to}” at {start}-{end}, score {reference.score:.2f}: {one_line(reference.why)}"


def show_said(console: Console, said: Sequence[Statement], documents: Mapping[str, Document]) -> None:
    for statement in said:
        document = documents[statement.document_id]
        words = cut(one_line(quoted(document.text, statement.content)), SHOWN_CHARACTERS)
        console.print(Text(f"    {words}"))
        _print(console, f"    {document.name}, statement {statement.id}")


def show_actors(console: Console, document: Document, actors: Sequence[Actor], said: Mapping[str, int]) -> None:
    """The actors of one document; ``said`` counts statements by the actor's id."""
    for actor in actors:
        facts = [str(actor.kind.value)]
        facts += [one_line(answer.value) for answer in (actor.role, actor.affiliation) if answer]
        line = Text(one_line(actor.name), style="bold")
        line.append("  " + ", ".join(facts), style="not bold")
        console.print(line)
        others = {one_line(m.span.of(document.text)): None for m in actor.mentions}
        others.pop(one_line(actor.name), None)
        called = f", also as {', '.join(cut(words, _WORDS_CHARACTERS) for words in others)}" if others else ""
        amount = f"{count(said.get(actor.id, 0), 'statement')}, {count(len(actor.mentions), 'mention')}"
        _print(console, f"{amount}{called}, {actor.id}")


def decision_words(decision: Decision) -> str:
    """Who decided, when, and why; the id, so that it can be withdrawn."""
    note = f" (“{one_line(decision.note)}”)" if decision.note else ""
    when = f"{decision.time:%Y-%m-%d %H:%M}"
    return f"decided by {one_line(decision.author)} on {when}{note}, decision {decision.id}"


def subject_words(subject: Subject) -> str:
    name = harmless(Text(cut(one_line(subject.name), _WORDS_CHARACTERS))).plain
    called = f"“{name}”" if subject.kind is SubjectKind.STATEMENT else name
    return f"{called} ({subject.document_name}, {subject.id})"


def _print(console: Console, words: str) -> None:
    console.print(Text("    " + words), style="dim")
