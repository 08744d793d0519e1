"""The command line, with statements made by hand instead of by a model: one for every "NAME said" in the text."""

import json
import re
from pathlib import Path

import pytest

from onrecord.model import ActorKind, Document, Findings, Form, Span, Speaker, Statement
from tests.command_line import Run, runner

ARTICLE = "Ferry strike ends\n\nOrla Venn said the ferries sail again. Tam Brask said nothing was agreed.\n"


def by_pattern(document: Document, *_: object, **__: object) -> Findings:
    found = re.finditer(r"(\w+ \w+) (said) ([^.]+)", document.text)
    return Findings(tuple(_statement(document, *(Span(*m.span(i)) for i in (1, 2, 3))) for m in found))


def _statement(document: Document, source: Span, cue: Span, content: Span) -> Statement:
    speaker = Speaker(source.of(document.text), ActorKind.PERSON, source)
    return Statement(document.id, (source,), (cue,), (content,), Form.INDIRECT, 0.75, speaker)


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    monkeypatch.setattr("onrecord.batch.local.findings", by_pattern)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "strike.txt").write_text(ARTICLE, encoding="utf-8")

    return runner(capfd)


def test_added_articles_can_be_counted_shown_searched_and_reported(run: Run, tmp_path: Path):
    assert run("add", "strike.txt").out == "onrecord.db: documents 1 new; 2 statements added\n"
    assert json.loads(run("info", "--json").out)["statements"] == 2
    shown = run("show", "strike").out
    assert "Orla Venn  said  the ferries sail again" in shown
    assert "Tam Brask, in strike" in run("search", "agreed").out
    assert run("report").code == 0
    assert "the ferries sail again" in (tmp_path / "report.html").read_text(encoding="utf-8")


def test_adding_again_changes_nothing(run: Run):
    run("add", "strike.txt")
    before = json.loads(run("info", "--json").out)
    again = run("add", "strike.txt")
    assert again.out == "onrecord.db: documents 0 new, 1 there already; 0 statements added\n"
    after = json.loads(run("info", "--json").out)
    assert {k: v for k, v in before.items() if k != "size_bytes"} == {
        k: v for k, v in after.items() if k != "size_bytes"
    }


def test_a_bad_input_is_named_with_the_reason_and_the_rest_is_kept(run: Run, tmp_path: Path):
    (tmp_path / "empty.txt").write_bytes(b"")
    added = run("add", "empty.txt", "missing.txt", "strike.txt")
    assert added.code == 1
    lines = [line for line in added.err.splitlines() if line.startswith("not read:")]
    assert [line.split(":")[1].strip() for line in lines] == ["empty.txt", "missing.txt"]
    assert added.out == "onrecord.db: documents 1 new, 2 not read; 2 statements added\n"


def test_a_text_given_twice_in_one_run_is_counted_once(run: Run, tmp_path: Path):
    (tmp_path / "copy.txt").write_text(ARTICLE, encoding="utf-8")
    added = run("add", "strike.txt", "copy.txt")
    assert added.out == "onrecord.db: documents 1 new, 1 there already; 2 statements added\n"


def test_an_older_text_of_a_file_points_to_the_newer_one(run: Run, tmp_path: Path):
    run("add", "strike.txt")
    old = json.loads(run("show", "strike", "--json").out)["id"]
    (tmp_path / "strike.txt").write_text(ARTICLE.replace("again", "again in May"), encoding="utf-8")
    assert "1 new versions" in run("add", "strike.txt").out
    assert "a newer text from the same address is on the record: " in run("show", old).out


def test_extract_prints_one_object_a_document(run: Run):
    ran = run("extract", "strike.txt")
    (line,) = ran.out.splitlines()
    obj = json.loads(line)
    assert (ran.code, obj["doc"], obj["title"]) == (0, "strike", "Ferry strike ends")
    first = obj["attributions"][0]
    assert [ARTICLE[slice(*first[role][0])] for role in ("source", "cue", "content")] == [
        "Orla Venn",
        "said",
        "the ferries sail again",
    ]


def test_extract_writes_csv_to_a_file(run: Run, tmp_path: Path):
    assert run("extract", "strike.txt", "--format", "csv", "-o", "out.csv").code == 0
    header, *rows = (tmp_path / "out.csv").read_bytes().decode().split("\r\n")
    assert header.startswith("document,title,")
    assert len([row for row in rows if row]) == 2


def test_extract_leaves_no_record_behind(run: Run, tmp_path: Path):
    run("extract", "strike.txt")
    assert not list(tmp_path.glob("*.db*"))


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["info"], 1, "no record at onrecord.db"),
        (["show", "strike"], 1, "no record at onrecord.db"),
        (["nonsense"], 2, "No such command"),
        (["add"], 2, "Missing argument"),
        (["extract", "strike.txt", "--format", "pdf"], 2, "pdf"),
        (["add", "strike.txt", "--processes", "0"], 2, "--processes"),
        (["extract", "strike.txt", "-o", "no/such/folder/out.jsonl"], 1, "cannot be written"),
    ],
)
def test_misuse_is_said_in_one_clear_message(run: Run, arguments: list[str], code: int, words: str):
    ran = run(*arguments)
    assert ran.code == code
    assert words in ran.err
    assert "Traceback" not in ran.err


def test_an_unknown_document_is_said(run: Run):
    run("add", "strike.txt")
    shown = run("show", "ferry")
    assert shown.code == 1
    assert "ferry" in shown.err


def test_a_wrong_environment_is_misuse(run: Run, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("ONRECORD_MAX_BYTES", "plenty")
    ran = run("add", "strike.txt")
    assert (ran.code, "max_bytes" in ran.err) == (2, True)


def test_control_characters_of_an_input_never_reach_the_terminal(run: Run):
    assert "\x1b" not in run("add", "bad\x1b[31mname.txt").err


@pytest.mark.parametrize("command", ["add", "extract", "search", "show", "report", "info"])
def test_every_command_has_help_with_an_example(run: Run, command: str):
    ran = run(command, "--help")
    assert ran.code == 0
    assert "Example: onrecord " + command in ran.out


def test_a_fault_in_one_text_costs_only_that_text(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def faulty(document: Document, *rest: object, **_: object) -> Findings:
        if "boom" in document.text:
            raise KeyError("lost")
        return by_pattern(document, *rest)

    monkeypatch.setattr("onrecord.batch.local.findings", faulty)
    (tmp_path / "bad.txt").write_text("A boom was heard at the pier in the night.\n")
    ran = run("add", "bad.txt", "strike.txt")
    assert "bad.txt: a fault in onrecord, please report it: KeyError" in ran.err
    assert "1 new, 1 not read" in ran.out
