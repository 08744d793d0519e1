from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest

from onrecord.batch import read_and_analyse
from onrecord.errors import InputTooLarge, ModelError
from onrecord.model import Document, Findings
from onrecord.settings import Settings

TEXTS = {"a": "The ferries sail again today.", "b": "The bridge stays shut.", "c": "Nothing was agreed at the pier."}


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    for name, text in TEXTS.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    return [str(tmp_path / f"{name}.txt") for name in TEXTS]


@pytest.fixture(autouse=True)
def unparsed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.batch.local.parsed", lambda *_: None)
    monkeypatch.setattr("onrecord.batch.local.encoded", lambda *_: None)


def nothing(document: Document, settings: Settings, tokens: object, reading: object) -> Findings:
    return Findings()


def test_results_come_in_the_order_of_the_inputs(files: list[str], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("onrecord.batch.local.findings", nothing)
    outcomes = list(read_and_analyse(files, Settings()))
    assert [o.document.text for o in outcomes if o.document] == list(TEXTS.values())


def test_an_input_that_cannot_be_read_comes_back_with_the_reason(files: list[str], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("onrecord.batch.local.findings", nothing)
    first, second, *_ = read_and_analyse(["missing.txt", *files], Settings())
    assert (first.document, first.failure) == (None, "no such file or folder")
    assert second.failure is None


def test_a_text_that_cannot_be_analysed_comes_back_with_the_reason(files: list[str], monkeypatch: pytest.MonkeyPatch):
    def refuse(document: Document, settings: Settings, tokens: object, reading: object) -> Findings:
        raise InputTooLarge(document.location, "too long")

    monkeypatch.setattr("onrecord.batch.local.findings", refuse)
    assert [o.failure for o in read_and_analyse(files, Settings())] == ["too long"] * 3


def test_a_fault_while_reading_costs_only_that_input(files: list[str], monkeypatch: pytest.MonkeyPatch):
    def faulty(source: str, settings: Settings) -> Document:
        if source == files[0]:
            raise KeyError("lost")
        return Document("text", ())

    monkeypatch.setattr("onrecord.batch.local.load", faulty)
    monkeypatch.setattr("onrecord.batch.local.findings", nothing)
    first, *rest = read_and_analyse(files, Settings())
    assert first.failure is not None
    assert "a fault in onrecord" in first.failure
    assert [o.failure for o in rest] == [None, None]


def test_inputs_after_an_ended_process_are_named_with_the_reason(files: list[str], monkeypatch: pytest.MonkeyPatch):
    def broken(*_: object) -> None:
        raise BrokenProcessPool

    monkeypatch.setattr("onrecord.batch.local.ProcessPoolExecutor.submit", broken)
    outcomes = list(read_and_analyse(files, Settings(processes=2)))
    assert [o.failure for o in outcomes] == ["the process that analysed it was ended (out of memory?)"] * 3


def test_a_missing_model_stops_everything_instead_of_failing_every_input(
    files: list[str], monkeypatch: pytest.MonkeyPatch
):
    def lack(document: Document, settings: Settings, tokens: object, reading: object) -> Findings:
        raise ModelError("the model file is missing")

    monkeypatch.setattr("onrecord.batch.local.findings", lack)
    with pytest.raises(ModelError):
        list(read_and_analyse(files, Settings()))


def test_a_document_that_is_known_is_not_analysed(files: list[str], monkeypatch: pytest.MonkeyPatch):
    seen: list[str] = []

    def note(document: Document, settings: Settings, tokens: object, reading: object) -> Findings:
        seen.append(document.name)
        return Findings()

    monkeypatch.setattr("onrecord.batch.local.findings", note)
    outcomes = list(read_and_analyse(files, Settings(), known=lambda d: d.name == "b"))
    assert seen == ["a", "c"]
    assert [o.document is not None for o in outcomes] == [True] * 3


def test_a_text_is_parsed_and_encoded_before_the_one_ahead_of_it_is_finished(
    files: list[str], monkeypatch: pytest.MonkeyPatch
):
    begun: list[str] = []

    def parse(document: Document, settings: Settings) -> None:
        begun.append(document.name)

    monkeypatch.setattr("onrecord.batch.local.parsed", parse)
    monkeypatch.setattr("onrecord.batch.local.findings", nothing)
    outcomes = read_and_analyse(files, Settings())
    assert next(outcomes).source == files[0]
    assert begun == ["a", "b", "c"]


def test_what_the_encoder_said_of_a_text_goes_into_its_findings(files: list[str], monkeypatch: pytest.MonkeyPatch):
    said: list[tuple[str, object]] = []

    def note(document: Document, settings: Settings, tokens: object, reading: object) -> Findings:
        said.append((document.text, reading))
        return Findings()

    monkeypatch.setattr("onrecord.batch.local.encoded", lambda document, _: document.text)
    monkeypatch.setattr("onrecord.batch.local.findings", note)
    list(read_and_analyse(files, Settings()))
    assert said == [(text, text) for text in TEXTS.values()]


@pytest.mark.parametrize("place", ["parsed", "encoded"])
def test_a_fault_in_the_parse_or_the_encoder_costs_only_that_input(
    files: list[str], place: str, monkeypatch: pytest.MonkeyPatch
):
    def faulty(document: Document, _: object) -> None:
        if document.name == "b":
            raise KeyError("lost")

    monkeypatch.setattr(f"onrecord.batch.local.{place}", faulty)
    monkeypatch.setattr("onrecord.batch.local.findings", nothing)
    failures = [o.failure for o in read_and_analyse(files, Settings())]
    assert failures[::2] == [None, None]
    assert "KeyError" in (failures[1] or "")


@pytest.mark.parametrize("processes", [1, 2, 3])
def test_failures_keep_their_place_with_any_number_of_processes(processes: int):
    missing = [f"missing-{n}.txt" for n in range(9)]
    outcomes = list(read_and_analyse(missing, Settings(processes=processes)))
    assert [o.source for o in outcomes] == missing
