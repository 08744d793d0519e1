"""An index in memory, for texts that are read without a record."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from onrecord.model import Document, Link, Proposition, Statement

TOO_MANY = 100
"""Holders from which on a key tells nothing."""


class MemoryIndex:
    """An :class:`~onrecord.claims.index.Index` of what was added to it."""

    def __init__(self) -> None:
        self._documents: dict[str, Document] = {}
        self._statements: dict[str, Statement] = {}
        self._propositions: dict[str, Proposition] = {}
        self._links: defaultdict[str, list[Link]] = defaultdict(list)
        self._by_statement_key: defaultdict[str, list[str]] = defaultdict(list)
        self._by_document_key: defaultdict[str, list[str]] = defaultdict(list)

    def add(
        self,
        document: Document,
        statements: Iterable[Statement],
        propositions: Iterable[Proposition] = (),
        links: Iterable[Link] = (),
        document_keys: Iterable[str] = (),
    ) -> None:
        self._documents[document.id] = document
        self._statements.update((s.id, s) for s in statements)
        for proposition in propositions:
            self._propositions[proposition.statement_id] = proposition
            for key in proposition.keys:
                self._by_statement_key[key].append(proposition.statement_id)
        for key in document_keys:
            self._by_document_key[key].append(document.id)
        for link in links:
            for end in {link.one.subject_id, getattr(link.other, "subject_id", link.one.subject_id)}:
                self._links[end].append(link)

    def statements_sharing(self, keys: Sequence[str], most: int) -> list[str]:
        return _sharing(self._by_statement_key, keys, most)

    def documents_sharing(self, keys: Sequence[str], most: int) -> list[str]:
        return _sharing(self._by_document_key, keys, most)

    def proposition(self, statement_id: str) -> Proposition:
        return self._propositions[statement_id]

    def statement(self, statement_id: str) -> Statement:
        return self._statements[statement_id]

    def document(self, document_id: str) -> Document:
        return self._documents[document_id]

    def links_of(self, subject_id: str) -> list[Link]:
        return list(self._links.get(subject_id, ()))


def _sharing(holders: Mapping[str, Sequence[str]], keys: Iterable[str], most: int) -> list[str]:
    """Each shared key counts the more, the fewer hold it."""
    scores: defaultdict[str, float] = defaultdict(float)
    for key in dict.fromkeys(keys):
        held = holders.get(key, ())
        if len(held) <= TOO_MANY:
            for holder in held:
                scores[holder] += 1 / len(held)
    return sorted(scores, key=lambda holder: (-scores[holder], holder))[:most]
