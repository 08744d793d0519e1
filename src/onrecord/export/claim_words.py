"""What is said to people about claims, links and origins, in plain words; the command line and the report share it."""

from collections.abc import Iterable

from onrecord.claims.origins import OriginTree, Root
from onrecord.claims.standing import Standing
from onrecord.export import words
from onrecord.export.notes import CERTAINTIES, SOURCINGS, STATUSES, period
from onrecord.export.words import count
from onrecord.model import (
    Aspect,
    Certainty,
    Claim,
    Compared,
    Document,
    LinkKind,
    Moment,
    Origin,
    OriginKind,
    Period,
    Polarity,
    SectionKind,
    Sourcing,
    Statement,
    Status,
    quoted,
)

STANDINGS = {
    Standing.ASSERTS: "asserts it",
    Standing.DENIES: "denies it",
    Standing.DOUBTS: "doubts it",
    Standing.REPORTS: "only reports it",
    Standing.ASKS: "asks about it",
    Standing.DECLINES: "declines to comment",
}
ORIGINS = {
    OriginKind.UTTERANCE: "somebody’s words",
    OriginKind.DOCUMENT: "a document",
    OriginKind.MEDIA: "a media report",
    OriginKind.UNNAMED: "a source that is not named",
}
LINKS = {
    LinkKind.SAME: "says the same as",
    LinkKind.SUPPORTS: "supports",
    LinkKind.CONTRADICTS: "contradicts",
    LinkKind.UPDATES: "updates",
    LinkKind.DERIVES_FROM: "derives from",
    LinkKind.CITES: "cites",
}
PASSIVE = {
    LinkKind.SUPPORTS: "supported by",
    LinkKind.CONTRADICTS: "contradicted by",
    LinkKind.UPDATES: "updated by",
}
ASPECTS = {
    Aspect.WORDING: "wording",
    Aspect.NUMBER: "number",
    Aspect.DATE: "date",
    Aspect.PARTY: "party",
    Aspect.DIRECTION: "who to whom",
    Aspect.NEGATION: "negation",
    Aspect.STATUS: "how far it has come",
    Aspect.QUOTATION: "quotation",
    Aspect.CREDIT: "credit",
    Aspect.HYPERLINK: "hyperlink",
    Aspect.NAMING: "source named",
    Aspect.REPLY: "reply",
    Aspect.DECISION: "decision",
}
NO_SOURCE = "names no source: adds no confirmation"
UNNAMED_ONLY = "all of its reports rest on a source that nobody names"
WORDING_LIMIT = 110
OUTLET_LIMIT = 70


def warning(tree: OriginTree, standings: Iterable[Standing]) -> str:
    """Said of a claim that somebody makes, and for which nobody who can be named stands."""
    made = any(standing in (Standing.ASSERTS, Standing.REPORTS) for standing in standings)
    return UNNAMED_ONLY if made and tree.only_unnamed else ""


def summary(claim: Claim, tree: OriginTree) -> list[str]:
    """ "2 documents", "1 origin", "basis: a media report, its own source not named", "first seen 24 February 2023"."""
    found = [count(len(claim.document_ids), "document"), count(tree.independent, "independent origin")]
    found.append(f"basis: {basis(tree)}")
    if tree.first:
        found.append(f"first seen {when(tree.first)}")
    return found


def basis(tree: OriginTree) -> str:
    """What the claim rests on, the kinds of its origins in the order of their weight."""
    if not tree.roots:
        return "denials only" if tree.denied and not tree.unsourced else "no source named"
    if tree.only_unnamed:
        return ORIGINS[OriginKind.UNNAMED]
    first = tree.roots[0]
    kinds = dict.fromkeys(ORIGINS[root.origin.kind] for root in tree.roots)
    return "; ".join([f"{ORIGINS[first.origin.kind]}{_own_source(first)}", *list(kinds)[1:]])


