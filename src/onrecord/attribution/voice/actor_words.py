"""Whether a clause speaks of an actor: a person, an organisation, a country, or a word that stands for one."""

import json
from collections.abc import Iterable
from enum import StrEnum
from functools import cache
from importlib.resources import files

from spacy.tokens import Token

PRONOUNS = frozenset({"he", "she", "they", "i", "we"})
NAMES = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_PLACES = frozenset({"in", "at", "near", "around", "outside", "across", "off", "through", "above", "over", "beside"})
_ROLES = frozenset({"nsubj", "nsubjpass", "dobj", "dative", "poss", "pobj"})
_NOBODY = frozenset({"no", "nobody", "none", "neither", "noone"})
_WEATHER = frozenset(
    {"rains", "rained", "raining", "snows", "snowed", "snowing", "seems", "seemed", "appears", "appeared"}
)
_PARTITIVE = frozenset({"one", "two", "three", "four", "five", "six", "some", "many", "most", "several", "both", "all"})
_IRREGULAR = {"men": "man", "women": "woman", "children": "child", "wives": "wife", "clergymen": "clergyman"}


class Named(StrEnum):
    """How a clause names its actor, the surest first."""

    NAME = "name"
    DESCRIPTION = "description"
    PRONOUN = "pronoun"
    MENTION = "mention"


@cache
def actor_nouns() -> frozenset[str]:
    """Nouns for people, groups, organisations and states, in the singular; the file sorts them by kind."""
    table = json.loads(files(__package__).joinpath("actor_nouns.json").read_text(encoding="utf-8"))
    return frozenset(noun for nouns in table.values() for noun in nouns)


def is_actor_noun(token: Token) -> bool:
    return token.tag_.startswith("NN") and names_actor(token)


def names_actor(token: Token) -> bool:
    """As :func:`is_actor_noun`, whatever its tag: headlines are tagged badly."""
    return any(form in actor_nouns() for form in _singulars(token.lower_))


def is_actor_name(token: Token) -> bool:
    """A country may be a topic as well ("Ukraine: what we know"), so only people and organisations count."""
    return token.ent_type_ in ("PERSON", "ORG")


def _singulars(word: str) -> Iterable[str]:
    yield word
    yield _IRREGULAR.get(word, word)
    if word.endswith("men"):
        yield word[:-3] + "man"
    if word.endswith("ies"):
        yield word[:-3] + "y"
    if word.endswith("es"):
        yield word[:-2]
    if word.endswith("s"):
        yield word[:-1]


def actor_in(subject: Token | None, clause: Iterable[Token]) -> Named | None:
    """How a clause with this ``subject`` names an actor that it says something about; None where it names none."""
    if subject is not None:
        if _refused(subject):
            return None
        if (
            _is_name(subject)
            or _is_unknown_name(subject)
            or any(_is_name(t) for t in subject.subtree if t.dep_ in ("conj", "appos", "compound"))
        ):
            return Named.NAME
        if any(_is_name(t) or _is_unknown_name(t) for t in _of_whom(subject)):
            return Named.NAME
        if subject.lower_ in PRONOUNS or (subject.lower_ == "it" and not _idle(subject)):
            return Named.PRONOUN
        if is_actor_noun(subject) or (subject.lower_ in _PARTITIVE and _of_actors(subject)):
            return Named.DESCRIPTION
    return Named.MENTION if any(_named_in_passing(t) for t in clause) else None


def _refused(subject: Token) -> bool:
    """ "Nobody at the ministry …", "a government that …" in general: of no actor in particular."""
    if subject.lower_ in _NOBODY or subject.lower_ == "you" or any(c.lower_ in _NOBODY for c in subject.children):
        return True
    indefinite = any(c.dep_ == "det" and c.lower_ in ("a", "an", "any") for c in subject.children)
    past = subject.head.tag_ in ("VBD", "VBN") or any(c.tag_ == "VBD" for c in subject.head.children)
    now = any(c.tag_ in ("VBZ", "VBP") and c.dep_ in ("aux", "auxpass") for c in subject.head.children)
    return indefinite and not past and not now and not _is_name(subject)


def _idle(it: Token) -> bool:
    """ "It is clear that", "it rained", "it was Monday": "it" stands for nothing."""
    verb = it.head
    if verb.lower_ in _WEATHER:
        return True
    if verb.lower_ not in ("is", "was", "be", "been", "’s", "'s", "becomes", "became", "looks"):
        return any(c.dep_ in ("nsubj", "nsubjpass") and c.i > verb.i for c in verb.children)
    clause = any(c.dep_ in ("ccomp", "xcomp", "advcl", "csubj", "relcl") and c.i > verb.i for c in verb.children)
    state = next((c for c in verb.children if c.dep_ in ("acomp", "attr", "npadvmod", "prep") and c.i > verb.i), None)
    held = any(c.dep_ in ("ccomp", "xcomp", "pcomp") for c in state.children) if state is not None else False
    return clause or held or (state is not None and (state.ent_type_ == "ORDINAL" or _holds_date(state)))


def _holds_date(token: Token) -> bool:
    return any(t.ent_type_ in ("DATE", "TIME") for t in token.subtree)


def _of_actors(subject: Token) -> bool:
    pobj = (g for c in subject.children if c.dep_ == "prep" for g in c.children if g.dep_ == "pobj")
    return any(is_actor_noun(t) or _is_name(t) or t.lower_ in ("them", "us") for t in pobj)


def _of_whom(subject: Token) -> Iterable[Token]:
    """ "ships of the Sabel Line", "Morn’s ships": what somebody has acts for them."""
    for child in subject.children:
        if child.dep_ == "poss":
            yield child
        elif child.dep_ == "prep" and child.lower_ == "of":
            yield from (c for c in child.children if c.dep_ == "pobj")


def _is_unknown_name(token: Token) -> bool:
    """A proper noun that the name finder has no kind for, or one that firms, outlets and small countries get by
    mistake; a sea or a range of mountains has its article."""
    bare = token.ent_type_ == "LOC" and not any(c.dep_ == "det" for c in token.children)
    return token.tag_ in ("NNP", "NNPS") and (bare or token.ent_type_ in ("", "PRODUCT", "WORK_OF_ART"))


def _is_name(token: Token) -> bool:
    return token.ent_type_ in NAMES


def _named_in_passing(token: Token) -> bool:
    """A name, or a noun for an actor, that something is done to or by; a place where it happens is no actor."""
    if token.dep_ == "pobj" and token.head.lower_ in _PLACES:
        return False
    if token.ent_type_ in ("PERSON", "ORG", "NORP"):
        return True
    if token.ent_type_ == "GPE":
        return token.dep_ in _ROLES
    counted = any(c.dep_ == "nummod" for c in token.children)  # "employs 34 people" says it of the employer
    return (
        is_actor_noun(token) and not counted and (token.dep_ in ("dobj", "dative", "poss") or token.head.lower_ == "by")
    )
