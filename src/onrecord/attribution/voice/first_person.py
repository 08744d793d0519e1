"""Attributions whose source is the writer: "I think", "I heard from a reliable source", "in our view".

The encoder was trained on news and finds some of them; the rest is read off the parse, outside every quotation and
everything that is attributed to somebody already.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from onrecord.attribution.form import form_of
from onrecord.attribution.token_spans import TokenSpans
from onrecord.attribution.voice.own_words import FIRST, OwnWords, own_words, writers_pronoun
from onrecord.attribution.voice.writers import Writers
from onrecord.model import Document, Span, Statement, hull

CONFIDENCE = 0.89
"""(right + 1) / (found + 2) on the dev half of evaluation/data/voice.jsonl, where 7 of 7 were right."""
FEWEST_WORDS = 2
_BEFORE = 8  # statements that begin before a span and may still reach into it


def first_person(document: Document, statements: list[Statement], doc: Doc) -> list[Statement]:
    """``statements`` and those that the writer makes in the first person; one that lies within such a content gets it
    as its parent."""
    places = TokenSpans(document.text, doc)
    taken = places.inside(span for s in statements for span in (*s.cue, *s.content))
    taken |= places.inside(Span(q.start, q.end) for q in places.marks)
    found: list[Statement] = []
    for span in document.reading_spans():
        for i in places.tokens(span):
            if i not in taken and doc[i].lower_ in FIRST:
                for words in own_words(doc[i]):
                    made = _statement(document, places, words, span, taken)
                    if made is not None:
                        found.append(made)
                        taken |= {*words.cue, *words.content}
                        break
    return sorted(_hung(statements, found), key=lambda s: (s.extent, s.id))


def _statement(
    document: Document, places: TokenSpans, words: OwnWords, part: Span, taken: set[int]
) -> Statement | None:
    own = {*words.cue, *words.source}
    within = places.tokens(part)
    content = places.spans(_without_stop(places.doc, [i for i in words.content if i in within and i not in own]))
    if taken & own or sum(len(s.of(document.text).split()) for s in content) < FEWEST_WORDS:
        return None
    return Statement(
        document_id=document.id,
        source=places.spans(words.source),
        cue=places.spans(words.cue),
        content=content,
        form=form_of(document.text, content, places.near(hull(content))),
        confidence=CONFIDENCE,
    )


def _without_stop(doc: Doc, tokens: Sequence[int]) -> Sequence[int]:
    """A clause's content does not take the stop of the sentence that it ends."""
    return tokens[:-1] if tokens and doc[tokens[-1]].text == "." else tokens


class _Neighbours:
    """Statements by their place, so that a long text costs no more a word than a short one."""

    def __init__(self, statements: Iterable[Statement]) -> None:
        self._ordered = sorted(((s.extent, s) for s in statements if s.parent is None), key=lambda pair: pair[0])

    def overlapping(self, span: Span) -> list[tuple[Span, Statement]]:
        first = bisect_left(self._ordered, span.start, key=lambda pair: pair[0].start)
        last = bisect_left(self._ordered, span.end, key=lambda pair: pair[0].start)
        near = self._ordered[max(0, first - _BEFORE) : last]
        return [(extent, s) for extent, s in near if extent.overlaps(span)]


def _hung(statements: Sequence[Statement], found: Iterable[Statement]) -> list[Statement]:
    """All of them; what somebody says within what the writer thinks they say hangs on it, half in and half out drops
    the writer's."""
    neighbours, parents, kept = _Neighbours(statements), dict[str, str](), []
    for mine in found:
        outer = hull(mine.content)
        near = neighbours.overlapping(outer)
        if all(outer.start <= extent.start and extent.end <= outer.end for extent, _ in near):
            kept.append(mine)
            parents |= {s.id: mine.id for _, s in near}
    return [*kept, *(replace(s, parent=s.parent or parents.get(s.id)) for s in statements)]


def name_writers(document: Document, statements: list[Statement]) -> list[Statement]:
    """The statements, those whose source is nothing but the writer's pronoun with the writer as their speaker.

    The mention is the pronoun. A pronoun within somebody else's words is theirs, not the writer's.
    """
    writers = Writers(document)
    return [_named(document.text, writers, s) for s in statements]


def _named(text: str, writers: Writers, statement: Statement) -> Statement:
    if statement.parent is not None or statement.speaker is not None or len(statement.source) != 1:
        return statement
    source = statement.source[0]
    pronoun = writers_pronoun(source.of(text))
    writer = writers.at(source.start) if pronoun else None
    if writer is None:
        return statement
    return replace(statement, speaker=replace(writer, mention=Span(source.start, source.start + len(pronoun))))
