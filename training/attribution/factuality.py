"""Fit the factuality of each scale on an attribution encoder that is trained and stays as it is.

    python -m training.attribution.factuality ../shared/data/factuality --start /tmp/attribution/epoch2.pt \\
        -p /tmp/parses.npz -o /tmp/scales.pt

Prints Pearson's r and the mean absolute error on each dev part after every epoch.
"""

import argparse
import copy
import random
import tempfile
from pathlib import Path

import numpy as np
import onnxruntime
import torch
import torch.nn.functional as F
from torch import Tensor

from evaluation import factuality_data
from onrecord.language.encoder import SCALES
from training.attribution import data
from training.attribution.export import INPUTS, Vectors, to_int8, to_onnx
from training.attribution.model import Scales, Tagger
from training.attribution.parses import Parses
from training.attribution.train import FACTUALITY_PIECES, average, schedule
from training.encoder import Encoder
from training.published import MPNET, tokenizer

Labelled = tuple[Tensor, Tensor, Tensor]
"""Vectors of labelled words (n, size), their labels (n,), and the place in SCALES of each (n,)."""


def int8_vectors(model: Tagger) -> onnxruntime.InferenceSession:
    """The encoder as the product runs it, so that what int8 makes of its vectors is learnt too."""
    with tempfile.TemporaryDirectory() as folder:
        full, small = Path(folder) / "full.onnx", Path(folder) / "small.onnx"
        to_onnx(Vectors(model), full, {"vectors": 1})
        to_int8(full, small, "")
        return onnxruntime.InferenceSession(str(small))


def labelled(encoder: onnxruntime.InferenceSession, folder: Path, part: str, parses: Parses) -> Labelled:
    """Every labelled word of a part ("train", "dev") of each set's folder, as the encoder reads it."""
    splitter, rng = tokenizer(), random.Random(0)
    parts = []
    for place, scale in enumerate(SCALES):
        sentences = factuality_data.load(folder / scale / f"{part}.jsonl")
        texts = data.factuality_articles(sentences, splitter, parses, FACTUALITY_PIECES, rng)
        windows = [w for text in texts for w in data.training_windows(text, 384, rng)]
        vectors, labels = _read(encoder, windows)
        parts.append((vectors, labels, torch.full_like(labels, place, dtype=torch.int64)))
    return tuple(torch.cat(column) for column in zip(*parts, strict=True))  # type: ignore[return-value]


def _read(encoder: onnxruntime.InferenceSession, windows: list[dict[str, np.ndarray]]) -> tuple[Tensor, Tensor]:
    vectors, labels = [], []
    for window in windows:  # one at a time, as the product does
        known = ~np.isnan(window["factuality"])
        [found] = encoder.run(None, {name: window[name][None] for name in INPUTS})
        vectors.append(torch.from_numpy(found[0, known]))
        labels.append(torch.from_numpy(window["factuality"][known]))
    return torch.cat(vectors), torch.cat(labels)


def fit(train: Labelled, dev: Labelled, epochs: int, rate: float, batch: int = 128) -> Scales:
    """The mean of the weights over steps. The loss is nearly the absolute error, by which it is measured."""
    vectors, labels, places = train
    model = Scales()
    model.mean.copy_(vectors.mean(0))
    model.deviation.copy_(vectors.std(0) + 1e-5)
    smooth = copy.deepcopy(model).eval()
    optimizer = torch.optim.AdamW(model.parameters(), lr=rate, weight_decay=0.01)
    step, total = 0, epochs * -(-len(labels) // batch)
    for epoch in range(epochs):
        for rows in torch.randperm(len(labels)).split(batch):
            optimizer.param_groups[0]["lr"] = rate * schedule(step, total, 1)
            found = model(vectors[rows]).gather(1, places[rows][:, None])[:, 0]
            F.smooth_l1_loss(found, labels[rows], beta=0.25).backward()
            optimizer.step()
            optimizer.zero_grad()
            average(smooth, model, min(0.998, 1 - 1 / (step + 10)))
            step += 1
        print(f"epoch {epoch}: {scores(smooth, dev)}", flush=True)
    return smooth


def scores(model: Scales, dev: Labelled) -> str:
    vectors, labels, places = dev
    with torch.no_grad():
        found = model(vectors).gather(1, places[:, None])[:, 0].clamp(-3, 3)
    out = []
    for place, scale in enumerate(SCALES):
        ours, gold = found[places == place].numpy(), labels[places == place].numpy()
        out.append(f"{scale} r {np.corrcoef(ours, gold)[0, 1]:.3f} mae {np.abs(ours - gold).mean():.3f}")
    return ", ".join(out)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("factuality", type=Path, help="the folder of the factuality sets")
    parser.add_argument("--start", type=Path, required=True, help="the trained tagger")
    parser.add_argument("-p", "--parses", type=Path, required=True, help="made by training.attribution.parses")
    parser.add_argument("-o", "--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=9)
    parser.add_argument("--rate", type=float, default=1e-3)
    options = parser.parse_args()
    torch.manual_seed(0)
    model = Tagger(Encoder(MPNET))
    model.load_state_dict(torch.load(options.start, map_location="cpu"))
    encoder, parses = int8_vectors(model), Parses(options.parses)
    train, dev = (labelled(encoder, options.factuality, part, parses) for part in ("train", "dev"))
    torch.save(fit(train, dev, options.epochs, options.rate).state_dict(), options.out)


if __name__ == "__main__":
    main()
