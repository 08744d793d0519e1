"""The classes of words in lexicon.json; each is explained where it is used."""

import json
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def _table() -> dict[str, Any]:
    table: dict[str, Any] = json.loads(files("onrecord.times").joinpath("lexicon.json").read_text(encoding="utf-8"))
    return table


def words(name: str) -> frozenset[str]:
    """The words of a class, with those of the groups that it is made of."""
    found = _table()[name]
    texts = found.values() if isinstance(found, dict) else (found,)
    return frozenset(word for text in texts for word in text.split())
