"""Fit the weights of claims/weighing.py on whether two sentences of ECB+ tell of one event.

    python -m training.claims.weigh ../shared/data/ecbplus/train

Prints them, with precision and recall by the cut of the chance on the folder given with --dev.
"""

import argparse
from pathlib import Path

import numpy as np

from evaluation.ecbplus import items_of, load
from onrecord.claims.comparison import compared, differing
from onrecord.claims.matching import pairs
from onrecord.claims.memory import MemoryIndex
from onrecord.claims.weighing import Weights, features
from onrecord.language.models import pair_encoder

STEPS, RATE, DECAY = 6000, 0.5, 1e-3
CUTS = (0.5, 0.6, 0.7, 0.8, 0.9)


def rows(path: Path) -> tuple[np.ndarray, np.ndarray]:
    """Features (n, 5) and labels (n,) of the pairs that would be read, less those that differ outright."""
    items, index = items_of(load(path)), MemoryIndex()
    values, labels = [], []
    for document, said, told in items.documents:
        found = pairs(told, document, index)
        index.add(document, said, told)
        scores = pair_encoder().judge([(p.new.wording, p.old.wording) for p in found])
        for pair, score in zip(found, scores, strict=True):
            reasons = compared(pair.new, pair.old)
            if not differing(reasons):
                values.append(features(pair.new, pair.old, pair.like, score, reasons))
                labels.append(items.chains[pair.new.statement_id] == items.chains[pair.old.statement_id])
    return np.array(values), np.array(labels, dtype=float)


def fitted(values: np.ndarray, labels: np.ndarray) -> Weights:
    x = np.c_[np.ones(len(labels)), values]
    w = np.zeros(x.shape[1])
    for _ in range(STEPS):
        error = 1 / (1 + np.exp(-x @ w)) - labels
        w -= RATE * (x.T @ error / len(labels) + DECAY * np.r_[0, w[1:]])
    return Weights(*(round(float(v), 2) for v in w))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path)
    parser.add_argument("--dev", type=Path, help="a folder to measure on")
    options = parser.parse_args()
    weights = fitted(*rows(options.path))
    print(weights)
    if options.dev:
        values, labels = rows(options.dev)
        chances = 1 / (1 + np.exp(-(np.c_[np.ones(len(labels)), values] @ np.array(weights))))
        for cut in CUTS:
            over = chances >= cut
            print(
                cut, "precision", labels[over].mean().round(3), "recall", (labels[over].sum() / labels.sum()).round(3)
            )


if __name__ == "__main__":
    main()
