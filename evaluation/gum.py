"""GUM's texts as this project splits them: which are dev, and which may be trained on."""

from evaluation.webanno import GoldText

DEV_GENRES = ("news", "interview", "speech")
EVERY = 3
"""Of each of these genres every third text, in the order of their names, is dev."""
UNFREE = frozenset({"essay", "fiction", "letter", "podcast", "whow", "reddit"})
"""Genres whose texts are licensed for non-commercial use only: nothing that is shipped is trained on them."""


def dev(texts: list[GoldText]) -> list[GoldText]:
    """The texts set aside for tuning. What is not one of the three genres, or was trained on, is not among them."""
    out = []
    for genre in DEV_GENRES:
        ordered = sorted((t for t in texts if t.genre == genre), key=lambda t: t.name)
        out += ordered[EVERY - 1 :: EVERY]
    return out


def train(texts: list[GoldText]) -> list[GoldText]:
    aside = {t.name for t in dev(texts)}
    return [t for t in texts if t.name not in aside and t.genre not in UNFREE]
