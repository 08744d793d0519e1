"""The name in a source, where it has one that heads it.

"NATO Secretary-General Jens Stoltenberg" names a person, "German magazine Der Spiegel" an organisation; "a
representative from the Ukrainian embassy in China" names nobody, for neither Ukraine nor China is speaking.
"""

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from onrecord.model import ActorKind, Span, Speaker

KINDS = {
    "PERSON": ActorKind.PERSON,
    "ORG": ActorKind.ORGANISATION,
    "GPE": ActorKind.COUNTRY,
    "NORP": ActorKind.GROUP,
    "FAC": ActorKind.ORGANISATION,
    "LAW": ActorKind.DOCUMENT,
    "WORK_OF_ART": ActorKind.DOCUMENT,
    "PRODUCT": ActorKind.UNKNOWN,
    "LOC": ActorKind.UNKNOWN,
    "EVENT": ActorKind.UNKNOWN,
}
_NAMING = frozenset({"compound", "appos", "nmod", "flat"})


def speaker_of(doc: Doc, source: Sequence[Span]) -> Speaker | None:
    """The speaker that the source's own words name; None for pronouns, descriptions and an absent source."""
    tokens = [t for span in source for t in _tokens(doc, span)]
    if not tokens:
        return None
    named = _heading_names(doc, tokens)
    if named and _joins_others(tokens):
        return _speaker(doc, tokens[0].i, tokens[-1].i + 1, ActorKind.GROUP)
    if named:
        best = min(named, key=lambda e: (e.label_ != "PERSON", e.start))
        return _speaker(doc, best.start, best.end, KINDS.get(best.label_, ActorKind.UNKNOWN))
    run = _proper_run(tokens)
    return _speaker(doc, run[0].i, run[-1].i + 1, ActorKind.UNKNOWN) if run else None


def _tokens(doc: Doc, span: Span) -> list[Token]:
    found = doc.char_span(span.start, span.end, alignment_mode="expand")
    return list(found) if found is not None else []


def _heading_names(doc: Doc, tokens: list[Token]) -> list[Tokens]:
    """Names among ``tokens`` that are the head of the source or stand in apposition to it."""
    inside = {t.i for t in tokens}
    heads = _heads(tokens, inside)
    first, last = min(inside), max(inside)
    entities = [e for e in _names_within(doc, first, last + 1) if e.label_ in KINDS]
    return [e for e in entities if any(t.i in heads for t in e)]


def _names_within(doc: Doc, start: int, end: int) -> Iterator[Tokens]:
    """As ``doc[start:end].ents``, which goes through all names of the text."""
    for first in (t.i for t in doc[start:end] if t.ent_iob_ == "B"):
        last = next((i for i in range(first + 1, end) if doc[i].ent_iob_ != "I"), end)
        if last < end or last == len(doc) or doc[last].ent_iob_ != "I":
            yield Tokens(doc, first, last, label=doc[first].ent_type)


def _heads(tokens: list[Token], inside: set[int]) -> set[int]:
    """Tokens whose head lies outside the source, and what names the same thing: compounds before, appositions."""
    heads = {t.i for t in tokens if t.head.i not in inside or t.head == t}
    heads = {i for i in heads if tokens[0].doc[i].dep_ not in ("prep", "punct", "det", "relcl", "acl", "cc")}
    grown = True
    while grown:
        more = {t.i for t in tokens if t.head.i in heads and t.dep_ in _NAMING and not _names_another(t)}
        grown = not more <= heads
        heads |= more
    return heads


def _names_another(token: Token) -> bool:
    """A name before a common noun ("a Nordic ministry spokesman") says whose, not who."""
    return token.dep_ in ("compound", "nmod") and token.head.tag_ in ("NN", "NNS") and token.i < token.head.i


def _joins_others(tokens: list[Token]) -> bool:
    """Several speak together ("Brale, Orsund and their allies"): one of their names would be the wrong answer."""
    inside = {t.i for t in tokens}
    heads = {t.i for t in tokens if t.head.i not in inside or t.head == t}
    return any(t.dep_ == "conj" and t.head.i in heads and t.tag_.startswith("NN") for t in tokens)


def _proper_run(tokens: list[Token]) -> list[Token]:
    """A source that is a capitalised name all through ("Bingo", "The Harbour Post"), unknown to the name finder."""
    named = [t for t in tokens if not t.is_punct and t.lower_ != "the"]
    if not named or not all(t.text[0].isupper() and t.tag_ in ("NNP", "NNPS") for t in named):
        return []
    return named if named[-1].i - named[0].i + 1 == len(named) else []


def _speaker(doc: Doc, start: int, end: int, kind: ActorKind) -> Speaker:
    while end - start > 1 and doc[end - 1].lower_ in ("'s", "’s", "’", "'"):
        end -= 1
    if end - start > 1 and _is_loose_article(doc[start], end - start):
        start += 1
    words = doc[start:end]
    return Speaker(" ".join(words.text.split()), kind, Span(words.start_char, words.end_char))


def _is_loose_article(token: Token, words: int) -> bool:
    """ "the US", "The White House" stand without their article elsewhere; "The Post" does not."""
    return token.lower_ in ("the", "a", "an") and (token.text.islower() or words > 2)
