"""Trains the weights that rank antecedents, and those that sort nouns, on GUM; writes src/onrecord/models/actors.json.

    python -m training.actors.train ../shared/data/gum/coref --news ../shared/data/polnear/train [--cache FOLDER]

Log-linear models in numpy. The ranker maximises the likelihood of the right antecedents together (Durrett and Klein
2013), over chains as the gold labels have them in the first round and as the model itself makes them in the later
ones, so that it learns from its own mistakes. What news teaches of "he" and "she" is in blind.py.
"""

import argparse
import json
import pickle
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from scipy.sparse import csr_array
from spacy.tokens import Doc

from evaluation.actors import chains_by_head
from evaluation.gum import dev, train
from evaluation.webanno import GoldText, load
from onrecord.actors import kinds
from onrecord.actors.chains import Question, joined
from onrecord.actors.kinds import CLASSES, MODEL, unit
from onrecord.language.models import spacy_pipeline
from onrecord.language.tokens import tokens_of
from onrecord.model import Document, Section, SectionKind, Span, Statement
from onrecord.pipeline import analyse
from onrecord.settings import from_environment
from training.actors.blind import answered

OUT = Path("src/onrecord/models") / MODEL
ROUNDS, EPOCHS, BATCH, RATE, DECAY, FEWEST = 2, 10, 64, 0.02, 1e-4, 4
NEWS = 320
"""Texts of news read for what they tell of "he" and "she"."""
NATURES = {"person": 0, "animal": 0, "organization": 1, "place": 2}


class Read(NamedTuple):
    gold: GoldText
    doc: Doc
    statements: list[Statement]


class Row(NamedTuple):
    """``right``: the numbers of the rows of ``features`` that are right."""

    features: tuple[list[str], ...]
    right: tuple[int, ...]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("path", type=Path)
    parser.add_argument("--news", type=Path, required=True, help="a split with attributions")
    parser.add_argument("--cache", type=Path, help="a folder where parses and statements are kept between runs")
    arguments = parser.parse_args()
    texts = load(arguments.path)
    read = reading(train(texts), arguments.cache and arguments.cache / "train.pkl")
    data: dict[str, Any] = {
        "trained_on": "GUM: " + ", ".join(sorted({t.genre for t in train(texts)})) + f"; {NEWS} texts of PolNeAR",
        "left_out": sorted(t.name for t in dev(texts)),
        "command": "python -m training.actors.train DATA/gum/coref --news DATA/polnear/train",
        "nouns": nouns(read),
        "families": {},
    }
    setattr(kinds, "model", lambda: data)  # noqa: B010 - the weights in the making stand for the shipped ones
    blind: list[Row] = []
    for number in range(ROUNDS):
        rows = questions(read, data["families"] if number else None)
        if number == 1:
            found = answered(arguments.news, NEWS, data["families"], arguments.cache and arguments.cache / "news.pkl")
            blind = [Row(*pair) for pair in found]
        rows["person"] += blind
        data["families"] = {family: fitted(found) for family, found in sorted(rows.items())}
        print(f"round {number}:", {f: len(r) for f, r in rows.items()}, flush=True)
    OUT.write_text(json.dumps(data, indent=0, sort_keys=True) + "\n", encoding="utf-8")


def reading(texts: list[GoldText], cache: Path | None) -> list[Read]:
    settings = from_environment()
    vocab = spacy_pipeline(settings.spacy_model).vocab
    kept: dict[str, tuple[bytes, list[Statement]]] = (
        pickle.loads(cache.read_bytes()) if cache and cache.exists() else {}
    )
    for text in texts:
        if text.name not in kept:
            doc = tokens_of(text.text, settings.spacy_model)
            document = Document(text.text, (Section(SectionKind.BODY, Span(0, len(text.text))),), name=text.name)
            kept[text.name] = (doc.to_bytes(), analyse(document, settings, doc))
    if cache:
        cache.write_bytes(pickle.dumps(kept))
    return [Read(t, Doc(vocab).from_bytes(kept[t.name][0]), kept[t.name][1]) for t in texts]


def nouns(read: list[Read]) -> dict[str, Any]:
    """Weights over unit vectors of common nouns, by the entity type of the mentions that they head."""
    vectors, classes = [], []
    for text in read:
        for mention in text.gold.mentions:
            span = text.doc.char_span(*mention.span, alignment_mode="expand")
            if span is not None and span.root.tag_ in ("NN", "NNS") and span.root.has_vector:
                vectors.append(unit(text.doc.vocab[span.root.lower_].vector))
                classes.append(NATURES.get(mention.entity, 3))
    x, y = np.array(vectors), np.eye(len(CLASSES))[classes]
    weights, bias = np.zeros((len(CLASSES), x.shape[1])), np.zeros(len(CLASSES))
    step = Adam(weights.size + bias.size, 0.05)
    for _ in range(300):
        p = softmax(x @ weights.T + bias)
        slope = np.concatenate([((p - y).T @ x / len(x) + 1e-4 * weights).ravel(), (p - y).mean(0)])
        change = step(slope)
        weights -= change[: weights.size].reshape(weights.shape)
        bias -= change[weights.size :]
    print("nouns:", len(x), "right on train:", (p.argmax(1) == y.argmax(1)).mean(), flush=True)
    return {"weights": weights.round(2).tolist(), "bias": bias.round(2).tolist()}


