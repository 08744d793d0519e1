"""Words as stems, so that "sold", "sells" and "selling" are one."""

from collections.abc import Iterable
from functools import cache

from snowballstemmer import stemmer
from spacy.tokens import Token

from onrecord.attribution.inflection import IRREGULAR

# Forms that no rule of spelling undoes, beside those that other stages have listed.
_IRREGULAR = IRREGULAR | {
    "build": "built", "buy": "bought", "catch": "caught", "cut": "cut", "deal": "dealt", "dig": "dug", "eat": "ate",
    "feed": "fed", "flee": "fled", "fly": "flew flown", "freeze": "froze frozen", "grow": "grew grown",
    "hang": "hung", "hide": "hid hidden", "hurt": "hurt", "kneel": "knelt", "lend": "lent", "lose": "lost",
    "rebuild": "rebuilt", "ride": "rode ridden", "ring": "rang rung", "sell": "sold", "shake": "shook shaken",
    "shed": "shed", "shrink": "shrank shrunk", "sink": "sank sunk", "sit": "sat", "slay": "slew slain",
    "sleep": "slept", "slide": "slid", "spread": "spread", "steal": "stole stolen", "stick": "stuck",
    "sweep": "swept", "swim": "swam swum", "wear": "wore worn", "win": "won",
    "overthrow": "overthrew overthrown", "overtake": "overtook overtaken",
    "woman": "women", "man": "men", "child": "children", "person": "people persons", "life": "lives",
}  # fmt: skip
_BASES = {form: verb for verb, forms in _IRREGULAR.items() for form in forms.split() if form not in _IRREGULAR}
_ENGLISH = stemmer("english")
_CONTENT = ("NN", "VB", "JJ", "FW", "XX")
_LIGHT = (
    "be have do make take get go come say tell use put give see know keep much many such other own same more most last "
    "first new several able very thing way time lot kind part case fact number people person year day week "
    "'s 're 've 'm 'd"
)
_SHORTEST = 2


@cache
def base(word: str) -> str:
    """The word in lower case, of a verb with an irregular form the verb ("sold" is "sell")."""
    lowered = word.lower().replace("’", "'")
    return _BASES.get(lowered, lowered)


@cache
def stem(word: str) -> str:
    found: str = _ENGLISH.stemWord(base(word))
    return found


_LIGHT_STEMS = frozenset(stem(word) for word in _LIGHT.split())


def is_light(word_stem: str) -> bool:
    """Whether the word goes with everything ("be", "have", "say")."""
    return word_stem in _LIGHT_STEMS


def carries_content(token: Token) -> bool:
    """Whether the word tells what a sentence is about: no function word, and none that goes with everything."""
    if len(token.text) < _SHORTEST or not token.tag_.startswith(_CONTENT) or token.dep_ in ("aux", "auxpass"):
        return False
    return any(c.isalpha() for c in token.text) and not is_light(stem(token.text))


def content_stems(tokens: Iterable[Token]) -> tuple[str, ...]:
    """Each once, in the order of the text."""
    return tuple(dict.fromkeys(stem(t.text) for t in tokens if carries_content(t)))
