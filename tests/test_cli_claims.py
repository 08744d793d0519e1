"""The commands about claims, over a record of three texts made by hand; no model is loaded."""

import json
from pathlib import Path

import pytest

from onrecord.claims.linking import Linked
from onrecord.model import Document, claim_id
from onrecord.record import Record
from tests.claims import affair
from tests.claims.affair import DENIED, GAZETTE, HERALD, PASSED, PIER, VENN
from tests.command_line import Run, runner


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LOGNAME", "ada")
    monkeypatch.setattr("onrecord.adding.link_document", lambda *_: Linked((), ()))
    affair.record(tmp_path / "onrecord.db")

    return runner(capfd)


FERRIES = claim_id(VENN.id)


def titles(run: Run, *arguments: str) -> list[str]:
    return [claim["title"] for claim in json.loads(run("claims", *arguments, "--json").out)]


def test_claims_are_listed_with_documents_origins_basis_and_first_time(run: Run):
    ran = run("claims")
    assert (ran.code, ran.err) == (0, "")
    title, facts, *_ = ran.out.splitlines()
    assert title == "40 ferries would stop in May"
    wanted = ["2 documents", "1 independent origin", "basis: somebody’s words", "first seen 1 March 2024"]
    assert facts.strip() == " · ".join([*wanted, "1 contradicting", FERRIES])


def test_claims_are_searched_and_limited(run: Run):
    assert titles(run, "pier") == ["The pier is shut"]
    assert len(titles(run, "--limit", "2")) == 2
    assert run("claims", "--limit", "2").err == "1 more; a larger --limit shows them\n"
    none = run("claims", "airport")
    assert (none.code, none.out, none.err) == (0, "", "no claim on the record has airport\n")


def test_each_claim_in_full_is_one_line_of_json(run: Run, tmp_path: Path):
    assert run("claims", "--jsonl", "--output", "claims.jsonl").code == 0
    rows = [json.loads(line) for line in (tmp_path / "claims.jsonl").read_text(encoding="utf-8").splitlines()]
    ferries = rows[0]
    assert len(rows) == 3
    assert [s["standing"] for s in ferries["statements"]] == ["asserts", "asserts"]
    assert (ferries["independent_origins"], ferries["passed_on"]) == (1, [HERALD.id])
    assert [link["kind"] for link in ferries["links"]] == ["same"]
    assert [(b["direction"], b["title"], b["link"]["kind"]) for b in ferries["beside"]] == [
        ("from", "any ferry would stop", "contradicts")
    ]
    assert ferries["tree"]["roots"][0]["origin"]["name"] == "Orla Venn"
    assert run("claims", "--output", "claims.jsonl").code == 2


def test_a_claim_shows_who_says_so_where_it_comes_from_and_what_disputes_it(run: Run):
    ran = run("claim", FERRIES[:6])
    assert ran.code == 0
    for words in (
        "Orla Venn  asserts it  “forty ferries would stop”",
        "1 March 2024 · certain · planned · on the word of a named person · The Gazette, characters 0-",
        "The Gazette  asserts it  “40 ferries would stop in May”",
        "contradicted by: any ferry would stop",
        "Without Orla Venn, nothing in this record supports the claim.",
    ):
        assert words in ran.out
    assert "number:" not in ran.out


def test_why_shows_what_each_link_rests_on(run: Run):
    ran = run("claim", PASSED.id, "--why")
    for words in (
        "says the same as",
        "score 0.90",
        "number: “40” and “forty” agree",
        "negation: “denied that any” and",
    ):
        assert words in ran.out


def test_a_denial_is_shown_as_one(run: Run):
    assert "The harbour  denies it  “any ferry would stop”" in run("claim", DENIED.id).out


def test_origins_are_a_tree(run: Run):
    lines = run("origins", VENN.id).out.splitlines()
    assert lines[0].startswith("40 ferries would stop in May  1 independent origin")
    assert lines[1].startswith("└── Orla Venn")
    assert lines[2].lstrip().startswith("└── The Gazette, 1 March 2024  reports it")
    assert any(line.lstrip().startswith("└── The Herald, 2 March 2024  passes it on") for line in lines[3:])
    found = json.loads(run("origins", VENN.id, "--json").out)
    below = found["roots"][0]["below"][0]
    assert (below["document"], below["below"][0]["document"]) == (GAZETTE.id, HERALD.id)
    assert below["below"][0]["because"][0]["reasons"][0]["aspect"] == "naming"


