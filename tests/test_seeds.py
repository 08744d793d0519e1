"""The two texts that the design starts from: what an analyst must find in them, found by the whole program."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import onrecord
from onrecord import Record
from onrecord.claims.overview import Claims
from onrecord.model import Claim, Link, LinkKind, Passage, Sourcing

SEEDS = Path(__file__).resolve().parents[2] / "shared" / "seeds"
pytestmark = [
    pytest.mark.model,
    pytest.mark.skipif(not SEEDS.is_dir(), reason="the two texts are not beside this checkout (../shared/seeds)"),
]


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    with Record(tmp_path_factory.mktemp("seeds") / "seeds.db") as store:
        for path in sorted(SEEDS.glob("*.txt")):
            document = onrecord.read(path)
            onrecord.add(store, document, onrecord.findings(document))
        yield store


@pytest.fixture(scope="module")
def claims(record: Record) -> Claims:
    return record.claims()


@pytest.fixture(scope="module")
def talks(claims: Claims) -> Claim:
    found = [claim for claim in claims.telling("100 drones") if len(claim.document_ids) == 2]
    assert len(found) == 1
    return found[0]


def wordings(record: Record, link: Link) -> tuple[str, str]:
    """Of both ends of a link between statements, with the names that pronouns stand for."""
    known = {p.statement_id: p.wording for p in record.propositions()}
    assert isinstance(link.other, Passage)
    return known[link.one.statement_id or ""], known[link.other.statement_id or ""]


def test_the_talks_are_one_claim_of_both_texts_with_one_named_origin_outside_the_record(claims: Claims, talks: Claim):
    tree = claims.origins(talks)
    (root,) = tree.roots
    assert tree.independent == 1
    assert (root.origin.name, root.origin.document_id) == ("Der Spiegel", None)
    assert root.sourcing is Sourcing.NOBODY  # it named no source of its own


def test_the_commentary_adds_no_confirmation(claims: Claims, talks: Claim):
    (commentary,) = claims.origins(talks).unsourced
    assert commentary.document_id in talks.document_ids


def test_without_the_magazine_nothing_supports_the_talks(claims: Claims, talks: Claim):
    (root,) = claims.origins(talks).roots
    assert talks.id in {claim.id for claim in claims.withdrawn_origin(root.origin).lost}


def test_the_accusation_and_the_denial_contradict(record: Record):
    pairs = [wordings(record, link) for link in record.links() if link.kind is LinkKind.CONTRADICTS]
    assert any(all("weapons" in words and "Russia" in words for words in pair) for pair in pairs)


def test_the_report_of_a_stop_and_the_reader_who_found_no_trace_of_it_stand_side_by_side(record: Record):
    pairs = [wordings(record, link) for link in record.links() if link.kind is LinkKind.CONTRADICTS]
    assert any("policy" in one and "no longer" in other and "DJI" in one + other for one, other in pairs)
