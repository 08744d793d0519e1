"""PolNeAR articles as training windows."""

import random
import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor

from evaluation.factuality_data import Sentence
from onrecord.language.pieces import Pieces, Window, split_pieces, windows
from onrecord.language.syntax import SIZES, Syntax, unparsed
from training.attribution.parses import Parses

ROLES = ("source", "cue", "content")
CLS, SEP, MASK = 101, 102, 103
Attribution = dict[str, list[tuple[int, int]]]


@dataclass(frozen=True)
class Article:
    name: str
    text: str
    annotations: list[list[Attribution]]  # one list an annotator


def load(split: Path) -> list[Article]:
    """Every article of a split folder (text/NAME.txt, attributions/NAME_ANNOTATOR.ann in brat's format)."""
    out = []
    for path in sorted((split / "text").glob("*.txt")):
        text = path.read_bytes().decode("utf-8")
        annotations = [_parse(p) for p in sorted((split / "attributions").glob(glob_escape(path.stem) + "_????.ann"))]
        if annotations:
            out.append(Article(path.stem, text, annotations))
    return out


def glob_escape(name: str) -> str:
    return re.sub(r"([\[\]*?])", r"[\1]", name)


def _parse(path: Path) -> list[Attribution]:
    spans: dict[str, list[tuple[int, int]]] = {}
    events: list[Attribution] = []
    lines = path.read_bytes().decode("utf-8").split("\n")
    for line in lines:
        found = re.match(r"(T\d+)\t\S+ ([\d ;]+)\t", line)
        if found:
            parts = [part.split() for part in found.group(2).split(";")]
            spans[found.group(1)] = [(int(a), int(b)) for a, b in parts]
    for line in lines:
        if re.match(r"E\d+\t", line):
            event: Attribution = {role: [] for role in ROLES}
            for argument in line.split("\t")[1].split():
                role, ref = argument.split(":")
                role = re.sub(r"\d+$", "", role).lower()
                if role in event:
                    event[role] += [s for s in spans.get(ref, []) if s not in event[role]]
            if event["cue"]:
                events.append({role: sorted(v) for role, v in event.items()})
    return events


def single_marks(text: str) -> str:
    """The text with double quotation marks as British papers set them; every character keeps its place."""
    return text.translate(str.maketrans("“”‘’", "‘’“”")) if "“" in text else _straight_to_single(text)


def _straight_to_single(text: str) -> str:
    out, is_open = [], False
    for char in text:
        if char == "\n":
            is_open = False
        straight = char == '"'
        is_open = is_open != straight
        out.append(("‘" if is_open else "’") if straight else char)
    return "".join(out)


def straight_marks(text: str) -> str:
    return text.translate(str.maketrans("“”‘’", "\"\"''"))


def augmented(text: str, rng: random.Random) -> str:
    """The same text, now and then with other quotation marks, so that no style is read as meaning."""
    draw = rng.random()
    if draw < 0.12:
        swapped = single_marks(text)
        return re.sub(r"(?<=\w)”(?=\w)", "’", swapped)  # apostrophes stay what they were
    if draw < 0.22:
        return straight_marks(text)
    return text


def _first_and_last(pieces: Pieces, span: tuple[int, int]) -> tuple[int, int] | None:
    inside = np.nonzero((pieces.offsets[:, 0] < span[1]) & (pieces.offsets[:, 1] > span[0]))[0]
    return (int(inside[0]), int(inside[-1])) if len(inside) else None


@dataclass(frozen=True)
class Labelled:
    """Pieces with gold: per piece tags (n, 3), the cue a content piece belongs to (n,), a source per cue piece, and how
    factual an event is (n,), NaN where nobody said."""

    pieces: Pieces
    tags: np.ndarray
    cue_of: np.ndarray
    sources: dict[int, tuple[int, int] | None]
    factuality: np.ndarray | None = None


def label(pieces: Pieces, attributions: list[Attribution]) -> Labelled:
    tags = np.zeros((len(pieces), 3), dtype=np.int64)
    cue_of = np.full(len(pieces), -1, dtype=np.int64)
    sources: dict[int, tuple[int, int] | None] = {}
    for attribution in attributions:
        cue = _first_and_last(pieces, attribution["cue"][0])
        if cue is None:
            continue
        for k, role in enumerate(ROLES):
            for span in attribution[role]:
                ends = _first_and_last(pieces, span)
                if ends is None:
                    continue
                tags[ends[0] : ends[1] + 1, k] = 2
                tags[ends[0], k] = 1
                if role == "content":
                    cue_of[ends[0] : ends[1] + 1] = cue[0]
        source = attribution["source"]
        sources[cue[0]] = _first_and_last(pieces, source[0]) if source else None
    return Labelled(pieces, tags, cue_of, sources)


