"""What in a parse shows the writer speaking of what they think, hear or know: "I think", "in my view", "to my mind".

Tokens are named by their index in the Doc, as in :mod:`onrecord.attribution.nested.embedded`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from onrecord.attribution.nested import cues
from onrecord.attribution.nested.complements import FINITE, QUESTION, complements, is_passive
from onrecord.attribution.nested.embedded import agent, cue_group, is_aside, is_asked, negated, without_mark
from onrecord.attribution.nested.subjects import clause_head, within

WRITER = frozenset({"i", "we"})
OWNER = frozenset({"my", "our"})
OBJECT = frozenset({"me", "us"})
FIRST = WRITER | OWNER | OBJECT | {"myself", "ourselves", "mine", "ours"}


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


OPINION = _words(
    "think thinks thought believe believed suspect suspected guess guessed suppose supposed reckon reckoned assume "
    "assumed presume presumed imagine imagined doubt doubted fear feared hope hoped expect expected bet wager feel "
    "felt find found gather gathered conclude concluded predict predicted trust maintain maintained consider "
    "considered understand understood estimate estimated submit submitted contend propose venture figure "
    "figured know knew"
)
HEARSAY = _words("hear heard read learn learned learnt")
SAYING = _words(
    "say said argue argued write wrote warn warned insist insisted claim claimed note noted admit admitted repeat "
    "repeated add added suggest suggested concede conceded confess promise promised tell told mention mentioned"
)
WITNESS = _words("see seen saw notice noticed remember remembered recall recalled")
"""What one saw or remembers is on one's own word; "I see that you ..." is small talk, so the present does not count."""
MILD = _words("would 'd ’d can could must will 'll ’ll have had do did does am 'm ’m 've ’ve")
"""Helpers that leave a word given: "I would say"; "may", "might" and "should" do not."""
CERTAIN = _words(
    "sure certain convinced confident positive afraid persuaded aware adamant doubtful sceptical skeptical satisfied"
)
THOUGHTS = _words(
    "view opinion guess belief hunch impression suspicion understanding fear feeling sense hope conclusion bet "
    "reading interpretation point argument contention theory assumption judgment judgement prediction worry"
)
VIEWS = _words("view opinion judgment judgement mind experience estimation reckoning eyes book knowledge count eye ear")
VIEW_PREPOSITIONS = _words("in to by from for")
SEEMING = _words("seem seems seemed appear appears appeared sound sounds looks look looked strikes struck occurs")
FAR = _words("see tell know understand judge remember aware concerned recall gather")
_LONGEST_FRAME = 8


@dataclass(frozen=True, slots=True)
class OwnWords:
    """Token indices of each role; ``trigger`` is the cue's main word. ``source`` is the writer's pronoun, or who told
    the writer, or nobody."""

    trigger: int
    source: tuple[int, ...]
    cue: tuple[int, ...]
    content: tuple[int, ...]


def own_words(token: Token) -> Iterator[OwnWords]:
    """What begins at the pronoun ``token``."""
    word = token.lower_
    if word in WRITER and token.dep_ in ("nsubj", "nsubjpass"):
        yield from _frame(token)
        yield from _subject(token)
    elif word in WRITER | OBJECT:
        yield from _frame(token)
        yield from _object(token)
    elif word in OWNER and token.dep_ == "poss":
        yield from _owner(token)


def _subject(pronoun: Token) -> Iterator[OwnWords]:
    verb = pronoun.head
    if not _given(verb):
        return
    if is_passive(verb):
        yield from _told(verb)
        yield from _certain(pronoun, verb, verb)
        return
    for adjective in verb.children:
        if adjective.dep_ == "acomp":
            yield from _certain(pronoun, verb, adjective)
    if _thinks(verb):
        yield from _thought(pronoun, verb)


def _thought(pronoun: Token, verb: Token) -> Iterator[OwnWords]:
    for kind, complement in complements(verb):
        if complement.i < verb.i and is_aside(verb):
            continue
        if kind == FINITE or (kind == QUESTION and negated(verb)):
            yield OwnWords(verb.i, (pronoun.i,), cue_group(verb), within(complement, without=[verb]))
            return
    if verb.lower_ in HEARSAY:
        yield from _from_somebody(pronoun, verb)
    if is_aside(verb) and not negated(verb):
        content = without_mark(verb.doc, within(clause_head(verb.head), without=[verb]))
        yield OwnWords(verb.i, (pronoun.i,), cue_group(verb), content)


def _from_somebody(pronoun: Token, verb: Token) -> Iterator[OwnWords]:
    """ "I heard from two clerks that it had burned": the parser takes the clause for one about the clerks."""
    for preposition in (c for c in verb.children if c.dep_ == "prep" and c.i > verb.i):
        for noun in (c for c in preposition.children if c.dep_ == "pobj"):
            clause = next((c for c in noun.children if c.dep_ in ("relcl", "acl") and _told_whole(c)), None)
            if clause is not None:
                yield OwnWords(verb.i, (pronoun.i,), cue_group(verb), within(clause))
                return


def _told_whole(clause: Token) -> bool:
    """A clause that "that" opens and that lacks nothing: it has a subject of its own."""
    opening = next(iter(clause.subtree))
    subjects = [c for c in clause.children if c.dep_ in ("nsubj", "nsubjpass", "expl")]
    marks = opening.lower_ == "that" and (opening.dep_ == "mark" or opening.tag_ == "IN")
    return marks and any(c.i > opening.i for c in subjects)


def _given(verb: Token) -> bool:
    """Whether the words are said and not only supposed, asked or ordered."""
    if not verb.tag_.startswith("VB"):
        return False
    helpers = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    supposed = any(c.dep_ in ("mark", "advmod") and c.lower_ in ("if", "unless", "whether", "how", "why", "what")
                   for c in verb.children if c.i < verb.i)  # fmt: skip
    to = any(c.tag_ == "TO" for c in verb.children)
    return not (supposed or to or is_asked(verb) or helpers & (cues.MODALS - MILD))


