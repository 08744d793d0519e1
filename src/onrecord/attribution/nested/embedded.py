"""Attributions that the parse of a sentence shows: cue words with their complements, asides, "according to".

Tokens are named by their index in the Doc. What is negated, asked, supposed or only the speaker's own "I think" is
left out: nobody is on record with it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from onrecord.attribution.nested import cues
from onrecord.attribution.nested.complements import (
    DIRECTIVE,
    FINITE,
    NOMINAL,
    PASSIVE,
    QUESTION,
    RAISED,
    complements,
    has_to,
    is_passive,
)
from onrecord.attribution.nested.subjects import clause_head, noun_phrase, subject_of, within

QUOTATION_MARKS = frozenset("“”‘’\"'«»„") | {"''", "``"}
POINTING = frozenset({"it", "this", "that", "these", "those", "which"})
NEGATIVE_SUBJECTS = frozenset({"nobody", "no", "none", "neither", "nothing", "few", "noone"})
FINITE_TAGS = ("VBD", "VBZ", "VBP")
FIRST_OR_SECOND = frozenset({"i", "we", "you"})


@dataclass(frozen=True, slots=True)
class Embedded:
    """Token indices of each role, the cue's main word, the kind of construction, and how often readers mark such."""

    trigger: int
    source: tuple[int, ...]
    cue: tuple[int, ...]
    content: tuple[int, ...]
    kind: str
    rate: float


def embedded(token: Token) -> Iterator[Embedded]:
    """The attributions whose cue is ``token``, the likelier construction first."""
    if token.tag_.startswith("NN"):
        yield from _noun(token)
        yield from _view(token)
    elif token.text.lower() == "according":
        yield from _according(token)
    elif token.tag_.startswith("VB") and not hypothetical(token):
        yield from _verb(token)


def hypothetical(verb: Token) -> bool:
    """Said by nobody: "if they say", "would say", "to say", "let them say", "will they say?".

    A refusal to say is on record.
    """
    if refusal(verb):
        return False
    helpers = [c for c in verb.children if c.dep_ in ("aux", "mark", "neg") and c.i < verb.i]
    words = {c.text.lower() for c in helpers}
    if words & {"if", "unless", "whether"} or (words & cues.MODALS and not negated(verb)):
        return True
    if has_to(verb) or (verb.tag_ == "VB" and not any(c.dep_ == "aux" for c in helpers)):
        return not _carried_on(verb)
    return is_asked(verb)


