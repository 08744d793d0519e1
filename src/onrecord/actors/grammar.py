"""What the parse tells of a noun or pronoun: what a relative clause hangs on, what "and" joins, an empty "it"."""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from onrecord.actors.words import words

MOST_JOINED = 12
"""Nouns in a row that are taken for one group; lists are longer."""
NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})


def is_pleonastic(it: Token) -> bool:
    """ "it is clear that", "it seems", "it rained", "it took them a year to": an "it" that stands for nothing."""
    table = words()
    verb = it.head
    if it.dep_ not in ("nsubj", "nsubjpass", "expl", "dobj"):
        return False
    clausal = any(c.dep_ in ("ccomp", "xcomp", "advcl", "csubj", "acl", "relcl") and c.i > it.i for c in verb.children)
    if it.dep_ == "dobj":
        return False
    if verb.lower_ in table["pleonastic_verbs"]:
        return clausal or verb.lower_[:4] in ("rain", "snow")
    complements = [c for c in verb.children if c.dep_ in ("acomp", "attr") and c.i > verb.i]
    if any(c.lower_ in table["pleonastic_adjectives"] for c in complements):
        return clausal or any(
            g.dep_ in ("ccomp", "xcomp", "acl", "relcl", "advcl") for c in complements for g in c.children
        )
    if any(c.dep_ == "relcl" or g.dep_ == "relcl" for c in complements for g in (c, *c.children)) and verb.lower_ in (
        "is", "was", "'s", "’s",
    ):  # fmt: skip
        return True
    return it.dep_ == "nsubjpass" and any(c.dep_ in ("ccomp", "csubj") for c in verb.children)


def antecedent_of_relative(token: Token) -> Token | None:
    """The noun that a relative clause with "who", "which" or "that" hangs on: of names joined by "and" the nearest."""
    clause = token
    for _ in range(6):
        if clause.dep_ == "relcl":
            return _nearest_name(clause.head, token) if token.lower_ == "who" and clause.tag_ != "VBP" else clause.head
        if clause.head.i == clause.i or clause.dep_ == "ccomp":
            return None
        clause = clause.head
    return None


def _nearest_name(noun: Token, token: Token) -> Token:
    joined = [t for t in named_together(noun.doc, noun.i) if t.i < token.i and t.tag_ == "NNP"]
    return joined[-1] if joined and noun.tag_ == "NNP" else noun


def named_together(doc: Doc, head: int) -> Iterator[Token]:
    """Nouns joined to ``head`` by "and" or a comma."""
    stack = [doc[head]]
    while stack:
        for child in stack.pop().children:
            if child.dep_ == "conj" and child.tag_ in (*NOUNS, "PRP"):
                yield child
                stack.append(child)


def first_joined(conjunction: Token) -> Token:
    """The first of the nouns that an "and" joins; of very many, one further on."""
    token = conjunction.head
    for _ in range(MOST_JOINED):
        if token.dep_ != "conj" or token.head.i >= token.i:
            break
        token = token.head
    return token
