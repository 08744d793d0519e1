"""What the words of a cue say of the act, and whether they are negated."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from onrecord.attribution.acts.words import act_words, like_verbs, plain
from onrecord.model import Act

NEGATIONS = frozenset({"not", "n't", "never", "no", "nor", "neither", "without", "hardly", "cannot"})
LONGEST_GAP = 2
"""Words that may stand inside a phrase: "hit right back", "shot the idea down"."""
SHORT_CUE = 2
"""In a cue this short, a word that the tagger takes for a noun may be the verb of a headline."""


@dataclass(frozen=True, slots=True)
class Reading:
    """``words`` show ``act``; the first of them is the verb or noun. ``negated``: "did not warn"; ``guessed``: the
    verb is not listed, but near to some that are."""

    act: Act
    words: tuple[Token, ...]
    negated: bool = False
    guessed: bool = False

    @property
    def head(self) -> Token:
        return self.words[0]

    def is_kind(self, kind: str) -> bool:
        return plain(self.head.text) in act_words().kinds[kind]


def readings(cue: Sequence[Token]) -> Iterator[Reading]:
    """Every word or phrase of ``cue`` that shows an act, in order; phrases may end behind it ("called | for")."""
    covered: set[int] = set()
    for token in cue:
        if token.i in covered:
            continue
        found = _phrase(token) or _hyphened(token) or _word(token, len(cue))
        if found is not None:
            covered |= {t.i for t in found.words}
            yield replace(found, negated=_negated(found.head, cue))


def _phrase(token: Token) -> Reading | None:
    for rest, act in act_words().phrases.get(plain(token.text), ()):
        words = _rest_of_phrase(token.doc, token.i + 1, rest)
        if words is not None and (token.tag_[:2] in ("VB", "MD", "DT", "RB") or token.i == 0 or token.is_title):
            return Reading(act, (token, *words))
    return None


def _rest_of_phrase(doc: Doc, start: int, rest: Sequence[str]) -> tuple[Token, ...] | None:
    """The words of ``rest`` in order from ``start``, a few others between the first word and them."""
    for begin in range(start, start + 1 + LONGEST_GAP):
        words = tuple(doc[begin : begin + len(rest)])
        if len(words) == len(rest) and all(plain(w.text) == r for w, r in zip(words, rest, strict=True)):
            return words
        if begin < len(doc) and (doc[begin].is_punct or doc[begin].tag_[:2] in ("IN", "TO")):
            return None
    return None


def _hyphened(token: Token) -> Reading | None:
    """ "pooh-poohed", which is three tokens."""
    parts = tuple(token.doc[token.i : token.i + 3])
    act = act_words().verbs.get("".join(plain(t.text) for t in parts)) if "-" in (t.text for t in parts[1:]) else None
    return Reading(act, parts) if act is not None else None


def _word(token: Token, length: int) -> Reading | None:
    words, form = act_words(), plain(token.text)
    if token.dep_ in ("aux", "auxpass") and length > 1:
        return None
    if token.tag_.startswith("VB") or (length <= SHORT_CUE and form not in words.nouns):
        return _verb(token, form)
    if token.tag_[:2] in ("NN", "JJ") and form in words.nouns:
        return Reading(words.nouns[form], (token,))
    return None


def _verb(token: Token, form: str) -> Reading | None:
    words = act_words()
    if form in words.kinds["refusing"]:
        return Reading(Act.DECLINES, (token,))
    if form in words.verbs:
        return Reading(words.verbs[form], (token,))
    if form in words.kinds["labelling"]:
        return Reading(Act.SAYS, (token,))
    if form in words.kinds["light"] | words.kinds["going_on"] | words.kinds["failing"]:
        return None
    if not token.tag_.startswith("VB") or token.dep_ == "amod" or form in words.kinds["doing"]:
        return None
    near = like_verbs().nearest(token.vocab, form)
    return Reading(Act(near), (token,), guessed=True) if near is not None else None


def _negated(head: Token, cue: Sequence[Token]) -> bool:
    before = [t for t in cue if t.i < head.i]
    if any(plain(t.text) in NEGATIONS or plain(t.text) in act_words().kinds["failing"] for t in before):
        return True
    own = [c for c in head.children if c.dep_ == "neg" or (c.dep_ == "det" and plain(c.text) == "no")]
    return any(c.i < head.i for c in own)
