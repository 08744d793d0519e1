"""Remarks on sourcing, and the statement that each qualifies."""

from typing import NamedTuple

import pytest

from onrecord.attribution.basis import remarks
from onrecord.model import Span
from tests.attribution.hand import document_of, parsed, statement

pytestmark = pytest.mark.model


class Case(NamedTuple):
    text: str
    statements: list[tuple[str, str, str]]
    remark: str | None
    qualified: int = 0


VINKEL = ("The magazine Vinkel", "said#1", "the yard had sold two tugs")
CASES = [
    Case(
        "The magazine Vinkel said the yard had sold two tugs. Maria Venn called it a lie. "
        "The magazine did not cite specific sources.",
        [VINKEL, ("Maria Venn", "called", "it a lie")],
        "did not cite specific sources",
    ),
    Case(
        "The navy said it had sunk a trawler, without providing evidence.",
        [("The navy", "said", "it had sunk a trawler")],
        "without providing evidence",
    ),
    Case(
        "Without citing evidence, Morn accused the bank of fraud.",
        [("Morn", "accused", "the bank of fraud")],
        "Without citing evidence",
    ),
    Case(
        "The rebels claimed to hold the port. The claim could not be independently verified.",
        [("The rebels", "claimed", "to hold the port")],
        "could not be independently verified",
    ),
    Case(
        "Officials said forty sailors had died. The Courier could not verify the toll.",
        [("Officials", "said", "forty sailors had died")],
        "could not verify",
    ),
    Case(
        "Ild Morn said the votes were forged. He provided no evidence.",
        [("Ild Morn", "said", "the votes were forged")],
        "provided no evidence",
    ),
    Case(
        "The general said the island had fallen, but did not give any details.",
        [("The general", "said", "the island had fallen")],
        "did not give any details",
    ),
    Case(
        "Vinkel reported that the firm would sell drones. The firm denied it. "
        "The report has not been independently confirmed.",
        [("Vinkel", "reported", "that the firm would sell drones"), ("The firm", "denied", "it")],
        "has not been independently confirmed",
    ),
    Case(
        "Maria Venn said the ministry had provided no evidence.",
        [("Maria Venn", "said", "the ministry had provided no evidence")],
        None,
    ),
    Case("“They gave no evidence,” Maria Venn said.", [("Maria Venn", "said", "“They gave no evidence,”")], None),
    Case("The claim could not be independently verified.", [], None),
    Case("Maria Venn said it sank. The cook gave no soup to the crew.", [("Maria Venn", "said", "it sank")], None),
]


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.text[-48:])
def test_a_remark_is_attached_to_the_statement_that_it_qualifies(case: Case):
    made = [statement(case.text, *words) for words in case.statements]
    found = remarks(document_of(case.text), parsed(case.text), made)
    expected = [] if case.remark is None else [(case.remark, made[case.qualified].id)]
    assert [(r.span.of(case.text), r.statement_id) for r in found] == expected


def test_a_resolver_says_whose_evidence_was_not_given():
    text = "Maria Venn said it sank. Ild Morn said it burned. He offered no proof, she thought."
    made = [statement(text, "Maria Venn", "said#1", "it sank"), statement(text, "Ild Morn", "said#2", "it burned")]

    def antecedent(mention: Span) -> Span | None:
        return Span(0, 10) if mention.of(text) == "He" else None  # as an odd resolver might have it

    (found,) = remarks(document_of(text), parsed(text), made, antecedent)
    assert found.statement_id == made[0].id
