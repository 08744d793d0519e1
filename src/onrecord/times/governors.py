"""What an expression of time modifies, read off the parse."""

import re
from collections.abc import Iterator
from itertools import islice

from spacy.tokens import Doc, Token

from onrecord.model import Span
from onrecord.times.expression import Expression, Tense
from onrecord.times.lexicon import words
from onrecord.times.tense import is_finite, tense_of

_LINKS = words("links")
"""Words by which a time hangs on what it dates; "than in 2010" dates nothing here."""
_BLANK = re.compile(r"\n[^\S\n]*\n")
_STEPS = 20
"""From head to head; a parse is a tree, so this only bounds what odd input can cost."""
_NAMELIKE = frozenset({"month", "weekday", "season", "day"})
_ORDINARY = frozenset({"today", "tonight", "tomorrow", "yesterday", "morning", "evening", "night"})
_NAMES = frozenset({"PERSON", "ORG", "GPE", "FAC", "PRODUCT", "WORK_OF_ART", "NORP", "LOC"})


def tokens_in(doc: Doc, span: Span) -> list[Token]:
    found = doc.char_span(span.start, span.end, alignment_mode="expand")
    return list(found) if found is not None else []


def chain(text: str, tokens: list[Token]) -> tuple[Token, ...]:
    """From the expression's ``tokens`` up: the nouns that it hangs on, in order, and the verb that these hang on.

    Empty where something else than a word of time or place links it.
    """
    inside = {t.i for t in tokens}
    top = next((t for t in tokens if t.head.i not in inside), None)
    if top is None:
        return ()
    if top.tag_ in ("CC", "_SP") or top.is_punct:
        top = next((t for t in tokens if t.head.i not in inside and t.is_alpha), top)
    found = tuple(_climb(top))
    return () if found and _apart(text, top, found[0]) else found


def _apart(text: str, a: Token, b: Token) -> bool:
    """In two paragraphs, which the parse may take for one sentence."""
    first, last = sorted((a.idx, b.idx))
    return _BLANK.search(text[first:last]) is not None


def attributive(tokens: list[Token]) -> bool:
    """ "Friday's debate", "the 2014 law": it says which, and dates no verb."""
    inside = {t.i for t in tokens}
    return any(t.dep_ in ("poss", "compound", "amod", "nmod", "nummod") for t in tokens if t.head.i not in inside)


def _climb(node: Token) -> Iterator[Token]:
    for _ in range(_STEPS):
        above = node.head
        if above == node:
            return
        if is_verb(above):
            yield above
            return
        if above.tag_.startswith("NN") or above.tag_ in ("PRP", "CD", "DT"):
            if node.dep_ == "conj" and above.lower_ not in _LINKS:
                return
            yield above
        elif above.dep_ == "amod" or (above.dep_ in ("prep", "pcomp", "agent") and above.lower_ not in _LINKS):
            return
        node = above


def is_verb(token: Token) -> bool:
    return token.tag_.startswith("VB") and token.dep_ not in ("amod", "aux", "auxpass")


def tense_at(governors: tuple[Token, ...], reporting: frozenset[int]) -> Tense:
    """The tense that dates without a year are read in. A report is of what was said, though it be in the present."""
    if not governors or not is_verb(governors[-1]):
        return Tense.PAST
    verb = governors[-1]
    tense = tense_of(verb)
    if verb.i in reporting and any(c.tag_ == "TO" for c in children(verb)):
        return Tense.PAST  # "refused to endorse him in July"
    if tense is Tense.PRESENT and (verb.i in reporting or (len(governors) > 1 and is_finite(verb))):
        return Tense.PAST  # "the raid on Friday is a crime"
    return tense


def plausible(expression: Expression, tokens: list[Token]) -> bool:
    """Not a number of things ("in 1500 cases"), nor a person who is called like a month ("April Lind")."""
    if not tokens:
        return False
    last = tokens[-1]
    if expression.kind in ("year", "bound") and last.tag_ == "CD" and last.dep_ == "nummod" and last.head.i > last.i:
        return last.head.tag_ not in ("NNS", "NNPS")
    if expression.kind in _NAMELIKE and len(tokens) <= 2:
        return not _names(last) or last.dep_ == "npadvmod"
    return True


def _names(token: Token) -> bool:
    """A title is written like one: "she told This Morning"."""
    if token.ent_type_ in _NAMES:
        return True
    first = token.doc[max(token.i - 1, 0)]
    titled = token.lower_ in _ORDINARY and token.text[0].isupper() and (first.text[0].isupper() or token.tag_ == "NNP")
    return titled and not (token.is_sent_start or first.is_sent_start)


def children(token: Token, most: int = 64) -> Iterator[Token]:
    """So many that hostile input costs no more than a sentence does."""
    return islice(token.children, most)
