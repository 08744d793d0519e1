"""Whom a pronoun most likely stands for, where no resolver says: the nearest mention before it of a kind that fits."""

from collections.abc import Callable

from spacy.tokens import Token

from onrecord.attribution.basis.heads import is_plural
from onrecord.model import Sourcing

FIRST = frozenset({"i", "we", "my", "our", "me", "us", "mine", "ours", "myself", "ourselves"})
ONE = frozenset({"he", "she", "him", "her", "his", "hers", "himself", "herself"})
MANY = frozenset({"they", "them", "their", "theirs", "themselves", "both", "each"})
THING = frozenset({"it", "its", "itself"})
THIRD = ONE | MANY | THING


def is_first(token: Token) -> bool:
    """ "us", but not "US"; "I" and "WE" are pronouns in capitals too."""
    return token.lower_ in FIRST and (token.text not in ("US", "Us") or token.tag_.startswith("PRP"))


FARTHEST = 120
"""Words before a pronoun that are searched."""

_SPEAKING = frozenset({"nsubj", "nsubjpass", "pobj", "poss", "appos", "ROOT", "dobj", "conj", "compound"})
_FITTING = {
    ONE: frozenset({Sourcing.PERSON, Sourcing.EXPERT, Sourcing.ANONYMOUS}),
    MANY: frozenset(
        {Sourcing.GROUP, Sourcing.ORGANISATION, Sourcing.MEDIA, Sourcing.EXPERT, Sourcing.ANONYMOUS, Sourcing.PERSON}
    ),
    THING: frozenset({Sourcing.ORGANISATION, Sourcing.DOCUMENT, Sourcing.MEDIA}),
}
_DEFAULT = {ONE: Sourcing.PERSON, MANY: Sourcing.GROUP, THING: Sourcing.ORGANISATION}


def default(pronoun: str) -> Sourcing:
    """The sourcing of a pronoun of which nothing else is known."""
    return next((kind for words, kind in _DEFAULT.items() if pronoun in words), Sourcing.PERSON)


def nearest_mention(pronoun: Token, kind_of: Callable[[Token], Sourcing | None]) -> Token | None:
    """The head of the nearest earlier noun phrase that fits; subjects before others, so that "the ministry told the
    Courier it" is the ministry."""
    words = next((w for w in _FITTING if pronoun.lower_ in w), None)
    if words is None:
        return None
    before = [t for t in pronoun.doc[max(0, pronoun.i - FARTHEST) : pronoun.i] if t.tag_.startswith("NN")]
    heads = [t for t in reversed(before) if t.dep_ in _SPEAKING and _agrees(t, words)]
    subjects = [t for t in heads if t.dep_ in ("nsubj", "nsubjpass")]
    return next((t for t in subjects if kind_of(t) in _FITTING[words]), None)


def _agrees(noun: Token, words: frozenset[str]) -> bool:
    if words is MANY:
        return is_plural(noun) or bool(noun.conjuncts) or noun.ent_type_ in ("ORG", "NORP", "GPE")
    return not is_plural(noun) and not (words is ONE and noun.conjuncts)
