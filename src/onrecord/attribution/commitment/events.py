"""The main event of a content: from its head down through what only says how sure, planned or done it is.

"There is no evidence that Dovra is supplying shells" is about the supplying, "the firm has plans to open a yard" about
the opening. What other people say or think is where the way down ends: their words are statements of their own.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from spacy.tokens import Doc, Token

from onrecord.attribution.commitment.clauses import FIRST, NO_ONE, negations, subject_of_clause, word
from onrecord.attribution.commitment.reading import FIXED, Reading
from onrecord.attribution.commitment.signatures import (
    ADJECTIVE,
    EVENT,
    FROM,
    NOUN,
    OBJECT,
    PROJECT,
    VERB,
    Signature,
    signatures,
)
from onrecord.attribution.nested.complements import (
    FINITE,
    GERUND,
    INFINITIVE,
    NOMINAL,
    PASSIVE,
    QUESTION,
    RAISED,
    complements,
    has_subject,
    has_to,
    is_passive,
    is_question,
)
from onrecord.model import Certainty, Span, Status

BE = frozenset({"be", "is", "are", "was", "were", "been", "being", "am", "'s", "'re", "'m"})
_LINKING = BE | {
    "seem",
    "seems",
    "seemed",
    "remain",
    "remains",
    "remained",
    "look",
    "looks",
    "looked",
    "become",
    "became",
}
_CARRYING = """
have has had having 've make makes made making give gives gave given see sees saw seen seeing find finds found
finding hold holds held get gets got show shows showed shown offer offers offered present presented provide
provides provided receive received hear heard contain contains contained include includes included produce
produces produced lay laid draw drew drawn
"""
_LIGHT = BE | frozenset(_CARRYING.split())
_PARTS = frozenset({"scrap", "shred", "piece", "bit", "lack", "kind", "sort", "ounce", "hint", "series", "number"})
_ANYTHING = frozenset({"nothing", "anything", "something", "little", "none"})
_EVIDENCE = frozenset({"indication", "sign"})
_WILLED = frozenset({Status.DEMANDED, Status.PROPOSED})
_OF_ANYTHING = frozenset({"planning", "demanding"})
_OF = frozenset({"of", "for", "about", "on", "to", "against", "over"})
_CLAUSES = ("acl", "relcl", "ccomp", "xcomp", "advcl")

MANNER = 6
"""Shorter nouns in "-ing" and "-tion" ("ring", "nation") are seldom made of verbs."""

Step = tuple[Reading, Token]


def tokens_within(doc: Doc, spans: Iterable[Span]) -> list[Token]:
    found = (doc.char_span(*span, alignment_mode="expand") for span in spans if span.start < span.end)
    return [token for part in found if part is not None for token in part]


def head_of(tokens: list[Token]) -> Token | None:
    """The main predicate's word: of those that hang on nothing within, a verb sooner than a noun, the first sooner."""
    inside = {t.i for t in tokens}
    tops = [t for t in tokens if (t.head == t or t.head.i not in inside) and any(c.isalnum() for c in t.text)]
    under = [c for t in tops if t.dep_ == "prep" for c in t.children if c.dep_ in ("pobj", "pcomp") and c.i in inside]
    return min([*under, *(t for t in tops if t.dep_ != "prep" or not under)], key=_rank, default=None)


def _rank(token: Token) -> tuple[int, int]:
    is_verb = token.tag_.startswith("VB") and token.dep_ not in ("aux", "auxpass")
    if is_verb and token.dep_ not in ("advcl", "relcl", "acl"):
        return 0, token.i
    noun = token.tag_.startswith(("NN", "PRP", "JJ", "CD"))
    return (1 if is_verb else 2 if noun else 3), token.i


