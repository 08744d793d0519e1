"""What a mention's own words, and those it stands among, tell of the kind of thing it names.

The name finder is often wrong about names it has not met, so its label is only one vote among others: "the weekly
Harrow", "Ms. Harrow", "Harrow, a maker of pumps", "in Harrow" each tell more.
"""

import json
from collections.abc import Iterator
from enum import StrEnum
from functools import cache, lru_cache
from typing import Any, NamedTuple

import numpy as np
from spacy.tokens import Doc, Token
from spacy.vocab import Vocab

from onrecord.actors.gazetteer import misspelt, place
from onrecord.actors.given import sex_by_name
from onrecord.actors.mentions import Mention, Sort
from onrecord.actors.names import without_legal_form
from onrecord.actors.words import is_honorific, noun_kind, singular, words
from onrecord.language.models import model_file
from onrecord.model import ActorKind, Span

MODEL = "actors.json"


class Nature(StrEnum):
    """The kinds of actors, and what is none: a place or a thing."""

    PERSON = "person"
    ORGANISATION = "organisation"
    COUNTRY = "country"
    OUTLET = "outlet"
    DOCUMENT = "document"
    GROUP = "group"
    PLACE = "place"
    THING = "thing"


ACTOR_KINDS = {Nature(kind.value): kind for kind in ActorKind if kind is not ActorKind.UNKNOWN}


class Vote(NamedTuple):
    nature: Nature
    weight: float
    span: Span
    why: str


_LABELS = {
    "PERSON": (Nature.PERSON, 1.0),
    "ORG": (Nature.ORGANISATION, 1.0),
    "GPE": (Nature.PLACE, 1.0),
    "NORP": (Nature.GROUP, 1.5),
    "FAC": (Nature.PLACE, 1.0),
    "LOC": (Nature.PLACE, 1.0),
    "PRODUCT": (Nature.THING, 1.0),
    "EVENT": (Nature.THING, 1.5),
    "WORK_OF_ART": (Nature.DOCUMENT, 0.8),
    "LAW": (Nature.DOCUMENT, 1.5),
}
STRONG, FAIR, WEAK = 3.0, 2.0, 1.0
CLASSES = (Nature.PERSON, Nature.ORGANISATION, Nature.PLACE, Nature.THING)
"""What the vectors of common nouns are sorted into; fitted on GUM's entity types."""
AGED = 130


@cache
def model() -> dict[str, Any]:
    """The weights that are shipped: of nouns, and of antecedents by family."""
    data: dict[str, Any] = json.loads(model_file(MODEL).read_text(encoding="utf-8"))
    return data


@cache
def _noun_weights() -> tuple[np.ndarray, np.ndarray]:
    nouns = model()["nouns"]
    return np.array(nouns["weights"], dtype=np.float32), np.array(nouns["bias"], dtype=np.float32)


def votes_of(doc: Doc, mention: Mention) -> list[Vote]:
    """Votes for the nature of what ``mention`` names; none for a pronoun but "he" and "she"."""
    if mention.is_pronoun:
        return list(_pronoun_votes(doc, mention))
    if mention.sort is Sort.JOINED:
        return list(_joined_votes(doc, mention))
    if mention.sort is Sort.NAME:
        return [*_name_votes(doc, mention), *_context_votes(doc, mention)]
    return [*_noun_votes(doc, mention), *_context_votes(doc, mention)]


def _span(doc: Doc, start: int, end: int) -> Span:
    return Span(doc[start].idx, doc[end - 1].idx + len(doc[end - 1]))


def _pronoun_votes(doc: Doc, mention: Mention) -> Iterator[Vote]:
    if mention.form in ("he", "she", "who", "i"):
        yield Vote(Nature.PERSON, STRONG, _span(doc, mention.start, mention.end), "a person's pronoun")


