"""Clusters of a few items whose means are worked out by hand."""

from evaluation.linkage import average_linkage


def clusters(rated: dict[tuple[str, str], float], least: float = 0.5) -> set[frozenset[str]]:
    found = average_linkage("abcd", rated, 0.1, least)
    return {frozenset(i for i in found if found[i] == name) for name in found.values()}


def test_what_is_rated_low_or_not_at_all_stays_alone():
    assert clusters({("a", "b"): 0.4}) == {frozenset(i) for i in "abcd"}


def test_the_best_pair_is_joined_first():
    found = clusters({("a", "b"): 0.6, ("b", "c"): 0.9})
    assert found == {frozenset("bc"), frozenset("a"), frozenset("d")}  # a with b and c: (0.6 + 0.1) / 2


def test_a_cluster_is_joined_by_the_mean_of_its_pairs():
    assert frozenset("abc") in clusters({("a", "b"): 0.9, ("b", "c"): 0.8, ("a", "c"): 0.3})
    assert clusters({("a", "b"): 0.9, ("b", "c"): 0.8}, least=0.4) == {frozenset("abc"), frozenset("d")}
