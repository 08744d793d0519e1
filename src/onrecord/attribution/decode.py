"""Scores -> attributions: the cues, the pieces that belong to each as its content, and each cue's source.

A piece belongs to a cue's content as far as it is tagged content and points at that cue; the best stretches of such
pieces are found for each cue by dynamic programming, with a price on every stretch so that a quotation is not cut up
where one word in it is doubtful.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from onrecord.attribution.cue_subjects import Subjects
from onrecord.attribution.tagging import Chances, Tagging
from onrecord.language.encoder import ROLES

CUE, CONTENT = ROLES.index("cue"), ROLES.index("content")
_NO_SUBJECTS: Subjects = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Set on PolNeAR dev.

    ``cue`` and ``content``: least chance of being inside a span. ``missed_cue``: least chance of being inside a cue
    for a piece that no tag marks but that a content points at, or that stands between two of one. ``belongs``: the
    chance of belonging to a cue's content from which a piece counts for it. ``stretch``: the price of a stretch, in
    log odds. ``no_source``: how much likelier than any span "no source" must be. ``subject``: how much likelier a
    source is that meets the subject which the parse gives the cue. ``source_pieces``: longest source.
    """

    cue: float = 0.4
    content: float = 0.5
    missed_cue: float = 0.2
    belongs: float = 0.26
    stretch: float = 1.0
    no_source: float = 1.0
    subject: float = 10.0
    source_pieces: int = 60


@dataclass(frozen=True, slots=True)
class PieceSpan:
    """Pieces [start, end) with the mean chance of what they are."""

    start: int
    end: int
    chance: float


@dataclass(frozen=True, slots=True)
class Found:
    """One attribution in pieces; ``source`` is None where the text names nobody. The chances are of each part."""

    cue: PieceSpan
    contents: tuple[PieceSpan, ...]
    source: PieceSpan | None
    source_chance: float


def decode(tagging: Tagging, thresholds: Thresholds, subjects: Subjects = _NO_SUBJECTS) -> list[Found]:
    """Every cue that a content belongs to, in text order."""
    out = []
    for cue in _cues(tagging, thresholds):
        shift, belongs = tagging.belonging(cue.start, cue.end)
        contents = stretches(belongs, thresholds.belongs, thresholds.stretch)
        if contents:
            placed = tuple(PieceSpan(c.start + shift, c.end + shift, c.chance) for c in contents)
            source, chance = source_span(tagging, cue.start, thresholds, subjects.get(cue.start))
            out.append(Found(cue, placed, source, chance))
    return out


def spans_of(tags: NDArray[np.float64], threshold: float, *, cut: bool = True) -> list[PieceSpan]:
    """Runs of pieces whose chance of being inside the role reaches ``threshold``; (n, 3) outside, begin, inside.

    With ``cut``, a run ends before a piece that is likelier to begin a span than to continue one.
    """
    inside = 1.0 - tags[:, 0]
    begins = (tags[:, 1] > tags[:, 2]) & cut
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


