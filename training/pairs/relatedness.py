"""Fit what tells a related article from an unrelated one by the words it shares with a headline.

    python -m training.pairs.relatedness ../shared/data/fnc1 -o src/onrecord/models/stance.json

A logistic regression (Newton's method, a little ridge) on the training topics; prints its accuracy on train and dev.
"""

import argparse
import json
from pathlib import Path

import numpy as np

from evaluation import fnc
from onrecord.claims.stance_signs import closeness, read_article

RIDGE = 1.0
STEPS = 25


def table(pairs: list[fnc.StancePair], articles: dict) -> tuple[np.ndarray, np.ndarray]:
    rows = np.array([closeness(headline, articles[body]) for headline, body, _ in pairs])
    return rows, np.array([stance is not fnc.Stance.UNRELATED for *_, stance in pairs], dtype=float)


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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("fnc", type=Path)
    parser.add_argument("-o", "--out", type=Path, required=True)
    parser.add_argument("--made-by", default="python -m training.pairs.relatedness FNC1")
    options = parser.parse_args()
    whole = fnc.load(options.fnc)
    articles = {key: read_article(text) for key, text in whole.bodies.items()}
    train, dev = (table(part, articles) for part in fnc.parted(whole.pairs))
    w = fit(*train)
    for name, (rows, gold) in (("train", train), ("dev", dev)):
        told = rows @ w[:-1] + w[-1] > 0
        hits, unrelated = (told == (gold == 1)).mean(), (~told & (gold == 0)).sum()
        f1 = 2 * unrelated / ((~told).sum() + (gold == 0).sum())
        print(f"{name}: accuracy {hits:.4f}, F1 of unrelated {f1:.4f}")
    model = {"made_by": options.made_by, "weights": w[:-1].round(4).tolist(), "bias": round(float(w[-1]), 4)}
    options.out.write_text(json.dumps(model) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
