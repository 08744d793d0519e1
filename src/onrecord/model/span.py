"""Character spans of a document's text."""

from collections.abc import Iterable
from typing import NamedTuple


class Span(NamedTuple):
    """[start, end) in characters (Unicode code points) of a Document's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        return text[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        return self.start < other.end and other.start < self.end


def hull(spans: Iterable[Span]) -> Span:
    """The smallest span over all of ``spans``; ValueError where there are none."""
    found = list(spans)
    if not found:
        raise ValueError("the hull of no spans")
    return Span(min(s.start for s in found), max(s.end for s in found))


def quoted(text: str, spans: Iterable[Span]) -> str:
    """The words under the spans, " ... " between parts that do not touch."""
    return " ... ".join(span.of(text) for span in spans)
