"""What readers quote, tied to the words that they quote: of the article, or of an earlier comment.

Words are looked up by pairs, so that the cost grows with the length of the text. The same words are sought first; of
several places that have them, the comment that is answered counts before all others, then the nearest one earlier.
Else the place that shares most runs of words is aligned with the passage (RapidFuzz, InDel distance over words).
"""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz.distance import Indel

from onrecord.attribution.requoting.passages import passages
from onrecord.language.quotes import quotations
from onrecord.model import Document, Requote, SectionKind, Span

FEWEST_EXACT = 2
"""Words from which on the same words tell a quotation; one word is said by everybody."""
FEWEST_NEAR = 5
"""Words from which on nearly the same words tell one."""
LEAST_SHARED = 0.75
"""Share of the passage's words that have to stand in the place quoted, in their order."""
LEAST_SCORE = 0.6
LONGEST_NEAR = 2_000
"""Words of a passage that are aligned at most: the cost grows with the square."""
COMMON = 40
"""Places of a pair of words that are tried at most on either side; a text that repeats itself costs no more."""
_SHOWN = 6
_WORD = re.compile(r"\w+(?:[’'`]\w+)*")
_APOSTROPHES = str.maketrans("’`", "''")


class _Place(NamedTuple):
    """Words [start, end) of the text's words."""

    start: int
    end: int


class _Words:
    """The words of what is read, in order, and where each pair of them stands."""

    def __init__(self, document: Document) -> None:
        self.words: list[str] = []
        self.spans: list[Span] = []
        self._pairs: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        for part in document.reading_spans():
            first = len(self.words)
            for found in _WORD.finditer(document.text, *part):
                self.words.append(found.group().casefold().translate(_APOSTROPHES))
                self.spans.append(Span(*found.span()))
            for i in range(first, len(self.words) - 1):
                self._pairs[self.words[i], self.words[i + 1]].append(i)
        self._starts = [span.start for span in self.spans]

    def within(self, span: Span) -> _Place:
        return _Place(bisect_left(self._starts, span.start), bisect_left(self._starts, span.end))

    def hull(self, place: _Place) -> Span:
        return Span(self.spans[place.start].start, self.spans[place.end - 1].end)

    def places(self, pair: tuple[str, str], before: int, answered: _Place | None) -> list[int]:
        """Where the pair stands: in the comment that is answered, then from ``before`` backwards."""
        found = self._pairs.get(pair, [])
        last = bisect_left(found, before)
        near = found[max(0, last - COMMON) : last][::-1]
        if answered is None:
            return near
        first, past = bisect_left(found, answered.start), bisect_left(found, answered.end)
        return [*found[first : min(past, first + COMMON)], *near]

    def rarest(self, place: _Place) -> int:
        """The offset, in ``place``, of its pair of words that stands in the fewest places."""
        pairs = pairwise(self.words[place.start : place.end])
        return min(enumerate(pairs), key=lambda pair: (len(self._pairs[pair[1]]), pair[0]))[0]


def requotes(document: Document) -> list[Requote]:
    """A Requote for each passage of a comment whose words stand earlier in the document, in text order."""
    comments = [s for s in document.sections if s.kind is SectionKind.COMMENT]
    if not comments:
        return []
    words, marks, document_id = _Words(document), quotations(document.text), document.id
    out = []
    for comment in comments:
        to = comment.reply_to
        answered = words.within(document.sections[to].span) if to is not None else None
        before = words.within(comment.span).start
        for span in passages(document.text, comment.span, marks):
            found = _quoted(words, words.within(span), before, answered)
            if found is not None:
                place, exact, score, reason = found
                out.append(Requote(document_id, span, document_id, words.hull(place), exact, score, reason))
    return out


class _Found(NamedTuple):
    place: _Place
    exact: bool
    score: float
    reason: str


