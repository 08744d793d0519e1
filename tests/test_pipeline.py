import pytest

from onrecord.errors import InputTooLarge, PipelineError
from onrecord.model import Document
from onrecord.pipeline import Pipeline, Stage, analyse, standard
from onrecord.settings import Settings


def double(x: int) -> int:
    return 2 * x


DOUBLE = Stage("double", ("x",), "y", double)


def test_stages_run_in_order_on_what_earlier_ones_assigned():
    made = Pipeline([DOUBLE, Stage("again", ("y",), "z", double)], given=["x"]).run(x=3)
    assert dict(made) == {"x": 3, "y": 6, "z": 12}


def test_a_need_that_no_stage_meets_fails_at_assembly():
    with pytest.raises(PipelineError, match="'again' requires y"):
        Pipeline([Stage("again", ("y",), "z", double), DOUBLE], given=["x"])


def test_a_value_is_never_replaced():
    with pytest.raises(PipelineError, match="which is there already"):
        Pipeline([DOUBLE, DOUBLE], given=["x"])


def test_a_value_that_the_caller_has_is_not_made_again():
    assert Pipeline([DOUBLE], given=["x"]).run(x=3, y=7)["y"] == 7


def test_a_run_without_its_input_is_refused():
    with pytest.raises(PipelineError, match="was not given x"):
        Pipeline([DOUBLE], given=["x"]).run()


def test_a_fault_names_the_stage_it_happened_in():
    with pytest.raises(ZeroDivisionError) as caught:
        Pipeline([Stage("divide", ("x",), "y", lambda x: 1 // x)], given=["x"]).run(x=0)
    assert caught.value.__notes__ == ["in stage 'divide'"]


def test_the_standard_pipeline_can_be_assembled():
    assert {"statements", "assertions", "requotes"} <= {s.assigns for s in standard().stages}


def test_a_text_over_the_limit_is_refused_before_any_model_is_loaded():
    with pytest.raises(InputTooLarge, match=r"big\.txt: its text is longer than 10 characters"):
        analyse(Document("x" * 11, (), location="big.txt"), Settings(max_characters=10))
