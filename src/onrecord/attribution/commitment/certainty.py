"""How sure the holder of a statement is of its content, which way, and how far the event has come.

Read off the parse: what the cue says of its content, what the words on the way down to the main event say of it, and
the event's own clause. Where none of them says anything, the encoder's factuality of the event's word decides, if
there is one: a number from -3 (certainly not) to +3 (certainly).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc, Token

from onrecord.attribution.commitment.clauses import read_clause, subject_of_clause, word
from onrecord.attribution.commitment.cue_reading import Cue, cue_of
from onrecord.attribution.commitment.events import bare_evidence, head_of, is_event_noun, modified, step, tokens_within
from onrecord.attribution.commitment.reading import Reading
from onrecord.attribution.commitment.signatures import Stance
from onrecord.model import Answer, Certainty, Commitment, Form, Polarity, Span, Statement, Status

DEEPEST = 12
"""Predicates on the way down to an event; a parse is a tree, so this only bounds what odd input can cost."""
Scores = NDArray[np.float32]
_VOUCHED = {Stance.FACTIVE: Certainty.CERTAIN, Stance.DISTANT: Certainty.NONE}


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The least size of a factuality that counts as so sure; below ``possible`` nothing is committed to."""

    certain: float = 2.4
    probable: float = 1.4
    possible: float = 0.4


def commitment(
    doc: Doc, statement: Statement, scores: Scores | None = None, thresholds: Thresholds | None = None
) -> Commitment:
    """What the holder of a statement commits to; for one without source and cue, what its writer does.

    ``doc`` is the parse of the document's whole text; ``scores`` (len(doc),) the factuality of each of its tokens,
    ValueError where there are more or fewer.
    """
    if scores is not None and len(scores) != len(doc):
        raise ValueError(f"{len(scores)} scores for {len(doc)} tokens")
    head = head_of(tokens_within(doc, statement.content))
    if head is None:
        return _answer(doc, Reading(certainty=Certainty.NONE))
    cue = cue_of(doc, statement, head)
    reading = read(head, cue.reading, reported=_shifted(cue, statement))
    return _answer(doc, reading if scores is None else scored(reading, scores, thresholds or Thresholds()))


def _shifted(cue: Cue, statement: Statement) -> bool:
    return cue.reported and statement.form is not Form.DIRECT


def author_commitment(doc: Doc, statement: Statement) -> Commitment | None:
    """What the writer shows of the content by the choice of cue, where that is more than that it was said.

    "admitted", "pointed out", "knew": that it is so; "falsely claimed": that it is not; "alleges": that the writer
    does not vouch for it. None for "said", and for a statement without a cue.
    """
    head = head_of(tokens_within(doc, statement.content))
    if head is None or not statement.cue:
        return None
    cue = cue_of(doc, statement, head)
    if cue.stance is None:
        return None
    bare = read(head, Reading(), reported=_shifted(cue, statement))
    if cue.stance is Stance.FALSE:
        return _answer(doc, bare.flipped(*cue.stance_by))
    return _answer(doc, bare.capped(_VOUCHED[cue.stance], *cue.stance_by))


def read(head: Token, reading: Reading, *, reported: bool) -> Reading:
    """``reading`` of the cue, taken down from the head of the content to its main event."""
    *_, last = trail(head, reading, reported=reported)
    return last


def trail(head: Token, reading: Reading, *, reported: bool) -> Iterator[Reading]:
    """The reading at ``head`` and at each predicate below it, down to the event."""
    event = head
    reading = _clause(head, reading, reported=reported, subject=None)
    for _ in range(DEEPEST):
        found = step(reading, event)
        if found is None:
            break
        yield reading
        above, below = found
        subject = subject_of_clause(event) if event.tag_.startswith("VB") else None
        reading, event = _clause(below, above, reported=reported, subject=subject), below
    yield bare_evidence(reading, event)


def _clause(head: Token, reading: Reading, *, reported: bool, subject: Token | None) -> Reading:
    if head.tag_.startswith(("VB", "MD")):
        return read_clause(reading, head, reported=reported, subject=subject)
    made = modified(_bare_noun(reading.at(head), head), head)
    return made.standing(Status.HAPPENED) if made.status is None and is_event_noun(head) else made


def _bare_noun(reading: Reading, noun: Token) -> Reading:
    """ "no evidence" and "lacks evidence" say as much without a "that"."""
    if any(word(c) == "no" for c in noun.children) and noun.dep_ not in ("dobj", "attr", "nsubj", "nsubjpass"):
        reading = reading.flipped(*(c.i for c in noun.children if word(c) == "no"))
    return reading


def scored(reading: Reading, scores: Scores, thresholds: Thresholds) -> Reading:
    """``reading`` with the certainty and polarity of its event's score, where no word of the text settles them.

    What is planned, demanded or supposed is left to the words: annotators of factuality disagree on whether what has
    not happened yet is unsure or certainly not so.
    """
    if reading.marked or reading.asked or reading.event is None:
        return reading
    score = float(scores[reading.event.i])
    made = reading.capped(certainty_of(abs(score), thresholds))
    return made.flipped() if score <= -thresholds.possible else made


def certainty_of(size: float, limits: Thresholds) -> Certainty:
    """Of an event with a factuality of so much, either way."""
    if size >= limits.certain:
        return Certainty.CERTAIN
    if size >= limits.probable:
        return Certainty.PROBABLE
    return Certainty.POSSIBLE if size >= limits.possible else Certainty.NONE


def _answer(doc: Doc, reading: Reading) -> Commitment:
    event = reading.event
    return Commitment(
        Answer(reading.certainty, _spans(doc, reading.certain_by)),
        Answer(Polarity.POSITIVE if reading.sign > 0 else Polarity.NEGATIVE, _spans(doc, reading.sign_by)),
        Answer(reading.final_status(), _spans(doc, reading.status_by)),
        None if event is None else Span(event.idx, event.idx + len(event)),
    )


def _spans(doc: Doc, words: Sequence[int]) -> tuple[Span, ...]:
    return tuple(Span(doc[i].idx, doc[i].idx + len(doc[i])) for i in sorted(set(words)))
