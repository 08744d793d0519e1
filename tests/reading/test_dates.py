"""Dates in running text: what is a date, how precise it is, and which words give it."""

import pickle
from datetime import timedelta
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import Precision
from onrecord.reading.dates import find_moment, moments


class Case(NamedTuple):
    text: str
    iso: str
    precision: Precision
    words: str | None = None  # None: all of the text


DATES = [
    Case("Friday, 24 February 2023 23:53", "2023-02-24T23:53", Precision.MINUTE),
    Case(
        "Опубликовано: Friday, 24 February 2023 23:53",
        "2023-02-24T23:53",
        Precision.MINUTE,
        "Friday, 24 February 2023 23:53",
    ),
    Case("24.02.2023", "2023-02-24", Precision.DAY),
    Case("03.04.2023", "2023-04-03", Precision.DAY),
    Case("2023-02-24T10:00Z", "2023-02-24T10:00Z", Precision.MINUTE),
    Case("2023-02-24 10:00:05.123+02:00", "2023-02-24T10:00:05+02:00", Precision.SECOND),
    Case("Feb. 24, 2023, 9:15 p.m. EST", "2023-02-24T21:15-05:00", Precision.MINUTE),
    Case("July 4, 2023 at 9 a.m. ET", "2023-07-04T09-04:00", Precision.HOUR),
    Case("20 Feb 2023", "2023-02-20", Precision.DAY),
    Case("09 Feb 23", "2023-02-09", Precision.DAY),
    Case("February 2023", "2023-02", Precision.MONTH),
    Case("the 12th of May, 2020, they met", "2020-05-12", Precision.DAY, "12th of May, 2020"),
    Case("10:00 on 24 Feb 2023", "2023-02-24T10:00", Precision.MINUTE),
    Case("24 февраля 2023 г.", "2023-02-24", Precision.DAY, "24 февраля 2023"),
    Case("le 1er mars 2023 à 10h30", "2023-03-01T10:30", Precision.MINUTE, "1er mars 2023 à 10h30"),
    Case("am 3. März 2023 um 10.15 Uhr", "2023-03-03T10:15", Precision.MINUTE, "3. März 2023 um 10.15 Uhr"),
    Case("3 de marzo de 2023", "2023-03-03", Precision.DAY),
    Case("2023年2月24日", "2023-02-24", Precision.DAY),
    Case("13/04/2023", "2023-04-13", Precision.DAY),
    Case("04/13/2023", "2023-04-13", Precision.DAY),
    Case("05/05/2023", "2023-05-05", Precision.DAY),
    Case("founded in 2014, it", "2014", Precision.YEAR, "2014"),
    Case("a date 2021-03-04 after a word", "2021-03-04", Precision.DAY, "2021-03-04"),
    Case("24 Feb 2023 3.50 euros", "2023-02-24", Precision.DAY, "24 Feb 2023"),
    Case("Feb. 24, 2023, 30 people", "2023-02-24", Precision.DAY, "Feb. 24, 2023"),
    Case("03/04/2023, or rather 5 April 2023", "2023-04-05", Precision.DAY, "5 April 2023"),
]


@pytest.mark.parametrize("case", DATES, ids=lambda c: c.text)
def test_a_date_is_found_with_its_precision_and_its_words(case: Case) -> None:
    found = find_moment(case.text, 0, len(case.text))
    assert found is not None
    assert found.span is not None
    assert (found.iso(), found.precision, found.span.of(case.text)) == (
        case.iso,
        case.precision,
        case.words or case.text,
    )


@pytest.mark.parametrize(
    "text",
    [
        "03/04/2023",  # the third of April or the fourth of March
        "03-04-2023",
        "31 February 2023",
        "24 February",
        "may 2000 people have come",
        "in 2000 cases",
        "10.0.0.12",
        "version 1.2.20",
        "the score was 2-1 in 100 games",
        "",
    ],
)
def test_what_names_no_single_day_month_or_year_is_not_a_date(text: str) -> None:
    assert find_moment(text, 0, len(text)) is None


def test_several_days_of_a_month_are_a_range() -> None:
    for text in ("20-24 February 2023", "February 20-24, 2023"):
        found = find_moment(text, 0, len(text))
        assert found is not None
        assert (found.precision, found.end - found.start) == (Precision.RANGE, timedelta(days=5))


def test_a_date_outside_the_stretch_is_not_seen() -> None:
    text = "1 May 2020. Then nothing. 2 May 2020."
    assert find_moment(text, 11, 25) is None
    found = find_moment(text, 11, len(text))
    assert found is not None
    assert found.iso() == "2020-05-02"


def test_the_time_of_one_date_is_not_given_to_the_next() -> None:
    text = "1 May 2020 10:00, 2 May 2020"
    assert [m.iso() for m in moments(text, 0, len(text))] == ["2020-05-01T10:00", "2020-05-02"]


def test_a_zone_survives_pickling() -> None:
    found = find_moment("24 Feb 2023 10:00 MSK", 0, 21)
    assert pickle.loads(pickle.dumps(found)) == found


@settings(deadline=None)  # the first date loads the names of the months
@given(st.text(alphabet=st.sampled_from("0123456789 -./:,TZamp FebMay年月日в"), max_size=60))
def test_the_words_of_a_date_lie_in_the_text_and_give_the_same_date_again(text: str) -> None:
    for moment in moments(text, 0, len(text)):
        assert moment.span is not None
        assert 0 <= moment.span.start < moment.span.end <= len(text)
        assert moment.start < moment.end
        assert not moment.span.of(text)[0].isspace()


@pytest.mark.parametrize("unit", ["24 Feb ", "12-", "1 ", "Feb ", "in 2014", "2023-", " "])
def test_text_full_of_almost_dates_is_read_to_its_end(unit: str) -> None:
    """Time that grew with the square of the size would show here as a suite that does not end."""
    text = unit * (200_000 // len(unit)) + "and 24 Feb 2023"
    assert list(moments(text, 0, len(text)))[-1].iso() == "2023-02-24"
