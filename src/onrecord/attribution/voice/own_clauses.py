"""Which clauses of a sentence are in the document's own voice, where parts of it belong to somebody else.

Tokens are named by their index in the Doc.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from onrecord.attribution.nested import cues
from onrecord.attribution.nested.complements import FINITE, PASSIVE, RAISED, SUBJECTS
from onrecord.attribution.nested.embedded import embedded, is_asked
from onrecord.attribution.nested.subjects import noun_phrase_before

FINITE_TAGS = frozenset({"VBD", "VBZ", "VBP", "MD"})
SOMEBODYS = frozenset({FINITE, PASSIVE, RAISED, cues.ACCORDING, cues.ASIDE, cues.VIEW, cues.QUOTED, cues.AS})
"""Constructions whose content is somebody's words also where the encoder marked nothing."""
_PRESUPPOSING = frozenset({"after", "because", "since", "although", "though", "when", "while", "whereas", "as", "once"})
"""A clause that one of these opens holds on the writer's word; what "if" or "unless" opens does not."""
_PREDICATE = frozenset({"dobj", "attr", "acomp", "ccomp", "xcomp", "oprd"})
_OPENERS = frozenset("“‘\"'«„(")
_LOOSE = frozenset(",;:–—-.!")
_DEEPEST = 200


@dataclass(frozen=True, slots=True)
class Clause:
    """``head`` is its verb, ``subject`` whom it speaks of, ``tokens`` all of it; ``whole`` where the sentence has
    nothing else."""

    head: Token
    subject: Token | None
    tokens: tuple[int, ...]
    whole: bool


class Taken:
    """Tokens that belong to attributions: their contents, their cues, and words quoted from elsewhere."""

    def __init__(self, contents: Collection[int], cues: Collection[int], quoted: Collection[int]) -> None:
        self.contents, self.cues, self.quoted = contents, cues, quoted

    def has(self, i: int) -> bool:
        return i in self.contents or i in self.cues or i in self.quoted


def own_clauses(doc: Doc, sentence: Sequence[int], taken: Taken) -> Iterator[Clause]:
    """The clauses of ``sentence`` that its writer asserts; whether they speak of an actor is not looked at."""
    inside = frozenset(sentence)
    roots = [doc[i] for i in sentence if doc[i].head.i not in inside or doc[i].head.i == i]
    if not any(taken.has(i) for i in sentence):
        whole = next((r for r in roots if asserts(r)), None)
        if whole is not None and not _somebodys(doc, sentence):
            yield Clause(whole, subject(whole), tuple(sentence), whole=True)
        return
    for root in roots:
        for head in _free_heads(root, taken, 0):
            if head.i in inside and asserts(head):
                tokens = trimmed_ends(doc, sorted(_tokens(head, taken) & inside))
                yield Clause(head, subject(head), tokens, whole=False)


def asserts(verb: Token) -> bool:
    """Finite, with a subject, and not asked."""
    return is_finite(verb) and subject(verb) is not None and not is_asked(verb)


def is_finite(verb: Token) -> bool:
    helpers = (c for c in verb.children if c.dep_ in ("aux", "auxpass"))
    return verb.tag_ in FINITE_TAGS or any(c.tag_ in FINITE_TAGS for c in helpers)


def subject(verb: Token) -> Token | None:
    """Its own, or that of the verb it is joined to; of a relative clause what it hangs on."""
    for _ in range(_DEEPEST):
        own = next((c for c in verb.children if c.dep_ in SUBJECTS and c.dep_ != "expl"), None)
        if own is not None:
            return verb.head if own.tag_ in ("WP", "WDT") and verb.dep_ == "relcl" else own
        if verb.dep_ == "relcl":
            return verb.head
        if verb.dep_ != "conj" or verb.head == verb:
            return None
        verb = verb.head
    return None


def _somebodys(doc: Doc, sentence: Sequence[int]) -> bool:
    """Whether the parse shows an attribution that takes most of the sentence and that the encoder did not mark."""
    found = (e for i in sentence for e in embedded(doc[i]) if e.kind in SOMEBODYS)
    return any(len(e.content) + len(e.cue) + len(e.source) > len(sentence) / 2 for e in found)


