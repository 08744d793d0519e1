"""Training examples of the pair encoder: two texts, what is told beside them, and a target a head (none: -1).

Sets and what is taken of each are in docs/models/pairs.md. Nothing that ``python -m evaluation`` scores is among them:
no headlines of STS, no MRPC outside its train file, no dev topic of FNC-1, no thread of RumourEval's dev, no ClaimDiff.
"""

import json
import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
import torch.nn.functional as functional
from tokenizers import Tokenizer
from torch import Tensor

from evaluation import fnc, pair_data
from onrecord.claims import replying, stance_signs
from onrecord.language.pair_encoder import SIGNALS, by_itself, joined
from training.pairs.model import HEADS
from training.published import minilm

SUPPORTS, CONTRADICTS, NEITHER = range(3)
STANCES = (fnc.Stance.AGREE, fnc.Stance.DISAGREE, fnc.Stance.DISCUSS)
STANCE_TARGETS = {
    fnc.Stance.AGREE: {"stance": 0, "relation": SUPPORTS},
    fnc.Stance.DISAGREE: {"stance": 1, "relation": CONTRADICTS},
    fnc.Stance.DISCUSS: {"stance": 2},
    fnc.Stance.UNRELATED: {"relation": NEITHER, "same": 0},
}
SHARED = 0.3
"""Share of a headline's words that an unrelated article has if it is to teach anything."""
STANDS = tuple(pair_data.Stand)
STS_FILES = (
    "2012/OnWN.test", "2012/SMTnews.test", "2012/MSRpar.train", "2012/MSRpar.test", "2013/OnWN.test", "2013/FNWN.test",
    "2014/OnWN.test", "2014/deft-forum.test", "2014/deft-news.test", "2014/images.test", "2014/tweet-news.test",
    "2015/images.test",
)  # fmt: skip
"""Not the headlines, which are scored, nor what is far from news: answers of students and in forums, post-editing."""


@dataclass(frozen=True, slots=True)
class Example:
    one: str
    other: str
    targets: dict[str, float]
    signals: np.ndarray = field(default_factory=lambda: np.zeros(SIGNALS, dtype=np.float32))
    nearness: float | None = None
    """What the cosine of the texts, each read alone, should be."""

    def swapped(self) -> "Example":
        return replace(self, one=self.other, other=self.one)


def similarity(folder: Path) -> list[Example]:
    """Graded pairs, less those that MRPC's val or test hold; the clearest of them stand for a relation too."""
    held_out = _sentences(folder / "para" / "msr" / f"msr-para-{part}.tsv" for part in ("val", "test"))
    found = []
    for name in STS_FILES:
        for one, other, grade in pair_data.load_sts(folder / "sts" / "semeval-sts" / f"{name}.tsv"):
            if held_out & {_key(one), _key(other)}:
                continue
            targets = {"similarity": grade / pair_data.STS_MOST}
            if grade >= 4.6:
                targets |= {"relation": SUPPORTS}
            elif grade <= 1.2:
                targets |= {"relation": NEITHER, "same": 0}
            found.append(Example(one, other, targets, nearness=grade / pair_data.STS_MOST))
    return found


def paraphrases(folder: Path) -> list[Example]:
    pairs = pair_data.load_mrpc(folder / "para" / "msr" / "msr-para-train.tsv")
    return [Example(one, other, {"same": grade}) for one, other, grade in pairs]


def _sentences(paths: Iterable[Path]) -> set[str]:
    return {_key(text) for path in paths for pair in pair_data.load_mrpc(path) for text in pair[:2]}


def _key(text: str) -> str:
    return "".join(c for c in text.lower() if c.isalnum())


_VERB = re.compile(r"\b(is|are|was|were|will|would|can|could|has|have|had|should|may|might|must)\b(?! (?:not|no)\b)")
_NEGATIVE = re.compile(r"\b(?:not|no|never|nor|neither|without|deny|denied|denies)\b|n[’']t\b", re.IGNORECASE)


