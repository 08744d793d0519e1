"""The forms of an English verb or noun, and from a form back to the word; spaCy's lemmatizer is not loaded.

Forms are made by the rules of spelling from a word that is listed somewhere, so that a rule that makes one form too
many ("stoped") costs nothing: no text has it.
"""

from collections.abc import Iterable
from functools import cache

_VOWELS = "aeiou"
_CONSONANT_END = "bdgklmnprt"

IRREGULAR = {
    "be": "is are was were been being am 's 're 'm",
    "bear": "bore borne",
    "beat": "beaten",
    "begin": "began begun",
    "bring": "brought",
    "break": "broke broken",
    "choose": "chose chosen",
    "come": "came",
    "do": "does did done",
    "draw": "drew drawn",
    "drive": "drove driven",
    "fall": "fell fallen",
    "feel": "felt",
    "find": "found",
    "fight": "fought",
    "forbid": "forbade forbidden",
    "forget": "forgot forgotten",
    "forgive": "forgave forgiven",
    "foresee": "foresaw foreseen",
    "foretell": "foretold",
    "forswear": "forswore forsworn",
    "get": "got gotten",
    "give": "gave given",
    "go": "goes went gone",
    "have": "has had",
    "hear": "heard",
    "hit": "hit",
    "hold": "held",
    "keep": "kept",
    "know": "knew known",
    "lay": "laid",
    "lead": "led",
    "leave": "left",
    "light": "lit",
    "make": "made",
    "mean": "meant",
    "meet": "met",
    "mishear": "misheard",
    "overrule": "overruled",
    "pay": "paid",
    "plead": "pled",
    "put": "put",
    "read": "read",
    "retell": "retold",
    "rise": "rose risen",
    "run": "ran",
    "say": "said",
    "see": "saw seen",
    "seek": "sought",
    "send": "sent",
    "set": "set",
    "shoot": "shot",
    "show": "shown",
    "sing": "sang sung",
    "speak": "spoke spoken",
    "spend": "spent",
    "stand": "stood",
    "strike": "struck",
    "swear": "swore sworn",
    "take": "took taken",
    "teach": "taught",
    "tear": "tore torn",
    "tell": "told",
    "think": "thought",
    "throw": "threw thrown",
    "understand": "understood",
    "undertake": "undertook undertaken",
    "uphold": "upheld",
    "weep": "wept",
    "withdraw": "withdrew withdrawn",
    "withhold": "withheld",
    "write": "wrote written",
}


@cache
def verb_forms(verb: str) -> frozenset[str]:
    """``verb`` and what it looks like in any person, tense and voice."""
    forms = {verb, *IRREGULAR.get(verb, "").split(), _with_s(verb)}
    if verb.endswith("e"):
        forms |= {verb + "d", verb[:-1] + "ing", verb[:-2] + "ying" if verb.endswith("ie") else verb[:-1] + "ing"}
    elif verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        forms |= {verb[:-1] + "ied", verb + "ing"}
    else:
        forms |= {verb + "ed", verb + "ing"}
        if verb[-1] in _CONSONANT_END and verb[-2:-1] in _VOWELS:
            forms |= {verb + verb[-1] + "ed", verb + verb[-1] + "ing"}
    if verb.endswith("c"):
        forms |= {verb + "ked", verb + "king"}
    if verb.endswith(("ise", "yse")):
        forms |= {form[: len(verb) - 2] + "z" + form[len(verb) - 1 :] for form in forms if len(form) >= len(verb) - 1}
    return frozenset(forms)


@cache
def noun_forms(noun: str) -> frozenset[str]:
    """``noun`` and its plural; "-man" makes "-men"."""
    forms = {noun, _with_s(noun)}
    if noun.endswith("man"):
        forms.add(noun[:-2] + "en")
    return frozenset(forms)


def _with_s(word: str) -> str:
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")


def lemmas(words: Iterable[str], *, verbs: bool) -> dict[str, str]:
    """Form -> word for each of ``words``; a word that is itself listed stays itself ("found" of "found" and "find")."""
    listed = list(words)
    forms = verb_forms if verbs else noun_forms
    return {form: word for word in listed for form in sorted(forms(word))} | {word: word for word in listed}
