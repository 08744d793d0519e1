"""How the command line looks to a person: progress, tables, statements beside their words."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.text import Text

from onrecord.export.notes import notes
from onrecord.export.words import unmarked
from onrecord.model import Document, Findings, Form, Requote, Statement, quoted
from onrecord.record import Hit, Info, SpeakerCount, Store

SHOWN_CHARACTERS = 240
NOTE_CHARACTERS = 60
_FORMS = {Form.DIRECT: "in quotation marks", Form.INDIRECT: "in the writer's words", Form.MIXED: "partly quoted"}
_COUNTS = {"new": "new", "new_version": "new versions", "known": "there already", "failed": "not read"}


@contextmanager
def progress(console: Console, words: str, total: int) -> Iterator[Callable[[str], None]]:
    """A progress bar; call what it gives with each input that is done. Nothing is drawn where nobody watches."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, TextColumn("{task.fields[last]}"), console=console, transient=True) as bar:
        task = bar.add_task(words, total=total, last="")
        yield lambda name: bar.update(task, advance=1, last=escape(cut(name, 40)))


def table_of_counts(console: Console, counts: Mapping[str, int], record: str) -> None:
    parts = [f"{counts[key]} {words}" for key, words in _COUNTS.items() if counts[key] or key == "new"]
    console.print(escape(f"{record}: documents {', '.join(parts)}; {_added(counts)} added"))


def _added(counts: Mapping[str, int]) -> str:
    own = f" and {counts['assertions']} assertions" if counts["assertions"] else ""
    return f"{counts['statements']} statements{own}"


def show_info(console: Console, info: Info, speakers: Sequence[SpeakerCount]) -> None:
    console.print(escape(f"record      {info.path}  ({info.size_bytes / 1e6:.1f} MB)"))
    console.print(f"documents   {info.documents}")
    console.print(f"statements  {info.statements}")
    console.print(f"assertions  {info.assertions} in the documents' own voice")
    console.print(f"requotes    {info.requotes} passages of comments that quote the article or each other")
    console.print(f"speakers    {info.speakers} named")
    console.print(f"actors      {info.actors} mentioned, counted in each document")
    console.print(f"links       {info.links} between statements, between documents, and to what they rest on")
    if info.unlinked:
        console.print(f"unlinked    {info.unlinked} documents: `onrecord link` links them")
    if info.decisions:
        console.print(f"decisions   {info.decisions} on which actors or claims are one or two")
    if info.first_published and info.last_published:
        console.print(f"published   {info.first_published.iso()} to {info.last_published.iso()}")
    if info.last_added:
        console.print(f"last added  {info.last_added:%Y-%m-%d %H:%M} UTC")
    for number, speaker in enumerate(speakers):
        label = "most cited" if number == 0 else ""
        console.print(escape(f"{label:<10}  {speaker.statements:>4}  {speaker.name} ({speaker.kind})"))


def show_document(console: Console, document: Document, found: Findings, *, newer: str | None = None) -> None:
    """``newer`` is the id of the next text that was read from the same address, if there is one."""
    console.print(Text(one_line(document.title or document.name), style="bold"))
    facts = [
        document.publisher,
        ", ".join(document.authors),
        document.published and document.published.iso(),
        document.location,
    ]
    console.print(escape("  ".join(fact for fact in facts if fact)))
    later = f"; a newer text from the same address is on the record: {newer}" if newer else ""
    counts = f"{len(found.statements)} statements, {len(found.assertions)} assertions"
    console.print(f"{counts}, document {document.id}{later}\n")
    for statement in found.statements:
        _show_statement(console, document, statement)
    if found.assertions:
        console.print("\nIn the document's own voice\n", style="bold")
    for assertion in found.assertions:
        _show_assertion(console, document, assertion)
    if found.requotes:
        console.print("\nQuoted by readers\n", style="bold")
    for requote in found.requotes:
        _show_requote(console, document, requote)


def _show_statement(console: Console, document: Document, statement: Statement) -> None:
    text = document.text
    source = one_line(quoted(text, statement.source)) or "nobody named"
    line = Text(source, style="bold")
    if statement.speaker and statement.speaker.name != source:
        line.append(f" ({statement.speaker.name})", style="not bold")
    line.append(f"  {one_line(quoted(text, statement.cue))}  ", style="italic not bold")
    line.append(cut(one_line(quoted(text, statement.content)), SHOWN_CHARACTERS), style="not bold")
    console.print(line)
    start, end = statement.extent
    place = f"characters {start}-{end}, {statement.id}" + (f", within {statement.parent}" if statement.parent else "")
    form = "as a turn of a transcript" if unmarked(text, statement) else _FORMS[statement.form]
    console.print(f"    {form}, confidence {statement.confidence:.2f}, {place}", style="dim")
    _show_margin(console, text, statement)


def _show_margin(console: Console, text: str, statement: Statement) -> None:
    found = notes(text, statement, NOTE_CHARACTERS)
    if found:
        console.print(Text("    " + "; ".join(map(str, found)), style="dim"))


def _show_assertion(console: Console, document: Document, assertion: Statement) -> None:
    who = assertion.speaker.name if assertion.speaker else "the document"
    line = Text(who, style="bold")
    line.append("  asserts  ", style="italic not bold")
    line.append(cut(one_line(quoted(document.text, assertion.content)), SHOWN_CHARACTERS), style="not bold")
    console.print(line)
    start, end = assertion.extent
    where = f"characters {start}-{end}, {assertion.id}"
    console.print(f"    in its own voice, confidence {assertion.confidence:.2f}, {where}", style="dim")
    _show_margin(console, document.text, assertion)


def _show_requote(console: Console, document: Document, requote: Requote) -> None:
    console.print(Text(cut(one_line(requote.span.of(document.text)), SHOWN_CHARACTERS)))
    (start, end), (first, last) = requote.span, requote.of_span
    same = "the same words" if requote.exact else "nearly the same words"
    place = f"characters {start}-{end} quote {first}-{last}"
    console.print(escape(f"    {same}, score {requote.score:.2f}, {place}: {requote.reason}"), style="dim")


def show_hits(console: Console, store: Store, hits: Sequence[Hit], query: str) -> None:
    if not hits:
        console.print(escape(f"nothing on the record matches {query}"))
    for hit in hits:
        console.print(_snippet(hit))
        if hit.statement_id is None:
            console.print(escape(f"    document {hit.document_name}  {hit.document_id}"), style="dim")
            continue
        statement = store.statement(hit.statement_id)
        who = statement.speaker.name if statement.speaker else "nobody named"
        who = f"{who}, in its own voice" if statement.is_assertion else who
        console.print(escape(f"    {who}, in {hit.document_name}  statement {hit.statement_id}"), style="dim")


def _snippet(hit: Hit) -> Text:
    line = Text(hit.snippet.replace("\n", " "))
    for start, end in hit.matches:
        line.stylize("bold underline", start, end)
    return line


def harmless(text: Text) -> Text:
    """``text`` itself, with each character that could drive a terminal replaced by U+FFFD."""
    text.plain = "".join(c if c.isprintable() or c == "\n" else "\ufffd" for c in text.plain)
    return text


def cut(words: str, length: int) -> str:
    return words if len(words) <= length else words[: length - 1].rstrip() + "…"


def one_line(words: str) -> str:
    return " ".join(words.split())
