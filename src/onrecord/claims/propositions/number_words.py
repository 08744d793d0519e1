"""How English spells numbers: patterns, and what they come to."""

import re

_ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
SMALL = {word: n for n, word in enumerate([*_ONES.split(), "seventeen", "eighteen", "nineteen"])} | {
    word: 10 * n for n, word in enumerate(_TENS.split(), start=2)
}
MAGNITUDES = {
    "dozen": 12, "hundred": 100, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
    "k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "tn": 1e12,
}  # fmt: skip
VAGUE = {
    "dozens": (24, 100),
    "scores": (40, 200),
    "hundreds": (200, 1e3),
    "thousands": (2e3, 1e4),
    "tens of thousands": (2e4, 1e5),
    "hundreds of thousands": (2e5, 1e6),
    "millions": (2e6, 1e7),
}
"""What a plural magnitude says at least, and about where the next word for it begins."""
SIGNS = {"$": "dollar", "us$": "dollar", "€": "euro", "£": "pound", "¥": "yen", "₴": "hryvnia", "₽": "rouble"}
MEASURES = {
    "kg": "kilogram", "kilo": "kilogram", "kilos": "kilogram", "km": "kilometre", "kilometer": "kilometre",
    "kilometers": "kilometre", "meter": "metre", "meters": "metre", "mm": "millimetre", "cm": "centimetre",
    "lb": "pound", "lbs": "pound", "ft": "foot", "feet": "foot", "mw": "megawatt", "gw": "gigawatt", "mph": "mph",
    "ruble": "rouble", "rubles": "rouble", "tons": "ton", "tonnes": "tonne",
}  # fmt: skip
PERCENT = "%"

_small = "|".join(sorted(SMALL, key=len, reverse=True))
_large = "hundred|thousand|million|billion|trillion"
_digits = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_below_hundred = rf"(?:{_small})(?:[-\s](?:{_small}))?"
_words = (
    rf"(?:(?:an?|{_below_hundred})[-\s])?(?:{_large}|dozen)(?:(?:\s+and)?[-\s]+(?:{_below_hundred}|{_large}))*"
    rf"|{_below_hundred}"
)
_one = rf"(?:{_digits})(?:\s?(?:{_large}|dozen|mn|bn|tn|[km](?=\W|$)))?|{_words}"
_sign = r"(?:US\$|[$€£¥₴₽])\s?"
_scaled = "|".join(sorted(VAGUE, key=len, reverse=True))
NUMBER = re.compile(
    rf"(?<![\w.,/])(?<![A-Za-z]-)(?:(?P<between>between)\s+)?(?P<sign>{_sign})?(?:(?P<vague>{_scaled})(?!\w)"
    rf"|(?P<low>{_one})(?:(?:\s?[-–—]\s?|\s+to\s+|(?(between)\s+and\s+|(?!)))(?:{_sign})?(?P<high>{_one}))?"
    rf"(?:\s?(?P<percent>%|per\s?cent(?!\w)|percent(?!\w))|(?P<plus>\+)|[-\s]?(?P<measure>kg|km|mm|cm|lbs?|ft|MW|GW|mph))?)"
    r"(?![\w/])(?!,\d|\.\d)",
    re.IGNORECASE,
)
"""One number or a range, with its sign and the measure that is written to it."""


def value(spelt: str) -> float:
    """ "1,200", "1.2 million", "a hundred and twenty", "forty-two"; ValueError for what is no number."""
    total = part = 0.0
    seen = False
    for word in re.findall(r"[\d,.]+|[a-z]+", spelt.lower()):
        if word in ("and", "a", "an"):
            continue
        seen = True
        if word[0].isdigit():
            part += float(word.replace(",", ""))
        elif word in SMALL:
            part += SMALL[word]
        elif word in ("hundred", "dozen"):
            part = (part or 1) * MAGNITUDES[word]
        elif word in MAGNITUDES:
            total, part = total + (part or 1) * MAGNITUDES[word], 0.0
        else:
            raise ValueError(f"{spelt!r} is not a number")
    if not seen:
        raise ValueError(f"{spelt!r} is not a number")
    return total + part
