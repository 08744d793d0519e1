"""Write a trained tagger as ONNX, in float32 and in int8.

    python -m training.attribution.export /tmp/attribution/epoch5.pt --scales /tmp/scales.pt -o src/onrecord/models

Writes OUT/attribution.onnx (int8 weights, activations scaled as they come), OUT/tokenizer.json and, with --float,
OUT/attribution.float.onnx. Prints how far the two differ on random input.
"""

import argparse
import json
import tempfile
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from onrecord.language.syntax import SIZES
from training.attribution.data import CLS, SEP
from training.attribution.model import FEATURES, Scales, Tagger
from training.encoder import Encoder
from training.published import MPNET, tokenizer

INPUTS = ["ids", "features", "labels", "heads"]
OUTPUTS = {"tags": 1, "arcs": 2, "starts": 2, "ends": 2, "factuality": 1}


class Exported(torch.nn.Module):
    """The tagger for one window, without padding: INPUTS of shapes (1, n), (1, n, FEATURES), (1, n, 3), (1, n)."""

    def __init__(self, model: Tagger, scales: Scales) -> None:
        super().__init__()
        self.model, self.scales = model, scales

    def forward(
        self, ids: torch.Tensor, features: torch.Tensor, labels: torch.Tensor, heads: torch.Tensor
    ) -> tuple[torch.Tensor, ...]:
        mask = torch.ones_like(ids)
        vectors = self.model.vectors(ids, features, labels, heads, mask)
        *scores, _ = self.model.scores(vectors[-1], mask)
        return *scores, self.scales(torch.cat(vectors, dim=-1))


class Vectors(torch.nn.Module):
    """What Scales reads, of one window without padding: (1, n, size)."""

    def __init__(self, model: Tagger) -> None:
        super().__init__()
        self.model = model

    def forward(
        self, ids: torch.Tensor, features: torch.Tensor, labels: torch.Tensor, heads: torch.Tensor
    ) -> torch.Tensor:
        return torch.cat(self.model.vectors(ids, features, labels, heads, torch.ones_like(ids)), dim=-1)


def to_onnx(module: torch.nn.Module, path: Path, outputs: dict[str, int]) -> None:
    """``outputs``: the names of what it gives, and how many of its axes are as long as the window."""
    module.eval()
    long = {**dict.fromkeys(INPUTS, 1), **outputs}
    labels, heads = torch.zeros(1, 40, len(SIZES), dtype=torch.int64), torch.arange(40)[None]
    example = (torch.randint(1000, 20000, (1, 40)), torch.zeros(1, 40, FEATURES), labels, heads)
    torch.onnx.export(
        module,
        example,
        str(path),
        input_names=INPUTS,
        output_names=list(outputs),
        dynamic_axes={name: dict.fromkeys(range(1, axes + 1), "n") for name, axes in long.items()},
        opset_version=18,
        dynamo=False,
    )


def to_int8(source: Path, target: Path, made_by: str) -> None:
    quantize_dynamic(
        str(source),
        str(target),
        weight_type=QuantType.QInt8,
        per_channel=True,
        reduce_range=False,
        nodes_to_exclude=_of_scales(source),
    )
    model = onnx.load(str(target))
    onnx.helper.set_model_props(model, {"made_by": made_by})
    onnx.save(model, str(target))


def _of_scales(path: Path) -> list[str]:
    """The nodes of Scales, which stay in float32: it reads layers of different size side by side."""
    graph = onnx.load(str(path), load_external_data=False).graph
    return [node.name for node in graph.node if "/scales/" in node.name]


def compare(a: Path, b: Path) -> float:
    """Largest difference of the tag logits on one random window."""
    rng = np.random.default_rng(0)
    ids = np.concatenate([[CLS], rng.integers(1000, 20000, 200), [SEP]])[None].astype(np.int64)
    n = ids.shape[1]
    feed = {
        "ids": ids,
        "features": np.zeros((1, n, FEATURES), dtype=np.float32),
        "labels": np.zeros((1, n, len(SIZES)), dtype=np.int64),
        "heads": np.arange(n, dtype=np.int64)[None],
    }
    outs = [onnxruntime.InferenceSession(str(p)).run(["tags"], feed)[0] for p in (a, b)]
    return float(np.abs(outs[0] - outs[1]).max())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("weights", type=Path, nargs="+", help="several are averaged")
    parser.add_argument("--scales", type=Path, required=True, help="made by training.attribution.factuality")
    parser.add_argument("-o", "--out", type=Path, required=True)
    parser.add_argument("--float", action="store_true", help="write the float32 model too")
    parser.add_argument("--made-by", default="", help="the training command, kept in the model's metadata")
    options = parser.parse_args()
    states = [torch.load(p, map_location="cpu") for p in options.weights]
    mean = {k: sum(s[k].float() for s in states) / len(states) for k in states[0]}
    model = Tagger(Encoder(MPNET))
    model.load_state_dict(mean)
    scales = Scales()
    scales.load_state_dict(torch.load(options.scales, map_location="cpu"))
    options.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder) / "full.onnx"
        to_onnx(Exported(model, scales), full, OUTPUTS)
        to_int8(full, options.out / "attribution.onnx", options.made_by)
        print("largest difference of a logit:", compare(full, options.out / "attribution.onnx"))
        if options.float:
            (options.out / "attribution.float.onnx").write_bytes(full.read_bytes())
    (options.out / "tokenizer.json").write_text(json.dumps(json.loads(tokenizer().to_str()), ensure_ascii=False))
    print(json.dumps({p.name: p.stat().st_size for p in sorted(options.out.glob("attribution*.onnx"))}))


if __name__ == "__main__":
    main()
