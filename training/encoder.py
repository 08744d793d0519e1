"""A BERT-like encoder in plain PyTorch, in any of the shapes that training/published.py has weights for."""

import math
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

POSITIONS, VOCABULARY = 512, 30522
FARTHEST = 128
"""Places so far apart, or farther, share one bucket of distance."""


class Dropout(nn.Module):
    """Dropout in steps of 1/256, whose draws cost a tenth of torch's on a CPU; ``seed_dropout`` makes it repeatable."""

    def __init__(self, chance: float) -> None:
        super().__init__()
        self.cut = round(chance * 256)

    def forward(self, x: Tensor) -> Tensor:
        if not self.training or not self.cut:
            return x
        drawn = np.frombuffer(_draws[0].bytes(x.numel()), dtype=np.uint8).reshape(x.shape)
        return x * torch.from_numpy(drawn >= self.cut).to(x.dtype) * (256 / (256 - self.cut))


_draws = [np.random.Generator(np.random.SFC64(0))]


def seed_dropout(seed: int) -> None:
    _draws[0] = np.random.Generator(np.random.SFC64(seed))


@dataclass(frozen=True, slots=True)
class Shape:
    """``types``: kinds of text that the embeddings tell apart, 0 for a model that has none. ``buckets``: of distances
    between two places that attention adds a bias for, 0 for a model that does not."""

    layers: int
    hidden: int
    epsilon: float
    types: int = 0
    buckets: int = 0
    heads: int = 12

    @property
    def inner(self) -> int:
        return 4 * self.hidden


class Layer(nn.Module):
    def __init__(self, shape: Shape, dropout: float) -> None:
        super().__init__()
        self.heads, self.size = shape.heads, shape.hidden // shape.heads
        self.query, self.key, self.value, self.out = (nn.Linear(shape.hidden, shape.hidden) for _ in range(4))
        self.inner, self.outer = nn.Linear(shape.hidden, shape.inner), nn.Linear(shape.inner, shape.hidden)
        self.norm_attention, self.norm_output = (nn.LayerNorm(shape.hidden, eps=shape.epsilon) for _ in range(2))
        self.dropout = Dropout(dropout)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        parts = (x.shape[0], x.shape[1], self.heads, self.size)
        q, k, v = (f(x).view(parts).transpose(1, 2) for f in (self.query, self.key, self.value))
        # written out, since torch's fused attention is slower on a CPU both ways
        scores = q * self.size**-0.5 @ k.transpose(2, 3)
        chances = (scores + bias.to(scores.dtype)).softmax(-1)
        attended = (chances.to(v.dtype) @ v).transpose(1, 2).reshape(x.shape)
        x = self.norm_attention(x + self.dropout(self.out(attended)))
        return self.norm_output(x + self.dropout(self.outer(F.gelu(self.inner(x)))))


class Encoder(nn.Module):
    """(batch, length) ids of BERT's uncased word pieces, a 0/1 mask of the same shape, an optional (batch, length,
    hidden) addition to the embeddings -> (batch, length, hidden)."""

    def __init__(self, shape: Shape, dropout: float = 0.1) -> None:
        super().__init__()
        self.shape = shape
        self.words = nn.Embedding(VOCABULARY, shape.hidden)
        self.positions = nn.Embedding(POSITIONS, shape.hidden)
        if shape.types:
            self.types = nn.Embedding(shape.types, shape.hidden)
        if shape.buckets:
            self.distances = nn.Embedding(shape.buckets, shape.heads)
            self.register_buffer("buckets", _buckets(shape.buckets), persistent=False)
        self.norm = nn.LayerNorm(shape.hidden, eps=shape.epsilon)
        self.layers = nn.ModuleList(Layer(shape, dropout) for _ in range(shape.layers))
        self.dropout = Dropout(dropout)

    def forward(self, ids: Tensor, mask: Tensor, extra: Tensor | None = None) -> Tensor:
        return self.each_layer(ids, mask, extra)[-1]

    def each_layer(self, ids: Tensor, mask: Tensor, extra: Tensor | None = None) -> list[Tensor]:
        """What every layer gives, the last one last."""
        x = self.words(ids) + self.positions(torch.arange(ids.shape[1], device=ids.device))[None]
        if self.shape.types:
            x = x + self.types.weight[0]
        if extra is not None:
            x = x + extra
        x = self.dropout(self.norm(x))
        bias, out = self._bias(mask.to(x.dtype)), []
        for layer in self.layers:
            x = layer(x, bias)
            out.append(x)
        return out

    def _bias(self, mask: Tensor) -> Tensor:
        """What every layer adds to its attention: nothing is asked of padding, and what the distance says."""
        bias = (1.0 - mask)[:, None, None, :] * -1e4
        if not self.shape.buckets:
            return bias
        n = mask.shape[1]
        both = bias + self.distances(self.buckets[:n, :n]).permute(2, 0, 1)[None]
        return both.to(torch.bfloat16) if torch.is_autocast_enabled("cpu") else both  # cast once, not once a layer


def _buckets(count: int) -> Tensor:
    """(POSITIONS, POSITIONS): the bucket of the distance of each two places, the fine ones near (Raffel and others,
    2020): half of them for each direction, half of those for one distance each."""
    places = torch.arange(POSITIONS)
    gap = places[:, None] - places[None, :]
    half, exact = count // 2, count // 4
    far = gap.abs().clamp(min=1).float()
    coarse = exact + (torch.log(far / exact) / math.log(FARTHEST / exact) * (half - exact)).long()
    return (gap < 0).long() * half + torch.where(gap.abs() < exact, gap.abs(), coarse.clamp(max=half - 1))
