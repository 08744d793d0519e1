"""Subjects of verbs in word pieces, on parses written by hand: each word as text/tag/dependency/head."""

from typing import NamedTuple

import numpy as np
import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from onrecord.attribution.cue_subjects import cue_subjects
from onrecord.language.pieces import FEATURES, Pieces
from onrecord.language.syntax import unparsed

VOCAB = Vocab()


def parse(words: str) -> Doc:
    rows = [word.split("/") for word in words.split()]
    return Doc(
        VOCAB,
        words=[r[0] for r in rows],
        tags=[r[1] for r in rows],
        deps=[r[2] for r in rows],
        heads=[int(r[3]) for r in rows],
    )


def pieces_of(doc: Doc, read: slice) -> Pieces:
    """Two pieces for each word of ``read``."""
    halves = [(t.idx, t.idx + 1, t.idx + len(t)) for t in doc][read]
    offsets = np.array([pair for a, b, c in halves for pair in ((a, b), (b, c))], dtype=np.int64)
    n = len(offsets)
    return Pieces(np.zeros(n, np.int64), offsets, np.zeros((n, len(FEATURES)), np.float32), unparsed(n), (0,))


OLD = "The/DT/det/1 clerk/NN/nsubj/{verb} "


class Case(NamedTuple):
    id: str
    words: str
    subjects: dict[int, tuple[int, int]]


CASES = [
    Case("a verb", OLD.format(verb=2) + "said/VBD/ROOT/2 no/UH/dobj/2", {4: (0, 4)}),
    Case(
        "what helps it",
        OLD.format(verb=4) + "has/VBZ/aux/4 never/RB/neg/4 said/VBN/ROOT/4",
        {4: (0, 4), 6: (0, 4), 8: (0, 4)},
    ),
    Case("a passive", OLD.format(verb=3).replace("nsubj", "nsubjpass") + "was/VBD/auxpass/3 told/VBN/ROOT/3", {}),
    Case("a verb without a subject", "Say/VB/ROOT/0 no/UH/dobj/0", {}),
]


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.id)
def test_a_verb_and_what_helps_it_lead_to_its_subject(case: Case):
    doc = parse(case.words)
    pieces = pieces_of(doc, slice(None))
    assert cue_subjects(doc, pieces, np.ones(len(pieces), bool)) == case.subjects
    assert cue_subjects(doc, pieces, np.zeros(len(pieces), bool)) == {}


def test_a_subject_that_is_not_read_is_none():
    doc = parse(OLD.format(verb=2) + "said/VBD/ROOT/2 no/UH/dobj/2")
    pieces = pieces_of(doc, slice(2, None))
    assert cue_subjects(doc, pieces, np.ones(len(pieces), bool)) == {}
