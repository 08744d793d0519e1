"""Nouns by what they name, and the small words that tell a name's kind, gender or place: ``words.json``.

Classes: ``honorifics*`` stand before a person's name (those of one sex apart); ``male`` and ``female`` tell a sex;
``person``, ``group``, ``organisation``, ``outlet``, ``document``, ``country`` and ``place`` head descriptions;
``*_names`` end names of organisations and outlets; ``vague`` heads leave it to their complement ("a number of
ministers"); ``locatives`` stand before a place; ``stative`` verbs say nothing of who acts; ``pleonastic_*`` go with an
"it" that stands for nothing.
"""

import json
from functools import cache
from importlib.resources import files

from onrecord.model import ActorKind

KINDS = {
    "person": ActorKind.PERSON,
    "group": ActorKind.GROUP,
    "organisation": ActorKind.ORGANISATION,
    "outlet": ActorKind.OUTLET,
    "document": ActorKind.DOCUMENT,
    "country": ActorKind.COUNTRY,
}
OFFICES = {
    "sen": "senator",
    "rep": "representative",
    "gov": "governor",
    "gen": "general",
    "col": "colonel",
    "capt": "captain",
    "sgt": "sergeant",
    "lt": "lieutenant",
    "prof": "professor",
    "dr": "doctor",
    "rev": "reverend",
    "supt": "superintendent",
    "det": "detective",
    "atty": "attorney",
}
"""Offices as titles shorten them."""
_ENDINGS = (("men", "man"), ("women", "woman"), ("children", "child"), ("people", "people"), ("media", "media"))


@cache
def words() -> dict[str, frozenset[str]]:
    table = json.loads(files("onrecord.actors").joinpath("words.json").read_text(encoding="utf-8"))
    return {name: frozenset(text.split()) for name, text in table.items()}


@cache
def singular(word: str) -> str:
    """The singular of an English plural in lower case, by rule; unlisted irregular ones come back as they are."""
    for plural, one in _ENDINGS:
        if word.endswith(plural):
            return word.removesuffix(plural) + one
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ses", "xes", "ches", "shes", "zes")) and len(word) > 4:
        return word[:-2] if not word.endswith("ses") or word.endswith("sses") else word[:-1]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        return word[:-1]
    return word


@cache
def noun_kind(word: str) -> ActorKind | None:
    """What a noun in lower case names, as the lists have it; None for a thing and for a noun that is not listed.

    Plural nouns for people and for bodies name a group.
    """
    table = words()
    if word in table["group"]:
        return ActorKind.GROUP
    for name, kind in KINDS.items():
        if word in table[name]:
            return kind
    one = singular(word)
    if one != word and any(one in table[name] for name in ("person", "organisation", "outlet", "country")):
        return ActorKind.GROUP
    return next((kind for name, kind in KINDS.items() if one in table[name]), None)


@cache
def sex_of(word: str) -> str:
    """ "m", "f" or "" for a noun or an honorific in lower case."""
    table = words()
    bare = word.rstrip(".")
    if bare in table["male"] or bare in table["honorifics_male"]:
        return "m"
    return "f" if bare in table["female"] or bare in table["honorifics_female"] else ""


def is_honorific(word: str) -> bool:
    table = words()
    bare = word.lower().rstrip(".")
    return any(bare in table[name] for name in ("honorifics", "honorifics_male", "honorifics_female"))
