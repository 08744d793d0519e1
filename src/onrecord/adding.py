"""A document and what was found in it -> the record: linked to what is there already, then added in one transaction."""

from collections.abc import Callable
from functools import partial

from onrecord.claims.index import Index
from onrecord.claims.linking import Linked, link_document
from onrecord.errors import Overtaken
from onrecord.model import Document, Findings
from onrecord.record import Added, Store
from onrecord.settings import Settings


def add(store: Store, document: Document, found: Findings) -> Added:
    """Link ``document`` to what the record holds and add it; one that is there already changes nothing.

    The errors of :meth:`Store.add`, ModelError where a model is missing; nothing is written then.
    """
    parts = found.statements, found.assertions, found.requotes, found.actors, found.references, found.propositions
    if store.has(document.id):
        return store.add(document, ())
    return _linked(store, document, found, partial(store.add, document, *parts))


def link(store: Store, document: Document, settings: Settings | None = None) -> bool:
    """Link a document that was put on the record without; False where another program was first.

    Its statements stay as they were recorded; only what they say is read again.
    """
    from onrecord.pipeline import read_again  # noqa: PLC0415 - the heavy libraries load on first use

    found = read_again(document, store.findings(document.id), settings)
    return _linked(store, document, found, partial(store.link, document.id, found.propositions))


def _linked[T](store: Store, document: Document, found: Findings, put: Callable[..., T]) -> T:
    """Where other documents came in meanwhile, these are looked at too, so that none of two that add at once is
    missed. Each time that happens another program has got on."""
    while True:
        linked, seen = _links(store, document, found)
        try:
            return put(links=linked.links, document_keys=linked.document_keys, seen=seen)
        except Overtaken:
            continue


def _links(store: Store, document: Document, found: Findings) -> tuple[Linked, int]:
    with store.index() as index:
        held: Index = index
        return link_document(document, found, held), index.seen
