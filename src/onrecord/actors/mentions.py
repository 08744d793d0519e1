"""Mentions: every pronoun and noun phrase of a parse, with what its own words tell of number, sex and kind."""

from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from spacy.tokens import Doc, Token

from onrecord.actors.gazetteer import place
from onrecord.actors.given import sex_by_name
from onrecord.actors.grammar import (
    MOST_JOINED,
    NOUNS,
    antecedent_of_relative,
    first_joined,
    is_pleonastic,
    named_together,
)
from onrecord.actors.words import is_honorific, noun_kind, sex_of, singular


class Sort(StrEnum):
    PRONOUN = "pronoun"
    NAME = "name"
    DEFINITE = "definite"
    INDEFINITE = "indefinite"
    JOINED = "joined"
    """Several named together ("Venn and the mayor"); its head is the "and"."""


@dataclass(frozen=True, slots=True)
class Pronoun:
    """``person`` 1 to 3, ``number`` "s", "p" or "", ``sex`` "m", "f", "n" (a thing) or ""."""

    family: str
    person: int
    number: str
    sex: str


def _family(forms: str, person: int, number: str, sex: str) -> dict[str, Pronoun]:
    first, *_ = forms.split()
    return {form: Pronoun(first, person, number, sex) for form in forms.split()}


PRONOUNS = {
    **_family("he him his himself", 3, "s", "m"),
    **_family("she her hers herself", 3, "s", "f"),
    **_family("it its itself", 3, "s", "n"),
    **_family("they them their theirs themselves themself 'em", 3, "p", ""),
    **_family("i me my mine myself", 1, "s", ""),
    **_family("we us our ours ourselves", 1, "p", ""),
    **_family("you your yours yourself yourselves", 2, "", ""),
}
RELATIVES = frozenset({"who", "which", "that", "whom", "whose"})
DEFINITES = frozenset({"the", "this", "that", "these", "those", "both"})
NAME_LABELS = frozenset({"PERSON", "ORG", "GPE", "NORP", "FAC", "LOC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW"})
_DASHES = frozenset({"—", "–", "―", "--"})
_MODIFIERS = frozenset({"compound", "nmod", "amod", "nummod", "det", "poss", "predet", "quantmod", "advmod", "punct"})
_NOT_ACTORS = frozenset({"DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL", "LANGUAGE"})


@dataclass(frozen=True, slots=True)
class Mention:
    """Tokens [``start``, ``end``) around ``head``; [``name_start``, ``name_end``) is the name in it, empty in the
    others. ``role`` is the dependency of the head, ``form`` the pronoun's family or the head noun's singular."""

    number: int
    sort: Sort
    start: int
    head: int
    end: int
    name_start: int
    name_end: int
    sentence: int
    form: str
    plural: bool
    sex: str
    label: str
    role: str
    determiner: str
    relative: bool = False

    @property
    def is_pronoun(self) -> bool:
        return self.sort is Sort.PRONOUN

    def word(self, doc: Doc) -> Token:
        """The word by whose place the mention stands in its sentence."""
        return first_joined(doc[self.head]) if self.sort is Sort.JOINED else doc[self.head]


def mentions_of(doc: Doc) -> list[Mention]:
    """In order of their heads. A pronoun "it" that stands for nothing is left out."""
    sentences = _sentence_numbers(doc)
    known = frozenset(t.text for t in doc if t.ent_type_ in NAME_LABELS and t.tag_ == "NNP" and len(t) > 2)
    out: list[Mention] = []
    for token in doc:
        found = _mention(doc, token, sentences[token.i], len(out), known)
        if found is not None:
            out.append(found)
    return out


def _sentence_numbers(doc: Doc) -> list[int]:
    if not doc.has_annotation("SENT_START") and not doc.has_annotation("DEP"):
        return [0] * len(doc)
    numbers, current = [], -1
    for token in doc:
        current += token.is_sent_start is True or token.i == 0
        numbers.append(current)
    return numbers


def _mention(doc: Doc, token: Token, sentence: int, number: int, known: frozenset[str]) -> Mention | None:
    lower = token.lower_
    if lower in PRONOUNS and (token.tag_[:3] == "PRP" or lower in ("mine", "yours", "hers", "theirs", "ours")):
        return None if lower == "it" and is_pleonastic(token) else _pronoun(token, sentence, number)
    if lower in RELATIVES and token.tag_[:1] == "W" and antecedent_of_relative(token) is not None:
        return _pronoun(token, sentence, number, relative=True)
    if token.tag_ in NOUNS and _heads_a_phrase(token):
        return _phrase(doc, token, sentence, number, known)
    if token.tag_ in ("JJ", "JJS", "CD", "DT") and token.dep_ in ("nsubj", "nsubjpass") and _has_determiner(token):
        return _phrase(doc, token, sentence, number, known)
    return _joined(doc, token, sentence, number) if lower in ("and", "&") and token.dep_ == "cc" else None


