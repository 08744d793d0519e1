"""Pairs of propositions built by hand: where they agree and where they differ."""

from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.claims.comparison import compared, differing
from onrecord.claims.comparison.numbers import compatible
from onrecord.model import Aspect, Bound, Party, Proposition, Quantity, Role, Status
from tests.claims.hand import Told, count, country, day, firm, proposition

ILMERA_SELLS = (country("Ilmera", Role.SOURCE), country("Karsovia", Role.GOAL))
KARSOVIA_SELLS = (country("Karsovia", Role.SOURCE), country("Ilmera", Role.GOAL))


def about(*numbers: Quantity, parties: tuple[Party, ...] = (), status: Status = Status.HAPPENED) -> Proposition:
    return proposition(Told("Moll", "said", "the drones were sold", "sold", numbers, parties, status=status))


class Case(NamedTuple):
    name: str
    one: Proposition
    other: Proposition
    agree: set[Aspect]
    differ: set[Aspect]


CASES = [
    Case("one number in two spellings", about(count(100)), about(count(100)), {Aspect.NUMBER}, set()),
    Case("two numbers of one thing", about(count(50)), about(count(100)), set(), {Aspect.NUMBER}),
    Case("numbers of two things", about(count(50)), about(count(100, "pilot")), set(), set()),
    Case("more than a number", about(count(100, bound=Bound.LEAST)), about(count(110)), {Aspect.NUMBER}, set()),
    Case("far more than a number", about(count(100, bound=Bound.LEAST)), about(count(900)), set(), {Aspect.NUMBER}),
    Case("about a number", about(count(100, bound=Bound.ABOUT)), about(count(95)), {Aspect.NUMBER}, set()),
    Case(
        "the same two the same way",
        about(parties=ILMERA_SELLS),
        about(parties=ILMERA_SELLS),
        {Aspect.DIRECTION, Aspect.PARTY},
        set(),
    ),
    Case("the other way", about(parties=ILMERA_SELLS), about(parties=KARSOVIA_SELLS), set(), {Aspect.DIRECTION}),
    Case(
        "two buyers",
        about(parties=ILMERA_SELLS),
        about(parties=(country("Ilmera", Role.SOURCE), country("Velmark", Role.GOAL))),
        {Aspect.PARTY},
        {Aspect.PARTY},
    ),
    Case(
        "a firm of a country and that firm by name",
        about(parties=(firm("", Role.SOURCE, of="Ilmera"),)),
        about(parties=(firm("Torvane", Role.SOURCE),)),
        set(),
        set(),
    ),
    Case(
        "a country and its officials",
        about(parties=(country("Ilmera", Role.GOAL),)),
        about(parties=(Party("", Role.GOAL, "Ilmeran officials", "Ilmera", "group"),)),
        {Aspect.PARTY},
        set(),
    ),
    Case(
        "a name and a longer form of it",
        about(parties=(firm("Torvane", Role.SOURCE),)),
        about(parties=(firm("Torvane Aeronautics", Role.SOURCE),)),
        {Aspect.PARTY},
        set(),
    ),
    Case("done and planned", about(), about(status=Status.PLANNED), set(), {Aspect.STATUS}),
    Case("done and under way", about(), about(status=Status.UNDER_WAY), {Aspect.STATUS}, set()),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_aspects_agree_and_differ(case):
    for one, other in ((case.one, case.other), (case.other, case.one)):
        found = compared(one, other)
        wanted = {Aspect.STATUS} if Aspect.STATUS in case.agree | case.differ else set()
        seen = [c for c in found if c.aspect is not Aspect.STATUS or wanted]
        assert {c.aspect for c in seen if c.agrees} >= case.agree
        assert differing(seen) == case.differ


def test_both_spellings_are_kept():
    spelt = Quantity(100, 100, "drone", Bound.EXACT, "one hundred drones")
    (found,) = [c for c in compared(about(count(100)), about(spelt)) if c.aspect is Aspect.NUMBER]
    assert (found.one, found.other, found.agrees) == ("100 drones", "one hundred drones", True)


def test_a_negation_differs_from_none():
    one = proposition(Told("Moll", "said", "the yard did not close", "close", negated=True))
    other = proposition(Told("Moll", "said", "the yard closed", "close"))
    assert Aspect.NEGATION in differing(compared(one, other))


def test_dates_a_day_apart_are_not_compared():
    def on(number: int) -> Proposition:
        told = about()
        return Proposition(told.statement_id, "d", told.wording, told.keys, happened=day(number))

    assert compared(on(3), on(4)) == ()
    assert differing(compared(on(3), on(9))) == {Aspect.DATE}
    assert [c.agrees for c in compared(on(3), on(3))] == [True]


quantities = st.builds(
    lambda low, more, bound: Quantity(low, low + more, "drone", bound, "spelt"),
    st.integers(0, 10**6),
    st.integers(0, 100),
    st.sampled_from(Bound),
)


@given(quantities, quantities)
def test_whether_numbers_can_be_one_does_not_depend_on_their_order(one, other):
    assert compatible(one, other) is compatible(other, one)
    assert compatible(one, one)
