"""Three invented texts about one affair, with their statements, propositions and links made by hand.

The gazette tells what Orla Venn said; the herald passes it on; in the ledger the harbour denies it. The claim about
the pier stands alone.
"""

from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from onrecord.model import (
    Act,
    ActorKind,
    Answer,
    Aspect,
    Basis,
    Certainty,
    Commitment,
    Compared,
    Document,
    Form,
    Link,
    LinkKind,
    Margin,
    Moment,
    Origin,
    OriginKind,
    Passage,
    Polarity,
    Precision,
    Proposition,
    Section,
    SectionKind,
    Sourcing,
    Span,
    Speaker,
    Statement,
    Status,
)
from onrecord.record import Record


class Said(NamedTuple):
    source: str
    cue: str
    content: str
    act: Act = Act.SAYS
    sourcing: Sourcing = Sourcing.PERSON
    certainty: Certainty = Certainty.CERTAIN


def document(name: str, text: str, day: int) -> Document:
    whole = (Section(SectionKind.BODY, Span(0, len(text))),)
    published = Moment.at(datetime(2024, 3, day), Precision.DAY)
    return Document(text, whole, name=name, location=f"/{name}", publisher=f"The {name.title()}", published=published)


def statement(of: Document, said: Said) -> Statement:
    source, cue, content = (_spans(of.text, words) for words in said[:3])
    speaker = Speaker(said.source, ActorKind.PERSON, source[0]) if source else None
    sure = Commitment(Answer(said.certainty), Answer(Polarity.POSITIVE), Answer(Status.PLANNED))
    margin = Margin(act=Answer(said.act), basis=Basis(Answer(said.sourcing)), commitment=sure)
    return Statement(of.id, source, cue, content, Form.INDIRECT, 0.9, speaker, margin=margin)


def _spans(text: str, words: str) -> tuple[Span, ...]:
    start = text.index(words)
    return (Span(start, start + len(words)),) if words else ()


def proposition(said: Statement, wording: str, *keys: str, denied: bool = False) -> Proposition:
    published = next(d.published for d in DOCUMENTS if d.id == said.document_id)
    words = tuple(wording.lower().split())
    return Proposition(said.id, said.document_id, wording, keys, words=words, denied=denied, reported=published)


def passage(said: Statement) -> Passage:
    return Passage(said.document_id, said.content, said.id)


GAZETTE = document("gazette", "Orla Venn said that forty ferries would stop. The pier is shut.", 1)
HERALD = document("herald", "The Gazette reported that 40 ferries would stop in May.", 2)
LEDGER = document("ledger", "The harbour denied that any ferry would stop. It did not comment on the pier.", 3)
DOCUMENTS = (GAZETTE, HERALD, LEDGER)

VENN = statement(GAZETTE, Said("Orla Venn", "said", "forty ferries would stop"))
PIER = statement(GAZETTE, Said("", "", "The pier is shut", sourcing=Sourcing.AUTHOR))
PASSED = statement(HERALD, Said("The Gazette", "reported", "40 ferries would stop in May", sourcing=Sourcing.MEDIA))
DENIED = statement(LEDGER, Said("The harbour", "denied", "any ferry would stop", Act.DENIES, Sourcing.ORGANISATION))
STATEMENTS = {GAZETTE.id: [VENN], HERALD.id: [PASSED], LEDGER.id: [DENIED]}
ASSERTIONS = {GAZETTE.id: [PIER]}
PROPOSITIONS = (
    proposition(VENN, "forty ferries would stop", "ferry stop"),
    proposition(PIER, "The pier is shut", "pier"),
    proposition(PASSED, "40 ferries would stop in May", "ferry stop"),
    proposition(DENIED, "any ferry would stop", "ferry", denied=True),
)

SAME = Link(LinkKind.SAME, passage(PASSED), passage(VENN), 0.9, (Compared(Aspect.NUMBER, "40", "forty", agrees=True),))
CONTRADICTS = Link(
    LinkKind.CONTRADICTS,
    passage(DENIED),
    passage(VENN),
    0.8,
    (Compared(Aspect.NEGATION, "denied that any", "forty ferries", agrees=False),),
)
BY_VENN = Link(LinkKind.CITES, passage(VENN), Origin(OriginKind.UTTERANCE, "Orla Venn"), 1.0)
BY_GAZETTE = Link(
    LinkKind.CITES,
    passage(PASSED),
    passage(VENN),
    0.9,
    (Compared(Aspect.NAMING, "The Gazette", "The Gazette", agrees=True),),
)
BY_HARBOUR = Link(LinkKind.CITES, passage(DENIED), Origin(OriginKind.UTTERANCE, "The harbour"), 1.0)
LINKS = {GAZETTE.id: [BY_VENN], HERALD.id: [SAME, BY_GAZETTE], LEDGER.id: [CONTRADICTS, BY_HARBOUR]}


def record(path: Path) -> None:
    """All of it on a new record at ``path``."""
    with Record(path) as store:
        for each in DOCUMENTS:
            said = [p for p in PROPOSITIONS if p.document_id == each.id]
            own = ASSERTIONS.get(each.id, [])
            store.add(each, STATEMENTS[each.id], own, propositions=said, links=LINKS[each.id])
