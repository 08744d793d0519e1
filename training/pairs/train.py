"""Train the pair encoder on the sets in ../shared/data.

    OMP_NUM_THREADS=1 python -m training.pairs.train ../shared/data -o /tmp/pairs --half

Writes OUT/epochN.pt (averaged weights) after each epoch and what dev says of it to standard output.
"""

import argparse
import copy
import math
import random
import time
from collections.abc import Iterator
from pathlib import Path

import torch
from torch import Tensor, nn

from training.attribution.train import average, schedule
from training.encoder import seed_dropout
from training.pairs import data, dev
from training.pairs.model import PairModel, distance, loss, run
from training.published import tokenizer

ALONE = 4.0
"""Weight of the texts read alone."""


def batches(rows: list[data.Encoded], pieces: int, rng: random.Random) -> list[list[data.Encoded]]:
    """Pairs of like length together, about ``pieces`` word pieces in each batch, in an order drawn by ``rng``."""
    ordered = sorted(rows, key=lambda row: len(row.ids) + rng.random() * 12)
    groups: list[list[data.Encoded]] = [[]]
    longest = 0
    for row in ordered:
        longest = max(longest, len(row.ids))
        if groups[-1] and longest * (len(groups[-1]) + 1) > pieces:
            groups.append([])
            longest = len(row.ids)
        groups[-1].append(row)
    rng.shuffle(groups)
    return groups


def parameter_groups(model: PairModel, options: argparse.Namespace) -> list[dict]:
    """The encoder's rate falls by a share a layer from the top down; word and place embeddings stay as they are."""
    for table in (model.encoder.words, model.encoder.positions, model.encoder.types):
        table.requires_grad_(False)
    layers, groups = model.encoder.layers, []
    for i, layer in enumerate(layers):
        rate = options.rate * options.layer_decay ** (len(layers) - 1 - i)
        groups.append({"params": list(layer.parameters()), "lr": rate})
    rest = [p for name, p in model.named_parameters() if not name.startswith("encoder.")]
    return [*groups, {"params": rest, "lr": options.head_rate}]


def alone(model: PairModel, group: list[data.Encoded], *, half: bool) -> Tensor | float:
    """The loss of the pairs of a batch whose texts, each read by itself, should be so near."""
    rows = [row for row in group if row.example.nearness is not None]
    if not rows:
        return 0.0
    texts = [row.alone[side] for side in (0, 1) for row in rows]
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=half):
        read = model.alone(data.padded(texts), data.padded([[1] * len(text) for text in texts]))
    wanted = torch.tensor([row.example.nearness for row in rows])
    return ALONE * distance(read[: len(rows)], read[len(rows) :], wanted) * len(rows) / len(group)


def epochs(model: PairModel, options: argparse.Namespace, rng: random.Random) -> Iterator[tuple[int, PairModel, float]]:
    """After each epoch its number, the averaged model and the mean loss."""
    splitter = tokenizer()
    draw = data.drawn(options.data, splitter, rng)
    smooth = copy.deepcopy(model)
    optimizer = torch.optim.AdamW(parameter_groups(model, options), weight_decay=0.01, fused=True)
    rates = [g["lr"] for g in optimizer.param_groups]
    weights = {"stance": torch.tensor(options.stance_weights), "reply": torch.tensor(options.reply_weights)}
    step, total = 0, 0
    for epoch in range(options.epochs):
        began, values = time.time(), []
        groups = batches([data.encode(e, splitter, options.longest) for e in draw()], options.pieces, rng)
        total = total or len(groups) * options.epochs
        model.train()
        for group in groups:
            for g, base in zip(optimizer.param_groups, rates, strict=True):
                g["lr"] = base * schedule(step, total, 100)
            batch = data.collate(group)
            value = loss(run(model, batch, half=options.half), batch, weights)
            value = value + alone(model, group, half=options.half)
            value.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad()
            step += 1
            average(smooth, model, min(options.average, 1 - 1 / (step / 4 + 2)))
            values.append(value.item())
            if math.isnan(values[-1]):
                raise SystemExit(f"the loss is not a number at step {step}")
            if step % 50 == 0:
                print(f"  step {step}/{total} loss {sum(values[-50:]) / 50:.4f} {time.time() - began:.0f}s", flush=True)
        yield epoch, smooth, sum(values) / len(values)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("-o", "--out", type=Path, required=True)
    parser.add_argument("--start", type=Path, help="go on from these weights")
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--pieces", type=int, default=1600, help="word pieces of a batch")
    parser.add_argument("--longest", type=int, default=144, help="word pieces of a pair")
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--head-rate", type=float, default=8e-4)
    parser.add_argument("--layer-decay", type=float, default=0.9)
    parser.add_argument("--average", type=float, default=0.99)
    parser.add_argument("--dropout", type=float, default=0.1)
    parser.add_argument("--stance-weights", type=float, nargs=3, default=(1.0, 2.0, 1.0))
    parser.add_argument("--reply-weights", type=float, nargs=4, default=(1.0, 3.0, 2.5, 0.8))
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--half", action="store_true", help="bfloat16 where the processor has it")
    options = parser.parse_args()
    torch.set_flush_denormal(True)
    torch.manual_seed(options.seed)
    seed_dropout(options.seed)
    rng = random.Random(options.seed)
    options.out.mkdir(parents=True, exist_ok=True)
    model = PairModel(dropout=options.dropout)
    if options.start:
        model.load_state_dict(torch.load(options.start, map_location="cpu"))
    held_out = dev.held_out(options.data, tokenizer(), options.longest)
    for epoch, smooth, mean in epochs(model, options, rng):
        torch.save(smooth.state_dict(), options.out / f"epoch{epoch}.pt")
        print(f"epoch {epoch}: loss {mean:.4f}", dev.scores(smooth, held_out, half=options.half), flush=True)


if __name__ == "__main__":
    main()
