"""Lines that name a text's authors: "By Jane Roe and Omar Said, Staff Writers | 24 May 2024"."""

import re

from onrecord.reading.dates import months, weekdays

_LONGEST = 140
_OPENING = re.compile(
    r"^(?:(?:written|reported|story|words|text|posted|published|analysis|comment|opinion|report) by|by|von|par"
    r"|por|di|door|av|af"
    r"|(?:by|authors?|autor(?:in|es|a)?|auteur|autore|автор|автори|авторы|текст|text|byline)\s?:)\s+",
    re.IGNORECASE,
)
_LABELLED = re.compile(r"^(?:byline|authors?|autor(?:in|es|a)?|auteur|autore|автор|автори|авторы)\s?:", re.IGNORECASE)
_CUT = re.compile(r"\s+[|·•–—-]\s+|\s*[|•]\s*|\s+(?:for|in|at|on|with additional)\s+|\s*\(|\s*,?\s+\d")
_AND = re.compile(r"\s*,?\s+(?:and|und|et|y|e|и|i|en|og|och|ja|with)\s+|\s*&\s*")
_PARTICLES = frozenset(
    {
        "van",
        "von",
        "de",
        "der",
        "den",
        "del",
        "della",
        "di",
        "da",
        "dos",
        "du",
        "la",
        "le",
        "al",
        "el",
        "bin",
        "ibn",
        "ben",
        "abu",
        "ter",
        "ten",
        "zu",
        "af",
        "av",
        "bint",
    }
)
_NAME_WORD = re.compile(r"[^\W\d_][\w.’'`-]{0,24}")
_MOST_WORDS = 5
_MOST_ROLE_WORDS = 7


def byline(words: str) -> tuple[str, ...]:
    """The authors that the line names; empty where it is not a byline.

    After a comma an office or an outlet is expected ("By Jane Roe, Reuters"), unless "and" shows a list of names.
    """
    opening = _OPENING.match(words) if len(words) <= _LONGEST else None
    if not opening or words.endswith(("?", "!")):
        return ()
    who = _CUT.split(words[opening.end() :].rstrip(" .;:,"), maxsplit=1)[0]
    *first, last = _AND.split(who)
    last, *office = last.split(",")
    names = [name.strip() for side in first for name in side.split(",")] + [last.strip()]
    if len(" ".join(office).split()) > _MOST_ROLE_WORDS or not all(_is_name(name) for name in names):
        return ()
    return tuple(_cased(name) for name in names)


def _is_name(name: str) -> bool:
    parts = name.split()
    if not 1 <= len(parts) <= _MOST_WORDS or not all(_NAME_WORD.fullmatch(part) for part in parts):
        return False
    key = parts[0].casefold().strip(".")
    if key in weekdays() or key in months():
        return False  # "By Friday"
    return parts[-1][0].isupper() and all(part[0].isupper() or part in _PARTICLES for part in parts)


def _cased(name: str) -> str:
    """ "JANE ROE" as "Jane Roe"; an agency's initials stay."""
    return name.title() if name.isupper() and " " in name else name


def labelled_byline(words: str) -> bool:
    """Whether the line names authors after a label ("Author: Jane Roe"), which no headline does."""
    return bool(_LABELLED.match(words)) and bool(byline(words))
