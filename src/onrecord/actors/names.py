"""Which names of one text name the same: full and short forms, initials, slips of spelling.

Names are compared by an index of their words, so that ten thousand names cost ten thousand look-ups and not their
square.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from cleanco import basename
from rapidfuzz.distance import OSA

from onrecord.actors.gazetteer import misspelt, place
from onrecord.actors.words import is_honorific, words

LEAST_LETTERS = 6
LONG_NAME = 9
MOST_HOSTS = 40
"""Longer names of one word that a shorter one is compared with; only hostile texts have more."""
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_SMALL = frozenset({"of", "the", "and", "for", "in", "on", "de", "&"})

Words = tuple[str, ...]


class Given(NamedTuple):
    """One name as it stands in a text: ``text``, its words in lower case, sex from a title, and what it seems to be:
    "person", "place" or "" for the rest. ``locative`` is whether "in" or the like stands before it."""

    text: str
    words: Words
    sex: str
    seems: str
    locative: bool


class Match(NamedTuple):
    """``short`` names what ``full`` names; ``score`` 0 to 1."""

    short: str
    full: str
    score: float
    why: str


@dataclass(slots=True)
class _Group:
    words: Words
    sex: str
    members: list[int]
    text: str
    seems: str
    locative: bool


@dataclass(frozen=True, slots=True)
class Grouping:
    """``group[i]`` is the number of the group that the i-th name belongs to; ``matches`` tells, for a group joined to
    another, why."""

    group: tuple[int, ...]
    matches: dict[int, Match]
    leaders: tuple[int, ...]
    """For each group, the group that it was joined to in the end (itself, where to none)."""


@cache
def name_words(text: str) -> Words:
    """The words of a name that count: no article, title, possessive, dots or generation."""
    parts = [p.strip(".,“”\"'’()") for p in text.lower().replace("’s", "").replace("'s", "").split()]
    parts = [p.replace(".", "") for p in parts if p and p != "the"]
    while len(parts) > 1 and is_honorific(parts[0]) and parts[0] not in words()["organisation_names"]:
        parts = parts[1:]
    while len(parts) > 1 and parts[-1] in _SUFFIXES:
        parts = parts[:-1]
    return tuple(parts)


def grouped(names: Sequence[Given]) -> Grouping:
    groups, group_of = _exact(names)
    leader = list(range(len(groups)))
    matches: dict[int, Match] = {}
    for join in (_countries, _initials, _shorter, _slips):
        for short, full, match in join(groups):
            if leader[short] == short and _top(leader, full) != short:
                leader[short] = _top(leader, full)
                matches[short] = match
    tops = tuple(_top(leader, i) for i in range(len(groups)))
    return Grouping(tuple(group_of), matches, tops)


def _top(leader: list[int], i: int) -> int:
    while leader[i] != i:
        i = leader[i]
    return i


Join = Iterable[tuple[int, int, Match]]


def _exact(names: Sequence[Given]) -> tuple[list[_Group], list[int]]:
    """Names of the same words and no conflicting titles."""
    sexes: dict[Words, Counter[str]] = defaultdict(Counter)
    for name in names:
        if name.sex:
            sexes[name.words][name.sex] += 1
    groups: list[_Group] = []
    numbers: dict[tuple[Words, str], int] = {}
    out = []
    for i, name in enumerate(names):
        known = sexes.get(name.words)
        sex = name.sex or (known.most_common(1)[0][0] if known else "")
        key = (name.words, sex)
        if key not in numbers:
            numbers[key] = len(groups)
            groups.append(_Group(name.words, sex, [], name.text, "", locative=False))
        groups[numbers[key]].members.append(i)
        out.append(numbers[key])
    for group in groups:
        seems = Counter(names[i].seems for i in group.members)
        group.seems = seems.most_common(1)[0][0]
        group.locative = any(names[i].locative for i in group.members)
    return groups, out


def _countries(groups: list[_Group]) -> Join:
    """ "the United States", "U.S." and "America"."""
    first: dict[str, int] = {}
    for i, group in enumerate(groups):
        found = place(group.text)
        if found is None or found.form != "name" or group.seems == "person":
            slip = misspelt(group.text) if found is None and group.seems != "person" else None
            if slip is None or slip.form != "name":
                continue
            found = slip
        other = first.setdefault(found.name, i)
        if other != i:
            yield i, other, Match(group.text, groups[other].text, 1.0, f"both are {found.name}")


def _initials(groups: list[_Group]) -> Join:
    index: dict[str, int] = {}
    for i, group in enumerate(groups):
        if len(group.words) > 1 and group.seems != "person":
            for key in ("".join(w[0] for w in group.words if w not in _SMALL), "".join(w[0] for w in group.words)):
                index.setdefault(key, i)
    for i, group in enumerate(groups):
        bare = group.text.removeprefix("the ").removeprefix("The ").replace(".", "")
        full = index.get(bare.lower()) if len(group.words) == 1 and bare.isupper() and len(bare) > 1 else None
        if full is not None:
            yield i, full, Match(group.text, groups[full].text, 0.9, "its initials")


def _shorter(groups: list[_Group]) -> Join:
    """Each name to the best of the longer ones that it may be short for."""
    index: dict[str, list[int]] = defaultdict(list)
    for i, group in enumerate(groups):
        for word in set(group.words):
            if len(index[word]) < MOST_HOSTS:
                index[word].append(i)
    order = sorted(range(len(groups)), key=lambda i: -len(groups[i].words))
    for i in order:
        short = groups[i]
        hosts = [h for h in index[short.words[-1]] if h != i] if short.words else []
        rated = [(h, short_for(short, groups[h])) for h in hosts]
        found = [(h, score) for h, score in rated if score]
        if not found:
            continue
        best, score = max(found, key=lambda f: (f[1], len(groups[f[0]].members), -groups[f[0]].members[0]))
        yield i, best, Match(short.text, groups[best].text, score, "short for it")


def short_for(short: _Group, full: _Group) -> float:
    """How well ``short`` may stand for ``full``, 0 where it may not."""
    if len(short.words) >= len(full.words) or (short.sex and full.sex and short.sex != full.sex):
        return 0.0
    if not _in_order(short.words, full.words):
        return 0.0
    if "person" in (full.seems, short.seems) and full.seems != "organisation":
        return 0.0 if short.seems == "place" else _short_person(short.words, full.words)
    if full.seems == "person":
        return 0.0
    return _short_organisation(short, full)


def _short_person(short: Words, full: Words) -> float:
    if short[-1] == full[-1]:
        return 1.0 if len(short) == 1 or short[0] == full[0] else 0.9
    return 0.6 if short == full[:1] and len(full) <= 3 else 0.0


def _short_organisation(short: _Group, full: _Group) -> float:
    """A word of its own ("Bingo"), not a place, a country or a word that many names share ("ministry")."""
    table = words()
    if place(short.text) is not None or (short.seems == "place" and short.locative):
        return 0.0
    if all(w in table["organisation_names"] or w in _SMALL for w in short.words):
        return 0.0
    rest = full.words[len(short.words) :]
    generic = all(w in table["outlet_names"] or w in table["organisation_names"] or w in _SMALL for w in rest)
    if full.words[: len(short.words)] == short.words and generic and short.seems == "place":
        return 0.0
    outlet = short.words[-1] in table["outlet_names"] and len(short.words) == 1
    if outlet and full.words[-1] != short.words[-1]:
        return 0.0
    return 0.9 if short.words[0] == full.words[0] or outlet else 0.8


def _in_order(short: Words, full: Words) -> bool:
    rest = iter(full)
    return all(word in rest for word in short)


def _slips(groups: list[_Group]) -> Join:
    """ "Federov" for "Fedorov": the last words a slip apart, the others the same."""
    index: dict[tuple[str, int], list[int]] = defaultdict(list)
    for i, group in enumerate(groups):
        last = group.words[-1] if group.words else ""
        if len(last) < LEAST_LETTERS or place(group.text) is not None:
            continue
        near = [n for length in (-1, 0, 1) for n in index.get((last[0], len(last) + length), ())[:MOST_HOSTS]]
        full = next((n for n in near if is_slip(group.words, groups[n].words)), None)
        if full is not None and not (group.sex and groups[full].sex and group.sex != groups[full].sex):
            yield i, full, Match(group.text, groups[full].text, 0.8, "a slip of spelling apart")
        index[last[0], len(last)].append(i)


def is_slip(one: Words, other: Words) -> bool:
    """Whether two names differ by a slip in the last word, and the shorter's other words are the longer's."""
    a, b = one[-1], other[-1]
    allowed = 2 if min(len(a), len(b)) >= LONG_NAME else 1
    if min(len(a), len(b)) < LEAST_LETTERS or a[0] != b[0] or {a, b} & words()["organisation_names"]:
        return False
    if a == b or a + "s" == b or b + "s" == a or OSA.distance(a, b, score_cutoff=allowed) > allowed:
        return False
    short, long = sorted((one[:-1], other[:-1]), key=len)
    return not short or _in_order(short, long)


def without_legal_form(name: str) -> str:
    """ "Torvane Aeronautics Ltd." is Torvane Aeronautics; a name that is nothing but a legal form stays."""
    bare = basename(name)
    return bare if 0 < len(bare.split()) < len(name.split()) else name
