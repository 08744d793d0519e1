"""Word pieces of a text, what an uncased encoder cannot see of them, and the windows it reads them in."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.language.quotes import Quotation, paragraphs, quotations
from onrecord.language.syntax import Syntax, TokenTable, syntax_of, unparsed

FEATURES = ("capital", "all_caps", "quoted", "single_quoted", "unclosed_quote", "quote_edge", "paragraph_start")
"""Binary columns of :attr:`Pieces.features`, in order."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """The word pieces of one text.

    ``ids`` is int64 of shape (n,); ``offsets`` is int64 of shape (n, 2), character spans in the text; ``features`` is
    float32 of shape (n, len(FEATURES)); ``syntax`` is what the parse says of each; ``paragraphs`` holds the piece index
    at which each paragraph begins.
    """

    ids: NDArray[np.int64]
    offsets: NDArray[np.int64]
    features: NDArray[np.float32]
    syntax: Syntax
    paragraphs: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.ids)


class Window(NamedTuple):
    """Pieces [start, end) read in one run; the window decides about [own_start, own_end), the rest is context."""

    start: int
    end: int
    own_start: int
    own_end: int


def split_pieces(
    text: str,
    tokenizer: Tokenizer,
    spans: Sequence[tuple[int, int]] | None = None,
    tokens: TokenTable | None = None,
) -> Pieces:
    """Word pieces of ``text`` with their features; with ``spans`` only of these stretches, each beginning a paragraph.
    ``tokens`` is the text's parse, where it has one.

    The tokenizer sees one paragraph at a time, so that no piece depends on text far away.
    """
    wanted = list(paragraphs(text)) if spans is None else _clip(list(paragraphs(text)), spans)
    batch = tokenizer.encode_batch([text[s:e] for s, e in wanted], add_special_tokens=False)
    ids: list[int] = []
    offsets: list[tuple[int, int]] = []
    starts: list[int] = []
    for (shift, _), encoding in zip(wanted, batch, strict=True):
        if encoding.ids:
            starts.append(len(ids))
        ids.extend(encoding.ids)
        offsets.extend((a + shift, b + shift) for a, b in encoding.offsets)
    table = np.array(offsets, dtype=np.int64).reshape(-1, 2)
    syntax = syntax_of(table, tokens) if tokens else unparsed(len(table))
    return Pieces(np.array(ids, dtype=np.int64), table, _features(text, table, starts), syntax, tuple(starts))


def _clip(lines: list[tuple[int, int]], spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    clipped = [(max(a, s), min(b, e)) for s, e in spans for a, b in lines if a < e and b > s]
    return sorted(pair for pair in clipped if pair[0] < pair[1])


def _features(text: str, offsets: NDArray[np.int64], starts: list[int]) -> NDArray[np.float32]:
    out = np.zeros((len(offsets), len(FEATURES)), dtype=np.float32)
    for i, (a, b) in enumerate(offsets.tolist()):
        out[i, 0] = text[a].isupper()
        out[i, 1] = _word_is_upper(text, a, b)
    begin = offsets[:, 0].tolist()
    for quotation in quotations(text):
        _mark_quotation(out, begin, quotation)
    out[starts, 6] = 1.0
    return out


def _word_is_upper(text: str, start: int, end: int) -> bool:
    while start > 0 and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum():
        end += 1
    return end - start > 1 and text[start:end].isupper()


def _mark_quotation(out: NDArray[np.float32], begin: list[int], quotation: Quotation) -> None:
    first, last = bisect_left(begin, quotation.start), bisect_left(begin, quotation.end)
    if first >= last:
        return
    out[first:last, 3 if quotation.single else 2] = 1.0
    if not quotation.closed:
        out[first:last, 4] = 1.0
    out[first, 5] = out[last - 1, 5] = 1.0


def windows(
    pieces: Pieces, size: int, context: int, stretches: Sequence[tuple[int, int]] | None = None
) -> list[Window]:
    """Windows of at most ``size`` pieces over the whole text, cut between paragraphs where one fits.

    Each owns the pieces that no earlier window owns and sees up to ``context`` pieces before and after them. No window
    sees across the ends of ``stretches``, [start, end) of pieces in order, where they are given; only these are read.
    """
    whole = [(0, len(pieces))] if stretches is None else stretches
    return [w for start, end in whole for w in _stretch_windows(pieces, start, end, size, context)]


def _stretch_windows(pieces: Pieces, start: int, end: int, size: int, context: int) -> list[Window]:
    out: list[Window] = []
    position = start
    while position < end:
        own_end = _cut(pieces, position, min(position + size - 2 * context, end), end)
        first = max(start, position - context)
        out.append(Window(first, min(end, first + size), position, own_end))
        position = own_end
    return out


def _cut(pieces: Pieces, position: int, limit: int, end: int) -> int:
    """Where the window that begins at ``position`` stops owning: a paragraph's start, or in a long one anywhere."""
    if limit >= end:
        return end
    at = pieces.paragraphs[bisect_right(pieces.paragraphs, limit) - 1]
    return at if at > position else limit


def pieces_within(pieces: Pieces, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """[start, end) of the pieces in each span of characters; spans without any are left out."""
    begins = pieces.offsets[:, 0].tolist()
    found = ((bisect_left(begins, start), bisect_left(begins, end)) for start, end in spans)
    return [(start, end) for start, end in found if start < end]
