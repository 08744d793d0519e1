"""The attribution tagger: one encoder, a BIO head a role, and three scorers over pairs of pieces.

The pair scorers are biaffine (Dozat and Manning, 2017) with a learned bias for the distance between the two pieces:
``arcs`` scores for a content piece each piece as the first of its cue; ``starts`` and ``ends`` score for the first
piece of a cue each piece as the first and last of its source, the window's first place ([CLS]) meaning "no source".
"""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from onrecord.language.encoder import SCALES
from onrecord.language.syntax import SIZES
from training.encoder import Dropout, Encoder
from training.published import MPNET, mpnet

ROLES = ("source", "cue", "content")
FEATURES = 7
REACH = 150
HIDDEN = MPNET.hidden


class Pairs(nn.Module):
    def __init__(self, width: int = 128) -> None:
        super().__init__()
        self.left = nn.Sequential(nn.Linear(HIDDEN, width), nn.GELU(), Dropout(0.2))
        self.right = nn.Sequential(nn.Linear(HIDDEN, width), nn.GELU(), Dropout(0.2))
        self.weight = nn.Linear(width, width, bias=False)
        self.prior = nn.Linear(width, 1)
        self.distance = nn.Parameter(torch.zeros(2 * REACH + 1))
        nn.init.normal_(self.weight.weight, std=0.02)

    def forward(self, x: Tensor) -> Tensor:
        """(batch, n, hidden) -> (batch, n, n): the score of every right piece for every left piece."""
        right = self.right(x)
        places = torch.arange(x.shape[1], device=x.device)
        gap = (places[None, :] - places[:, None]).clamp(-REACH, REACH) + REACH
        scores = self.weight(self.left(x)) @ right.transpose(1, 2)
        return scores + self.prior(right).transpose(1, 2) + self.distance[gap]


class Tagger(nn.Module):
    """ids (batch, n), features (batch, n, FEATURES), labels (batch, n, 3) as in language/syntax.py, heads (batch, n)
    as places in the window, mask (batch, n) -> tags, arcs, starts, ends, factuality (batch, n).

    What the parse says comes in twice: labels are added to the embeddings, and after the encoder each piece is given
    its head's vector beside its own.
    """

    def __init__(self, encoder: Encoder | None = None, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = encoder or mpnet(dropout)
        self.features = nn.Linear(FEATURES, HIDDEN, bias=False)
        nn.init.zeros_(self.features.weight)
        self.labels = nn.ModuleList(nn.Embedding(size, HIDDEN) for size in SIZES)
        for table in self.labels:
            nn.init.normal_(table.weight, std=0.005)
        self.beside = nn.Sequential(
            nn.Linear(2 * HIDDEN, HIDDEN), nn.GELU(), Dropout(dropout), nn.Linear(HIDDEN, HIDDEN)
        )
        nn.init.zeros_(self.beside[3].weight)
        self.tags = nn.Linear(HIDDEN, 3 * len(ROLES))
        self.arcs, self.starts, self.ends = Pairs(), Pairs(), Pairs()
        self.factuality = nn.Sequential(nn.Linear(HIDDEN, 128), nn.GELU(), Dropout(0.2), nn.Linear(128, 1))
        self.dropout = Dropout(dropout)

    def forward(self, ids: Tensor, features: Tensor, labels: Tensor, heads: Tensor, mask: Tensor) -> tuple[Tensor, ...]:
        return self.scores(self.vectors(ids, features, labels, heads, mask)[-1], mask)

    def vectors(self, ids: Tensor, features: Tensor, labels: Tensor, heads: Tensor, mask: Tensor) -> list[Tensor]:
        """(batch, n, hidden) of each layer of the encoder, and last what all heads but Scales read."""
        extra = self.features(features) + sum(table(labels[..., i]) for i, table in enumerate(self.labels))
        layers = self.encoder.each_layer(ids, mask, extra)
        x = layers[-1]
        head = x.gather(1, heads[..., None].expand(-1, -1, HIDDEN))
        return [*layers, self.dropout(x + self.beside(torch.cat([x, head], dim=-1)))]

    def scores(self, x: Tensor, mask: Tensor) -> tuple[Tensor, ...]:
        absent = ((1.0 - mask.float()) * -1e4)[:, None, :]
        pairs = [f(x).float() + absent for f in (self.arcs, self.starts, self.ends)]
        return self.tags(x).float(), *pairs, self.factuality(x).float()[..., 0]


class Scales(nn.Module):
    """Factuality on each of SCALES: what Tagger.vectors gives of some pieces, side by side -> (..., one of each).

    It is fitted when the encoder is trained, and leaves that as it is (training/attribution/factuality.py). The one
    number that the Tagger itself gives, for all sets, only lets the encoder learn what factuality rests on.
    """

    def __init__(self, width: int = 128, dropout: float = 0.3) -> None:
        super().__init__()
        size = (MPNET.layers + 1) * HIDDEN
        self.register_buffer("mean", torch.zeros(size))
        self.register_buffer("deviation", torch.ones(size))
        self.hidden = nn.Linear(size, width)
        self.dropout = nn.Dropout(dropout)
        self.out = nn.Linear(width, len(SCALES))

    def forward(self, x: Tensor) -> Tensor:
        inner = self.hidden(self.dropout((x - self.mean) / self.deviation))
        return self.out(self.dropout(F.gelu(inner)))


def loss(outputs: tuple[Tensor, ...], batch: dict[str, Tensor]) -> Tensor:
    """Cross-entropy of the three tag rows, plus half of each pair scorer's where it has a target (-100: none), plus the
    smooth L1 loss of factuality where it is known (NaN: not)."""
    tags, arcs, starts, ends, factuality = outputs
    n = tags.shape[1]
    total = tags.new_zeros(())
    for k in range(len(ROLES) if bool((batch["tags"] >= 0).any()) else 0):
        total = total + F.cross_entropy(
            tags[..., 3 * k : 3 * k + 3].reshape(-1, 3), batch["tags"][..., k].reshape(-1), ignore_index=-100
        )
    for scores, key in ((arcs, "arcs"), (starts, "starts"), (ends, "ends")):
        target = batch[key].reshape(-1)
        if bool((target >= 0).any()):
            total = total + 0.5 * F.cross_entropy(scores.reshape(-1, n), target, ignore_index=-100)
    known = ~torch.isnan(batch["factuality"])
    if bool(known.any()):
        total = total + F.smooth_l1_loss(factuality[known], batch["factuality"][known])
    return total
