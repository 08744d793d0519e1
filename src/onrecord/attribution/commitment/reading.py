"""How far the words read so far commit their holder, and which words say so."""

from dataclasses import dataclass, replace

from spacy.tokens import Token

from onrecord.attribution.commitment.signatures import Signature, weaker
from onrecord.model import Certainty, Status

Words = tuple[int, ...]
"""Token indices, in the order in which they were read."""

FIXED = frozenset({Status.PLANNED, Status.PROPOSED, Status.DEMANDED, Status.CONDITIONAL})
"""What is only planned, proposed, demanded or supposed stays so, whatever stands below it."""
_UNREAL = frozenset({Status.CONDITIONAL, Status.DEMANDED, Status.REFUSED})


@dataclass(frozen=True, slots=True)
class Reading:
    """``sign`` is 1 for so, -1 for not so. ``asked``: in a question. ``bound``: promised or decided by its doer."""

    event: Token | None = None
    certainty: Certainty = Certainty.CERTAIN
    sign: int = 1
    status: Status | None = None
    certain_by: Words = ()
    sign_by: Words = ()
    status_by: Words = ()
    asked: bool = False
    bound: bool = False

    @property
    def marked(self) -> bool:
        """Whether a word says how sure or which way, beyond the bare verb."""
        return bool(self.certain_by or self.sign_by) or self.status in FIXED

    def at(self, event: Token) -> "Reading":
        return replace(self, event=event)

    def capped(self, certainty: Certainty, *words: int) -> "Reading":
        """No surer than ``certainty``."""
        return replace(self, certainty=weaker(self.certainty, certainty), certain_by=(*self.certain_by, *words))

    def flipped(self, *words: int) -> "Reading":
        return replace(self, sign=-self.sign, sign_by=(*self.sign_by, *words))

    def standing(self, status: Status, *words: int) -> "Reading":
        """With ``status``, unless what was read above settles it."""
        if self.status in FIXED or self.asked or (self.status is Status.NONE and self.status_by):
            return self
        return replace(self, status=status, status_by=words)

    def open(self, status: Status, *words: int) -> "Reading":
        """Left open: asked for, supposed, or asked."""
        kept = self if status is Status.NONE else self.standing(status, *words)
        return kept.capped(Certainty.NONE, *words)

    def below(self, signature: Signature, *words: int) -> "Reading":
        """What ``signature``, shown by ``words``, makes of its complement."""
        effect = signature.under(self.sign)
        made = replace(self, sign=effect.sign, bound=signature.name == "promise" and self.sign > 0)
        if effect.certainty is not Certainty.CERTAIN:
            made = made.capped(effect.certainty, *(self.sign_by if self.sign < 0 else ()), *words)
        if effect.sign != 1 or self.sign != 1:
            made = replace(made, sign_by=(*made.sign_by, *words))
        if signature.status is Status.NONE or (signature.status is not None and self.sign > 0):
            made = made.standing(signature.status, *words)
        elif signature.status is not None and self.status is not Status.REFUSED:
            made = replace(made, status=Status.NONE, status_by=())
        return made

    def asking(self) -> "Reading":
        return replace(self, asked=True)

    def unsettled(self) -> "Reading":
        """Free to take another status."""
        return replace(self, status=None, status_by=())

    def final_status(self) -> Status:
        """What is not so has no status but to be refused, or not to be done or supposed."""
        status = self.status or Status.NONE
        if status is Status.PLANNED and self.bound and self.sign < 0:
            return Status.REFUSED  # "vowed not to join"
        return status if self.sign > 0 or status in _UNREAL else Status.NONE
