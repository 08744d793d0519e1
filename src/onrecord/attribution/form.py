"""The form of a content: in quotation marks, in the writer's words, or partly in each."""

from collections.abc import Sequence

from onrecord.language.quotes import Quotation
from onrecord.model import Form, Span

DIRECT_SHARE = 0.8
"""Share of a content's letters and digits inside quotation marks from which it counts as direct: what is left is a
"that" before the mark or an interrupting "he said"."""
MIXED_WORDS = 2
"""Fewer quoted words than this, in a longer content, are a word in scare quotes, not somebody's speech."""


def form_of(text: str, content: Sequence[Span], quotations: Sequence[Quotation]) -> Form:
    """The form of ``content`` given all ``quotations`` of the text."""
    letters = [i for span in content for i in range(*span) if text[i].isalnum()]
    quoted = [i for i in letters if any(q.inner_start <= i < q.inner_end for q in quotations)]
    if not letters or not quoted:
        return Form.INDIRECT
    if len(quoted) >= DIRECT_SHARE * len(letters):
        return Form.DIRECT
    words = sum(1 for i in quoted if i == 0 or not text[i - 1].isalnum())
    return Form.MIXED if words >= MIXED_WORDS else Form.INDIRECT
