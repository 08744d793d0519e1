"""Which words are said by whom: for each token, the statement whose content holds it and whose quotation it is in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from onrecord.actors.mentions import Mention
from onrecord.language.quotes import quotations
from onrecord.model import Span, Statement

NOBODY = -1


@dataclass(frozen=True, slots=True)
class Speech:
    """By token: ``said_in`` is the number of the innermost statement whose content holds it, ``quoted_in`` the same
    where the token is in quotation marks too, ``quotation`` the number of its quotation, ``source_of`` the number of
    the statement whose source it is part of, ``spoke_before`` the numbers of the mentions that head the two latest
    sources before it, the latest first; NOBODY where there is none. ``source`` is, by statement, the number of the
    mention that heads its source; ``words_first`` are the statements whose words stand before their source."""

    said_in: tuple[int, ...]
    quoted_in: tuple[int, ...]
    quotation: tuple[int, ...]
    source_of: tuple[int, ...]
    spoke_before: tuple[tuple[int, int], ...]
    source: tuple[int, ...]
    words_first: frozenset[int]


def speech_of(doc: Doc, mentions: Sequence[Mention], statements: Sequence[Statement]) -> Speech:
    n = len(doc)
    quotation, said_in, source_of = [NOBODY] * n, [NOBODY] * n, [NOBODY] * n
    for number, mark in enumerate(quotations(doc.text)):
        _fill(doc, quotation, [Span(mark.start, mark.end)], number)
    by_size = sorted(range(len(statements)), key=lambda k: -sum(e - s for s, e in statements[k].content))
    for k in by_size:
        _fill(doc, said_in, statements[k].content, k)
    for k, statement in enumerate(statements):
        _fill(doc, source_of, statement.source, k)
    at_head = {m.head: m.number for m in mentions}
    source = tuple(head_of(doc, s.source, at_head) for s in statements)
    quoted = tuple(s if q != NOBODY else NOBODY for s, q in zip(said_in, quotation, strict=True))
    before = _spoke_before(n, mentions, source)
    after = frozenset(k for k, s in enumerate(statements) if s.source and s.content and s.content[0] < s.source[0])
    return Speech(tuple(said_in), quoted, tuple(quotation), tuple(source_of), before, source, after)


def _spoke_before(n: int, mentions: Sequence[Mention], sources: Iterable[int]) -> tuple[tuple[int, int], ...]:
    speaks = {mentions[k].head: k for k in sources if k != NOBODY}
    out, latest = [], (NOBODY, NOBODY)
    for i in range(n):
        out.append(latest)
        if i in speaks:
            latest = (speaks[i], latest[0])
    return tuple(out)


def _fill(doc: Doc, where: list[int], spans: Iterable[Span], value: int) -> None:
    for span in spans:
        found = doc.char_span(span.start, span.end, alignment_mode="expand")
        if found is not None:
            where[found.start : found.end] = [value] * len(found)


def head_of(doc: Doc, source: Sequence[Span], at_head: dict[int, int]) -> int:
    """The number of the mention that heads ``source``: the first whose head hangs on a word outside it. Of a source
    that is only a verb, its subject."""
    spans = [doc.char_span(s.start, s.end, alignment_mode="expand") for s in source]
    tokens = [t for span in spans if span is not None for t in span]
    inside = {t.i for t in tokens}
    mentioned = [t for t in tokens if t.i in at_head]
    tops = [t for t in mentioned if t.head.i not in inside or t.head.i == t.i]
    nominal = [t for t in tops if t.dep_ not in ("prep", "punct", "relcl", "acl")]
    subjects = [c for t in tokens if t.tag_[:2] == "VB" for c in t.children if c.dep_ == "nsubj" and c.i in at_head]
    best = next(iter(nominal or tops or mentioned or subjects), None)
    return NOBODY if best is None else at_head[best.i]
