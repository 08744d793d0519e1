from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import (
    Document,
    Form,
    Moment,
    Precision,
    Section,
    SectionKind,
    Span,
    Statement,
    content_id,
    hull,
    quoted,
)

FIELD = st.recursive(
    st.none() | st.text(max_size=5) | st.binary(max_size=5), lambda f: st.lists(f, max_size=3).map(tuple), max_leaves=6
)


@given(st.lists(FIELD, max_size=4).map(tuple), st.lists(FIELD, max_size=4).map(tuple))
def test_ids_differ_when_any_field_differs(a: tuple[object, ...], b: tuple[object, ...]):
    assert (content_id("x", *a) == content_id("x", *b)) == (a == b)


def test_fields_are_not_joined_ambiguously():
    assert content_id("x", "ab", "c") != content_id("x", "a", "bc")
    assert content_id("x", None) != content_id("x", "")


def test_an_id_is_the_same_on_every_machine():
    assert content_id("statement", "d", ((0, 3),)) == "25ec520c1b292555c101"


def test_the_same_text_read_from_two_files_is_one_document():
    assert Document("Text.", (), location="a.txt").id == Document("Text.", (), location="b.txt").id
    assert Document("Text.", (), url="https://a.example/1").id != Document("Text.", (), url="https://a.example/2").id


def test_what_is_not_article_is_not_read():
    kinds = [SectionKind.HEADLINE, SectionKind.DATE_LINE, SectionKind.BODY, SectionKind.RELATED, SectionKind.COMMENT]
    sections = tuple(Section(kind, Span(i, i + 1)) for i, kind in enumerate(kinds))
    assert Document("abcde", sections).reading_spans() == [(0, 1), (2, 3), (4, 5)]


def test_the_article_is_one_voice_and_each_comment_another():
    kinds = [SectionKind.HEADLINE, SectionKind.RELATED, SectionKind.BODY, SectionKind.COMMENT, SectionKind.COMMENT]
    sections = tuple(Section(kind, Span(i, i + 1)) for i, kind in enumerate([*kinds, SectionKind.BODY]))
    assert Document("abcdef", sections).voices() == [(0, 3), (3, 4), (4, 5), (5, 6)]


def test_the_extent_of_a_statement_covers_all_its_parts():
    said = Statement("d", (Span(20, 23),), (Span(24, 28),), (Span(0, 18), Span(30, 40)), Form.DIRECT, 0.9)
    assert said.extent == (0, 40)


def test_the_hull_of_nothing_is_refused():
    with pytest.raises(ValueError, match="no spans"):
        hull([])


def test_parts_that_do_not_touch_are_quoted_with_a_gap():
    assert quoted("one two three", [Span(0, 3), Span(8, 13)]) == "one ... three"


AT = datetime(2023, 12, 31, 23, 59, 58)


@pytest.mark.parametrize(
    ("precision", "iso", "end"),
    [
        (Precision.YEAR, "2023", datetime(2024, 1, 1)),
        (Precision.MONTH, "2023-12", datetime(2024, 1, 1)),
        (Precision.DAY, "2023-12-31", datetime(2024, 1, 1)),
        (Precision.HOUR, "2023-12-31T23", datetime(2024, 1, 1)),
        (Precision.MINUTE, "2023-12-31T23:59", datetime(2024, 1, 1)),
        (Precision.SECOND, "2023-12-31T23:59:58", datetime(2023, 12, 31, 23, 59, 59)),
    ],
)
def test_a_moment_is_as_precise_as_the_text_that_gives_it(precision: Precision, iso: str, end: datetime):
    moment = Moment.at(AT, precision)
    assert (moment.iso(), moment.end) == (iso, end)


def test_a_zone_is_written_where_the_time_has_one():
    assert Moment.at(AT.replace(tzinfo=UTC), Precision.MINUTE).iso() == "2023-12-31T23:59Z"
    west = timezone(timedelta(hours=-5))
    assert Moment.at(AT.replace(tzinfo=west), Precision.MINUTE).iso() == "2023-12-31T23:59-05:00"
    assert Moment.at(AT.replace(tzinfo=west), Precision.DAY).iso() == "2023-12-31"


def test_a_range_needs_its_own_end():
    with pytest.raises(ValueError, match="its own end"):
        Moment.at(AT, Precision.RANGE)
    assert Moment(AT, AT + timedelta(hours=2), Precision.RANGE).iso() == "2023-12-31T23:59:58/2024-01-01T01:59:58"


@given(
    st.datetimes(min_value=datetime(1, 1, 1), max_value=datetime(9998, 12, 30)),
    st.sampled_from([p for p in Precision if p is not Precision.RANGE]),
)
def test_a_moment_holds_the_time_it_was_made_of(at: datetime, precision: Precision):
    moment = Moment.at(at, precision)
    assert moment.start <= at < moment.end
