"""Headlines that name who says what they say: "Minister: no talks planned", "No talks planned: minister"."""

import re
from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Token

from onrecord.attribution.form import form_of
from onrecord.attribution.setting.labels import names_no_speaker
from onrecord.attribution.token_spans import TokenSpans
from onrecord.attribution.voice.actor_words import is_actor_name, names_actor
from onrecord.model import Document, SectionKind, Span, Statement

CONFIDENCE = 0.85
_FIRST = re.compile(r"\s*(?P<who>[^:\n]{2,60}?)\s?(?P<cue>:)\s+(?P<words>[^\n]+?)\s*$")
_LAST = re.compile(r"\s*(?P<words>[^:\n]+?)\s?(?P<cue>:|\s[–—-])\s+(?P<who>[^:–—\n]{2,40}?)\s*$")
_DOCUMENTS = frozenset(
    {"report", "reports", "study", "survey", "poll", "sources", "source", "paper", "data", "officials"}
)
_MOST_WORDS = 6
_MOST_LAST_WORDS = 3  # what stands last is a name or an office; more words are a sentence
_FEWEST_WORDS = 3


def headlines(document: Document, places: TokenSpans, statements: Iterable[Statement]) -> Iterator[Statement]:
    """A statement for each such headline in which none of ``statements`` is."""
    said = [s.extent for s in statements]
    for section in document.sections:
        if section.kind is SectionKind.HEADLINE and not any(section.span.overlaps(s) for s in said):
            found = _read(document.text, places, section.span)
            if found is not None:
                who, cue, words = found
                form = form_of(document.text, [words], places.near(words))
                yield Statement(document.id, (who,), (cue,), (words,), form, CONFIDENCE)


def _read(text: str, places: TokenSpans, line: Span) -> tuple[Span, Span, Span] | None:
    for pattern in (_FIRST, _LAST):
        found = pattern.match(text, *line)
        if found is None:
            continue
        who, words = Span(*found.span("who")), Span(*found.span("words"))
        cue = found.start("cue") + len(found["cue"]) - 1
        if pattern is _LAST and len(who.of(text).split()) > _MOST_LAST_WORDS:
            continue
        if _speaks(text, places, who) and _is_said(text, places, words):
            return who, Span(cue, cue + 1), words
    return None


def _speaks(text: str, places: TokenSpans, who: Span) -> bool:
    words = who.of(text).split()
    if len(words) > _MOST_WORDS or names_no_speaker(" ".join(words)):
        return words[-1:] != [] and words[-1].casefold() in _DOCUMENTS and len(words) <= _MOST_WORDS
    tokens = [places.doc[i] for i in places.tokens(who)]
    return bool(tokens) and (names_actor(tokens[-1]) or is_actor_name(tokens[-1]) or words[-1].casefold() in _DOCUMENTS)


def _is_said(text: str, places: TokenSpans, words: Span) -> bool:
    """A sentence, or words in quotation marks; "the man who sold the sea" is a name for the one before the colon."""
    if len(words.of(text).split()) < _FEWEST_WORDS or words.of(text).endswith("?"):
        return False
    if any(words.start <= q.start and q.end <= words.end for q in places.near(words)):
        return True
    tokens = [places.doc[i] for i in places.tokens(words)]
    return any(t.tag_[:2] in ("VB", "MD") and not _in_relative(t, tokens) for t in tokens)


def _in_relative(token: Token, among: Sequence[Token]) -> bool:
    inside = {t.i for t in among}
    while token.i in inside and token.head != token:
        if token.dep_ == "relcl":
            return True
        token = token.head
    return False