def _own_source(root: Root) -> str:
    """On whose word a media report itself has it."""
    if root.origin.kind is not OriginKind.MEDIA or root.sourcing in (None, Sourcing.MEDIA, Sourcing.AUTHOR):
        return ""
    if root.sourcing in (Sourcing.NOBODY, Sourcing.ANONYMOUS):
        return ", its own source not named"
    return f" on the word of {SOURCINGS[root.sourcing]}" if root.sourcing else ""


def origin_name(origin: Origin) -> str:
    """ "Der Spiegel, 24 February 2023 (not in this record)"."""
    name = " ".join(origin.name.split()) or ORIGINS[origin.kind]
    dated = f"{name}, {when(origin.date)}" if origin.date else name
    if origin.kind is OriginKind.UNNAMED:
        return f"“{name}”"
    held = origin.document_id or origin.kind is OriginKind.UTTERANCE
    return dated if held else f"{dated} (not in this record)"


def role(origin: Origin | None, document_id: str) -> str:
    """What a document does with a claim that rests on ``origin``; None where it has it from another document."""
    if origin is None:
        return "passes it on"
    if origin.document_id == document_id:
        return "its own report"
    return "reports it" if origin.kind in (OriginKind.UTTERANCE, OriginKind.UNNAMED) else "passes it on"


def who(statement: Statement, text: str, document: Document) -> str:
    """Whose word it is: the speaker, else the words for whoever is cited, else the document."""
    if statement.sourcing is Sourcing.AUTHOR and not statement.is_assertion:
        return _writer(statement, document)
    if statement.speaker:
        return " ".join(statement.speaker.name.split())
    cited = words.excerpt(quoted(text, statement.source), 60)
    return cited or (outlet(document) if statement.is_assertion else "nobody named")


def _writer(statement: Statement, document: Document) -> str:
    """Who says "I": the author, or the reader whose comment it is."""
    section = document.section_at(statement.extent.start)
    if section is not None and section.kind is SectionKind.COMMENT:
        return section.author or "a reader who is not named"
    return ", ".join(document.authors) or outlet(document)


def dated_outlet(document: Document) -> str:
    day = when(document.published) if document.published else ""
    return f"{outlet(document)}, {day}" if day else outlet(document)


def outlet(document: Document) -> str:
    name = (document.publisher or document.title or document.name).strip()
    return words.excerpt(name, OUTLET_LIMIT) or "a document without a title"


def sureness(statement: Statement) -> list[str]:
    """How sure, how far the event has come, and on whose word, each where a stage has said."""
    found = []
    if statement.certainty:
        negative = statement.polarity is Polarity.NEGATIVE and statement.certainty is not Certainty.NONE
        found.append(CERTAINTIES[statement.certainty] + (" that it is not so" if negative else ""))
    if statement.status and statement.status is not Status.NONE:
        found.append(STATUSES[statement.status])
    if statement.sourcing:
        found.append(f"on the word of {SOURCINGS[statement.sourcing]}")
    return found


def compared(reason: Compared) -> str:
    """ "number: “100” and “one hundred” agree"."""
    one, other = (words.excerpt(value, WORDING_LIMIT) for value in (reason.one, reason.other))
    if reason.aspect is Aspect.CREDIT and not reason.agrees:
        return f"remark on the sources of {other}: “{one}”"
    if one.casefold() == other.casefold():
        return f"{ASPECTS[reason.aspect]}: “{one}” in both" if one else ASPECTS[reason.aspect]
    verb = "agree" if reason.agrees else "differ"
    pair = f"“{one}” and “{other}” {verb}" if one and other else f"“{one or other}”"
    return f"{ASPECTS[reason.aspect]}: {pair}"


def remarks(found: Iterable[str]) -> str:
    return "; ".join(f"“{words.excerpt(remark, WORDING_LIMIT)}”" for remark in found)


def day(statement: Statement, document: Document) -> str:
    """When it was said, else when its document was published, "" where no text tells."""
    moment = statement.said or document.published
    return when(moment) if moment else ""


def when(moment: Moment) -> str:
    """ "13 to 19 February 2023" for a range, both included."""
    return period(Period.of(moment))
