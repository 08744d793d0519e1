"""How sure, which way, how far, on parses written by hand: each word as text/tag/dependency/head."""

from dataclasses import replace
from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc
from spacy.vocab import Vocab

from evaluation.nesting import located
from onrecord.attribution.commitment.certainty import Thresholds, author_commitment, commitment
from onrecord.model import Answer, Certainty, Commitment, Form, Polarity, Span, Statement, Status

VOCAB = Vocab()


class Case(NamedTuple):
    """``certainty``, ``polarity`` and ``status``: the value and the words that show it."""

    id: str
    words: str
    cue: str
    content: str
    certainty: tuple[str, str]
    polarity: tuple[str, str]
    status: tuple[str, str]


CASES = [
    Case(
        "a plain past",
        "Ona/NNP/nsubj/1 said/VBD/ROOT/1 the/DT/det/3 ship/NN/nsubj/4 sank/VBD/ccomp/1",
        "said",
        "the ship sank",
        ("certain", ""),
        ("positive", ""),
        ("happened", ""),
    ),
    Case(
        "a negation",
        "Ona/NNP/nsubj/1 said/VBD/ROOT/1 the/DT/det/3 ship/NN/nsubj/5 never/RB/neg/5 sank/VBD/ccomp/1",
        "said",
        "the ship never sank",
        ("certain", ""),
        ("negative", "never"),
        ("none", ""),
    ),
    Case(
        "nobody",
        "Nobody/NN/nsubj/1 saw/VBD/ROOT/1 the/DT/det/3 ship/NN/dobj/1",
        "",
        "Nobody saw the ship",
        ("certain", ""),
        ("negative", "Nobody"),
        ("none", ""),
    ),
    Case(
        "a modal",
        "Ona/NNP/nsubj/1 said/VBD/ROOT/1 the/DT/det/3 ship/NN/nsubj/5 may/MD/aux/5 sink/VB/ccomp/1",
        "said",
        "the ship may sink",
        ("possible", "may"),
        ("positive", ""),
        ("none", ""),
    ),
    Case(
        "two modal layers",
        "Ona/NNP/nsubj/3 may/MD/aux/3 have/VB/aux/3 failed/VBN/ROOT/3 to/TO/aux/5 warn/VB/xcomp/3 them/PRP/dobj/5",
        "",
        "Ona may have failed to warn them",
        ("possible", "may"),
        ("negative", "failed"),
        ("none", ""),
    ),
    Case(
        "an adverb",
        "The/DT/det/1 ship/NN/nsubj/3 probably/RB/advmod/3 sank/VBD/ROOT/3",
        "",
        "The ship probably sank",
        ("probable", "probably"),
        ("positive", ""),
        ("happened", ""),
    ),
    Case(
        "a passive belief",
        "The/DT/det/1 ship/NN/nsubjpass/3 is/VBZ/auxpass/3 believed/VBN/ROOT/3 to/TO/aux/6 have/VB/aux/6"
        " sunk/VBN/xcomp/3",
        "",
        "The ship is believed to have sunk",
        ("probable", "believed"),
        ("positive", ""),
        ("happened", ""),
    ),
    Case(
        "a denial",
        "Ona/NNP/nsubj/1 denied/VBD/ROOT/1 that/IN/mark/5 the/DT/det/4 ship/NN/nsubj/5 sank/VBD/ccomp/1",
        "denied",
        "that the ship sank",
        ("certain", ""),
        ("negative", "denied"),
        ("none", ""),
    ),
    Case(
        "a denial of a negation",
        "Ona/NNP/nsubj/1 denied/VBD/ROOT/1 that/IN/mark/6 she/PRP/nsubj/6 had/VBD/aux/6 not/RB/neg/6 paid/VBN/ccomp/1",
        "denied",
        "that she had not paid",
        ("certain", ""),
        ("positive", "denied not"),
        ("happened", ""),
    ),
    Case(
        "what is not denied",
        "Ona/NNP/nsubj/3 did/VBD/aux/3 not/RB/neg/3 deny/VB/ROOT/3 that/IN/mark/7 the/DT/det/6"
        " ship/NN/nsubj/7 sank/VBD/ccomp/3",
        "did not deny",
        "that the ship sank",
        ("possible", "not deny"),
        ("positive", "not deny"),
        ("happened", ""),
    ),
    Case(
        "a report not confirmed",
        "Ona/NNP/nsubj/3 has/VBZ/aux/3 not/RB/neg/3 confirmed/VBN/ROOT/3 reports/NNS/dobj/3 that/IN/mark/8"
        " the/DT/det/7 ship/NN/nsubj/8 sank/VBD/acl/4",
        "",
        "Ona has not confirmed reports that the ship sank",
        ("none", "not confirmed reports"),
        ("positive", "not confirmed"),
        ("happened", ""),
    ),
    Case(
        "no evidence",
        "There/EX/expl/1 is/VBZ/ROOT/1 no/DT/det/3 evidence/NN/attr/1 that/IN/mark/7 the/DT/det/6"
        " ship/NN/nsubj/7 sank/VBD/acl/3",
        "",
        "There is no evidence that the ship sank",
        ("none", "no evidence"),
        ("negative", "no evidence"),
        ("none", ""),
    ),
    Case(
        "no doubt",
        "There/EX/expl/1 is/VBZ/ROOT/1 no/DT/det/3 doubt/NN/attr/1 that/IN/mark/7 the/DT/det/6"
        " ship/NN/nsubj/7 sank/VBD/acl/3",
        "",
        "There is no doubt that the ship sank",
        ("certain", ""),
        ("positive", "no doubt"),
        ("happened", ""),
    ),
    Case(
        "a plan",
        "Ona/NNP/nsubj/1 said/VBD/ROOT/1 they/PRP/nsubj/3 plan/VBP/ccomp/1 to/TO/aux/5 sell/VB/xcomp/3 it/PRP/dobj/5",
        "said",
        "they plan to sell it",
        ("probable", "plan"),
        ("positive", ""),
        ("planned", "plan"),
    ),
    Case(
        "a plan that is past",
        "There/EX/expl/2 had/VBD/aux/2 been/VBN/ROOT/2 plans/NNS/attr/2 to/TO/aux/5 sell/VB/acl/3 it/PRP/dobj/5",
        "",
        "There had been plans to sell it",
        ("none", "had plans"),
        ("positive", ""),
        ("planned", "plans"),
    ),
    Case(
        "a promise",
        "Ona/NNP/nsubj/1 promised/VBD/ROOT/1 to/TO/aux/3 sell/VB/xcomp/1 it/PRP/dobj/3",
        "promised",
        "to sell it",
        ("certain", ""),
        ("positive", ""),
        ("planned", "promised"),
    ),
    Case(
        "a promise not to",
        "Ona/NNP/nsubj/1 vowed/VBD/ROOT/1 not/RB/neg/4 to/TO/aux/4 sell/VB/xcomp/1 it/PRP/dobj/4",
        "vowed",
        "not to sell it",
        ("certain", ""),
        ("negative", "not"),
        ("refused", "vowed"),
    ),
    Case(
        "a future in reported speech",
        "Ona/NNP/nsubj/1 said/VBD/ROOT/1 it/PRP/nsubj/4 would/MD/aux/4 close/VB/ccomp/1",
        "said",
        "it would close",
        ("certain", ""),
        ("positive", ""),
        ("planned", "would"),
    ),
    Case(
        "a future as it stands",
        "Ona/NNP/nsubj/1 says/VBZ/ROOT/1 it/PRP/nsubj/4 would/MD/aux/4 close/VB/ccomp/1",
        "says",
        "it would close",
        ("none", "would"),
        ("positive", ""),
        ("conditional", "would"),
    ),
    Case(
        "an offer",
        "Ona/NNP/nsubj/1 is/VBZ/ROOT/1 willing/JJ/acomp/1 to/TO/aux/4 sell/VB/xcomp/2 it/PRP/dobj/4",
        "",
        "Ona is willing to sell it",
        ("possible", "willing"),
        ("positive", ""),
        ("proposed", "willing"),
    ),
    Case(
        "a demand",
        "Ona/NNP/nsubj/1 urged/VBD/ROOT/1 them/PRP/dobj/1 to/TO/aux/4 leave/VB/xcomp/1",
        "urged",
        "them to leave",
        ("none", "urged"),
        ("positive", ""),
        ("demanded", "urged"),
    ),
    Case(
        "a demand that not",
        "Ona/NNP/nsubj/1 warned/VBD/ROOT/1 them/PRP/dobj/1 not/RB/neg/5 to/TO/aux/5 leave/VB/xcomp/1",
        "warned",
        "them not to leave",
        ("none", "warned"),
        ("negative", "not"),
        ("demanded", "warned"),
    ),
    Case(
        "what ought not to be",
        "They/PRP/nsubj/3 should/MD/aux/3 not/RB/neg/3 leave/VB/ROOT/3",
        "",
        "They should not leave",
        ("none", "should"),
        ("negative", "not"),
        ("demanded", "should"),
    ),
    Case(
        "a command",
        "Do/VB/aux/2 not/RB/neg/2 leave/VB/ROOT/2 the/DT/det/4 ship/NN/dobj/2",
        "",
        "Do not leave the ship",
        ("none", "leave"),
        ("negative", "not"),
        ("demanded", "leave"),
    ),
    Case(
        "a condition",
        "If/IN/mark/2 it/PRP/nsubj/2 rains/VBZ/advcl/5 they/PRP/nsubj/5 will/MD/aux/5 leave/VB/ROOT/5",
        "",
        "If it rains they will leave",
        ("none", "If"),
        ("positive", ""),
        ("conditional", "If"),
    ),
    Case(
        "a condition that is none",
        "Even/RB/advmod/3 if/IN/mark/3 it/PRP/nsubj/3 rains/VBZ/advcl/6 they/PRP/nsubj/6 will/MD/aux/6 leave/VB/ROOT/6",
        "",
        "Even if it rains they will leave",
        ("certain", ""),
        ("positive", ""),
        ("planned", "will"),
    ),
    Case(
        "a refusal",
        "Ona/NNP/nsubj/1 refused/VBD/ROOT/1 to/TO/aux/3 leave/VB/xcomp/1",
        "",
        "Ona refused to leave",
        ("certain", ""),
        ("negative", "refused"),
        ("refused", "refused"),
    ),
    Case(
        "a refusal of one's own",
        "“/``/punct/6 We/PRP/nsubj/4 will/MD/aux/4 not/RB/neg/4 leave/VB/ccomp/6 ”/''/punct/6"
        " said/VBD/ROOT/6 Ona/NNP/nsubj/6",
        "said",
        "“ We will not leave ”",
        ("certain", ""),
        ("negative", "not"),
        ("refused", "will"),
    ),
    Case(
        "an implicative",
        "Ona/NNP/nsubj/1 managed/VBD/ROOT/1 to/TO/aux/3 leave/VB/xcomp/1",
        "",
        "Ona managed to leave",
        ("certain", ""),
        ("positive", ""),
        ("happened", ""),
    ),
    Case(
        "an implicative negated",
        "Ona/NNP/nsubj/3 did/VBD/aux/3 not/RB/neg/3 manage/VB/ROOT/3 to/TO/aux/5 leave/VB/xcomp/3",
        "",
        "Ona did not manage to leave",
        ("certain", ""),
        ("negative", "not manage"),
        ("none", ""),
    ),
    Case(
        "a negative implicative negated",
        "Ona/NNP/nsubj/3 did/VBD/aux/3 not/RB/neg/3 fail/VB/ROOT/3 to/TO/aux/5 leave/VB/xcomp/3",
        "",
        "Ona did not fail to leave",
        ("certain", ""),
        ("positive", "not fail"),
        ("happened", ""),
    ),
    Case(
        "an attempt",
        "Ona/NNP/nsubj/1 tried/VBD/ROOT/1 to/TO/aux/3 leave/VB/xcomp/1",
        "",
        "Ona tried to leave",
        ("possible", "tried"),
        ("positive", ""),
        ("none", "tried"),
    ),
    Case(
        "a prevention",
        "Storms/NNS/nsubj/1 kept/VBD/ROOT/1 them/PRP/dobj/1 from/IN/prep/1 leaving/VBG/pcomp/3",
        "",
        "Storms kept them from leaving",
        ("certain", ""),
        ("negative", "kept"),
        ("none", ""),
    ),
    Case(
        "a whether",
        "Ona/NNP/nsubj/3 did/VBD/aux/3 not/RB/neg/3 say/VB/ROOT/3 whether/IN/mark/7 the/DT/det/6"
        " ship/NN/nsubj/7 sank/VBD/ccomp/3",
        "did not say",
        "whether the ship sank",
        ("none", "not say"),
        ("positive", ""),
        ("none", ""),
    ),
    Case(
        "a question",
        "Did/VBD/aux/3 the/DT/det/2 ship/NN/nsubj/3 sink/VB/ROOT/3 ?/./punct/3",
        "",
        "Did the ship sink ?",
        ("none", "?"),
        ("positive", ""),
        ("none", "?"),
    ),
    Case(
        "somebody else's belief",
        "Ona/NNP/nsubj/1 said/VBD/ROOT/1 Ild/NNP/nsubj/3 believes/VBZ/ccomp/1 it/PRP/nsubj/5 sank/VBD/ccomp/3",
        "said",
        "Ild believes it sank",
        ("certain", ""),
        ("positive", ""),
        ("under_way", ""),
    ),
    Case(
        "one's own belief",
        "I/PRP/nsubj/1 think/VBP/ROOT/1 it/PRP/nsubj/3 sank/VBD/ccomp/1",
        "",
        "I think it sank",
        ("probable", "think"),
        ("positive", ""),
        ("happened", ""),
    ),
    Case(
        "a belief negated",
        "I/PRP/nsubj/3 do/VBP/aux/3 n't/RB/neg/3 think/VB/ROOT/3 it/PRP/nsubj/5 sank/VBD/ccomp/3",
        "",
        "I do n't think it sank",
        ("probable", "n't think"),
        ("negative", "n't think"),
        ("none", ""),
    ),
    Case(
        "a modified noun",
        "Ona/NNP/nsubj/1 spoke/VBD/ROOT/1 of/IN/prep/1 a/DT/det/5 possible/JJ/amod/5 deal/NN/pobj/2",
        "spoke of",
        "a possible deal",
        ("possible", "possible"),
        ("positive", ""),
        ("none", ""),
    ),
    Case(
        "a rejected plan",
        "Ona/NNP/nsubj/1 rejected/VBD/ROOT/1 a/DT/det/3 plan/NN/dobj/1 to/TO/aux/5 leave/VB/acl/3",
        "rejected",
        "a plan to leave",
        ("certain", ""),
        ("negative", "rejected plan"),
        ("refused", "rejected"),
    ),
]


