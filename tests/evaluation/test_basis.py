"""The scorer of sourcing and act, against counts worked out by hand, and the labels that it reads."""

import json
from argparse import Namespace
from collections import Counter
from pathlib import Path

import pytest

from evaluation.basis import LABELS, baseline_act, load, report
from evaluation.classes import Labelled, figures
from evaluation.refusals import Sentence, count
from evaluation.split import Attribution
from onrecord.errors import InputError, InputMissing

SHARED = Path(__file__).resolve().parents[3] / "shared"


def test_the_macro_average_is_over_the_classes_of_the_labels():
    found = figures([("says", "says"), ("says", "denies"), ("asks", "asks"), ("asks", "asks")])
    assert found["classes"]["says"]["f1"] == pytest.approx(2 / 3, abs=1e-4)
    assert found["classes"]["denies"] == {"precision": 0.0, "recall": 0.0, "f1": 0.0, "gold": 0, "predicted": 1}
    assert found["macro_f1"] == pytest.approx((2 / 3 + 1) / 2, abs=1e-4)
    assert found["accuracy"] == 0.75
    assert figures([])["macro_f1"] == 0.0


def test_each_part_has_its_own_figures_and_the_baseline_beside(tmp_path: Path):
    file = tmp_path / "labels.jsonl"
    row = {"doc": "a", "source": [], "cue": [[0, 4]], "content": [[5, 9]], "sourcing": "nobody", "act": "says"}
    file.write_text("\n".join(json.dumps(row | {"part": part}) for part in ("dev", "test")), encoding="utf-8")
    rows = load(file)
    judged = [
        {"sourcing": Labelled("nobody", "nobody", "group"), "act": Labelled("says", "says", "says")},
        {"sourcing": Labelled("nobody", "person", "nobody"), "act": Labelled("says", "asks", "says")},
    ]
    data = report(rows, judged, {"a": "said that"}, show=True).data
    assert data["sourcing"]["parts"]["dev"]["macro_f1"] == 1.0
    assert data["sourcing"]["parts"]["test"]["macro_f1"] == 0.0
    assert data["act"]["accuracy"] == 0.5
    assert data["act"]["baseline"]["accuracy"] == 1.0
    assert json.loads(json.dumps(data)) == data


def test_a_line_or_a_file_that_cannot_be_used_is_named(tmp_path: Path):
    file = tmp_path / "labels.jsonl"
    file.write_text('{"doc": "a", "sourcing": "nobody", "act": "sings"}\n', encoding="utf-8")
    with pytest.raises(InputError, match="line 1"):
        load(file)
    with pytest.raises(InputMissing):
        load(tmp_path / "none.jsonl")


def test_a_text_that_the_split_lacks_is_named(tmp_path: Path):
    from evaluation.basis import run  # noqa: PLC0415

    with pytest.raises(InputMissing, match="the labels name this text"):
        run(Namespace(path=tmp_path, labels=LABELS, part=None, show=False))


def test_the_labels_are_of_300_attributions_evenly_over_publishers_and_no_text_is_in_both_parts():
    rows = load(LABELS)
    publishers = Counter(row.doc.partition("_")[0] for row in rows)
    assert len(rows) == 300
    assert max(publishers.values()) - min(publishers.values()) <= 1
    assert Counter(row.part for row in rows) == {"dev": 200, "test": 100}
    parts = {part: {row.doc for row in rows if row.part == part} for part in ("dev", "test")}
    assert not parts["dev"] & parts["test"]


def test_the_baseline_knows_its_verbs():
    text = "Venn denied that it sank."
    assert baseline_act(Attribution(cue=((5, 11),)), text) == "denies"
    assert baseline_act(Attribution(cue=((17, 19),)), text) == "says"


def test_a_refusal_is_found_by_its_cue_and_its_roles_are_counted_apart():
    gold = Attribution(((0, 4),), ((5, 13),), ())
    sentence = Sentence("decline", "dev", "Venn declined.", gold)
    right = count(sentence, [gold])
    wrong_source = count(sentence, [gold._replace(source=())])
    assert (right.tally.f1, right.sources, right.contents) == (1.0, 1, 1)
    assert (wrong_source.tally.f1, wrong_source.sources) == (1.0, 0)
    assert count(sentence, []).tally.gold == 1
    assert count(Sentence("near", "dev", "Venn slept.", None), [gold]).tally.predicted == 1


@pytest.mark.model
@pytest.mark.skipif(not SHARED.is_dir(), reason="PolNeAR is not beside this checkout (../shared/data/polnear)")
def test_most_of_what_people_labelled_is_judged_so():
    from evaluation.basis import judge  # noqa: PLC0415 - loads spaCy

    rows = [row for row in load(LABELS) if row.part == "dev"][:60]
    texts = SHARED / "data" / "polnear" / "dev" / "text"
    found = judge(rows, {row.doc: (texts / f"{row.doc}.txt").read_text(encoding="utf-8") for row in rows})
    for judgement in ("sourcing", "act"):
        assert sum(f[judgement].gold == f[judgement].ours for f in found) >= 0.85 * len(found)