def test_withdrawing_says_what_would_fall_and_changes_nothing(run: Run, tmp_path: Path):
    before = (tmp_path / "onrecord.db").read_bytes()
    ran = run("withdraw", "gazette")
    assert ran.out.startswith(f"If The Gazette ({GAZETTE.id}) is withdrawn: 2 claims left with no report, 0 with one")
    assert "40 ferries would stop in May" in ran.out
    assert len(json.loads(run("withdraw", "gazette", "--json").out)["lost"]) == 2
    assert (tmp_path / "onrecord.db").read_bytes() == before


def test_what_only_passes_on_can_fall_and_the_claim_stands_on_its_origin(run: Run):
    ran = run("withdraw", "herald")
    assert "Still stand\n  40 ferries would stop in May\n      rests on Orla Venn\n      falls: The Herald" in ran.out


def test_a_source_can_be_withdrawn_by_its_name(run: Run):
    assert run("withdraw", "orla venn").out.startswith("If Orla Venn is withdrawn: 1 claim left with no report")
    assert "no document nobody on the record" in run("withdraw", "nobody").err


def test_a_decision_about_claims_acts_at_once_and_undo_takes_it_back(run: Run):
    told = run("different", VENN.id, PASSED.id, "--note", "another year")
    assert told.out.startswith("decided: “forty ferries would stop” (gazette,")
    assert "decided by ada" in told.out
    assert len(titles(run)) == 4
    assert "another year" in run("claim", VENN.id).out
    assert run("undo").code == 0
    assert len(titles(run)) == 3


def test_two_claims_are_named_by_their_ids(run: Run):
    assert run("same", FERRIES, claim_id(PIER.id)).code == 0
    assert len(titles(run)) == 2
    assert run("same", FERRIES, VENN.id).code == 2


def test_a_decision_that_holds_them_apart_is_told(run: Run):
    run("different", PIER.id, PASSED.id)
    run("same", PASSED.id, VENN.id)
    ran = run("same", PIER.id, VENN.id)
    assert ran.code == 0
    assert "they stay two while “The pier is shut” (gazette," in ran.err


def test_an_actor_and_a_claim_cannot_be_one(run: Run, tmp_path: Path):
    from onrecord.model import Actor, ActorKind, Answer, Mention, MentionSort, Span  # noqa: PLC0415 - only here

    news = Document("Venn left.", (), name="news", location="/news")
    mention = Mention(Span(0, 4), Span(0, 4), MentionSort.NAME, Span(0, 4))
    venn = Actor(news.id, "Venn", True, Answer(ActorKind.PERSON), (mention,))
    with Record(tmp_path / "onrecord.db") as store:
        store.add(news, [], actors=[venn], links=[])
    ran = run("same", venn.id, VENN.id)
    assert ran.code == 2
    assert "name two of one kind" in ran.err


@pytest.mark.parametrize("command", ["claim", "origins"])
def test_an_id_that_names_no_claim_is_said(run: Run, command: str):
    ran = run(command, "0000")
    assert ran.code == 1
    assert "no claim 0000 on the record" in ran.err


def test_documents_without_links_are_told_and_linked(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("onrecord.pipeline.read_again", lambda _, found, __: found)
    with Record(tmp_path / "onrecord.db") as store:
        store.add(Document("A quay opened.", (), name="quay", location="/quay"), [])
    told = "documents on the record that are not linked to the others: 1; `onrecord link` links them\n"
    assert run("claims").err == told
    assert run("link").out == "documents linked: 1, not linked: 0\n"
    assert run("claims").err == ""
    assert json.loads(run("link", "--json").out) == {"linked": 0, "failed": 0}


@pytest.mark.parametrize("command", ["claims", "claim", "origins", "withdraw", "link", "same", "different", "undo"])
def test_help_has_an_example(run: Run, command: str):
    assert f"Example: onrecord {command}" in run(command, "--help").out


def test_words_from_outside_cannot_drive_the_terminal(run: Run, tmp_path: Path):
    text = "Mallory said that \x1b]0;owned\x07\x1b[2Jships sink."
    hostile = affair.document("hostile", text, 4)
    said = affair.statement(hostile, affair.Said("Mallory", "said", "\x1b]0;owned\x07\x1b[2Jships sink"))
    with Record(tmp_path / "onrecord.db") as store:
        store.add(hostile, [said], links=[])
    for command in (["claims", "ships"], ["claim", said.id], ["origins", said.id], ["withdraw", "hostile"]):
        ran = run(*command)
        assert ran.code == 0
        assert "ships sink" in ran.out
        assert not set(ran.out) & {"\x1b", "\x07"}
