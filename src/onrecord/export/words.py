"""What the report says to people: dates, counts and labels in plain words, and texts and addresses made safe."""

import re
from datetime import datetime
from urllib.parse import quote, urlsplit

from onrecord.model import ActorKind, Form, Moment, Precision, SectionKind, Statement

FORMS = {
    Form.DIRECT: "in quotation marks",
    Form.INDIRECT: "indirect speech",
    Form.MIXED: "partly quoted",
}
KINDS = {
    ActorKind.PERSON: "person",
    ActorKind.ORGANISATION: "organisation",
    ActorKind.COUNTRY: "country",
    ActorKind.OUTLET: "news outlet",
    ActorKind.DOCUMENT: "document",
    ActorKind.GROUP: "group",
    ActorKind.UNKNOWN: "kind not known",
}
SECTIONS = {
    SectionKind.HEADLINE: "Headline",
    SectionKind.DATE_LINE: "Date line",
    SectionKind.STANDFIRST: "Introduction",
    SectionKind.CAPTION: "Picture caption",
    SectionKind.COMMENT: "Comment",
    SectionKind.RELATED: "links to other items",
    SectionKind.BOILERPLATE: "page text around the article",
}
CONFIDENCE = ((0.9, "very likely"), (0.7, "likely"), (0.5, "more likely than not"), (0.3, "unsure"), (0.0, "doubtful"))

# strftime would follow the machine's locale, and the same input has to give the same page everywhere.
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]

# What HTML cannot carry: controls but tab and line ends, lone surrogates, and code points that are no characters.
_UNSHOWABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(chr(plane << 16 | low) for plane in range(17) for low in (0xFFFE, 0xFFFF))
    + "]"
)
_UNSAFE_IN_ADDRESS = re.compile(r"[\s\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_FRAGMENT_WORDS = 6


def shown(text: str) -> str:
    """The text with what a page cannot hold replaced by U+FFFD, one for one, so that every offset stays."""
    return _UNSHOWABLE.sub("\ufffd", text)


def excerpt(text: str, limit: int) -> str:
    """The text on one line, cut at a word to at most ``limit`` characters, then "…"."""
    # Only so much is looked at that the cost does not grow with the text.
    line = " ".join(text[: limit * 4].split())
    if len(line) <= limit and len(text) <= limit * 4:
        return line
    cut = line[: limit + 1].rsplit(" ", 1)[0] if " " in line[: limit + 1] else line
    return cut[:limit].rstrip(" ,;:.") + "…"


def count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def confidence(value: float) -> str:
    """The number and a word for it: "0.83: likely"."""
    word = next((word for least, word in CONFIDENCE if value >= least), CONFIDENCE[-1][1])
    return f"{value:.2f}: {word}"


def unmarked(text: str, statement: Statement) -> bool:
    """Whether the content is word for word without quotation marks, as a transcript sets a speaker's turn."""
    labelled = "".join(span.of(text) for span in statement.cue) in (":", ".")
    opening = {text[span.start] for span in statement.content if span.start < len(text)}
    return statement.form is Form.DIRECT and labelled and not opening & set("“”„«»‘’‚‹›\"'")


def form(text: str, statement: Statement) -> str:
    if statement.is_assertion:
        return "in the document’s own voice"
    return "as set down in a transcript" if unmarked(text, statement) else FORMS[statement.form]


def plain(value: str) -> str:
    """A label of the model, such as "named_person", in words."""
    return re.sub(r"[_\s]+", " ", value).strip()


def when(moment: Moment) -> str:
    """ "24 February 2023, 23:53 UTC", as precise as is known."""
    if moment.precision is Precision.RANGE:
        return f"{clock(moment.start)} to {clock(moment.end)}"
    return clock(moment.start, moment.precision)


def clock(at: datetime, precision: Precision = Precision.MINUTE) -> str:
    if precision is Precision.YEAR:
        return f"{at.year}"
    month = f"{_MONTHS[at.month - 1]} {at.year}"
    if precision is Precision.MONTH:
        return month
    day = f"{at.day} {month}"
    if precision is Precision.DAY:
        return day
    return f"{day}, {at:%H:%M}{_zone(at)}"


def _zone(at: datetime) -> str:
    offset = at.utcoffset()
    if offset is None:
        return ""
    return " UTC" if not offset else f" UTC{at.isoformat()[-6:]}"


def web_address(address: str | None) -> str | None:
    """The address where it is one of the web (http, https) that can be followed; None for every other scheme."""
    if not address or _UNSAFE_IN_ADDRESS.search(address):
        return None
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return address if parts.scheme in ("http", "https") and parts.hostname else None


def address_of_words(address: str, words: str) -> str:
    """``address`` with a text fragment, so that a browser opens the page at ``words`` and marks them.

    https://wicg.github.io/scroll-to-text-fragment/: one line is given whole where it is short, else its first and
    last words, since an exact match may not cross from one paragraph into the next.
    """
    lines = [line for line in words.strip().splitlines() if line.strip()]
    found = [line.split() for line in lines]
    if not found:
        return address
    if len(found) == 1 and len(found[0]) <= 2 * _FRAGMENT_WORDS:
        fragment = _fragment(found[0])
    else:
        fragment = f"{_fragment(found[0][:_FRAGMENT_WORDS])},{_fragment(found[-1][-_FRAGMENT_WORDS:])}"
    return f"{address}{'' if '#' in address else '#'}:~:text={fragment}"


def _fragment(words: list[str]) -> str:
    return quote(" ".join(words), safe="", errors="replace").replace("-", "%2D")


def file_name(location: str) -> str:
    """The last part of a path: a report is passed on, and where its maker keeps files is nobody else's business."""
    return location if "://" in location else re.split(r"[/\\]", location)[-1]
