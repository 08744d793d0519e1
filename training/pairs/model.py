"""The pair encoder: MiniLM reads both texts at once; small heads read what is pooled from each and from both."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from onrecord.language.pair_encoder import SIGNALS
from training.encoder import Dropout, Encoder
from training.published import MINILM, minilm

WIDTH = 192
HIDDEN = MINILM.hidden
HEADS = {"same": 1, "similarity": 1, "relation": 3, "stance": 3, "reply": 4}
INPUTS = ("ids", "sides", "mask", "signals")
TOLD = ("stance", "reply")
"""Heads that see the signals too."""


class PairModel(nn.Module):
    """ids, sides, mask (batch, n), signals (batch, SIGNALS) -> logits (batch, k) a head, in HEADS' order, the vector
    (batch, 3 * WIDTH) that heads read, and the mean (batch, HIDDEN), of length 1, which is for texts read alone.
    ``sides``: 0 for the first text and the marks round it, 1 for the second.
    """

    def __init__(self, encoder: Encoder | None = None, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = encoder or minilm(dropout)
        self.side = nn.Parameter(self.encoder.types.weight[1].detach() - self.encoder.types.weight[0].detach())
        self.whole, self.apart, self.shared = (nn.Linear(HIDDEN, WIDTH) for _ in range(3))
        self.hidden = nn.ModuleDict(
            {name: nn.Linear(3 * WIDTH + 1 + (SIGNALS if name in TOLD else 0), 96) for name in HEADS}
        )
        self.out = nn.ModuleDict({name: nn.Linear(96, size) for name, size in HEADS.items()})
        self.dropout = Dropout(dropout)

    def forward(self, ids: Tensor, sides: Tensor, mask: Tensor, signals: Tensor) -> tuple[Tensor, ...]:
        part = sides[..., None].to(self.side.dtype)
        x = self.encoder(ids, mask, part * self.side)
        mask = mask.to(x.dtype)[..., None]
        one, other = _mean(x, mask * (1 - part)), _mean(x, mask * part)
        mean = _mean(x, mask)
        pooled = [self.whole(mean), self.apart((one - other).abs()), self.shared(one * other * 16)]
        vector = F.gelu(torch.cat(pooled, dim=-1))
        near = F.cosine_similarity(one.float(), other.float())[:, None].to(vector.dtype)
        read = self.dropout(torch.cat([vector, near], dim=-1))
        outs = []
        for name in HEADS:
            seen = torch.cat([read, signals.to(read.dtype)], dim=-1) if name in TOLD else read
            outs.append(self.out[name](F.gelu(self.hidden[name](seen))).float())
        return *outs, vector.float(), F.normalize(mean.float(), dim=-1)

    def alone(self, ids: Tensor, mask: Tensor) -> Tensor:
        """ids, mask (batch, n) of texts that are read by themselves -> (batch, HIDDEN) of length 1."""
        x = self.encoder(ids, mask).float()
        return F.normalize(_mean(x, mask[..., None].float()), dim=-1)


def _mean(x: Tensor, weights: Tensor) -> Tensor:
    return (x * weights).sum(1) / weights.sum(1).clamp(min=1)


def run(model: PairModel, batch: dict[str, Tensor], *, half: bool) -> tuple[Tensor, ...]:
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=half):
        return model(*(batch[name] for name in INPUTS))


def loss(outputs: tuple[Tensor, ...], batch: dict[str, Tensor], weights: dict[str, Tensor]) -> Tensor:
    """The sum over heads of the mean loss of the rows that have a target for it (below 0: none). ``weights``: of the
    classes of a head."""
    total = outputs[0].new_zeros(())
    for name, logits in zip(HEADS, outputs, strict=False):
        target = batch[name]
        known = target >= 0
        if not bool(known.any()):
            continue
        if HEADS[name] == 1:
            value = F.binary_cross_entropy_with_logits(logits[known, 0], target[known])
        else:
            value = F.cross_entropy(logits[known], target[known].long(), weight=weights.get(name))
        total = total + value * known.float().mean()
    return total


def distance(one: Tensor, other: Tensor, wanted: Tensor) -> Tensor:
    """How far the cosines of texts read alone are from what they should be (squared)."""
    return F.mse_loss((one * other).sum(-1), wanted)
