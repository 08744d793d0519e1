"""What an analyst notes in the margin of a statement."""

from dataclasses import dataclass

from onrecord.model.answer import Answer
from onrecord.model.commitment import Commitment
from onrecord.model.dated import Dated
from onrecord.model.judgements import Act, Basis
from onrecord.model.span import Span


@dataclass(frozen=True, slots=True)
class Margin:
    """Each with the words it rests on; None where no stage has said, or the text does not.

    ``act``: what the speaker does by saying it. ``basis``: on whose word it rests. ``commitment``: how sure the speaker
    is, which way, and how far the event has come; ``writer``: what the writer shows of that by the choice of cue, where
    it is more than that it was said. ``said``: when it was said; ``happened``: when what it speaks of happened.
    ``remarks``: the writer's words on how well it is sourced ("did not cite specific sources").
    """

    act: Answer[Act] | None = None
    basis: Basis | None = None
    commitment: Commitment | None = None
    writer: Commitment | None = None
    said: Dated | None = None
    happened: Dated | None = None
    remarks: tuple[Span, ...] = ()

    @property
    def spans(self) -> tuple[Span, ...]:
        """Every span that it rests on."""
        basis, act = self.basis, self.act
        found = [
            *(act.spans if act else ()),
            *((*basis.sourcing.spans, basis.described, basis.reason) if basis else ()),
            *_of_commitment(self.commitment),
            *_of_commitment(self.writer),
            *_of_dated(self.said),
            *_of_dated(self.happened),
            *self.remarks,
        ]
        return tuple(span for span in found if span is not None)


def _of_commitment(commitment: Commitment | None) -> tuple[Span | None, ...]:
    if commitment is None:
        return ()
    answers = (commitment.certainty, commitment.polarity, commitment.status)
    return (*(span for answer in answers for span in answer.spans), commitment.event)


def _of_dated(dated: Dated | None) -> tuple[Span, ...]:
    return () if dated is None else (*dated.spans, *(dated.anchor.spans if dated.anchor else ()))


EMPTY = Margin()