def step(reading: Reading, head: Token) -> Step | None:
    """One predicate further down, with what it says of what stands below it; None where ``head`` is the event."""
    if head.tag_.startswith("NN") or word(head) in _ANYTHING:
        return noun_step(reading, head)
    if not head.tag_.startswith(("VB", "MD")):
        return _adjective_step(reading, head, head)
    return (
        _future_step(reading, head)
        or _verb_step(reading, head)
        or _predicate_step(reading, head)
        or _object_step(reading, head)
    )


def _verb_step(reading: Reading, verb: Token) -> Step | None:
    for kind, child in [*complements(verb), *_prepositional(verb)]:
        found = verb_signature(verb, kind, child)
        if found is not None and not _somebody_elses(found, verb):
            return reading.below(found, *_with_particle(verb)), child
    return None


def verb_signature(verb: Token, kind: str, complement: Token) -> Signature | None:
    """ "was prepared to make" is an adjective's, whatever the tagger says."""
    table = signatures()
    found = table.of(ADJECTIVE, word(verb), INFINITIVE) if kind == RAISED else None
    found = found or table.of(VERB, word(verb), kind, followed_by=next_word(verb))
    is_told = kind in (FINITE, PASSIVE) and found is not None and found.status in _WILLED and _is_told(complement)
    return None if is_told else found


def _is_told(clause: Token) -> bool:
    """ "insists that it is", "demanded why it was": not "demanded that it be"."""
    told = ("VBD", "VBZ", "MD")
    helper = next((c for c in clause.children if c.dep_ in ("aux", "auxpass")), clause)
    return helper.tag_ in told and word(helper) not in ("should", "must", "would")


def next_word(token: Token) -> str:
    return word(token.nbor()) if token.i + 1 < len(token.doc) else ""


def _prepositional(verb: Token) -> Iterator[tuple[str, Token]]:
    """ "prevented … from sailing", "succeeded in closing", "was accused of taking"."""
    for child in verb.children:
        if child.dep_ == "prep":
            kind = FROM if word(child) == "from" else GERUND
            yield from ((kind, c) for c in child.children if c.dep_ == "pcomp" and c.tag_ == "VBG")


def _with_particle(verb: Token) -> list[int]:
    return [verb.i, *(c.i for c in verb.children if c.dep_ == "prt")]


def _somebody_elses(signature: Signature, verb: Token) -> bool:
    """An attitude that the text gives to somebody other than the holder of this content."""
    if not signature.attitude or any(negations(verb)):
        return False
    subject = subject_of_clause(verb)
    if subject is None or word(subject) in FIRST | {"it", "there", "one"}:
        return False
    return not (is_passive(verb) and not any(c.dep_ == "agent" for c in verb.children))


def _future_step(reading: Reading, verb: Token) -> Step | None:
    """ "is going to leave", "are to meet"; in the past nobody says whether it came about."""
    child = next((c for c in verb.children if c.dep_ == "xcomp" and has_to(c)), None)
    yet = next((c for c in verb.children if word(c) == "yet"), None)
    if child is not None and yet is not None and word(verb) in _LIGHT | _LINKING:
        return reading.flipped(yet.i), child  # "has yet to sign"
    if child is None or not (word(verb) == "going" or word(verb) in BE):
        return None
    if word(verb) in BE and any(c.dep_ in ("acomp", "attr") for c in verb.children):
        return None
    helper = next((c for c in verb.children if word(c) in BE and c.dep_ == "aux"), verb)
    made = reading.standing(Status.PLANNED, helper.i, *([verb.i] if helper != verb else []))
    past = word(helper) in ("was", "were", "been") and reading.status is not Status.UNDER_WAY
    return (made.capped(Certainty.NONE, helper.i) if past else made), child


def _predicate_step(reading: Reading, verb: Token) -> Step | None:
    """ "is likely to", "it is unclear whether", "there is no evidence that", "is in talks about"."""
    if word(verb) not in _LINKING:
        return None
    for child in verb.children:
        if child.dep_ in ("acomp", "oprd", "advmod") and child.i > verb.i:
            found = _adjective_step(reading, child, verb)
        elif child.dep_ in ("attr", "nsubj") and child.tag_.startswith("NN") and child.i > verb.i:
            found = noun_step(reading, child, verb)
        elif child.dep_ == "prep":
            found = next((noun_step(reading, c, verb) for c in child.children if c.dep_ == "pobj"), None)
        else:
            found = None
        if found is not None:
            return found
    return None


