"""Units of the calendar."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Precision
from onrecord.times.calendar import OutOfCalendar, Unit, length, on, shift, third, unit_at

MOMENTS = st.datetimes(datetime(100, 1, 1), datetime(9800, 1, 1))
UNITS = st.sampled_from(Unit)


@given(MOMENTS, UNITS)
def test_a_unit_holds_its_moment_and_the_next_begins_where_it_ends(at: datetime, unit: Unit) -> None:
    here, following = unit_at(at, unit), unit_at(at, unit, 1)
    assert here.start is not None
    assert here.end is not None
    assert here.start <= at < here.end
    assert following.start == here.end


@given(MOMENTS)
def test_weeks_begin_on_monday_and_have_no_precision_but_their_range(at: datetime) -> None:
    week = unit_at(at, Unit.WEEK)
    assert week.start is not None
    assert (week.start.weekday(), length(week), week.precision) == (0, timedelta(days=7), Precision.RANGE)


@given(MOMENTS, st.sampled_from([Unit.DAY, Unit.WEEK, Unit.MONTH, Unit.QUARTER, Unit.YEAR, Unit.DECADE, Unit.CENTURY]))
def test_thirds_make_up_the_whole(at: datetime, unit: Unit) -> None:
    whole = unit_at(at, unit)
    first, second, last = (third(whole, n) for n in range(3))
    assert (first.start, first.end, second.end, last.end) == (whole.start, second.start, last.start, whole.end)
    assert all((length(part) or timedelta()) > timedelta() for part in (first, second, last))


def test_a_day_that_the_month_lacks_becomes_its_last() -> None:
    assert shift(datetime(2020, 1, 31), Unit.MONTH, 1) == datetime(2020, 2, 29)
    assert shift(datetime(2024, 2, 29), Unit.YEAR, -1) == datetime(2023, 2, 28)


FAR = [(Unit.YEAR, 99_999), (Unit.CENTURY, -100), (Unit.DAY, 10**9), (Unit.WEEK, 10**12)]


@pytest.mark.parametrize(("unit", "count"), FAR)
def test_what_leaves_the_calendar_is_named(unit: Unit, count: int) -> None:
    with pytest.raises(OutOfCalendar):
        shift(datetime(2021, 6, 16), unit, count)


def test_a_day_that_does_not_exist_is_out_of_the_calendar() -> None:
    with pytest.raises(OutOfCalendar):
        on(2021, 2, 29)
