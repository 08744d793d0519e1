"""What every backend of the record offers, and the small records that it answers with."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import chain
from typing import TYPE_CHECKING, Protocol, Self

from onrecord.claims.index import Index
from onrecord.model import (
    Actor,
    ActorKind,
    Decision,
    DecisionKind,
    Document,
    Findings,
    Link,
    Moment,
    Proposition,
    Reference,
    Requote,
    Span,
    Statement,
)

if TYPE_CHECKING:
    from onrecord.claims.overview import Claims


class SeenIndex(Index, Protocol):
    """``seen`` tells which documents were linked when the view was taken."""

    @property
    def seen(self) -> int: ...


class Added(StrEnum):
    """What adding a document came to."""

    NEW = "new"
    NEW_VERSION = "new_version"  # another text is already held from the same address
    KNOWN = "known"


class HitKind(StrEnum):
    STATEMENT = "statement"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Hit:
    """A statement or document that a search found, the higher ``score`` (bm25) the better.

    ``snippet`` is plain text, "…" where it was cut; ``matches`` are the found words, as spans of the snippet.
    """

    kind: HitKind
    document_id: str
    document_name: str
    statement_id: str | None
    score: float
    snippet: str
    matches: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Version:
    """A text held from an address, and when it was first read from there."""

    document_id: str
    name: str
    first_seen: datetime


@dataclass(frozen=True, slots=True)
class SpeakerCount:
    name: str
    kind: ActorKind
    statements: int


class SubjectKind(StrEnum):
    """What decisions are about."""

    ACTOR = "actor"
    STATEMENT = "statement"


@dataclass(frozen=True, slots=True)
class Subject:
    """A thing that can be judged to be the same as another: how it is called, and the document it is of.

    A statement stands for the claim that it is in; a claim is named by its first.
    """

    kind: SubjectKind
    id: str
    name: str
    document_name: str


@dataclass(frozen=True, slots=True)
class Info:
    """The size and reach of a record; the times are None where no document gives one. ``unlinked`` counts documents."""

    path: str
    size_bytes: int
    schema_version: int
    documents: int
    statements: int
    assertions: int
    requotes: int
    speakers: int
    actors: int
    links: int
    unlinked: int
    decisions: int
    first_published: Moment | None
    last_published: Moment | None
    last_added: datetime | None


class Store(ABC):
    """Documents and their statements. What is added is never rewritten.

    Every method raises RecordError where the backend fails. A ``reference`` names a document: its id, at least four
    first digits of it, or its name where only one document has that name; NotInRecord where it names none or several.
    """

    @abstractmethod
    def add(
        self,
        document: Document,
        statements: Iterable[Statement],
        assertions: Iterable[Statement] = (),
        requotes: Iterable[Requote] = (),
        actors: Iterable[Actor] = (),
        references: Iterable[Reference] = (),
        propositions: Iterable[Proposition] = (),
        links: Iterable[Link] | None = None,
        document_keys: Iterable[str] = (),
        *,
        seen: int | None = None,
    ) -> Added:
        """Put a document and all that was found in it on the record, or nothing.

        ``statements`` are attributions, ``assertions`` what it says in its own voice; of ``references`` those are kept
        whose mention is an actor's. ``propositions``, ``links`` and ``document_keys`` are what linking gives; where
        ``links`` is None the document counts as not linked, and :meth:`link` can follow. ``seen`` is that of the index
        it was linked by. None of them is read where the document is known, so a generator runs no model in vain; then
        only the document's location is noted, if it is new.

        RecordError where something cannot be held as it is (a NUL, a lone surrogate, a statement of another document,
        a link to what is not on the record), SpanError for a span outside the text, Overtaken where other documents
        were linked since ``seen``; nothing is written then.
        """

    @abstractmethod
    def link(
        self,
        reference: str,
        propositions: Iterable[Proposition],
        links: Iterable[Link],
        document_keys: Iterable[str],
        *,
        seen: int | None = None,
    ) -> bool:
        """Add what linking found to a document that was put on the record without; False where it was linked already.

        The errors as of :meth:`add`.
        """

    @abstractmethod
    def index(self) -> AbstractContextManager[SeenIndex]:
        """One view of the record to link a document by. Others may add meanwhile; the view does not change."""

    @abstractmethod
    def unlinked(self) -> list[str]:
        """The ids of the documents that were put on the record without links, as by an older onrecord."""

    @abstractmethod
    def has(self, document_id: str) -> bool:
        """Whether the record holds the document with exactly this id."""

    @abstractmethod
    def document(self, reference: str) -> Document:
        """RecordError where what is stored no longer agrees with its id."""

    @abstractmethod
    def documents(self) -> Iterator[Document]:
        """In the order in which they were added."""

    @abstractmethod
    def statement(self, reference: str) -> Statement:
        """By its id or at least four first digits of it."""

    @abstractmethod
    def statements(self, reference: str | None = None) -> Iterator[Statement]:
        """In text order, document after document; of one document where ``reference`` names it.

        SpanError where the text no longer holds the words that a statement quotes.
        """

    @abstractmethod
    def assertions(self, reference: str | None = None) -> Iterator[Statement]:
        """What documents say in their own voice; the order and the errors as of :meth:`statements`."""

    def findings(self, reference: str) -> Findings:
        """All that is on the record of a document."""
        return Findings(
            tuple(self.statements(reference)),
            tuple(self.assertions(reference)),
            tuple(self.requotes(reference)),
            tuple(self.actors(reference)),
            tuple(self.references(reference)),
            tuple(self.propositions(reference)),
        )

    def claims(self) -> "Claims":
        """What the documents claim, with origins, as links and decisions have it now."""
        from onrecord.claims.overview import Claims  # noqa: PLC0415 - only needed here

        said = chain(self.statements(), self.assertions())
        return Claims(self.documents(), said, self.links(), self.decisions(), self.propositions())

    @abstractmethod
    def requotes(self, reference: str | None = None) -> Iterator[Requote]:
        """What readers quote, tied to the words that they quote; the order as of :meth:`statements`."""

    @abstractmethod
    def actor(self, reference: str) -> Actor:
        """By its id or at least four first digits of it."""

    @abstractmethod
    def actors(self, reference: str | None = None) -> Iterator[Actor]:
        """Whom documents mention, in the order of their first mention; the errors as of :meth:`statements`."""

    @abstractmethod
    def references(self, reference: str | None = None) -> Iterator[Reference]:
        """Why mentions stand for their actors; of one document where ``reference`` names it."""

    @abstractmethod
    def links(self, reference: str | None = None) -> Iterator[Link]:
        """In the order in which they came; those of which a document, or a statement of it, is an end."""

    @abstractmethod
    def propositions(self, reference: str | None = None) -> Iterator[Proposition]:
        """What statements and assertions say, in terms to compare; the order as of both of them together."""

    @abstractmethod
    def actor_of(self, reference: str) -> Actor | None:
        """The actor who is the speaker of a statement; None where it has none, or was added before there were any."""

    @abstractmethod
    def said_by(self, reference: str) -> list[Statement]:
        """The attributions whose speaker is the actor, in text order."""

    @abstractmethod
    def statement_counts(self) -> dict[str, int]:
        """How many attributions each actor, by id, is the speaker of; only of those who are of any."""

    @abstractmethod
    def subject(self, reference: str) -> Subject:
        """What the id, or at least four first digits of it, names of the things that decisions are about.

        The id of a claim, also one from before an earlier report came in, names the statement that was its first.
        """

    @abstractmethod
    def decide(self, kind: DecisionKind, one: str, other: str, author: str, note: str = "") -> Decision:
        """Put it on record that two subjects are the same, or different.

        Where the decision that stands for the two says so already, nothing is added and that one is the answer.
        RecordError where both are one subject, or of two kinds.
        """

    @abstractmethod
    def decisions(self, *, withdrawn: bool = False) -> list[Decision]:
        """Those that stand, or those that were withdrawn, in the order in which they were made."""

    @abstractmethod
    def undo(self, reference: str | None = None) -> Decision:
        """Withdraw a decision, by its id or first digits, or the last that stands. Its row is marked and stays.

        NotInRecord where there is none, RecordError where it was withdrawn already.
        """

    @abstractmethod
    def versions(self, address: str) -> list[Version]:
        """The texts held from a web address or file, oldest first."""

    @abstractmethod
    def superseded_by(self, reference: str) -> str | None:
        """The id of the next version at the document's address (the file it was first read from, without one)."""

    @abstractmethod
    def locations(self, reference: str) -> list[str]:
        """Every place the document was read from, in the order in which they were seen."""

    @abstractmethod
    def search(self, query: str, limit: int = 20, kind: HitKind | None = None) -> list[Hit]:
        """The best hits among statements and documents, or one kind of them.

        All words must be there. "exact phrases" stand in quotation marks, ``wor*`` finds words that begin so, ``-word``
        leaves out what has the word; letters match whatever their case and diacritics. RecordError for a query
        without a word to find.
        """

    @abstractmethod
    def speakers(self) -> list[SpeakerCount]:
        """Whom statements are attributed to, the most cited first."""

    @abstractmethod
    def info(self) -> Info: ...

    @abstractmethod
    def close(self) -> None: ...

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()
