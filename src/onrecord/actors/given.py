"""The sex that a given name tells, where nothing in the text says more: ``given_names.json``.

Classes: ``male`` and ``female`` are names of one sex nearly always (97 in 100 of those so called), ``mostly_m`` and
``mostly_f`` six times in seven. Made by training/actors/given_names.py.
"""

import json
import unicodedata
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from onrecord.actors.names import name_words


class Guess(NamedTuple):
    """``sex`` "m" or "f"; ``sure`` where the name is hardly ever the other sex's."""

    sex: str
    sure: bool


_CLASSES = {
    "male": Guess("m", sure=True),
    "female": Guess("f", sure=True),
    "mostly_m": Guess("m", sure=False),
    "mostly_f": Guess("f", sure=False),
}


@cache
def _given() -> dict[str, Guess]:
    table = json.loads(files("onrecord.actors").joinpath("given_names.json").read_text(encoding="utf-8"))
    return {name: _CLASSES[key] for key, names in table.items() for name in names.split()}


@cache
def sex_by_name(text: str) -> Guess | None:
    """None for a name that is not listed. A name of one word may be a surname, and is never sure."""
    words = name_words(text)
    found = _given().get(_folded(words[0])) if words else None
    return found if found is None or len(words) > 1 else found._replace(sure=False)


def _folded(word: str) -> str:
    apart = unicodedata.normalize("NFKD", word)
    return "".join(c for c in apart if not unicodedata.combining(c))
