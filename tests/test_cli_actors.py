"""The commands about actors, with statements and actors made by hand instead of by a model.

Every "NAME said" is a statement, every name an actor of its own, and "She" is the first of them.
"""

import json
import re
from pathlib import Path

import pytest

from onrecord.model import (
    Actor,
    ActorKind,
    Answer,
    Document,
    Findings,
    Form,
    Mention,
    MentionSort,
    Reference,
    Span,
    Speaker,
    Statement,
)
from tests.command_line import Run, runner

STRIKE = "Ferry strike ends\n\nOrla Venn said the ferries sail again. She left. Tam Brask said nothing was agreed.\n"
PIER = "Pier closed\n\nOrla J. Venn said the pier is shut for the winter. A bystander watched.\n"
NAME = re.compile(r"[A-Z][a-z]*(?: J\.)? (?:Venn|Brask)")


def by_pattern(document: Document, *_: object, **__: object) -> Findings:
    text = document.text
    names = [Span(*m.span()) for m in NAME.finditer(text)]
    actors = [_actor(document, name) for name in names]
    found = re.finditer(rf"({NAME.pattern}) (said) ([^.]+)", text)
    said = [_statement(document, *(Span(*m.span(i)) for i in (1, 2, 3))) for m in found]
    bystanders = [_described(document, Span(*m.span())) for m in re.finditer("A bystander", text)]
    return Findings(tuple(said), actors=(*actors, *bystanders), references=tuple(_she(text, names)))


def _actor(document: Document, name: Span) -> Actor:
    she = [Mention(s, s, MentionSort.PRONOUN) for s in _pronouns(document.text) if "Orla" in name.of(document.text)]
    mentions = (Mention(name, Span(name.end - 4, name.end), MentionSort.NAME, name), *she)
    return Actor(document.id, name.of(document.text), True, Answer(ActorKind.PERSON), mentions)


def _described(document: Document, span: Span) -> Actor:
    mention = Mention(span, span, MentionSort.DESCRIPTION)
    return Actor(document.id, span.of(document.text), False, Answer(ActorKind.PERSON), (mention,))


def _pronouns(text: str) -> list[Span]:
    return [Span(*m.span()) for m in re.finditer(r"\bShe\b", text)]


def _she(text: str, names: list[Span]) -> list[Reference]:
    return [
        Reference(s, Span(n.end - 4, n.end), 0.9, ("She", n.of(text)), "the nearest woman")
        for s in _pronouns(text)
        for n in names[:1]
    ]


def _statement(document: Document, source: Span, cue: Span, content: Span) -> Statement:
    speaker = Speaker(source.of(document.text), ActorKind.PERSON, source)
    return Statement(document.id, (source,), (cue,), (content,), Form.INDIRECT, 0.75, speaker)


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """The command line, in a folder with a record of two texts."""
    monkeypatch.setattr("onrecord.batch.local.findings", by_pattern)
    monkeypatch.setattr("onrecord.batch.local.parsed", lambda *_: None)
    monkeypatch.setattr("onrecord.batch.local.encoded", lambda *_: None)
    monkeypatch.setenv("LOGNAME", "ada")
    monkeypatch.chdir(tmp_path)
    for name, text in (("strike", STRIKE), ("pier", PIER)):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")

    call = runner(capfd)
    assert call("add", "strike.txt", "pier.txt").code == 0
    return call


def listed(run: Run, *arguments: str) -> dict[str, dict[str, object]]:
    """The actors by name, as JSON."""
    ran = run("actors", *arguments, "--json")
    assert ran.code == 0
    return {entry["name"]: entry for entry in json.loads(ran.out)}


def ids(run: Run) -> tuple[str, str]:
    """Of Venn in the strike and of Venn at the pier, as one or as two."""
    rows = {d["name"]: d["actor"] for e in json.loads(run("actors", "venn", "--json").out) for d in e["documents"]}
    return rows["strike"], rows["pier"]


def apart(run: Run) -> bool:
    return len(listed(run, "venn")) == 2


def test_actors_of_several_documents_are_listed_as_one_with_their_statements(run: Run):
    found = listed(run)
    assert {name: entry["statements"] for name, entry in found.items()} == {"Orla J. Venn": 2, "Tam Brask": 1}
    first, second = run("actors").out.split("Tam Brask")
    assert first.startswith(
        "Orla J. Venn  person\n    also called Orla Venn\n    2 statements, 2 documents (strike, pier), "
    )
    assert second.startswith("  person\n    1 statement, 1 document (strike), ")


def test_a_decision_and_its_withdrawal_show_in_the_list_at_once(run: Run):
    one, other = ids(run)
    decided = run("different", one[:8], other, "--note", "a namesake")
    assert decided.code == 0
    assert decided.out.startswith(
        f"decided: Orla Venn (strike, {one}) and Orla J. Venn (pier, {other}) are different\n"
    )
    assert re.search(r"decided by ada on [\d-]+ [\d:]+ \(“a namesake”\), decision \w{20}", decided.out)
    assert apart(run)
    assert (
        f"different: Orla Venn (strike, {one}) and Orla J. Venn (pier, {other}): decided by ada"
        in run("actor", one).out
    )
    assert "are the same" in run("same", one, other).out
    assert not apart(run)
    assert re.search(r"merged: “.*Venn” \(\w+\) and “.*Venn” \(\w+\): decided by ada", run("actor", one).out)
    assert run("undo").out.startswith("withdrawn: Orla Venn")
    assert apart(run)
    run("undo")
    assert not apart(run)