def _adjective_step(reading: Reading, adjective: Token, verb: Token) -> Step | None:
    for child in [*adjective.children, *(verb.children if verb != adjective else ())]:
        if child.dep_ not in ("xcomp", "ccomp", "advcl", "csubj") or child == adjective:
            continue
        kind = INFINITIVE if has_to(child) else QUESTION if is_question(child) else FINITE
        too = next((c for c in adjective.children if word(c) == "too"), None)
        if too is not None and kind == INFINITIVE and reading.sign > 0:
            return reading.flipped(too.i), child  # "too early to say"
        found = signatures().of(ADJECTIVE, word(adjective), kind)
        if found is not None and not _somebody_elses(found, verb):
            return reading.below(found, adjective.i), child
    return _account_step(reading, adjective, verb)


def _account_step(reading: Reading, adjective: Token, verb: Token) -> Step | None:
    """ "the claim that it sank is false": the claim's clause, or the claim."""
    subject = subject_of_clause(verb) if verb != adjective else None
    found = signatures().of(ADJECTIVE, word(adjective), FINITE)
    if subject is None or found is None or word(subject) not in signatures().words["account_nouns"]:
        return None
    clause = next(
        (c for kind, c in _noun_complements(list(subject.children), subject, None) if kind == NOMINAL), subject
    )
    return reading.below(found, adjective.i), clause


def _object_step(reading: Reading, verb: Token) -> Step | None:
    """ "had plans to", "found no proof that", "has not confirmed reports that", "rejected a proposal to"."""
    objects = [c for c in verb.children if c.dep_ in ("dobj", "attr", "nsubjpass")]
    noun = next((c for c in objects if _is_predicate(c)), objects[0] if objects else None)
    if noun is None:
        return None
    found = object_signature(verb, noun)
    if found is not None and _is_meant(found, noun) and not _somebody_elses(found, verb):
        return reading.below(found, *_with_particle(verb)), noun
    return noun_step(reading, noun, verb) if word(verb) in _LIGHT else None


def _is_meant(signature: Signature, noun: Token) -> bool:
    """ "stopped the thieves" stops no event; what is planned or demanded may be anything."""
    return _is_predicate(noun) or signature.name in _OF_ANYTHING or (signature.status in FIXED and is_event_noun(noun))


def _is_predicate(noun: Token) -> bool:
    known = bool(signatures().classes(NOUN, word(noun)))
    return known or word(noun) in _ANYTHING | _PARTS or word(noun) in signatures().words["project_nouns"]


def object_signature(verb: Token, noun: Token) -> Signature | None:
    table = signatures()
    is_project = word(noun) in table.words["project_nouns"]
    following = next_word(verb)
    found = table.of(VERB, word(verb), PROJECT, followed_by=following) if is_project else None
    return found or table.of(VERB, word(verb), OBJECT, followed_by=following)


def noun_step(reading: Reading, noun: Token, verb: Token | None = None) -> Step | None:
    """ "evidence that", "plans to", "the possibility of"; "a scrap of proof that" goes by its second noun."""
    named = next((c for p in noun.children if word(p) == "of" for c in p.children if c.dep_ == "pobj"), noun)
    named = named if word(noun) in _PARTS else noun
    near = [*noun.children, *(named.children if named != noun else ())]
    for kind, child in sorted(_noun_complements(near, noun, verb), key=lambda found: found[0] == EVENT):
        if word(noun) in _ANYTHING | NO_ONE and kind == INFINITIVE:
            return reading, child
        signature = signatures().of(NOUN, word(named), kind)
        if signature is not None and child != named:
            return _past_plan(reading, verb).below(signature, named.i), child
    return None


