"""Scores -> attributions: cue and content spans, a cue for each content, a source for each cue."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.attribution.tagging import Chances, Tagging
from onrecord.language.encoder import ROLES

CUE, CONTENT = ROLES.index("cue"), ROLES.index("content")


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Set on PolNeAR dev. ``cue`` and ``content``: least chance of being inside; ``missed_cue``: least chance of a
    piece that no tag marks but a content points at; ``link``: least chance that a content belongs to its cue;
    ``no_source``: how much likelier than any span "no source" must be; ``source_pieces``: longest source."""

    cue: float = 0.4
    content: float = 0.5
    missed_cue: float = 0.15
    link: float = 0.1
    no_source: float = 1.0
    source_pieces: int = 60


@dataclass(frozen=True, slots=True)
class PieceSpan:
    """Pieces [start, end) with the mean chance of their tag."""

    start: int
    end: int
    chance: float


@dataclass(frozen=True, slots=True)
class Found:
    """One attribution in pieces; ``source`` is None where the text names nobody. The chances are of each part."""

    cue: PieceSpan
    contents: tuple[PieceSpan, ...]
    source: PieceSpan | None
    link_chance: float
    source_chance: float


def decode(tagging: Tagging, thresholds: Thresholds) -> list[Found]:
    """Every cue that at least one content belongs to, in text order."""
    contents = spans_of(tagging.tags[:, CONTENT], thresholds.content)
    cues = spans_of(tagging.tags[:, CUE], thresholds.cue)
    cues = _with_missed_cues(tagging, cues, contents, thresholds)
    by_start = {c.start: c for c in cues}
    starts = sorted(by_start)
    linked: dict[int, list[tuple[PieceSpan, float]]] = {}
    for content in contents:
        chances = tagging.link_chances(content.start, content.end, starts)
        best = max(chances, key=lambda cue: (chances[cue], -cue), default=None)
        if best is not None and chances[best] >= thresholds.link:
            linked.setdefault(best, []).append((content, chances[best]))
    return [_found(tagging, by_start[cue], linked[cue], thresholds) for cue in sorted(linked)]


def spans_of(tags: NDArray[np.float64], threshold: float) -> list[PieceSpan]:
    """Runs of pieces whose chance of being inside the role reaches ``threshold``; (n, 3) outside, begin, inside.

    A run is cut before a piece that is likelier to begin a span than to continue one.
    """
    inside = 1.0 - tags[:, 0]
    begins = tags[:, 1] > tags[:, 2]
    out: list[PieceSpan] = []
    start: int | None = None
    for i in range(len(tags) + 1):
        ends = i == len(tags) or inside[i] < threshold or begins[i]
        if start is not None and ends:
            out.append(PieceSpan(start, i, float(inside[start:i].mean())))
            start = None
        if start is None and i < len(tags) and inside[i] >= threshold:
            start = i
    return out


def _with_missed_cues(
    tagging: Tagging, cues: list[PieceSpan], contents: list[PieceSpan], thresholds: Thresholds
) -> list[PieceSpan]:
    """The cues, and those that no tag marks but that a content points at with confidence."""
    added: list[PieceSpan] = []
    for content in contents:
        middle = (content.start + content.end) // 2
        piece, chance = tagging.pointed_at(middle)
        known = any(c.start <= piece < c.end for c in cues + added)
        inside = 1.0 - float(tagging.tags[piece, CUE, 0])
        if not known and chance > 0.5 and inside >= thresholds.missed_cue:
            added.append(_grow(tagging, piece, thresholds.missed_cue, inside))
    return sorted(cues + added, key=lambda c: c.start)


def _grow(tagging: Tagging, piece: int, threshold: float, chance: float) -> PieceSpan:
    """The cue that begins at ``piece`` and goes on while the tags say it may."""
    end = piece + 1
    while end < len(tagging.tags) and tagging.tags[end, CUE, 2] >= max(threshold, tagging.tags[end, CUE, 1]):
        end += 1
    return PieceSpan(piece, end, chance)


def _found(tagging: Tagging, cue: PieceSpan, linked: list[tuple[PieceSpan, float]], thresholds: Thresholds) -> Found:
    contents = tuple(content for content, _ in linked)
    source, chance = source_span(tagging, cue.start, thresholds)
    return Found(cue, contents, source, max(c for _, c in linked), chance)


def source_span(tagging: Tagging, cue: int, thresholds: Thresholds) -> tuple[PieceSpan | None, float]:
    """The likeliest source of the cue that begins at piece ``cue``, or None for "nobody", and its chance."""
    try:
        starts, ends, shift = tagging.source_of(cue)
    except KeyError:  # the window that owns the piece holds it for no cue; a neighbour did
        return None, 0.0
    none = float(starts[0] * ends[0])
    best, chance = _best_span(starts[1:], ends[1:], thresholds.source_pieces)
    if none * thresholds.no_source >= chance:
        return None, none
    return PieceSpan(best[0] + shift, best[1] + 1 + shift, chance), chance


def _best_span(starts: Chances, ends: Chances, longest: int) -> tuple[tuple[int, int], float]:
    """First and last piece that maximise the product of the two chances, at most ``longest`` pieces long."""
    best, chance = (0, 0), -1.0
    for first in np.argsort(-starts)[:20].tolist():
        last = first + int(ends[first : first + longest].argmax())
        value = float(starts[first] * ends[last])
        if value > chance:
            best, chance = (first, last), value
    return best, chance