def parsed(words: str) -> Doc:
    texts, tags, deps, heads = zip(*(word.rsplit("/", 3) for word in words.split()), strict=True)
    return Doc(VOCAB, list(texts), tags=list(tags), deps=list(deps), heads=[int(h) for h in heads])


def statement(doc: Doc, cue: str, content: str) -> Statement:
    form = Form.DIRECT if content.startswith("“") else Form.INDIRECT
    cues, contents = (tuple(Span(*s) for s in located(doc.text, words)) for words in (cue, content))
    return Statement("document", (), cues, contents, form, 1.0)


def shown(doc: Doc, answer: Answer[Certainty] | Answer[Polarity] | Answer[Status]) -> tuple[str, str]:
    return answer.value.value, " ".join(span.of(doc.text) for span in answer.spans)


def judged(case: Case, scores: np.ndarray | None = None) -> tuple[Doc, Commitment]:
    doc = parsed(case.words)
    return doc, commitment(doc, statement(doc, case.cue, case.content), scores)


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.id)
def test_the_words_commit_their_holder_and_are_named(case: Case):
    doc, found = judged(case)
    assert shown(doc, found.certainty) == case.certainty
    assert shown(doc, found.polarity) == case.polarity
    assert shown(doc, found.status) == case.status


def case(id: str) -> Case:
    return next(c for c in CASES if c.id == id)