def bare_evidence(reading: Reading, noun: Token) -> Reading:
    """ "it lacks evidence", "without proof": no clause says for what."""
    signature = signatures().of(NOUN, word(noun), NOMINAL) if noun.tag_.startswith("NN") else None
    told = signature is not None and signature.name in _EVIDENCE and reading.sign < 0
    return reading.below(signature, noun.i) if told and signature is not None else reading


def _past_plan(reading: Reading, verb: Token | None) -> Reading:
    """ "there had been plans to": nobody says that there still are."""
    had = verb is not None and verb.tag_ == "VBN" and any(word(c) == "had" for c in verb.children)
    if had and verb is not None and word(verb) in BE and reading.sign > 0:
        return reading.capped(Certainty.NONE, *(c.i for c in verb.children if word(c) == "had"))
    return reading


def _noun_complements(near: list[Token], noun: Token, verb: Token | None) -> Iterator[tuple[str, Token]]:
    for child in [*near, *(c for c in (verb.children if verb is not None else ()) if c.i > noun.i)]:
        if child.dep_ in _CLAUSES and child.tag_.startswith(("VB", "MD")):
            if has_to(child):
                yield INFINITIVE, child
            elif not _relative(child):
                yield NOMINAL, child
        elif child.dep_ == "prep" and word(child) in _OF:
            yield from ((INFINITIVE, c) for c in _for_somebody_to(child))
            yield from ((EVENT, c) for c in child.children if c.dep_ in ("pcomp", "pobj"))
    yield from ((EVENT, c) for p in _deeper(noun) for c in p.children if c.dep_ == "pcomp" and c.tag_ == "VBG")


def _for_somebody_to(preposition: Token) -> Iterator[Token]:
    """ "plans for a firm to send": the parse may hang the verb on any word of the firm's name."""
    if word(preposition) == "for":
        yield from (t for t in preposition.subtree if t.tag_ == "VB" and has_to(t) and t.dep_ in _CLAUSES)


def _deeper(noun: Token) -> Iterator[Token]:
    """ "talks with a maker about buying": the parse may hang "about" on the maker."""
    return (t for t in noun.subtree if t.dep_ == "prep" and word(t) in ("about", "on", "over") and t.head != noun)


def _relative(clause: Token) -> bool:
    """ "a report that she wrote", "a claim made on Friday": no complement."""
    if any(c.tag_ in ("WDT", "WP", "WRB") for c in clause.children):
        return True
    return clause.tag_ in ("VBN", "VBG") and not has_subject(clause)


def is_event_noun(noun: Token) -> bool:
    """By a list, or by the endings that nouns made of verbs have."""
    text = word(noun)
    listed = text in signatures().words["event_nouns"]
    return listed or (len(text) > MANNER and text.endswith(("tion", "sion", "ment", "ing", "ance", "tions", "ings")))


def modified(reading: Reading, noun: Token) -> Reading:
    """What the adjectives of an event's noun say of it: "a possible deal", "the planned visit", "a failed attempt"."""
    words = signatures().words
    for child in noun.children:
        if child.dep_ not in ("amod", "compound", "nmod", "advmod"):
            continue
        text = word(child)
        if text in words["possible_modifiers"]:
            reading = reading.capped(Certainty.POSSIBLE, child.i)
        elif text in words["probable_modifiers"] | words["planned_modifiers"]:
            reading = reading.capped(Certainty.PROBABLE, child.i)
        if text in words["planned_modifiers"]:
            reading = replace(reading, status=Status.PLANNED, status_by=(child.i,))
        elif text in words["proposed_modifiers"]:
            reading = reading.capped(Certainty.POSSIBLE, child.i).standing(Status.PROPOSED, child.i)
        elif text in words["negative_modifiers"]:
            reading = reading.flipped(child.i)
    return reading
