"""The subject of each verb in word pieces: where the scores hardly tell sources apart, the one that the parse names."""

from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc, Token

from onrecord.attribution.nested.complements import is_passive
from onrecord.attribution.nested.subjects import subject_of
from onrecord.language.pieces import Pieces

_HELPERS = frozenset({"aux", "neg", "advmod"})
_FURTHEST = 4
"""Tokens between a verb and the first of its helpers, from which the cue may begin ("has since repeatedly denied")."""

Subjects = Mapping[int, tuple[int, int]]
"""From the first piece of a verb, or of what helps it, to the pieces [first, end) of the verb's subject."""


def cue_subjects(doc: Doc, pieces: Pieces, may_be_cue: NDArray[np.bool_]) -> Subjects:
    """For every active verb of ``doc`` that has a subject and, by ``may_be_cue`` (n,), may begin a cue; what ``pieces``
    leave out has none."""
    begins = pieces.offsets[:, 0]
    out: dict[int, tuple[int, int]] = {}
    for verb in doc:
        if not verb.tag_.startswith("VB") or verb.dep_ in ("aux", "auxpass"):
            continue
        openings = np.searchsorted(begins, [t.idx for t in _openings(verb)]).tolist()
        cues = [i for i in openings if i < len(begins) and may_be_cue[i]]
        subject = subject_of(verb) if cues and not is_passive(verb) else ()
        if subject:
            last = doc[subject[-1]]
            first, end = np.searchsorted(begins, (doc[subject[0]].idx, last.idx + len(last))).tolist()
            out |= dict.fromkeys(cues, (first, end)) if first < end else {}
    return out


def _openings(verb: Token) -> Iterator[Token]:
    yield verb
    yield from (c for c in verb.children if verb.i - _FURTHEST <= c.i < verb.i and c.dep_ in _HELPERS)
