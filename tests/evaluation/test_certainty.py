"""The scorer of factuality, against figures worked out by hand, with a scorer that is none."""

import json
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import numpy as np
import pytest

from evaluation import __main__ as cli
from evaluation.certainty import by_words, compare, load_sets, mae, pearson, predicted, run
from evaluation.commitment import SET
from evaluation.factuality_data import Sentence, load
from evaluation.factuality_scorers import encoder_scorer, grammar_scorer
from onrecord.errors import InputError, InputMissing, ModelError
from onrecord.language.encoder import Encoder, WindowScores
from onrecord.language.pieces import Pieces, Window
from onrecord.model import Span

LINES = [
    {"text": "It sank .", "targets": [{"span1": [1, 2], "label": 3.0}]},
    {"text": "It did n't sink .", "targets": [{"span1": [3, 4], "label": -3.0}]},
    {"text": "It may sink .", "targets": [{"span1": [2, 3], "label": 0.0}]},
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("north/dev", "north/train", "south/dev"):
        file = tmp_path / f"{name}.jsonl"
        file.parent.mkdir(exist_ok=True)
        file.write_text("\n".join(map(json.dumps, LINES)) + "\n", encoding="utf-8")
    return tmp_path


def halves(text: str, words: Sequence[Span]) -> list[float]:
    """1.5 for a word that no "n't" stands before, else -1.5."""
    shown = [word.of(text) for word in words]
    return [-1.5 if "n't" in shown[:i] else 1.5 for i in range(len(shown))]


def zeros(text: str, words: Sequence[Span]) -> list[float]:
    return [0.0] * len(words)


def test_figures_of_a_set_and_its_constants(folder: Path):
    data = compare(load_sets(folder / "north"), lambda _: halves, zeros).data
    assert data["mae"] == pytest.approx((1.5 + 1.5 + 1.5) / 3)
    assert data["pearson"] == pytest.approx(np.corrcoef([3, -3, 0], [1.5, -1.5, 1.5])[0, 1], abs=1e-4)
    assert data["baseline"]["mean"] == {"pearson": 0.0, "mae": 2.0, "value": 0.0}
    assert data["baseline"]["grammar"] == {"pearson": 0.0, "mae": 2.0}
    assert data["sets"]["north"]["targets"] == 3
    assert json.loads(json.dumps(data)) == data


def test_a_folder_of_sets_is_scored_set_by_set_without_what_was_trained_on(folder: Path):
    assert list(load_sets(folder)) == ["north", "south"]
    (folder / "north" / "test.jsonl").write_text(json.dumps(LINES[0]), encoding="utf-8")
    assert list(load_sets(folder)) == ["north/dev", "north/test", "south"]


def test_one_file_is_a_set_though_it_be_named_train(folder: Path):
    assert list(load_sets(folder / "north" / "train.jsonl")) == ["north"]
    (folder / "south" / "dev.jsonl").unlink()
    with pytest.raises(InputMissing, match=r"no \.jsonl"):
        load_sets(folder / "south")


def test_a_set_without_labels_is_refused():
    with pytest.raises(InputError, match="no labelled word"):
        compare({"empty": [Sentence("It sank.", (Span(0, 2),), ())]}, lambda _: halves, zeros)


def test_a_target_has_the_value_of_its_own_word(folder: Path):
    assert predicted(load(folder / "north" / "dev.jsonl"), halves) == [1.5, -1.5, 1.5]


def test_the_rule_of_words_knows_negations_and_modals(folder: Path):
    assert predicted(load(folder / "north" / "dev.jsonl"), by_words) == [3.0, -3.0, 1.0]


def test_what_does_not_vary_correlates_with_nothing():
    assert pearson([1.0, 1.0], [0.0, 2.0]) == pearson([0.0, 2.0], [1.0, 1.0]) == 0.0
    assert pearson([0.0, 1.0, 2.0], [1.0, 2.0, 3.0]) == 1.0
    assert mae([1.0, -1.0], [0.0, 1.0]) == 1.5


class FakeEncoder(Encoder):
    """Gives each piece ``value`` on the graded scale and 9 on the others; nothing, as before factuality was trained."""

    def __init__(self, value: float | None) -> None:
        self._value = value

    def run(self, pieces: Pieces, window: Window) -> WindowScores:
        scores = SimpleNamespace(tags=np.zeros((len(pieces), 3, 3), dtype=np.float32))
        if self._value is not None:
            scores.factuality = np.array([[9.0, self._value, 9.0]] * (window.end - window.start), dtype=np.float32)
        return cast(WindowScores, scores)


@pytest.mark.model
def test_an_encoder_without_factuality_says_so():
    with pytest.raises(ModelError, match="factuality"):
        encoder_scorer(encoder=FakeEncoder(None))("It sank.", [Span(0, 2)])


@pytest.mark.model
def test_an_encoder_with_factuality_gives_each_word_its_own():
    words = [Span(0, 2), Span(3, 7), Span(8, 8)]
    assert encoder_scorer(encoder=FakeEncoder(-1.5))("It sank.", words) == [-1.5, -1.5, 0.0]


@pytest.mark.model
def test_a_set_that_the_encoder_learnt_from_is_scored_on_its_own_scale():
    assert encoder_scorer("MEANTIME", FakeEncoder(-1.5))("It sank.", [Span(0, 2)]) == [9.0]
    assert encoder_scorer("unknown", FakeEncoder(-1.5))("It sank.", [Span(0, 2)]) == [-1.5]


@pytest.mark.model
def test_the_grammar_alone_tells_what_is_not_so_from_what_may_be():
    text = "The tug sank but Ona may not have seen it and the crew did not drown."
    words = [Span(text.index(w), text.index(w) + len(w)) for w in ("sank", "seen", "drown")]
    sank, seen, drown = grammar_scorer()(text, words)
    assert sank > 2 > 0 > seen > drown


@pytest.mark.model
def test_our_own_set_is_scored_where_no_path_is_given(capsys: pytest.CaptureFixture[str]):
    assert cli.main(["certainty", "--json", "--half", "dev"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["sentences"] >= 60
    for field in ("certainty", "polarity", "status"):
        assert data[field]["macro_f1"] > 0.85 > data[field]["baseline"]["macro_f1"]


def test_a_file_that_is_neither_set_is_named(tmp_path: Path):
    file = tmp_path / "odd.jsonl"
    file.write_text('{"text": "It sank ."}\n', encoding="utf-8")
    with pytest.raises(InputError, match="line 1"):
        run(Namespace(path=file, half=None, show=False))
    assert SET.exists()