def _joined(doc: Doc, conjunction: Token, sentence: int, number: int) -> Mention | None:
    """Actors that "and" joins; of other things there are too many, and nobody calls them "they" later."""
    first = first_joined(conjunction)
    every = [first, *islice(named_together(doc, first.i), MOST_JOINED)]
    if len(every) == 1 or not all(_may_act(t) for t in every):
        return None
    *_, before_last, last = sorted(t.i for t in every)
    if not before_last < conjunction.i < last:
        return None
    start, _ = _core(first)
    return Mention(
        number=number,
        sort=Sort.JOINED,
        start=start,
        head=conjunction.i,
        end=last + 1,
        name_start=conjunction.i,
        name_end=conjunction.i,
        sentence=sentence,
        form="and",
        plural=True,
        sex="",
        label=first.ent_type_,
        role=first.dep_,
        determiner="",
    )


def _may_act(token: Token) -> bool:
    if token.tag_ == "PRP":
        return True
    return token.ent_type_ in ("PERSON", "ORG", "NORP", "GPE") or (
        token.tag_ in NOUNS and not token.ent_type_ and noun_kind(token.lower_) not in (None, "document")
    )


def _has_determiner(token: Token) -> bool:
    return any(c.dep_ == "det" and c.i < token.i for c in token.lefts)


def _pronoun(token: Token, sentence: int, number: int, *, relative: bool = False) -> Mention:
    known = PRONOUNS.get(token.lower_, Pronoun(token.lower_, 3, "", ""))
    return Mention(
        number=number,
        sort=Sort.PRONOUN,
        start=token.i,
        head=token.i,
        end=token.i + 1,
        name_start=token.i,
        name_end=token.i,
        sentence=sentence,
        form=known.family,
        plural=known.number == "p",
        sex=known.sex,
        label="",
        role=token.dep_,
        determiner="",
        relative=relative,
    )


def _heads_a_phrase(token: Token) -> bool:
    """A noun before another belongs to that one's phrase, but a name there ("the Brale campaign") is a mention too."""
    if token.ent_type_ in _NOT_ACTORS or _says(token):
        return False
    if token.dep_ not in ("compound", "nmod", "flat"):
        return True
    if not token.ent_type_ or token.ent_type_ not in NAME_LABELS:
        return False
    return _last_of_entity(token) and not _same_name(token)


def _says(token: Token) -> bool:
    """ "Said Venn": a verb that was taken for a name."""
    return any(c.dep_ == "nsubj" and c.i == token.i + 1 and c.ent_iob_ == "I" for c in token.rights)


def _last_of_entity(token: Token) -> bool:
    following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    return following is None or following.ent_iob_ != "I" or following.text in ("'s", "’s", "’", "'")


def _same_name(token: Token) -> bool:
    """ "Secretary Venn": one name, whatever the name finder made of its parts."""
    head = token.head
    return head.ent_type_ == token.ent_type_ == "PERSON" and head.i == token.i + 1


def _phrase(doc: Doc, token: Token, sentence: int, number: int, known: frozenset[str]) -> Mention:
    """``known`` are the words of the text's names: one of them, capitalised, is a name where the tagger sees a noun."""
    start, end = _core(token)
    name_start, name_end = _name_within(doc, token, start)
    if name_start == name_end and end - start == 1 and token.text in known and token.tag_ == "NN":
        name_end = name_start + 1
    proper = name_end > name_start
    determiner = next((doc[i].lower_ for i in range(start, token.i) if doc[i].dep_ in ("det", "poss", "predet")), "")
    plural = token.tag_ in ("NNS", "NNPS") or (not proper and noun_kind(token.lower_) == "group")
    return Mention(
        number=number,
        sort=Sort.NAME if proper else _definiteness(doc, start, token, determiner),
        start=start,
        head=token.i,
        end=end,
        name_start=name_start,
        name_end=name_end,
        sentence=sentence,
        form=token.lower_ if proper else singular(token.lower_),
        plural=(plural and not proper) or (token.tag_ == "NNPS" and token.ent_type_ in ("NORP", "")),
        sex=_sex(doc, start, end, token),
        label=token.ent_type_ if token.ent_type_ in NAME_LABELS else "",
        role=token.dep_,
        determiner=determiner,
    )


