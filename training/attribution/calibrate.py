"""Fit the confidence of attributions on a labelled split that the model was not trained on.

    python -m training.attribution.calibrate ../shared/data/polnear/dev

Runs in the product's environment. Writes src/onrecord/models/attribution.calibration.json and prints the expected
calibration error with the articles held out in five folds, which is what the confidence of an unseen text will have.
"""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from evaluation.reliability import expected_error
from evaluation.scoring import are_right
from evaluation.split import Attribution, load_split
from onrecord.attribution.confidence import CALIBRATION, FEATURES, Calibration, features
from onrecord.attribution.decode import Found, Thresholds
from onrecord.attribution.statements import candidates, read
from onrecord.language.models import attribution_encoder
from onrecord.language.tokens import tokens_of
from onrecord.model import Document, Statement
from onrecord.reading.inputs import load
from onrecord.settings import Settings

MODELS = Path(__file__).resolve().parents[2] / "src" / "onrecord" / "models"


def examples(split: Path) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Features (n, k), whether each attribution is right (n,), and the number of its article (n,)."""
    rows, right, articles = [], [], []
    for number, (name, (text, gold)) in enumerate(load_split(split).items()):
        document = load(str(split / "text" / f"{name}.txt"))
        kept = list(attributions(document))
        rows += [features(found) for found, _ in kept]
        right += are_right(text, gold, [Attribution(s.source, s.cue, s.content) for _, s in kept])
        articles += [number] * len(kept)
    return np.array(rows), np.array(right, dtype=float), np.array(articles)


def attributions(document: Document) -> Iterator[tuple[Found, Statement]]:
    """What the model finds, before any confidence is known."""
    reading = read(document, tokens_of(document.text, Settings().spacy_model), attribution_encoder())
    return candidates(document, reading, Thresholds(), Calibration((0.0,) * len(FEATURES)))


def fit(x: np.ndarray, y: np.ndarray, ridge: float = 1.0) -> np.ndarray:
    """Ridge logistic regression by Newton's method; the first column, the constant, is not shrunk."""
    weights, penalty = np.zeros(x.shape[1]), np.diag([0.0] + [ridge] * (x.shape[1] - 1))
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ weights))
        gradient = x.T @ (y - p) - penalty @ weights
        step = np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + penalty, gradient)
        weights += step
        if np.abs(step).max() < 1e-8:
            break
    return weights


def held_out(x: np.ndarray, y: np.ndarray, articles: np.ndarray, folds: int = 5) -> np.ndarray:
    out = np.zeros(len(y))
    for k in range(folds):
        test = articles % folds == k
        out[test] = 1 / (1 + np.exp(-x[test] @ fit(x[~test], y[~test])))
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("split", type=Path)
    options = parser.parse_args()
    x, y, articles = examples(options.split)
    unseen = held_out(x, y, articles)
    print(
        f"{len(y)} attributions, {y.mean():.3f} right; expected calibration error, held out: "
        f"{expected_error(unseen.tolist(), y.astype(bool).tolist()):.4f}"
    )
    weights = fit(x, y)
    stored = {
        "made_by": f"python -m training.attribution.calibrate {options.split.name}",
        "weights": {name: round(float(w), 4) for name, w in zip(FEATURES, weights, strict=True)},
    }
    (MODELS / CALIBRATION).write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(stored["weights"]))


if __name__ == "__main__":
    main()