def _thinks(verb: Token) -> bool:
    word = verb.lower_
    if word in WITNESS:
        return word not in ("see", "notice") or negated(verb) or any(c.dep_ == "aux" for c in verb.children)
    return word in OPINION | HEARSAY | SAYING


def _told(verb: Token) -> Iterator[OwnWords]:
    """ "I am told that": whoever told is the source, nobody where nobody is named."""
    if verb.lower_ not in ("told", "informed", "assured", "advised", "warned") or negated(verb):
        return
    by = agent(verb)
    for _, complement in complements(verb):
        if complement.dep_ == "ccomp":
            yield OwnWords(verb.i, by, cue_group(verb), within(complement, without=[verb]))


def _certain(pronoun: Token, verb: Token, word: Token) -> Iterator[OwnWords]:
    """ "I am convinced that", "we are not sure whether"."""
    if word.lower_ not in CERTAIN:
        return
    clauses = [
        c for head in {word, verb} for c in head.children if c.dep_ in ("ccomp", "xcomp", "advcl") and c.i > word.i
    ]
    for clause in sorted(clauses, key=lambda c: c.i):
        if not any(c.tag_ == "TO" for c in clause.children):
            cue = tuple(i for i in range(_first(verb), word.i + 1) if i != pronoun.i)
            yield OwnWords(word.i, (pronoun.i,), cue, within(clause, without=[word, verb]))
            return


def _first(verb: Token) -> int:
    return cue_group(verb)[0]


def _owner(pronoun: Token) -> Iterator[OwnWords]:
    noun = pronoun.head
    word = noun.lower_.removesuffix("s") if noun.tag_ == "NNS" else noun.lower_
    if noun.dep_ == "pobj" and (noun.lower_ in VIEWS or word in VIEWS):
        preposition = noun.head
        if preposition.lower_ not in VIEW_PREPOSITIONS or preposition.head == preposition:
            return
        host = clause_head(preposition.head)
        content = without_mark(noun.doc, within(host, without=[preposition]))
        yield OwnWords(noun.i, (pronoun.i,), (preposition.i, noun.i), content)
    elif (
        noun.dep_ in ("nsubj", "nsubjpass")
        and word in THOUGHTS
        and noun.head.lower_ in ("is", "was", "remains", "’s", "'s")
    ):
        be = noun.head
        clause = next(
            (c for c in be.children if c.dep_ in ("ccomp", "attr", "advcl") and c.i > be.i and _is_clause(c)), None
        )
        if clause is not None and not is_asked(be):
            yield OwnWords(noun.i, (pronoun.i,), tuple(range(noun.i, be.i + 1)), within(clause))


def _is_clause(token: Token) -> bool:
    return token.dep_ != "attr" and any(c.dep_ in ("nsubj", "nsubjpass", "expl", "csubj") for c in token.children)


def _object(pronoun: Token) -> Iterator[OwnWords]:
    """ "it seems to me that"."""
    if pronoun.dep_ == "pobj" and pronoun.head.lower_ == "to":
        preposition = pronoun.head
        verb = preposition.head
        clause = next((c for c in verb.children if c.dep_ == "ccomp" and c.i > pronoun.i), None)
        if verb.lower_ in SEEMING and clause is not None and not negated(verb):
            cue = tuple(sorted({*cue_group(verb), preposition.i}))
            yield OwnWords(verb.i, (pronoun.i,), cue, within(clause, without=[verb]))


def _frame(pronoun: Token) -> Iterator[OwnWords]:
    """ "as far as I know", "if you ask me": fixed words, which a parse reads in many ways."""
    found = _as_far_as(pronoun) or _if_you_ask(pronoun)
    if found is None:
        return
    start, end = found
    sentence = pronoun.sent
    content = [t.i for t in sentence if not start <= t.i < end]
    before = [i for i in content if i < start]
    after = _clause_after(pronoun.doc[end : sentence.end])
    rest = after if after and not _has_verb(pronoun.doc[i] for i in before) else before
    if rest:
        cue = tuple(i for i in range(start, end) if i != pronoun.i)
        yield OwnWords(end - 1, (pronoun.i,), cue, tuple(rest))


def _clause_after(tokens: Iterable[Token]) -> list[int]:
    return [t.i for t in tokens if not t.is_space]


def _has_verb(tokens: Iterable[Token]) -> bool:
    return any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in tokens)


def _as_far_as(pronoun: Token) -> tuple[int, int] | None:
    doc, i = pronoun.doc, pronoun.i
    opening = [t.lower_ for t in doc[max(0, i - 3) : i]]
    if opening not in (["as", "far", "as"], ["so", "far", "as"]):
        return None
    for token in doc[i + 1 : i + _LONGEST_FRAME]:
        if token.lower_ in FAR:
            return i - 3, token.i + 1
        if token.is_punct or token.is_space:
            return None
    return None


def _if_you_ask(pronoun: Token) -> tuple[int, int] | None:
    i = pronoun.i
    opening = [t.lower_ for t in pronoun.doc[max(0, i - 3) : i]]
    return (i - 3, i + 1) if opening == ["if", "you", "ask"] else None


def writers_pronoun(source: str) -> str:
    """The pronoun of a source that is nobody but the writer ("I", "my view"); "" for every other source."""
    first, *rest = source.split() or [""]
    if first.lower() in FIRST and not rest:
        return first
    owned = first.lower() in OWNER and len(rest) == 1 and rest[0].lower() in VIEWS | THOUGHTS
    return first if owned else ""