def _core(token: Token) -> tuple[int, int]:
    """The run of modifiers before the head, with all that hangs on them, and the head."""
    start = token.i
    allowed = {t.i for c in token.lefts if c.dep_ in _MODIFIERS for t in c.subtree}
    while start - 1 in allowed and not token.doc[start - 1].is_space:
        start -= 1
    while start < token.i and (token.doc[start].is_punct or token.doc[start].dep_ == "advmod"):
        start += 1
    return start, token.i + 1


def _name_within(doc: Doc, token: Token, start: int) -> tuple[int, int]:
    """The name that the head ends: what the name finder marked, or a run of capitalised proper nouns; less titles."""
    first = last = token.i
    if token.ent_type_ in NAME_LABELS:
        while first > 0 and doc[first].ent_iob_ == "I" and not _breaks_name(token, doc[first - 1]):
            first -= 1
        while last + 1 < len(doc) and doc[last + 1].ent_iob_ == "I" and not _ends_name(token, doc[last + 1]):
            last += 1
        if token.ent_type_ == "PERSON" and first and _is_first_name(doc[first - 1], token):
            first -= 1
    elif token.tag_ in ("NNP", "NNPS"):
        while first > start and doc[first - 1].tag_ in ("NNP", "NNPS") and _goes_with(doc[first - 1], token):
            first -= 1
    else:
        return token.i, token.i
    if not doc[first].text[:1].isupper() and first == last and not token.text[:1].isupper():
        return token.i, token.i
    return _without_title(doc, first, last + 1)


def _goes_with(token: Token, name: Token) -> bool:
    """Whether a proper noun before a name without a label is part of it: none that is a name of its own."""
    alone = token.ent_iob_ == "B" and token.head.i == name.i and token.ent_type_ in ("GPE", "PERSON", "ORG")
    return not token.ent_type_ or (alone and place(token.text) is None and not is_honorific(token.text))


def _ends_name(head: Token, token: Token) -> bool:
    return _breaks_name(head, token) or token.text in ("'s", "’s", "’", "'")


def _breaks_name(head: Token, token: Token) -> bool:
    """A dash, or a verb that the name finder took into a name: of a headline, or of "Said Venn:"."""
    finite = token.tag_ in ("VBZ", "VBD", "MD", "WP") and head.ent_type_ in ("PERSON", "ORG", "GPE")
    return token.is_space or token.text in _DASHES or finite or (token.i == head.head.i and head.dep_ == "nsubj")


def _is_first_name(token: Token, name: Token) -> bool:
    """A given name that the name finder left out of the name after it."""
    lost = token.tag_ == "NNP" and not token.ent_type_ and token.head.i == name.i
    return lost and not is_honorific(token.text) and sex_by_name(token.text) is not None


def _without_title(doc: Doc, first: int, end: int) -> tuple[int, int]:
    """The name without honorifics, offices and its article ("President Orla Venn", "the Alliance")."""
    while end - first > 1:
        word = doc[first]
        office = word.ent_type_ in ("", "PERSON") and (is_honorific(word.text) or noun_kind(word.lower_) == "person")
        verb = word.tag_[:2] in ("VB", "MD", "RB", "CC") and not word.text.isupper()
        if not (office or verb or (word.lower_ == "the" and (word.text.islower() or end - first > 2))):
            break
        first += 1
    return first, end


def _definiteness(doc: Doc, start: int, token: Token, determiner: str) -> Sort:
    if determiner in DEFINITES or any(
        doc[i].dep_ == "poss" or doc[i].tag_ in ("PRP$", "POS") for i in range(start, token.i)
    ):
        return Sort.DEFINITE
    return Sort.INDEFINITE


def _sex(doc: Doc, start: int, end: int, head: Token) -> str:
    """From the head and from honorifics before a name; what a possessor is says nothing of what is possessed."""
    own = "" if head.tag_ in ("NNP", "NNPS") and head.ent_type_ else sex_of(singular(head.lower_))
    if own:
        return own
    for i in range(max(start, head.i - 4), min(end, head.i)):
        token = doc[i]
        if token.head.i == head.i and token.dep_ in ("compound", "nmod", "amod") and sex_of(token.lower_):
            return sex_of(token.lower_)
    before = doc[start - 1] if start else None
    return sex_of(before.lower_) if before is not None and before.dep_ == "compound" else ""