def _cues(tagging: Tagging, thresholds: Thresholds) -> list[PieceSpan]:
    """The tagged cues, and those that no tag marks but that a content points at with confidence."""
    # No two cues stand side by side; two beginnings in a row are one cue in doubt where it begins ("it was reported").
    tagged = _bridged(spans_of(tagging.tags[:, CUE], thresholds.cue, cut=False), tagging, thresholds.missed_cue)
    taken = {i for c in tagged for i in range(c.start, c.end)}
    added: list[PieceSpan] = []
    for content in spans_of(tagging.tags[:, CONTENT], thresholds.content):
        piece, chance = tagging.pointed_at((content.start + content.end) // 2)
        inside = 1.0 - float(tagging.tags[piece, CUE, 0])
        if piece not in taken and chance > 0.5 and inside >= thresholds.missed_cue:
            added.append(_grow(tagging, piece, thresholds.missed_cue, inside))
            taken.update(range(added[-1].start, added[-1].end))
    return sorted(tagged + added, key=lambda c: c.start)


def _bridged(cues: list[PieceSpan], tagging: Tagging, threshold: float) -> list[PieceSpan]:
    """Cues with one doubtful piece between them made one, as where the apostrophe of "haven't read" is in doubt."""
    out: list[PieceSpan] = []
    for cue in cues:
        if out and cue.start == out[-1].end + 1 and tagging.tags[out[-1].end, CUE, 0] <= 1.0 - threshold:
            start = out.pop().start
            inside = 1.0 - tagging.tags[start : cue.end, CUE, 0]
            out.append(PieceSpan(start, cue.end, float(inside.mean())))
        else:
            out.append(cue)
    return out


def _grow(tagging: Tagging, piece: int, threshold: float, chance: float) -> PieceSpan:
    """The cue that begins at ``piece`` and goes on while the tags say it may."""
    end = piece + 1
    while end < len(tagging.tags) and tagging.tags[end, CUE, 2] >= max(threshold, tagging.tags[end, CUE, 1]):
        end += 1
    return PieceSpan(piece, end, chance)


def stretches(chances: Chances, threshold: float, price: float) -> list[PieceSpan]:
    """The runs of pieces that maximise the sum of log odds against ``threshold``, less ``price`` for each run.

    (n,) chances -> runs in order. Viterbi's algorithm over two states, outside and inside.
    """
    likely = np.nonzero(chances >= threshold)[0]
    if not len(likely):
        return []
    first, last = int(likely[0]), int(likely[-1]) + 1
    odds = np.log(np.clip(chances[first:last], 1e-4, 1 - 1e-4)) - np.log1p(
        -np.clip(chances[first:last], 1e-4, 1 - 1e-4)
    )
    runs = _best_runs((odds - np.log(threshold / (1 - threshold))).tolist(), price)
    return [PieceSpan(first + s, first + e, float(chances[first + s : first + e].mean())) for s, e in runs]


def _best_runs(gains: list[float], price: float) -> list[tuple[int, int]]:
    outside, inside = 0.0, float("-inf")
    outside_runs: tuple[tuple[int, int], ...] = ()
    inside_runs: tuple[tuple[int, int], ...] = ()
    for i, gain in enumerate(gains):
        opened, held = outside - price, inside
        closed = inside > outside
        next_outside, next_outside_runs = (inside, inside_runs) if closed else (outside, outside_runs)
        if opened > held:
            inside, inside_runs = opened + gain, (*outside_runs, (i, i + 1))
        else:
            inside, inside_runs = held + gain, (*inside_runs[:-1], (inside_runs[-1][0], i + 1))
        outside, outside_runs = next_outside, next_outside_runs
    return list(inside_runs if inside > outside else outside_runs)


def source_span(
    tagging: Tagging, cue: int, thresholds: Thresholds, subject: tuple[int, int] | None = None
) -> tuple[PieceSpan | None, float]:
    """The likeliest source of the cue that begins at piece ``cue``, or None for "nobody", and its chance."""
    try:
        starts, ends, shift = tagging.source_of(cue)
    except KeyError:  # the window that owns the piece holds it for no cue; a neighbour did
        return None, 0.0
    none = float(starts[0] * ends[0])
    spans = (PieceSpan(s + shift, e + shift, c) for s, e, c in _spans(starts[1:], ends[1:], thresholds.source_pieces))
    best, value = max(((span, _value(span, subject, thresholds)) for span in spans), key=lambda pair: pair[1])
    return (None, none) if none * thresholds.no_source >= value else (best, best.chance)


def _value(span: PieceSpan, subject: tuple[int, int] | None, thresholds: Thresholds) -> float:
    meets = subject is not None and span.start < subject[1] and subject[0] < span.end
    return span.chance * (thresholds.subject if meets else 1.0)


def _spans(starts: Chances, ends: Chances, longest: int) -> Iterator[tuple[int, int, float]]:
    """First piece, end and chance of the likeliest span from each of the likeliest first pieces."""
    for first in np.argsort(-starts)[:20].tolist():
        last = first + int(ends[first : first + longest].argmax())
        yield first, last + 1, float(starts[first] * ends[last])