def _joined_votes(doc: Doc, mention: Mention) -> Iterator[Vote]:
    if mention.label != "GPE":
        yield Vote(Nature.GROUP, STRONG, _span(doc, mention.start, mention.end), "several together")


def _noun_votes(doc: Doc, mention: Mention) -> Iterator[Vote]:
    head = _told_by(doc[mention.head])
    where = _span(doc, head.i, head.i + 1)
    kind = noun_kind(head.lower_)
    if kind is not None:
        yield Vote(Nature(kind.value), STRONG, where, "the noun")
    elif singular(head.lower_) in words()["place"]:
        yield Vote(Nature.PLACE, STRONG, where, "the noun")
    elif head.tag_ in ("NN", "NNS"):
        for nature, share in zip(CLASSES, noun_shares(head), strict=True):
            group = nature is Nature.PERSON and head.tag_ == "NNS"
            yield Vote(Nature.GROUP if group else nature, FAIR * share, where, "nouns like it")


def _told_by(noun: Token) -> Token:
    """ "a number of ministers": the ministers say what it is."""
    if singular(noun.lower_) not in words()["vague"]:
        return noun
    links = (c for c in noun.rights if c.dep_ == "prep" and c.lower_ == "of")
    return next((g for c in links for g in c.children if g.dep_ == "pobj" and g.tag_[:2] == "NN"), noun)


def noun_shares(head: Token) -> tuple[float, ...]:
    """How likely a common noun names a person, an organisation, a place, a thing, by its vector."""
    if not head.has_vector:
        return (0.1, 0.1, 0.1, 0.7)
    return _shares(head.vocab, head.lower_)


@cache
def _shares(vocab: Vocab, word: str) -> tuple[float, ...]:
    weights, bias = _noun_weights()
    scores = weights @ direction(vocab, word) + bias
    exponents = np.exp(scores - scores.max())
    return tuple(float(x) for x in exponents / exponents.sum())


@lru_cache(maxsize=20_000)
def direction(vocab: Vocab, word: str) -> np.ndarray:
    """The vector of a word, of length one."""
    return unit(np.asarray(vocab[word].vector))


def unit(vector: np.ndarray) -> np.ndarray:
    length = float(np.linalg.norm(vector))
    return vector / length if length else vector


def _name_votes(doc: Doc, mention: Mention) -> Iterator[Vote]:
    name = doc[mention.name_start : mention.name_end]
    where = Span(name.start_char, name.end_char)
    yield from _own_words(name.text, where, mention.label)
    if mention.label in _LABELS:
        nature, weight = _LABELS[mention.label]
        yield Vote(nature, weight, where, "the name finder")
    guess = sex_by_name(name.text) if mention.label in ("PERSON", "") else None
    if guess is not None and guess.sure:
        weight = FAIR if mention.label else WEAK
        yield Vote(Nature.PERSON, weight, where, f"“{name[0].text}” is a given name")
    for i in range(max(mention.start, mention.name_start - 3, 0), mention.name_start):
        yield from _before_name(doc[i])
    if mention.name_start == mention.start and mention.start and doc[mention.start - 1].dep_ == "compound":
        yield from _before_name(doc[mention.start - 1])


@cache
def _own(name: str) -> tuple[tuple[Nature, float, str], ...]:
    """What the words of a name tell: its last word, a legal form, the gazetteer."""
    table, parts = words(), name.lower().replace("’", "'").removesuffix("'s").split()
    out: list[tuple[Nature, float, str]] = []
    last = parts[-1] if parts else ""
    if len(parts) > 1:
        if last in table["outlet_names"]:
            out.append((Nature.OUTLET, FAIR, f"“{last}” ends its name"))
        elif last in table["organisation_names"] or parts[0] in table["organisation_names"]:
            out.append((Nature.ORGANISATION, FAIR, "a word for an organisation in its name"))
        elif singular(last) in table["document"]:
            out.append((Nature.DOCUMENT, FAIR, f"“{last}” ends its name"))
        elif any(p in table["organisation_names"] for p in parts):
            out.append((Nature.ORGANISATION, WEAK, "a word for an organisation in its name"))
        if without_legal_form(" ".join(parts)) != " ".join(parts):
            out.append((Nature.ORGANISATION, WEAK, "a legal form in its name"))
    return tuple(out)


