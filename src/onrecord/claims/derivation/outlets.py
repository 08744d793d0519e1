"""Outlets by name: agencies by their initials, and what a name must look like to be taken for an outlet's."""

import re
from functools import cache

from onrecord.attribution.basis.words import source_words

AGENCIES = {
    "aap": "Australian Associated Press",
    "afp": "Agence France-Presse",
    "ani": "Asian News International",
    "ap": "Associated Press",
    "dpa": "Deutsche Presse-Agentur",
    "efe": "Agencia EFE",
    "pa": "Press Association",
    "pti": "Press Trust of India",
    "upi": "United Press International",
}
"""Initials by which agencies sign -> their name."""
_MOST_INITIALS = 6
_ADDED = re.compile(r"\s[|–—-]\s.*|(?:’|')s?$")
_PARTS = frozenset({"Agency", "Press", "Newswire", "Newswires", "Wire", "Service", "Media"})
_GENERIC = frozenset({"social", "press", "media", "news", "local", "state", "national", "foreign", "western"})


@cache
def plain_outlet(name: str) -> str:
    """A name as it is compared: lower case, without article, dots and what pages add; initials as the full name.

    "The Orsund Post | World" is "orsund post", "AFP" "agence france-presse".
    """
    words = _ADDED.sub("", name.strip()).casefold().removesuffix(".com").replace(".", "").split()
    plain = " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)
    return AGENCIES.get(plain, plain).casefold()


@cache
def known_outlet(name: str) -> bool:
    """Whether the name is a known outlet's, or ends as those of outlets and agencies do."""
    bare = name.strip().removeprefix("The ").removeprefix("the ")
    parts, listed = bare.split(), source_words().names
    if not parts or parts[0].casefold() in _GENERIC:
        return False
    ends = parts[-1] in listed["outlet_parts"] or parts[-1] in _PARTS
    return {name, bare} & listed["outlets"] != set() or bare.casefold() in AGENCIES or (ends and len(parts) > 1)


def initials(name: str) -> bool:
    """Whether it is set as agencies sign: "MPA". In a dateline or a byline that is enough to know one."""
    return name.isupper() and name.isalpha() and 1 < len(name) <= _MOST_INITIALS
