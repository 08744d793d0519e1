"""Mentions of one text joined into entities: by name and grammar, then pronouns and descriptions in text order."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from spacy.tokens import Doc

from onrecord.actors.candidates import candidates
from onrecord.actors.entities import Entities, Entity
from onrecord.actors.features import (
    DESCRIPTION,
    Context,
    Place,
    agreement,
    family,
    head_relation,
    modifiers,
    new_features,
    pair_features,
)
from onrecord.actors.given import sex_by_name
from onrecord.actors.grammar import antecedent_of_relative
from onrecord.actors.kinds import Nature, Vote, votes_of
from onrecord.actors.mentions import Mention, Sort, mentions_of
from onrecord.actors.metonyms import speaks_for
from onrecord.actors.names import Given, grouped, name_words
from onrecord.actors.speech import NOBODY, speech_of
from onrecord.actors.turns import turns_of
from onrecord.actors.words import OFFICES, noun_kind, words
from onrecord.model import Statement


class Tie(NamedTuple):
    """``mention`` stands for what ``antecedent`` (both numbers of mentions) names; ``score`` 0 to 1."""

    mention: int
    antecedent: int
    score: float
    why: str


class Question(NamedTuple):
    """An anaphor with its candidates and the features of each; the last row is that of no antecedent. ``speaks`` where
    a statement is attributed to it."""

    anaphor: Mention
    family: str
    candidates: tuple[Entity, ...]
    features: tuple[list[str], ...]
    speaks: bool


Choose = Callable[[Question], tuple[int | None, float, str]]
"""From a question to the number of the candidate taken (None for no antecedent), a score and the reason."""


@dataclass(slots=True)
class Chains:
    context: Context
    votes: tuple[list[Vote], ...]
    at_head: dict[int, int]
    """Head token -> number of its mention."""
    entities: Entities = field(default_factory=Entities)
    ties: list[Tie] = field(default_factory=list)
    blind: bool = False
    """Whether "he" and "she" are asked about as if they told no sex, as training does to learn what else tells."""


def joined(doc: Doc, statements: Sequence[Statement], choose: Choose, *, blind: bool = False) -> Chains:
    mentions = mentions_of(doc)
    speech = speech_of(doc, mentions, statements)
    context = Context(doc, tuple(mentions), speech, turns_of(doc))
    votes = tuple(votes_of(doc, m) for m in mentions)
    chains = Chains(context, votes, {m.head: m.number for m in mentions}, blind=blind)
    _join_names(chains)
    _join_close(chains)
    _join_by_grammar(chains)
    at_head = {m.head: m for m in mentions}
    for mention in mentions:
        held = chains.entities.of.get(mention.number)
        if held is None and not _join_predicate(chains, mention, at_head):
            _join_anaphor(chains, mention, choose)
        elif held is not None and not mention.is_pronoun and held.unknown:
            _join_held(chains, mention, held, choose)
        chains.entities.reach(mention)
        _learn(chains, mention)
    _join_quoted(chains)
    return chains


def _join_names(chains: Chains) -> None:
    doc = chains.context.doc
    named = [m for m in chains.context.mentions if m.sort is Sort.NAME]
    places = [speaks_for(doc, m, chains.context.speech) for m in named]
    given = [_given(doc, m, chains.votes[m.number], country) for m, country in zip(named, places, strict=True)]
    grouping = grouped(given)
    entities: dict[int, Entity] = {}
    first: dict[int, Mention] = {}
    for mention, group, country in zip(named, grouping.group, places, strict=True):
        leader = grouping.leaders[group]
        entity = entities.get(leader) or entities.setdefault(leader, chains.entities.new())
        votes = chains.votes[mention.number]
        if country is not None:
            votes.append(country)
        chains.entities.put(entity, mention, votes)
        _name_words(chains, mention, entity)
        if mention.label == "PERSON" or mention.sex:
            entity.guess_by(sex_by_name(doc[mention.name_start : mention.name_end].text))
        antecedent = first.setdefault(leader, mention)
        if antecedent is not mention:
            match = grouping.matches.get(group)
            why = f"“{match.short}” and “{match.full}”: {match.why}" if match else "the same name"
            chains.ties.append(Tie(mention.number, antecedent.number, match.score if match else 1.0, why))


def _given(doc: Doc, mention: Mention, votes: Sequence[Vote], country: Vote | None) -> Given:
    text = doc[mention.name_start : mention.name_end].text if country is None else country.why.rpartition(": ")[2]
    person = sum(v.weight for v in votes if v.nature is Nature.PERSON)
    place = sum(v.weight for v in votes if v.nature in (Nature.PLACE, Nature.COUNTRY))
    other = sum(v.weight for v in votes if v.nature in (Nature.ORGANISATION, Nature.OUTLET, Nature.GROUP))
    best = max(person, place, other)
    seems = "" if not best else "person" if person == best else "place" if place == best else "organisation"
    parent = doc[mention.head].head
    locative = doc[mention.head].dep_ == "pobj" and parent.lower_ in words()["locatives"]
    return Given(text, name_words(text), mention.sex, seems, locative)


def _name_words(chains: Chains, mention: Mention, entity: Entity) -> None:
    """The words by which a description may call an entity: those of its name, and of the office before it."""
    doc = chains.context.doc
    chains.entities.call(entity, (f"name {doc[i].lower_}" for i in range(mention.name_start, mention.name_end)))
    for i in range(mention.start, mention.name_start):
        if doc[i].tag_[:2] == "NN" or doc[i].dep_ in ("amod", "compound"):
            entity.descriptors.add(doc[i].lower_)
        if doc[i].ent_type_ == "NORP":
            entity.peoples.add(doc[i].lower_)
        office = OFFICES.get(doc[i].lower_.rstrip("."), doc[i].lower_)
        if noun_kind(office) is not None:
            chains.entities.call(entity, [office])


def _join_by_grammar(chains: Chains) -> None:
    """Appositions and relative pronouns stand for the noun that they hang on."""
    doc, mentions = chains.context.doc, chains.context.mentions
    at_head = {m.head: m for m in mentions}
    for mention in mentions:
        token = doc[mention.head]
        if mention.relative:
            noun = antecedent_of_relative(token)
            target, why = (at_head.get(noun.i) if noun is not None else None), "the noun of its relative clause"
        elif token.dep_ == "appos" and mention.sort is not Sort.PRONOUN:
            target, why = at_head.get(token.head.i), "an apposition"
            if target is not None and not _may_stand_beside(target, mention):
                continue
        else:
            continue
        if mention.sort is not Sort.NAME and mention.number in chains.entities.of:
            continue
        if target is not None and not (mention.number in chains.entities.of and target.number in chains.entities.of):
            _tie(chains, mention, target, why)


def _join_close(chains: Chains) -> None:
    """ "German magazine Harrow": a noun for a kind of actor right before a name, however the parse ties the two."""
    doc, mentions = chains.context.doc, chains.context.mentions
    starts = {m.name_start: m for m in mentions if m.sort is Sort.NAME}
    for mention in mentions:
        name = starts.get(mention.end)
        if name is None or mention.is_pronoun or mention.sort is Sort.NAME or mention.plural:
            continue
        one, other = doc[mention.head], doc[name.head]
        tied = one.head.i == other.i or other.head.i == one.i or one.head.i == other.head.i
        if tied and noun_kind(one.lower_) is not None and mention.number not in chains.entities.of:
            _tie(chains, mention, name, "a name right after its kind")


def _may_stand_beside(one: Mention, other: Mention) -> bool:
    """A name and a description, or two descriptions, of one number; two names side by side are a list."""
    if one.sort is Sort.NAME and other.sort is Sort.NAME:
        return False
    return one.plural == other.plural


def _tie(chains: Chains, one: Mention, other: Mention, why: str) -> None:
    """Joins two mentions of which one at most is in an entity already."""
    entities = chains.entities
    held = entities.of.get(other.number) or entities.of.get(one.number) or entities.new()
    for mention in (other, one):
        if mention.number not in entities.of:
            entities.put(held, mention, chains.votes[mention.number])
    if one.sort is not Sort.PRONOUN:
        held.descriptors |= {one.form, *modifiers(chains.context.doc, one)}
    if other.sort is not Sort.NAME:
        entities.call(held, [other.form])
    if one.sort is not Sort.PRONOUN:
        entities.call(held, [one.form])
    chains.ties.append(Tie(one.number, other.number, 1.0, why))


def _join_predicate(chains: Chains, mention: Mention, at_head: Mapping[int, Mention]) -> bool:
    """ "Brale is a magazine": the magazine is Brale."""
    head = chains.context.doc[mention.head]
    verb = head.head
    if head.dep_ != "attr" or mention.sort is Sort.PRONOUN or any(c.dep_ == "neg" for c in verb.children):
        return False
    subject = next((at_head.get(c.i) for c in verb.children if c.dep_ == "nsubj" and c.i < head.i), None)
    if subject is None or subject.plural != mention.plural:
        return False
    held = chains.entities.of[subject.number]
    chains.entities.put(held, mention, chains.votes[mention.number])
    held.descriptors.add(mention.form)
    chains.ties.append(Tie(mention.number, subject.number, 1.0, "what it is said to be"))
    return True


def _join_anaphor(chains: Chains, mention: Mention, choose: Choose) -> None:
    entities = chains.entities
    if mention.sort is Sort.JOINED:
        _join_same(chains, mention)
        return
    question = _question(chains, mention)
    taken, score, why = choose(question) if question is not None else (None, 0.0, "")
    entity = question.candidates[taken] if question is not None and taken is not None else entities.new()
    if taken is not None and entity.last is not None:
        chains.ties.append(Tie(mention.number, entity.last.number, score, why))
    entities.put(entity, mention, chains.votes[mention.number])


def _join_held(chains: Chains, mention: Mention, held: Entity, choose: Choose) -> None:
    """ "the firm, which", "the firm, a maker of pumps": what is said of it goes with it to what it stands for."""
    question = _question(chains, mention)
    taken, score, why = choose(question) if question is not None else (None, 0.0, "")
    if question is None or taken is None:
        return
    entity = question.candidates[taken]
    if entity.last is not None:
        chains.ties.append(Tie(mention.number, entity.last.number, score, why))
    for number in held.members:
        chains.entities.put(entity, chains.context.mentions[number], chains.votes[number])
    entity.descriptors |= held.descriptors
    chains.entities.call(entity, held.words)
    held.members.clear()


def _join_same(chains: Chains, mention: Mention) -> None:
    """The same joined once more, in the same words."""
    entities = chains.entities
    key = " ".join(name_words(chains.context.doc[mention.start : mention.end].text))
    before = next(iter(entities.called(key, 1)), None)
    held = before or entities.new()
    if before is not None and before.last is not None:
        chains.ties.append(Tie(mention.number, before.last.number, 1.0, "the same named together"))
    entities.put(held, mention, chains.votes[mention.number])
    entities.call(held, [key])


def _question(chains: Chains, mention: Mention) -> Question | None:
    context, entities = chains.context, chains.entities
    if mention.sort is Sort.INDEFINITE and (mention.determiner or not mention.plural):
        return None
    if mention.form in ("i", "we") and context.speech.quoted_in[mention.head] != NOBODY:
        return None
    if chains.blind and mention.form in ("he", "she"):
        mention = replace(mention, sex="")
    kind = family(mention)
    found = candidates(context.doc, context.speech, entities, mention)
    if kind == DESCRIPTION:
        seen = any(mention.form in e.words or f"name {mention.form}" in e.words for e in found)
    else:
        seen = False
    relations = ["" if mention.is_pronoun else head_relation(mention, e) for e in found]
    if mention.sort is Sort.INDEFINITE and all(r == "other" for r in relations):
        return None
    turns: Counter[str] = Counter()
    kin: Counter[str] = Counter()
    owner = _owner(chains, mention)
    standing = {e.number: i for i, e in enumerate(sorted(found, key=lambda e: -e.seen))}
    rows = []
    for rank, (entity, relation) in enumerate(zip(found, relations, strict=True)):
        agrees = agreement(mention, entity)
        among = Place(
            rank, turns[relation], kin[agrees], standing[entity.number], owner, _spoke(chains, mention, entity)
        )
        rows.append(pair_features(context, mention, entity, among))
        turns[relation] += 1
        kin[agrees] += 1
    rows.append(new_features(context, mention, head_seen=seen, candidates=len(found)))
    speaks = context.speech.source_of[mention.head] != NOBODY
    return Question(mention, kind, tuple(found), tuple(rows), speaks) if found else None


def _spoke(chains: Chains, mention: Mention, entity: Entity) -> str:
    """Whether ``entity`` was the last to be cited before ``mention``, or the last but one."""
    latest = chains.context.speech.spoke_before[mention.head]
    spoke = [chains.entities.of.get(k) is entity for k in latest]
    return "last" if spoke[0] else "before" if spoke[1] else ""


def _owner(chains: Chains, mention: Mention) -> int | None:
    """The number of the entity that a possessive before the noun stands for."""
    possessor = next((c.i for c in chains.context.doc[mention.head].lefts if c.dep_ == "poss"), None)
    number = chains.at_head.get(possessor, NOBODY) if possessor is not None else NOBODY
    held = chains.entities.of.get(number)
    return None if held is None else held.number


def _learn(chains: Chains, mention: Mention) -> None:
    """What a mention, once reached, adds to the words that its entity may be called by."""
    if mention.is_pronoun or mention.sort in (Sort.NAME, Sort.JOINED):
        return
    entity = chains.entities.of[mention.number]
    chains.entities.call(entity, [mention.form])
    owner = _owner(chains, mention)
    if owner is not None:
        entity.owners.add(owner)
    entity.descriptors |= modifiers(chains.context.doc, mention)


def _join_quoted(chains: Chains) -> None:
    """ "I" and "we" in a quotation are who is quoted, wherever the text names them."""
    speech, entities = chains.context.speech, chains.entities
    for mention in chains.context.mentions:
        k = speech.quoted_in[mention.head]
        if mention.form not in ("i", "we") or not mention.is_pronoun or k == NOBODY or speech.source[k] == NOBODY:
            continue
        source = speech.source[k]
        held, own = entities.of[source], entities.of[mention.number]
        if held is own or len(own.members) > 1:
            continue
        entities.put(held, mention, [])
        own.members.clear()
        chains.ties.append(Tie(mention.number, source, 1.0, "the speaker of the quotation"))
