"""Claims out of statements, links and decisions, all built by hand."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.claims.grouping import conflicting, grouped, reports
from onrecord.model import Act, Aspect, Claim, Compared, Decision, DecisionKind, Link, LinkKind, Statement
from tests.claims.hand import Told, count, link, record

SIX = record(*(Told("Moll", "said", f"the ferry number {n} sank off the cape", "sank", day=n + 1) for n in range(6)))
A, B, C, D, E, F = SIX.statements
NOON = datetime(2031, 5, 1, 12, tzinfo=UTC)
DIFFER = (Compared(Aspect.NUMBER, "50", "100", agrees=False),)
DENIAL = (Compared(Aspect.REPLY, "denied", "said", agrees=False),)


def against(one: Statement, other: Statement, reasons=DIFFER, kind=LinkKind.CONTRADICTS) -> Link:
    return replace(link(kind, one, other), reasons=reasons)


def decided(kind: DecisionKind, one: Statement, other: Statement, minute: int = 0) -> Decision:
    return Decision(kind, one.id, other.id, "ines", NOON + timedelta(minutes=minute))


def members(claims: list[Claim]) -> set[frozenset[str]]:
    return {frozenset(s.id for s in claim.statements) for claim in claims}


def together(claims: list[Claim], one: Statement, other: Statement) -> bool:
    return any({one.id, other.id} <= group for group in members(claims))


def test_a_statement_without_links_is_a_claim_of_its_own():
    assert [len(c.statements) for c in grouped([A, B], [])] == [1, 1]


def test_statements_that_say_the_same_are_one_claim_in_the_order_of_time():
    (claim,) = grouped([C, B, A], [link(LinkKind.SAME, B, A), link(LinkKind.SAME, C, B)], (), SIX.propositions)
    assert claim.statements == (A, B, C)
    assert len(claim.links) == 2
    assert grouped([A, B], [link(LinkKind.SAME, B, A)], (), SIX.propositions)[0].id == claim.id


def test_a_contradiction_stands_beside_both_claims():
    beside = against(C, A)
    claims = grouped([A, B, C], [link(LinkKind.SAME, B, A), beside], (), SIX.propositions)
    assert members(claims) == {frozenset({A.id, B.id}), frozenset({C.id})}
    assert all(claim.beside == (beside,) for claim in claims)


def test_two_that_differ_are_not_joined_by_way_of_a_third():
    links = [link(LinkKind.SAME, B, A, 0.95), link(LinkKind.SAME, C, B, 0.9), against(C, A)]
    claims = grouped([A, B, C], links)
    assert together(claims, A, B)
    assert not together(claims, A, C)


def test_who_denies_a_claim_is_in_it():
    (claim,) = grouped([A, B], [link(LinkKind.SAME, B, A), against(B, A, DENIAL)])
    assert {found.kind for found in claim.links} == {LinkKind.SAME, LinkKind.CONTRADICTS}


def test_a_decision_joins_what_no_link_does_and_parts_what_links_join():
    same = link(LinkKind.SAME, B, A)
    assert together(grouped([A, B], [], [decided(DecisionKind.SAME, A, B)]), A, B)
    assert not together(grouped([A, B], [same], [decided(DecisionKind.DIFFERENT, B, A)]), A, B)
    both = [decided(DecisionKind.DIFFERENT, A, B), decided(DecisionKind.SAME, B, A, minute=1)]
    assert together(grouped([A, B], [against(B, A)], both), A, B)


def test_a_decision_is_not_overruled_by_a_third_statement():
    links = [link(LinkKind.SAME, B, A), link(LinkKind.SAME, C, B)]
    apart = decided(DecisionKind.DIFFERENT, A, C)
    assert not together(grouped([A, B, C], links, [apart]), A, C)
    forced = [apart, decided(DecisionKind.SAME, A, B, 1), decided(DecisionKind.SAME, B, C, 2)]
    assert not together(grouped([A, B, C], links, forced), A, C)


def test_a_report_of_a_report_is_one_report():
    inner = replace(B, parent=A.id)
    (claim,) = grouped([A, inner, C], [link(LinkKind.SAME, A, inner, 1.0), link(LinkKind.SAME, C, inner)])
    assert reports(claim.statements) == [(A, inner), (C,)]


def test_the_title_is_the_most_complete_wording_that_is_not_a_denial():
    short = Told("Moll", "said", "the ferry sank", "sank")
    full = Told("Moll", "said", "the ferry sank with 100 drones off the cape", "sank", (count(100),))
    denied = Told("Brask", "denied", "the old ferry sank with 100 new drones off the cape", "sank", (count(100),))
    told = record(short, full, denied._replace(act=Act.DENIES, denied=True))
    links = [link(LinkKind.SAME, s, told.statements[0]) for s in told.statements[1:]]
    (claim,) = grouped(told.statements, links, (), told.propositions)
    assert claim.title == full.content


PAIRS = list(combinations(SIX.statements, 2))
scores = st.floats(0.5, 1.0)
same_links = st.builds(lambda pair, score: link(LinkKind.SAME, pair[0], pair[1], score), st.sampled_from(PAIRS), scores)
differences = st.builds(lambda pair: against(pair[0], pair[1]), st.sampled_from(PAIRS))
judgements = st.builds(
    lambda pair, kind, minute: decided(kind, pair[0], pair[1], minute),
    st.sampled_from(PAIRS),
    st.sampled_from(DecisionKind),
    st.integers(0, 5),
)
some_links = st.lists(same_links | differences, max_size=12)


@given(some_links, st.lists(judgements, max_size=5), st.randoms(use_true_random=False))
def test_claims_do_not_depend_on_the_order_of_what_comes_in(links, decisions, random):
    statements = list(SIX.statements)
    kept = list({found.id: found for found in links}.values())
    expected = grouped(statements, kept, decisions, SIX.propositions)
    for rows in (statements, kept, decisions):
        random.shuffle(rows)
    assert grouped(statements, kept, decisions, SIX.propositions) == expected


@given(some_links)
def test_no_two_members_of_a_claim_differ(links):
    claims = grouped(SIX.statements, links)
    for claim in claims:
        assert not any(conflicting(found) for found in claim.links)
    assert sorted(s.id for c in claims for s in c.statements) == sorted(s.id for s in SIX.statements)


@given(some_links, st.lists(judgements, max_size=6))
def test_what_a_person_holds_apart_is_apart(links, decisions):
    latest = {d.pair: d for d in sorted(decisions, key=lambda d: (d.time, d.id))}
    claims = grouped(SIX.statements, links, decisions)
    for pair, decision in latest.items():
        if decision.kind is DecisionKind.DIFFERENT:
            assert not any(set(pair) <= group for group in members(claims))


@given(some_links, st.lists(judgements, max_size=4), judgements)
def test_taking_a_decision_back_restores_what_was(links, decisions, last):
    before = grouped(SIX.statements, links, decisions)
    grouped(SIX.statements, links, [*decisions, last])
    assert grouped(SIX.statements, links, [d for d in [*decisions, last] if d is not last]) == before
