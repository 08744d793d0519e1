"""The scorer of commitments, against counts worked out by hand, and the set that it reads."""

import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest

from evaluation.commitment import FIELDS, SET, UNSHOWN, Labelled, compare, f1, given, load
from onrecord.errors import InputError
from onrecord.model import Answer, Certainty, Commitment, Form, Polarity, Status

ROW = {"kind": "plain", "text": "Ona said it sank.", "cue": "said", "content": "it sank"}
LABELS = {"certainty": "certain", "polarity": "positive", "status": "happened"}
LIKELY = Commitment(Answer(Certainty.PROBABLE), Answer(Polarity.POSITIVE), Answer(Status.HAPPENED))


def written(folder: Path, *rows: Mapping[str, object]) -> Path:
    file = folder / "set.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return file


def test_figures_of_each_field_beside_the_most_frequent_value(tmp_path: Path):
    rows = [ROW | LABELS, ROW | LABELS, ROW | LABELS | {"certainty": "probable"}]
    data = compare(load(written(tmp_path, *rows)), lambda _: (LIKELY, None)).data
    assert data["certainty"]["accuracy"] == pytest.approx(1 / 3, abs=1e-4)
    assert data["certainty"]["classes"] == {"certain": {"f1": 0.0}, "probable": {"f1": 0.5}}
    assert data["certainty"]["macro_f1"] == 0.25
    assert data["certainty"]["baseline"] == {"macro_f1": 0.4, "accuracy": 0.6667}
    assert data["polarity"]["macro_f1"] == data["author"]["macro_f1"] == 1.0
    assert data["halves"]["dev"]["certainty"]["accuracy"] == 0.5
    assert json.loads(json.dumps(data)) == data


def test_the_f1_of_a_value_that_nobody_gave_is_none():
    assert f1([("a", "a"), ("a", "b"), ("b", "b")], "a") == pytest.approx(2 / 3)
    assert f1([("a", "a")], "c") == 0.0


def test_mistakes_are_shown_with_what_was_found(tmp_path: Path):
    report = compare(load(written(tmp_path, ROW | LABELS)), lambda _: (LIKELY, LIKELY), show=True)
    assert "certainty: certain, found probable; author: unshown, found probable positive" in str(report.shown[-1])


def test_a_line_that_cannot_be_used_is_named(tmp_path: Path):
    for wrong in (ROW, ROW | LABELS | {"status": "maybe"}, ROW | LABELS | {"content": "it swam"}):
        with pytest.raises(InputError, match="line 2"):
            load(written(tmp_path, ROW | LABELS, wrong))
    with pytest.raises(InputError, match="no sentences"):
        compare([], lambda _: (LIKELY, None))


def test_a_quotation_is_direct(tmp_path: Path):
    quoted = {"text": "“It sank,” Ona said.", "content": "“It sank,”"}
    plain, direct = load(written(tmp_path, ROW | LABELS, ROW | LABELS | quoted))
    assert given(plain)[1].form is Form.INDIRECT
    assert given(direct)[1].form is Form.DIRECT


def test_the_set_is_large_enough_halved_and_has_every_value():
    rows = load(SET)
    assert len(rows) >= 120
    halves = Counter(row.half for row in rows)
    assert abs(halves["dev"] - halves["test"]) <= 1
    for half in halves:
        assert values(rows, half, "certainty") == {c.value for c in Certainty}
        assert values(rows, half, "status") == {s.value for s in Status}
        assert UNSHOWN in values(rows, half, "author")
    assert set(rows[0].labels) == set(FIELDS)


def values(rows: list[Labelled], half: str, field: str) -> set[str]:
    return {row.labels[field] for row in rows if row.half == half}
