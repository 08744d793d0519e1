"""The task "stance": does an article agree or disagree with a headline, discuss it, or is it about other things.

A folder or file laid out like ../shared/data/fnc1. With --dev only the topics that nothing was trained on. Baselines:
the commonest class, and words: unrelated where the article has less than a third of the headline's words, disagree
where a word of its lead refutes, else discuss. FNC-1's own score (a quarter for related or not, three quarters for the
stance) stands below.
"""

from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from evaluation import fnc
from evaluation.classes import Labelled, figures, table
from evaluation.fnc import Stance, StanceSet
from evaluation.task import Report
from onrecord.claims.stance import stance
from onrecord.claims.stance_signs import Article, closeness, read_article, signals
from onrecord.errors import InputError
from onrecord.language.models import pair_encoder

FEW_WORDS = 1 / 3
Judge = Callable[[str, Article], Stance]


def options(parser: ArgumentParser) -> None:
    parser.add_argument("--dev", action="store_true", help="only the topics that were not trained on")


def run(arguments: Namespace) -> Report:
    """InputError for what is not laid out like FNC-1; ModelError where the model is missing."""
    whole = fnc.load(arguments.path)
    pairs = fnc.parted(whole.pairs)[1] if arguments.dev else whole.pairs
    return compare(StanceSet(pairs, whole.bodies), encoder_judge())


def encoder_judge() -> Judge:
    encoder = pair_encoder()

    def judge(headline: str, article: Article) -> Stance:
        scores = stance(headline, article, encoder)._asdict()
        return Stance(max(scores, key=scores.__getitem__))

    return judge


def compare(split: StanceSet, judge: Judge) -> Report:
    """``macro_f1`` and ``accuracy`` over the four classes, each class, the baselines beside them."""
    if not split.pairs:
        raise InputError("stance", "no pair of a headline and an article in it")
    articles = {key: read_article(split.bodies[key]) for key in {p.body_id for p in split.pairs}}
    gold = [pair.stance for pair in split.pairs]
    ours = [judge(p.headline, articles[p.body_id]) for p in split.pairs]
    words = [by_words(p.headline, articles[p.body_id]) for p in split.pairs]
    common = [Counter(gold).most_common(1)[0][0]] * len(gold)
    data = _scored(gold, ours)
    data["baseline"] = {"commonest": _scored(gold, common), "words": _scored(gold, words)}
    items = [Labelled(g, o, w) for g, o, w in zip(gold, ours, words, strict=True)]
    shown = f"FNC-1's score {data['fnc_score']:.3f}; of words {data['baseline']['words']['fnc_score']:.3f}"
    return Report(data, (table("Stance of an article to a headline; base: words", items), shown))


def _scored(gold: Sequence[Stance], found: Sequence[Stance]) -> dict[str, Any]:
    return {**figures(list(zip(gold, found, strict=True))), "fnc_score": fnc_score(gold, found)}


def fnc_score(gold: Sequence[Stance], found: Sequence[Stance]) -> float:
    """As the FNC-1 challenge scored, as a share of the most that could be had."""
    won = most = 0.0
    for right, told in zip(gold, found, strict=True):
        is_related = right is not Stance.UNRELATED
        most += 1.0 if is_related else 0.25
        won += 0.25 if is_related == (told is not Stance.UNRELATED) else 0.0
        won += 0.75 if is_related and told is right else 0.0
    return round(won / most, 4)


def by_words(headline: str, article: Article) -> Stance:
    if closeness(headline, article)[0] < FEW_WORDS:
        return Stance.UNRELATED
    lead_refutes = signals(headline, article, "")[3]
    return Stance.DISAGREE if lead_refutes else Stance.DISCUSS
