"""What a statement's cue says of its content: "denied", "did not say whether", "falsely claimed"."""

from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from onrecord.attribution.commitment.clauses import negations, word
from onrecord.attribution.commitment.events import is_event_noun, object_signature, tokens_within, verb_signature
from onrecord.attribution.commitment.reading import Reading
from onrecord.attribution.commitment.signatures import (
    ADJECTIVE,
    EVENT,
    NOUN,
    OBJECT,
    VERB,
    Signature,
    Stance,
    signatures,
)
from onrecord.attribution.nested.complements import (
    DIRECTIVE,
    FINITE,
    GERUND,
    INFINITIVE,
    NOMINAL,
    PASSIVE,
    QUESTION,
    QUESTION_WORDS,
    RAISED,
    complements,
    has_to,
    is_passive,
)
from onrecord.attribution.nested.cues import LABELLING
from onrecord.model import Certainty, Statement, Status

_WHETHER = frozenset({"whether", "if"})
_ANSWERING = frozenset({"respond", "reply", "answer", "comment", "elaborate", "responded", "replied", "commented"})
_VOUCHED = frozenset({"hearsay", "allegation"})
"""Whoever alleges is as sure of it as who says it; it is the writer who is not."""
_FALSELY = frozenset({"falsely", "wrongly", "incorrectly", "mistakenly", "erroneously", "untruthfully", "dishonestly"})
_RIGHTLY = frozenset({"rightly", "correctly", "accurately", "truthfully"})


@dataclass(frozen=True, slots=True)
class Cue:
    """``reading``: where the content starts from. ``reported``: a past verb, so that tenses may be shifted back.

    ``stance``: what the writer shows by the cue's words, which are ``stance_by``.
    """

    reading: Reading
    reported: bool = False
    stance: Stance | None = None
    stance_by: tuple[int, ...] = ()


def cue_of(doc: Doc, statement: Statement, head: Token) -> Cue:
    """``head`` is that of the statement's content."""
    tokens, content = (tokens_within(doc, spans) for spans in (statement.cue, statement.content))
    top = _top(tokens)
    if top is None:
        return Cue(Reading())
    denials = tuple(t.i for t in negations(top))
    reading = replace(Reading(), sign=1 if len(denials) % 2 == 0 else -1)
    last, reading, led = _through(top, reading, {t.i for t in tokens})
    kinds = list(_kinds(last, head, content))
    found = next((s for s in (_signature(last, kind, head) for kind in kinds) if s is not None), None)
    words = (*denials, *led, *(t.i for t in tokens if t.i == last.i or t.dep_ == "prt"))
    made = _dismissed(last, reading, content) or _effect(reading, found, kinds[0] if kinds else FINITE, head, words)
    told = not head.tag_.startswith("NN") or is_event_noun(head)
    stance, by = _stance(last, found, reading) if told else (None, ())
    return Cue(made, _is_past(tokens), stance, by)


def _dismissed(cue: Token, reading: Reading, content: list[Token]) -> Reading | None:
    """ "called the allegation a smear": as good as denied."""
    label = next((t for t in content if word(t) in signatures().words["dismissal_nouns"]), None)
    denial = signatures().of(VERB, "deny", FINITE)
    if label is None or denial is None or word(cue) not in LABELLING or not _is_about_a_claim(content):
        return None
    return reading.below(denial, cue.i, label.i)


def _is_about_a_claim(content: list[Token]) -> bool:
    return any(word(t) in signatures().words["account_nouns"] for t in content)


def _top(tokens: list[Token]) -> Token | None:
    inside = {t.i for t in tokens}
    words = [t for t in tokens if t.tag_.startswith(("VB", "NN", "JJ")) and t.dep_ not in ("aux", "auxpass")]
    return next((t for t in words if t.head.i not in inside or t.head == t), words[0] if words else None)


