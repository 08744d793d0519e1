"""Which expression of time belongs to the saying, and which to what was said."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from onrecord.attribution.nested import cues
from onrecord.model import Span, Statement
from onrecord.model.dated import Dated
from onrecord.times.calendar import length
from onrecord.times.dating import Timed
from onrecord.times.events import is_event
from onrecord.times.governors import children, is_verb, tokens_in
from onrecord.times.lexicon import words

_LONGEST = 400
"""Tokens of a content among which its main verb is sought."""
_SPEAKING = words("speaking")
"""Participles that say how it was said: "speaking on Saturday, she accused"."""
_DOCUMENTS = words("documents")
_PUBLISHING = words("publishing")
"""What was done to a document when it began to say what it says."""
_PASSING_ON = words("passing_on")
"""Words whose infinitive is the event spoken of: "is due to start next week"."""
_LIGHT = words("light")
"""Verbs that only lend their tense to the event that is their object: "carried out a raid on Friday"."""


@dataclass(frozen=True, slots=True)
class Roles:
    """A statement's roles as tokens. ``heads``: the main verb of the content and those that carry its event."""

    cue: frozenset[int]
    verb: Token | None
    source: tuple[Token, ...]
    heads: tuple[Token, ...]
    content: tuple[Span, ...]

    @classmethod
    def of(cls, doc: Doc, statement: Statement) -> "Roles":
        cue = [t for span in statement.cue for t in tokens_in(doc, span)[:_LONGEST]]
        source = [t for span in statement.source for t in tokens_in(doc, span)[:_LONGEST]]
        content = [t for span in statement.content for t in tokens_in(doc, span)[:_LONGEST]]
        verb = next((t for t in cue if is_verb(t)), cue[0] if cue else None)
        cue_words = frozenset(t.i for t in cue if not t.is_punct and t.ent_type_ != "DATE")
        return cls(cue_words, verb, tuple(_tops(source)), tuple(_heads(_tops(content))), statement.content)

    def holds(self, span: Span) -> bool:
        return any(s.start <= span.start and span.end <= s.end for s in self.content)

    def touches(self, span: Span) -> bool:
        return any(s.overlaps(span) for s in self.content)


def _tops(tokens: list[Token]) -> list[Token]:
    """Those whose head lies outside, or that have none."""
    inside = {t.i for t in tokens}
    tops = [t for t in tokens if (t.head.i not in inside or t.head == t) and not t.is_punct and not t.is_space]
    return [t for t in tops if t.dep_ not in ("det", "mark", "cc", "case")]


def _heads(tops: list[Token]) -> Iterator[Token]:
    main = next((t for t in tops if is_verb(t)), None)
    if main is None:
        yield from tops[:1]
        return
    for _ in range(5):
        yield main
        following = next(_passed_on(main), None)
        if following is None:
            return
        main = following


def _passed_on(verb: Token) -> Iterator[Token]:
    """The verb that ``verb`` hands its event to: "are due to start", "plans to leave", "I think he left"."""
    for child in children(verb):
        if child.dep_ in ("acomp", "attr", "oprd") and child.lower_ in _PASSING_ON:
            yield from (c for c in children(child) if c.dep_ in ("xcomp", "ccomp") and is_verb(c))
        elif is_verb(child) and (verb.lower_ in _PASSING_ON if child.dep_ == "xcomp" else _is_hedged(child)):
            yield child


def _is_hedged(clause: Token) -> bool:
    """ "I think he left"."""
    own = {c.lower_ for c in children(clause.head) if c.dep_ == "nsubj"}
    return clause.dep_ == "ccomp" and clause.head.lower_ in cues.HEDGES and bool(own & {"i", "we"})


Index = Mapping[int, list[Timed]]
"""Expressions by the token that they modify."""


def said_time(roles: Roles, index: Index, reporting: frozenset[int], free: Callable[[Timed], bool]) -> Timed | None:
    """The time that modifies the cue, what it was said in ("in a statement on Sunday") or the document that says it."""
    found = {id(t): t for i in _saying(roles, reporting) for t in index.get(i, ()) if not roles.touches(t.span)}
    return _best(t for t in found.values() if _of_saying(t, roles) and free(t))


