"""Articles and statements built by hand for the tests of origins; no model is loaded."""

from collections.abc import Iterable
from datetime import datetime

from onrecord.claims.citing import citations
from onrecord.claims.derivation import derivations, document_keys
from onrecord.claims.memory import MemoryIndex
from onrecord.model import (
    Act,
    ActorKind,
    Answer,
    Basis,
    Claim,
    Dated,
    Document,
    Findings,
    Form,
    Hyperlink,
    Link,
    Margin,
    Moment,
    Period,
    Precision,
    Section,
    SectionKind,
    Sourcing,
    Span,
    Speaker,
    Statement,
)

HARBOUR = (
    "The harbour board of Orsund voted on Tuesday to close the northern quay to cargo ships after divers found that two"
    " of its pillars had been eaten away by worms.\n\n"
    "Engineers who looked at the pillars in March had asked for a closure then, but the board wanted a second survey"
    " before it sent the grain ships elsewhere.\n\n"
    "“We would rather lose a season of freight than a crew,” board member Orla Venn said after the vote.\n\n"
    "Grain dealers fear that the closure will cost them the better part of the summer, since the southern quay cannot"
    " take ships of more than forty metres.\n\n"
    "Repairs are to begin in the autumn, once the insurers have agreed on who pays for them."
)
MEADOW = (
    "Beekeepers in the Halden valley have lost every third hive this winter, more than in any year since the counts"
    " began.\n\n"
    "Mild weeks in January woke the colonies too early, the valley's association believes, and the frost that followed"
    " killed those that had started to breed.\n\n"
    "Help is to come from the district, which lends young colonies to those who have lost all of theirs."
)


def article(
    text: str,
    publisher: str | None = None,
    day: int | None = None,
    *,
    url: str | None = None,
    links: Iterable[tuple[str, str]] = (),
    kinds: Iterable[tuple[str, SectionKind]] = (),
) -> Document:
    """Published on that day of May 2024. ``links``: words and the address they link to; ``kinds``: the words of a
    section that is not body, which must stand at the end."""
    end = len(text)
    sections: list[Section] = []
    for words, kind in reversed(list(kinds)):
        start = text.index(words)
        sections.insert(0, Section(kind, Span(start, end)))
        end = start
    sections.insert(0, Section(SectionKind.BODY, Span(0, end)))
    published = Moment.at(datetime(2024, 5, day), Precision.DAY) if day else None
    found = tuple(Hyperlink(spot(text, words), target) for words, target in links)
    return Document(text, tuple(sections), url=url, publisher=publisher, published=published, links=found)


def spot(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def says(
    document: Document,
    content: str,
    source: str = "",
    cue: str = "",
    sourcing: Sourcing = Sourcing.AUTHOR,
    *,
    name: str | None = None,
    act: Act = Act.SAYS,
    said: int | None = None,
    parent: Statement | None = None,
    remarks: Iterable[str] = (),
) -> Statement:
    """The statement of these words of the document; an assertion without source and cue."""
    spans = [tuple(spot(document.text, w) for w in (words,) if w) for words in (source, cue, content)]
    speaker = Speaker(name or source, ActorKind.UNKNOWN, spans[0][0]) if source else None
    at = Moment.at(datetime(2024, 5, said), Precision.DAY) if said else None
    margin = Margin(
        act=Answer(act),
        basis=Basis(Answer(sourcing)),
        said=Dated((), (Period.of(at),)) if at else None,
        remarks=tuple(spot(document.text, words) for words in remarks),
    )
    above = parent.id if parent else None
    return Statement(document.id, spans[0], spans[1], spans[2], Form.INDIRECT, 0.9, speaker, above, margin)


class Record:
    """An index to which articles are added in turn, with all that came of it."""

    def __init__(self) -> None:
        self.index = MemoryIndex()
        self.documents: dict[str, Document] = {}
        self.links: list[Link] = []
        self.statements: list[Statement] = []

    def add(self, document: Document, *statements: Statement) -> list[Link]:
        found = Findings(
            tuple(s for s in statements if not s.is_assertion), tuple(s for s in statements if s.is_assertion)
        )
        links = [*derivations(document, found, self.index), *citations(document, found, self.index)]
        self.index.add(document, statements, (), links, document_keys(document))
        self.documents[document.id] = document
        self.links += links
        self.statements += statements
        return links

    @property
    def claim(self) -> Claim:
        """All statements as one claim."""
        return Claim("claim", tuple(self.statements))
