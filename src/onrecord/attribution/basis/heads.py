"""The word of a source that says who or what it is."""

from collections.abc import Iterable, Sequence

from spacy.tokens import Doc, Token

from onrecord.attribution.basis.words import source_words
from onrecord.attribution.nested.subjects import DEEPEST
from onrecord.model import Span

RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
_NOT_HEADS = frozenset({"punct", "det", "cc", "case", "mark", "advmod", "neg", "aux", "predet", "preconj"})
_NOMINAL = ("NN", "PRP", "CD", "DT", "WP", "WDT", "JJ")


def words_of(tokens: Doc, spans: Iterable[Span]) -> list[Token]:
    """The tokens under ``spans``, in order."""
    found = (tokens.char_span(s.start, s.end, alignment_mode="expand") for s in spans)
    return [t for words in found if words is not None for t in words]


def head_of(words: Sequence[Token]) -> Token | None:
    """The noun or pronoun of ``words`` that the others hang on, the first where several could be; None where there is
    none, as in a source that is only punctuation."""
    inside = {t.i for t in words}
    tops = [t for t in words if t.head.i not in inside or t.head == t]
    nominal = [t for t in tops if t.tag_.startswith(_NOMINAL) and t.dep_ not in _NOT_HEADS]
    below = [t for t in words if t.tag_.startswith(_NOMINAL) and t.dep_ not in _NOT_HEADS]
    anything = [t for t in words if not t.is_punct and not t.is_space]
    return next(iter([*nominal, *below, *anything]), None)


def counted(head: Token) -> Token:
    """ "a number of tax experts": the experts."""
    for _ in range(DEEPEST):
        if source_words().kind(head.text) != "quantity" and not (
            head.tag_ in ("DT", "JJ", "CD", "NN", "NNS", "PDT") and _vague(head)
        ):
            break
        of = next((c for c in head.children if c.dep_ == "prep" and c.lower_ in ("of", "in") and c.i > head.i), None)
        below = next((c for c in of.children if c.dep_ == "pobj"), None) if of is not None else None
        if below is None:
            break
        head = below
    return head


def _vague(head: Token) -> bool:
    return head.lower_ in ("many", "some", "most", "few", "several", "all", "both", "each", "others", "any")


def joined(head: Token, inside: set[int]) -> list[Token]:
    """``head`` and what is joined to it by "and" or a comma inside the source."""
    return [head, *(t for t in head.conjuncts if t.i in inside and t.tag_.startswith(("NN", "PRP")))]


def relative(pronoun: Token) -> Token | None:
    """The noun that "who" or "which" stands for."""
    verb = pronoun.head
    for _ in range(DEEPEST):
        if verb.dep_ in ("relcl", "acl") and verb.head != verb:
            return verb.head
        if verb.head == verb:
            break
        verb = verb.head
    before = [t for t in pronoun.sent if t.i < pronoun.i and t.tag_.startswith("NN")]
    return before[-1] if before else None


def is_plural(head: Token) -> bool:
    if head.tag_ in ("NNS", "NNPS"):
        return True
    return any(c.dep_ == "nummod" and c.lower_ not in ("one", "1") for c in head.children)


def article(head: Token) -> str:
    """ "definite", "indefinite", "own" (whose it is, is said) or "bare"."""
    for child in head.children:
        if child.i >= head.i:
            continue
        if child.dep_ == "poss":
            return "own"
        if child.lower_ in ("the", "this", "that", "these", "those"):
            return "definite"
        if child.lower_ in ("a", "an", "another", "one", "some", "any", "every", "1"):
            return "indefinite"
    return "bare"


def span_of(words: Sequence[Token]) -> Span:
    """From the first to the last of ``words``."""
    return Span(min(t.idx for t in words), max(t.idx + len(t) for t in words))
