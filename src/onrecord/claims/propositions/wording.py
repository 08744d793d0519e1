"""A content as words that can be read alone."""

import re
from collections.abc import Iterable, Iterator, Sequence

from onrecord.claims.propositions.mentions import Mentions, Named
from onrecord.model import MentionSort, Span

_PRONOUNS = frozenset({"he", "she", "it", "they", "him", "her", "them"})
_OWNING = frozenset({"his", "her", "its", "their"})
_DEFINITE = ("the ", "this ", "that ", "these ", "those ")
_LONGEST_NAME = 8
"""Words of a name that may stand for a pronoun; a longer description makes the wording harder to read, not easier."""
_OPENING = re.compile(r"^(?:[\s,;:–—-]*(?:that|whether)\b)?[\s,;:–—-]*", re.IGNORECASE)
_MARKS = '“”„«»"‹›'
_SINGLE = re.compile(r"(?<!\w)[‘’'](?=\w)|(?<=[\w.,!?…])[’'](?!\w)")
_ENDING = " \n\t,;:–—-"


def wording(text: str, content: Sequence[Span], mentions: Mentions) -> str:
    """The words at ``content``, with names for pronouns and for "the firm", and without quotation marks.

    A pronoun after a name in the same words can be read already, and is left as it is.
    """
    found = list(mentions.within(content))
    parts = (_named(text, span, [n for n in found if span.start <= n.mention.span.start]) for span in content)
    return cleaned(" ".join(parts))


def cleaned(words: str) -> str:
    """On one line, without quotation marks and the word that opens the clause; it begins with a capital."""
    bare = "".join(c for c in words if c not in _MARKS)
    bare = _SINGLE.sub("", " ".join(bare.split()))
    bare = _OPENING.sub("", bare).rstrip(_ENDING)
    return bare[:1].upper() + bare[1:]


def _named(text: str, span: Span, found: Iterable[Named]) -> str:
    out, at = [], span.start
    for place, name in sorted(_replacements(text, span, found)):
        if place.start >= at:
            out += [text[at : place.start], name]
            at = place.end
    return "".join([*out, text[at : span.end]])


def _replacements(text: str, span: Span, found: Iterable[Named]) -> Iterator[tuple[Span, str]]:
    readable = False
    for mention, actor, sure in found:
        place = mention.span
        if readable or not sure or place.end > span.end or len(actor.name.split()) > _LONGEST_NAME:
            readable |= mention.name is not None
            continue
        readable |= mention.name is not None
        name = actor.name if actor.named else re.sub(r"^(?:an?|some|one) ", "the ", actor.name)
        spelt = place.of(text).lower()
        if mention.sort is MentionSort.PRONOUN:
            yield from _for_pronoun(text, place, spelt, name)
        elif mention.sort is MentionSort.DESCRIPTION and actor.named and _stands_alone(text, place, name):
            yield place, name


def _for_pronoun(text: str, place: Span, spelt: str, name: str) -> Iterator[tuple[Span, str]]:
    owned = re.match(r"\s+\w", text[place.end : place.end + 3]) and spelt in _OWNING
    if owned and (spelt != "her" or _is_owner(text, place)):
        yield place, name + ("’" if name.endswith("s") else "’s")
    elif spelt in _PRONOUNS:
        yield place, name


def _is_owner(text: str, place: Span) -> bool:
    """ "her" before a word that is no preposition or article owns it: "her gates", not "told her that"."""
    following = re.match(r"\s+(\w+)", text[place.end : place.end + 20])
    return bool(following) and following[1].lower() not in _AFTER_OBJECT if following else False


_AFTER_OBJECT = frozenset(
    {"that", "to", "in", "on", "at", "for", "with", "by", "from", "and", "but", "as", "the", "a", "an", "about", "when"}
)


def _stands_alone(text: str, place: Span, name: str) -> bool:
    """ "the firm": two or three words that only point back to a name, which does not follow ("the firm Torvane")."""
    spelt, following = place.of(text).lower(), text[place.end : place.end + len(name) + 1].split()
    points = spelt.startswith(_DEFINITE) and len(spelt.split()) <= 3
    return points and following[:1] != name.split()[:1]
