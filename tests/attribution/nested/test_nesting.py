"""Nesting, on parses written by hand: each word as text/tag/dependency/head ("~": no space follows).

The outer statement's source and cue are the first two words, its content the rest.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc
from spacy.vocab import Vocab

from onrecord.attribution.nested.cues import BARRED, LISTED, SPANS_FIT, lexicon
from onrecord.attribution.nested.nesting import nested
from onrecord.model import Document, Form, Section, SectionKind, Span, Statement, quoted

VOCAB = Vocab()


class Case(NamedTuple):
    """``found``: source, cue and content of each nested statement as words, in text order."""

    id: str
    words: str
    found: list[tuple[str, str, str]]


MORN = "Morn/NNP/nsubj/1 said/VBD/ROOT/1 "

CASES = [
    Case(
        "a cue verb with a clause",
        MORN + "Ona/NNP/nsubj/4 had/VBD/aux/4 claimed/VBN/ccomp/1 it/PRP/nsubj/6 leaked/VBD/ccomp/4",
        [("Ona", "had claimed", "it leaked")],
    ),
    Case(
        "a chain of three",
        MORN + "Ona/NNP/nsubj/3 wrote/VBD/ccomp/1 Ild/NNP/nsubj/5 denied/VBD/ccomp/3 that/IN/mark/8 it/PRP/nsubj/8"
        " leaked/VBD/ccomp/5",
        [("Ona", "wrote", "Ild denied that it leaked"), ("Ild", "denied", "that it leaked")],
    ),
    Case(
        "a promise",
        MORN + "Ona/NNP/nsubj/3 promised/VBD/ccomp/1 to/TO/aux/5 leave/VB/xcomp/3 soon/RB/advmod/5",
        [("Ona", "promised", "to leave soon")],
    ),
    Case(
        "what a charge is called is no part of it",
        MORN + "Ona/NNP/nsubj/3 called/VBD/ccomp/1 the/DT/det/5 charge/NN/dobj/3 that/IN/mark/8 it/PRP/nsubj/8"
        " sold/VBD/acl/5 boats/NNS/dobj/8 a/DT/det/11 lie/NN/dobj/8",
        [("", "charge", "that it sold boats")],
    ),
    Case("a hope is no promise", MORN + "Ona/NNP/nsubj/3 hoped/VBD/ccomp/1 to/TO/aux/5 leave/VB/xcomp/3", []),
    Case("an attempt is no promise", MORN + "Ona/NNP/nsubj/3 tried/VBD/ccomp/1 to/TO/aux/5 leave/VB/xcomp/3", []),
    Case(
        "according to",
        MORN + "ships/NNS/nsubj/3 sank/VBD/ccomp/1 according/VBG/prep/3 to/IN/prep/4 Ona/NNP/pobj/5",
        [("Ona", "according to", "ships sank")],
    ),
    Case(
        "in somebody's view",
        MORN + "ships/NNS/nsubj/3 sank/VBD/ccomp/1 in/IN/prep/3 Ona/NNP/poss/7 's/POS/case/5 view/NN/pobj/4",
        [("Ona", "in ... view", "ships sank")],
    ),
    Case(
        "a passive without a source",
        MORN + "Ona/NNP/nsubjpass/4 is/VBZ/auxpass/4 believed/VBN/ccomp/1 to/TO/aux/7 have/VB/aux/7 fled/VBN/xcomp/4",
        [("", "is believed", "Ona ... to have fled")],
    ),
    Case(
        "a passive with one",
        MORN + "Ona/NNP/nsubjpass/4 is/VBZ/auxpass/4 believed/VBN/ccomp/1 by/IN/agent/4 us/PRP/pobj/5 to/TO/aux/8"
        " hide/VB/xcomp/4",
        [("us", "is believed", "Ona ... to hide")],
    ),
    Case(
        "it was reported that",
        MORN
        + "it/PRP/nsubjpass/4 was/VBD/auxpass/4 reported/VBN/ccomp/1 that/IN/mark/7 it/PRP/nsubj/7 sank/VBD/ccomp/4",
        [("", "was reported", "that it sank")],
    ),
    Case(
        "a noun with its owner",
        MORN + "Ona/NNP/poss/4 's/POS/case/2 claim/NN/nsubj/8 that/IN/mark/7 it/PRP/nsubj/7 sank/VBD/acl/4"
        " surprised/VBD/ccomp/1 us/PRP/dobj/8",
        [("Ona", "claim", "that it sank")],
    ),
    Case(
        "reports denied",
        MORN + "Ona/NNP/nsubj/3 denied/VBD/ccomp/1 reports/NNS/dobj/3 that/IN/mark/7 it/PRP/nsubj/7 sank/VBD/acl/4",
        [("Ona", "denied", "reports that it sank"), ("", "reports", "that it sank")],
    ),
    Case(
        "a fact is nobody's claim",
        MORN + "the/DT/det/3 fact/NN/nsubj/7 that/IN/mark/6 it/PRP/nsubj/6 sank/VBD/acl/3 surprised/VBD/ccomp/1",
        [],
    ),
    Case(
        "an aside",
        MORN + "it/PRP/nsubj/7 ,/,/punct/7 Ona/NNP/nsubj/5 claims/VBZ/parataxis/7 ,/,/punct/7 flies/VBZ/ccomp/1"
        " well/RB/advmod/7",
        [("Ona", "claims", "it ... flies well")],
    ),
    Case(
        "a gerund goes on from the subject",
        MORN + "Ona/NNP/nsubj/3 left/VBD/ccomp/1 ,/,/punct/3 claiming/VBG/advcl/3 it/PRP/nsubj/7 leaked/VBD/ccomp/5",
        [("Ona", "claiming", "it leaked")],
    ),
    Case(
        "a relative clause",
        MORN + "Ona/NNP/nsubj/8 ,/,/punct/2 who/WP/nsubj/5 claimed/VBD/relcl/2 it/PRP/nsubj/7 leaked/VBD/ccomp/5"
        " left/VBD/ccomp/1",
        [("Ona", "claimed", "it leaked")],
    ),
    Case(
        "two cues share a subject",
        MORN + "Ona/NNP/nsubj/3 left/VBD/ccomp/1 and/CC/cc/3 claimed/VBD/conj/3 it/PRP/nsubj/7 leaked/VBD/ccomp/5",
        [("Ona", "claimed", "it leaked")],
    ),
    Case(
        "a quotation in a quotation",
        MORN + "“~/``/punct/3 Ona/NNP/nsubj/4 shouted~/VBD/ccomp/1 ,/,/punct/4 ‘~/``/punct/4 Go/VB/dep/4"
        " home~/RB/advmod/7 ’~/''/punct/4 ”/''/punct/1",
        [("Ona", "shouted", "‘Go home’")],
    ),
    Case(
        "a label in quotation marks",
        MORN
        + "Ona/NNP/nsubj/3 called/VBD/ccomp/1 it/PRP/nsubj/7 “~/``/punct/7 a/DT/det/7 joke~/NN/oprd/3 ”/''/punct/3",
        [("Ona", "called", "it “a joke”")],
    ),
    Case("a name is no label", MORN + "Ona/NNP/nsubj/3 called/VBD/ccomp/1 it/PRP/nsubj/5 joke/NN/oprd/3", []),
    Case(
        "a refusal",
        MORN + "Ona/NNP/nsubj/3 declined/VBD/ccomp/1 to/TO/aux/5 say/VB/xcomp/3 whether/IN/mark/8 it/PRP/nsubj/8"
        " sank/VBD/ccomp/5",
        [("Ona", "declined to say", "whether it sank")],
    ),
    Case(
        "what was never said",
        MORN + "Ona/NNP/nsubj/4 never/RB/neg/4 claimed/VBD/ccomp/1 it/PRP/nsubj/6 sank/VBD/ccomp/4",
        [],
    ),
    Case("what nobody said", MORN + "nobody/NN/nsubj/3 claimed/VBD/ccomp/1 it/PRP/nsubj/5 sank/VBD/ccomp/3", []),
    Case(
        "what might be said",
        MORN + "Ona/NNP/nsubj/4 could/MD/aux/4 claim/VB/ccomp/1 it/PRP/nsubj/6 sank/VBD/ccomp/4",
        [],
    ),
    Case(
        "a condition",
        MORN + "if/IN/mark/4 Ona/NNP/nsubj/4 claims/VBZ/advcl/8 it/PRP/nsubj/6 sank/VBD/ccomp/4 we/PRP/nsubj/8"
        " leave/VBP/ccomp/1",
        [],
    ),
    Case(
        "a question asked",
        MORN + "Ona/NNP/nsubj/3 asked/VBD/ccomp/1 whether/IN/mark/6 it/PRP/nsubj/6 sank/VBD/ccomp/3",
        [],
    ),
    Case("the speaker's own hedge", MORN + "I/PRP/nsubj/3 think/VBP/ccomp/1 it/PRP/nsubj/5 sank/VBD/ccomp/3", []),
    Case("a verb with a thing", MORN + "Ona/NNP/nsubj/3 claimed/VBD/ccomp/1 the/DT/det/5 prize/NN/dobj/3", []),
    Case("that said", MORN + "That/DT/nsubj/3 said/VBD/ccomp/1 it/PRP/nsubj/5 sank/VBD/ccomp/3", []),
]


def parsed(words: str) -> Doc:
    rows = [word.rsplit("/", 3) for word in words.split()]
    texts, tags, deps, heads = zip(*rows, strict=True)
    spaces = [not text.endswith("~") for text in texts]
    plain = [text.rstrip("~") for text in texts]
    return Doc(VOCAB, plain, spaces, tags=list(tags), deps=list(deps), heads=[int(h) for h in heads])


def document_of(doc: Doc) -> Document:
    return Document(doc.text, (Section(SectionKind.BODY, Span(0, len(doc.text))),))


def statement(doc: Doc) -> Statement:
    source, cue = (Span(doc[i].idx, doc[i].idx + len(doc[i])) for i in (0, 1))
    content = Span(doc[2].idx, len(doc.text.rstrip()))
    return Statement(document_of(doc).id, (source,), (cue,), (content,), Form.INDIRECT, 0.5)


def nest(words: str) -> tuple[str, Statement, list[Statement]]:
    doc = parsed(words)
    given = statement(doc)
    return doc.text, given, nested(document_of(doc), [given], doc)


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.id)
def test_a_content_is_read_for_what_it_attributes(case: Case):
    text, given, found = nest(case.words)
    inner = [s for s in found if s.parent is not None]
    words = [tuple(quoted(text, spans) for spans in (s.source, s.cue, s.content)) for s in inner]
    assert words == case.found
    assert given in found


CHAIN = next(c for c in CASES if c.id == "a chain of three").words


def test_each_level_hangs_on_the_one_that_holds_it_and_is_less_sure():
    _, given, found = nest(CHAIN)
    first, second = (s for s in found if s is not given)
    assert (first.parent, second.parent) == (given.id, first.id)
    assert given.confidence > first.confidence > second.confidence > 0


def test_a_cue_that_is_a_statement_already_is_not_marked_again():
    doc = parsed(CHAIN)
    _, given, found = nest(CHAIN)
    first = next(s for s in found if s.parent == given.id)
    again = nested(document_of(doc), [given, first], doc)
    assert again == found


def test_without_statements_nothing_is_nested():
    doc = parsed(CHAIN)
    assert nested(document_of(doc), [], doc) == []


def repeated(times: int) -> tuple[Doc, list[Statement]]:
    """The chain several times over, with the outer statement of each."""
    one = parsed(CHAIN)
    doc = Doc.from_docs([one] * times)
    assert doc is not None
    outer = []
    for first in range(0, len(doc), len(one)):
        source, cue = (Span(doc[i].idx, doc[i].idx + len(doc[i])) for i in (first, first + 1))
        words = doc[first + 2 : first + len(one)]
        content = Span(words.start_char, words.end_char)
        outer.append(Statement(document_of(doc).id, (source,), (cue,), (content,), Form.INDIRECT, 0.5))
    return doc, outer


class Watched(tuple[Span, ...]):
    """A content that counts how often any of its kind is gone through."""

    __slots__ = ()
    times = 0

    def __iter__(self) -> Iterator[Span]:
        Watched.times += 1
        return super().__iter__()


def test_the_work_grows_with_the_statements_and_not_with_their_square():
    counts = []
    for times in (10, 40):
        doc, outer = repeated(times)
        watched = [replace(s, content=Watched(s.content)) for s in outer]
        Watched.times = 0
        assert len(nested(document_of(doc), watched, doc)) == 3 * times
        counts.append(Watched.times)
    assert counts[1] <= 5 * counts[0]


TAGGED = sorted(
    {
        (w.rsplit("/", 3)[0].rstrip("~"), w.rsplit("/", 3)[1], w.rsplit("/", 3)[2])
        for c in CASES
        for w in c.words.split()
    }
)


@st.composite
def trees(draw: st.DrawFn) -> Doc:
    """Words of the cases in any order, hung on one another in any way that is a tree."""
    words = draw(st.lists(st.sampled_from(TAGGED), min_size=4, max_size=14))
    heads = [0] + [draw(st.integers(0, i - 1)) for i in range(1, len(words))]
    texts, tags, deps = zip(*words, strict=True)
    return Doc(VOCAB, words=list(texts), tags=list(tags), deps=["ROOT", *deps[1:]], heads=heads)


@given(trees())
@settings(max_examples=150, deadline=None)
def test_whatever_the_parse_nested_contents_lie_within_their_parents(doc: Doc):
    document, start = document_of(doc), statement(doc)
    found = nested(document, [start], doc)
    by_id = {s.id: s for s in found}
    assert len(by_id) == len(found)
    assert start in found
    for s in found:
        if s is not start:
            parent = by_id[s.parent or ""]
            assert s.content
            assert all(any(p.start <= c.start and c.end <= p.end for p in parent.content) for c in s.content)
    assert nested(document, found, doc) == found == nested(document, [start], doc)


def test_listed_words_have_a_rate_in_each_form_and_barred_ones_none():
    assert all(lexicon().rate("nouns" if k == "nominal" else "verbs", w, k) for k, ws in LISTED.items() for w in ws)
    assert not any(lexicon().rate("verbs", w, "finite") for w in BARRED["finite"])
    assert lexicon().rate("verbs", "said", "finite") == pytest.approx(0.94 * SPANS_FIT, abs=0.03)
