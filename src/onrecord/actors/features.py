"""What speaks for and against an earlier mention as the antecedent of a pronoun or description.

A mention-ranking model in the manner of Durrett and Klein (2013), "Easy victories and uphill battles in coreference
resolution": a sum of weights of features, over the candidates and the possibility that there is no antecedent.
Candidates are entities, seen through their latest mention (Rahman and Ng 2009). Each feature is a string; its weight
is in models/actors.json, by family of anaphor.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from spacy.tokens import Doc, Token
from spacy.vocab import Vocab

from onrecord.actors.entities import Entity
from onrecord.actors.kinds import Nature, direction, noun_shares
from onrecord.actors.mentions import Mention, Sort
from onrecord.actors.speech import NOBODY, Speech
from onrecord.actors.turns import Turns
from onrecord.actors.words import noun_kind

FAMILIES = {"he": "person", "she": "person", "it": "it", "they": "they", "i": "first", "we": "first", "you": "second"}
DESCRIPTION = "description"
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_OBJECTS = frozenset({"dobj", "dative", "attr", "oprd"})
_TELLING = frozenset({"amod", "compound", "nmod", "nummod"})
_PEOPLE = frozenset({Nature.PERSON})
_BODIES = frozenset({Nature.ORGANISATION, Nature.COUNTRY, Nature.OUTLET, Nature.GROUP})
NEAR_WORDS = ((0.75, "near"), (0.6, "close"), (0.45, "akin"))


@dataclass(frozen=True, slots=True)
class Context:
    """What the features look at beside the two mentions."""

    doc: Doc
    mentions: tuple[Mention, ...]
    speech: Speech
    turns: Turns


def family(mention: Mention) -> str:
    """The name of the set of weights that ranks the antecedents of ``mention``."""
    return FAMILIES.get(mention.form, DESCRIPTION) if mention.is_pronoun else DESCRIPTION


def slot(role: str) -> str:
    if role in _SUBJECTS:
        return "subject"
    if role in _OBJECTS:
        return "object"
    return role if role in ("poss", "pobj", "conj", "appos", "ROOT", "compound") else "other"


def bucket(number: int) -> str:
    return str(number) if number < 3 else "3" if number < 5 else "5" if number < 8 else "8" if number < 16 else "16"


class Place(NamedTuple):
    """``rank`` of a candidate among all, the latest mentioned first, ``turn`` among those that a description's noun
    fits as well, and ``kin`` among those that agree as well in sex or kind; ``standing`` is its rank by how often it
    has been mentioned. ``owner`` is the number of the entity whose the described is ("his son"); ``spoke`` tells
    whether it was the last to be cited, or the last but one."""

    rank: int
    turn: int = 0
    kin: int = 0
    standing: int = 0
    owner: int | None = None
    spoke: str = ""


def pair_features(context: Context, anaphor: Mention, entity: Entity, among: Place) -> list[str]:
    """Features of ``entity`` as the antecedent."""
    rank = among.rank
    last = entity.last
    if last is None:
        return []
    gap = anaphor.sentence - last.sentence
    where = "0" if gap == 0 else "1" if gap == 1 else "2"
    place = slot(last.role)
    nature = entity.nature
    out = [
        f"gap {bucket(gap)}",
        f"rank {bucket(rank)}",
        f"rank {bucket(rank)} at {where}",
        f"sort {_sort(anaphor, last)}",
        f"place {place} at {where}",
        f"places {slot(anaphor.role)} {place}",
        f"nature {nature.value if nature else 'unknown'}",
        f"seen {bucket(min(entity.seen, 12))}",
        f"named {entity.named}",
        f"sex {agreement(anaphor, entity)}",
        f"kin {bucket(min(among.kin, 5))} {agreement(anaphor, entity)} at {where}",
        f"standing {min(among.standing, 3)} {agreement(anaphor, entity)}",
        f"paragraph {min(context.turns.apart(last.head, anaphor.head), 2)} at {where}",
    ]
    out += _speech_features(context, anaphor, last)
    structure = _structure(context.doc, anaphor, last)
    out += structure
    speaks = context.speech.source_of[anaphor.head] != NOBODY
    out.append(f"spoke {among.spoke} {speaks}")
    if among.spoke and speaks:
        out.append(f"spoke {among.spoke} {where} {_sort(anaphor, last)}")
        out.append(f"spoke {among.spoke} words first {_words_first(context.speech, anaphor)} at {where}")
    if not anaphor.is_pronoun:
        return out + _description_features(context, anaphor, entity, last, among, structure)
    out += _pronoun_features(anaphor, entity, last, where, speaks=speaks)
    if anaphor.form in ("it", "they") and last.sort in (Sort.DEFINITE, Sort.INDEFINITE):
        out.append(f"goes with its verb {nearness(context.doc[anaphor.head].head, context.doc[last.head])}")
    if anaphor.form in ("i", "we", "you"):
        out += _turn_features(context.turns, anaphor, entity, last)
    return out


def _turn_features(turns: Turns, anaphor: Mention, entity: Entity, last: Mention) -> list[str]:
    """Who has been "I" and "you" so far, how many turns ago, and whether one or the other asks."""
    form, asks = anaphor.form, turns.asks(anaphor.head)
    what = last.form if last.is_pronoun else last.sort.value
    out = [f"turn {form} {what} {_turn(turns, anaphor, last)}"]
    out += [f"{form}, once {other} {_turn(turns, anaphor, m)}" for other, m in entity.latest.items()]
    if not entity.latest:
        out.append(f"{form}, never a speaker {entity.named} {asks}")
    return out


def _turn(turns: Turns, anaphor: Mention, before: Mention) -> str:
    apart = min(turns.apart(before.head, anaphor.head), 3)
    return f"{apart} {turns.asks(anaphor.head)} {turns.asks(before.head)}"


def _words_first(speech: Speech, anaphor: Mention) -> bool:
    """ "“We lost,” he said": who speaks on, mostly."""
    return speech.source_of[anaphor.head] in speech.words_first


def _sort(anaphor: Mention, last: Mention) -> str:
    """Whether he or she, a pronoun counts as the same: sex is a feature of its own."""
    if last.is_pronoun:
        same = last.form == anaphor.form or {last.form, anaphor.form} <= {"he", "she"}
        return "same" if same else f"other {last.form}"
    return last.sort.value


def agreement(anaphor: Mention, entity: Entity) -> str:
    """In sex for "he", "she" and "the woman"; in kind for other descriptions."""
    if not anaphor.is_pronoun and not anaphor.sex:
        kind, nature = noun_kind(anaphor.form), entity.nature
        return "unknown" if kind is None or nature is None else "same" if nature.value == kind.value else "other"
    if not anaphor.sex or anaphor.sex == "n":
        return "unknown"
    if not entity.sexes:
        guess = entity.guess
        return "unknown" if guess is None else "perhaps same" if guess.sex == anaphor.sex else "perhaps other"
    return "same" if entity.sexes[anaphor.sex] * 2 > entity.sexes.total() else "other"


def _speech_features(context: Context, anaphor: Mention, last: Mention) -> list[str]:
    speech = context.speech
    mine, theirs = speech.source_of[anaphor.head], speech.source_of[last.head]
    quoted, said = speech.quotation[anaphor.head], speech.quotation[last.head]
    out = [f"quoted {quoted != NOBODY} {said != NOBODY} {quoted == said and quoted != NOBODY}"]
    if theirs != NOBODY:
        out.append("a source" if mine == NOBODY else "a source, for a source")
        if speech.said_in[anaphor.head] == theirs:
            out.append("its speaker, quoted" if quoted != NOBODY else "its speaker")
    if mine != NOBODY and speech.said_in[last.head] == mine:
        out.append("said by the anaphor")
    return out


def _structure(doc: Doc, anaphor: Mention, last: Mention) -> list[str]:
    a, c = doc[anaphor.head], last.word(doc)
    out = []
    if anaphor.sentence == last.sentence:
        out.append("same clause" if clause(a).i == clause(c).i else "other clause")
        if c.i == a.head.i or c.is_ancestor(a):
            out.append("holds it")
    elif c.dep_ in _SUBJECTS and c.head.dep_ == "ROOT":
        out.append("main subject before" if anaphor.sentence - last.sentence == 1 else "main subject")
    if c.dep_ == "pobj" and c.head.dep_ == "prep" and c.head.head.tag_[:2] == "NN":
        out.append("inside another")
    return out


def clause(token: Token) -> Token:
    for _ in range(8):
        if (token.tag_[:2] in ("VB", "MD") and token.dep_ not in ("aux", "auxpass")) or token.head.i == token.i:
            break
        token = token.head
    return token


def _pronoun_features(anaphor: Mention, entity: Entity, last: Mention, where: str, *, speaks: bool) -> list[str]:
    """``where`` is how many sentences back, ``speaks`` whether the pronoun is the source of a statement."""
    nature = entity.nature
    side = "people" if nature in _PEOPLE else "bodies" if nature in _BODIES else "lifeless" if nature else "unknown"
    plural = "plural" if last.plural else "single"
    out = [
        f"form {anaphor.form} {side}",
        f"form {anaphor.form} {plural} {side}",
        f"side {side} {_sort(anaphor, last)} at {where}",
        f"seen {bucket(min(entity.seen, 12))} at {where}",
    ]
    if speaks:
        out.append(f"speaks {anaphor.form} {side} {_sort(anaphor, last)}")
    if anaphor.role == "poss":
        out.append(f"possessive at {where} {slot(last.role)}")
    if last.determiner:
        out.append(f"determiner {last.determiner if last.determiner in ('the', 'a', 'an', 'this') else 'other'}")
    return out


def _description_features(
    context: Context, anaphor: Mention, entity: Entity, last: Mention, place: Place, structure: list[str]
) -> list[str]:
    doc, head, turn, owner = context.doc, context.doc[anaphor.head], place.turn, place.owner
    same = head_relation(anaphor, entity)
    gap = bucket(anaphor.sentence - last.sentence)
    out = [f"head {same}", f"determiner {_determiner(anaphor)} {same}", f"gap {gap} {same}"]
    out += [
        f"turn {min(turn, 3)} {same}",
        f"sort {last.sort.value} {same}",
        f"seen {bucket(min(entity.seen, 12))} {same}",
    ]
    nature, kind = entity.nature, noun_kind(head.lower_)
    if kind is not None:
        agrees = "unknown" if nature is None else str(nature.value == kind.value)
        out += [f"kind {kind.value} {nature}", f"kind agrees {agrees} {last.sort.value} {same}"]
        out.append(f"kind agrees {agrees} {_determiner(anaphor)} {gap} {entity.named}")
        if "main subject before" in structure:
            out.append(f"kind agrees {agrees} with the subject {entity.named} {same}")
    else:
        out.append(f"kindless {nature} {same}")
    if same == "other" and not entity.named and last.sort in (Sort.DEFINITE, Sort.INDEFINITE):
        out.append(f"meaning {nearness(head, doc[last.head])}")
    out.append(f"modifiers {_modifiers(doc, anaphor, entity, last)} {same}")
    out.append(f"spoke {place.spoke} {agreement(anaphor, entity)} {same}")
    named = _names_before(doc, anaphor)
    if named:
        out.append(f"names before it {_shared(named, entity)} {same}")
    if owner is not None:
        out.append(f"owner {_owner(owner, entity)} {same}")
    out.append(f"plural {anaphor.plural} {last.plural}")
    out.append(f"after {has_complement(head)} {same}")
    if _words_of(doc, anaphor) == _words_of(doc, last):
        out.append("word for word")
    return out


def _owner(owner: int | None, entity: Entity) -> str:
    if not entity.owners:
        return "owner" if owner == entity.number else "none"
    return "same" if owner in entity.owners else "other"


def head_relation(anaphor: Mention, entity: Entity) -> str:
    """Whether the entity has been called by the description's noun, or its name holds it."""
    if anaphor.form in entity.words:
        return "same"
    if anaphor.form in entity.descriptors:
        return "called"
    return "name" if _in_name(anaphor.form, entity) else "other"


