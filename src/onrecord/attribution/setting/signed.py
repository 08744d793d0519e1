"""Quotations with their speaker's name under them: "“…” — Orla Venn", on one line or on the next.

Epigraphs, collected reactions, readers' letters and pull quotes are set so. No word attributes; the dash does.
"""

import re
from collections.abc import Iterator

from spacy.tokens import Token

from onrecord.attribution.setting.labels import names_no_speaker
from onrecord.attribution.setting.transcripts import Turn
from onrecord.attribution.token_spans import TokenSpans
from onrecord.language.quotes import Quotation
from onrecord.model import Document, Span

_MOST_WORDS = 14
_SIGNATURE = re.compile(
    r"[ \t\xa0]*(?P<dash>[―—–]|--?)[ \t\xa0]*(?P<who>[^\W\d_a-z][^\n“”\"!?:;]{1,100}?)(?P<stop>\.?)[ \t\xa0]*(?=\n|\Z)"
)
_MARKS = re.compile(r"[“”\n]")
_FINITE = ("VBD", "VBP", "VBZ", "MD")


def signed(document: Document, places: TokenSpans) -> Iterator[Turn]:
    """Each quotation that opens a line and is signed, in order: who signed, the dash, and the words."""
    text = document.text
    for quotation in places.marks:
        if quotation.single or not quotation.closed or not _opens_line(text, quotation.start):
            continue
        end = _outer_end(text, quotation)
        found = _SIGNATURE.match(text, _signature_start(text, end))
        section = document.section_at(quotation.start)
        if found is None or section is None or found.end("who") > section.span.end:
            continue
        who = Span(*found.span("who"))
        if _is_name([places.doc[i] for i in places.tokens(who)], who.of(text), ends=bool(found["stop"])):
            yield Turn(who, Span(*found.span("dash")), Span(quotation.start, end))


def _outer_end(text: str, quotation: Quotation) -> int:
    """Where a quotation ends that holds others in the same curly marks: "“He calls it “home” and stays.”"."""
    depth = 0
    if text[quotation.start] == "“":
        for found in _MARKS.finditer(text, quotation.start):
            depth += {"“": 1, "”": -1}.get(found[0], 0)
            if depth == 0:
                return found.end()
            if found[0] == "\n":
                break
    return quotation.end


def _opens_line(text: str, at: int) -> bool:
    return not text[text.rfind("\n", 0, at) + 1 : at].strip()


def _signature_start(text: str, end: int) -> int:
    """Where the quotation's own line goes on, or the next line begins where this one ends with the quotation."""
    line_end = text.find("\n", end)
    return line_end + 1 if line_end >= 0 and not text[end:line_end].strip() else end


def _is_name(tokens: list[Token], words: str, *, ends: bool) -> bool:
    """A name or an office with what is said of its holder; "— The crowd cheered." is a sentence."""
    if not tokens or len(words.split()) > _MOST_WORDS or names_no_speaker(words):
        return False
    return not (ends and any(t.tag_ in _FINITE and t.dep_ != "relcl" for t in tokens))
