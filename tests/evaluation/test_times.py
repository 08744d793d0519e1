"""The scorer of times, against figures worked out by hand, and the set that it reads."""

import json
from argparse import Namespace
from collections import Counter
from datetime import datetime
from pathlib import Path

import pytest

from evaluation.times import (
    SET,
    Attached,
    Expected,
    Found,
    load,
    moment,
    normal,
    of_dated,
    period,
    report,
    right,
    written,
)
from onrecord.errors import InputError
from onrecord.model import Precision, Span
from onrecord.model.dated import Dated, Period


def expected(kind: str, readings: tuple[str, ...] | None, half: str = "dev") -> Expected:
    return Expected(kind, half, "last week", period("2021-06-16"), "past", None, readings, approximate=False)


def test_every_reading_must_be_there_and_no_other() -> None:
    two = expected("numeric", ("2019-03-04", "2019-04-03"))
    assert right(two, Found(("2019-03-04", "2019-04-03")))
    assert not right(two, Found(("2019-03-04",)))
    assert not right(expected("none", None), Found(()))
    assert right(expected("none", None), Found(None))


def test_an_attachment_needs_the_words_too() -> None:
    side = Attached("said", "dev", "said", "", "on Friday", ("2021-06-11",))
    assert right(side, Found(("2021-06-11",), "Friday"))
    assert not right(side, Found(("2021-06-11",), "Monday"))
    assert not right(side, Found(None))


def test_figures_are_given_by_kind_and_half_with_the_baseline_beside() -> None:
    good, bad = Found(("2021",)), Found(None)
    rows = [(expected("year", ("2021",)), good, bad), (expected("unit", ("2021",), "test"), bad, good)]
    side = (Attached("said", "dev", "said", "", "in 2021", ("2021",)), Found(("2021",), "2021"), bad)
    data = report(rows, [side], show=True).data
    assert data["accuracy"] == round(2 / 3, 4)
    assert data["expressions"]["kinds"] == {"year": 1.0, "unit": 0.0}
    assert data["expressions"]["halves"] == {"dev": 1.0, "test": 0.0}
    assert data["expressions"]["baseline"] == {"accuracy": 0.5}
    assert (data["attachments"]["precision"], data["attachments"]["recall"]) == (1.0, 1.0)
    assert json.loads(json.dumps(data)) == data


def test_mistakes_are_shown_with_the_words() -> None:
    shown = report([(expected("year", ("2021",)), Found(("2020",), "this year"), Found(None))], [], show=True).shown
    assert "found    ('2020',) this year" in str(shown[-1])


def test_periods_are_written_as_in_the_set() -> None:
    week = Period(datetime(2021, 6, 7), datetime(2021, 6, 14), Precision.RANGE)
    until = Period(None, datetime(2021, 6, 14, 8), Precision.RANGE)
    assert written([until, week, period("2021-06")]) == ("../2021-06-14T08:00", "2021-06", "2021-06-07/2021-06-14")
    assert normal(["2021-06-07T00:00/.."]) == ("2021-06-07/..",)
    assert moment("2021-06-16T17").precision is Precision.HOUR


def test_a_date_is_found_with_its_words() -> None:
    dated = Dated((Span(3, 9),), (period("2021"),))
    assert of_dated("in 2021 AD", dated) == Found(("2021",), "2021 A")
    assert of_dated("in 2021 AD", None) == Found(None)


BROKEN = ['{"kind": "x"}', "no json", '{"kind": "x", "text": "a", "anchor": "yesterday", "expected": []}']


@pytest.mark.parametrize("line", BROKEN)
def test_a_line_that_cannot_be_used_is_named(line: str, tmp_path: Path) -> None:
    file = tmp_path / "expressions.jsonl"
    file.write_text(line + "\n", encoding="utf-8")
    with pytest.raises(InputError, match="line 1"):
        load(tmp_path)


def test_a_folder_that_is_no_such_set_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"expressions\.jsonl"):
        load(tmp_path)


def test_the_set_has_each_kind_in_both_halves() -> None:
    expressions, passages = load(SET)
    assert len(expressions) >= 150
    assert len(passages) >= 40
    sides = [p.times[0]["said"] for p in passages]
    rows = [(e.kind, e.half) for e in expressions] + [(s.kind, s.half) for s in sides]
    halves = Counter(rows)
    assert all(halves[kind, "dev"] == halves[kind, "test"] for kind, _ in halves)
    assert len({(e.text, e.anchor, e.tense, e.leans) for e in expressions}) == len(expressions)


@pytest.mark.model
def test_the_product_gets_most_of_them() -> None:
    from evaluation.times import run  # noqa: PLC0415 - loads spaCy

    data = run(Namespace(path=SET, half=None, show=False)).data
    assert data["expressions"]["accuracy"] >= 0.95
    assert data["attachments"]["accuracy"] >= 0.95
    assert data["expressions"]["accuracy"] > data["expressions"]["baseline"]["accuracy"]
    assert data["attachments"]["accuracy"] > data["attachments"]["baseline"]["accuracy"]
