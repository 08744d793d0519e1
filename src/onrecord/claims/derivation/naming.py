"""Where an article names another outlet as its source: an agency's credit, or words such as "first reported by"."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from onrecord.claims.derivation.outlets import initials, known_outlet, plain_outlet
from onrecord.claims.derivation.words import ARTICLE, LINE, SENTENCE_END
from onrecord.model import Document, SectionKind, Sourcing, Span, Statement
from onrecord.reading.dates import months, weekdays

MOST_NAMED = 60
LONGEST_SENTENCE = 1_000
"""Characters of a sentence before and after a name in it."""
_HEAD_LINES, _TAIL_LINES = 6, 4
_BYLINE_LENGTH, _CLOSING_LENGTH, _DATELINE_LENGTH = 140, 400, 200
"""Characters of a line that is looked at for a credit, or of its beginning."""
_BEFORE, _AFTER = 70, 50
"""Characters beside a name that are looked at."""

_CAPITALISED = r"[A-Z0-9][\w’'&.-]{0,40}\w|[A-Z]"
_NAME = rf"(?:{_CAPITALISED})(?: (?:(?:of|de|der|di|la|and|&) )?(?:{_CAPITALISED})){{0,5}}"
_NAMES = re.compile(rf"(?<![\w’'])(?:[Tt]he )?{_NAME}")
_REPORT = r"(?:report|reports|reporting|story|article|account|investigation|interview|dispatch|exclusive|column|piece)"
_KIND = r"(?:magazine|newspaper|paper|daily|weekly|tabloid|broadcaster|agency|news agency|website|site|outlet|network)"
_PUBLISHES = (
    r"(?:reported|reports|revealed|reveals|disclosed|published|wrote|writes|uncovered|obtained|learned|broke|noted)"
)
_NAMED_BEFORE = re.compile(
    rf"""(?:
      according\ to(?:\ (?:an?|the)\ (?:\w+\ )?{_REPORT}\ (?:by|in|from|on|with))?
    | (?:reported|revealed|disclosed|published|broken|obtained|seen|described|carried|posted|covered|aired|cited)
      \ (?:\w+ly\ )?(?:by|in|on)
    | \b(?:told|telling|tells)
    | {_REPORT}\ (?:\w+\ ){{0,3}}?(?:in|by|from|with|to|on)
    | \b(?:citing|quoting|via|h/t:?|source:|hat\ tip:?)
    | \b(?:speaking|spoke|talking|talked)\ (?:to|with)
    )\ (?:the\ )?(?:[\w-]+\ )?(?:{_KIND}\ )?$""",
    re.VERBOSE | re.IGNORECASE,
)
_CUE_BEFORE = re.compile(
    r"\b(?:to|by|in|on|from|with|via|h/t:?|source:?|tip:?|told|tell\w+|citing|quoting)\b[^.]{0,30}$", re.IGNORECASE
)
"""The last of these words, looked for first, since nearly every name has none before it."""
_NAMED_AFTER = re.compile(
    rf"""(?:
      (?:\ {_KIND})?,?(?:\ \w+day)?(?:\ (?:has|had|have|also|first|exclusively|later|earlier|originally|itself|\w+ly))*
      \ (?:{_PUBLISHES}|said\ in\ an?\ {_REPORT}|quoted|cited)\b
    | (?:’s|'s|’|')?(?:\ [\w-]+){{0,2}}?\ {_REPORT}\b
    )""",
    re.VERBOSE,
)
_PLACE = r"^(?:[^\W\d_a-z][\w.’'/-]*,? |\d{1,4},? ){1,7}"
_DATELINE = re.compile(_PLACE + r"\((?P<name>[\w .&’'-]{2,40})\)\s*(?:[–—]|-{1,2}\s)")
_OPENING_CREDIT = re.compile(r"^\((?P<name>[\w .&’'-]{2,40})\)\s*(?:[–—]|-{1,2}\s)")
_BYLINE = re.compile(
    rf"^(?:[Bb]y|BY)\s(?:.{{2,70}}?(?:,\s*|\s[|/–—-]\s*|\sfor\s|\sof\s))?(?P<name>(?:[Tt]he )?{_NAME})\s*$"
)
_CLOSING = (
    re.compile(r"^[\[(–—-]{1,2}\s?(?P<name>[\w .&’'-]{2,40})[\])]?\.?$"),
    re.compile(r"(?:©|\([Cc]\)|[Cc]opyright)\s?(?:\d{4}\s)?(?P<name>(?:[Tt]he )?" + _NAME + r")"),
    re.compile(r"\b(?:[Rr]eporting|[Mm]aterial|[Ii]nformation) (?:by|from) (?P<name>(?:[Tt]he )?" + _NAME + r")"),
    re.compile(r"(?P<name>(?:[Tt]he )?" + _NAME + r") contributed to this (?:report|story|article)"),
    re.compile(r"^(?:[Ss]ource|[Hh]/[Tt]|[Hh]at [Tt]ip|[Vv]ia)[:\s]\s?(?P<name>(?:[Tt]he )?" + _NAME + r")\.?$"),
)


@dataclass(frozen=True, slots=True)
class Naming:
    """``outlet`` as the text names it, at ``span``; ``passage`` is the sentence, or what it is said to have said.

    ``credit``: the article as a whole is credited to it.
    """

    outlet: str
    span: Span
    passage: Span
    credit: bool = False

    @property
    def plain(self) -> str:
        return plain_outlet(self.outlet)


def namings(document: Document, statements: Iterable[Statement] = ()) -> list[Naming]:
    """The outlets that the article's words and its ``statements`` name as where something was reported; its own
    publisher left out."""
    own = plain_outlet(document.publisher or "")
    found = [*credits_of(document), *_attributed(statements), *_named(document)]
    kept = {(n.plain, n.passage): n for n in reversed(found) if n.plain and n.plain != own}
    return sorted(kept.values(), key=lambda n: n.span)[:MOST_NAMED]


def _attributed(statements: Iterable[Statement]) -> Iterator[Naming]:
    for s in statements:
        if s.sourcing is Sourcing.MEDIA and s.speaker and s.source and s.content:
            yield Naming(s.speaker.name, s.source[0], Span(s.content[0].start, s.content[-1].end))


def _named(document: Document) -> Iterator[Naming]:
    text = document.text
    for section in document.sections:
        if section.kind not in ARTICLE:
            continue
        for found in _NAMES.finditer(text, *section.span):
            if not _is_named(text, section.span, found):
                continue
            name = _without_days(found.group())
            if name:
                yield Naming(name, Span(*found.span()), sentence_around(text, section.span, found.start()))


def _is_named(text: str, section: Span, name: re.Match[str]) -> bool:
    if _NAMED_AFTER.match(text, name.end(), name.end() + _AFTER):
        return True
    before = text[max(section.start, name.start() - _BEFORE) : name.start()]
    return bool(_CUE_BEFORE.search(before)) and bool(_NAMED_BEFORE.search(before))


def _without_days(name: str) -> str:
    """ "Der Spiegel Friday reported": a day is no part of a name."""
    words = name.split()
    while words and words[-1].casefold().strip(".") in weekdays() | months().keys():
        words.pop()
    return " ".join(words)


def sentence_around(text: str, within: Span, at: int) -> Span:
    """The sentence of ``within`` that holds the character ``at``."""
    start, end = max(within.start, at - LONGEST_SENTENCE), min(within.end, at + LONGEST_SENTENCE)
    before = [m.end() for m in SENTENCE_END.finditer(text, start, at)]
    after = SENTENCE_END.search(text, at, end)
    return Span(before[-1] if before else start, after.start() if after else end)


def credits_of(document: Document) -> list[Naming]:
    """Agencies and outlets that the article is credited to, in its byline, its dateline or its last lines."""
    own = plain_outlet(document.publisher or "")
    found = [*_in_head(document), *_in_tail(document), *_in_authors(document)]
    kept = {n.plain: n for n in reversed(found) if n.plain != own}
    return sorted(kept.values(), key=lambda n: n.span)


def _lines(document: Document) -> list[Span]:
    """The article's lines, without comments and related items; notices and the date line count, they hold credits."""
    left_out = (SectionKind.COMMENT, SectionKind.RELATED, SectionKind.CAPTION)
    kept = [s.span for s in document.sections if s.kind not in left_out]
    return [Span(m.start(), m.end()) for part in kept for m in LINE.finditer(document.text, *part)]