def _through(top: Token, reading: Reading, inside: set[int]) -> tuple[Token, Reading, tuple[int, ...]]:
    """Down a cue of several predicates: "declined to say", "refused to confirm"."""
    led: tuple[int, ...] = ()
    for _ in range(len(inside)):
        below = next(((k, c) for k, c in complements(top) if c.i in inside), None)
        if below is None:
            adjective = next((c for c in top.children if c.dep_ == "acomp" and c.i in inside), top)
            return adjective, reading, led
        found = verb_signature(top, *below)
        if found is not None:
            reading = replace(reading, sign=found.under(reading.sign).sign)
            led = (*led, top.i)
        top = below[1]
    return top, reading, led


def _kinds(cue: Token, head: Token, content: list[Token]) -> list[str]:
    """What kind of complement the content is: by the parse where it hangs on the cue, else by its own form."""
    if not head.tag_.startswith(("VB", "MD")):
        return [OBJECT] if head.tag_.startswith(("NN", "PRP")) else []
    kinds = [kind for kind, child in complements(cue) if child == head and kind != QUESTION]
    opener = _opener(head) if next(iter(head.subtree)) in content else ""
    if (opener in _WHETHER and head.dep_ != "advcl") or (opener in QUESTION_WORDS and head.dep_ == "ccomp"):
        return [QUESTION, *kinds]
    if has_to(head):
        return [*kinds, RAISED, INFINITIVE, DIRECTIVE] if is_passive(cue) else [*kinds, INFINITIVE, DIRECTIVE]
    if head.tag_ == "VBG" and not any(c.dep_ in ("aux", "nsubj") for c in head.children):
        return [*kinds, GERUND]
    return [*kinds, PASSIVE if is_passive(cue) else FINITE, FINITE]


def _opener(head: Token) -> str:
    """The word that opens the clause of ``head``, where it belongs to that clause and no other."""
    first = next(iter(head.subtree))
    return word(first) if first.head == head or first.dep_ in ("det", "amod", "advmod") else ""


def _signature(cue: Token, kind: str, head: Token) -> Signature | None:
    table = signatures()
    if cue.tag_.startswith("NN"):
        return table.of(NOUN, word(cue), NOMINAL if kind == FINITE else EVENT if kind == OBJECT else kind)
    if cue.tag_.startswith("JJ"):
        return table.of(ADJECTIVE, word(cue), EVENT if kind == OBJECT else kind)
    if kind == OBJECT:
        return object_signature(cue, head)
    return verb_signature(cue, kind, head)


def _effect(reading: Reading, found: Signature | None, kind: str, head: Token, words: tuple[int, ...]) -> Reading:
    if reading.sign < 0 and any(word(head.doc[i]) in _ANSWERING for i in words):
        return Reading().capped(Certainty.NONE, *words).asking()  # "did not respond to a request": nothing is claimed
    if kind == QUESTION:
        told = reading.sign > 0 and _opener(head) not in _WHETHER and (found is None or found.name != "wondering")
        return Reading() if told else Reading().capped(Certainty.NONE, *words).asking()
    if found is not None and not (found.name in _VOUCHED and reading.sign > 0):
        made = reading.below(found, *words)
        return made.standing(Status.HAPPENED) if kind == GERUND and made.status is None else made
    return Reading() if reading.sign > 0 else Reading().capped(Certainty.NONE, *words)


def _stance(cue: Token, found: Signature | None, reading: Reading) -> tuple[Stance | None, tuple[int, ...]]:
    for child in cue.children:
        if word(child) in _FALSELY or word(child) in signatures().words["untrue_modifiers"]:
            return Stance.FALSE, (child.i, cue.i)
        if word(child) in _RIGHTLY:
            return Stance.FACTIVE, (child.i, cue.i)
    if found is None or found.author is None:
        return None, ()
    if reading.sign < 0 and found.negated.sign * found.affirmed.sign > 0 and found.negated.certainty is Certainty.NONE:
        return None, ()
    return found.author, (cue.i, *(c.i for c in cue.children if c.dep_ == "prt"))


def _is_past(tokens: list[Token]) -> bool:
    return any(t.tag_ in ("VBD", "VBN") for t in tokens)
