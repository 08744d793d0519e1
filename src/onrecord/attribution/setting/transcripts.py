"""Turns of a transcript or an interview: lines that a speaker's label opens ("WREDE: …", "Q: …", "(S): …").

One such line may be anything: a date line ("WASHINGTON: …"), a note, a row of a box of facts. It is a transcript where
a label comes back, or where one label's question is followed by another label.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from onrecord.attribution.setting.labels import names_no_speaker
from onrecord.model import UNREAD, Document, Form, SectionKind, Span, Statement, hull

CONFIDENCE = 0.95
"""The form settles it; what is left is the chance that a box of facts repeats its labels."""
_LABEL = re.compile(
    r"[ \t“‘\"'*_]*(?P<label>"
    r"\((?P<letters>[A-Z][A-Za-z]{0,2})\)"
    r"|(?P<asked>[QA])(?=[.:])"
    r"|[^\W\d_][\w.’'&/-]*(?: [\w.’'&/-]+){0,4}"
    r")(?: \([^()\n]{1,40}\))?[*_]*(?P<cue>:|(?<=[QA])\.)[*_]*(?=\s+\S)"
)
_CAPITALS = re.compile(r"[^\W\d_a-z]")


class Turn(NamedTuple):
    """Words set down as somebody's: who, the mark that says so, what."""

    label: Span
    cue: Span
    content: Span

    @property
    def extent(self) -> Span:
        return hull(self)


def turns(document: Document) -> list[Turn]:
    """The turns of every transcript in ``document``, in order."""
    return [turn for voice in document.voices() for turn in _of_voice(document, voice)]


def statement_of(document: Document, turn: Turn, confidence: float = CONFIDENCE) -> Statement:
    return Statement(document.id, (turn.label,), (turn.cue,), (turn.content,), Form.DIRECT, confidence)


class _Line(NamedTuple):
    span: Span
    label: Span | None = None
    cue: Span | None = None
    heads: bool = False
    """It is a headline."""


def _of_voice(document: Document, voice: Span) -> Iterator[Turn]:
    lines = list(_lines(document, voice))
    places = _turn_lines(document.text, lines)
    long = any(b > a + 1 for a, b in pairwise(places))
    ends = [*(b - 1 for b in places[1:]), len(lines) - 1 if long else places[-1]] if places else []
    for first, last in zip(places, ends, strict=True):
        label, cue = lines[first].label, lines[first].cue
        if label is not None and cue is not None:
            content = _content(document.text, Span(cue.end, lines[last].span.end))
            if any(c.isalnum() for c in content.of(document.text)):
                yield Turn(label, cue, content)


def _turn_lines(text: str, lines: Sequence[_Line]) -> list[int]:
    """The lines that begin a turn. A label apart from the others and before them heads the page where it comes up once
    ("Interviewer: Hanne Brill") or stands in the headline ("Venn: I won't run")."""
    places = [n for n, line in enumerate(lines) if line.label is not None]
    if not _is_transcript(text, [lines[n] for n in places]):
        return []
    counts = Counter(_label(text, lines[n]) for n in places)
    while len(places) > 1 and places[1] > places[0] + 1:
        first = lines[places[0]]
        if counts[_label(text, first)] > 1 and not first.heads:
            break
        places = places[1:]
    return places


def _label(text: str, line: _Line) -> str:
    return line.label.of(text).casefold() if line.label is not None else ""


def _lines(document: Document, voice: Span) -> Iterator[_Line]:
    text = document.text
    for section in document.sections:
        if section.kind in UNREAD or not voice.start <= section.span.start < voice.end:
            continue
        start = section.span.start
        for words in text[section.span.start : section.span.end].split("\n"):
            if words.strip():
                line = _labelled(text, Span(start, start + len(words)))
                yield line._replace(heads=section.kind is SectionKind.HEADLINE)
            start += len(words) + 1


def _labelled(text: str, line: Span) -> _Line:
    found = _LABEL.match(text, *line)
    if found is None:
        return _Line(line)
    name = found["letters"] or found["label"]
    if not found["letters"] and not found["asked"] and not _is_label(name):
        return _Line(line)
    return _Line(line, Span(*found.span("letters" if found["letters"] else "label")), Span(*found.span("cue")))


def _is_label(words: str) -> bool:
    """Capitals throughout, or a name: each word with a capital; "The minister added:" is a sentence."""
    if names_no_speaker(words) and words.casefold() not in ("question", "answer"):
        return False
    return all(_CAPITALS.match(word) or not word[0].isalpha() for word in words.split())


def _is_transcript(text: str, lines: Sequence[_Line]) -> bool:
    labels = [_label(text, line) for line in lines]
    if len(labels) < 2:
        return False
    comes_back = Counter(labels).most_common(1)[0][1] > 1 and len(set(labels)) > 1
    asks = any(
        a != b and line.span.of(text).rstrip(" ”\"’'").endswith("?")
        for (a, b), line in zip(pairwise(labels), lines, strict=False)
    )
    return comes_back or asks


def _content(text: str, span: Span) -> Span:
    start, end = span
    while start < end and (text[start].isspace() or text[start] in "*_"):
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