def _own_words(name: str, where: Span, label: str) -> Iterator[Vote]:
    for nature, weight, why in _own(" ".join(name.split())):
        yield Vote(nature, weight, where, why)
    found = place(name)
    if found is not None:
        nature = {"name": Nature.COUNTRY, "people": Nature.GROUP}.get(found.form, Nature.PLACE)
        yield Vote(nature, STRONG if label != "PERSON" else WEAK, where, f"the gazetteer: {found.form} of {found.name}")
    elif label in ("GPE", "NORP", "LOC", "ORG", "") and (slip := misspelt(name)) is not None:
        nature = Nature.COUNTRY if slip.form == "name" else Nature.PLACE
        yield Vote(nature, FAIR, where, f"one letter from {slip.spelt}, {slip.form} of {slip.name}")


def _before_name(token: Token) -> Iterator[Vote]:
    """ "Ms.", "spokesman", "the weekly", "drone maker" before a name."""
    where = Span(token.idx, token.idx + len(token))
    lower = token.lower_
    kind = noun_kind(lower)
    if kind is ActorKind.PERSON or (is_honorific(lower) and token.tag_ in ("NNP", "NN")):
        yield Vote(Nature.PERSON, STRONG, where, f"“{token.text}” before it")
    elif kind in (ActorKind.OUTLET, ActorKind.ORGANISATION, ActorKind.COUNTRY):
        yield Vote(Nature(kind.value), STRONG, where, f"“{token.text}” before it")
    elif lower in words()["place"]:
        yield Vote(Nature.PLACE, FAIR, where, f"“{token.text}” before it")


def _context_votes(doc: Doc, mention: Mention) -> Iterator[Vote]:
    head = doc[mention.head]
    where = _span(doc, mention.head, mention.head + 1)
    for child in head.children:
        yield from _child_votes(child)
    parent = head.head
    if head.dep_ == "appos" and parent.tag_[:2] == "NN":
        yield from _described(parent, "an apposition")
    if head.dep_ == "nsubj" and parent.lower_ in ("is", "was", "are", "were", "be", "became", "remains", "'s", "’s"):
        for child in parent.children:
            if child.dep_ == "attr" and child.tag_ in ("NN", "NNS"):
                yield from _described(child, "what it is said to be")
    if head.dep_ == "pobj" and parent.lower_ in words()["locatives"] and mention.sort is Sort.NAME:
        yield Vote(Nature.PLACE, WEAK, where, f"“{parent.text}” before it")


def _child_votes(child: Token) -> Iterator[Vote]:
    where = Span(child.idx, child.idx + len(child))
    if child.dep_ == "appos":
        if child.tag_ in ("NN", "NNS"):
            yield from _described(child, "an apposition")
        elif child.is_digit and int(child.text) < AGED and len(child.text) < 4:
            yield Vote(Nature.PERSON, STRONG, where, "an age")
    elif child.dep_ == "npadvmod" and child.is_digit and len(child.text) < 4:
        yield Vote(Nature.PERSON, STRONG, where, "an age")
    elif child.dep_ == "relcl":
        for word in child.children:
            if word.lower_ == "who":
                yield Vote(Nature.PERSON, FAIR, Span(word.idx, word.idx + len(word)), "“who” after it")


def _described(noun: Token, how: str) -> Iterator[Vote]:
    kind = noun_kind(noun.lower_)
    if kind is not None:
        yield Vote(Nature(kind.value), STRONG, Span(noun.idx, noun.idx + len(noun)), f"“{noun.text}”, {how}")
