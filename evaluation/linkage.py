"""Clusters by average linkage (UPGMA) over a sparse table of pairs."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from heapq import heapify, heappop, heappush

Table = defaultdict[str, dict[str, float]]


class _Clusters:
    """``over``: by two clusters, the sum of what their pairs are rated over ``unread``, which all others have."""

    def __init__(self, ids: Iterable[str], rated: Mapping[tuple[str, str], float], unread: float) -> None:
        self.members = {id_: [id_] for id_ in ids}
        self.unread = unread
        self.over: Table = defaultdict(dict)
        for (one, other), value in rated.items():
            self.over[one][other] = self.over[other][one] = value - unread

    def rated(self, one: str, other: str) -> tuple[float, str, str]:
        """Less the mean of their pairs, and the two in order: the least is the next to be joined."""
        pairs = len(self.members[one]) * len(self.members[other])
        mean = self.unread + self.over[one].get(other, 0.0) / pairs
        return -mean, min(one, other), max(one, other)

    def join(self, one: str, other: str) -> None:
        self.members[one] += self.members.pop(other)
        for third, value in self.over.pop(other).items():
            del self.over[third][other]
            if third != one:
                self.over[one][third] = self.over[third][one] = self.over[one].get(third, 0.0) + value


def average_linkage(
    ids: Iterable[str], rated: Mapping[tuple[str, str], float], unread: float, least: float
) -> dict[str, str]:
    """By id, one name for its cluster. The two clusters whose pairs have the highest mean are joined first, while that
    is at least ``least``; a pair that is not ``rated`` counts as ``unread``."""
    clusters = _Clusters(ids, rated, unread)
    heap = [clusters.rated(*pair) for pair in rated]
    heapify(heap)
    while heap and -heap[0][0] >= least:
        value, one, other = heappop(heap)
        there = one in clusters.members and other in clusters.members
        if there and clusters.rated(one, other)[0] == value:
            clusters.join(one, other)
            for third in clusters.over[one]:
                heappush(heap, clusters.rated(one, third))
    return {member: name for name, members in clusters.members.items() for member in members}