def _quoted(words: _Words, passage: _Place, before: int, answered: _Place | None) -> _Found | None:
    size = passage.end - passage.start
    if size < FEWEST_EXACT:
        return None
    same = _same(words, passage, before, answered)
    if same is not None:
        return _Found(same, True, 1.0, f"the same {size:,} words")
    return _near(words, passage, before, answered) if FEWEST_NEAR <= size <= LONGEST_NEAR else None


def _same(words: _Words, passage: _Place, before: int, answered: _Place | None) -> _Place | None:
    offset = words.rarest(passage)
    wanted = words.words[passage.start : passage.end]
    pair = wanted[offset], wanted[offset + 1]
    for at in words.places(pair, before, answered):
        start = at - offset
        if start >= 0 and start + len(wanted) <= before and words.words[start : start + len(wanted)] == wanted:
            return _Place(start, start + len(wanted))
    return None


def _near(words: _Words, passage: _Place, before: int, answered: _Place | None) -> _Found | None:
    window = _window(words, passage, before, answered)
    if window is None:
        return None
    mine, theirs = words.words[passage.start : passage.end], words.words[window.start : window.end]
    blocks = [b for b in Indel.opcodes(mine, theirs) if b.tag == "equal"]
    if not blocks:
        return None
    place = _Place(window.start + blocks[0].dest_start, window.start + blocks[-1].dest_end)
    shared = sum(b.src_end - b.src_start for b in blocks)
    score = 2 * shared / (len(mine) + place.end - place.start)
    if shared < FEWEST_NEAR or shared < LEAST_SHARED * len(mine) or score < LEAST_SCORE:
        return None
    return _Found(place, False, score, _difference(mine, words.words[place.start : place.end], shared))


def _window(words: _Words, passage: _Place, before: int, answered: _Place | None) -> _Place | None:
    """The stretch, as long as the passage and half as much on either side, that most of its pairs of words point to."""
    size = passage.end - passage.start
    votes: Counter[int] = Counter()
    for offset in range(size - 1):
        pair = words.words[passage.start + offset], words.words[passage.start + offset + 1]
        votes.update({(at - offset) // size for at in words.places(pair, before, answered)})
    if not votes:
        return None
    # Neighbouring stretches share a passage that lies across them.
    best = max(votes, key=lambda b: (votes[b] + votes[b + 1], _is_in(b * size, answered, size), b))
    start, end = max(0, best * size - size // 2), min(before, (best + 2) * size + size // 2)
    if answered is not None and _is_in(best * size, answered, size):
        start, end = max(start, answered.start), min(end, answered.end)
    return _Place(start, end) if start < end else None


def _is_in(start: int, answered: _Place | None, size: int) -> bool:
    return answered is not None and start < answered.end and start + 2 * size > answered.start


def _difference(mine: Sequence[str], theirs: Sequence[str], shared: int) -> str:
    found: dict[str, list[str]] = {"put in": [], "left out": [], "changed": []}
    for here, there in _gaps(mine, theirs):
        if here and there:
            found["changed"].append(f"“{_some(here)}” for “{_some(there)}”")
        elif here:
            found["put in"].append(f"“{_some(here)}”")
        else:
            found["left out"].append(f"“{_some(there)}”")
    parts = [f"{shared:,} of {len(mine):,} words shared"]
    for name, words in found.items():
        if words:
            parts.append(f"{name}: {', '.join(words[:_SHOWN])}{', …' if len(words) > _SHOWN else ''}")
    return "; ".join(parts)


def _gaps(mine: Sequence[str], theirs: Sequence[str]) -> Iterator[tuple[Sequence[str], Sequence[str]]]:
    """The words of either side between those that both have."""
    here = there = 0
    for block in Indel.opcodes(mine, theirs):
        if block.tag == "equal":
            if here < block.src_start or there < block.dest_start:
                yield mine[here : block.src_start], theirs[there : block.dest_start]
            here, there = block.src_end, block.dest_end
    if here < len(mine) or there < len(theirs):
        yield mine[here:], theirs[there:]


def _some(words: Iterable[str]) -> str:
    found = list(words)
    return " ".join(found[:_SHOWN]) + (" …" if len(found) > _SHOWN else "")
