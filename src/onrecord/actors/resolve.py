"""Document -> Actors: who and what its mentions stand for."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from spacy.tokens import Doc, Token

from onrecord.actors.chains import Chains, joined
from onrecord.actors.entities import SURE, Entity
from onrecord.actors.gazetteer import misspelt, place
from onrecord.actors.given import sex_by_name
from onrecord.actors.grammar import antecedent_of_relative, named_together
from onrecord.actors.kinds import ACTOR_KINDS, Nature
from onrecord.actors.mentions import Mention as Found
from onrecord.actors.mentions import Sort
from onrecord.actors.ranking import best
from onrecord.actors.roles import office_of
from onrecord.actors.speech import NOBODY
from onrecord.actors.words import noun_kind, singular, words
from onrecord.attribution.nested.subjects import noun_phrase_before
from onrecord.attribution.speakers import speaker_of
from onrecord.model import (
    Actor,
    ActorKind,
    Answer,
    Document,
    Mention,
    MentionSort,
    Reference,
    Span,
    Speaker,
    Statement,
)

_SORTS = {Sort.NAME: MentionSort.NAME, Sort.PRONOUN: MentionSort.PRONOUN}
_MARKS = ("'s", "’s", "’", "'")
_COMPLEMENTS = frozenset({"of", "for", "from", "at", "in", "with", "to", "on"})
LONGEST_DESCRIPTION = 12
"""Words after the noun that still belong to what an unnamed actor is called."""
MOST_IN_SPAN = 50
"""Mentions looked at in one span; a source is shorter than that."""


class Source(NamedTuple):
    """Of a statement's source: the ``head`` word, the heads of those ``joined`` to it ("Venn and Orsund"), and who its
    own words name, for one that no actor heads."""

    head: Span | None
    joined: tuple[Span, ...]
    named: Speaker | None


@dataclass(frozen=True)
class Actors:
    """All ``actors`` of a text in the order of their first mention, every ``reference`` between mentions, those to
    things and places too, and the ``sources`` of the statements that were given."""

    actors: tuple[Actor, ...] = ()
    references: tuple[Reference, ...] = ()
    sources: Mapping[tuple[Span, ...], Source] = field(default_factory=dict)

    def of(self, span: Span) -> Actor | None:
        """The actor that ``span`` mentions; None where it mentions none."""
        found = self.mention(span)
        return None if found is None else self.at(found.head)

    def at(self, head: Span) -> Actor | None:
        """The actor whose mention has this head word."""
        found = self._by_head.get(head)
        return None if found is None else found[0]

    def mention(self, span: Span) -> Mention | None:
        """The mention that ``span`` is; else, of those whose heads lie in it, the first and longest."""
        first = bisect_left(self._heads, Span(span.start, span.start))
        near = self._heads[first : first + MOST_IN_SPAN]
        held = [self._by_head[head][1] for head in near if head.start < span.end]
        exact = [m for m in held if span in (m.span, m.name)]
        return min(exact or held, key=lambda m: (m.span.start, -m.span.end), default=None)

    def reference(self, mention: Mention) -> Reference | None:
        """Why ``mention`` is taken to stand for what it does; None for a first mention."""
        return self._reasons.get(mention.head)

    @cached_property
    def _by_head(self) -> dict[Span, tuple[Actor, Mention]]:
        return {m.head: (actor, m) for actor in self.actors for m in actor.mentions}

    @cached_property
    def _heads(self) -> list[Span]:
        return sorted(self._by_head)

    @cached_property
    def _reasons(self) -> dict[Span, Reference]:
        return {r.mention: r for r in self.references}


def resolve(document: Document, tokens: Doc, statements: Sequence[Statement]) -> Actors:
    """The actors of ``document``; ``tokens`` is a parse of its text, ``statements`` the attributions found in it.

    Linear in the length of the text: each mention is compared with a bounded number of those before it.
    """
    return assembled(document, joined(tokens, statements, best), statements)


def assembled(document: Document, chains: Chains, statements: Sequence[Statement]) -> Actors:
    actors = []
    for entity in chains.entities.all:
        actor = _actor(document, chains, entity)
        if actor is not None:
            actors.append(actor)
    actors.sort(key=lambda a: a.mentions[0].head)
    sources = {
        s.source: _source(chains, s.source, k)
        for s, k in zip(statements, chains.context.speech.source, strict=True)
        if s.source
    }
    return Actors(tuple(actors), _references(chains), sources | _going_on(chains.context.doc, statements, sources))


def _going_on(
    doc: Doc, statements: Sequence[Statement], sources: Mapping[tuple[Span, ...], Source]
) -> dict[tuple[Span, ...], Source]:
    """ "Venn said the vote was lost but noted that": by cue, the source that goes on to say what has none."""
    said_by = {t.i: sources[s.source] for s in statements if s.source for t in _words(doc, s.cue)}
    out = {}
    for statement in statements:
        cue = None if statement.source else next(iter(_words(doc, statement.cue)), None)
        goes_on = cue is not None and cue.dep_ == "conj" and not any(c.dep_[:5] == "nsubj" for c in cue.children)
        if cue is not None and goes_on and cue.head.i in said_by:
            out[statement.cue] = said_by[cue.head.i]
    return out


def _words(doc: Doc, spans: tuple[Span, ...]) -> list[Token]:
    found = (doc.char_span(s.start, s.end, alignment_mode="expand") for s in spans)
    return [t for span in found if span is not None for t in span]


def _source(chains: Chains, source: tuple[Span, ...], number: int) -> Source:
    doc = chains.context.doc
    named = speaker_of(doc, source) or described(doc, source)
    if number == NOBODY:
        return Source(None, (), named)
    mention = chains.context.mentions[number]
    head = mention.head
    noun = antecedent_of_relative(doc[head]) if mention.relative else None
    if noun is not None and named is None:
        core = noun_phrase_before(noun, next(c for c in _up(doc[head]) if c.dep_ == "relcl"))
        named = described(doc, (Span(doc[core[0]].idx, doc[core[-1]].idx + len(doc[core[-1]])),)) if core else None
    others = [t.i for t in named_together(doc, head) if any(s.start <= t.idx < s.end for s in source)]
    return Source(_token_span(doc, head), tuple(_token_span(doc, i) for i in others), named)


def _up(token: Token) -> Iterator[Token]:
    yield token
    yield from token.ancestors


def described(doc: Doc, source: tuple[Span, ...]) -> Speaker | None:
    """A source that is neither a name nor a pronoun, by its own words ("others in the chamber")."""
    held = doc.char_span(source[0].start, source[-1].end, alignment_mode="expand")
    if held is None or held.root.tag_[:2] not in ("NN", "JJ", "CD"):
        return None
    root = held.root
    several = root.tag_ == "NNS" or singular(root.lower_) in words()["vague"]
    kind = noun_kind(root.lower_) or (ActorKind.GROUP if several else ActorKind.UNKNOWN)
    name = " ".join(held.text.split()[:LONGEST_DESCRIPTION])
    return Speaker(name, kind, Span(held.start_char, held.end_char))


def _token_span(doc: Doc, i: int) -> Span:
    return Span(doc[i].idx, doc[i].idx + len(doc[i]))


def _references(chains: Chains) -> tuple[Reference, ...]:
    doc, mentions = chains.context.doc, chains.context.mentions
    out = []
    for tie in chains.ties:
        one, other = mentions[tie.mention], mentions[tie.antecedent]
        compared = (doc[one.start : one.end].text, doc[other.start : other.end].text)
        ends = (_token_span(doc, one.head), _token_span(doc, other.head))
        out.append(Reference(*ends, round(tie.score, 3), compared, tie.why))
    return tuple(sorted(out, key=lambda r: (r.mention, r.antecedent)))


def _actor(document: Document, chains: Chains, entity: Entity) -> Actor | None:
    """None for a place or a thing, for a pronoun that nothing was found for, and for several whom nothing refers to
    together."""
    found = [chains.context.mentions[n] for n in sorted(entity.members)]
    if all(m.is_pronoun for m in found) or all(m.sort is Sort.JOINED for m in found):
        return None
    kind = kind_of(chains, entity)
    if kind is None:
        return None
    doc = chains.context.doc
    names = [m for m in found if m.name_end > m.name_start]
    first = _fullest(doc, names) if names else _fullest_description(found)
    name = _text(doc, first)
    spelt = dict.fromkeys(_text(doc, m) for m in names)
    office = office_of(doc, found) if kind.value is ActorKind.PERSON else None
    return Actor(
        document_id=document.id,
        name=name,
        named=bool(names),
        kind=kind,
        mentions=tuple(_mention(doc, m) for m in found),
        aliases=tuple(s for s in spelt if s != name),
        role=office.role if office else None,
        affiliation=office.affiliation if office else None,
        country=_country(spelt) if kind.value is ActorKind.COUNTRY else None,
    )


def _country(names: Iterable[str]) -> str | None:
    places = (place(n) or misspelt(n) for n in names)
    return next((p.name for p in places if p is not None), None)


def kind_of(chains: Chains, entity: Entity) -> Answer[ActorKind] | None:
    """The kind that most votes are for; None where they say that it is no actor."""
    votes = entity.votes
    ranked = votes.most_common()
    if not ranked or ranked[0][1] < SURE:
        return Answer(ActorKind.UNKNOWN) if entity.named and _is_name(chains, entity) else None
    nature = ranked[0][0]
    if nature is Nature.PERSON and not entity.named and any(chains.context.mentions[n].plural for n in entity.members):
        nature = Nature.GROUP
    if nature is Nature.COUNTRY and votes[Nature.ORGANISATION] == ranked[0][1]:
        nature = Nature.ORGANISATION
    kind = ACTOR_KINDS.get(nature)
    if kind is None:
        return _named_place(chains, entity, nature)
    spans = [v.span for n in entity.members for v in chains.votes[n] if v.nature is nature]
    return Answer(kind, tuple(sorted(set(spans))[:3]))


def _is_name(chains: Chains, entity: Entity) -> bool:
    """Not a number or a date that was taken for a name."""
    doc = chains.context.doc
    firsts = (
        doc[m.name_start] for m in map(chains.context.mentions.__getitem__, entity.members) if m.name_end > m.name_start
    )
    return any(t.text[0].isalpha() for t in firsts)


def _named_place(chains: Chains, entity: Entity, nature: Nature) -> Answer[ActorKind] | None:
    """A city or a product that is the source of a statement speaks, whatever it is."""
    speech = chains.context.speech
    heads = {chains.context.mentions[n].number for n in entity.members}
    speaks = entity.named and any(k in heads for k in speech.source)
    return Answer(ActorKind.UNKNOWN) if speaks and nature in (Nature.PLACE, Nature.THING) else None


def _mention(doc: Doc, found: Found) -> Mention:
    span = Span(doc[found.start].idx, doc[found.end - 1].idx + len(doc[found.end - 1]))
    name = None
    if found.name_end > found.name_start:
        end = name_end(doc, found)
        name = Span(doc[found.name_start].idx, doc[end - 1].idx + len(doc[end - 1]))
    return Mention(span, _token_span(doc, found.head), _SORTS.get(found.sort, MentionSort.DESCRIPTION), name)


def name_end(doc: Doc, found: Found) -> int:
    end = found.name_end
    while end - 1 > found.name_start and doc[end - 1].text in _MARKS:
        end -= 1
    return end


def _text(doc: Doc, found: Found) -> str:
    if found.name_end > found.name_start:
        return " ".join(doc[found.name_start : name_end(doc, found)].text.split())
    return " ".join(doc[found.start : _described_end(doc, found)].text.split())


def _described_end(doc: Doc, found: Found) -> int:
    """ "a spokesman for the ministry": with the complements of the noun, where they are short."""
    end = found.end
    for child in doc[found.head].rights:
        if child.i != end or child.dep_ != "prep" or child.lower_ not in _COMPLEMENTS:
            break
        end = child.right_edge.i + 1
    return end if end - found.end <= LONGEST_DESCRIPTION else found.end


def _fullest(doc: Doc, names: list[Found]) -> Found:
    """A name of several words before one of a single word; of these the one given most often, then the longest."""
    proper = [m for m in names if (p := place(_text(doc, m))) is not None and p.form == "name"]
    names = proper or names
    texts = {m.head: _text(doc, m) for m in names}
    counts = Counter(texts.values())
    lasts = Counter(t.split()[-1] for t in texts.values())
    usual = lasts.most_common(1)[0][0]

    def rank(mention: Found) -> tuple[bool, bool, int, int, int]:
        text = texts[mention.head]
        parts = text.split()
        return (len(parts) > 1, parts[-1] == usual, counts[text], len(parts), -mention.head)

    best = max(names, key=rank)
    longer = [m for m in names if _adds_first_names(texts[best.head], texts[m.head], m)]
    return max(longer, key=lambda m: (counts[texts[m.head]], -m.head), default=best)


def _adds_first_names(short: str, full: str, mention: Found) -> bool:
    """ "Suu Kyi" and "Aung San Suu Kyi": the shorter lacks the given name."""
    guess = sex_by_name(short)
    return mention.label in ("PERSON", "") and guess is None and " " in short and full.endswith(f" {short}")


def _fullest_description(found: list[Found]) -> Found:
    """What an unnamed actor is said to be ("she was a nurse") is not what the text calls it ("my mother")."""
    described = [m for m in found if not m.is_pronoun]
    return max(described, key=lambda m: (m.role != "attr", m.end - m.start, -m.head))
