"""Scores of overlapping windows -> one view of the whole text, in memory that grows with the text and no faster."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.language.encoder import ROLES, SCALES, WindowScores
from onrecord.language.pieces import Window

CONTEXT_WEIGHT = 0.25
"""What a window says of a piece it only sees as context, against 1 for the window that owns it."""
CANDIDATE = 0.05
"""Least chance of being inside a cue, or of being pointed at, for a piece to be kept as the first of a cue."""

_CUE, _CONTENT = ROLES.index("cue"), ROLES.index("content")
Chances = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class View:
    """What one window says about the cues in it. ``cues`` holds the pieces that may begin one, k of n.

    ``arcs`` (n, k): the chance that each piece belongs to each of them; ``starts`` and ``ends`` (k, n + 1): the chance
    of each piece as the first and last of their source, column 0 for "no source". ``pointed`` and ``pointed_chance``
    (n,): the piece that each piece most likely has as the first of its cue.
    """

    window: Window
    cues: NDArray[np.int64]
    arcs: Chances
    starts: Chances
    ends: Chances
    pointed: NDArray[np.int64]
    pointed_chance: Chances


class Tagging:
    """``tags`` (n, 3, 3): chances of outside, begin, inside for source, cue, content of each of the text's n pieces;
    ``factuality`` (n, 3): how factual the event is that a piece speaks of, -3 to 3, on each of the encoder's SCALES."""

    def __init__(self, tags: NDArray[np.float64], factuality: Chances, views: Iterable[View]) -> None:
        self.tags = tags
        self.factuality = factuality
        self._views = tuple(views)
        self._owned = [v.window.own_start for v in self._views]
        self._starts = [v.window.start for v in self._views]
        self._ends = [v.window.end for v in self._views]

    def may_be_cue(self) -> NDArray[np.bool_]:
        """Of each piece, whether its tags let it be part of a cue or it was pointed at as the first of one."""
        out: NDArray[np.bool_] = (1.0 - self.tags[:, _CUE, 0]) >= CANDIDATE
        for view in self._views:
            out[view.cues] = True
        return out

    def belonging(self, cue: int, cue_end: int) -> tuple[int, Chances]:
        """The chance that pieces belong to the content of the cue that is pieces [cue, cue_end).

        The first piece spoken of, and the chances from there on: over all windows that hold the cue's beginning, the
        mean chance of pointing at any piece of it, times the chance of being inside a content.
        """
        near = self._views[bisect_right(self._ends, cue) : bisect_right(self._starts, cue)]
        start, end = near[0].window.start, near[-1].window.end
        total = np.zeros(end - start, dtype=np.float32)
        weight = np.full(end - start, 1e-9, dtype=np.float32)
        for view in near:
            first, last = np.searchsorted(view.cues, (cue, cue_end))
            if first < last:
                place = slice(view.window.start - start, view.window.end - start)
                own = _weights(view.window)
                total[place] += own * view.arcs[:, first:last].sum(axis=1)
                weight[place] += own
        inside = 1.0 - self.tags[start:end, _CONTENT, 0]
        return start, (total / weight * inside).astype(np.float32)

    def pointed_at(self, piece: int) -> tuple[int, float]:
        """The piece that ``piece`` most likely has as the first of its cue, and the chance."""
        view = self._owner(piece)
        row = piece - view.window.start
        return int(view.pointed[row]), float(view.pointed_chance[row])

    def source_of(self, cue: int) -> tuple[Chances, Chances, int]:
        """Chances of each piece of the cue's window as the source's first and last, "no source" at place 0, and the
        piece that place 1 stands for. KeyError for a piece that is no candidate cue."""
        view = self._owner(cue)
        row = int(np.searchsorted(view.cues, cue))
        if row == len(view.cues) or view.cues[row] != cue:
            raise KeyError(cue)
        return view.starts[row], view.ends[row], view.window.start

    def _owner(self, piece: int) -> View:
        return self._views[bisect_right(self._owned, piece) - 1]


def merge(n: int, runs: Iterable[tuple[Window, WindowScores]]) -> Tagging:
    """The Tagging of a text of ``n`` pieces; each window's scores are let go as soon as they are read."""
    views: list[View] = []
    total, factuality = np.zeros((n, len(ROLES), 3)), np.zeros((n, len(SCALES)))
    weight = np.full(n, 1e-9)
    for window, scores in runs:
        tags = softmax(scores.tags)
        own, place = _weights(window), slice(window.start, window.end)
        total[place] += own[:, None, None] * tags
        factuality[place] += own[:, None] * scores.factuality
        weight[place] += own
        views.append(_view(window, scores, tags))
    return Tagging(total / weight[:, None, None], (factuality / weight[:, None]).astype(np.float32), views)


def _view(window: Window, scores: WindowScores, tags: Chances) -> View:
    arcs = softmax(scores.arcs)
    pointed = arcs.argmax(axis=1)
    pointed_chance = arcs.max(axis=1)
    content = 1.0 - tags[:, _CONTENT, 0]
    wanted = (1.0 - tags[:, _CUE, 0]) >= CANDIDATE
    wanted[pointed[(pointed_chance > 0.5) & (content > CANDIDATE)]] = True
    cues = np.nonzero(wanted)[0]
    return View(
        window,
        cues + window.start,
        arcs[:, cues],
        softmax(scores.starts[cues]),
        softmax(scores.ends[cues]),
        pointed + window.start,
        pointed_chance,
    )


def _weights(window: Window) -> Chances:
    out = np.full(window.end - window.start, CONTEXT_WEIGHT, dtype=np.float32)
    out[window.own_start - window.start : window.own_end - window.start] = 1.0
    return out


def softmax(x: NDArray[np.float32]) -> Chances:
    shifted = np.exp(x - x.max(axis=-1, keepdims=True))
    return (shifted / shifted.sum(axis=-1, keepdims=True)).astype(np.float32)
