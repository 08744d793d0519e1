import pytest

from evaluation.speed import MARGIN_STAGES, _margins
from onrecord.stages import STAGES


def test_every_stage_that_fills_a_margin_is_one_of_the_pipeline():
    assert {stage.name for stage in STAGES} >= MARGIN_STAGES


def test_the_factor_is_all_stages_over_those_without_margins():
    seconds = dict.fromkeys(MARGIN_STAGES, 1.0) | {"tokens": 11.0, "reading": 7.0}
    assert _margins(seconds) == {"share": pytest.approx(1 / 3, abs=0.001), "factor": 1.5}