def test_a_named_decision_is_withdrawn(run: Run):
    one, other = ids(run)
    first = json.loads(run("same", one, other, "--author", "An Editor", "--json").out)
    assert (first["kind"], first["one"], first["other"], first["author"]) == ("same", one, other, "An Editor")
    run("different", one, other)
    assert json.loads(run("undo", first["id"][:9], "--json").out) == first
    assert apart(run)
    again = run("undo", first["id"])
    assert (again.code, "was withdrawn already" in again.err) == (1, True)


def test_deciding_the_same_again_says_so_and_adds_nothing(run: Run):
    one, other = ids(run)
    run("different", one, other)
    assert run("different", other, one).out.startswith("decided already: ")
    assert run("undo").code == 0
    assert run("undo").code == 1


def test_two_that_another_decision_holds_apart_stay_two_and_that_is_said(run: Run, tmp_path: Path):
    (tmp_path / "harbour.txt").write_text("Harbour\n\nOrla Venn said the harbour is full.\n", encoding="utf-8")
    run("add", "harbour.txt")
    strike, pier = ids(run)
    harbour = json.loads(run("show", "harbour", "--json").out)["actors"][0]["id"]
    run("different", strike, pier)
    run("same", strike, harbour)
    ran = run("same", harbour, pier)
    assert (ran.code, apart(run)) == (0, True)
    assert f"they stay two while Orla Venn (strike, {strike}) and Orla J. Venn (pier, {pier}) are different" in ran.err
    assert not run("same", strike, harbour).err


def test_why_shows_the_names_compared_the_score_and_each_mention(run: Run):
    shown = run("actors", "orla", "--why").out
    start = STRIKE.index("She")
    assert f"characters {start}-{start + 3}  She  stands for “Orla Venn” at" in shown
    assert "score 0.90: the nearest woman" in shown
    assert "merged: “Orla Venn” (strike) and “Orla J. Venn” (pier): score 0.95; " in shown
    assert "first names agree; both person" in shown
    (entry,) = json.loads(run("actors", "orla", "--why", "--json").out)
    assert entry["actors"][0]["mentions"][1]["why"]["compared"] == ["She", "Orla Venn"]


def test_an_actor_is_shown_with_what_it_says(run: Run):
    brask = listed(run, "brask")["Tam Brask"]
    shown = run("actor", str(brask["id"])[:10])
    assert (shown.code, "nothing was agreed" in shown.out) == (0, True)
    assert re.search(r"strike, statement \w{20}", shown.out)
    found = json.loads(run("actor", str(brask["id"]), "--json").out)
    assert [s["words"] for s in found["said"]] == ["nothing was agreed"]
    assert (found["decisions"], found["merges"]) == ([], [])


def test_who_has_no_name_and_says_nothing_is_listed_with_all(run: Run):
    assert "A bystander" not in run("actors").out
    assert "A bystander" in run("actors", "--all").out


def test_a_limit_says_how_many_are_left(run: Run):
    ran = run("actors", "--all", "--limit", "1")
    assert re.search(r"^\d more; a larger --limit shows them$", ran.err, re.MULTILINE)


def test_a_query_that_finds_nobody_says_so(run: Run):
    ran = run("actors", "nobody[bold]")
    assert (ran.code, ran.out, ran.err) == (0, "", "no actor on the record is called nobody[bold]\n")
    assert json.loads(run("actors", "nobody", "--json").out) == []


def test_show_ends_with_the_actors(run: Run):
    shown = run("show", "strike").out
    assert re.search(r"Actors\n\nOrla Venn  person\n    1 statement, 2 mentions, also as She, \w{20}\n", shown)


def test_extract_and_show_print_the_same_actors(run: Run):
    extracted = json.loads(run("extract", "strike.txt").out)["actors"]
    assert [a["name"] for a in extracted] == ["Orla Venn", "Tam Brask"]
    assert [len(a["statements"]) for a in extracted] == [1, 1]
    assert json.loads(run("show", "strike", "--json").out)["actors"] == extracted


@pytest.mark.parametrize("command", ["same", "different"])
def test_an_id_that_names_nobody_is_said(run: Run, command: str):
    one, _ = ids(run)
    ran = run(command, one, "0000")
    assert ran.code == 1
    assert "no actor, statement or claim 0000 on the record; give its id or the first 4 or more digits of it" in ran.err


def test_an_actor_against_itself_is_misuse(run: Run):
    one, _ = ids(run)
    ran = run("same", one, one[:6])
    assert ran.code == 2
    assert "a decision needs two" in " ".join(ran.err.split())


def test_a_decision_without_an_author_is_misuse(run: Run):
    ran = run("same", *ids(run), "--author", " ")
    assert (ran.code, "--author" in ran.err) == (2, True)


@pytest.mark.parametrize("arguments", [["same", "aaaa", "bbbb"], ["undo"], ["actors"], ["actor", "aaaa"]])
def test_no_command_makes_a_record(run: Run, tmp_path: Path, arguments: list[str]):
    ran = run(*arguments, "--record", "other.db")
    assert (ran.code, "no record at other.db" in ran.err) == (1, True)
    assert not (tmp_path / "other.db").exists()


@pytest.mark.parametrize("command", ["actors", "actor", "same", "different", "undo"])
def test_every_command_has_help_with_an_example(run: Run, command: str):
    ran = run(command, "--help")
    assert (ran.code, "Example: onrecord " + command in ran.out) == (0, True)
