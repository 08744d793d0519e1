"""What a verb or noun takes as its complement in the parse, by kind: "said that", "promised to", "is believed to"."""

from collections.abc import Iterator

from spacy.tokens import Token

FINITE = "finite"
"""said (that) the yard would close"""
QUESTION = "question"
"""did not say whether the yard would close"""
INFINITIVE = "infinitive"
"""promised to close the yard"""
DIRECTIVE = "directive"
"""urged the owners to close the yard"""
GERUND = "gerund"
"""denied closing the yard"""
PASSIVE = "passive"
"""was told / it was reported that the yard would close"""
RAISED = "raised"
"""the yard is believed to have closed"""
NOMINAL = "nominal"
"""the claim that the yard had closed"""

QUESTION_WORDS = frozenset({"whether", "if", "what", "who", "whom", "whose", "where", "when", "why", "how", "which"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})


def complements(token: Token) -> Iterator[tuple[str, Token]]:
    """The kind and the head of each complement of ``token``, which need be no cue."""
    if token.tag_.startswith("NN"):
        yield from ((NOMINAL, c) for c in token.children if _that_clause(c))
    elif token.tag_.startswith("VB"):
        for child in token.children:
            kind = _kind(token, child)
            if kind is not None:
                yield kind, child


def _that_clause(child: Token) -> bool:
    """ "the claim that he slept", but not "the claim that he made": there "that" is an object."""
    if child.dep_ not in ("acl", "ccomp", "relcl"):
        return False
    return any(c.text.lower() == "that" and c.dep_ == "mark" for c in child.children)


def _kind(verb: Token, child: Token) -> str | None:
    if child.dep_ not in ("ccomp", "xcomp"):
        return None
    passive = is_passive(verb)
    if has_to(child):
        if passive:
            return RAISED
        owned = has_subject(child) or any(c.dep_ in ("dobj", "dative") and c.i < child.i for c in verb.children)
        return DIRECTIVE if owned else INFINITIVE
    if child.dep_ == "xcomp" and child.tag_ == "VBG" and not has_subject(child):
        return GERUND
    if child.dep_ == "ccomp" and not has_subject(child) and child.tag_ == "VBG":
        return GERUND
    if child.dep_ == "ccomp":
        if passive:
            return PASSIVE
        return QUESTION if is_question(child) else FINITE
    return None


def is_passive(verb: Token) -> bool:
    return any(c.dep_ == "auxpass" for c in verb.children)


def has_to(verb: Token) -> bool:
    return any(c.tag_ == "TO" for c in verb.children)


def has_subject(verb: Token) -> bool:
    return any(c.dep_ in SUBJECTS for c in verb.children)


def is_question(clause: Token) -> bool:
    """A clause that a question word opens, as after "did not say"."""
    first = next(iter(clause.subtree))
    return first.text.lower() in QUESTION_WORDS and first.i < clause.i
