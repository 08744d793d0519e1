"""The margin in words."""

from datetime import datetime

import pytest

from onrecord.export.notes import ACTS, ANCHORS, CERTAINTIES, SOURCINGS, STATUSES, notes, period
from onrecord.model import (
    Act,
    Anchor,
    AnchorKind,
    Answer,
    Basis,
    Certainty,
    Commitment,
    Dated,
    Form,
    Margin,
    Period,
    Polarity,
    Precision,
    Sourcing,
    Span,
    Statement,
    Status,
)

TEXT = "On Friday a clerk, afraid for her post, said the ferry may not sail."


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def day(year: int, month: int, number: int) -> datetime:
    return datetime(year, month, number)


FRIDAY = Dated((at("Friday"),), (Period(day(2024, 3, 8), day(2024, 3, 9), Precision.DAY),))
MARGIN = Margin(
    act=Answer(Act.SAYS, (at("said"),)),
    basis=Basis(Answer(Sourcing.ANONYMOUS, (at("a clerk"),)), at("a clerk"), at("afraid for her post")),
    commitment=Commitment(
        Answer(Certainty.POSSIBLE, (at("may"),)),
        Answer(Polarity.NEGATIVE, (at("not"),)),
        Answer(Status.PLANNED, (at("may"),)),
        at("sail"),
    ),
    said=FRIDAY,
)


def shown(margin: Margin) -> list[str]:
    found = Statement("d", (at("a clerk"),), (at("said"),), (at("the ferry"),), Form.INDIRECT, 0.9, margin=margin)
    return [str(note) for note in notes(TEXT, found)]


def test_each_note_quotes_the_words_that_it_rests_on():
    assert shown(MARGIN) == [
        "act: says (“said”)",
        "on the word of: an unnamed source (“a clerk”)",
        "not named because: the text gives the reason (“afraid for her post”)",
        "how sure: possible that it is not so (“may ... not”)",
        "status: planned (“may”)",
        "said: 8 March 2024 (“Friday”)",
    ]


def test_an_empty_margin_has_no_notes():
    assert shown(Margin()) == []


def test_a_date_with_two_readings_shows_both():
    either = Dated(
        (at("Friday"),),
        (
            Period(day(2019, 3, 4), day(2019, 3, 5), Precision.DAY),
            Period(day(2019, 4, 3), day(2019, 4, 4), Precision.DAY),
        ),
    )
    assert shown(Margin(happened=either)) == ["about: 4 March 2019 or 3 April 2019 (“Friday”)"]


def test_a_time_that_no_date_is_known_for_says_so():
    unknown = Dated((at("Friday"),), (), Anchor(AnchorKind.EVENT, None, (at("sail"),)))
    assert shown(Margin(said=unknown)) == ["said: no date can be told, counted from an event (“Friday”)"]


@pytest.mark.parametrize(
    ("start", "end", "precision", "words"),
    [
        (day(2024, 3, 4), day(2024, 3, 11), Precision.RANGE, "4 to 10 March 2024"),
        (day(2024, 2, 26), day(2024, 3, 4), Precision.RANGE, "26 February 2024 to 3 March 2024"),
        (datetime(2024, 3, 4, 18), datetime(2024, 3, 4, 23), Precision.RANGE, "4 March 2024, 18:00 to 23:00"),
        (day(2024, 3, 4), day(2024, 3, 5), Precision.RANGE, "4 March 2024"),
        (day(2024, 3, 1), day(2024, 4, 1), Precision.MONTH, "March 2024"),
        (day(2024, 3, 1), None, Precision.RANGE, "from 1 March 2024 on"),
        (None, day(2024, 3, 1), Precision.RANGE, "before 1 March 2024"),
    ],
)
def test_a_period_is_said_with_both_ends_included(
    start: datetime | None, end: datetime | None, precision: Precision, words: str
):
    assert period(Period(start, end, precision)) == words


def test_every_value_has_words():
    assert set(ACTS) == set(Act)
    assert set(SOURCINGS) == set(Sourcing)
    assert set(CERTAINTIES) == set(Certainty)
    assert set(STATUSES) == set(Status) - {Status.NONE}
    assert set(ANCHORS) == set(AnchorKind)
