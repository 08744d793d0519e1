"""The command line of the evaluation: its messages, its exit codes and what it prints."""

import json
from pathlib import Path

import pytest

from evaluation import __main__ as cli

TEXT = "Mara Voss said the yard would close."
FIRST = "T1\tSource 0 9\tx\nT2\tCue 10 14\tx\nT3\tContent 15 35\tx\nE1\tAttribution:T9 Source:T1 Cue:T2 Content:T3\n"
SECOND = FIRST.replace("Source 0 9", "Source 5 9")


@pytest.fixture
def split(tmp_path: Path) -> Path:
    folder = tmp_path / "split"
    for part in ("text", "attributions"):
        (folder / part).mkdir(parents=True)
    (folder / "text" / "north_1.txt").write_text(TEXT, encoding="utf-8")
    (folder / "attributions" / "north_1_aa.ann").write_text(FIRST, encoding="utf-8")
    (folder / "attributions" / "north_1_bb.ann").write_text(SECOND, encoding="utf-8")
    return folder


@pytest.fixture
def predictions(tmp_path: Path) -> Path:
    file = tmp_path / "out.jsonl"
    row = {"source": [], "cue": [[10, 14]], "content": [[15, 35]], "parent": None}
    file.write_text(json.dumps({"doc": "north_1", "attributions": [row]}), encoding="utf-8")
    return file


def one_line(captured: pytest.CaptureFixture[str]) -> str:
    out, err = captured.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    return err


def test_an_unknown_task_is_named_with_those_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["atribution", "x"]) == 2
    message = one_line(capsys)
    assert "'atribution'" in message
    assert all(task.name in message for task in cli.TASKS)


def test_a_missing_path_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["attribution", "no/such/folder"]) == 2
    assert "no/such/folder: no such file or folder" in one_line(capsys)


def test_a_folder_that_is_no_split_is_refused(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert cli.main(["agreement", str(tmp_path)]) == 2
    assert "no folder text/" in one_line(capsys)


def test_no_arguments_at_all_show_the_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main([]) == 2
    assert "TASK PATH" in one_line(capsys)


MISUSED = [
    ["attribution"],
    ["errors", ".", "--show", "-1"],
    ["attribution", ".", "--bootstrap", "many"],
    ["errors", ".", "-x"],
]


@pytest.mark.parametrize("arguments", MISUSED)
def test_misused_options_give_one_line_and_exit_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        cli.main(arguments)
    assert stopped.value.code == 2
    assert arguments[0] in one_line(capsys)


def test_help_lists_every_task_with_its_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--help"]) == 0
    shown = capsys.readouterr().out
    assert all(task.name in shown and task.help in shown for task in cli.TASKS)


@pytest.mark.parametrize("task", [task.name for task in cli.TASKS])
def test_every_task_has_its_own_help(task: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        cli.main([task, "--help"])
    assert stopped.value.code == 0
    assert "--json" in capsys.readouterr().out


def test_json_is_one_object_with_the_metrics(
    split: Path, predictions: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["attribution", str(split), "--predictions", str(predictions), "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert (data["f1"], data["content_match_f1"], data["baseline"]["f1"]) == (0.0, 1.0, 1.0)


def test_tables_are_printed_without_json(split: Path, predictions: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["attribution", str(split), "--predictions", str(predictions), "--bootstrap", "5"]
    assert cli.main(arguments) == 0
    shown = capsys.readouterr().out
    assert "content match" in shown
    assert "north" in shown
    assert "95%" in shown


def test_people_who_share_a_word_of_the_source_agree(split: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["agreement", str(split), "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert (data["f1"], data["source"]["exact"]["f1"]) == (1.0, 0.0)


def test_errors_are_shown_with_the_words(split: Path, predictions: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["errors", str(split), "--predictions", str(predictions), "--show", "1"]) == 0
    shown = capsys.readouterr().out
    assert "source missing · north_1" in shown
    assert "Mara Voss | said | the yard would close" in shown


def test_errors_are_counted_by_kind_and_by_what_the_missed_source_is(
    split: Path, predictions: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["errors", str(split), "--predictions", str(predictions), "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["kinds"]["source_missing"] == 1
    assert data["gold_source_where_missed"]["name"] == 1
    assert not any(data["kinds_of_direct"].values())  # the one content is not in quotation marks


def test_the_second_annotator_can_be_the_gold(
    split: Path, predictions: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["attribution", str(split), "--predictions", str(predictions), "--json", "--annotator"]
    assert cli.main([*arguments, "1"]) == 0
    assert json.loads(capsys.readouterr().out)["source"]["overlap"]["gold"] == 1
    assert cli.main([*arguments, "2"]) == 2
    assert "annotator 2" in one_line(capsys)
