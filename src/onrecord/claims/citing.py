"""What each statement rests on: a document on the record where it is there, else an origin as the text names it.

A nested statement rests on the word of whoever the outermost one is attributed to: what "the magazine reported that the
firm had said" is known from the magazine only.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from onrecord.attribution.basis import pronouns
from onrecord.claims.derivation.direction import UNDATED, is_later, surely_after
from onrecord.claims.derivation.evidence import LEAST_LIKE
from onrecord.claims.derivation.keys import keys_near
from onrecord.claims.derivation.likeness import likeness, telling
from onrecord.claims.derivation.outlets import known_outlet, plain_outlet
from onrecord.claims.derivation.words import words_of
from onrecord.claims.index import Index
from onrecord.model import (
    Act,
    Actor,
    ActorKind,
    Aspect,
    Compared,
    Document,
    Findings,
    Link,
    LinkKind,
    Moment,
    Origin,
    OriginKind,
    Passage,
    Sourcing,
    Span,
    Statement,
    quoted,
    speaking,
)

MOST_CANDIDATES = 30
MOST_SENTENCE = 600
UNSOURCED_SCORE = 0.8
LEAST_SHARED = 3
"""Words that tell something, of which so many must be shared by what press without a name is cited for and what the one
outlet of the article is."""
_KINDS = {
    Sourcing.MEDIA: OriginKind.MEDIA,
    Sourcing.DOCUMENT: OriginKind.DOCUMENT,
    Sourcing.PERSON: OriginKind.UTTERANCE,
    Sourcing.ORGANISATION: OriginKind.UTTERANCE,
    Sourcing.EXPERT: OriginKind.UTTERANCE,
    Sourcing.GROUP: OriginKind.UTTERANCE,
    Sourcing.ANONYMOUS: OriginKind.UNNAMED,
    Sourcing.NOBODY: OriginKind.UNNAMED,
}
_ONE_OUTLET = frozenset(
    [
        "magazine",
        "newspaper",
        "paper",
        "weekly",
        "daily",
        "broadcaster",
        "agency",
        "network",
        "tabloid",
        "site",
        "website",
        "journal",
        "outlet",
        "station",
        "channel",
        "programme",
        "program",
        "podcast",
    ]
)
_TOLD = re.compile(
    r"\b(?:report|sa(?:id|ys?)|news|alleg|rumou?r|claim|believ|thought|understood|known|told|reveal|leak|emerg|light|surfac"
    r"|accus|disclos|publish|announc|describ|suggest|assum|held|call|quot|circulat)",
    re.IGNORECASE,
)
"""How a cue without a source shows that somebody has told it."""
_UNSOURCED = re.compile(
    r"""\b(?:
      (?:come|comes|came|coming|brought)\ to\ light
    | (?:it|reports?|news|details|claims|allegations|rumou?rs)\ (?:has\ |have\ |had\ )?
      (?:emerged|surfaced|circulated|leaked)
    | (?:is|was|were|are|been)\ (?:\w+ly\ )?(?:reported|rumou?red|alleged|said)\ (?:that|to)
    | (?:has|have|had)\ been\ (?:\w+ly\ )?(?:reported|rumou?red|alleged)
    | reportedly | allegedly | news\ broke | reports\ (?:say|said|suggest(?:ed)?|claim(?:ed)?)
    )\b""",
    re.VERBOSE | re.IGNORECASE,
)
"""By which a writer passes something on and names nobody."""


def citations(document: Document, found: Findings, index: Index) -> list[Link]:
    """One link for each statement that rests on another's word, and for each assertion that only passes on."""
    reader = _reader(document, found)
    cited = [(s, origin) for s in found.statements if (origin := reader.origin(s)) is not None]
    held = _Held(document, index)
    known = {s.id: link for s, origin in cited if (link := held.link(s, origin, reader)) is not None}
    reports = {o.name: known[s.id].other for s, o in cited if o.kind is OriginKind.MEDIA and s.id in known}
    links = [known.get(s.id) or reader.link(s, _held(o, reports)) for s, o in cited]
    return [*links, *_unsourced(document, found.assertions)]


def _held(origin: Origin, reports: Mapping[str, Passage | Origin]) -> Origin:
    """The origin, with the document that it is where another statement has shown it to be on the record."""
    report = reports.get(origin.name) if origin.kind is OriginKind.MEDIA else None
    return replace(origin, document_id=report.document_id) if report is not None else origin


