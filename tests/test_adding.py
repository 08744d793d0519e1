"""Linking and adding as one, with a linker made by hand instead of models."""

from pathlib import Path

import pytest

from onrecord import adding
from onrecord.claims.index import Index
from onrecord.claims.linking import Linked
from onrecord.errors import RecordError
from onrecord.model import Document, Findings, Link, LinkKind, Passage
from onrecord.record import Added, Record


def document(n: int) -> Document:
    return Document(f"text {n}", (), name=f"{n}", location=f"/{n}")


def by_key(document: Document, _: Findings, index: Index) -> Linked:
    others = index.documents_sharing(["key"], 99)
    links = [Link(LinkKind.DERIVES_FROM, Passage(document.id, ()), Passage(o, ()), 1.0) for o in others]
    return Linked(tuple(links), ("key",))


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Record:
    monkeypatch.setattr(adding, "link_document", by_key)
    return Record(tmp_path / "record.db")


def test_a_document_is_linked_to_all_that_are_there(store: Record):
    assert [adding.add(store, document(n), Findings()) for n in range(3)] == [Added.NEW] * 3
    assert len(list(store.links())) == 3


def test_a_known_document_is_not_linked_again(store: Record, monkeypatch: pytest.MonkeyPatch):
    adding.add(store, document(0), Findings())
    monkeypatch.setattr(adding, "link_document", lambda *_: pytest.fail("a model ran"))
    assert adding.add(store, document(0), Findings()) is Added.KNOWN


def test_who_is_overtaken_looks_at_what_came_in_meanwhile(store: Record, monkeypatch: pytest.MonkeyPatch):
    late = iter([document(1), document(2)])

    def overtaken(linked: Document, found: Findings, index: Index) -> Linked:
        answer = by_key(linked, found, index)
        for other in late:  # another program adds one, each time this one has looked
            with store.index() as seen:
                store.add(other, [], links=[], document_keys=by_key(other, found, seen).document_keys)
            break
        return answer

    monkeypatch.setattr(adding, "link_document", overtaken)
    assert adding.add(store, document(0), Findings()) is Added.NEW
    ends = {link.other.document_id for link in store.links(document(0).id) if isinstance(link.other, Passage)}
    assert ends == {document(1).id, document(2).id}


def test_a_linker_that_fails_leaves_nothing_behind(store: Record, monkeypatch: pytest.MonkeyPatch):
    gone = Link(LinkKind.DERIVES_FROM, Passage(document(0).id, ()), Passage("0" * 20, ()), 1.0)
    monkeypatch.setattr(adding, "link_document", lambda *_: Linked((gone,), ()))
    with pytest.raises(RecordError, match="which is not on the record"):
        adding.add(store, document(0), Findings())
    assert list(store.documents()) == []


def test_what_was_added_without_links_is_linked_later(store: Record, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("onrecord.pipeline.read_again", lambda _, found, __: found)
    store.add(document(0), [])
    adding.add(store, document(1), Findings())
    assert adding.link(store, store.document(document(0).id))
    assert not adding.link(store, store.document(document(0).id))
    assert (len(list(store.links())), store.unlinked()) == (1, [])