def is_asked(verb: Token) -> bool:
    """ "Will you pledge to …?": a helper stands before the subject."""
    subject = next((c.i for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    helpers = [c.i for c in verb.children if c.dep_ in ("aux", "auxpass")]
    return subject is not None and bool(helpers) and helpers[0] < subject


def _carried_on(verb: Token) -> bool:
    return verb.dep_ == "xcomp" and verb.head.text.lower() in cues.ONGOING | cues.REFUSING


def refusal(verb: Token) -> bool:
    """ "declined to say", "would not say": the source's silence is what is reported."""
    return verb.dep_ == "xcomp" and has_to(verb) and verb.head.text.lower() in cues.REFUSING


def negated(verb: Token) -> bool:
    return any(c.dep_ == "neg" or c.text.lower() == "never" for c in verb.children)


def _verb(verb: Token) -> Iterator[Embedded]:
    source = subject_of(verb)
    if _unsaid(verb, source):
        return
    if is_passive(verb):
        yield from _passive(verb)
        return
    if not source:
        return
    found = False
    thing = any(c.dep_ == "dobj" and c.tag_ != "PRP" for c in verb.children)
    for kind, complement in sorted(complements(verb), key=lambda c: c[1].i < verb.i):
        if thing and complement.i < verb.i:
            continue  # "since it was signed, he acknowledged a mistake": what stands before is no content
        rate = cues.lexicon().rate("verbs", verb.text, kind)
        if rate is None or (negated(verb) and kind != QUESTION) or _hedge(verb, source):
            continue
        if kind != FINITE or complement.tag_[:2] in ("VB", "MD"):  # "finds it hard" says nothing
            found = True
            yield Embedded(verb.i, source, cue_group(verb), _complement(verb, kind, complement), kind, rate)
    if not found and not negated(verb):
        yield from _without_complement(verb, source)


def _unsaid(verb: Token, source: tuple[int, ...]) -> bool:
    words = [verb.doc[i].text.lower() for i in source]
    if words == ["that"]:
        return True  # "that said, …"
    if len(words) == 1 and words[0] in POINTING:
        return cues.lexicon().lemma("verbs", verb.text) in cues.EVIDENCE
    return bool(words) and (words[0] in NEGATIVE_SUBJECTS or (words[0] == "who" and len(words) == 1))


def _hedge(verb: Token, source: tuple[int, ...]) -> bool:
    if len(source) != 1 or verb.doc[source[0]].text.lower() not in FIRST_OR_SECOND:
        return False
    if cues.lexicon().lemma("verbs", verb.text) in cues.HEDGES:
        return True
    helped = any(c.text.lower() in ("will", "’ll", "'ll", "am", "’m", "'m", "are", "’re", "'re") for c in verb.children)
    return verb.tag_ in ("VBP", "VB", "VBG") and (helped or verb.text.lower() == "say")  # "I'll tell you"


def _complement(verb: Token, kind: str, complement: Token) -> tuple[int, ...]:
    found = within(complement, without=[verb])
    if kind == DIRECTIVE:
        for child in verb.children:
            if child.dep_ in ("dobj", "dative") and verb.i < child.i < complement.i:
                found = tuple(sorted({*found, *within(child)}))
    return found


def _passive(verb: Token) -> Iterator[Embedded]:
    if negated(verb):
        return
    by = agent(verb)
    for kind, complement in complements(verb):
        if kind not in (RAISED, PASSIVE):
            continue
        rate = cues.lexicon().rate("verbs", verb.text, kind)
        if rate is None:
            continue
        subject = subject_of(verb) if kind == RAISED else ()
        rest = within(complement, without=[verb])
        yield Embedded(verb.i, by, cue_group(verb), tuple(sorted({*subject, *rest})), kind, rate)


def agent(verb: Token) -> tuple[int, ...]:
    for child in verb.children:
        if child.dep_ in ("agent", "prep") and child.text.lower() == "by":
            return next((noun_phrase(c) for c in child.children if c.dep_ == "pobj"), ())
    return ()


def cue_group(verb: Token) -> tuple[int, ...]:
    """The verb with what stands before it unbroken: "has repeatedly denied", "kept insisting", "declined to say"."""
    first = verb
    while first.i and _belongs(verb.doc[first.i - 1], verb):
        first = verb.doc[first.i - 1]
    last = verb.i
    if last + 1 < len(verb.doc) and verb.doc[last + 1].dep_ == "prt" and verb.doc[last + 1].head == verb:
        last += 1
    return tuple(range(first.i, last + 1))


def _belongs(token: Token, verb: Token) -> bool:
    heads = {verb.i, verb.head.i} if _carried_on(verb) else {verb.i}
    if _carried_on(verb) and token == verb.head:
        return True
    return token.head.i in heads and (token.dep_ in ("aux", "auxpass", "neg") or token.tag_ == "RB")


def _without_complement(verb: Token, source: tuple[int, ...]) -> Iterator[Embedded]:
    """ "…, the maker claims, …", "as the maker claims", "denied the claim that", "called it “a toy”"."""
    word = verb.text.lower()
    yield from _response(verb, source)
    if word in cues.LABELLING and verb.doc[source[0]].text.lower() != "you":
        yield from _label(verb, source)
    rate = cues.lexicon().rate("verbs", word, FINITE)
    if rate is None or _hedge(verb, source):
        return
    if any(c.dep_ == "mark" and c.text.lower() == "as" for c in verb.children):
        first = next(iter(verb.subtree))
        meanwhile = any(c.dep_ in ("prep", "dobj") for c in verb.children) or first.text.lower() == "even"
        if verb.doc[source[0]].text.lower() not in FIRST_OR_SECOND and not meanwhile:
            yield _beside(verb, source, cues.AS)
    elif is_aside(verb):
        yield _beside(verb, source, cues.ASIDE)


def is_aside(verb: Token) -> bool:
    """A verb with its own subject and nothing else, set off from the clause that it hangs on."""
    if verb.dep_ not in ("parataxis", "ccomp", "advcl", "dep", "conj") or verb.head == verb:
        return False
    own = list(verb.subtree)
    before, after = own[0].i - 1, own[-1].i + 1
    marks = ",—–-”\"'’"
    edges = [i for i in (before, after) if 0 <= i < len(verb.doc)]
    bare = verb.tag_ in FINITE_TAGS and not any(
        c.dep_ in ("mark", "dobj", "xcomp", "cc") or c.text.lower() == "about" for c in verb.children
    )
    set_off = own[0].text in marks or own[-1].text in marks or any(verb.doc[i].text in marks for i in edges)
    return bare and set_off and verb.head.tag_[:2] in ("VB", "MD")


def _beside(verb: Token, source: tuple[int, ...], kind: str) -> Embedded:
    content = without_mark(verb.doc, within(clause_head(verb.head), without=[verb]))
    return Embedded(verb.i, source, cue_group(verb), content, kind, cues.CONSTRUCTIONS[kind])


def without_mark(doc: Doc, content: Iterable[int]) -> tuple[int, ...]:
    """``content`` less the "that" that opens it."""
    kept = tuple(content)
    return kept[1:] if kept and doc[kept[0]].text.lower() == "that" and doc[kept[0]].dep_ == "mark" else kept


def _response(verb: Token, source: tuple[int, ...]) -> Iterator[Embedded]:
    if verb.text.lower() not in cues.RESPONDING:
        return
    for child in verb.children:
        if child.dep_ == "dobj" and any(_nominal(child)):
            rate = cues.CONSTRUCTIONS[cues.RESPONSE]
            yield Embedded(verb.i, source, cue_group(verb), within(child), cues.RESPONSE, rate)


def _label(verb: Token, source: tuple[int, ...]) -> Iterator[Embedded]:
    content = [i for c in verb.children if c.i > verb.i and c.dep_ not in ("punct", "cc", "conj") for i in within(c)]
    marks = [i for i in content if verb.doc[i].text in QUOTATION_MARKS]
    if marks:
        content = [i for i in content if i <= marks[-1] or len(marks) == 1]  # what follows the quotation is not in it
        yield Embedded(
            verb.i, source, cue_group(verb), tuple(sorted(content)), cues.LABEL, cues.CONSTRUCTIONS[cues.LABEL]
        )


def _nominal(noun: Token) -> Iterator[tuple[Token, float]]:
    for _, clause in complements(noun):
        rate = cues.lexicon().rate("nouns", noun.text, NOMINAL)
        if rate is not None:
            yield clause, rate


def _noun(noun: Token) -> Iterator[Embedded]:
    if any(c.text.lower() in NEGATIVE_SUBJECTS for c in noun.children if c.dep_ == "det"):
        return
    for clause, rate in _nominal(noun):
        source = _noun_source(noun)
        if source or cues.lexicon().lemma("nouns", noun.text) not in cues.ATTITUDES:
            yield Embedded(noun.i, source, (noun.i,), within(clause, without=_called(noun, clause)), NOMINAL, rate)


def _called(noun: Token, clause: Token) -> list[Token]:
    """Of "called the charge that she sold the pier a lie" the "lie", which parsers hang on the clause before it: what
    ends the clause, in quotation marks or as an object too many."""
    if noun.dep_ != "dobj" or noun.head.text.lower() not in cues.LABELLING:
        return []
    named = [t for t in clause.subtree if t.dep_ in ("dobj", "oprd", "attr") and t.head.i < t.i > clause.i]
    last = max(named, key=lambda t: t.i, default=None)
    if last is None or any(t.i > last.right_edge.i and t.dep_ != "punct" for t in clause.subtree):
        return []
    objects = [c for c in last.head.children if c.dep_ in ("dobj", "dative", "oprd", "attr")]
    is_quoted = any(t.text in QUOTATION_MARKS for t in last.subtree)
    return [last] if is_quoted or len(objects) > 1 else []


def _noun_source(noun: Token) -> tuple[int, ...]:
    for child in noun.children:
        if child.dep_ == "poss":
            return tuple(i for i in noun_phrase(child) if noun.doc[i].tag_ != "POS")
    for child in noun.children:
        if child.dep_ in ("prep", "agent") and child.text.lower() in ("by", "from"):
            return next((noun_phrase(c) for c in child.children if c.dep_ == "pobj"), ())
    if noun.dep_ == "dobj" and noun.head.text.lower() in cues.MAKING:
        return subject_of(noun.head)
    return ()


def _view(noun: Token) -> Iterator[Embedded]:
    preposition = noun.head
    if noun.text.lower() not in cues.VIEWS or preposition.text.lower() not in ("in", "by"):
        return
    owner = next((c for c in noun.children if c.dep_ == "poss"), None)
    host = clause_head(preposition.head)
    if owner is None or owner.text.lower() in ("my", "our"):
        return
    source = tuple(i for i in noun_phrase(owner) if noun.doc[i].tag_ != "POS")
    content = without_mark(noun.doc, within(host, without=[preposition]))
    cue = tuple(sorted({preposition.i, noun.i}))
    yield Embedded(noun.i, source, cue, content, cues.VIEW, cues.CONSTRUCTIONS[cues.VIEW])


def _according(token: Token) -> Iterator[Embedded]:
    to = next((c for c in token.children if c.text.lower() == "to"), None)
    named = next((c for c in to.children if c.dep_ == "pobj"), None) if to is not None else None
    if to is None or named is None:
        return
    content = without_mark(token.doc, within(clause_head(token.head), without=[token]))
    cue = (token.i, to.i)
    yield Embedded(token.i, noun_phrase(named), cue, content, cues.ACCORDING, cues.CONSTRUCTIONS[cues.ACCORDING])
