"""The real thing on the example texts: every model loaded, the command run as a user runs it."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

import onrecord
from onrecord.errors import RecordError
from onrecord.model import UNREAD, DecisionKind, Document, Statement, quoted
from onrecord.record import Record

pytestmark = pytest.mark.model
EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
COMMAND = [sys.executable, "-c", "from onrecord.cli import main; main()"]


def extract(*arguments: str) -> bytes:
    done = subprocess.run([*COMMAND, "extract", *arguments], capture_output=True, check=True)
    return done.stdout


@pytest.fixture(scope="module")
def lines() -> bytes:
    return extract(str(EXAMPLES))


@pytest.fixture(scope="module")
def objects(lines: bytes) -> dict[str, dict[str, Any]]:
    return {obj["doc"]: obj for obj in map(json.loads, lines.decode().splitlines())}


@pytest.fixture(scope="module")
def analysed() -> dict[str, tuple[Document, list[Statement]]]:
    documents = [onrecord.read(path) for path in sorted(EXAMPLES.iterdir())]
    return {d.name: (d, onrecord.extract(d)) for d in documents}


def test_two_runs_and_any_number_of_processes_print_the_same_bytes(lines: bytes):
    assert extract(str(EXAMPLES), "--processes", "2") == lines


def test_the_command_and_the_python_interface_agree(
    objects: dict[str, dict[str, Any]], analysed: dict[str, tuple[Document, list[Statement]]]
):
    for name, (document, statements) in analysed.items():
        assert objects[name]["id"] == document.id
        assert [a["id"] for a in objects[name]["attributions"]] == [s.id for s in statements]


def test_every_statement_has_its_words_in_the_text(analysed: dict[str, tuple[Document, list[Statement]]]):
    for document, statements in analysed.values():
        assert len({s.id for s in statements}) == len(statements) > 0
        for statement in statements:
            assert quoted(document.text, statement.cue).strip()  # a colon may be one
            assert quoted(document.text, statement.content).strip()
            assert 0 < statement.confidence <= 1


def test_a_statement_is_its_actors_whatever_words_speak_for_the_actor(objects: dict[str, dict[str, Any]]):
    sorts = set()
    for obj in objects.values():
        said = {a["id"]: a for a in obj["attributions"]}
        for actor in obj["actors"]:
            own = [said[id_] for id_ in actor["statements"]]
            assert {a["speaker"]["name"] for a in own} <= {actor["name"]}
            spoken = [span for a in own for span in a["source"]]
            sorts |= {m["sort"] for m in actor["mentions"] if m["span"] in spoken}
    assert sorts == {"name", "pronoun", "description"}


def test_a_record_shows_the_actors_that_extract_prints(objects: dict[str, dict[str, Any]], tmp_path: Path):
    record, name = str(tmp_path / "actors.db"), "06_mpa_update"
    subprocess.run([*COMMAND, "add", str(EXAMPLES / f"{name}.txt"), "-r", record], check=True, capture_output=True)
    shown = subprocess.run([*COMMAND, "show", name, "--json", "-r", record], check=True, capture_output=True)
    assert json.loads(shown.stdout)["actors"] == objects[name]["actors"]


def test_nothing_is_said_in_what_is_not_read(analysed: dict[str, tuple[Document, list[Statement]]]):
    for document, statements in analysed.values():
        for statement in statements:
            for span in (*statement.source, *statement.cue, *statement.content):
                section = document.section_at(span.start)
                assert section is not None
                assert section.kind not in UNREAD


def test_the_excerpt_in_the_readme_is_what_the_program_prints(tmp_path: Path):
    record = str(tmp_path / "readme.db")
    excerpt = (EXAMPLES.parent / "README.md").read_text(encoding="utf-8").split("```")[3].strip().splitlines()
    subprocess.run([*COMMAND, "add", str(EXAMPLES / "02_mpa_wire.txt"), "-r", record], check=True, capture_output=True)
    shown = subprocess.run([*COMMAND, "show", "02_mpa_wire", "-r", record], check=True, capture_output=True)
    printed = shown.stdout.decode().splitlines()
    assert len(excerpt) > 6
    assert [line for line in map(without_confidence, excerpt) if line not in map(without_confidence, printed)] == []


def without_confidence(line: str) -> str:
    """Its last digit may differ between processors."""
    return re.sub(r"confidence \d\.\d\d", "confidence", line)


def test_a_spacy_pipeline_gets_statements_on_its_documents():
    import spacy  # noqa: PLC0415 - only here

    nlp = spacy.blank("en")
    nlp.add_pipe("onrecord")
    doc = nlp("“The ferries sail again,” Orla Venn said on Monday.")
    (statement,) = doc._.statements
    assert quoted(doc.text, statement.content) == "“The ferries sail again,”"
    assert statement.speaker.name == "Orla Venn"


def counted(record: Path) -> tuple[int, int]:
    with Record(record, read_only=True) as store:
        info = store.info()
    return info.documents, info.statements


def test_a_killed_add_leaves_whole_documents_and_the_same_command_goes_on(tmp_path: Path):
    texts = tmp_path / "texts"
    texts.mkdir()
    for number in range(16):
        text = (EXAMPLES / "02_mpa_wire.txt").read_text(encoding="utf-8")
        (texts / f"{number:02}.txt").write_text(f"Report {number}\n\n{text}", encoding="utf-8")
    record = tmp_path / "killed.db"
    add = [*COMMAND, "add", str(texts), "--record", str(record)]
    process = subprocess.Popen(add, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _wait_for_documents(record)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    documents, _ = counted(record)
    assert 0 < documents < 16
    subprocess.run(add, check=True, capture_output=True)
    whole = tmp_path / "whole.db"
    subprocess.run([*add[:-1], str(whole)], check=True, capture_output=True)
    assert counted(record) == counted(whole)
    with Record(record, read_only=True) as a, Record(whole, read_only=True) as b:
        assert {s.id for s in a.statements()} == {s.id for s in b.statements()}


def _wait_for_documents(record: Path) -> None:
    for _ in range(600):
        with suppress(RecordError):  # the file is there before its tables are
            if record.exists() and counted(record)[0] > 0:
                return
        time.sleep(0.1)
    raise AssertionError("no document was added within a minute")


@pytest.fixture(scope="module")
def affair(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The examples, put on one record by two commands at once."""
    record = tmp_path_factory.mktemp("affair") / "affair.db"
    paths = sorted(str(path) for path in EXAMPLES.iterdir())
    halves = [subprocess.Popen([*COMMAND, "add", *paths[n::2], "-r", str(record)]) for n in (0, 1)]
    assert [half.wait(300) for half in halves] == [0, 0]
    return record