def negations(examples: list[Example]) -> list[Example]:
    """Of pairs that say the same, one with its first auxiliary negated: a contradiction, and no longer the same."""
    found = []
    for e in examples:
        alike = e.targets.get("same") == 1 or e.targets.get("similarity", 0) >= 0.9
        if alike and not _NEGATIVE.search(e.one + " " + e.other) and _VERB.search(e.other):
            negated = _VERB.sub(lambda m: m.group() + " not", e.other, count=1)
            found.append(Example(e.one, negated, {"relation": CONTRADICTS, "same": 0}))
    return found


def stances(folder: Path) -> dict[fnc.Stance, list[Example]]:
    """Headlines with the passage that bears on them, of training topics; of the unrelated those that share words."""
    whole = fnc.load(folder)
    train, _ = fnc.parted(whole.pairs)
    articles = {key: stance_signs.read_article(text) for key, text in whole.bodies.items()}
    found = defaultdict(list)
    for headline, body_id, stance in train:
        article = articles[body_id]
        if stance is fnc.Stance.UNRELATED and stance_signs.closeness(headline, article)[0] < SHARED:
            continue
        chosen = stance_signs.passage(headline, article)
        beside = stance_signs.signals(headline, article, chosen)
        found[stance].append(Example(headline, chosen, STANCE_TARGETS[stance], beside))
    return found