def event(found: Commitment, doc: Doc) -> str:
    assert found.event is not None
    return found.event.of(doc.text)


@pytest.mark.parametrize(
    ("id", "word"),
    [
        ("no evidence", "sank"),
        ("a plan", "sell"),
        ("two modal layers", "warn"),
        ("somebody else's belief", "believes"),
        ("a modified noun", "deal"),
    ],
)
def test_the_event_is_what_the_content_comes_down_to(id: str, word: str):
    doc, found = judged(case(id))
    assert event(found, doc) == word


@pytest.mark.parametrize(
    ("score", "certainty", "polarity"),
    [
        (2.9, "certain", "positive"),
        (2.4, "certain", "positive"),
        (1.7, "probable", "positive"),
        (0.9, "possible", "positive"),
        (0.2, "none", "positive"),
        (-0.2, "none", "positive"),
        (-1.0, "possible", "negative"),
        (-2.5, "certain", "negative"),
    ],
)
def test_where_no_word_settles_it_the_score_of_the_event_does(score: float, certainty: str, polarity: str):
    plain = case("a plain past")
    scores = np.full(5, 3.0, dtype=np.float32)
    scores[4] = score
    _, found = judged(plain, scores)
    assert (found.certainty.value, found.polarity.value) == (certainty, polarity)


