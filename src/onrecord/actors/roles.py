"""Role and affiliation of a person as the text gives them, beside the name.

"NATO Secretary-General Jens Stoltenberg", "Jan Hollis, a spokesman for the ministry", "Orla Venn, who heads the
council", "Venn is the mayor of Brale".
"""

from collections.abc import Iterator
from typing import NamedTuple

from spacy.tokens import Doc, Token

from onrecord.actors.mentions import Mention
from onrecord.actors.words import is_honorific, noun_kind, words
from onrecord.model import ActorKind, Answer, Span

_LINKS = frozenset({"for", "of", "at", "with", "from", "in"})
_HEADING = frozenset({"heads", "headed", "leads", "led", "runs", "ran", "founded", "chairs", "chaired", "directs"})
_WORKING = frozenset({"works", "worked", "teaches", "taught", "serves", "served", "studies", "studied"})
_MARKS = frozenset({"'s", "’s", "’", "'"})


class Office(NamedTuple):
    role: Answer[str] | None
    affiliation: Answer[str] | None


def office_of(doc: Doc, mentions: list[Mention]) -> Office:
    """The first role and the first affiliation that any of the mentions gives."""
    role: Answer[str] | None = None
    affiliation: Answer[str] | None = None
    for mention in mentions:
        for found in _offices(doc, mention):
            role = role or found.role
            affiliation = affiliation or found.affiliation
        if role and affiliation:
            break
    return Office(role, affiliation)


def _offices(doc: Doc, mention: Mention) -> Iterator[Office]:
    head = doc[mention.head]
    if mention.name_end > mention.name_start:
        yield from _before(doc, mention)
    for child in head.children:
        if child.dep_ == "appos" and child.tag_ in ("NN", "NNP") and child.i > head.i:
            yield _phrase(child)
        elif child.dep_ == "relcl":
            yield from _relative(child)
    if head.dep_ == "appos" and head.head.tag_ == "NN":
        yield _phrase(head.head)
    if head.dep_ == "nsubj" and head.head.lower_ in ("is", "was", "'s", "’s", "became", "remains"):
        for child in head.head.children:
            if child.dep_ == "attr" and noun_kind(child.lower_) is ActorKind.PERSON:
                yield _phrase(child)


def _before(doc: Doc, mention: Mention) -> Iterator[Office]:
    """ "NATO Secretary-General" before a name: the office is its last nouns, whose it is stands before them."""
    before = [doc[i] for i in range(_start(doc, mention), mention.name_start)]
    before = [t for t in before if t.dep_ != "det" and not t.is_punct]
    offices = [k for k, t in enumerate(before) if _is_office(t)]
    if not offices:
        return
    first = offices[0]
    while first and before[first - 1].tag_ in ("JJ", "VBN", "NN") and not before[first - 1].ent_type_:
        first -= 1
    role = before[first:]
    whose = [t for t in before[:first] if t.text not in _MARKS and t.tag_ not in ("PRP$", "CC")]
    yield Office(_answer(role), _answer(whose) if any(t.text[:1].isupper() for t in whose) else None)


def _start(doc: Doc, mention: Mention) -> int:
    start = mention.start
    while start and doc[start - 1].dep_ == "compound" and doc[start - 1].head.i in range(start - 1, mention.end):
        start -= 1
    return start


def _is_office(token: Token) -> bool:
    bare = token.lower_.rstrip(".")
    table = words()
    if bare in table["honorifics_male"] | table["honorifics_female"] | {"dr", "doctor"}:
        return False
    return noun_kind(token.lower_) is ActorKind.PERSON or is_honorific(bare) or "-general" in bare


def _phrase(noun: Token) -> Office:
    """ "a spokesman for the ministry", "professor of law at Harrow", "the ministry's spokesman"."""
    if noun_kind(noun.lower_) not in (ActorKind.PERSON, None) or not _is_office(noun):
        return Office(None, None)
    named = ("GPE", "ORG")
    inside = [c for c in noun.lefts if c.dep_ in ("compound", "amod", "nmod") and c.ent_type_ not in named]
    role = _answer([*(t for c in inside for t in c.subtree), noun])
    owners = [c for c in noun.lefts if c.dep_ in ("poss", "compound", "nmod") and c.tag_ != "PRP$"]
    owner = next((c for c in owners if c.ent_type_ in named), None)
    if owner is not None:
        return Office(role, _answer(_noun_phrase(owner)))
    links = [c for c in noun.rights if c.dep_ == "prep" and c.lower_ in _LINKS]
    bodies = [g for link in links for g in link.children if g.dep_ == "pobj" and _is_body(g)]
    return Office(role, _answer(_noun_phrase(bodies[-1])) if bodies else None)


def _relative(verb: Token) -> Iterator[Office]:
    """ "who heads the council", "who teaches law at Harrow"."""
    who = any(c.lower_ == "who" for c in verb.children)
    if who and verb.lower_ in _HEADING:
        body = next((c for c in verb.children if c.dep_ == "dobj"), None)
        if body is not None:
            yield Office(_answer([verb]), _answer(_noun_phrase(body)))
    elif who and verb.lower_ in _WORKING:
        bodies = [
            g for c in verb.children if c.dep_ == "prep" and c.lower_ in ("at", "for", "with") for g in c.children
        ]
        if bodies:
            yield Office(None, _answer(_noun_phrase(bodies[0])))
    elif who and verb.lower_ in ("is", "was"):
        attribute = next((c for c in verb.children if c.dep_ == "attr"), None)
        if attribute is not None:
            yield _phrase(attribute)


def _is_body(noun: Token) -> bool:
    kind = noun_kind(noun.lower_)
    return noun.ent_type_ in ("ORG", "GPE", "NORP", "FAC", "PERSON") or kind not in (ActorKind.PERSON, None)


def _noun_phrase(noun: Token) -> list[Token]:
    """The noun with what stands before it, and an "of" after it."""
    tokens = [t for c in noun.lefts for t in c.subtree]
    after = [t for c in noun.rights if c.dep_ == "prep" and c.lower_ == "of" and c.i == noun.i + 1 for t in c.subtree]
    return [*tokens, noun, *after]


def _answer(tokens: list[Token]) -> Answer[str] | None:
    kept = sorted({t.i: t for t in tokens if t.tag_ != "DT"}.values(), key=lambda t: t.i)
    while kept and (kept[0].is_punct or kept[0].text in _MARKS):
        kept.pop(0)
    while kept and (kept[-1].is_punct or kept[-1].text in _MARKS):
        kept.pop()
    if not kept:
        return None
    span = Span(kept[0].idx, kept[-1].idx + len(kept[-1]))
    return Answer(" ".join(kept[0].doc[kept[0].i : kept[-1].i + 1].text.split()), (span,))
