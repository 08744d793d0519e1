from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from itertools import chain

import pytest

from onrecord.claims.overview import Claims
from onrecord.claims.standing import Standing
from onrecord.errors import NotInRecord
from onrecord.model import Act, Decision, DecisionKind, Link, Origin, OriginKind, claim_id
from tests.claims.affair import (
    ASSERTIONS,
    CONTRADICTS,
    DENIED,
    DOCUMENTS,
    GAZETTE,
    HERALD,
    LEDGER,
    LINKS,
    PASSED,
    PIER,
    PROPOSITIONS,
    SAME,
    STATEMENTS,
    VENN,
)

ALL_LINKS = tuple(chain.from_iterable(LINKS.values()))


def claims(links: Iterable[Link] = ALL_LINKS, decisions: Iterable[Decision] = ()) -> Claims:
    said = chain.from_iterable([*STATEMENTS.values(), *ASSERTIONS.values()])
    return Claims(DOCUMENTS, said, links, decisions, PROPOSITIONS)


def decided(kind: DecisionKind) -> Decision:
    return Decision(kind, VENN.id, PASSED.id, "an editor", datetime(2024, 4, 1, tzinfo=UTC))


def test_what_the_most_documents_tell_comes_first():
    found = claims()
    assert [c.title for c in found] == ["40 ferries would stop in May", "any ferry would stop", "The pier is shut"]
    assert next(iter(found)).document_ids == (GAZETTE.id, HERALD.id)
    assert len(found) == 3


def test_a_claim_is_named_by_its_id_and_by_each_of_its_statements():
    found = claims()
    ferries = found.holding(VENN.id)
    for reference in (ferries.id, ferries.id[:6].upper(), VENN.id, PASSED.id[:8]):
        assert found[reference] == ferries


def test_the_id_of_a_claim_that_has_become_part_of_another_still_names_it():
    apart = claims([link for link in ALL_LINKS if link != SAME])
    alone = apart.holding(PASSED.id)
    assert alone.id == claim_id(PASSED.id)
    assert claims()[alone.id] == claims().holding(VENN.id)


@pytest.mark.parametrize("reference", ["", "abc", "0000", "\0", "\ud800"])
def test_what_names_no_claim_is_said(reference: str):
    with pytest.raises(NotInRecord, match=r"no claim .* on the record; give its id or a statement's"):
        claims()[reference]


def test_a_decision_takes_a_claim_apart_at_once():
    found = claims(decisions=[decided(DecisionKind.DIFFERENT)])
    assert found.holding(VENN.id) != found.holding(PASSED.id)


def test_a_decision_joins_what_no_link_does():
    without = [link for link in ALL_LINKS if link != SAME]
    assert len(claims(without)) == 4
    assert len(claims(without, [decided(DecisionKind.SAME)])) == 3


def test_a_query_finds_all_its_words_in_any_wording():
    found = claims()
    assert found.telling("FORTY stop") == [found.holding(VENN.id)]
    assert found.telling("forty pier") == []
    assert len(found.telling()) == 3


def test_what_only_asks_or_declines_tells_nothing():
    asked = replace(PIER, margin=replace(PIER.margin, act=replace(PIER.margin.act, value=Act.ASKS)))  # type: ignore[type-var]
    assert claims().telling("pier")
    assert Claims([GAZETTE], [asked], ()).telling() == []


def test_without_a_proposition_the_words_of_the_text_are_the_title():
    assert next(iter(Claims([GAZETTE], [VENN], ()))).title == "forty ferries would stop"


def test_each_statement_stands_to_its_claim_in_a_way():
    found = claims()
    assert found.standings(found.holding(VENN.id)) == {VENN.id: Standing.ASSERTS, PASSED.id: Standing.ASSERTS}
    assert found.standings(found.holding(DENIED.id)) == {DENIED.id: Standing.DENIES}


def test_what_disputes_a_claim_stands_beside_both():
    found = claims()
    assert found.holding(VENN.id).beside == found.holding(DENIED.id).beside == (CONTRADICTS,)


def test_two_reports_that_rest_on_one_person_have_one_origin():
    found = claims()
    tree = found.origins(found.holding(VENN.id))
    assert [root.origin.name for root in tree.roots] == ["Orla Venn"]
    assert (tree.independent, tree.passed_on) == (1, (HERALD.id,))


def test_withdrawing_the_first_report_takes_those_that_rest_on_it():
    found = claims().withdrawn(GAZETTE.id)
    assert {c.title for c in found.lost} == {"40 ferries would stop in May", "The pier is shut"}


def test_withdrawing_what_only_passes_on_leaves_the_claim_standing():
    found = claims().withdrawn(HERALD.id)
    assert (found.lost, [one.claim.title for one in found.standing]) == ((), ["40 ferries would stop in May"])


def test_withdrawing_a_denial_touches_no_claim_that_it_denies():
    found = claims().withdrawn(LEDGER.id)
    assert "40 ferries would stop in May" not in {c.title for c in found.lost}


def test_a_source_that_is_not_on_the_record_is_withdrawn_by_its_name():
    found = claims()
    origin = found.origin("orla venn")
    assert origin == Origin(OriginKind.UTTERANCE, "Orla Venn")
    assert [c.title for c in found.withdrawn_origin(origin).lost] == ["40 ferries would stop in May"]
    assert found.origin("nobody") is None
