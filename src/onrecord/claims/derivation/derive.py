"""Document and index -> what the document derives from, and what on the record derives from it.

Only documents that share a key with it are compared with it, so that the cost does not grow with the record.
"""

from collections.abc import Sequence
from math import prod

from onrecord.claims.derivation.direction import Directed, Order, by_dates, by_length
from onrecord.claims.derivation.evidence import (
    Article,
    Evidence,
    of_copying,
    of_hyperlinks,
    of_naming,
    of_quotations,
)
from onrecord.claims.derivation.keys import lookup_keys
from onrecord.claims.index import Index
from onrecord.model import (
    Aspect,
    Compared,
    Document,
    Findings,
    Link,
    LinkKind,
    Origin,
    OriginKind,
    Passage,
    Span,
)

LEAST_SCORE = 0.5
MOST_CANDIDATES = 20
CREDIT_SCORE = 0.8


def derivations(document: Document, found: Findings, index: Index) -> list[Link]:
    """The links between ``document`` and those of ``index``, whichever is the later, and from it to an agency that it
    is credited to and whose report is not there."""
    mine = Article(document, found.statements)
    keys = lookup_keys(mine.words, [n.outlet for n in mine.namings])
    ids = [i for i in index.documents_sharing(keys, MOST_CANDIDATES) if i != document.id]
    links = [link for i in ids if (link := between(mine, Article(index.document(i)))) is not None]
    return [*links, *_credits(mine, links)]


def between(one: Article, other: Article) -> Link | None:
    """How the later of two articles derives from the earlier, None where too little speaks for it."""
    directed = by_dates(one.document, other.document)
    shared = [*of_copying(one, other), *of_quotations(one, other)]
    named = [*of_naming(one, other), *of_hyperlinks(one, other)] if directed.order is not Order.SECOND_LATER else []
    back = [*of_naming(other, one), *of_hyperlinks(other, one)] if directed.order is not Order.FIRST_LATER else []
    if directed.order is Order.UNKNOWN:
        directed = _undated(directed, one, other, named, back)
    if directed.order is Order.SECOND_LATER:
        return _link(other, one, [*map(_turned, shared), *back], _turned_reason(directed.reason))
    return _link(one, other, [*shared, *named], directed.reason)


def _undated(
    directed: Directed, one: Article, other: Article, named: Sequence[Evidence], back: Sequence[Evidence]
) -> Directed:
    """Who names or links to the other is the later; else the shorter is."""
    if named and not back:
        return Directed(Order.FIRST_LATER, directed.reason)
    if back and not named:
        return Directed(Order.SECOND_LATER, directed.reason)
    return by_length(one.words, other.words)


def _turned(evidence: Evidence) -> Evidence:
    return Evidence(evidence.score, tuple(map(_turned_reason, evidence.reasons)), evidence.there, evidence.here)


def _turned_reason(reason: Compared) -> Compared:
    return Compared(reason.aspect, reason.other, reason.one, reason.agrees)


def _link(later: Article, earlier: Article, evidence: Sequence[Evidence], order: Compared) -> Link | None:
    score = 1 - prod(1 - e.score for e in evidence)
    if score < LEAST_SCORE:
        return None
    here, there = _spans([e.here for e in evidence]), _spans([e.there for e in evidence])
    return Link(
        LinkKind.DERIVES_FROM,
        Passage(later.document.id, here),
        Passage(earlier.document.id, there),
        round(score, 4),
        (*(r for e in evidence for r in e.reasons), order),
    )


def _spans(found: Sequence[Sequence[Span]]) -> tuple[Span, ...]:
    """All of the spans in order, those that overlap as one."""
    out: list[Span] = []
    for span in sorted(s for spans in found for s in spans):
        if out and span.start < out[-1].end:
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return tuple(out)


def _credits(mine: Article, links: Sequence[Link]) -> list[Link]:
    """To each agency that the whole article is credited to, unless its own report was found."""
    text = mine.document.text
    linked = {r.one for link in links for r in link.reasons if r.aspect is Aspect.CREDIT}
    return [
        Link(
            LinkKind.DERIVES_FROM,
            Passage(mine.document.id, (credit.span,)),
            Origin(OriginKind.MEDIA, credit.outlet),
            CREDIT_SCORE,
            (Compared(Aspect.CREDIT, credit.span.of(text), credit.outlet, True),),
        )
        for credit in mine.credits
        if credit.span.of(text) not in linked
    ]
