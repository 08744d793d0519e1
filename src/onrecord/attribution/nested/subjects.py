"""Whose act a verb is, in a parse: its own subject, or that of the verb it is joined to."""

from collections.abc import Sequence

from spacy.tokens import Token

from onrecord.attribution.nested import cues

_RELATIVE = frozenset({"who", "which", "that"})
_LEFT_OUT = frozenset({"relcl", "punct"})
DEEPEST = 20
"""Steps from head to head; a parse is a tree, so this only bounds what odd input can cost."""


def within(head: Token, without: Sequence[Token] = ()) -> tuple[int, ...]:
    """The indices of all that hangs on ``head``, less what hangs on ``without`` (where that is no part above it)."""
    below = {t.i for t in head.subtree}
    for token in without:
        cut = {t.i for t in token.subtree}
        if head.i not in cut:
            below -= cut
    return tuple(sorted(below))


def noun_phrase(head: Token) -> tuple[int, ...]:
    """The unbroken run around ``head`` of what hangs on it, up to a relative clause."""
    stop = {t.i for c in head.children if c.dep_ in _LEFT_OUT and c.i > head.i and _ends(c) for t in c.subtree}
    below = {t.i for t in head.subtree} - stop
    start = end = head.i
    while start - 1 in below:
        start -= 1
    while end + 1 in below:
        end += 1
    while start < head.i and head.doc[start].is_punct:
        start += 1
    while end > head.i and head.doc[end].is_punct:
        end -= 1
    return tuple(range(start, end + 1))


def _ends(child: Token) -> bool:
    """A comma ends the name only where a relative clause follows it."""
    if child.dep_ != "punct":
        return True
    following = child.doc[child.i + 1] if child.i + 1 < len(child.doc) else child
    return following.text.lower() in _RELATIVE | {"whose", "whom"}


def clause_head(token: Token) -> Token:
    """The verb of the clause that ``token`` stands in."""
    for _ in range(DEEPEST):
        if (token.tag_[:2] in ("VB", "MD") and token.dep_ not in ("aux", "auxpass")) or token.head == token:
            break
        token = token.head
    return token


def subject_of(verb: Token) -> tuple[int, ...]:
    """The source of what ``verb`` says; () where the sentence gives it none."""
    for _ in range(DEEPEST):
        own = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
        if own is not None:
            return _resolved(own, verb)
        above = _joined_to(verb)
        if above is None:
            return ()
        if not above.tag_.startswith("VB"):
            return noun_phrase_before(above, verb)
        verb = above
    return ()


def _resolved(subject: Token, verb: Token) -> tuple[int, ...]:
    """ "officials, who said": the officials."""
    if subject.tag_ not in ("WP", "WDT"):
        return noun_phrase(subject)
    clause = verb
    for _ in range(DEEPEST):
        if clause.dep_ == "relcl":
            return noun_phrase_before(clause.head, clause)
        if clause.dep_ not in ("conj", "xcomp", "ccomp") or clause.head == clause:
            break
        clause = clause.head
    return (subject.i,)


def noun_phrase_before(head: Token, clause: Token) -> tuple[int, ...]:
    """The noun phrase of ``head`` up to the clause that hangs on it."""
    first = next(iter(clause.subtree)).i
    found = [i for i in noun_phrase(head) if i < first]
    while found and found[-1] != head.i and head.doc[found[-1]].is_punct:
        found.pop()
    return tuple(found)


def _joined_to(verb: Token) -> Token | None:
    """The verb, or the noun, whose act this verb tells too."""
    head = verb.head
    if head == verb:
        return None
    if verb.dep_ == "conj":
        return _conjoined(verb, head)
    if verb.dep_ == "xcomp" and head.text.lower() in cues.ONGOING | cues.REFUSING:
        return head
    if verb.tag_ == "VBG" and verb.dep_ in ("advcl", "acl", "xcomp", "ccomp", "conj", "dep"):
        return head
    if verb.dep_ == "pcomp" and head.dep_ == "prep" and head.head.tag_.startswith("VB"):
        return head.head
    return None


def _conjoined(verb: Token, head: Token) -> Token | None:
    """ "says the work must stop and states": of two verbs, that in the same tense has the same subject."""
    if not head.tag_.startswith("VB"):
        return None
    helped = any(c.dep_ == "aux" for c in head.children) and not any(c.dep_ == "aux" for c in verb.children)
    above = head.head
    if helped and head.dep_ == "ccomp" and verb.tag_ == above.tag_ and above.tag_ in ("VBZ", "VBD", "VBP"):
        return above
    return head
