"""Fit what tells a related article from an unrelated one: the words shared with a headline, then the encoder's reading.

    python -m training.pairs.relatedness ../shared/data/fnc1 src/onrecord/models/pairs.onnx \\
        -o src/onrecord/models/stance.json

Two logistic regressions (Newton's method, a little ridge) on the training topics: ``words`` on all pairs, ``read`` on
those that the encoder is asked about. Prints what each does on train and dev.
"""

import argparse
import json
import random
from pathlib import Path

import numpy as np

from evaluation import fnc
from onrecord.claims.stance import SURELY_UNRELATED, read_columns
from onrecord.claims.stance_signs import Article, closeness, passage, read_article, signals
from onrecord.language.models import tokenizer
from onrecord.language.pair_encoder import PairEncoder

RIDGE = 1.0
STEPS = 25
MOST = 3000
"""Pairs that the encoder reads, of train and of dev."""


def fit(rows: np.ndarray, related: np.ndarray) -> np.ndarray:
    """Weights, the bias last; both classes weigh the same."""
    x = np.hstack([rows, np.ones((len(rows), 1))])
    weight = np.where(related == 1, 0.5 / related.mean(), 0.5 / (1 - related.mean()))
    w = np.zeros(x.shape[1])
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-x @ w))
        slope = x.T @ (weight * (chance - related)) + RIDGE * w
        curve = (x * (weight * chance * (1 - chance))[:, None]).T @ x + RIDGE * np.eye(len(w))
        w = w - np.linalg.solve(curve, slope)
    return w


class Part:
    """The pairs of train or dev with what their words say."""

    def __init__(self, pairs: list[fnc.StancePair], articles: dict[str, Article]) -> None:
        self.pairs, self.articles = pairs, articles
        self.words = np.array([closeness(headline, articles[body]) for headline, body, _ in pairs])
        self.related = np.array([stance is not fnc.Stance.UNRELATED for *_, stance in pairs], dtype=float)

    def asked(self, words: np.ndarray) -> list[int]:
        """Some of those that the words leave open."""
        chance = 1 / (1 + np.exp(-(self.words @ words[:-1] + words[-1])))
        found = np.flatnonzero(chance >= SURELY_UNRELATED).tolist()
        return random.Random(0).sample(found, min(MOST, len(found)))

    def read(self, places: list[int], encoder: PairEncoder) -> np.ndarray:
        rows = []
        for i in places:
            headline, article = self.pairs[i].headline, self.articles[self.pairs[i].body_id]
            chosen = passage(headline, article)
            (reading,) = encoder.read([(headline, chosen)], [signals(headline, article, chosen)])
            rows.append([*self.words[i], *read_columns(reading)])
        return np.array(rows)


def told(name: str, rows: np.ndarray, related: np.ndarray, w: np.ndarray) -> None:
    found, there = rows @ w[:-1] + w[-1] > 0, related == 1
    f1 = 2 * (~found & ~there).sum() / ((~found).sum() + (~there).sum())
    print(f"{name}: accuracy {(found == there).mean():.4f}, F1 of unrelated {f1:.4f} ({len(rows)})", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("fnc", type=Path)
    parser.add_argument("model", type=Path, help="the pair encoder as ONNX")
    parser.add_argument("-o", "--out", type=Path, required=True)
    options = parser.parse_args()
    whole = fnc.load(options.fnc)
    articles = {key: read_article(text) for key, text in whole.bodies.items()}
    train, dev = (Part(pairs, articles) for pairs in fnc.parted(whole.pairs))
    words = fit(train.words, train.related)
    told("train, words", train.words, train.related, words)
    told("dev, words", dev.words, dev.related, words)
    encoder, asked = PairEncoder(options.model.read_bytes(), tokenizer()), [p.asked(words) for p in (train, dev)]
    rows = [part.read(places, encoder) for part, places in zip((train, dev), asked, strict=True)]
    read = fit(rows[0], train.related[asked[0]])
    for name, part, places, table in zip(("train", "dev"), (train, dev), asked, rows, strict=True):
        told(f"{name}, words, of those asked", part.words[places], part.related[places], words)
        told(f"{name}, read", table, part.related[places], read)
    weights = {"words": words.round(4).tolist(), "read": read.round(4).tolist()}
    model = {"made_by": "python -m training.pairs.relatedness FNC1 pairs.onnx", "weights": weights}
    options.out.write_text(json.dumps(model) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
