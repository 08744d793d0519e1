"""Words that two cues lay claim to: a part of a content that stands in another paragraph than its cue is left to the
cue of that paragraph which has it too."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.model import Span, Statement

_MOST_BACK = 8
"""Contents that begin before a part and are looked at; those of one paragraph's cues are few."""


def without_far_parts(text: str, statements: Sequence[Statement]) -> Iterator[Statement]:
    """``statements`` in their order; one that would have nothing left keeps what it has."""
    near = sorted(
        (span, cue) for s in statements for cue in s.cue[:1] for span in s.content if _together(text, cue, span)
    )
    for statement in statements:
        kept = tuple(p for p in statement.content if not _is_of_another(text, statement, p, near))
        yield replace(statement, content=kept) if kept and kept != statement.content else statement


def _is_of_another(text: str, statement: Statement, part: Span, near: Sequence[tuple[Span, Span]]) -> bool:
    if len(statement.content) < 2 or not statement.cue or _together(text, statement.cue[0], part):
        return False
    at = bisect_right(near, (Span(part.end, part.end), part))
    shares = (min(part.end, s.end) - max(part.start, s.start) for s, _ in near[max(0, at - _MOST_BACK) : at])
    return any(2 * share >= part.end - part.start for share in shares)


def _together(text: str, a: Span, b: Span) -> bool:
    return "\n" not in text[min(a.start, b.start) : max(a.start, b.start)]
