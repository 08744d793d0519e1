"""Train the attribution tagger on a PolNeAR split.

    python -m training.attribution.train ../shared/data/polnear -p /tmp/parses.npz -o /tmp/attribution

Writes OUT/epochN.pt (averaged weights) after each epoch and a line of the loss on train and dev to standard output.
"""

import argparse
import copy
import math
import random
import time
from pathlib import Path

import torch
from torch import Tensor, nn

from evaluation import factuality_data
from training.attribution import data
from training.attribution.model import Tagger, loss
from training.attribution.parses import Parses
from training.encoder import seed_dropout
from training.published import tokenizer

FACTUALITY_PIECES = 250
"""Most pieces of factuality sentences in one window."""
EACH_EPOCH_ONE_IN = 3
"""An epoch reads one in so many of the factuality sentences, drawn anew: attribution is what takes longest to learn."""
INPUTS = ("ids", "features", "labels", "heads", "mask")


def batches(windows: list[dict], size: int, rng: random.Random) -> list[list[dict]]:
    """Windows of like length together, in an order drawn by ``rng``."""
    windows = sorted(windows, key=lambda w: len(w["ids"]) + rng.random() * 32)
    groups = [windows[i : i + size] for i in range(0, len(windows), size)]
    rng.shuffle(groups)
    return groups


def parameter_groups(model: Tagger, rate: float, head_rate: float, decay: float) -> list[dict]:
    """The encoder's rate falls by ``decay`` a layer from the top down; heads and features learn at ``head_rate``."""
    groups = []
    for i, layer in enumerate(model.encoder.layers):
        groups.append({"params": list(layer.parameters()), "lr": rate * decay ** (len(model.encoder.layers) - 1 - i)})
    below = [p for name, p in model.encoder.named_parameters() if not name.startswith("layers.")]
    groups.append({"params": below, "lr": rate * decay ** len(model.encoder.layers)})
    heads = [p for name, p in model.named_parameters() if not name.startswith("encoder.")]
    groups.append({"params": heads, "lr": head_rate})
    return groups


def schedule(step: int, total: int, warmup: int) -> float:
    return min((step + 1) / warmup, max(0.0, (total - step) / max(1, total - warmup)))


def average(into: nn.Module, model: nn.Module, keep: float) -> None:
    with torch.no_grad():
        for a, b in zip(into.parameters(), model.parameters(), strict=True):
            a.mul_(keep).add_(b, alpha=1 - keep)


def run(model: Tagger, batch: dict[str, Tensor], *, half: bool) -> Tensor:
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=half):
        return loss(model(*(batch[name] for name in INPUTS)), batch)


def evaluate(model: Tagger, windows: list[dict], size: int, *, half: bool) -> float:
    model.eval()
    with torch.no_grad():
        values = [float(run(model, data.collate(g), half=half)) for g in batches(windows, size, random.Random(0))]
    return sum(values) / len(values)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("polnear", type=Path)
    parser.add_argument("--factuality", type=Path, help="the folder of the factuality sets")
    parser.add_argument("-p", "--parses", type=Path, required=True, help="made by training.attribution.parses")
    parser.add_argument("-o", "--out", type=Path, required=True)
    parser.add_argument("--start", type=Path, help="go on from these weights")
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--size", type=int, default=384)
    parser.add_argument("--batch", type=int, default=8)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--head-rate", type=float, default=7e-4)
    parser.add_argument("--layer-decay", type=float, default=0.9)
    parser.add_argument("--average", type=float, default=0.998)
    parser.add_argument("--dropout", type=float, default=0.1)
    parser.add_argument("--masked", type=float, default=0.08, help="share of pieces hidden")
    parser.add_argument("--unparsed", type=float, default=0.15, help="share of windows whose parse is hidden")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--half", action="store_true", help="bfloat16 where the processor has it")
    parser.add_argument("--articles", type=int, help="only so many, to try the script")
    options = parser.parse_args()
    train(options)


class Material:
    """The training windows of one epoch after another, and those of the dev split."""

    def __init__(self, options: argparse.Namespace, rng: random.Random) -> None:
        self.size, self.rng = options.size, rng
        self.noise = data.Noise(options.masked, options.unparsed, rng)
        self.splitter, self.parses = tokenizer(), Parses(options.parses)
        self.articles = data.load(options.polnear / "train")[: options.articles]
        self.held_out = data.load(options.polnear / "dev")[: options.articles]
        files = sorted(options.factuality.glob("*/train.jsonl")) if options.factuality else []
        self.sentences = [s for file in files for s in factuality_data.load(file)][: options.articles]

    def epoch(self) -> list[dict]:
        texts = [data.prepare(a, self.splitter, self.parses, self.rng) for a in self.articles]
        drawn = self.rng.sample(self.sentences, len(self.sentences) // EACH_EPOCH_ONE_IN)
        texts += data.factuality_articles(drawn, self.splitter, self.parses, FACTUALITY_PIECES, self.rng)
        return [w for text in texts for w in data.training_windows(text, self.size, self.rng, self.noise)]

    def dev(self) -> list[dict]:
        rng = random.Random(0)
        texts = (data.prepare(a, self.splitter, self.parses) for a in self.held_out)
        return [w for text in texts for w in data.training_windows(text, self.size, rng)]


def train(options: argparse.Namespace) -> None:
    torch.set_flush_denormal(True)
    torch.manual_seed(options.seed)
    seed_dropout(options.seed)
    rng = random.Random(options.seed)
    options.out.mkdir(parents=True, exist_ok=True)
    material = Material(options, rng)
    model = Tagger(dropout=options.dropout)
    if options.start:
        model.load_state_dict(torch.load(options.start, map_location="cpu"))
    smooth = copy.deepcopy(model)
    optimizer = torch.optim.AdamW(
        parameter_groups(model, options.rate, options.head_rate, options.layer_decay), weight_decay=0.01, fused=True
    )
    rates = [g["lr"] for g in optimizer.param_groups]
    step, total = 0, None
    for epoch in range(options.epochs):
        began, values = time.time(), []
        groups = batches(material.epoch(), options.batch, rng)
        total = total or len(groups) * options.epochs
        model.train()
        for group in groups:
            for g, base in zip(optimizer.param_groups, rates, strict=True):
                g["lr"] = base * schedule(step, total, 100)
            value = run(model, data.collate(group), half=options.half)
            value.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad()
            average(smooth, model, min(options.average, 1 - 1 / (step + 10)))
            values.append(value.item())
            step += 1
            if math.isnan(values[-1]):
                raise SystemExit(f"the loss is not a number at step {step}")
            if step % 50 == 0:
                print(f"  step {step}/{total} loss {sum(values[-50:]) / 50:.4f} {time.time() - began:.0f}s", flush=True)
        torch.save(smooth.state_dict(), options.out / f"epoch{epoch}.pt")
        dev_loss = evaluate(smooth, material.dev(), 8, half=options.half)
        mean = sum(values) / len(values)
        print(f"epoch {epoch}: train {mean:.4f} dev {dev_loss:.4f} {time.time() - began:.0f}s", flush=True)


if __name__ == "__main__":
    main()
