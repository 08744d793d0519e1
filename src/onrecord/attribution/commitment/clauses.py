"""What a clause itself says of its verb: negation, modals, adverbs, tense, conditions, questions, commands."""

from collections.abc import Iterator

from spacy.tokens import Token

from onrecord.attribution.commitment.reading import Reading
from onrecord.attribution.nested.complements import SUBJECTS, has_subject, has_to
from onrecord.model import Certainty, Status

NEGATIONS = frozenset({"not", "n't", "nt", "never", "nor", "neither"})
NO_ONE = frozenset({"nobody", "none", "nothing", "neither", "noone", "nowhere"})
NO = frozenset({"no", "neither", "zero"})
_ALMOST = frozenset({"almost", "nearly"})
_HARDLY = frozenset({"hardly", "barely", "scarcely", "rarely", "seldom"})
_FULLY = frozenset({"necessarily", "certain", "certainly", "always", "entirely"})
_PROBABLY = frozenset({"probably", "likely", "presumably", "apparently", "seemingly"})
_POSSIBLY = frozenset(
    {"possibly", "perhaps", "maybe", "reportedly", "allegedly", "supposedly", "purportedly", "ostensibly", "arguably"}
    | {"conceivably", "potentially"}
)
_OFTEN = frozenset({"often", "always", "usually", "sometimes", "regularly", "frequently", "routinely"})
_LIKING = frozenset({"like", "love", "prefer"})
_CONDITIONS = frozenset({"if", "unless", "provided", "providing", "assuming", "supposing", "lest"})
_NO_CONDITION = frozenset({"even", "as"})
FIRST = frozenset({"i", "we"})
_THEMSELVES = frozenset({"he", "she", "they"})
_SHORT = {"'ll": "will", "wo": "will", "sha": "shall", "ca": "can", "'ve": "have", "ll": "will"}
_MAY = frozenset({"may", "might", "could", "can"})
_OUGHT = frozenset({"should", "must", "ought", "need", "shall"})
_IMAGINED = frozenset({"such", "any"})


def word(token: Token) -> str:
    return token.text.lower().replace("’", "'")


def read_clause(reading: Reading, verb: Token, *, reported: bool, subject: Token | None = None) -> Reading:
    """``reading`` with all that the clause of ``verb`` adds. ``reported``: a past cue shifts its tenses back.

    ``subject`` is that of the clause above, for an infinitive without its own.
    """
    made = _asked(_supposed(reading.at(verb), verb), verb)
    made = _negated(_hedged(made, verb), verb)
    return _modal(made, verb, reported=reported, subject=subject)


def helpers(verb: Token) -> list[Token]:
    return [c for c in verb.children if c.dep_ in ("aux", "auxpass") and (c.i < verb.i or c.tag_ != "TO")]


def subject_of_clause(verb: Token) -> Token | None:
    return next((c for c in verb.children if c.dep_ in SUBJECTS and c.dep_ != "expl"), None)


def negations(verb: Token) -> Iterator[Token]:
    """The words of the clause that negate its verb: "not", "no crew", "nobody", "no proof"."""
    for child in verb.children:
        text = word(child)
        if child.dep_ == "neg" or (text in NEGATIONS and child.dep_ in ("advmod", "cc", "preconj", "dep")):
            if not _only(child):
                yield child
        elif text == "longer" and any(word(c) == "no" for c in child.children):
            yield next(c for c in child.children if word(c) == "no")
        elif child.dep_ in ("nsubj", "nsubjpass", "dobj", "attr", "expl"):
            yield from _none_of(child)
        elif child.dep_ in ("aux", "auxpass"):
            yield from (c for c in child.children if c.dep_ == "neg")


def _only(negation: Token) -> bool:
    after = negation.nbor() if negation.i + 1 < len(negation.doc) else negation
    return word(after) in ("only", "just", "merely", "least")


def _none_of(noun: Token) -> Iterator[Token]:
    if word(noun) in NO_ONE:
        yield noun
    yield from (c for c in noun.children if word(c) in NO and c.dep_ in ("det", "neg", "preconj"))
    one = next((c for c in noun.children if word(c) in ("one", "single") and c.dep_ in ("nummod", "amod")), None)
    yield from (c for c in (one.children if one is not None else ()) if c.dep_ == "neg")


def _negated(reading: Reading, verb: Token) -> Reading:
    for negation in negations(verb):
        reading = reading.flipped(negation.i)
        following = [word(t) for t in verb.doc[negation.i + 1 : negation.i + 2]]
        if following and following[0] in _FULLY and negation.dep_ == "neg":
            reading = reading.capped(Certainty.POSSIBLE, negation.i, negation.i + 1)
    return reading