def _in_head(document: Document) -> Iterator[Naming]:
    for line in _lines(document)[:_HEAD_LINES]:
        words = document.text[line.start : min(line.end, line.start + _DATELINE_LENGTH)]
        patterns = [_DATELINE, _OPENING_CREDIT, *([_BYLINE] if len(words) <= _BYLINE_LENGTH else [])]
        for pattern in patterns:
            credit = _credit(pattern.search(words), line)
            yield from (c for c in credit if known_outlet(c.outlet) or initials(c.outlet))


def _in_tail(document: Document) -> Iterator[Naming]:
    for line in _lines(document)[-_TAIL_LINES:]:
        for pattern in _CLOSING if line.end - line.start <= _CLOSING_LENGTH else ():
            credit = _credit(pattern.search(line.of(document.text)), line)
            yield from (c for c in credit if known_outlet(c.outlet))


def _credit(found: re.Match[str] | None, line: Span) -> Iterator[Naming]:
    if found:
        span = Span(line.start + found.start("name"), line.start + found.end("name"))
        yield Naming(found["name"].strip(), span, span, credit=True)


def _in_authors(document: Document) -> Iterator[Naming]:
    """A page's metadata may give the agency as author; the words are those of the first line, which it stands for."""
    lines = _lines(document)
    for author in document.authors if lines else ():
        if known_outlet(author):
            yield Naming(author, lines[0], lines[0], credit=True)