def softmax(x: np.ndarray) -> np.ndarray:
    e = np.exp(x - x.max(-1, keepdims=True))
    return e / e.sum(-1, keepdims=True)


class Adam:
    def __init__(self, size: int, rate: float) -> None:
        self.m, self.v, self.t, self.rate = np.zeros(size), np.zeros(size), 0, rate

    def __call__(self, slope: np.ndarray) -> np.ndarray:
        self.t += 1
        self.m = 0.9 * self.m + 0.1 * slope
        self.v = 0.999 * self.v + 0.001 * slope**2
        m, v = self.m / (1 - 0.9**self.t), self.v / (1 - 0.999**self.t)
        return self.rate * m / (np.sqrt(v) + 1e-8)


def questions(read: Iterable[Read], families: dict[str, Any] | None) -> dict[str, list[Row]]:
    """Every question that the reading of the texts asks, by family."""
    out: dict[str, list[Row]] = defaultdict(list)
    for text in read:
        gold = chains_by_head(text.gold, text.doc)

        def choose(question: Question, gold: dict[int, set[int]] = gold) -> tuple[int | None, float, str]:
            own = gold.get(question.anaphor.head, set())
            right = tuple(i for i, e in enumerate(question.candidates) if e.last and own & gold.get(e.last.head, set()))
            out[question.family].append(Row(question.features, right or (len(question.candidates),)))
            if families is None:
                return (right[0] if right else None), 1.0, ""
            weights = families[question.family]
            scores = [sum(weights.get(f, 0.0) for f in row) for row in question.features]
            top = int(np.argmax(scores))
            return (None if top == len(question.candidates) else top), 1.0, ""

        joined(text.doc, text.statements, choose)
    return out


def fitted(rows: list[Row]) -> dict[str, float]:
    """The weights that make the right antecedents likeliest, by Adam over small batches of questions."""
    counts = Counter(f for row in rows for features in row.features for f in set(features))
    index = {f: i for i, f in enumerate(sorted(f for f, c in counts.items() if c >= FEWEST))}
    given, right, start = matrix(rows, index)
    weights, random = np.zeros(len(index)), np.random.default_rng(0)
    step = Adam(len(index), RATE)
    for epoch in range(EPOCHS):
        step.rate = RATE * (1 - epoch / EPOCHS)
        for batch in np.array_split(random.permutation(len(rows)), len(rows) // BATCH + 1):
            weights -= step(slope(given, right, start, weights, batch) + DECAY * weights)
    return {f: round(float(weights[i]), 2) for f, i in index.items() if abs(weights[i]) >= 0.01}


def matrix(rows: list[Row], index: dict[str, int]) -> tuple[csr_array, np.ndarray, np.ndarray]:
    """Candidates by features; which candidates are right; where each question's candidates start, and the end."""
    columns, ends, start, right = array("l"), array("l", [0]), [0], []
    for row in rows:
        for i, features in enumerate(row.features):
            columns.extend([index[f] for f in features if f in index])
            ends.append(len(columns))
            right.append(i in row.right)
        start.append(len(right))
    shape = (len(right), len(index))
    return (
        csr_array((np.ones(len(columns)), np.array(columns), np.array(ends)), shape=shape),
        np.array(right),
        np.array(start),
    )


def slope(given: csr_array, right: np.ndarray, start: np.ndarray, weights: np.ndarray, batch: np.ndarray) -> np.ndarray:
    """Of minus the mean log-likelihood of the right candidates of a batch of questions."""
    taken = np.concatenate([np.arange(start[q], start[q + 1]) for q in batch])
    sizes = start[batch + 1] - start[batch]
    begins, owner = np.cumsum(sizes) - sizes, np.repeat(np.arange(len(batch)), sizes)
    features = given[taken]
    scores = features @ weights
    p = shares(scores, owner, begins)
    q = shares(np.where(right[taken], scores, -1e9), owner, begins)
    found: np.ndarray = features.T @ (p - q) / len(batch)
    return found


def shares(scores: np.ndarray, owner: np.ndarray, begins: np.ndarray) -> np.ndarray:
    e = np.exp(scores - np.maximum.reduceat(scores, begins)[owner])
    return e / np.add.reduceat(e, begins)[owner]


if __name__ == "__main__":
    main()
