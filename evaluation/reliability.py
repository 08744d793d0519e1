"""Confidences beside how often they were right."""

from dataclasses import dataclass

BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """Attributions of like confidence: how many, their mean confidence, the share that is right."""

    count: int
    confidence: float
    right: float


def reliability(confidences: list[float], right: list[bool], bins: int = BINS) -> list[Bin]:
    """Attributions by confidence in ``bins`` intervals of equal width; empty ones are left out."""
    out = []
    for k in range(bins):
        inside = [i for i, c in enumerate(confidences) if min(int(c * bins), bins - 1) == k]
        if inside:
            mean = sum(confidences[i] for i in inside) / len(inside)
            out.append(Bin(len(inside), round(mean, 4), round(sum(right[i] for i in inside) / len(inside), 4)))
    return out


def expected_error(confidences: list[float], right: list[bool], bins: int = BINS) -> float:
    """Mean distance of confidence and share of right ones, weighted by bin (Guo et al., 2017)."""
    total = len(confidences)
    return sum(b.count / total * abs(b.confidence - b.right) for b in reliability(confidences, right, bins))
