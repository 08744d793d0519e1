"""Speakers, on parses written by hand: each word as text/tag/dependency/head, names as (start, end, label)."""

from typing import NamedTuple

import pytest
from spacy.tokens import Doc
from spacy.tokens import Span as Tokens
from spacy.vocab import Vocab

from onrecord.attribution.speakers import speaker_of
from onrecord.model import ActorKind, Span

VOCAB = Vocab()


class Case(NamedTuple):
    id: str
    words: str
    names: list[tuple[int, int, str]]
    source: str
    speaker: tuple[str, ActorKind] | None


CASES = [
    Case("a name alone", "Orla/NNP/nsubj/1 spoke/VBD/ROOT/1", [(0, 1, "PERSON")], "Orla", ("Orla", ActorKind.PERSON)),
    Case(
        "a person after an office",
        "Alliance/NNP/compound/3 chief/NN/compound/3 Orla/NNP/compound/3 Venn/NNP/nsubj/4 spoke/VBD/ROOT/4",
        [(0, 1, "ORG"), (2, 4, "PERSON")],
        "Alliance chief Orla Venn",
        ("Orla Venn", ActorKind.PERSON),
    ),
    Case(
        "a person with an office after the name",
        "Orla/NNP/compound/1 Venn/NNP/nsubj/7 ,/,/punct/1 envoy/NN/appos/1 to/IN/prep/3 Brale/NNP/pobj/4 ,/,/punct/1"
        " spoke/VBD/ROOT/7",
        [(0, 2, "PERSON"), (5, 6, "GPE")],
        "Orla Venn , envoy to Brale",
        ("Orla Venn", ActorKind.PERSON),
    ),
    Case(
        "a country inside a description is not speaking",
        "an/DT/det/1 envoy/NN/nsubj/4 of/IN/prep/1 Brale/NNP/pobj/2 spoke/VBD/ROOT/4",
        [(3, 4, "GPE")],
        "an envoy of Brale",
        None,
    ),
    Case(
        "whose spokesman is not who",
        "Brale/NNP/compound/1 spokesman/NN/nsubj/2 spoke/VBD/ROOT/2",
        [(0, 1, "GPE")],
        "Brale spokesman",
        None,
    ),
    Case(
        "an outlet after its kind",
        "the/DT/det/1 magazine/NN/nsubj/4 Der/NNP/compound/3 Blick/NNP/appos/1 spoke/VBD/ROOT/4",
        [(2, 4, "ORG")],
        "the magazine Der Blick",
        ("Der Blick", ActorKind.ORGANISATION),
    ),
    Case(
        "a name that the finder misses", "Quorl/NNP/nsubj/1 spoke/VBD/ROOT/1", [], "Quorl", ("Quorl", ActorKind.UNKNOWN)
    ),
    Case(
        "a name with its article",
        "The/DT/det/1 Post/NNP/nsubj/2 spoke/VBD/ROOT/2",
        [(0, 2, "ORG")],
        "The Post",
        ("The Post", ActorKind.ORGANISATION),
    ),
    Case(
        "a possessive",
        "Brale/NNP/poss/2 's/POS/case/0 claim/NN/nsubj/3 stood/VBD/ROOT/3",
        [(0, 1, "GPE")],
        "Brale 's",
        ("Brale", ActorKind.COUNTRY),
    ),
    Case(
        "several who speak together",
        "Brale/NNP/nsubj/4 ,/,/punct/0 Orsund/NNP/conj/0 allies/NNS/appos/0 spoke/VBD/ROOT/4",
        [(0, 1, "GPE"), (2, 3, "GPE")],
        "Brale , Orsund",
        ("Brale , Orsund", ActorKind.GROUP),
    ),
    Case(
        "a part of a longer name is not that name",
        "Orla/NNP/compound/1 Venn/NNP/nsubj/2 spoke/VBD/ROOT/2",
        [(0, 2, "PERSON")],
        "Orla",
        ("Orla", ActorKind.UNKNOWN),
    ),
    Case(
        "two names side by side are two",
        "Brale/NNP/compound/1 Orsund/NNP/nsubj/2 spoke/VBD/ROOT/2",
        [(0, 1, "GPE"), (1, 2, "PERSON")],
        "Brale Orsund",
        ("Orsund", ActorKind.PERSON),
    ),
    Case(
        "a signature, which hangs on nothing",
        "Orla/NNP/compound/1 Venn/NNP/ROOT/1 ,/,/punct/1 harbour/NN/compound/4 master/NN/appos/1",
        [(0, 2, "PERSON")],
        "Orla Venn , harbour master",
        ("Orla Venn", ActorKind.PERSON),
    ),
    Case("a pronoun", "He/PRP/nsubj/1 spoke/VBD/ROOT/1", [], "He", None),
    Case("a capitalised common noun", "Officials/NNS/nsubj/1 spoke/VBD/ROOT/1", [], "Officials", None),
]


def parsed(case: Case) -> Doc:
    rows = [word.rsplit("/", 3) for word in case.words.split()]
    texts, tags, deps, heads = zip(*rows, strict=True)
    doc = Doc(VOCAB, words=list(texts), tags=list(tags), deps=list(deps), heads=[int(h) for h in heads])
    doc.set_ents([Tokens(doc, start, end, label=label) for start, end, label in case.names])
    return doc


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.id)
def test_the_speaker_is_the_name_that_heads_the_source(case: Case):
    doc = parsed(case)
    start = doc.text.index(case.source)
    found = speaker_of(doc, [Span(start, start + len(case.source))])
    assert (None if found is None else (found.name, found.kind)) == case.speaker
    assert found is None or (found.mention is not None and found.mention.of(doc.text) == found.name)


def test_an_absent_source_has_no_speaker():
    assert speaker_of(parsed(CASES[0]), []) is None