@pytest.mark.parametrize(
    "id", ["a modal", "a denial", "a question", "a future in reported speech", "a demand", "a condition"]
)
def test_where_a_word_settles_it_the_score_does_not(id: str):
    chosen = case(id)
    low = np.full(len(chosen.words.split()), -3.0, dtype=np.float32)
    assert judged(chosen, low)[1] == judged(chosen)[1]


def test_the_limits_can_be_set():
    doc = parsed(case("a plain past").words)
    said = statement(doc, "said", "the ship sank")
    found = commitment(doc, said, np.full(5, 1.5, dtype=np.float32), Thresholds(certain=1.0))
    assert found.certainty.value == "certain"


def test_scores_that_do_not_fit_the_tokens_are_refused():
    doc = parsed(case("a plain past").words)
    said = statement(doc, "said", "the ship sank")
    with pytest.raises(ValueError, match="3 scores for 5 tokens"):
        commitment(doc, said, np.zeros(3, dtype=np.float32))


THAT_IT_SANK = " that/IN/mark/{h} it/PRP/nsubj/{h} sank/VBD/ccomp/{v}"
ADVERB = "Ona/NNP/nsubj/2 falsely/RB/advmod/2 claimed/VBD/ROOT/2" + THAT_IT_SANK.format(h=5, v=2)


