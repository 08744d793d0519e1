"""What the pair encoder does on held-out pairs while it trains: quick figures, on a part of each dev set."""

import random
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from evaluation import fnc, pair_data
from onrecord.claims import stance_signs
from training.pairs import data
from training.pairs.model import HEADS, PairModel, run

MOST = 400


def held_out(folder: Path, splitter: Tokenizer, longest: int) -> dict[str, list]:
    rng = random.Random(0)
    headlines = pair_data.load_sts(folder / "sts_mrpc/sts/semeval-sts/2015/headlines.test.tsv")
    paraphrases = pair_data.load_mrpc(folder / "sts_mrpc/para/msr/msr-para-val.tsv")
    examples = {
        "similarity": [data.Example(a, b, {"similarity": g / pair_data.STS_MOST}) for a, b, g in headlines],
        "same": [data.Example(a, b, {"same": g}) for a, b, g in paraphrases],
        "stance": _stances(folder / "fnc1"),
        "reply": data.replies(folder / "rumoureval2017" / "dev.jsonl"),
    }
    chosen = {name: rng.sample(found, min(MOST, len(found))) for name, found in examples.items()}
    return {name: [data.encode(e, splitter, longest) for e in found] for name, found in chosen.items()}


def _stances(folder: Path) -> list[data.Example]:
    """The related pairs of the dev topics."""
    whole = fnc.load(folder)
    found = []
    for headline, body_id, stance in fnc.parted(whole.pairs)[1]:
        if stance is not fnc.Stance.UNRELATED:
            article = stance_signs.read_article(whole.bodies[body_id])
            chosen = stance_signs.passage(headline, article)
            beside = stance_signs.signals(headline, article, chosen)
            found.append(data.Example(headline, chosen, {"stance": data.STANCES.index(stance)}, beside))
    return found


def scores(model: PairModel, sets: dict[str, list], *, half: bool) -> dict[str, float]:
    model.eval()
    out = {}
    for name, rows in sets.items():
        logits = _logits(model, rows, name, half=half)
        gold = np.array([row.example.targets[name] for row in rows])
        if name == "similarity":
            read, near = 1 / (1 + np.exp(-logits[:, 0])), _cosines(model, rows)
            found = {"pearson": read, "pearson_alone": near, "pearson_both": read + near}
            out |= {key: float(np.corrcoef(values, gold)[0, 1]) for key, values in found.items()}
        elif name == "same":
            out["same_f1"] = _f1(logits[:, 0] > 0, gold == 1)
        else:
            told = logits.argmax(1)
            each = [_f1(told == k, gold == k) for k in range(HEADS[name])]
            out[f"{name}_accuracy"], out[f"{name}_f1"] = float((told == gold).mean()), float(np.mean(each))
            out |= {f"{name}_{k}": value for k, value in enumerate(each)}
    return {key: round(value, 3) for key, value in out.items()}


def _logits(model: PairModel, rows: list, name: str, *, half: bool) -> np.ndarray:
    order = sorted(range(len(rows)), key=lambda i: len(rows[i].ids))
    out = np.zeros((len(rows), HEADS[name]), dtype=np.float32)
    with torch.no_grad():
        for at in range(0, len(order), 32):
            part = order[at : at + 32]
            logits = run(model, data.collate([rows[i] for i in part]), half=half)[list(HEADS).index(name)]
            out[part] = logits.numpy()
    return out


def _cosines(model: PairModel, rows: list) -> np.ndarray:
    out = np.zeros(len(rows), dtype=np.float32)
    order = sorted(range(len(rows)), key=lambda i: len(rows[i].ids))
    with torch.no_grad():
        for at in range(0, len(order), 32):
            part = order[at : at + 32]
            texts = [rows[i].alone[side] for side in (0, 1) for i in part]
            read = model.alone(data.padded(texts), data.padded([[1] * len(text) for text in texts]))
            out[part] = (read[: len(part)] * read[len(part) :]).sum(-1).numpy()
    return out


def _f1(told: np.ndarray, gold: np.ndarray) -> float:
    hits = int((told & gold).sum())
    return 2 * hits / max(1, int(told.sum()) + int(gold.sum()))