def _saying(roles: Roles, reporting: frozenset[int]) -> Iterator[int]:
    """The words that a time of saying may hang on."""
    yield from sorted(roles.cue)
    if roles.verb is not None:
        yield from (c.i for c in children(roles.verb) if c.dep_ == "advcl" and c.lower_ in _SPEAKING)
        if roles.verb.dep_ == "conj" and roles.verb.head.i in reporting and not _has_subject(roles.verb):
            yield roles.verb.head.i
    for top in roles.source:
        yield top.i
        yield from (c.i for c in children(top) if c.dep_ == "acl" and c.lower_ in _PUBLISHING)
    yield from (head.i for head in roles.heads[:1])


def _has_subject(verb: Token) -> bool:
    return any(c.dep_ in ("nsubj", "nsubjpass") for c in children(verb))


def _of_saying(one: Timed, roles: Roles) -> bool:
    nouns, last = one.governors[:-1], one.governors[-1]
    tops = {t.i for t in roles.source}
    if any(g.i in tops for g in one.governors):
        return one.governors[0].i in tops and _is_document(one.governors[0])
    if last.i in {h.i for h in roles.heads}:
        return _before_content(one, roles)
    if last.i in roles.cue or any(g.i in roles.cue for g in one.governors):
        return all(n.i in roles.cue or n.dep_ in ("pobj", "dobj", "dative") for n in nouns)
    return not nouns


def _is_document(noun: Token) -> bool:
    """What was published at a time: not a person or an organisation."""
    return noun.lower_ in _DOCUMENTS and noun.tag_ in ("NN", "NNS")


def _before_content(one: Timed, roles: Roles) -> bool:
    """Outside the content, yet hung on its verb by the parse: "last month she denied it" is of the denying."""
    return bool(roles.content) and one.span.end <= roles.content[0].start


def content_time(roles: Roles, index: Index) -> Timed | None:
    """The time that modifies the main event of the content."""
    inside = [(t, head) for head in roles.heads for t in index.get(head.i, ()) if roles.holds(t.span)]
    direct = _best(t for t, head in inside if _of_event(t, head))
    return direct or _best(t for t, head in inside if _of_subject(t, head))


def stray_time(roles: Roles, held: Iterable[Timed]) -> Timed | None:
    """A time in the content that the parse hangs on a word outside it, which it cannot modify."""
    outside = (t for t in held if t.governors and not any(roles.holds(_span(g)) for g in t.governors))
    return _best(t for t in outside if roles.holds(t.span) and not t.attributive)


def _span(token: Token) -> Span:
    return Span(token.idx, token.idx + len(token))


def _of_event(one: Timed, head: Token) -> bool:
    if one.governors[0].i == head.i:
        return True
    if one.governors[-1].i != head.i or one.attributive or _since(one):
        return False
    return all(_carries(noun, head) for noun in one.governors[:-1])


def _since(one: Timed) -> bool:
    """ "Its worst loss since 2014": not when it was lost."""
    words_of = tokens_in(one.governors[0].doc, one.span)
    return bool(words_of) and words_of[0].lower_ == "since"


def _carries(noun: Token, verb: Token) -> bool:
    """A time after an object is the verb's, unless the object is an event itself: "condemned the raid on Friday"."""
    if noun.dep_ == "attr":
        return any(c.dep_ == "expl" for c in children(verb))
    if noun.dep_ not in ("dobj", "pobj", "dative"):
        return False
    return not is_event(noun) or verb.lower_ in _LIGHT


def _of_subject(one: Timed, head: Token) -> bool:
    """ "Friday's raid killed twelve"."""
    noun = one.governors[0]
    subject = len(one.governors) == 2 and noun.dep_ in ("nsubj", "nsubjpass") and noun.head.i == head.i
    return subject and is_event(noun) and head.lower_ not in ("is", "was", "are", "were", "be")


def _best(found: Iterable[Timed]) -> Timed | None:
    """One whose date is known, the narrowest, the first."""
    return min(found, key=lambda t: (*_vagueness(t.dated), t.span.start), default=None)


def _vagueness(one: Dated) -> tuple[bool, bool, float]:
    if not one.readings:
        return True, True, 0.0
    lengths = [length(p) for p in one.readings]
    known = [found.total_seconds() for found in lengths if found is not None]
    return False, len(known) < len(lengths), max(known, default=0.0)