@pytest.mark.parametrize(
    ("cue", "words", "expected"),
    [
        ("said", "Ona/NNP/nsubj/1 said/VBD/ROOT/1" + THAT_IT_SANK.format(h=4, v=1), None),
        ("admitted", "Ona/NNP/nsubj/1 admitted/VBD/ROOT/1" + THAT_IT_SANK.format(h=4, v=1), ("certain", "positive")),
        ("alleges", "Ona/NNP/nsubj/1 alleges/VBZ/ROOT/1" + THAT_IT_SANK.format(h=4, v=1), ("none", "positive")),
        ("pretended", "Ona/NNP/nsubj/1 pretended/VBD/ROOT/1" + THAT_IT_SANK.format(h=4, v=1), ("certain", "negative")),
        ("falsely claimed", ADVERB, ("certain", "negative")),
        (
            "did not know",
            "Ona/NNP/nsubj/3 did/VBD/aux/3 not/RB/neg/3 know/VB/ROOT/3" + THAT_IT_SANK.format(h=6, v=3),
            ("certain", "positive"),
        ),
        (
            "did not confirm",
            "Ona/NNP/nsubj/3 did/VBD/aux/3 not/RB/neg/3 confirm/VB/ROOT/3" + THAT_IT_SANK.format(h=6, v=3),
            None,
        ),
    ],
)
def test_the_writer_s_view_is_what_the_choice_of_cue_shows(cue: str, words: str, expected: tuple[str, str] | None):
    doc = parsed(words)
    found = author_commitment(doc, statement(doc, cue, "that it sank"))
    assert (None if found is None else (found.certainty.value, found.polarity.value)) == expected


def test_a_content_without_words_commits_nobody():
    doc = parsed("Ona/NNP/nsubj/1 said/VBD/ROOT/1 ,/,/punct/1")
    found = commitment(doc, statement(doc, "said", ","))
    assert found.event is None
    assert found.status.value == "none"
    assert author_commitment(doc, statement(doc, "said", ",")) is None


TAGGED = sorted({tuple(word.rsplit("/", 3)[:3]) for c in CASES for word in c.words.split()})


@st.composite
def said_somehow(draw: st.DrawFn) -> tuple[Doc, Statement]:
    """Words of the cases in any order, hung on one another in any way that is a tree, with any cue and content."""
    words = draw(st.lists(st.sampled_from(TAGGED), min_size=2, max_size=14))
    heads = [0] + [draw(st.integers(0, i - 1)) for i in range(1, len(words))]
    texts, tags, deps = zip(*words, strict=True)
    doc = Doc(VOCAB, words=list(texts), tags=list(tags), deps=["ROOT", *deps[1:]], heads=heads)
    spans = st.tuples(*[st.integers(0, len(doc.text))] * 2).map(lambda pair: Span(min(pair), max(pair)))
    cue, content = draw(st.lists(spans, max_size=1)), draw(spans)
    return doc, Statement("document", (), tuple(cue), (content,), draw(st.sampled_from(Form)), 1.0)


@given(said_somehow(), st.booleans())
@settings(max_examples=200, deadline=None)
def test_whatever_the_parse_every_answer_names_words_of_the_text(made: tuple[Doc, Statement], with_scores: bool):
    doc, said = made
    scores = np.linspace(-3, 3, len(doc), dtype=np.float32) if with_scores else None
    found = commitment(doc, said, scores)
    tokens = {Span(t.idx, t.idx + len(t)) for t in doc}
    for answer in (found.certainty, found.polarity, found.status):
        assert set(answer.spans) <= tokens
        assert list(answer.spans) == sorted(set(answer.spans))
    assert found == commitment(doc, replace(said, confidence=0.5), scores)
    author_commitment(doc, said)
