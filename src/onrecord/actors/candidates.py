"""Which entities an anaphor may stand for at all: near enough, of its number and sex, and not barred by the grammar."""

from spacy.tokens import Doc

from onrecord.actors.entities import SPEAKING, Entities, Entity
from onrecord.actors.features import clause
from onrecord.actors.kinds import Nature
from onrecord.actors.mentions import PRONOUNS, Mention, Sort
from onrecord.actors.speech import NOBODY, Speech
from onrecord.actors.words import noun_kind

PRONOUN_REACH = 8
NOUN_REACH = 40
"""Sentences back from a pronoun, and from a description."""
MOST = 16
"""Candidates weighed for one anaphor; of those that fit, the latest mentioned."""
MOST_FOR_THINGS = 6
"""The same for a noun that names nobody ("the plan"), which mostly names again what it has been called before."""
NAMESAKES = 6
"""Of the entities that have been called by a description's noun, however far back, those that are weighed too."""
MOST_SPEAKING = 8
"""Of those called "I", "we" or "you" before, however far back, those that are weighed for such a pronoun too."""
LOOKED_AT = 120
"""Entities looked at for one anaphor, so that a text of nothing but names costs no more a name than another."""
REFLEXIVES = frozenset(f for f in PRONOUNS if f.endswith(("self", "selves")))


def candidates(doc: Doc, speech: Speech, entities: Entities, anaphor: Mention) -> list[Entity]:
    """The latest mentioned first."""
    out: list[Entity] = []
    reach = PRONOUN_REACH if anaphor.is_pronoun else NOUN_REACH
    most = MOST if anaphor.is_pronoun or noun_kind(anaphor.form) is not None else MOST_FOR_THINGS
    for looked, entity in enumerate(entities.recent()):
        last = entity.last
        if last is None or looked >= LOOKED_AT or len(out) >= most or anaphor.sentence - last.sentence > reach:
            break
        if fits(doc, speech, entities, anaphor, entity, last):
            out.append(entity)
    if anaphor.form in SPEAKING:
        return _with_those_speaking(doc, speech, entities, anaphor, out)
    return out if anaphor.is_pronoun else _with_namesakes(doc, speech, entities, anaphor, out)


def _with_those_speaking(
    doc: Doc, speech: Speech, entities: Entities, anaphor: Mention, found: list[Entity]
) -> list[Entity]:
    """Who speaks in a speech or an interview stays the same, however far back "I" was said last."""
    known = {e.number for e in found}
    more = [e for e in entities.speaking(MOST_SPEAKING) if e.number not in known]
    return found + [e for e in more if e.last and fits(doc, speech, entities, anaphor, e, e.last)]


def _with_namesakes(
    doc: Doc, speech: Speech, entities: Entities, anaphor: Mention, found: list[Entity]
) -> list[Entity]:
    known = {e.number for e in found}
    called = [*entities.called(anaphor.form, NAMESAKES), *entities.called(f"name {anaphor.form}", NAMESAKES)]
    more = {e.number: e for e in called if e.number not in known and e.last is not None}
    return found + [e for e in more.values() if e.last and fits(doc, speech, entities, anaphor, e, e.last)]


def fits(doc: Doc, speech: Speech, entities: Entities, anaphor: Mention, entity: Entity, last: Mention) -> bool:
    if entity is entities.of.get(anaphor.number) or last.relative:
        return False
    if anaphor.is_pronoun and not _pronoun_fits(anaphor, entity, last):
        return False
    if not anaphor.is_pronoun and not (_description_fits(anaphor, entity, last) and _own_names(doc, anaphor, entity)):
        return False
    if barred(doc, anaphor, last):
        return False
    return not (anaphor.form in ("he", "she") and _is_quoted_speaker(speech, entities, anaphor, entity))


def _pronoun_fits(anaphor: Mention, entity: Entity, last: Mention) -> bool:
    form = anaphor.form
    if form in ("he", "she"):
        if last.plural or (last.form in ("it", "they", "we", "i", "you") and last.is_pronoun):
            return False
        if anaphor.sex and entity.sexes and entity.sex not in ("", anaphor.sex):
            return False
        return entity.nature is None or entity.votes[Nature.PERSON] > 0 or entity.nature is Nature.GROUP
    if form == "it":
        return (
            not last.plural and not entity.sexes["m"] and not entity.sexes["f"] and entity.nature is not Nature.PERSON
        )
    if form == "they":
        return not (last.is_pronoun and last.form in ("he", "she", "it", "i", "we", "you"))
    if form in ("i", "you"):
        return not last.plural and not (last.is_pronoun and last.form in ("they", "it", "we", "he", "she"))
    return not (last.is_pronoun and last.form in ("he", "she", "it", "i", "they"))


def _description_fits(anaphor: Mention, entity: Entity, last: Mention) -> bool:
    if last.is_pronoun and last.form in ("i", "you", "we"):
        return False
    if anaphor.plural != last.plural and last.sort is not Sort.NAME and last.form != "they":
        return False
    if last.is_pronoun and last.form in ("he", "she") and anaphor.plural:
        return False
    if anaphor.sex and entity.sexes and entity.sex not in ("", anaphor.sex):
        return False
    return not (anaphor.plural and entity.nature is Nature.PERSON and entity.named)


def _own_names(doc: Doc, anaphor: Mention, entity: Entity) -> bool:
    """ "The Venn campaign" is no other named body: a name before the noun, unless of a place, is the entity's too. Nor
    is "the Democratic nominee" a Republican."""
    names = [
        doc[i].lower_
        for i in range(anaphor.start, anaphor.head)
        if doc[i].ent_type_ in ("PERSON", "ORG") and doc[i].tag_ == "NNP" and doc[i].dep_ in ("compound", "nmod")
    ]
    peoples = {doc[i].lower_ for i in range(anaphor.start, anaphor.head) if doc[i].ent_type_ == "NORP"}
    if peoples and entity.peoples and not peoples & entity.peoples:
        return False
    known = entity.words | entity.descriptors
    return not (names and entity.named) or any(f"name {n}" in known or n in known for n in names)


def barred(doc: Doc, anaphor: Mention, last: Mention) -> bool:
    """Two arguments of one verb, or a noun and what is said of it, are two (but "himself" is its subject)."""
    a, c = doc[anaphor.head], last.word(doc)
    if a.lower_ in REFLEXIVES:
        return anaphor.sentence != last.sentence
    if anaphor.sentence != last.sentence:
        return False
    if last.start <= anaphor.head < last.end or anaphor.start <= last.head < anaphor.end:
        return True
    if a.dep_ == "poss" or c.dep_ == "poss":
        return a.dep_ != "poss" and a.i == c.head.i
    governor = a.head.head if a.dep_ == "pobj" else a.head
    other = c.head.head if c.dep_ == "pobj" else c.head
    if a.dep_ == "conj" or c.dep_ == "conj":
        return c.i == a.head.i or a.i == c.head.i or a.head.i == c.head.i
    return governor.i == other.i and governor.i == clause(a).i


def _is_quoted_speaker(speech: Speech, entities: Entities, anaphor: Mention, entity: Entity) -> bool:
    """Who says "he" in a quotation is another than he."""
    k = speech.quoted_in[anaphor.head]
    if k == NOBODY or speech.source[k] == NOBODY:
        return False
    return entities.of.get(speech.source[k]) is entity
