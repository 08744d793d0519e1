from dataclasses import replace
from datetime import UTC, datetime

import pytest

from onrecord.actors.overview import Entry, holding, joining, matching, overview, worth_listing
from onrecord.model import Actor, ActorKind, Answer, Decision, DecisionKind, Mention, MentionSort, Span


def actor(document: str, name: str, kind: ActorKind = ActorKind.PERSON, *, named: bool = True, **more: object) -> Actor:
    span = Span(0, len(name))
    mention = Mention(span, span, MentionSort.NAME if named else MentionSort.DESCRIPTION, span if named else None)
    return replace(Actor(document, name, named, Answer(kind), (mention,)), **more)  # type: ignore[arg-type]


VENN, SAME_VENN = actor("a", "Orla Venn", role=Answer("envoy")), actor("b", "Orla J. Venn", aliases=("Venn",))
MULLER = actor("a", "Jörg Müller", role=Answer("Mayor"), affiliation=Answer("Brale"))
CRITICS = actor("a", "critics", ActorKind.GROUP, named=False)
ALL = (CRITICS, MULLER, VENN, SAME_VENN)


def entries(counts: dict[str, int] | None = None) -> list[Entry]:
    return overview(ALL, counts or {})


def test_those_with_the_most_statements_in_all_their_documents_come_first():
    found = entries({MULLER.id: 2, VENN.id: 1, SAME_VENN.id: 2})
    assert [(e.cluster.name, e.statements) for e in found] == [("Orla J. Venn", 3), ("Jörg Müller", 2), ("critics", 0)]


def test_an_entry_tells_its_names_roles_kind_and_documents_and_has_the_id_of_its_first_actor():
    (entry,) = matching(entries(), "venn")
    assert entry.names == ("Orla J. Venn", "Orla Venn", "Venn")
    assert (entry.roles, entry.kind, entry.documents) == (("envoy",), ActorKind.PERSON, ("a", "b"))
    assert entry.id == VENN.id


def test_a_role_is_given_with_its_affiliation_and_once_whatever_its_case():
    same = replace(MULLER, document_id="b", role=Answer("mayor"), affiliation=Answer("Brale"))
    (entry,) = overview([MULLER, same], {})
    assert entry.roles == ("mayor (Brale)",)


def test_a_kind_that_one_document_knows_goes_before_unknown():
    unsure = [actor(d, "Orla Venn", ActorKind.UNKNOWN) for d in "bc"]
    (entry,) = overview([*unsure, VENN], {})
    assert entry.kind is ActorKind.PERSON


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", 3),
        ("VENN", 1),
        ("muller", 1),
        ("ven orl", 1),
        ("enn", 0),
        ("orla müller", 0),
        (VENN.id[:6], 1),
        (SAME_VENN.id, 1),
        (VENN.id[:3], 0),
    ],
)
def test_a_query_is_words_that_a_name_has_or_the_beginning_of_an_id(query: str, names: int):
    assert len(matching(entries(), query)) == names


def test_who_has_no_name_is_listed_only_for_what_they_say():
    assert [worth_listing(e) for e in entries() if e.id == CRITICS.id] == [False]
    assert [worth_listing(e) for e in entries({CRITICS.id: 1}) if e.id == CRITICS.id] == [True]


def test_the_actor_of_one_document_is_found_in_its_entry():
    found = holding(entries(), SAME_VENN.id)
    assert found is not None
    assert found.id == VENN.id
    assert holding(entries(), "0" * 20) is None


def test_the_merges_that_hold_an_actor_together_are_one_fewer_than_its_documents():
    (entry,) = overview([actor(d, "Orla Venn", role=Answer(f"envoy to {d}")) for d in "abcde"], {})
    assert len(entry.cluster.merges) == 10
    assert len(joining(entry.cluster)) == 4


def test_a_decision_is_among_the_merges_that_hold_it_together():
    one, other = actor("a", "Orla Venn"), actor("b", "Orla Venn")
    decided = Decision(DecisionKind.SAME, one.id, other.id, "an editor", datetime(2024, 5, 1, tzinfo=UTC))
    (entry,) = overview([one, other], {}, [decided])
    assert [m.decided for m in joining(entry.cluster)] == [decided]