def _hedged(reading: Reading, verb: Token) -> Reading:
    for child in _adverbs(verb):
        text = word(child)
        if text in _ALMOST and verb.tag_ in ("VBD", "VBN") and child.head == verb:
            reading = reading.flipped(child.i)
        elif text in _HARDLY:
            reading = reading.flipped(child.i).capped(Certainty.PROBABLE, child.i)
        elif text in _PROBABLY and child.dep_ != "acomp":
            reading = reading.capped(Certainty.PROBABLE, child.i)
        elif text in _POSSIBLY:
            reading = reading.capped(Certainty.POSSIBLE, child.i)
    return reading


def _adverbs(verb: Token) -> Iterator[Token]:
    """Those of the verb, of its helpers, and of a short complement of "be"."""
    for child in verb.children:
        if child.tag_.startswith(("RB", "UH", "JJ")) and child.dep_ != "acomp":
            yield child
        elif child.dep_ in ("aux", "auxpass", "attr", "acomp", "prep"):
            yield from (c for c in child.children if c.tag_.startswith("RB") and word(c) not in _ALMOST)


def _supposed(reading: Reading, verb: Token) -> Reading:
    """A condition on the verb; a demand stays one under a condition."""
    words = list(_conditions(verb))
    return reading.open(Status.CONDITIONAL, *words) if words else reading


def _conditions(verb: Token) -> Iterator[int]:
    for child in verb.children:
        if child.dep_ not in ("advcl", "prep", "mark", "ccomp", "dep"):
            continue
        opener = child if child.dep_ in ("prep", "mark") else next(iter(child.subtree))
        if child.dep_ == "mark" and opener.i < verb.i and word(opener) in _CONDITIONS and verb.dep_ != "ccomp":
            yield opener.i
        elif child.dep_ == "mark":
            continue
        elif word(opener) in _CONDITIONS and child.dep_ != "ccomp":
            yield opener.i
        elif child.dep_ == "advcl":
            yield from _conditional_clause(child, opener)


def _conditional_clause(clause: Token, opener: Token) -> Iterator[int]:
    mark = next((c for c in clause.children if c.dep_ == "mark" and word(c) in _CONDITIONS), None)
    if mark is not None:
        before = word(mark.nbor(-1)) if mark.i else ""
        if before not in _NO_CONDITION:
            yield mark.i
    elif word(opener) in ("had", "should", "were") and opener.dep_ in ("aux", "auxpass") and has_subject(clause):
        yield opener.i  # "had he signed, …"


def _asked(reading: Reading, verb: Token) -> Reading:
    mark = question_mark(verb)
    return reading if mark is None else _open_question(reading, mark)


def _open_question(reading: Reading, mark: Token) -> Reading:
    made = reading.capped(Certainty.NONE, mark.i)
    return made.standing(Status.NONE, mark.i).asking()


def question_mark(verb: Token) -> Token | None:
    """The "?" that ends the clause of ``verb``, where no clause above it does."""
    if verb.dep_ in ("advcl", "relcl", "acl", "xcomp", "csubj"):
        return None
    end = max(t.i for t in verb.subtree)
    found = next((t for t in verb.subtree if t.text.startswith("?") and t.head == verb), None)
    if found is not None:
        return found
    following = verb.doc[end + 1 : end + 2]
    return next((t for t in following if t.text.startswith("?") and t.sent == verb.sent), None)


def _modal(reading: Reading, verb: Token, *, reported: bool, subject: Token | None) -> Reading:
    auxiliaries = [*helpers(verb), *([verb] if verb.tag_ == "MD" else [])]
    texts = {_SHORT.get(word(a), word(a)): a for a in auxiliaries}
    perfect = verb.tag_ == "VBN" and bool(texts.keys() & {"have", "'ve", "of"})
    for name, auxiliary in texts.items():
        at = auxiliary.i
        if name == "will" or (
            name == "would" and reported and not perfect and not reading.asked and not _imagined(verb)
        ):
            return _future(reading, verb, at, subject, reported=reported)
        if name in ("would", "'d") and (name == "would" or verb.tag_ == "VB"):
            return _would(reading, verb, at, perfect=perfect)
        if name in _MAY:
            return _may(reading, verb, auxiliary, perfect=perfect)
        if name in _OUGHT:
            return _ought(reading, name, at, perfect=perfect)
    if _is_command(verb, auxiliaries):
        return reading.open(Status.DEMANDED, verb.i)
    if "to" in texts and perfect and reading.status is Status.PLANNED:
        reading = reading.unsettled()  # "is expected to have left"
    status = tense(verb, texts, reported=reported)
    return reading if status is None else reading.standing(status)


