"""What speaks for one article deriving from another: copied sentences, quotations, names and addresses."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import exp

from onrecord.claims.derivation import copied
from onrecord.claims.derivation.keys import LONG_QUOTATION, long_quotations, url_key
from onrecord.claims.derivation.likeness import likeness, telling
from onrecord.claims.derivation.naming import Naming, credits_of, namings, sentence_around
from onrecord.claims.derivation.outlets import plain_outlet
from onrecord.claims.derivation.words import ARTICLE, Words, words_of
from onrecord.model import Aspect, Compared, Document, Span, Statement

OWN_WORDS = 18.0
"""Of 12 shared words in the writer's own voice about half would be there by chance, of 40 one in ten."""
STOCK = 0.7
"""What one sentence alone counts: it may be stock, as who somebody is and what happened before."""
MOST_NOTICE = 0.5
"""Share of an article's sentences that a notice under it may be."""
SAME_HOUSE = 0.3
"""One publisher's articles repeat notices and background; they must share this much of the shorter one."""
QUOTED = 0.3
MOST_QUOTED = 0.45
"""Quotations alone are below what makes a link: two reporters may have heard the same words."""
NAMED, CREDITED, LINKED, LINKED_LIKE = 0.75, 0.6, 0.4, 0.7
LEAST_LIKE = 0.55


@dataclass(frozen=True, slots=True)
class Evidence:
    """``score`` is the chance that an article of which only this is known derives from the other; ``here`` and
    ``there`` are the words of each that it rests on."""

    score: float
    reasons: tuple[Compared, ...]
    here: tuple[Span, ...] = ()
    there: tuple[Span, ...] = ()


@dataclass(frozen=True)
class Article:
    """A document, with what is looked for in it read once."""

    document: Document
    statements: tuple[Statement, ...] = ()

    @cached_property
    def words(self) -> Words:
        return words_of(self.document)

    @cached_property
    def namings(self) -> list[Naming]:
        return namings(self.document, self.statements)

    @cached_property
    def credits(self) -> list[Naming]:
        return credits_of(self.document)

    @cached_property
    def publisher(self) -> str:
        return plain_outlet(self.document.publisher or "")

    def mentions(self, publisher: str) -> bool:
        """Whether the last word of the name is there at all, which is quick to tell."""
        return publisher.rsplit(maxsplit=1)[-1] in self._plain or any(n.plain == publisher for n in self.credits)

    @cached_property
    def _plain(self) -> str:
        return self.document.text.casefold()

    @cached_property
    def quotations(self) -> dict[tuple[str, ...], tuple[int, int]]:
        """The long quotations by their first words."""
        found = long_quotations(self.words)
        return {self.words.words[first : first + LONG_QUOTATION]: (first, last) for first, last in found}


def of_copying(one: Article, other: Article) -> tuple[Evidence, ...]:
    """Sentences of the writer's own that both have. What is quoted counts as a quotation only."""
    found = copied.pairs(one.words, other.words)
    own = [p for p in found if p.own >= copied.FEWEST_SHARED]
    effective = sum(p.telling * p.share for p in own) * (1.0 if len(own) > 1 else STOCK)
    if not own or _is_notice(own, one.words, other.words) or _of_one_house(own, one, other):
        return ()
    told = copied.reasons(one.words, other.words, found)
    here = copied.spans_of(one.words, [p.mine for p in found])
    there = copied.spans_of(other.words, [p.theirs for p in found])
    return (Evidence(1 - exp(-effective / OWN_WORDS), tuple(told), here, there),)


def _is_notice(found: Sequence[copied.Pair], one: Words, other: Words) -> bool:
    """The same words at the very end of both, and nothing else: a notice that no rule of reading knew."""
    ends = [(len(one.sentences) - p.mine, len(other.sentences) - p.theirs) for p in found]
    whole = len(found) / max(1, min(len(one.sentences), len(other.sentences)))
    return (
        whole <= MOST_NOTICE and all(a == b and a <= len(found) for a, b in ends) and not any(p.changes for p in found)
    )


def _of_one_house(found: Sequence[copied.Pair], one: Article, other: Article) -> bool:
    if not one.publisher or one.publisher != other.publisher:
        return False
    shorter = min(len(one.words.words), len(other.words.words))
    return sum(p.own for p in found) < SAME_HOUSE * shorter


def of_quotations(one: Article, other: Article) -> tuple[Evidence, ...]:
    """Long quotations that both have: by themselves too little for a link."""
    shared = one.quotations.keys() & other.quotations.keys()
    if not shared:
        return ()
    here = tuple(sorted(one.words.span(*one.quotations[q]) for q in shared))
    there = tuple(sorted(other.words.span(*other.quotations[q]) for q in shared))
    reasons = [
        Compared(Aspect.QUOTATION, span.of(one.document.text), at.of(other.document.text), True)
        for span, at in zip(here[: copied.MOST_SHOWN], there, strict=False)
    ]
    return (Evidence(min(MOST_QUOTED, QUOTED + 0.05 * len(shared)), tuple(reasons), here, there),)


def of_naming(later: Article, earlier: Article) -> tuple[Evidence, ...]:
    """Words of ``later`` that name the publisher of ``earlier`` beside something that ``earlier`` says."""
    if not earlier.publisher or earlier.publisher == later.publisher or not later.mentions(earlier.publisher):
        return ()
    found = [e for n in later.namings if n.plain == earlier.publisher for e in _named(n, later, earlier)]
    return (max(found, key=lambda e: e.score),) if found else ()


def _named(naming: Naming, later: Article, earlier: Article) -> tuple[Evidence, ...]:
    text, name = later.document.text, earlier.document.publisher or ""
    if naming.credit:
        told = Compared(Aspect.CREDIT, naming.span.of(text), name, True)
        return (Evidence(CREDITED, (told,), (naming.passage,)),) if copied.pairs(later.words, earlier.words) else ()
    like, where = _like(naming.passage, later, earlier, naming.outlet)
    if like < LEAST_LIKE or where is None:
        return ()
    told = Compared(Aspect.NAMING, naming.passage.of(text), where.of(earlier.document.text), True)
    return (Evidence(max(NAMED, like), (told,), (naming.passage,), (where,)),)


def _like(passage: Span, later: Article, earlier: Article, outlet: str = "") -> tuple[float, Span | None]:
    left_out = frozenset(outlet.casefold().replace("’", " ").split())
    return likeness(telling(passage.of(later.document.text), left_out), earlier.words)


def of_hyperlinks(later: Article, earlier: Article) -> tuple[Evidence, ...]:
    """A link in the article to the other's address. One that stands by nothing that the other says may be for further
    reading, and is too little by itself."""
    if not earlier.document.url:
        return ()
    key = url_key(earlier.document.url)
    found = [
        e for link in later.document.links if url_key(link.target) == key for e in _linked(link.span, later, earlier)
    ]
    return (max(found, key=lambda e: e.score),) if found else ()


def _linked(span: Span, later: Article, earlier: Article) -> tuple[Evidence, ...]:
    section = later.document.section_at(span.start)
    if section is None or section.kind not in ARTICLE:
        return ()
    passage = sentence_around(later.document.text, section.span, span.start)
    like, where = _like(passage, later, earlier)
    told = Compared(Aspect.HYPERLINK, span.of(later.document.text), earlier.document.url or "", True)
    if like < LEAST_LIKE or where is None:
        return (Evidence(LINKED, (told,), (passage,)),)
    return (Evidence(LINKED_LIKE, (told,), (passage,), (where,)),)
