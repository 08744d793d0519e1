"""What a noun or a name says of the kind of source, from ``source_words.json``.

``nouns`` lists general nouns by kind of source. Three kinds stand beside those of :class:`~onrecord.model.Sourcing`:
``withheld`` are people whom writers call so to leave them unnamed ("an official"), ``quantity`` words pass the question
on ("a number of experts"), ``thing`` words are no source. ``names`` lists words that show what kind of body a name
names, and the outlets that are known by names which show nothing of it.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from onrecord.attribution.inflection import noun_forms
from onrecord.attribution.nearest import Neighbours

_FIRST = ("document", "media", "organisation", "thing", "quantity", "person", "collective", "withheld", "expert")
"""Where a noun stands under two kinds, the later one of these holds."""


@dataclass(frozen=True, slots=True)
class SourceWords:
    """``kinds``: form of a noun -> kind; ``names``: kind of a list of names -> the names."""

    kinds: Mapping[str, str]
    names: Mapping[str, frozenset[str]]

    def kind(self, noun: str) -> str | None:
        """The kind of ``noun``; of "co-owner" and "ex-minister" that of what follows the hyphen."""
        lower = noun.lower().strip("'’\"“”.")
        found = self.kinds.get(lower) or self.kinds.get(lower.rpartition("-")[2])
        return found or ("expert" if lower.endswith(("ologist", "ologists")) else None)


@cache
def source_words() -> SourceWords:
    table = json.loads(files("onrecord.attribution.basis").joinpath("source_words.json").read_text(encoding="utf-8"))
    nouns = {kind: " ".join(lines).split() for kind, lines in table["nouns"].items()}
    order = [*(kind for kind in nouns if kind not in _FIRST), *_FIRST]
    kinds = {form: kind for kind in order for noun in nouns[kind] for form in noun_forms(noun)}
    return SourceWords(kinds, {kind: frozenset(names) for kind, names in table["names"].items()})


@cache
def like_nouns() -> Neighbours:
    """What the kind of an unlisted noun is taken from: the listed ones."""
    return Neighbours({form: kind for form, kind in source_words().kinds.items() if kind != "quantity"})
