"""New statements against a record, on propositions built by hand and a judge that counts words."""

from typing import NamedTuple

import pytest

from onrecord.claims.matching import MOST_JUDGED, Pair, matches, pairs, verdicts
from onrecord.claims.memory import MemoryIndex
from onrecord.model import Act, Aspect, Bound, LinkKind, Quantity, Role, Status
from tests.claims.hand import Counted, Record, Told, by_words, count, country, firm, record

TALKS = "Karsovia is in talks to buy drones from the maker Torvane"
BUYS = (country("Karsovia", Role.GOAL), firm("Torvane", Role.SOURCE))
SELLS = (country("Karsovia", Role.SOURCE), firm("Torvane", Role.GOAL))


def linked(earlier: Record, later: Record) -> dict[LinkKind, float]:
    index = MemoryIndex()
    index.add(earlier.document, earlier.statements, earlier.propositions)
    found = pairs(later.propositions, later.document, index)
    statements = {s.id: s for s in (*earlier.statements, *later.statements)}
    return {found.kind: found.score for found in matches(found, statements, by_words)}


def told(number: int | Quantity = 100, **changes) -> Told:
    numbers = (number if isinstance(number, Quantity) else count(number),)
    whole = {"predicate": "buy", "numbers": numbers, "parties": BUYS, "status": Status.PLANNED} | changes
    return Told("The weekly", "reported", TALKS, **whole)


class Case(NamedTuple):
    name: str
    later: Told
    kinds: set[LinkKind]


HUNDRED = Quantity(100, 100, "drone", Bound.EXACT, "one hundred drones")
CASES = [
    Case("the same number in words", told(HUNDRED), {LinkKind.SAME}),
    Case("more than the number", told(count(100, bound=Bound.LEAST)), {LinkKind.SAME}),
    Case("no number", told(numbers=()), {LinkKind.SAME}),
    Case("another number on the same day", told(50), {LinkKind.CONTRADICTS}),
    Case("a lower number later", told(50, day=9), {LinkKind.CONTRADICTS}),
    Case("a higher number later", told(150, day=9), {LinkKind.UPDATES}),
    Case("the other direction", told(parties=SELLS), {LinkKind.CONTRADICTS}),
    Case("a negation", told(negated=True), {LinkKind.CONTRADICTS}),
    Case("a denial", told(denied=True, act=Act.DENIES), {LinkKind.SAME, LinkKind.CONTRADICTS}),
    Case("a denial of the negation", told(denied=True, negated=True, act=Act.DENIES), set()),
    Case("done since", told(status=Status.HAPPENED, day=9), {LinkKind.UPDATES}),
    Case("done by an earlier report", told(status=Status.HAPPENED), set()),
    Case("another buyer", told(parties=(country("Ilmera", Role.GOAL), BUYS[1])), set()),
    Case("two things differ", told(50, negated=True), set()),
    Case("a negation of what only a noun names", told(negated=True, clause=False), set()),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_later_report_is_linked_by_what_differs(case):
    assert set(linked(record(told(), name="first"), record(case.later, name="later"))) == case.kinds


def test_a_contradiction_shows_both_spellings():
    earlier, later = record(told(), name="first"), record(told(50), name="later")
    index = MemoryIndex()
    index.add(earlier.document, earlier.statements, earlier.propositions)
    statements = {s.id: s for s in (*earlier.statements, *later.statements)}
    (link,) = matches(pairs(later.propositions, later.document, index), statements, by_words)
    number = next(reason for reason in link.reasons if reason.aspect is Aspect.NUMBER)
    assert (number.one, number.other, number.agrees) == ("50 drones", "100 drones", False)
    assert link.one.statement_id == later.statements[0].id


def test_statements_of_one_document_are_linked_once():
    twice = record(told(), told(day=2), name="only")
    found = pairs(twice.propositions, twice.document, MemoryIndex())
    assert [(p.new.statement_id, p.old.statement_id) for p in found] == [
        (twice.statements[1].id, twice.statements[0].id)
    ]


def test_what_shares_no_words_is_not_read():
    other = Told("Moll", "said", "The harbour ferry sank after the winter storm", "sank")
    assert linked(record(told(), name="first"), record(other, name="later")) == {}


def test_a_content_of_a_word_or_two_is_not_linked():
    bare = Told("Moll", "said", "this scepticism", "")
    assert linked(record(bare, name="first"), record(bare, name="later")) == {}


def test_how_many_pairs_are_read_is_bounded_by_the_document():
    index = MemoryIndex()
    for number in range(60):
        earlier = record(told(), name=f"earlier {number}")
        index.add(earlier.document, earlier.statements, earlier.propositions)
    later = record(told(), name="later")
    assert len(pairs(later.propositions, later.document, index)) == MOST_JUDGED


@pytest.mark.parametrize(
    ("like", "score", "kinds"),
    [
        (0.9, Counted(same=0.95, similarity=0.95), [LinkKind.SAME]),
        (0.2, Counted(same=0.3, similarity=0.3, supports=0.99), [LinkKind.SUPPORTS]),
        (0.2, Counted(same=0.3, similarity=0.3, contradicts=0.99), [LinkKind.CONTRADICTS]),
        (0.2, Counted(same=0.3, similarity=0.3, supports=0.6, contradicts=0.3), []),
        (0.1, Counted(same=0.0, similarity=0.0, supports=0.99), []),
    ],
)
def test_the_judge_is_believed_only_where_it_is_sure_and_the_words_are_close(like, score, kinds):
    one, other = record(told(), name="a").propositions[0], record(told(), name="b").propositions[0]
    assert [kind for kind, _, _ in verdicts(Pair(one, other, like), score)] == kinds


def test_two_that_count_other_things_are_not_linked():
    surely = Counted(same=1.0, similarity=1.0, supports=1.0)
    boats = Told("Venn", "said", "Torvane sells 29 boats to Karsovia in July", "sell", (count(29, "boat"),), SELLS)
    trains = Told("Moll", "said", "Torvane sells 342 trains to Karsovia in July", "sell", (count(342, "train"),), SELLS)
    one, other = (record(told).propositions[0] for told in (boats, trains))
    assert list(verdicts(Pair(one, other, 0.9), surely)) == []


def test_two_that_share_no_more_than_the_word_of_the_event_are_not_linked():
    surely = Counted(same=1.0, similarity=1.0, supports=1.0)
    one, other = (record(Told("Moll", "said", content, "win")) for content in ("Brask wins again", "the red team wins"))
    assert list(verdicts(Pair(one.propositions[0], other.propositions[0], 0.9), surely)) == []
