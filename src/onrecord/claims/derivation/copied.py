"""Sentences that one article shares with another, word by word, and what was changed in them.

Word shingles find the pairs of sentences, whatever their order; RapidFuzz aligns the words of each pair.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from onrecord.claims.derivation.keys import SHINGLE, shingles_of
from onrecord.claims.derivation.words import Words
from onrecord.model import Aspect, Compared, Span

LEAST_SHARED = 0.45
"""Share of both sentences' words that stand in common runs, from which on one sentence is made from the other."""
FEWEST_SHARED = 6
COMMON = 50
"""Places of a shingle that are tried at most; a text that repeats itself costs no more."""
LONGEST = 400
"""Words of a sentence that are aligned at most: the cost grows with the square."""
SHORTEST_RUN = 2
_NAME = re.compile(r"(?<=\s)[A-Z][a-z]{2,}|^[A-Z][a-z]+ [A-Z][a-z]+$")
"""Where one name stands for another, two sentences follow one formula ("The ferry X ran aground off Y")."""
MOST_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Pair:
    """Sentence ``mine`` of one article and ``theirs`` of the other, by number.

    ``own`` and ``quoted`` count the words that both have, in the writer's voice and in quotation marks; ``telling`` is
    ``own`` with names counted by half, since all who write of somebody share them. ``share`` is the part of all words
    of both; ``changes`` are the words that stand in the one for those in the other.
    """

    mine: int
    theirs: int
    own: int
    telling: float
    quoted: int
    share: float
    changes: tuple[tuple[str, str], ...]


def pairs(mine: Words, theirs: Words) -> list[Pair]:
    """Each sentence of ``mine`` with the one of ``theirs`` that it is made from, in the order of ``mine``."""
    places = _places(theirs)
    found = (_best(mine, n, theirs, places) for n in range(len(mine.sentences)))
    return [pair for pair in found if pair is not None]


Places = dict[tuple[str, ...], list[int]]


def _places(words: Words) -> Places:
    places: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, sentence in enumerate(words.sentences):
        for shingle in set(shingles_of(words.words[sentence.first : sentence.last])):
            places[shingle].append(number)
    return places


def _best(mine: Words, number: int, theirs: Words, places: Places) -> Pair | None:
    sentence = mine.sentences[number]
    votes: Counter[int] = Counter()
    for shingle in set(shingles_of(mine.words[sentence.first : sentence.last])):
        votes.update(places.get(shingle, ())[:COMMON])
    aligned = (_aligned(mine, number, theirs, other) for other, _ in sorted(votes.most_common(3)))
    return max((p for p in aligned if p), key=lambda p: (p.share, -p.theirs), default=None)


def _aligned(mine: Words, number: int, theirs: Words, other: int) -> Pair | None:
    one, two = mine.sentences[number], theirs.sentences[other]
    a = mine.words[one.first : min(one.last, one.first + LONGEST)]
    b = theirs.words[two.first : min(two.last, two.first + LONGEST)]
    runs = [r for r in _runs(a, b) if r[1] - r[0] >= SHORTEST_RUN]
    shared = sum(end - start for start, end, _ in runs)
    # a sentence may be cut short or put into a longer one, so the shorter counts most
    share = (shared / min(len(a), len(b)) + shared / max(len(a), len(b))) / 2
    if shared < FEWEST_SHARED or share < LEAST_SHARED or max(end - start for start, end, _ in runs) < SHINGLE:
        return None
    changes = tuple(
        (_spelt(mine, one.first, here), _spelt(theirs, two.first, there)) for here, there in _gaps(len(a), len(b), runs)
    )
    if any(_NAME.search(x) and _NAME.search(y) for x, y in changes):
        return None
    own = [w for start, end, _ in runs for w in range(one.first + start, one.first + end) if not mine.quoted[w]]
    names = sum(mine.is_capital(w) for w in own)
    return Pair(number, other, len(own), len(own) - names / 2, shared - len(own), share, changes)


def _runs(a: Sequence[str], b: Sequence[str]) -> list[tuple[int, int, int]]:
    """Words [start, end) of ``a`` that stand in ``b`` from the third number on."""
    return [(o.src_start, o.src_end, o.dest_start) for o in Indel.opcodes(a, b) if o.tag == "equal"]


def _gaps(a: int, b: int, runs: Sequence[tuple[int, int, int]]) -> Iterator[tuple[range, range]]:
    """The words of either sentence, of ``a`` and ``b`` words, that stand between the shared runs."""
    here = there = 0
    for start, end, at in [*runs, (a, a, b)]:
        if here < start or there < at:
            yield range(here, start), range(there, at)
        here, there = end, at + end - start


def _spelt(words: Words, first: int, gap: range) -> str:
    """The words of a sentence that begins at the word ``first``, as the text has them."""
    return words.span(first + gap.start, first + gap.stop).of(words.document.text) if gap else ""


def spans_of(words: Words, numbers: Sequence[int]) -> tuple[Span, ...]:
    """The sentences as spans, neighbours as one."""
    out: list[Span] = []
    last = None
    for number in sorted(set(numbers)):
        span = words.span(words.sentences[number].first, words.sentences[number].last)
        if last == number - 1 and "\n" not in words.document.text[out[-1].end : span.start]:
            out[-1] = Span(out[-1].start, span.end)
        else:
            out.append(span)
        last = number
    return tuple(out)


def reasons(mine: Words, theirs: Words, found: Sequence[Pair]) -> list[Compared]:
    """How many words are shared, of how many, and the words that were changed."""
    own, quoted = sum(p.own for p in found), sum(p.quoted for p in found)
    shared = f"{own:,} words in its own voice" + (f" and {quoted:,} in quotation marks" if quoted else "")
    one, other = (f"{shared}, of {len(words.words):,}" for words in (mine, theirs))
    changes = [(_cut(a), _cut(b)) for pair in found for a, b in pair.changes]
    told = [Compared(Aspect.WORDING, a, b, False) for a, b in changes[:MOST_SHOWN]]
    return [Compared(Aspect.WORDING, one, other, True), *told]


def _cut(words: str) -> str:
    parts = words.split()
    return " ".join(parts[:MOST_SHOWN]) + (" …" if len(parts) > MOST_SHOWN else "")
