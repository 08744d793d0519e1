"""What onrecord itself says of the words of a text: by its encoder, and by its grammar alone."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Token

from evaluation.commitment import Judge, Labelled, given
from onrecord.attribution.commitment.certainty import author_commitment, commitment, trail
from onrecord.attribution.commitment.factuality import GRADED, word_scores
from onrecord.attribution.commitment.reading import Reading
from onrecord.attribution.nested.complements import has_to
from onrecord.attribution.statements import CONTEXT_PIECES, WINDOW_PIECES
from onrecord.errors import ModelError
from onrecord.language.encoder import SCALES, Encoder
from onrecord.language.models import attribution_encoder, tokenizer
from onrecord.language.pieces import Pieces, split_pieces, windows
from onrecord.language.syntax import token_table
from onrecord.language.tokens import tokens_of
from onrecord.model import Certainty, Commitment, Span
from onrecord.settings import from_environment

SIZE = {Certainty.CERTAIN: 3.0, Certainty.PROBABLE: 1.6, Certainty.POSSIBLE: 1.2, Certainty.NONE: 1.2}
"""A factuality for what the grammar reads: the median label, on UW's dev part, of the words that it reads so."""
HIGHEST = 30
"""Heads above a word that are tried; a parse is a tree, so this only bounds what odd input can cost."""


def encoder_scorer(scale: str = SCALES[GRADED], encoder: Encoder | None = None) -> "_EncoderScorer":
    """The product's encoder, or ``encoder``, on one of its SCALES; for another name on that which the product uses."""
    return _EncoderScorer(
        SCALES.index(scale) if scale in SCALES else GRADED,
        encoder or attribution_encoder(),
        from_environment().spacy_model,
    )


class _EncoderScorer:
    def __init__(self, scale: int, encoder: Encoder, spacy_model: str) -> None:
        self._scale, self._encoder, self._spacy_model = scale, encoder, spacy_model

    def __call__(self, text: str, words: Sequence[Span]) -> Sequence[float]:
        """ModelError where the encoder has no output for factuality."""
        pieces = split_pieces(text, tokenizer(), tokens=token_table(tokens_of(text, self._spacy_model)))
        return [float(value) for value in word_scores(pieces, self._factuality(pieces), words)[:, self._scale]]

    def _factuality(self, pieces: Pieces) -> NDArray[np.float32]:
        out = np.zeros((len(pieces), len(SCALES)), dtype=np.float32)
        for window in windows(pieces, WINDOW_PIECES, CONTEXT_PIECES):
            found = getattr(self._encoder.run(pieces, window), "factuality", None)
            if found is None:
                raise ModelError(
                    "the attribution model says nothing of factuality: it was made before that was trained"
                )
            own = slice(window.own_start, window.own_end)
            out[own] = found[window.own_start - window.start : window.own_end - window.start]
        return out


def grammar_scorer() -> "_GrammarScorer":
    return _GrammarScorer(from_environment().spacy_model)


class _GrammarScorer:
    def __init__(self, spacy_model: str) -> None:
        self._spacy_model = spacy_model

    def __call__(self, text: str, words: Sequence[Span]) -> Sequence[float]:
        tokens = tokens_of(text, self._spacy_model)
        by_start = {t.idx: t for t in tokens}
        return [
            number(reading_of(by_start[w.start])) if w.start in by_start else SIZE[Certainty.CERTAIN] for w in words
        ]


def reading_of(token: Token) -> Reading:
    """What the highest predicate above ``token`` whose way down passes it says of it."""
    heads = [token]
    while len(heads) < HIGHEST and heads[-1].head != heads[-1]:
        heads.append(heads[-1].head)
    trails = (trail(head, Reading(), reported=False) for head in reversed(heads))
    found = next(r for steps in trails for r in steps if r.event == token)
    bare = not found.marked and token.tag_ == "VB" and has_to(token)
    return found.capped(Certainty.POSSIBLE) if bare else found  # "in order to sail": nobody says that they did


def number(reading: Reading) -> float:
    return reading.sign * SIZE[reading.certainty]


def judge() -> Judge:
    """The product's reading of a sentence whose cue and content are given, by its grammar."""
    spacy_model = from_environment().spacy_model

    def judged(sentence: Labelled) -> tuple[Commitment, Commitment | None]:
        document, statement = given(sentence)
        tokens = tokens_of(document.text, spacy_model)
        return commitment(tokens, statement), author_commitment(tokens, statement)

    return judged
