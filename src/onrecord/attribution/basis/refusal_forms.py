"""The forms of a refusal to speak, each found in the parse."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from onrecord.attribution.basis import refusal_words as words
from onrecord.attribution.basis.heads import RELATIVE
from onrecord.attribution.nested.subjects import DEEPEST, noun_phrase, subject_of

_TOPIC = frozenset({"on", "about", "regarding", "concerning", "over", "to", "for"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_WHEN = frozenset({"on", "at", "in", "before", "after", "by", "until", "since"})


@dataclass(frozen=True, slots=True)
class Refusal:
    """Token indices, in order: who refuses, the words that say so, what was asked."""

    source: tuple[int, ...]
    cue: tuple[int, ...]
    content: tuple[int, ...] = ()


Speaks = Callable[[Token], bool]
"""Whether a noun names somebody who could answer."""


def refusal_at(verb: Token, speaks: Speaks) -> Refusal | None:
    """The refusal of which ``verb`` is the verb."""
    lemma = words.VERBS.get(verb.lower_)
    if lemma is None or not verb.tag_.startswith("VB"):
        return None
    forms = (_declined, _no_reply, _ignored, _not_reached, _unanswered, _no_comment, _would_not)
    return next((found for form in forms if (found := form(verb, lemma, speaks)) is not None), None)


def _declined(verb: Token, lemma: str, _: Speaks) -> Refusal | None:
    """ "declined to comment on", "refused requests for comment"."""
    turned_down = lemma == "turn" and any(c.dep_ == "prt" and c.lower_ == "down" for c in verb.children)
    if (lemma not in ("decline", "refuse") and not turned_down) or negated(verb):
        return None
    done = next((c for c in verb.children if c.dep_ == "xcomp" and _answers(c)), None)
    if done is not None:
        return Refusal(subject_of(verb), _run(_first(verb), done.i), topic(done))
    thing = _object(verb)
    if thing is None or not _for_comment(thing):
        return None
    last = next((c.i for c in verb.children if c.dep_ == "prt"), verb.i)
    return Refusal(
        subject_of(verb), _run(_first(verb), max(verb.i, last) if last < thing.i else verb.i), noun_phrase(thing)
    )


def _answers(verb: Token) -> bool:
    lemma = words.VERBS.get(verb.lower_)
    if any(c.dep_ == "auxpass" for c in verb.children):
        return lemma in ("draw", "interview")
    if lemma not in words.ANSWERING:
        return False
    if lemma == "weigh":
        return any(c.lower_ == "in" for c in verb.children)
    if lemma == "rule":
        return any(c.dep_ == "prt" and c.lower_ == "out" for c in verb.children)
    if lemma in words.HANDING:
        thing = _object(verb)
        return thing is not None and thing.lower_ in words.HANDED
    return not (lemma in ("speak", "talk") and any(c.lower_ in ("at", "in") for c in verb.children))


def _no_reply(verb: Token, lemma: str, speaks: Speaks) -> Refusal | None:
    """ "did not respond to a request", "did not return calls"."""
    if lemma not in ("respond", "reply", "return", "answer", "acknowledge") or not negated(verb) or _passive(verb):
        return None
    above = _yet(verb) or _choosing(verb) or verb
    source = subject_of(above)
    if not source:
        return None
    if lemma in ("return", "answer", "acknowledge"):
        thing = _object(verb)
        asked = thing is not None and thing.lower_ in words.ASKING
        return Refusal(source, _run(_first(verb), verb.i), noun_phrase(thing)) if thing is not None and asked else None
    thing = _after(verb, ("to",))
    if thing is not None:
        asked = thing.lower_ in words.ASKING or _for_comment(thing)
        return Refusal(source, _run(_first(verb), verb.i), noun_phrase(thing)) if asked else None
    return Refusal(source, _run(_first(verb), verb.i)) if _plainly_silent(verb, above, speaks) else None


def _plainly_silent(verb: Token, above: Token, speaks: Speaks) -> bool:
    """A bare "did not respond": somebody who could have spoken, and nothing beside it but when."""
    subject = _own_subject(above)
    if subject is None or not speaks(subject):
        return False
    beside = [c for c in verb.children if c.dep_ in ("prep", "advcl", "ccomp", "xcomp") and c.lower_ not in _WHEN]
    known = subject.tag_.startswith("NNP") or any(c.lower_ == "immediately" for c in verb.children)
    return known and not beside


def _ignored(verb: Token, lemma: str, _: Speaks) -> Refusal | None:
    """ "ignored requests for comment"."""
    thing = _object(verb)
    if (
        lemma != "ignore"
        or thing is None
        or negated(verb)
        or not (_for_comment(thing) and thing.lower_ in words.ASKING)
    ):
        return None
    return Refusal(subject_of(verb), _run(_first(verb), verb.i), noun_phrase(thing))


def _not_reached(verb: Token, lemma: str, speaks: Speaks) -> Refusal | None:
    """ "could not be reached for comment", "was unavailable to comment", "could not reach her"."""
    if lemma == "be":
        return _unavailable(verb)
    if lemma not in ("reach", "contact", "locate"):
        return None
    comment = _comment_after(verb)
    if _passive(verb):
        subject = _own_subject(verb)
        if subject is None or not negated(verb) or not (comment or (speaks(subject) and _only_when(verb))):
            return None
        return Refusal(subject_of(verb), _run(_first(verb), verb.i), comment)
    thing = _object(verb)
    return _not_reaching(verb, thing, comment) if thing is not None and speaks(thing) else None


def _not_reaching(verb: Token, thing: Token, comment: tuple[int, ...]) -> Refusal | None:
    unable = verb.head if verb.dep_ == "xcomp" and verb.head.lower_ == "unable" else None
    trying = verb.head if verb.dep_ in ("acl", "relcl") and verb.head.lower_ in words.TRYING else None
    if trying is not None:
        result = _vain(trying)
        return Refusal(_whom(thing), result, comment) if result else None
    if unable is None and not (negated(verb) and any(c.tag_ == "MD" for c in verb.children)):
        return None
    subject = _own_subject(unable.head if unable is not None else verb)
    press = subject is not None and (subject.lower_ in words.PRESS or subject.tag_.startswith("NNP"))
    if not comment and not press:
        return None
    start = _first(unable.head) if unable is not None else _first(verb)
    return Refusal(_whom(thing), _run(start, verb.i), comment)


def _vain(trying: Token) -> tuple[int, ...]:
    """The words by which an attempt fails: "were unsuccessful", "failed"."""
    verb = trying.head
    lemma = words.VERBS.get(verb.lower_)
    if lemma == "fail":
        return (verb.i,)
    vain = next((c for c in verb.children if c.lower_ in words.SILENT), None)
    if vain is not None and lemma in ("be", "prove", "remain"):
        return _run(verb.i, vain.i)
    wanted = next((c for c in verb.children if c.lower_ == "successful"), None)
    return _run(_first(verb), wanted.i) if wanted is not None and negated(verb) else ()


def _unavailable(verb: Token) -> Refusal | None:
    ready = next(
        (c for c in verb.children if c.lower_ in ("available", "unavailable", "unreachable") and c.i > verb.i), None
    )
    if ready is None or (ready.lower_ == "available" and not negated(verb)):
        return None
    comment = _comment_after(ready) or _comment_after(verb)
    return Refusal(subject_of(verb), _run(_first(verb), ready.i), comment) if comment else None


def _unanswered(verb: Token, lemma: str, speaks: Speaks) -> Refusal | None:
    """ "calls to her office were not returned", "a request for comment drew no response"."""
    subject = _own_subject(verb)
    if subject is None or subject.lower_ not in words.SENT or any(c.lower_ in words.ALARMS for c in subject.children):
        return None
    cue = _left_open(verb, lemma)
    target = _target(subject, speaks)
    if not cue or (target is None and not _for_comment(subject)):
        return None
    asked = noun_phrase(subject)
    if target is not None:
        stop = _introduces(target, subject)
        asked = tuple(i for i in asked if i < stop)
    return Refusal(_whom(target) if target is not None else _agent(verb), cue, asked)


def _left_open(verb: Token, lemma: str) -> tuple[int, ...]:
    if lemma in ("return", "answer", "acknowledge") and _passive(verb) and negated(verb):
        return _run(_first(verb), verb.i)
    if lemma in ("go", "be", "remain"):
        end = next((c for c in verb.children if c.lower_ in words.NO_ANSWER and c.i > verb.i), None)
        return _run(_first(verb), end.i) if end is not None else ()
    if verb.lower_ in words.NO_ANSWER and (_passive(verb) or any(c.dep_ == "aux" for c in verb.children)):
        return _run(_first(verb), verb.i)
    thing = _object(verb)
    if lemma in ("draw", "receive", "get", "elicit", "prompt", "bring") and thing is not None:
        return _run(_first(verb), thing.i) if thing.lower_ in words.REPLIES and _no(thing) else ()
    return ()


def _target(subject: Token, speaks: Speaks) -> Token | None:
    """Whom a call or a letter went to: "calls to the bank", "a message left for Venn"."""
    below = [t for t in subject.subtree if t.dep_ == "pobj" and t.i > subject.i]
    for noun in below:
        preposition = noun.head.lower_
        asking = preposition in ("from", "of") and _for_comment(subject)
        if (preposition in ("to", "for", "with", "at") or asking) and noun.lower_ not in words.COMMENT and speaks(noun):
            return noun
    return None


def _introduces(target: Token, subject: Token) -> int:
    """The first of the words that lead to the target: "(calls) to", "(emails) sent to"."""
    word = target.head
    while (
        word.head.dep_ in ("acl", "relcl")
        and word.head != subject
        and word.head.lower_ not in ("seeking", "asking", "requesting")
    ):
        word = word.head
    return word.i


def _agent(verb: Token) -> tuple[int, ...]:
    by = next((c for c in verb.children if c.dep_ == "agent"), None)
    who = next(iter(by.children), None) if by is not None else None
    return noun_phrase(who) if who is not None else ()


def _no_comment(verb: Token, lemma: str, _: Speaks) -> Refusal | None:
    """ "had no comment on", "there was no immediate response from"."""
    if lemma == "be":
        return _none_from(verb)
    thing = _object(verb)
    if lemma not in ("have", "make", "offer", "give", "provide", "issue") or thing is None:
        return None
    if thing.lower_ not in ("comment", "comments") or not (_no(thing) or negated(verb)):
        return None
    return Refusal(subject_of(verb), _run(_first(verb), thing.i), topic(thing) or topic(verb))


def _none_from(verb: Token) -> Refusal | None:
    if not any(c.lower_ == "there" and c.i < verb.i for c in verb.children):
        return None
    thing = next(
        (c for c in verb.children if c.dep_ in ("attr", "nsubj") and c.lower_ in words.REPLIES and _no(c)), None
    )
    source = next((d for t in (thing, verb) if t is not None and (d := _after(t, ("from",))) is not None), None)
    if thing is None or source is None:
        return None
    start = min(t.i for t in thing.children if t.lower_ == "no")
    asked = next((d for t in (thing, source, verb) if (d := _after(t, ("to", "on", "about"))) is not None), None)
    who = tuple(i for i in _whom(source) if asked is None or i < asked.head.i or source.i > asked.i)
    return Refusal(who, _run(start, thing.i), noun_phrase(asked) if asked is not None else ())


def _would_not(verb: Token, lemma: str, _: Speaks) -> Refusal | None:
    """ "would not say whether", "has not commented on", "would not be drawn"."""
    helped = {c.lower_ for c in verb.children if c.dep_ == "aux"}
    unwilling = bool(helped & {"would", "wo", "will"}) and negated(verb)
    if _passive(verb):
        found = unwilling and lemma == "draw"
    elif lemma in ("comment", "elaborate"):
        found = negated(verb)
    else:
        found = lemma in words.TELLING and (unwilling or _neither_nor(verb))
    if not found:
        return None
    end = max([verb.i, *(c.i for c in verb.conjuncts if words.VERBS.get(c.lower_) in words.TELLING and c.i > verb.i)])
    return Refusal(subject_of(_yet(verb) or verb), _run(_first(verb), end), topic(verb.doc[end]) or topic(verb))


def _neither_nor(verb: Token) -> bool:
    return any(c.lower_ == "neither" for c in verb.children) and any(c.tag_ == "MD" for c in verb.children)


def negated(verb: Token) -> bool:
    """ "did not", "failed to", "have yet to", "neither … nor", "no one"."""
    if any(c.dep_ == "neg" or c.lower_ in ("neither", "never") for c in verb.children) or _yet(verb) is not None:
        return True
    subject = _own_subject(verb)
    return subject is not None and (subject.lower_ in words.NOBODY or _no(subject))


def _yet(verb: Token) -> Token | None:
    """The verb above that makes it undone: "failed to reply", "has yet to reply"."""
    above = verb.head
    if verb.dep_ != "xcomp" or above == verb or not any(c.tag_ == "TO" for c in verb.children):
        return None
    lemma = words.VERBS.get(above.lower_)
    waits = lemma in ("have", "be") and any(
        t.lower_ == "yet" and above.i < t.i < verb.i for t in verb.doc[above.i : verb.i]
    )
    return above if lemma in ("fail", "neglect") or waits else None


def _choosing(verb: Token) -> Token | None:
    """ "chose not to respond"."""
    chosen = verb.dep_ == "xcomp" and words.VERBS.get(verb.head.lower_) in words.CHOOSING
    return verb.head if chosen else None


def _no(noun: Token) -> bool:
    return any(c.lower_ in ("no", "neither") and c.i < noun.i for c in noun.children)


def _passive(verb: Token) -> bool:
    return any(c.dep_ == "auxpass" for c in verb.children)


def _own_subject(verb: Token) -> Token | None:
    return next((c for c in verb.children if c.dep_ in _SUBJECTS and c.lower_ not in RELATIVE), None)


def _object(verb: Token) -> Token | None:
    return next((c for c in verb.children if c.dep_ in ("dobj", "obj") and c.i > verb.i), None)


def _after(word: Token, prepositions: tuple[str, ...]) -> Token | None:
    """What the preposition after ``word`` governs."""
    for child in word.children:
        if child.dep_ in ("prep", "dative") and child.lower_ in prepositions and child.i > word.i:
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    return None


def _for_comment(noun: Token) -> bool:
    """ "comment", "an interview request", "requests for comment", "emails seeking a response"."""
    if noun.lower_ in ("comment", "comments", "interview", "interviews"):
        return True
    asks = noun.lower_ in words.ASKING
    return asks and any(t.lower_ in words.COMMENT for t in noun.subtree if t != noun)


def _comment_after(word: Token) -> tuple[int, ...]:
    """The comment that somebody was sought for: "for comment", "to comment"."""
    thing = _after(word, ("for",))
    if thing is not None and thing.lower_ in words.COMMENT:
        return noun_phrase(thing)
    doing = next((c for c in word.children if c.dep_ in ("xcomp", "advcl") and c.lower_ == "comment"), None)
    return (doing.i,) if doing is not None and not any(c.dep_ == "nsubj" for c in doing.children) else ()


def _only_when(verb: Token) -> bool:
    return all(c.lower_ in ("on", "for") for c in verb.children if c.dep_ in ("prep", "agent", "advcl"))


def _whom(noun: Token) -> tuple[int, ...]:
    """The noun phrase of ``noun``, without what says when or what for."""
    stop = min(
        (c.i for c in noun.children if c.dep_ == "prep" and c.lower_ in ("for", "on") and c.i > noun.i), default=None
    )
    return tuple(i for i in noun_phrase(noun) if stop is None or i < stop)


def topic(verb: Token) -> tuple[int, ...]:
    """What the answer would have been about: a clause, an object, or what follows "on"."""
    for child in verb.children:
        if child.i < verb.i or child.dep_ not in ("ccomp", "dobj", "prep", "obj"):
            continue
        if child.dep_ == "ccomp":
            return tuple(sorted(t.i for t in child.subtree))
        if child.dep_ != "prep":
            return noun_phrase(child)
        if child.lower_ in _TOPIC:
            below = next((c for c in child.children if c.dep_ in ("pobj", "pcomp")), None)
            if below is not None and below.lower_ not in words.UNTOLD:
                return noun_phrase(below) if below.dep_ == "pobj" else tuple(sorted(t.i for t in below.subtree))
    return ()


def _first(verb: Token) -> int:
    """Where the verb's own words begin: its auxiliaries, its negation, "failed to"."""
    top = _yet(verb) or _choosing(verb) or verb
    own = [c.i for c in top.children if c.dep_ in ("aux", "auxpass", "neg") and c.i < top.i]
    also = [c.i for c in verb.children if c.dep_ in ("aux", "auxpass", "neg") and c.i < verb.i]
    return min([top.i, *own, *also])


def _run(start: int, end: int) -> tuple[int, ...]:
    return tuple(range(min(start, end), max(start, end) + 1))


def conditional(verb: Token) -> bool:
    """ "if asked, would not comment", a question, or what only some unnamed reader did."""
    for _ in range(DEEPEST):
        if any(c.dep_ == "mark" and c.lower_ in ("if", "unless") for c in verb.children):
            return True
        if any(c.dep_ == "advcl" and any(d.lower_ in ("if", "unless") for d in c.children) for c in verb.children):
            return True
        if verb.head == verb or verb.dep_ not in ("conj", "ccomp", "xcomp", "advcl"):
            break
        verb = verb.head
    return False


def all_verbs(tokens: Iterator[Token]) -> Iterator[Token]:
    return (t for t in tokens if t.lower_ in words.VERBS)
