"""Expressions in text and what they come to; no parse and no model."""

import re
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.times import written
from onrecord.model import Precision
from onrecord.model.dated import Period
from onrecord.times.calendar import Unit, unit_at
from onrecord.times.expression import Tense, readings
from onrecord.times.find import find

DOCS = Path(__file__).parents[2] / "docs" / "times.md"
ROW = re.compile(r"^\| ([^|]+) \| (\d{4}-\d\d-\d\d) \| (past|future) \| (~ )?([^|]+) \|$", re.MULTILINE)
CONVENTIONS = ROW.findall(DOCS.read_text(encoding="utf-8"))


def day(text: str) -> Period:
    return unit_at(datetime.fromisoformat(text), Unit.DAY)


def dates(text: str, anchor: Period | None = None, tense: Tense = Tense.PAST) -> list[tuple[str, tuple[str, ...]]]:
    return [(e.span.of(text), written(readings(e.meaning, anchor, tense)[0])) for e in find(text)]


@pytest.mark.parametrize(("words", "anchor", "tense", "vague", "interval"), CONVENTIONS)
def test_the_conventions_hold_as_documented(words: str, anchor: str, tense: str, vague: str, interval: str) -> None:
    (found,) = find(words)
    got, approximate = readings(found.meaning, day(anchor), Tense(tense))
    assert (written(got), approximate) == (tuple(sorted(interval.split(" or "))), bool(vague))


def test_the_documented_table_is_read_whole() -> None:
    assert len(CONVENTIONS) == 30


ENTITIES = [
    ("He met her on 5 May 2019 and left in 2020.", ["5 May 2019", "2020"]),
    ("From March to June, then since 2014.", ["From March to June", "since 2014"]),
    ("Late on Thursday at 5 p.m. they left", ["Late on Thursday at 5 p.m."]),
    ("In May\n\n2023 was the year", ["May"]),
    ("It ended on 5\nMay 2019.", ["5\nMay 2019"]),
    ("They may march on; a second passed, 24/7.", []),
    ("Every Friday, twice a week, for two years, in 99999999.", []),
    ("They have 300 men and $2014 or 2,014.", []),
    ("31 February 2020, 45/45/2020, 00/00/0000", []),
]


@pytest.mark.parametrize(("text", "found"), ENTITIES)
def test_what_is_found_in_running_text(text: str, found: list[str]) -> None:
    assert [e.span.of(text) for e in find(text)] == found


def test_a_date_is_naive_of_the_zone_it_was_published_in() -> None:
    zoned = datetime.fromisoformat("2021-06-16T23:30:00+09:00")
    anchor = Period(zoned, zoned + timedelta(minutes=1), Precision.MINUTE)
    assert dates("yesterday", anchor) == [("yesterday", ("2021-06-15",))]


def test_a_coarse_anchor_gives_the_range_over_all_that_it_allows() -> None:
    june = Period(datetime(2021, 6, 1), datetime(2021, 7, 1), Precision.MONTH)
    (found,) = find("yesterday")
    assert readings(found.meaning, june, Tense.PAST) == (
        (Period(datetime(2021, 5, 31), datetime(2021, 6, 30), Precision.RANGE),),
        True,
    )
    assert dates("last year", june) == [("last year", ("2020",))]


def test_without_an_anchor_only_what_needs_none_has_a_date() -> None:
    assert dates("on Friday, 5 May 2019") == [("Friday, 5 May 2019", ("2019-05-05",))]
    assert dates("last week") == [("last week", ())]
    assert dates("since 2014") == [("since 2014", ("2014-01-01/..",))]


WORDS = (
    *("5", "31", "May", "Friday", "Feb.", "2019", "9999", "1", "last", "next", "week", "weeks", "year", "ago", "two"),
    *("the", "since", "until", "between", "and", "from", "to", "p.m.", "5:30", "at", "in", "day", "that", "later"),
    *("before", "early", "mid-", "end", "of", "24/02/2023", "00/00/0000", "99999999", "’90s", "spring", "Q3", "noon"),
    *("century", "a", "few", "\n", "\n\n"),
)
TEXTS = st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join)
ANCHORS = st.datetimes(datetime(1, 1, 1), datetime(9999, 12, 30)).map(lambda at: unit_at(at, Unit.DAY))


@given(TEXTS, st.none() | ANCHORS, st.sampled_from(Tense))
def test_no_words_of_the_calendar_break_it(text: str, anchor: Period | None, tense: Tense) -> None:
    found = find(text)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    for expression in found:
        assert expression.span.of(text).strip()
        for period in readings(expression.meaning, anchor, tense)[0]:
            if period.start is not None and period.end is not None:
                assert period.start.replace(tzinfo=None) < period.end.replace(tzinfo=None)


@given(st.text(max_size=200))
def test_no_text_breaks_it(text: str) -> None:
    assert all(0 <= e.span.start < e.span.end <= len(text) for e in find(text))


@given(ANCHORS, st.sampled_from(["Friday", "in March", "5 May", "Sunday, 1 March", "the weekend", "in winter"]))
def test_the_past_lies_behind_and_the_future_ahead(anchor: Period, words: str) -> None:
    (found,) = find(words)
    for tense in (Tense.PAST, Tense.FUTURE):
        for period in readings(found.meaning, anchor, tense)[0]:
            assert anchor.start is not None
            assert period.start is not None
            assert period.end is not None
            assert period.start <= anchor.start if tense is Tense.PAST else period.end > anchor.start


def test_the_last_days_of_the_calendar_are_no_error() -> None:
    end = Period(datetime(9999, 12, 31), datetime(9999, 12, 31, 23, 59), Precision.DAY)
    for words in ("tomorrow", "two years from now", "in 9999 weeks", "the next day", "31 December 9999", "next month"):
        for expression in find(words):
            readings(expression.meaning, end, Tense.FUTURE)
