"""What statements that may say the same share: names, numbers and words, alone and by twos.

A word alone is rare in a small record only; two together stay rare in a large one.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations, product

from onrecord.model import Party, Quantity

MOST_KEYS = 40
"""Keys of one statement, which bounds what an index holds and looks at for it."""
_NAMES, _NUMBERS, _WORDS = 3, 2, 6
_JOIN = " + "


def keys(parties: Sequence[Party], numbers: Sequence[Quantity], words: Sequence[str]) -> tuple[str, ...]:
    """Those that the fewest statements will share first; none for a content without words. ``words`` are stems."""
    names = _names(parties)
    counts = [f"{q.low:g} {q.unit}" for q in numbers if q.unit and q.low == q.high]
    found = [*_pairs(names[:_NAMES], counts[:_NUMBERS], words[:_WORDS]), *counts, *words[: 2 * _WORDS], *names]
    return tuple(dict.fromkeys(found))[:MOST_KEYS]


def _names(parties: Sequence[Party]) -> list[str]:
    """An unnamed party of a country is looked up as that country."""
    named = (p.name or (p.country or "").lower() for p in parties)
    return list(dict.fromkeys(name for name in named if name))


def _pairs(names: Sequence[str], counts: Sequence[str], words: Sequence[str]) -> Iterator[str]:
    for one, other in [
        *product(counts, [*names, *words]),
        *combinations(names, 2),
        *product(names, words),
        *combinations(words[:_NAMES], 2),
    ]:
        if one != other:
            yield _JOIN.join(sorted((one, other)))
