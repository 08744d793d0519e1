"""Signed quotations, on texts whose verbs are marked by hand; no model is loaded."""

from typing import NamedTuple

import pytest
import spacy

from onrecord.attribution.setting.signed import signed
from onrecord.attribution.setting.structure import structured
from onrecord.attribution.token_spans import TokenSpans
from onrecord.model import Document, Form, Section, SectionKind, Span, Statement

BLANK = spacy.blank("en")
VERBS = {"cheered": "VBD", "runs": "VBZ", "said": "VBD"}


def read(text: str) -> tuple[Document, TokenSpans]:
    doc = BLANK.make_doc(text)
    for token in doc:
        token.tag_ = VERBS.get(token.text, "NNP")
    return Document(text, (Section(SectionKind.BODY, Span(0, len(text))),)), TokenSpans(text, doc)


def found(text: str) -> list[tuple[str, str, str]]:
    return [(t.label.of(text), t.cue.of(text), t.content.of(text)) for t in signed(*read(text))]


class Case(NamedTuple):
    id: str
    text: str
    signed: list[tuple[str, str, str]]


CASES = [
    Case(
        "on the line",
        "“We stay on the quay.” — Orla Venn\nThe port is shut.",
        [("Orla Venn", "—", "“We stay on the quay.”")],
    ),
    Case(
        "without a space, with a full stop",
        '"We stay."―Tam Brask.\n"We go."―Ida Moll.',
        [("Tam Brask", "―", '"We stay."'), ("Ida Moll", "―", '"We go."')],
    ),
    Case(
        "on the next line",
        "“We stay.”\n– Orla Venn, harbour master",
        [("Orla Venn, harbour master", "–", "“We stay.”")],
    ),
    Case("two hyphens", '"We stay." -- The Port Courier', [("The Port Courier", "--", '"We stay."')]),
    Case("a quotation within it", "“He said ‘no’ twice.” — Ida Moll", [("Ida Moll", "—", "“He said ‘no’ twice.”")]),
    Case(
        "a quotation within it in the same marks",
        "“She calls it “home” and “hers” and stays.” — Ida Moll",
        [("Ida Moll", "—", "“She calls it “home” and “hers” and stays.”")],
    ),
    Case("marks that do not add up", "“She calls it “home.” — Ida Moll", [("Ida Moll", "—", "“She calls it “home.”")]),
    Case("a sentence goes on after the dash", "“We stay.” — and nobody moved", []),
    Case("a sentence follows", "“We stay.” — The crowd cheered.", []),
    Case("a quotation in the middle of a line", "They wrote “We stay.” — Orla Venn", []),
    Case("a credit", "“We stay.” — Photo", []),
    Case("an empty line between", "“We stay.”\n\n— Orla Venn", []),
    Case("a quotation that is never closed", "“We stay — Orla Venn", []),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_a_signed_quotation_is_its_signers(case: Case):
    assert found(case.text) == case.signed


def test_a_signed_quotation_replaces_what_was_made_of_its_dash_and_holds_what_is_said_in_it():
    text = "“Nobody asked. Ida said no.” — Tam Brask"
    document, places = read(text)
    of_dash = Statement(document.id, (), (Span(29, 30),), (Span(0, 28),), Form.DIRECT, 0.4)
    inner = Statement(document.id, (Span(15, 18),), (Span(19, 23),), (Span(24, 26),), Form.INDIRECT, 0.7)
    outer, kept = structured(document, [of_dash, inner], places.doc)
    assert (outer.source, outer.cue, outer.content) == ((Span(31, 40),), (Span(29, 30),), (Span(0, 28),))
    assert kept.content == inner.content
    assert kept.parent == outer.id