def _words_of(doc: Doc, mention: Mention) -> tuple[str, ...]:
    return tuple(doc[i].lower_ for i in range(mention.start, mention.end))


def _in_name(form: str, entity: Entity) -> bool:
    return f"name {form}" in entity.words


def _determiner(mention: Mention) -> str:
    if mention.determiner in ("the", ""):
        return mention.determiner or "none"
    return "this" if mention.determiner in ("this", "that", "these", "those") else "poss"


def nearness(one: Token, other: Token) -> str:
    if not one.has_vector or not other.has_vector:
        return "unknown"
    return _nearness(one.vocab, *sorted((one.lower_, other.lower_)))


@lru_cache(maxsize=100_000)
def _nearness(vocab: Vocab, one: str, other: str) -> str:
    cosine = float(direction(vocab, one) @ direction(vocab, other))
    return next((name for least, name in NEAR_WORDS if cosine >= least), "far")


def modifiers(doc: Doc, mention: Mention) -> frozenset[str]:
    """The words before a noun that say which one."""
    return frozenset(
        doc[i].lower_ for i in range(mention.start, mention.head) if doc[i].dep_ in _TELLING and doc[i].is_alpha
    )


def _modifiers(doc: Doc, anaphor: Mention, entity: Entity, last: Mention) -> str:
    """How the words before the noun compare with those that the entity has been called by."""
    own = modifiers(doc, anaphor)
    theirs = last.end - last.start > 1 and modifiers(doc, last)
    if not own:
        return "none, as before" if not theirs else "none"
    known = entity.words | entity.descriptors
    shared = sum(word in known or f"name {word}" in known for word in own)
    if shared:
        return "all" if shared == len(own) else "some"
    return "others" if theirs or entity.named else "first"


