"""Countries by name, capital and people, from countryinfo; "Bejing" is Beijing, no other name being so near."""

from dataclasses import dataclass
from functools import cache

from countryinfo import all_countries
from rapidfuzz.distance import OSA

LEAST_LETTERS = 6
"""Shortest name that is recognised with a slip in it; below it, one letter makes another word."""
SHORTEST_NAME = 4
"""Shorter spellings are codes ("IN", "NO") and count only in capitals."""
FAR_LARGER = 10
"""Of several countries of one name, the one with so many times the others' people is meant ("Chinese", "French")."""


@dataclass(frozen=True, slots=True)
class Place:
    """``name`` is the country's; ``form`` says what was matched: "name", "capital", "people"; ``spelt`` is the
    spelling in the gazetteer where the text has a slip."""

    name: str
    form: str
    spelt: str


@cache
def _index() -> dict[str, Place]:
    """Spelling in lower case -> place; what names two countries of a size names none."""
    found: dict[str, set[Place]] = {}
    people: dict[str, int] = {}
    for country in all_countries():
        people[str(country.name()).removeprefix("The ")] = int(country.population() or 0)
        name = str(country.name()).removeprefix("The ")
        alternatives = [str(a) for a in country.alt_spellings()]
        for spelling in [name, *alternatives, *_shortened([name, *alternatives])]:
            key = spelling.lower() if len(spelling) >= SHORTEST_NAME else spelling
            found.setdefault(key, set()).add(Place(name, "name", spelling))
        for form, value in (("capital", country.capital()), ("people", country.demonym())):
            for spelling in _listed(value):
                found.setdefault(spelling.lower(), set()).add(Place(name, form, spelling))
    chosen = ((key, _meant(places, people)) for key, places in found.items())
    return {key: place for key, place in chosen if place is not None}


def _meant(places: set[Place], people: dict[str, int]) -> Place | None:
    ranked = sorted({p.name for p in places}, key=lambda name: -people[name])
    if len(ranked) > 1 and people[ranked[0]] < FAR_LARGER * people[ranked[1]]:
        return None
    forms = ("name", "capital", "people")
    return min((p for p in places if p.name == ranked[0]), key=lambda p: (forms.index(p.form), p.spelt))


def _shortened(names: list[str]) -> list[str]:
    """ "Great Britain" is Britain, "United States of America" America, "Washington D.C." Washington."""
    ends = [n.rpartition(" of ")[2] for n in names if " of " in n]
    return [*ends, *(n.removeprefix("Great ") for n in names if n.startswith("Great "))]


def _listed(value: object) -> list[str]:
    values = value if isinstance(value, list) else str(value or "").split(",")
    spellings = [str(v).strip() for v in values if str(v).strip()]
    return [*spellings, *(s.removesuffix(" D.C.") for s in spellings if s.endswith(" D.C."))]


@cache
def _by_length() -> dict[tuple[str, int], list[str]]:
    out: dict[tuple[str, int], list[str]] = {}
    for key in _index():
        out.setdefault((key[:1], len(key)), []).append(key)
    return out


@cache
def place(name: str) -> Place | None:
    """The country that ``name`` (its name, capital or people, with or without "the") belongs to."""
    bare = " ".join(name.split())
    bare = bare[4:] if bare[:4].lower() == "the " else bare
    code = bare.replace(".", "")
    if code.isupper() and len(code) < SHORTEST_NAME:
        return _index().get(code) or _index().get(code.lower())
    key = bare.lower()
    if len(key) < SHORTEST_NAME:
        return None
    found = _index().get(key)
    if found is None and key.endswith("s"):
        people = _index().get(key[:-1])
        found = people if people is not None and people.form == "people" else None
    return found


@cache
def misspelt(name: str) -> Place | None:
    """The one place whose spelling is a single slip away from ``name``; None where it is no slip or could be two."""
    key = name.lower()
    if len(key) < LEAST_LETTERS or place(name) is not None or not name[:1].isupper():
        return None
    near = [
        other
        for length in (len(key) - 1, len(key), len(key) + 1)
        for other in _by_length().get((key[:1], length), ())
        if OSA.distance(key, other, score_cutoff=1) <= 1
    ]
    places = {_index()[other] for other in near}
    return next(iter(places)) if len(places) == 1 else None
