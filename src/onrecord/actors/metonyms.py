""" "Beijing" that acts or speaks is China; "in Beijing" is the city."""

from spacy.tokens import Doc, Token

from onrecord.actors.gazetteer import Place, misspelt, place
from onrecord.actors.kinds import STRONG, Nature, Vote
from onrecord.actors.mentions import Mention
from onrecord.actors.speech import NOBODY, Speech
from onrecord.actors.words import words
from onrecord.model import Span

ACTING_WITH = frozenset({"with", "by", "against", "toward", "towards", "between", "for", "of", "to"})
_TAKES_PLACES = frozenset({"of", "for", "to"})


def speaks_for(doc: Doc, mention: Mention, speech: Speech) -> Vote | None:
    """A vote for the country whose capital ``mention`` names, where it stands for its government; its reason ends
    with the country's name after a colon."""
    if mention.label == "PERSON":
        return None
    name = doc[mention.name_start : mention.name_end]
    found = _capital(name.text)
    if found is None or not ((speech.source_of[mention.head] != NOBODY and _bare(doc, mention)) or acts(doc, mention)):
        return None
    return Vote(Nature.COUNTRY, STRONG, Span(name.start_char, name.end_char), f"a capital that acts: {found.name}")


def _capital(name: str) -> Place | None:
    found = place(name) or misspelt(name)
    return found if found is not None and found.form == "capital" else None


def acts(doc: Doc, mention: Mention) -> bool:
    """Whether the capital does something, has something done to it as a government has, or owns a plan or a view."""
    head = doc[mention.head]
    if not _bare(doc, mention):
        return False
    parent = head.head
    if head.dep_ == "nsubj":
        return parent.lower_ not in words()["stative"] or _has_clause(parent)
    if head.dep_ == "poss":
        return parent.lower_ not in words()["place"]
    if head.dep_ in ("dobj", "dative", "nsubjpass"):
        return parent.tag_[:2] == "VB" and parent.lower_ not in words()["locatives"]
    if head.dep_ == "pobj":
        if parent.lower_ in _TAKES_PLACES:
            return False
        return parent.lower_ in ACTING_WITH
    return head.dep_ == "conj" and parent.ent_type_ == "GPE" and parent.dep_ == "nsubj"


def _has_clause(verb: Token) -> bool:
    return any(c.dep_ in ("acomp", "ccomp", "xcomp", "aux") for c in verb.children)


def _bare(doc: Doc, mention: Mention) -> bool:
    """Not "Beijing, China", "in Beijing" or "the Beijing games"."""
    head = doc[mention.head]
    if any(c.dep_ == "appos" and place(c.text) is not None for c in head.children):
        return False
    return head.dep_ not in ("compound", "nmod", "npadvmod") and not (
        head.dep_ == "pobj" and head.head.lower_ in words()["locatives"] - {"to", "toward", "towards"}
    )