def _names_before(doc: Doc, mention: Mention) -> frozenset[str]:
    """The proper nouns before a noun ("the Venn campaign"), but for those of places, which many have in common."""
    before = (doc[i] for i in range(mention.start, mention.head))
    return frozenset(
        t.lower_ for t in before if t.tag_ in ("NNP", "NNPS") and t.ent_type_ not in ("GPE", "LOC", "NORP")
    )


def _shared(names: frozenset[str], entity: Entity) -> str:
    known = entity.words | entity.descriptors
    shared = sum(word in known or f"name {word}" in known for word in names)
    return "none" if not shared else "all" if shared == len(names) else "some"


def has_complement(head: Token) -> bool:
    return any(c.i > head.i and c.dep_ in ("prep", "relcl", "acl", "appos") for c in head.children)


def new_features(context: Context, anaphor: Mention, *, head_seen: bool, candidates: int) -> list[str]:
    """Features of there being no antecedent."""
    head = context.doc[anaphor.head]
    out = ["new", f"new candidates {bucket(candidates)}", f"new place {slot(anaphor.role)}"]
    out.append(f"new quoted {context.speech.quotation[anaphor.head] != NOBODY}")
    speaks = context.speech.source_of[anaphor.head] != NOBODY
    if anaphor.is_pronoun:
        out.append(f"new speaks {speaks} {anaphor.form}")
        return [*out, f"new form {anaphor.form}", f"new first {anaphor.sentence == 0}"]
    kind = noun_kind(head.lower_)
    determiner = _determiner(anaphor)
    shares = noun_shares(head)
    return [
        *out,
        f"new {determiner} {has_complement(head)} {head_seen}",
        f"new {determiner} {anaphor.plural}",
        f"new speaks {speaks} {determiner} {head_seen}",
        f"new kind {kind.value if kind else 'none'}",
        f"new person {shares[0] > 0.5} {head_seen}",
        f"new modified {bool(modifiers(context.doc, anaphor))} {head_seen}",
        f"new superlative {any(t.tag_ in ('JJS', 'RBS') for t in head.lefts)}",
    ]