@dataclass(frozen=True, slots=True)
class _Reader:
    document: Document
    by_id: Mapping[str, Statement]
    actors: Mapping[str, Actor]
    """By the id of the statement that the actor speaks."""
    dates: Mapping[tuple[OriginKind, str], Moment]
    """Of an origin whose one date the document tells once and not each time."""
    remarks: Mapping[tuple[OriginKind, str], tuple[Span, ...]]
    outlets: tuple[str, ...] = ()
    """Those that the document names as sources."""
    reported: frozenset[str] = frozenset()
    """Stems of what a document that names one outlet cites it for."""

    def origin(self, statement: Statement) -> Origin | None:
        bare = self.undated(statement)
        if bare is None:
            return None
        return replace(bare, date=self.holder(statement).said or self.dates.get((bare.kind, bare.name)))

    def undated(self, statement: Statement) -> Origin | None:
        holder = self.holder(statement)
        kind = _KINDS.get(holder.sourcing) if holder.sourcing else None
        if kind is None or holder.act is Act.DECLINES:
            return None
        if holder.sourcing is Sourcing.NOBODY and not _TOLD.search(quoted(self.document.text, holder.cue)):
            return None  # "seems", "is expected": the writer's own view
        name = self.name(holder)
        if kind is OriginKind.MEDIA:
            return self._media(name, holder)
        actor = self.actors.get(holder.id)
        group = holder.sourcing is Sourcing.GROUP and (actor is None or not actor.named)
        unnamed = group or name.casefold() in pronouns.FIRST | pronouns.THIRD
        return Origin(OriginKind.UNNAMED if unnamed else kind, name)

    def _media(self, name: str, holder: Statement) -> Origin | None:
        """The outlet, which "the magazine" stands for where the article names one only, and so does "German press" for
        what is much like what that one is cited for; none where it is the article's own, a document where it is one
        that the article's own outlet has seen."""
        own, plain = plain_outlet(self.document.publisher or ""), plain_outlet(name)
        if own and own in plain:
            return None if own == plain else Origin(OriginKind.DOCUMENT, name)
        if not _is_generic(name):
            return Origin(OriginKind.MEDIA, name)
        one = name.rsplit(maxsplit=1)[-1] in _ONE_OUTLET or len(self.stems(holder) & self.reported) >= LEAST_SHARED
        if len(self.outlets) == 1 and one:
            return Origin(OriginKind.MEDIA, self.outlets[0])
        return Origin(OriginKind.UNNAMED, name)

    def stems(self, statement: Statement) -> frozenset[str]:
        found = telling(quoted(self.document.text, statement.content)[:MOST_SENTENCE])
        return found.names | found.others

    def holder(self, statement: Statement) -> Statement:
        """The outermost statement around it that is not the writer's own."""
        above = [statement]
        while above[-1].parent in self.by_id and len(above) <= len(self.by_id):
            above.append(self.by_id[above[-1].parent or ""])
        return next((s for s in reversed(above) if s.sourcing is not Sourcing.AUTHOR), statement)

    def name(self, holder: Statement) -> str:
        """As the text names it; the cue where it names nobody ("it was reported")."""
        basis = holder.margin.basis
        words = quoted(self.document.text, holder.source or holder.cue)
        if holder.sourcing is Sourcing.MEDIA and holder.speaker is not None:
            known = holder.speaker.kind is ActorKind.OUTLET or holder.speaker.name in words
            return _in_full(holder.speaker.name, words) if known else words
        if holder.speaker is not None:
            return holder.speaker.name
        if basis is not None and basis.described is not None:
            return basis.described.of(self.document.text)
        return words

    def names(self, statement: Statement) -> list[str]:
        """All by which the document calls whom the statement rests on."""
        holder = self.holder(statement)
        actor = self.actors.get(holder.id)
        return list(dict.fromkeys([self.name(holder), *((actor.name, *actor.aliases) if actor else ())]))

    def link(self, statement: Statement, origin: Origin) -> Link:
        text, holder = self.document.text, self.holder(statement)
        words = quoted(text, holder.source or holder.cue)
        reasons = [Compared(Aspect.NAMING, words, origin.name, True)]
        reasons += [
            Compared(Aspect.CREDIT, span.of(text), origin.name, False)
            for span in self.remarks.get((origin.kind, origin.name), ())
        ]
        return Link(LinkKind.CITES, self.passage(statement), origin, round(holder.confidence, 4), tuple(reasons))

    def passage(self, statement: Statement) -> Passage:
        spans = (*statement.source, *statement.cue) or statement.content
        return Passage(self.document.id, tuple(sorted(spans)), statement.id)


def _reader(document: Document, found: Findings) -> _Reader:
    actors = speaking([s.speaker for s in found.statements], found.actors)
    speaks = {s.id: a for s, a in zip(found.statements, actors, strict=True) if a is not None}
    bare = _Reader(document, {s.id: s for s in found.statements}, speaks, {}, {})
    media = [o.name for s in found.statements if (o := bare.undated(s)) and o.kind is OriginKind.MEDIA]
    bare = replace(bare, outlets=tuple({plain_outlet(name): name for name in reversed(media)}.values()))
    bare = replace(bare, reported=_reported(bare, found.statements))
    dates: defaultdict[tuple[OriginKind, str], list[Moment]] = defaultdict(list)
    remarks: defaultdict[tuple[OriginKind, str], tuple[Span, ...]] = defaultdict(tuple)
    for statement in found.statements:
        origin = bare.undated(statement)
        if origin is None:
            continue
        key = origin.kind, origin.name
        said = bare.holder(statement).said
        if said is not None:
            dates[key].append(said)
        remarks[key] = tuple(dict.fromkeys((*remarks[key], *statement.margin.remarks)))
    single = {key: found[0] for key, found in dates.items() if key[0] is OriginKind.MEDIA and _one_day(found)}
    return replace(bare, dates=single, remarks=remarks)


