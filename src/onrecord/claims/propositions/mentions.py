"""Which actors a stretch of text mentions, looked up by place."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from onrecord.model import Actor, Mention, Span


class Named(NamedTuple):
    """A mention and whom it stands for."""

    mention: Mention
    actor: Actor


class Mentions:
    """Every mention of a document's actors, in the order of the text."""

    def __init__(self, actors: Iterable[Actor]) -> None:
        found = [Named(m, actor) for actor in actors for m in actor.mentions]
        self._all = sorted(found, key=lambda n: (n.mention.head, n.mention.span))
        self._heads = [n.mention.head for n in self._all]

    def within(self, spans: Sequence[Span]) -> Iterator[Named]:
        """Those whose head words stand in one of ``spans``."""
        for span in spans:
            for found in self._all[bisect_left(self._heads, Span(span.start, span.start)) :]:
                if found.mention.head.start >= span.end:
                    break
                yield found