def _future(reading: Reading, verb: Token, at: int, subject: Token | None, *, reported: bool) -> Reading:
    """ "we will not", and "she would not" in her own report, refuse; "the bridge will not open" does not."""
    who = subject_of_clause(verb) or subject
    if reading.sign < 0 and who is not None and word(who) in (FIRST | _THEMSELVES if reported else FIRST):
        return reading.standing(Status.REFUSED, at)
    return reading.standing(Status.PLANNED, at)


def _imagined(verb: Token) -> bool:
    """ "such a sale would …", and what an "if" stands by."""
    subject = subject_of_clause(verb)
    return subject is not None and any(word(c) in _IMAGINED for c in subject.children)


def _would(reading: Reading, verb: Token, at: int, *, perfect: bool) -> Reading:
    if word(verb) in _LIKING:
        return reading  # "would like to" is a wish
    if any(word(c) in _OFTEN for c in verb.children) and not perfect:
        return reading.standing(Status.HAPPENED, at)
    return reading.open(Status.CONDITIONAL, at)


def _may(reading: Reading, verb: Token, modal: Token, *, perfect: bool) -> Reading:
    name = _SHORT.get(word(modal), word(modal))
    if reading.sign < 0 and name in ("can", "could"):
        return reading.standing(Status.NONE, modal.i)  # what cannot be is not
    made = reading.capped(Certainty.POSSIBLE, modal.i)
    if perfect:
        return made.standing(Status.HAPPENED)
    return made.standing(Status.UNDER_WAY if _progressive(verb) else Status.NONE)


def _ought(reading: Reading, name: str, at: int, *, perfect: bool) -> Reading:
    if perfect and name == "must":
        return reading.capped(Certainty.PROBABLE, at).standing(Status.HAPPENED)
    if perfect:  # "should have left": did not
        return reading.flipped(at).capped(Certainty.PROBABLE, at).standing(Status.HAPPENED)
    if name == "need" and reading.sign < 0:
        return reading.open(Status.NONE, at)
    return _demanded(reading, at)


def _demanded(reading: Reading, at: int) -> Reading:
    kept = reading if reading.status is not Status.CONDITIONAL else reading.unsettled()
    return kept.open(Status.DEMANDED, at)


def _progressive(verb: Token) -> bool:
    return verb.tag_ == "VBG" and any(word(a) in ("be", "been", "is", "are", "was", "were") for a in helpers(verb))


def _is_command(verb: Token, auxiliaries: list[Token]) -> bool:
    """ "Release the crew", "Do not believe": a bare verb without a subject that hangs on no other."""
    bare = verb.tag_ in ("VB", "VBP") and not has_subject(verb) and not has_to(verb)
    only_do = all(word(a) in ("do", "let") for a in auxiliaries)
    return bare and only_do and verb.dep_ in ("ROOT", "ccomp", "dep", "parataxis") and not _opened(verb)


def _opened(verb: Token) -> bool:
    return any(c.dep_ == "mark" for c in verb.children)


def tense(verb: Token, texts: dict[str, Token], *, reported: bool) -> Status | None:
    """None where the verb has no tense of its own, or none that tells."""
    names = texts.keys()
    if "to" in names:
        if verb.tag_ == "VBN" and "have" in names:
            return Status.HAPPENED
        return Status.UNDER_WAY if verb.tag_ == "VBG" else None
    if names & {"has", "have", "had", "'ve", "having"} or ("'s" in names and "been" in names):
        return Status.UNDER_WAY if verb.tag_ == "VBG" else Status.HAPPENED
    if names & {"is", "are", "am", "'s", "'re", "'m"}:
        return Status.UNDER_WAY
    if names & {"was", "were"}:
        return Status.UNDER_WAY if verb.tag_ == "VBG" and reported else Status.HAPPENED
    if verb.tag_ == "VBD":
        state = word(verb) in ("was", "were", "had", "lacked", "knew", "wanted", "needed", "planned", "intended")
        return Status.UNDER_WAY if reported and state else Status.HAPPENED
    if verb.tag_ in ("VBZ", "VBP"):
        return Status.UNDER_WAY
    return Status.HAPPENED if "did" in names else Status.UNDER_WAY if names & {"do", "does"} else None
