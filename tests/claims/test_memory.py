import pytest

from onrecord.claims.index import Index
from onrecord.claims.memory import COMMON, MemoryIndex
from onrecord.errors import NotInRecord
from onrecord.model import Document, Form, Link, LinkKind, Origin, OriginKind, Passage, Proposition, Span, Statement

DOCUMENT = Document("The mill burned. The inn burned too.", ())


def statement(start: int, end: int) -> Statement:
    return Statement(DOCUMENT.id, (), (), (Span(start, end),), Form.INDIRECT, 1.0)


def proposition(said: Statement, *keys: str) -> Proposition:
    return Proposition(said.id, DOCUMENT.id, "", keys)


def passage(said: Statement) -> Passage:
    return Passage(DOCUMENT.id, said.content, said.id)


def test_those_that_share_the_most_rare_keys_come_first():
    few, common, many = (statement(0, n) for n in (1, 2, 3))
    index = MemoryIndex()
    found: Index = index
    index.add(
        DOCUMENT,
        [few, common, many],
        [proposition(common, "mill"), proposition(few, "mill", "burn"), proposition(many, "mill", "inn", "burn")],
    )
    assert found.statements_sharing(["burn", "mill", "inn"], 9) == [many.id, few.id, common.id]
    assert found.statements_sharing(["burn", "mill", "inn"], 1) == [many.id]


def test_a_key_that_too_many_share_is_passed_over():
    index = MemoryIndex()
    said = [statement(0, n + 1) for n in range(COMMON + 1)]
    index.add(DOCUMENT, said, [proposition(s, "mill") for s in said[:-1]])
    assert len(index.statements_sharing(["mill"], COMMON + 1)) == COMMON
    index.add(DOCUMENT, said, [proposition(said[-1], "mill")])
    assert index.statements_sharing(["mill"], COMMON + 1) == []


def test_a_link_is_found_from_both_its_ends():
    one, other = statement(0, 1), statement(0, 2)
    same = Link(LinkKind.SAME, passage(one), passage(other), 0.9)
    cites = Link(LinkKind.CITES, passage(one), Origin(OriginKind.MEDIA, "The Vinkel"), 0.9)
    index = MemoryIndex()
    index.add(DOCUMENT, [one, other], links=[same, cites, same])
    assert index.links_of(one.id) == [same, cites]
    assert index.links_of(other.id) == [same]


def test_documents_are_found_by_their_own_keys():
    index = MemoryIndex()
    index.add(DOCUMENT, [], document_keys=["shingle"])
    assert index.documents_sharing(["shingle"], 5) == [DOCUMENT.id]
    assert index.statements_sharing(["shingle"], 5) == []
    assert index.document(DOCUMENT.id) == DOCUMENT


def test_what_the_index_does_not_hold_is_named():
    index = MemoryIndex()
    for look_up in (index.statement, index.proposition, index.document):
        with pytest.raises(NotInRecord, match="abc"):
            look_up("abc")
