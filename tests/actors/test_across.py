"""Actors of several documents."""

import random
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.actors.across import comparisons, conflict, merged
from onrecord.model import Actor, ActorKind, Answer, Decision, DecisionKind, Mention, MentionSort, Span

AT = datetime(2024, 3, 1, tzinfo=UTC)
P, ORG, C = ActorKind.PERSON, ActorKind.ORGANISATION, ActorKind.COUNTRY


def actor(
    document: str, name: str, kind: ActorKind = P, role: str = "", affiliation: str = "", aliases: tuple[str, ...] = ()
) -> Actor:
    span = Span(0, len(name))
    return Actor(
        document_id=document,
        name=name,
        named=True,
        kind=Answer(kind),
        mentions=(Mention(span, span, MentionSort.NAME, span),),
        aliases=aliases,
        role=Answer(role) if role else None,
        affiliation=Answer(affiliation) if affiliation else None,
        country=name if kind is C else None,
    )


def sizes(*actors: Actor, decisions: tuple[Decision, ...] = ()) -> list[int]:
    return [len(c.actors) for c in merged(actors, decisions)]


ONE = [
    (actor("a", "Orla Venn"), actor("b", "Orla Venn")),
    (actor("a", "Orla J. Venn"), actor("b", "Orla Venn")),
    (actor("a", "Ivan Fedorin"), actor("b", "Ivan Federin")),
    (actor("a", "Northern Fisheries Council", ORG), actor("b", "NFC", ORG)),
    (actor("a", "Tarvo Steel Ltd", ORG), actor("b", "Tarvo Steel", ORG)),
    (actor("a", "Tarvo Steel", ORG), actor("b", "Tarvo Steel", ActorKind.OUTLET)),
    (actor("a", "Orla Venn", role="Minister"), actor("b", "Orla Venn", role="party leader")),
    (actor("a", "Orla Venn", role="envoy"), actor("b", "Orla Venn", ActorKind.UNKNOWN)),
]
TWO = [
    (actor("a", "Orla Venn"), actor("b", "Ivo Venn")),
    (actor("a", "Orla Venn"), actor("b", "Venn")),
    (actor("a", "Venn"), actor("b", "Venn")),
    (actor("a", "Orla Venn"), actor("b", "Orla Venn", ORG)),
    (actor("a", "Orla Venn", role="goalkeeper"), actor("b", "Orla Venn", role="minister")),
    (actor("a", "Tarvo Steel", ORG), actor("b", "Tarvo Shipping", ORG)),
    (actor("a", "Norway", C), actor("b", "Sweden", C)),
    (actor("a", "Orla Venn"), actor("a", "Orla Venn")),
]


@pytest.mark.parametrize("pair", ONE, ids=lambda p: f"{p[0].name}, {p[1].name}")
def test_one_actor_under_two_spellings_is_one(pair: tuple[Actor, Actor]):
    assert sizes(*pair) == [2]
    assert sizes(*reversed(pair)) == [2]


@pytest.mark.parametrize("pair", TWO, ids=lambda p: f"{p[0].name}, {p[1].name}")
def test_two_actors_stay_two(pair: tuple[Actor, Actor]):
    assert sizes(*pair) in ([1, 1], [1])  # two of one id in one document are one record


def test_a_merge_keeps_the_names_the_score_and_what_agreed():
    (cluster,) = merged([actor("a", "Ivan Fedorin", role="envoy"), actor("b", "Ivan Federin", role="envoy")])
    (merge,) = cluster.merges
    assert merge.names == ("Ivan Fedorin", "Ivan Federin")
    assert 0.8 <= merge.score <= 1
    assert any("envoy" in ground for ground in merge.agreed)
    assert any("first names agree" in ground for ground in merge.agreed)


def decision(kind: DecisionKind, one: Actor, other: Actor, hours: int = 0) -> Decision:
    return Decision(kind, one.id, other.id, "an editor", AT + timedelta(hours=hours))


def test_a_decision_undoes_a_merge_and_a_later_one_restores_it():
    one, other = ONE[0]
    apart = decision(DecisionKind.DIFFERENT, one, other)
    together = decision(DecisionKind.SAME, other, one, hours=1)
    assert sizes(one, other, decisions=(apart,)) == [1, 1]
    assert sizes(one, other, decisions=(together, apart)) == [2]


def test_a_decision_joins_what_the_names_do_not():
    one, other = actor("a", "Orla Venn"), actor("b", "the Falcon of Brale")
    (cluster,) = merged([one, other], [decision(DecisionKind.SAME, one, other)])
    assert cluster.merges[0].decided is not None
    assert cluster.merges[0].agreed == ("decided by an editor",)


def test_a_decision_on_two_documents_joins_what_others_call_the_same():
    jans, jons = ([actor(d, name) for d in ds] for ds, name in (("abc", "Jan Hollis"), ("de", "Jon Hollis")))
    assert sizes(*jans, *jons) == [3, 2]
    assert sizes(*jans, *jons, decisions=(decision(DecisionKind.SAME, jans[1], jons[0]),)) == [5]


def test_two_held_apart_are_not_joined_by_way_of_a_third():
    one, other, third = actor("a", "Orla Venn"), actor("b", "Orla Venn"), actor("c", "Orla Venn")
    found = merged([one, other, third], [decision(DecisionKind.DIFFERENT, one, other)])
    assert not any({one, other} <= set(c.actors) for c in found)
    assert max(len(c.actors) for c in found) == 2


def test_two_first_names_are_not_joined_by_way_of_an_initial():
    found = merged([actor("a", "Jan Hollis"), actor("b", "J. Hollis"), actor("c", "Jon Hollis")])
    assert not any({a.name for a in c.actors} >= {"Jan Hollis", "Jon Hollis"} for c in found)


@given(st.permutations([actor(d, n) for d in "abc" for n in ("Orla Venn", "Ivan Fedorin", "Jan Hollis")]))
def test_clusters_do_not_depend_on_the_order_of_the_actors(actors: list[Actor]):
    found = {frozenset(a.id for a in c.actors) for c in merged(actors)}
    assert sorted(len(c) for c in found) == [3, 3, 3]


def test_comparisons_grow_with_the_actors_and_not_with_their_square():
    seed = 7
    letters = random.Random(seed)
    made = ["".join(letters.choices("bdfgklmnprstv", k=6)).title() for _ in range(2000)]
    actors = [actor(str(i), f"Orla {last}") for i, last in enumerate(made)]
    assert sum(1 for _ in comparisons(actors)) < 20 * len(actors), f"seed {seed}"


def test_one_who_is_in_very_many_documents_is_one():
    actors = [actor(str(i), "Orla Venn", role="" if i % 3 else "envoy") for i in range(600)]
    assert sizes(*actors) == [600]
    assert sum(1 for _ in comparisons(actors)) == 599


def test_a_decision_takes_one_document_out_of_many():
    actors = [actor(str(i), "Orla Venn") for i in range(9)]
    found = merged(actors, [decision(DecisionKind.DIFFERENT, actors[4], actors[7])])
    assert sorted(len(c.actors) for c in found) == [1, 8]


def test_a_conflict_says_what_conflicts():
    assert conflict(*TWO[0]) == "first names: orla and ivo"
    assert conflict(*ONE[0]) == ""
