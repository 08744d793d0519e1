"""The scorer of the document's own voice, against counts worked out by hand, and the set that it reads."""

import json
from argparse import Namespace
from pathlib import Path

import pytest

from evaluation.scoring import Tally
from evaluation.voice import SET, Counts, Text, compare, count, load
from onrecord.errors import InputError
from onrecord.model import ActorKind, Document, Findings, Form, Section, SectionKind, Span, Speaker, Statement

WORDS = "Mira Holt resigned. I think she lied. It rained."
ROW = {
    "kind": "column",
    "half": "dev",
    "publisher": "The Tern",
    "authors": ["Ada Moss"],
    "parts": [
        {
            "section": "body",
            "text": WORDS,
            "assertions": ["Mira Holt resigned."],
            "first_person": [{"source": "I", "cue": "think", "content": "she lied"}],
        }
    ],
}


@pytest.fixture
def text(tmp_path: Path) -> Text:
    file = tmp_path / "set.jsonl"
    file.write_text(json.dumps(ROW) + "\n", encoding="utf-8")
    return load(file)[0]


def assertion(document: Document, start: int, end: int, name: str = "Ada Moss") -> Statement:
    speaker = Speaker(name, ActorKind.PERSON, None)
    return Statement(document.id, (), (), (Span(start, end),), Form.INDIRECT, 0.9, speaker)


def thought(document: Document) -> Statement:
    speaker = Speaker("Ada Moss", ActorKind.PERSON, Span(20, 21))
    return Statement(document.id, (Span(20, 21),), (Span(22, 27),), (Span(28, 36),), Form.INDIRECT, 0.9, speaker)


def test_a_text_is_read_with_its_labels(text: Text) -> None:
    assert text.document.sections == (Section(SectionKind.BODY, Span(0, len(WORDS))),)
    assert text.voice == ((((0, 19),), "Ada Moss"),)
    assert text.first[0].content == ((28, 36),)


def test_what_is_right_counts_with_its_speaker(text: Text) -> None:
    document = text.document
    counted = count(text, [assertion(document, 0, 19), assertion(document, 38, 48)], [thought(document)])
    assert counted == Counts(Tally(1, 1, 2), 1, Tally(1, 1, 1))
    assert count(text, [assertion(document, 0, 19, "gull")], []).speakers == 0


def test_figures_are_given_by_half_with_the_baseline_beside(text: Text) -> None:
    found = Findings((thought(text.document),), (assertion(text.document, 0, 19),))
    both = [assertion(text.document, 0, 19), assertion(text.document, 38, 48)]
    data = compare([text], lambda _: found, lambda *_: both).data
    assert (data["f1"], data["halves"]["dev"]["precision"], data["baseline"]["precision"]) == (1.0, 1.0, 0.5)
    assert data["first_person"]["recall"] == 1.0
    assert json.loads(json.dumps(data)) == data


def test_a_line_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    file = tmp_path / "set.jsonl"
    file.write_text('{"kind": "news"}\n', encoding="utf-8")
    with pytest.raises(InputError, match="line 1 is not a labelled text"):
        load(file)


def test_the_set_has_both_halves_and_every_kind_in_each() -> None:
    texts = load(SET)
    assert sum(len(t.voice) for t in texts) >= 60
    assert {(t.kind, t.half) for t in texts} == {
        (k, h) for k in ("news", "column", "comments") for h in ("dev", "test")
    }


@pytest.mark.model
def test_the_product_finds_most_and_is_far_above_the_baseline() -> None:
    from evaluation.voice import run  # noqa: PLC0415 - loads spaCy

    data = run(Namespace(path=SET, half=None, show=False)).data
    assert data["precision"] >= 0.85
    assert data["recall"] >= 0.6
    assert data["f1"] > data["baseline"]["f1"] + 0.1
    assert data["speakers"] == data["matched"]
    assert data["first_person"]["f1"] >= 0.8