def test_two_commands_that_add_at_once_leave_every_document_linked(affair: Path):
    with Record(affair, read_only=True) as store:
        assert (store.info().documents, store.unlinked()) == (len(list(EXAMPLES.iterdir())), [])


def test_many_reports_that_rest_on_one_are_one_claim_with_few_origins(affair: Path):
    with Record(affair, read_only=True) as store:
        claims = store.claims()
        most_told = next(iter(claims))
        tree = claims.origins(most_told)
        assert len(most_told.document_ids) >= 4
        assert tree.independent < len(most_told.document_ids) / 2
        assert len(tree.passed_on) >= 2


def test_a_decision_stands_when_documents_are_added_after_it(affair: Path, tmp_path: Path):
    record = tmp_path / "decided.db"
    record.write_bytes(affair.read_bytes())
    with Record(record) as store:
        one, *_, other = next(iter(store.claims())).statements
        store.decide(DecisionKind.DIFFERENT, one.id, other.id, "an editor")
    news = tmp_path / "news.txt"
    news.write_text((EXAMPLES / "02_mpa_wire.txt").read_text(encoding="utf-8") + "\nAgain.\n", encoding="utf-8")
    subprocess.run([*COMMAND, "add", str(news), "-r", str(record)], check=True, capture_output=True)
    with Record(record, read_only=True) as store:
        claims = store.claims()
        assert claims.holding(one.id) != claims.holding(other.id)
