"""Write a trained pair encoder as ONNX, in float32 and in int8.

    python -m training.pairs.export /tmp/pairs/epoch2.pt -o src/onrecord/models/pairs.onnx

Writes OUT (int8 weights, one scale a channel, activations scaled as they come) and, with --float, the float32 model.
"""

import argparse
import tempfile
from pathlib import Path

import torch
from torch import Tensor

from onrecord.language.pair_encoder import SIGNALS
from training.attribution.export import to_int8
from training.encoder import Encoder
from training.pairs.model import HEADS, PairModel
from training.published import MINILM

INPUTS = ["ids", "sides", "signals"]


class Exported(torch.nn.Module):
    """The model for one pair, without padding: INPUTS of shapes (1, n), (1, n), (1, SIGNALS)."""

    def __init__(self, model: PairModel) -> None:
        super().__init__()
        self.model = model

    def forward(self, ids: Tensor, sides: Tensor, signals: Tensor) -> tuple[Tensor, ...]:
        return self.model(ids, sides, torch.ones_like(ids), signals)


def to_onnx(model: PairModel, path: Path) -> None:
    model.eval()
    sides = torch.tensor([[0] * 20 + [1] * 20])
    torch.onnx.export(
        Exported(model),
        (torch.randint(1000, 20000, (1, 40)), sides, torch.zeros(1, SIGNALS)),
        str(path),
        input_names=INPUTS,
        output_names=[*HEADS, "vector", "alone"],
        dynamic_axes={"ids": {1: "n"}, "sides": {1: "n"}},
        opset_version=18,
        dynamo=False,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("weights", type=Path, nargs="+", help="several are averaged")
    parser.add_argument("-o", "--out", type=Path, required=True)
    parser.add_argument("--float", type=Path, help="write the float32 model here")
    parser.add_argument("--made-by", default="", help="the training command, kept in the model's metadata")
    options = parser.parse_args()
    states = [torch.load(p, map_location="cpu") for p in options.weights]
    model = PairModel(Encoder(MINILM))
    model.load_state_dict({k: sum(s[k].float() for s in states) / len(states) for k in states[0]})
    with tempfile.TemporaryDirectory() as folder:
        full = options.float or Path(folder) / "full.onnx"
        to_onnx(model, full)
        to_int8(full, options.out, options.made_by)
    print(options.out, options.out.stat().st_size)


if __name__ == "__main__":
    main()