def training_windows(
    article: Labelled, size: int, rng: random.Random, noise: "Noise | None" = None
) -> list[dict[str, np.ndarray]]:
    """The article cut into windows of at most ``size`` pieces, their context drawn by ``rng``."""
    context = rng.choice((0, 0, size // 8))
    found = windows(article.pieces, size - 2, context)
    return [_window(article, w, noise or Noise(0.0, 0.0, rng)) for w in found]


@dataclass(frozen=True)
class Noise:
    """What is hidden from the model in training: each piece by the chance ``masked``, a window's whole parse by
    ``unparsed``, so that it leans on no single word and reads texts that the parser cannot."""

    masked: float
    unparsed: float
    rng: random.Random

    def hide(self, ids: np.ndarray) -> np.ndarray:
        draws = np.random.default_rng(self.rng.getrandbits(32)).random(len(ids))
        return np.where(draws < self.masked, MASK, ids)


def _window(article: Labelled, w: Window, noise: Noise) -> dict[str, np.ndarray]:
    n = w.end - w.start + 2
    pieces = article.pieces
    ids = np.concatenate([[CLS], noise.hide(pieces.ids[w.start : w.end]), [SEP]])
    features = np.zeros((n, pieces.features.shape[1]), dtype=np.float32)
    features[1:-1] = pieces.features[w.start : w.end]
    syntax = unparsed(len(pieces)) if noise.rng.random() < noise.unparsed else pieces.syntax
    labels, heads = np.zeros((n, len(SIZES)), dtype=np.int64), np.arange(n)
    labels[1:-1] = syntax.labels[w.start : w.end]
    seen = (syntax.heads[w.start : w.end] >= w.start) & (syntax.heads[w.start : w.end] < w.end)
    heads[1:-1][seen] = syntax.heads[w.start : w.end][seen] - w.start + 1
    tags = np.full((n, 3), -100, dtype=np.int64)
    tags[1:-1] = article.tags[w.start : w.end]
    arcs, starts, ends = (np.full(n, -100, dtype=np.int64) for _ in range(3))
    cue_of = article.cue_of[w.start : w.end]
    known = (cue_of >= w.start) & (cue_of < w.end)
    arcs[1:-1][known] = cue_of[known] - w.start + 1
    for cue, source in article.sources.items():
        if not w.start <= cue < w.end:
            continue
        if source is None:
            starts[cue - w.start + 1] = ends[cue - w.start + 1] = 0
        elif w.start <= source[0] and source[1] < w.end:
            starts[cue - w.start + 1] = source[0] - w.start + 1
            ends[cue - w.start + 1] = source[1] - w.start + 1
    factuality = np.full(n, np.nan, dtype=np.float32)
    if article.factuality is not None:
        factuality[1:-1] = article.factuality[w.start : w.end]
    return {
        "ids": ids,
        "features": features,
        "labels": labels,
        "heads": heads,
        "tags": tags,
        "arcs": arcs,
        "starts": starts,
        "ends": ends,
        "factuality": factuality,
    }


_FILL = {"ids": 0, "features": 0, "labels": 0, "heads": 0, "factuality": np.nan}


def collate(items: list[dict[str, np.ndarray]]) -> dict[str, Tensor]:
    n = max(len(item["ids"]) for item in items)
    out = {}
    for key, first in items[0].items():
        fill = _FILL.get(key, -100)
        table = np.full((len(items), n, *first.shape[1:]), fill, dtype=first.dtype)
        for row, item in zip(table, items, strict=True):
            row[: len(item[key])] = item[key]
        out[key] = torch.from_numpy(table)
    out["mask"] = torch.zeros(len(items), n)
    for row, item in zip(out["mask"], items, strict=True):
        row[: len(item["ids"])] = 1.0
    return out


def prepare(article: Article, splitter: Tokenizer, parses: Parses, rng: random.Random | None = None) -> Labelled:
    """The article's first annotation; with ``rng`` any of them, and now and then other quotation marks."""
    text = augmented(article.text, rng) if rng else article.text
    annotation = rng.choice(article.annotations) if rng else article.annotations[0]
    return label(split_pieces(text, splitter, tokens=parses.of(article.text)), annotation)


def factuality_articles(
    sentences: list[Sentence], splitter: Tokenizer, parses: Parses, size: int, rng: random.Random
) -> list[Labelled]:
    """The sentences in an order drawn by ``rng``, a few of them a text of at most ``size`` pieces, each a paragraph."""
    out: list[Labelled] = []
    waiting: list[Labelled] = []
    room = 0
    for sentence in rng.sample(sentences, len(sentences)):
        labelled = label_factuality(split_pieces(sentence.text, splitter, tokens=parses.of(sentence.text)), sentence)
        if waiting and len(labelled.pieces) > room:
            out.append(_in_a_row(waiting))
            waiting = []
        room = (room if waiting else rng.randint(20, size)) - len(labelled.pieces)
        waiting.append(labelled)
    return [*out, _in_a_row(waiting)] if waiting else out


def label_factuality(pieces: Pieces, sentence: Sentence) -> Labelled:
    """The label of a word stands at its first piece."""
    values = np.full(len(pieces), np.nan, dtype=np.float32)
    for span, value in sentence.targets:
        ends = _first_and_last(pieces, span)
        if ends is not None:
            values[ends[0]] = value
    nobody = np.full(len(pieces), -100, dtype=np.int64)
    return Labelled(pieces, np.full((len(pieces), 3), -100, dtype=np.int64), nobody, {}, values)


def _in_a_row(items: list[Labelled]) -> Labelled:
    shifts = np.cumsum([0, *(len(item.pieces) for item in items[:-1])])
    all_pieces = [item.pieces for item in items]
    pieces = Pieces(
        np.concatenate([p.ids for p in all_pieces]),
        np.concatenate([p.offsets for p in all_pieces]),
        np.concatenate([p.features for p in all_pieces]),
        Syntax(
            np.concatenate([p.syntax.labels for p in all_pieces]),
            np.concatenate([p.syntax.heads + s for p, s in zip(all_pieces, shifts, strict=True)]),
        ),
        tuple(int(s) for s in shifts),
    )
    tags, cues = (np.concatenate([getattr(item, name) for item in items]) for name in ("tags", "cue_of"))
    return Labelled(pieces, tags, cues, {}, np.concatenate([item.factuality for item in items]))
