"""How well clusters agree with people's: B-cubed (Bagga and Baldwin 1998), item by item."""

from collections import Counter
from collections.abc import Hashable, Mapping
from typing import NamedTuple


class BCubed(NamedTuple):
    precision: float
    recall: float

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def b_cubed(gold: Mapping[str, Hashable], found: Mapping[str, Hashable]) -> BCubed:
    """Both give each item the name of its cluster; KeyError where ``found`` lacks an item of ``gold``."""
    if not gold:
        return BCubed(0.0, 0.0)
    both = Counter((gold[item], found[item]) for item in gold)
    ours, theirs = Counter(found[item] for item in gold), Counter(gold.values())
    precision = sum(n * n / ours[cluster] for (_, cluster), n in both.items())
    recall = sum(n * n / theirs[chain] for (chain, _), n in both.items())
    return BCubed(precision / len(gold), recall / len(gold))