def _reported(reader: _Reader, statements: Iterable[Statement]) -> frozenset[str]:
    if len(reader.outlets) != 1:
        return frozenset()
    cited = [s for s in statements if (o := reader.undated(s)) and o.kind is OriginKind.MEDIA]
    return frozenset().union(*(reader.stems(s) for s in cited))


def _one_day(moments: Iterable[Moment]) -> bool:
    return len({m.start.date() for m in moments}) == 1


def _is_generic(name: str) -> bool:
    """ "German press", "media reports": no outlet's name ends in a small letter's word."""
    last = name.split()[-1:] or [""]
    return not known_outlet(name) and last[0][:1].islower()


def _in_full(name: str, source: str) -> str:
    """The source's own words where they are a longer name that ends so ("The Orsund Gazette" for "Gazette")."""
    words = source.removeprefix("The ").removeprefix("the ").split()
    longer = len(" ".join(words)) > len(name) and " ".join(words).endswith(name)
    return " ".join(words) if longer and all(word[0].isupper() for word in words) else name


@dataclass(frozen=True, slots=True)
class _Held:
    """Documents on the record by those whom the statements of ``document`` rest on."""

    document: Document
    index: Index
    asked: dict[tuple[tuple[str, ...], Moment | None], list[Document]] = field(default_factory=dict)

    def link(self, statement: Statement, origin: Origin, reader: _Reader) -> Link | None:
        """To the passage on the record that the statement rests on; None where it is not there."""
        if origin.kind is OriginKind.UNNAMED or not statement.content:
            return None
        names = reader.names(statement)
        said = telling(quoted(self.document.text, statement.content)[:MOST_SENTENCE])
        best: tuple[float, Span | None, Document | None] = (0.0, None, None)
        for other in self._published(names, origin.date or self.document.published):
            score, where = likeness(said, words_of(other))
            if score > best[0]:
                best = score, where, other
        score, where, held = best
        if held is None or where is None or score < LEAST_LIKE:
            return None
        return self._link(statement, origin, held, where, score, reader)

    def _published(self, names: Iterable[str], at: Moment | None) -> list[Document]:
        """Asked for once for all statements that rest on one source."""
        key = tuple(names), at
        if key not in self.asked:
            self.asked[key] = self._ask(*key)
        return self.asked[key]

    def _ask(self, names: Sequence[str], at: Moment | None) -> list[Document]:
        keys = [key for name in names for key in keys_near(name, at, "w")]
        ids = self.index.documents_sharing(keys, MOST_CANDIDATES) if keys else []
        found = [self.index.document(i) for i in ids if i != self.document.id]
        plain = {plain_outlet(name) for name in names}
        return [d for d in found if plain & makers(d) and not is_later(d, self.document)]

    def _link(
        self, statement: Statement, origin: Origin, other: Document, where: Span, score: float, reader: _Reader
    ) -> Link:
        reasons = (
            Compared(Aspect.NAMING, origin.name, other.publisher or ", ".join(other.authors), True),
            Compared(Aspect.WORDING, quoted(self.document.text, statement.content), where.of(other.text), True),
            _dates(origin.date, other.published),
        )
        passage = Passage(other.id, (where,))
        return Link(LinkKind.CITES, reader.passage(statement), passage, round(min(score, 1.0), 4), reasons)


def _dates(said: Moment | None, published: Moment | None) -> Compared:
    one, other = (moment.iso() if moment else UNDATED for moment in (said, published))
    agree = said and published and not surely_after(said, published) and not surely_after(published, said)
    return Compared(Aspect.DATE, one, other, bool(agree))


def makers(document: Document) -> set[str]:
    """Who publishes or signs it, as names are compared."""
    return {plain_outlet(name) for name in (document.publisher or "", *document.authors)} - {""}


def _unsourced(document: Document, assertions: Iterable[Statement]) -> list[Link]:
    """Assertions that say only that something was reported."""
    out = []
    for statement in assertions:
        words = quoted(document.text, statement.content)
        found = _UNSOURCED.search(words)
        if found is not None and statement.content:
            passage = Passage(document.id, statement.content, statement.id)
            reasons = (Compared(Aspect.NAMING, found.group(), "nobody", False),)
            origin = Origin(OriginKind.UNNAMED, found.group())
            out.append(Link(LinkKind.CITES, passage, origin, UNSOURCED_SCORE, reasons))
    return out
