"""The margin of a statement in words for people, each with the words of the text that it rests on."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from onrecord.export import words
from onrecord.model import (
    Act,
    Anchor,
    AnchorKind,
    Answer,
    Basis,
    Certainty,
    Commitment,
    Dated,
    Period,
    Polarity,
    Precision,
    Sourcing,
    Span,
    Statement,
    Status,
    quoted,
)

ACTS = {
    Act.SAYS: "says",
    Act.DENIES: "denies",
    Act.ACCUSES: "accuses",
    Act.WARNS: "warns or threatens",
    Act.PROMISES: "promises",
    Act.DEMANDS: "demands",
    Act.ASKS: "asks",
    Act.PRAISES: "praises or supports",
    Act.CONDEMNS: "condemns",
    Act.CONFIRMS: "confirms",
    Act.BELIEVES: "believes",
    Act.DECLINES: "declines to say",
}
SOURCINGS = {
    Sourcing.PERSON: "a named person",
    Sourcing.ORGANISATION: "an organisation or government",
    Sourcing.DOCUMENT: "a document",
    Sourcing.MEDIA: "a media report",
    Sourcing.EXPERT: "an expert",
    Sourcing.ANONYMOUS: "an unnamed source",
    Sourcing.GROUP: "a group",
    Sourcing.AUTHOR: "the writer",
    Sourcing.NOBODY: "nobody named",
}
CERTAINTIES = {
    Certainty.CERTAIN: "certain",
    Certainty.PROBABLE: "probable",
    Certainty.POSSIBLE: "possible",
    Certainty.NONE: "left open",
}
STATUSES = {
    Status.HAPPENED: "happened",
    Status.UNDER_WAY: "under way",
    Status.PLANNED: "planned",
    Status.PROPOSED: "proposed",
    Status.DEMANDED: "demanded",
    Status.CONDITIONAL: "conditional",
    Status.REFUSED: "refused",
}
ANCHORS = {
    AnchorKind.PUBLICATION: "the date of publication",
    AnchorKind.COMMENT: "the time of the comment",
    AnchorKind.SAYING: "when it was said",
    AnchorKind.EXPRESSION: "the time before it",
    AnchorKind.EVENT: "an event",
}


@dataclass(frozen=True, slots=True)
class Note:
    """``label`` and ``value`` in words; ``quote`` is what the text says for it, "" where no words of it do."""

    label: str
    value: str
    quote: str = ""

    def __str__(self) -> str:
        return f"{self.label}: {self.value}" + (f" (“{self.quote}”)" if self.quote else "")


def notes(text: str, statement: Statement, limit: int = 120) -> list[Note]:
    """What the margin of ``statement`` says, in a fixed order; quotes of at most ``limit`` characters."""
    margin = statement.margin
    found = [
        *_act(margin.act),
        *_basis(margin.basis),
        *_commitment("", margin.commitment),
        *_commitment("the writer: ", margin.writer),
        *_dated("said", margin.said),
        *_dated("about", margin.happened),
        *(("on its source", "the text remarks", (span,)) for span in margin.remarks),
    ]
    return [Note(label, value, words.excerpt(quoted(text, spans), limit)) for label, value, spans in found]


type _Row = tuple[str, str, tuple[Span, ...]]


def _act(act: Answer[Act] | None) -> Iterator[_Row]:
    if act:
        yield "act", ACTS[act.value], act.spans


def _basis(basis: Basis | None) -> Iterator[_Row]:
    if basis is None:
        return
    yield "on the word of", SOURCINGS[basis.sourcing.value], basis.sourcing.spans
    if basis.reason:
        yield "not named because", "the text gives the reason", (basis.reason,)


def _commitment(who: str, commitment: Commitment | None) -> Iterator[_Row]:
    if commitment is None:
        return
    certainty, polarity, status = commitment.certainty, commitment.polarity, commitment.status
    negative = polarity.value is Polarity.NEGATIVE
    open_ = certainty.value is Certainty.NONE
    said = CERTAINTIES[certainty.value] + (" that it is not so" if negative and not open_ else "")
    yield f"{who}how sure", said, _merged(certainty.spans, polarity.spans if negative else ())
    if status.value is not Status.NONE:
        yield f"{who}status", STATUSES[status.value], status.spans


def _merged(*groups: Iterable[Span]) -> tuple[Span, ...]:
    return tuple(sorted({span for group in groups for span in group}))


def _dated(label: str, dated: Dated | None) -> Iterator[_Row]:
    if dated is None:
        return
    said = " or ".join(period(p) for p in dated.readings) or "no date can be told"
    about = "about " if dated.approximate and dated.readings else ""
    yield label, f"{about}{said}{_from(dated.anchor)}", dated.spans


def _from(anchor: Anchor | None) -> str:
    if anchor is None or anchor.kind is AnchorKind.PUBLICATION:
        return ""
    return f", counted from {ANCHORS[anchor.kind]}"


def period(found: Period) -> str:
    """ "24 February 2023"; "1 to 7 March 2022", both included; "from 1 March 2022 on" where an end is open."""
    if found.start and found.end:
        if found.precision is Precision.RANGE:
            return _range(found.start, found.end)
        return words.clock(found.start, found.precision)
    if found.start:
        return f"from {words.clock(found.start, Precision.DAY)} on"
    return f"before {words.clock(found.end, Precision.DAY)}" if found.end else "at a time that is not told"


def _range(start: datetime, end: datetime) -> str:
    last = end - timedelta(seconds=1)
    if end - start == timedelta(days=1) and not (start.hour or start.minute):
        return words.clock(start, Precision.DAY)
    if start.date() == last.date():
        return f"{words.clock(start, Precision.DAY)}, {start:%H:%M} to {end:%H:%M}"
    shared = (start.year, start.month) == (last.year, last.month)
    first = str(start.day) if shared else words.clock(start, Precision.DAY)
    return f"{first} to {words.clock(last, Precision.DAY)}"
