"""Refusals to speak, and how they stand among the statements known before; a set of its own scores their forms."""

from argparse import Namespace

import pytest

from evaluation.refusals import SET, load, run
from onrecord.attribution.basis import refusals
from onrecord.model import Act, Form, quoted
from tests.attribution.hand import document_of, parsed, statement

pytestmark = pytest.mark.model


def test_a_refusal_becomes_a_statement_that_declines():
    text = "Bellwether Shipping did not respond to a request for comment."
    (found,) = refusals(document_of(text), parsed(text))
    assert [quoted(text, s) for s in (found.source, found.cue, found.content)] == [
        "Bellwether Shipping",
        "did not respond",
        "a request for comment",
    ]
    assert (found.act, found.form, found.parent) == (Act.DECLINES, Form.INDIRECT, None)


def test_a_statement_found_before_is_given_the_act_and_not_doubled():
    text = "Ona Brand declined to say whether the yard would close."
    known = statement(text, "Ona Brand", "declined to say", "whether the yard would close")
    (found,) = refusals(document_of(text), parsed(text), [known])
    assert (found.id, found.act) == (known.id, Act.DECLINES)


def test_other_statements_are_kept_in_the_order_of_the_text():
    text = "Maria Venn said it sank. Ild Morn declined to comment. Police said so."
    known = [statement(text, "Police", "said#2", "so"), statement(text, "Maria Venn", "said#1", "it sank")]
    found = refusals(document_of(text), parsed(text), known)
    assert [quoted(text, s.cue) for s in found] == ["said", "declined to comment", "said"]
    assert {s.id for s in known} < {s.id for s in found}


def test_what_others_say_of_a_refusal_hangs_on_their_statement():
    text = "Maria Venn said the ministry had refused to comment."
    outer = statement(text, "Maria Venn", "said", "the ministry had refused to comment")
    inner = next(s for s in refusals(document_of(text), parsed(text), [outer]) if s.id != outer.id)
    assert inner.parent == outer.id


@pytest.mark.parametrize(
    "text",
    [
        "“I did not respond to his letters,” Maria Venn said.",
        "Did the ministry decline to comment?",
        "If asked, Venn would not comment.",
        "",
    ],
)
def test_quotations_questions_and_conditions_are_no_refusals(text: str):
    assert refusals(document_of(text), parsed(text)) == []


def test_finding_again_finds_nothing_new():
    text = "Calls to the bank went unanswered. Venn had no comment on the loan."
    once = refusals(document_of(text), parsed(text))
    assert len(once) == 2
    assert refusals(document_of(text), parsed(text), once) == once


def test_the_set_is_half_near_misses_and_most_of_it_is_told_apart():
    sentences = load(SET)
    assert len({s.text for s in sentences}) == len(sentences) >= 60
    assert sum(s.refusal is None for s in sentences) * 2 >= len(sentences)
    data = run(Namespace(path=SET, half="test", show=False)).data
    assert data["f1"] >= 0.9
    assert data["f1"] > data["baseline"]["f1"]
