"""An index in memory: of one document, of a test, of an evaluation."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from onrecord.errors import NotInRecord
from onrecord.model import Document, Link, Origin, Proposition, Statement

COMMON = 200
"""Subjects that may share a key; past it the key tells nothing."""


class MemoryIndex:
    """What :class:`onrecord.claims.index.Index` asks for, of documents that are added whole.

    Adding a document or a link that is there already changes nothing. NotInRecord for an id that it does not hold.
    """

    def __init__(self) -> None:
        self._documents: dict[str, Document] = {}
        self._statements: dict[str, Statement] = {}
        self._propositions: dict[str, Proposition] = {}
        self._links: dict[str, dict[str, Link]] = defaultdict(dict)
        self._statement_keys: dict[str, dict[str, None]] = defaultdict(dict)
        self._document_keys: dict[str, dict[str, None]] = defaultdict(dict)

    def add(
        self,
        document: Document,
        statements: Iterable[Statement],
        propositions: Iterable[Proposition] = (),
        links: Iterable[Link] = (),
        document_keys: Iterable[str] = (),
    ) -> None:
        """``statements`` are attributions and assertions alike."""
        self._documents[document.id] = document
        self._statements |= {s.id: s for s in statements}
        for proposition in propositions:
            self._propositions[proposition.statement_id] = proposition
            for key in proposition.keys:
                self._statement_keys[key][proposition.statement_id] = None
        for key in document_keys:
            self._document_keys[key][document.id] = None
        for link in links:
            self._link(link)

    def _link(self, link: Link) -> None:
        ends = [link.one] if isinstance(link.other, Origin) else [link.one, link.other]
        for end in ends:
            self._links[end.subject_id][link.id] = link

    def statements_sharing(self, keys: Sequence[str], most: int) -> list[str]:
        return _sharing(self._statement_keys, keys, most)

    def documents_sharing(self, keys: Sequence[str], most: int) -> list[str]:
        return _sharing(self._document_keys, keys, most)

    def proposition(self, statement_id: str) -> Proposition:
        return _held(self._propositions, statement_id, "proposition of statement")

    def statement(self, statement_id: str) -> Statement:
        return _held(self._statements, statement_id, "statement")

    def document(self, document_id: str) -> Document:
        return _held(self._documents, document_id, "document")

    def links_of(self, subject_id: str) -> list[Link]:
        return list(self._links.get(subject_id, {}).values())


def _sharing(table: Mapping[str, Mapping[str, None]], keys: Sequence[str], most: int) -> list[str]:
    """Each subject counts every key that it shares by one over how many share it; of equals, the first added."""
    weights: dict[str, float] = {}
    for key in dict.fromkeys(keys):
        subjects = table.get(key, {})
        if len(subjects) <= COMMON:
            for subject in subjects:
                weights[subject] = weights.get(subject, 0.0) + 1 / len(subjects)
    return sorted(weights, key=lambda subject: -weights[subject])[:most]


def _held[T](table: Mapping[str, T], id_: str, what: str) -> T:
    try:
        return table[id_]
    except KeyError:
        raise NotInRecord(f"no {what} {id_} in this index") from None
