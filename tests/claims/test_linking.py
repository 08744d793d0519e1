"""Invented articles through the whole pipeline, linked by a judge that counts words."""

from functools import cache

import pytest

from onrecord.claims.grouping import grouped, reports
from onrecord.claims.linking import Linked, link_document
from onrecord.claims.memory import MemoryIndex
from onrecord.model import Claim, Document, Findings, LinkKind, Proposition, Section, SectionKind, Span, Statement
from onrecord.pipeline import findings
from tests.claims.hand import by_words

pytestmark = pytest.mark.model

REPORT = (
    "China is in talks with a German manufacturer about buying 100 military drones, the magazine Vinkel reported on "
    "Friday.\n\nGermany denied that it was considering selling drones to China.\n\n"
    "The French ministry said that Germany was considering selling military drones to China."
)
COLUMN = (
    "The news that Chinese officials were in talks with the German manufacturer Torvane about buying one hundred "
    "drones came to light a week later.\n\n"
    "France said that Chinese officials were in talks with Torvane about buying 300 drones."
)


@cache
def article(text: str, name: str) -> tuple[Document, Findings]:
    document = Document(text, (Section(SectionKind.BODY, Span(0, len(text))),), name, url=f"https://example.org/{name}")
    return document, findings(document)


@cache
def added() -> tuple[tuple[Linked, ...], list[Claim]]:
    index, linked = MemoryIndex(), list[Linked]()
    statements, told = list[Statement](), list[Proposition]()
    for text, name in ((REPORT, "report"), (COLUMN, "column")):
        document, found = article(text, name)
        made = link_document(document, found, index, by_words)
        own = [*found.statements, *found.assertions]
        index.add(document, own, found.propositions, made.links, made.document_keys)
        linked.append(made)
        statements += own
        told += found.propositions
    links = [link for made in linked for link in made.links]
    return tuple(linked), grouped(statements, links, (), told)


def claim_of(words: str) -> Claim:
    return next(claim for claim in added()[1] if words in claim.title)


def test_a_number_in_digits_and_in_words_is_one_claim_of_two_documents():
    claim = claim_of("one hundred drones")
    assert len(claim.document_ids) == 2
    assert len(reports(claim.statements)) == 2


def test_another_number_is_a_claim_beside_it():
    beside = claim_of("300 drones").beside
    assert {link.kind for link in beside} & {LinkKind.CONTRADICTS, LinkKind.UPDATES}


def test_a_denial_contradicts_the_accusation():
    accused = next(c for c in added()[1] for s in c.statements if s.speaker and "ministry" in s.speaker.name)
    assert LinkKind.CONTRADICTS in {link.kind for link in (*accused.links, *accused.beside)}


def test_every_statement_has_a_proposition():
    _, found = article(REPORT, "report")
    assert [p.statement_id for p in found.propositions] == [s.id for s in (*found.statements, *found.assertions)]


def test_linking_the_same_document_again_gives_the_same_links():
    document, found = article(COLUMN, "column")
    once, twice = (link_document(document, found, MemoryIndex(), by_words) for _ in range(2))
    assert once == twice
    assert once.pairs_read < 10 * len(found.propositions)