def _free_heads(head: Token, taken: Taken, depth: int) -> Iterator[Token]:
    """Verbs, from ``head`` down, of clauses that are nobody else's and are not part of another such clause."""
    if depth > _DEEPEST:
        return
    if not taken.has(head.i):
        if head.tag_[:2] in ("VB", "MD"):
            yield head
            for cue in _cues_below(head, taken):
                yield from _free_heads(cue, taken, depth + 1)
            return
        yield from _of_children(head, taken, depth)
        return
    yield from _of_children(head, taken, depth)


def _cues_below(head: Token, taken: Taken) -> list[Token]:
    """The cues next below ``head``: what hangs on them is looked at by itself."""
    found, stack = [], list(head.children)
    while stack:
        token = stack.pop()
        if token.i in taken.cues and token.tag_.startswith("VB"):
            found.append(token)
        elif not taken.has(token.i):
            stack.extend(token.children)
    return sorted(found, key=lambda t: t.i)


def _of_children(head: Token, taken: Taken, depth: int) -> Iterator[Token]:
    for child in head.children:
        if taken.has(child.i):
            yield from _free_heads(child, taken, depth + 1)
        elif child.tag_[:2] in ("VB", "MD"):
            if _stands_alone(child, head, taken):
                yield from _free_heads(child, taken, depth + 1)
        elif child.dep_ in SUBJECTS or child.dep_ in ("agent", "pobj", "prep", "appos", "conj", "dobj", "dative"):
            yield from _of_children(child, taken, depth + 1)


def _stands_alone(clause: Token, head: Token, taken: Taken) -> bool:
    """Whether ``clause``, which hangs on somebody's words or on their source, is the writer's."""
    own = any(c.dep_ in SUBJECTS for c in clause.children)
    if clause.dep_ == "conj":
        told = any(c.dep_ == "mark" for c in clause.children)  # "heard that …, and that …"
        return not told and (own or head.i not in taken.contents)
    if clause.dep_ == "relcl":
        return own and head.i not in taken.contents and head.i not in taken.cues
    if clause.dep_ == "advcl":
        opening = {c.lower_ for c in clause.children if c.dep_ in ("mark", "advmod") and c.i < clause.i}
        return own and head.i not in taken.contents and bool(opening & _PRESUPPOSING)
    # what holds the cue or the content below it: "the police closed the road, he said"
    return clause.dep_ in ("ccomp", "parataxis") and own and head.i in taken.cues and _before(clause, head)


def _before(clause: Token, head: Token) -> bool:
    """A clause set off before the cue by more than a comma."""
    between = clause.doc[clause.i : head.i] if clause.i < head.i else ()
    return any(t.text in (";", ".", ":") for t in between)


def _tokens(head: Token, taken: Taken) -> set[int]:
    """What hangs on ``head``, less what is somebody else's with all that hangs on it, and with the subject.

    Empty where the predicate itself is somebody else's.
    """
    kept, lost = {head.i}, set[int]()
    stack = list(head.children)
    while stack:
        token = stack.pop()
        if taken.has(token.i) and token.i not in taken.quoted:
            lost.add(token.i)
            continue
        kept.add(token.i)
        stack.extend(token.children)
    if any(c.i in lost and c.dep_ in _PREDICATE for c in head.children):
        return set()
    whom = subject(head)
    if whom is not None and whom.i not in kept:
        kept |= set(noun_phrase_before(whom, head)) if head.dep_ == "relcl" else {t.i for t in whom.subtree}
    bare = {head.doc[i].head.i for i in lost if head.doc[i].dep_ in ("pobj", "pcomp")}  # "fears about …"
    bare |= {i for i in kept if i in taken.cues and head.doc[i].tag_ == "IN"}
    return {i for i in kept - bare if i not in taken.contents}


def trimmed_ends(doc: Doc, tokens: Sequence[int]) -> tuple[int, ...]:
    """Without the conjunction or mark that opens a part of a sentence, and without what led on to what was left out."""
    found = list(tokens)
    while found and (doc[found[0]].dep_ in ("cc", "mark", "punct") and doc[found[0]].text not in _OPENERS):
        found.pop(0)
    while found and (doc[found[-1]].tag_ in ("IN", "CC", "DT", "TO") or doc[found[-1]].text in _LOOSE):
        found.pop()
    return tuple(found)
