"""What falls if a document is withdrawn."""

from onrecord.claims.withdrawal import Falls, falls
from onrecord.model import Claim, Document, Sourcing
from tests.claims.newsroom import HARBOUR, MEADOW, Record, article, says
from tests.claims.test_origins import CLOSE

ORIGINAL = article(HARBOUR, "The Orsund Post", 7)
COPY = article(f"{HARBOUR}\n\nMore soon.", "The Sabel Times", 8)
OTHER = article(f"No grain ship will berth at the old quay, the board decided.\n\n{MEADOW}", "Sabel Radio", 7)
CITING = article(f"Vinkel said the quay will close.\n\n{MEADOW[:90]}", "Halden Echo", 8)


def record_of(*documents: Document) -> Record:
    record = Record()
    for document in documents:
        if document is CITING:
            record.add(document, says(document, "the quay will close", "Vinkel", "said", Sourcing.MEDIA))
        else:
            record.add(document, says(document, "No grain ship will berth" if document is OTHER else CLOSE))
    return record


def without(record: Record, withdrawn: str) -> Falls:
    return falls(withdrawn, [record.claim], record.documents, record.links)


def test_a_claim_whose_only_report_is_withdrawn_is_lost():
    record = record_of(ORIGINAL)
    assert without(record, ORIGINAL.id).lost == (record.claim,)


def test_copies_fall_with_what_they_copy():
    record = record_of(ORIGINAL, COPY)
    assert without(record, ORIGINAL.id).lost == (record.claim,)


def test_the_original_stands_when_a_copy_is_withdrawn():
    found = without(record_of(ORIGINAL, COPY), COPY.id)
    (left,) = found.standing
    assert (left.fallen, left.tree.independent) == ((COPY.id,), 1)


def test_a_claim_that_is_left_with_one_origin_is_weakened():
    found = without(record_of(ORIGINAL, COPY, OTHER), ORIGINAL.id)
    (left,) = found.weakened
    assert left.fallen == (ORIGINAL.id, COPY.id)
    assert [r.origin.document_id for r in left.tree.roots] == [OTHER.id]


def test_an_origin_that_is_not_on_the_record_can_be_withdrawn():
    record = record_of(CITING)
    origin = next(link.other for link in record.links)
    assert without(record, origin.id).lost == (record.claim,)  # type: ignore[union-attr]


def test_another_article_of_the_same_outlet_stands():
    later = article(f"The quay stays shut, it turned out.\n\n{MEADOW}", "The Orsund Post", 9)
    record = record_of(ORIGINAL)
    record.add(later, says(later, "The quay stays shut"))
    (left,) = without(record, ORIGINAL.id).standing
    assert left.fallen == (ORIGINAL.id,)


def test_what_does_not_rest_on_it_is_left_out():
    record = record_of(OTHER)
    assert without(record, ORIGINAL.id) == Falls(ORIGINAL.id, (), (), ())


def test_nothing_is_changed():
    record = record_of(ORIGINAL, COPY)
    claim = Claim("claim", tuple(record.statements))
    without(record, ORIGINAL.id)
    assert record.claim == claim
