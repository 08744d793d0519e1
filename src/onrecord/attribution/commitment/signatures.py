"""What predicates say of their complements: commitment_words.json, looked up by word and kind of complement.

The signatures of implicative and factive predicates are those of Karttunen (1971, "Implicative verbs"; 2012, "Simple
and phrasal implicatives") and Nairn, Condoravdi and Karttunen (2006, "Computing relative polarity for textual
inference"): "managed to" is +|-, "failed to" -|+, "knew that" +|+. Words of belief, plan and demand stand in the same
table with a weaker certainty and the status of what they are about.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from onrecord.model import Certainty, Status

OBJECT, PROJECT, EVENT, FROM = "object", "project", "event", "from"
"""Complements besides those of complements.py: "denied the sale", "rejected the plan", "the possibility of a sale",
"kept it from sailing"."""
VERB, ADJECTIVE, NOUN = "verbs", "adjectives", "nouns"
_STRENGTH = (Certainty.NONE, Certainty.POSSIBLE, Certainty.PROBABLE, Certainty.CERTAIN)


class Stance(StrEnum):
    """What the writer who chooses a word shows of its complement: that it is so, that it is not, or neither."""

    FACTIVE = "factive"
    FALSE = "false"
    DISTANT = "distant"


@dataclass(frozen=True, slots=True)
class Effect:
    """``sign`` is 1 where the complement is so, -1 where it is not."""

    certainty: Certainty
    sign: int


@dataclass(frozen=True, slots=True)
class Signature:
    """``attitude``: the predicate tells what its subject holds, which need not be what the writer holds."""

    name: str
    affirmed: Effect
    negated: Effect
    status: Status | None
    attitude: bool
    author: Stance | None

    def under(self, sign: int) -> Effect:
        return self.affirmed if sign > 0 else self.negated


@dataclass(frozen=True, slots=True)
class Signatures:
    """``table``: (part of speech, form, kind of complement) -> signature; ``by_form``: those of every kind together.
    ``words``: named lists of single words."""

    table: dict[tuple[str, str, str], Signature]
    by_form: dict[tuple[str, str], list[Signature]]
    words: dict[str, frozenset[str]]

    def of(self, part: str, form: str, complement: str, *, followed_by: str = "") -> Signature | None:
        """``followed_by``: the word after it, for "rule out" and "call for", which are not "rule" and "call"."""
        joined = self.table.get((part, f"{form}-{followed_by}", complement))
        return joined or self.table.get((part, form, complement))

    def classes(self, part: str, form: str) -> Sequence[Signature]:
        return self.by_form.get((part, form), ())


def weaker(a: Certainty, b: Certainty) -> Certainty:
    return min(a, b, key=_STRENGTH.index)


@cache
def signatures() -> Signatures:
    data = json.loads(files(__package__).joinpath("commitment_words.json").read_text(encoding="utf-8"))
    irregular = {lemma: frozenset(forms.split()) | {lemma} for lemma, forms in data["irregular"].items()}
    table: dict[tuple[str, str, str], Signature] = {}
    for row in data["classes"]:
        for part in (VERB, ADJECTIVE, NOUN):
            forms = {f for lemma in row.get(part, "").split() for f in _forms(lemma, part, irregular)}
            for key in ((part, form, kind) for form in sorted(forms) for kind in row["takes"]):
                table.setdefault(key, _signature(row))
    lists = {k: frozenset(v.split()) for k, v in data.items() if k.endswith(("_modifiers", "_nouns"))}
    by_form: dict[tuple[str, str], list[Signature]] = {}
    for (part, form, _), signature in table.items():
        by_form.setdefault((part, form), []).append(signature)
    return Signatures(table, by_form, {k: _plurals(v) if k.endswith("_nouns") else v for k, v in lists.items()})


def _signature(row: dict[str, Any]) -> Signature:
    status, author = row.get("status"), row.get("author")
    return Signature(
        row["name"],
        _effect(row["affirmed"]),
        _effect(row["negated"]),
        Status(status) if status else None,
        bool(row.get("attitude")),
        Stance(author) if author else None,
    )


def _effect(field: str) -> Effect:
    certainty, sign = field.split()
    return Effect(Certainty(certainty), 1 if sign == "+" else -1)


def _forms(lemma: str, part: str, irregular: dict[str, frozenset[str]]) -> frozenset[str]:
    if part == ADJECTIVE:
        return frozenset({lemma})
    if part == NOUN:
        return _plurals(frozenset({lemma}))
    if lemma in irregular:
        return irregular[lemma]
    verb, hyphen, particle = lemma.partition("-")
    if hyphen and verb != "pooh":
        return frozenset(f"{form}-{particle}" for form in _forms(verb, part, irregular))
    stem = lemma.removesuffix("e")
    past = lemma[:-1] + "ied" if lemma.endswith("y") and lemma[-2] not in "aeiou" else stem + "ed"
    third = lemma[:-1] + "ies" if past.endswith("ied") else lemma + ("es" if lemma.endswith(("s", "sh", "ch")) else "s")
    return frozenset({lemma, third, past, stem + "ing"})


def _plurals(nouns: frozenset[str]) -> frozenset[str]:
    made = (n[:-1] + "ies" if n.endswith("y") and n[-2] not in "aeiou" else n + "s" for n in nouns)
    return nouns | frozenset(made)
