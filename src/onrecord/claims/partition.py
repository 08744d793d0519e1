"""Things in groups, joined two by two, where some may not be together."""

from collections import defaultdict
from collections.abc import Iterable


class Partition:
    """A union that refuses what would put together two that are held apart."""

    def __init__(self, ids: Iterable[str], apart: Iterable[tuple[str, str]]) -> None:
        self._home = {id_: id_ for id_ in ids}
        self._members = {id_: [id_] for id_ in self._home}
        self._apart: dict[str, set[str]] = defaultdict(set)
        for one, other in apart:
            self._apart[one].add(other)
            self._apart[other].add(one)

    def join(self, one: str, other: str) -> bool:
        """Whether the two are together now."""
        first, second = self._home[one], self._home[other]
        if first == second:
            return True
        if len(self._members[first]) < len(self._members[second]):
            first, second = second, first
        if any(self._home.get(enemy) == first for m in self._members[second] for enemy in self._apart.get(m, ())):
            return False
        for member in self._members[second]:
            self._home[member] = first
        self._members[first] += self._members.pop(second)
        return True

    def groups(self) -> list[list[str]]:
        return list(self._members.values())

    def home(self, id_: str) -> str:
        """One name for the group that ``id_`` is in."""
        return self._home[id_]
