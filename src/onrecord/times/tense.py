"""Whether a verb looks back or ahead, from its tag and its auxiliaries."""

from itertools import islice

from spacy.tokens import Token

from onrecord.times.expression import Tense
from onrecord.times.lexicon import words

_MODALS = words("modals")
_MOST = 64
_STEPS = 20
"""Verbs climbed from one to the next; a parse is a tree, so this only bounds what odd input can cost."""
_INHERITING = frozenset({"xcomp", "advcl", "conj", "pcomp", "acl", "aux", "auxpass"})
_LOOKING_BACK = words("looking_back")
"""Verbs whose infinitive happened, or failed to, when they did: "managed to flee"."""


def tense_of(verb: Token) -> Tense:
    for _ in range(_STEPS):
        found = _own(verb)
        if found is not None:
            return found
        above = _above(verb)
        if above is None:
            break
        verb = above
    return Tense.PAST


def _above(verb: Token) -> Token | None:
    """The verb that a participle or an infinitive takes its tense from, through the nouns between them."""
    if verb.dep_ not in _INHERITING:
        return None
    above = verb.head
    for _ in range(_STEPS):
        if above.tag_.startswith("VB") or above.head == above:
            break
        above = above.head
    return above if above != verb and above.tag_.startswith("VB") else None


def is_finite(verb: Token) -> bool:
    """In the present, by itself or by its auxiliary."""
    return verb.tag_ in ("VBZ", "VBP") or any(
        c.tag_ in ("VBZ", "VBP") and c.dep_ in ("aux", "auxpass") for c in islice(verb.children, _MOST)
    )


def _own(verb: Token) -> Tense | None:
    """None for a form that takes its tense from the verb above it."""
    helpers = [c for c in islice(verb.children, _MOST) if c.dep_ in ("aux", "auxpass")]
    words = {c.lower_ for c in helpers}
    if words & {"have", "has", "had", "having", "’ve", "'ve"}:
        return Tense.PAST
    if words & _MODALS:
        return Tense.FUTURE
    if "to" in words:
        return None if _looks_back(verb.head) else Tense.FUTURE
    finite = {c.tag_ for c in helpers} | {verb.tag_}
    if "VBD" in finite:
        return Tense.PAST
    if verb.lower_ == "going" or finite & {"VBZ", "VBP"}:
        return Tense.PRESENT
    if verb.tag_ == "VBN":
        return Tense.PAST
    if verb.tag_ == "VB":
        return Tense.FUTURE
    return None


def _looks_back(verb: Token) -> bool:
    return verb.lower_ in _LOOKING_BACK
