"""Which actors a stretch of text mentions, looked up by place."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from onrecord.actors import Actors
from onrecord.model import Actor, Mention, MentionSort, Span

SURE = 0.6
"""Score of a reference from which on a pronoun or description is taken for whom it was joined to."""


class Named(NamedTuple):
    """A mention and whom it stands for; ``sure`` where that is as good as said."""

    mention: Mention
    actor: Actor
    sure: bool


class Mentions:
    """Every mention of a document's actors, in the order of the text."""

    def __init__(self, actors: Actors) -> None:
        found = [Named(m, actor, _is_sure(actors, m)) for actor in actors.actors for m in actor.mentions]
        self._all = sorted(found, key=lambda n: (n.mention.head, n.mention.span))
        self._heads = [n.mention.head for n in self._all]

    def within(self, spans: Sequence[Span]) -> Iterator[Named]:
        """Those whose head words stand in one of ``spans``."""
        for span in spans:
            for found in self._all[bisect_left(self._heads, Span(span.start, span.start)) :]:
                if found.mention.head.start >= span.end:
                    break
                yield found


def _is_sure(actors: Actors, mention: Mention) -> bool:
    reason = actors.reference(mention)
    return mention.sort is MentionSort.NAME or reason is None or reason.score >= SURE
