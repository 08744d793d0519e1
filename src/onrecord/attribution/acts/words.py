"""The verbs, nouns and phrases of each act, from ``act_words.json``.

``verbs`` and ``nouns`` give an act by one word, ``phrases`` by several ("call for", "hit back"): the first word of a
phrase in any of its forms, the rest as they stand, "himself" for any such pronoun. ``labels`` are words that praise or
condemn what they are said of; ``kinds`` are words that are looked at together with others:

claims      what can be denied: "rejected the allegation" denies, "rejected the offer" declines
labelling   verbs that say what something is: "called the plan a disgrace"
light       verbs that leave the act to their object: "issued a warning"
going_on    verbs that leave it to the verb they govern: "continues to insist"
refusing    "declined to confirm"
failing     "failed to mention"
performing  verbs that do what they say in the first person: "I deny it"
speaking    verbs that say nothing of the act, so that a question or "I deny it" in quotation marks does
doing       verbs of no speech at all, so that an unlisted verb near to them only says
withholding, opposing, disagreeing, turning_down, bidding   what they mean when negated, or with another object
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from onrecord.attribution.inflection import lemmas, noun_forms, verb_forms
from onrecord.attribution.nearest import Neighbours
from onrecord.model import Act

_REFLEXIVE = dict.fromkeys(("herself", "itself", "themselves", "myself", "ourselves", "yourself"), "himself")


@dataclass(frozen=True, slots=True)
class ActWords:
    """``verbs`` and ``nouns``: form -> act; ``phrases``: form of the first word -> (further words, act), longest first;
    ``positive`` and ``negative``: words; ``kinds``: kind -> forms; ``listed``: verb as in the list -> act."""

    verbs: Mapping[str, Act]
    nouns: Mapping[str, Act]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], Act], ...]]
    positive: frozenset[str]
    negative: frozenset[str]
    kinds: Mapping[str, frozenset[str]]
    listed: Mapping[str, Act]


@cache
def act_words() -> ActWords:
    table = json.loads(files("onrecord.attribution.acts").joinpath("act_words.json").read_text(encoding="utf-8"))
    verbs, nouns = _acts(table["verbs"]), _acts(table["nouns"])
    labels = {kind: frozenset(" ".join(lines).split()) for kind, lines in table["labels"].items()}
    return ActWords(
        verbs={form: verbs[verb] for form, verb in lemmas(verbs, verbs=True).items()},
        nouns={form: nouns[noun] for form, noun in lemmas(nouns, verbs=False).items()},
        phrases=_phrases(table["phrases"]),
        positive=_with_plurals(labels["positive"]),
        negative=_with_plurals(labels["negative"]),
        kinds={kind: _forms(kind, " ".join(lines).split()) for kind, lines in table["kinds"].items()},
        listed=verbs,
    )


@cache
def like_verbs() -> Neighbours:
    """What the act of an unlisted verb is taken from: the forms of the listed ones."""
    words = act_words()
    acts = {form: str(act) for verb, act in words.listed.items() for form in verb_forms(verb)}
    return Neighbours(dict.fromkeys(words.kinds["doing"], str(Act.SAYS)) | acts)


def plain(word: str) -> str:
    """Lower case, one apostrophe, one reflexive pronoun."""
    lower = word.lower().replace("’", "'")
    return _REFLEXIVE.get(lower, lower)


def _acts(rows: Mapping[str, list[str]]) -> dict[str, Act]:
    return {word: Act(act) for act, lines in rows.items() for word in " ".join(lines).split()}


def _phrases(rows: Mapping[str, list[str]]) -> dict[str, tuple[tuple[tuple[str, ...], Act], ...]]:
    found: dict[str, list[tuple[tuple[str, ...], Act]]] = {}
    for act, phrases in rows.items():
        for phrase in phrases:
            first, *rest = map(plain, phrase.split())
            for form in verb_forms(first):
                found.setdefault(form, []).append((tuple(rest), Act(act)))
    return {form: tuple(sorted(ways, key=lambda way: (-len(way[0]), way))) for form, ways in found.items()}


def _forms(kind: str, words: list[str]) -> frozenset[str]:
    make = noun_forms if kind == "claims" else verb_forms
    return frozenset(form for word in words for form in make(word))


def _with_plurals(words: frozenset[str]) -> frozenset[str]:
    return words | {form for word in words for form in noun_forms(word)}