def headline_pairs(folder: Path, rng: random.Random, most: int = 12) -> list[Example]:
    """Headlines that agree with one article support each other; one that agrees and one that disagrees contradict.

    At most ``most`` of each kind an article; as many pairs from two topics stand for neither.
    """
    train, _ = fnc.parted(fnc.load(folder).pairs)
    topic = fnc.topics(train)
    sides = defaultdict(lambda: defaultdict(set))
    for headline, body_id, stance in train:
        sides[body_id][stance].add(headline)
    found = []
    for body_id in sorted(sides):
        agree, disagree = (sorted(sides[body_id][s]) for s in STANCES[:2])
        against = [Example(a, d, {"relation": CONTRADICTS, "same": 0}) for a in agree for d in disagree]
        along = [Example(a, b, {"relation": SUPPORTS}) for a in agree for b in agree if a < b]
        found += rng.sample(against, min(most, len(against))) + rng.sample(along, min(most // 4, len(along)))
    names = sorted({p.headline for p in train})
    for _ in range(len(found) // 3):
        one, other = rng.sample(names, 2)
        if topic[one] != topic[other]:
            found.append(Example(one, other, {"relation": NEITHER, "same": 0}))
    return found


def as_before(examples: list[Example], splitter: Tokenizer) -> list[Example]:
    """With the cosine that the published weights give the two texts read alone, so that it is not unlearned."""
    texts = sorted({text for e in examples for text in (e.one, e.other)})
    pieces = [by_itself(encoding.ids) for encoding in splitter.encode_batch(texts, add_special_tokens=False)]
    published, vectors = minilm().eval(), {}
    with torch.no_grad():
        for text, ids in zip(texts, pieces, strict=True):
            vectors[text] = functional.normalize(
                published(torch.tensor([ids]), torch.ones(1, len(ids))).mean(1)[0], dim=0
            )
    return [replace(e, nearness=float(vectors[e.one] @ vectors[e.other])) for e in examples]


def replies(file: Path) -> list[Example]:
    return [
        Example(
            reply.parent or "",
            reply.text,
            {"reply": STANDS.index(reply.label)},
            replying.reply_signals(reply.text, reply.depth),
        )
        for reply in pair_data.load_replies(file)
    ]


def perspectives(folder: Path) -> list[Example]:
    """Claims, and what speaks for or against them, of the set's own train part."""
    pool = {p["pId"]: p["text"] for p in json.loads((folder / "perspective_pool_v1.0.json").read_text("utf-8"))}
    part = json.loads((folder / "dataset_split_v1.0.json").read_text("utf-8"))
    found = []
    for claim in json.loads((folder / "perspectrum_with_answers_v1.0.json").read_text("utf-8")):
        if part[str(claim["cId"])] != "train":
            continue
        for group in claim["perspectives"]:
            label = {"SUPPORT": SUPPORTS, "UNDERMINE": CONTRADICTS}.get(group["stance_label_3"])
            if label is not None:
                found.append(Example(claim["text"], pool[group["pids"][0]], {"relation": label}))
    return found


def covid_facts(file: Path) -> list[Example]:
    found = []
    for line in pair_data.lines(file):
        row = json.loads(line)
        label = SUPPORTS if row["label"] == "SUPPORTED" else CONTRADICTS
        evidence = " ".join(" ".join(row["evidence"]).split()[:60])
        found.append(Example(row["claim"], evidence, {"relation": label}))
    return found


def drawn(data: Path, splitter: Tokenizer, rng: random.Random) -> Callable[[], list[Example]]:
    """What one epoch trains on, drawn anew each time it is called."""
    graded, same = similarity(data / "sts_mrpc"), paraphrases(data / "sts_mrpc")
    negated = negations(graded + same)
    stance = stances(data / "fnc1")
    headlines = as_before(headline_pairs(data / "fnc1", rng), splitter)
    answers = replies(data / "rumoureval2017" / "train.jsonl")
    argued = perspectives(data / "perspectrum")
    covid = covid_facts(data / "covidfact" / "COVIDFACT_dataset.jsonl")
    agree, disagree, discuss, unrelated = (stance[s] for s in fnc.Stance)
    print({k: len(v) for k, v in {
        "graded": graded, "same": same, "negated": negated, "headlines": headlines, "answers": answers,
        "argued": argued, "covid": covid, "agree": agree, "disagree": disagree, "discuss": discuss,
        "unrelated": unrelated,
    }.items()}, flush=True)  # fmt: skip

    def some(examples: list[Example], most: int) -> list[Example]:
        return rng.sample(examples, min(most, len(examples)))

    def epoch() -> list[Example]:
        either_way = [*some(graded, 4000), *same, *some(headlines, 1200), *some(negated, 500)]
        one_way = [*disagree, *some(agree, 900), *some(discuss, 900), *some(unrelated, 350)]
        one_way += [*some(argued, 700), *some(covid, 250)]
        comments = [e for e in answers if e.targets["reply"] == STANDS.index(pair_data.Stand.COMMENT)]
        others = [e for e in answers if e.targets["reply"] != STANDS.index(pair_data.Stand.COMMENT)]
        turned = [e.swapped() if rng.random() < 0.5 else e for e in either_way]
        return [*turned, *one_way, *others, *some(comments, 1200)]

    return epoch


class Encoded(NamedTuple):
    """An example with its pieces, both texts together and each by itself."""

    example: Example
    ids: list[int]
    sides: list[int]
    alone: tuple[list[int], list[int]]


def encode(example: Example, splitter: Tokenizer, longest: int) -> Encoded:
    one, other = (e.ids for e in splitter.encode_batch([example.one, example.other], add_special_tokens=False))
    ids, sides = joined(one, other, longest)
    return Encoded(example, ids, sides, (by_itself(one, longest), by_itself(other, longest)))


def collate(rows: list[Encoded]) -> dict[str, Tensor]:
    batch = {"ids": padded([row.ids for row in rows]), "sides": padded([row.sides for row in rows])}
    batch["mask"] = padded([[1] * len(row.ids) for row in rows])
    batch["signals"] = torch.from_numpy(np.stack([row.example.signals for row in rows]))
    for name in HEADS:
        batch[name] = torch.tensor([float(row.example.targets.get(name, -1)) for row in rows])
    return batch


def padded(rows: Sequence[Sequence[int]]) -> Tensor:
    out = torch.zeros(len(rows), max(map(len, rows)), dtype=torch.long)
    for i, row in enumerate(rows):
        out[i, : len(row)] = torch.tensor(row)
    return out
