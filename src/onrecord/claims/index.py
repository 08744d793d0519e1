"""What linking asks of the statements and documents that are there already."""

from collections.abc import Sequence
from typing import Protocol

from onrecord.model import Document, Link, Proposition, Statement


class Index(Protocol):
    """Looked up by key, so that linking a document costs the same however much is held.

    Keys are short strings; those of statements (:attr:`Proposition.keys`) and of documents are two tables.
    """

    def statements_sharing(self, keys: Sequence[str], most: int) -> list[str]:
        """The ids of at most ``most`` statements that share any of ``keys``, first those that share the most rare ones.

        A key that too many share tells nothing and is passed over.
        """
        ...

    def documents_sharing(self, keys: Sequence[str], most: int) -> list[str]:
        """As :meth:`statements_sharing`, of documents."""
        ...

    def proposition(self, statement_id: str) -> Proposition: ...

    def statement(self, statement_id: str) -> Statement: ...

    def document(self, document_id: str) -> Document: ...

    def links_of(self, subject_id: str) -> list[Link]:
        """Those of which the statement or document is an end."""
        ...
