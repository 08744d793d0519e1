"""How sure, which way, how far: scored on sentences written for it (evaluation/data/commitment.jsonl).

Each line of the set is a sentence with the words of a cue ("" for what the writer says) and of a content, and the
certainty, polarity and status that its holder commits to; "author" where the writer shows a view of their own. Odd
lines are the half that was tuned on (dev), even lines were left alone (test). docs/guidelines/certainty.md says what
the values mean.
"""

import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.table import Table

from evaluation.nesting import HALVES, located
from evaluation.task import Report
from onrecord.errors import InputError
from onrecord.model import (
    Certainty,
    Commitment,
    Document,
    Form,
    Polarity,
    Section,
    SectionKind,
    Span,
    Statement,
    Status,
)

SET = Path(__file__).parent / "data" / "commitment.jsonl"
FIELDS = ("certainty", "polarity", "status", "author")
UNSHOWN = "unshown"
"""The author's label where the cue shows no view."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """``labels``: the value of each of FIELDS."""

    kind: str
    half: str
    text: str
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    labels: dict[str, str]


Judge = Callable[[Labelled], tuple[Commitment, Commitment | None]]
"""From a sentence to what its holder commits to, and its author where that is shown."""
Pairs = list[tuple[Labelled, dict[str, str]]]


def load(path: Path) -> list[Labelled]:
    """InputError for a line that cannot be used."""
    out = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            out.append(_labelled(json.loads(line), HALVES[(number - 1) % 2]))
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(str(path), f"line {number} is not a sentence with commitments: {error}") from None
    return out


def _labelled(row: dict[str, Any], half: str) -> Labelled:
    author = row.get("author")
    labels = {
        "certainty": Certainty(row["certainty"]).value,
        "polarity": Polarity(row["polarity"]).value,
        "status": Status(row["status"]).value,
        "author": _joint(author["certainty"], author["polarity"]) if author else UNSHOWN,
    }
    cue, content = (tuple(Span(*s) for s in located(row["text"], row[role])) for role in ("cue", "content"))
    return Labelled(row["kind"], half, row["text"], cue, content, labels)


def _joint(certainty: str, polarity: str) -> str:
    return f"{Certainty(certainty).value} {Polarity(polarity).value}"


def given(sentence: Labelled) -> tuple[Document, Statement]:
    document = Document(sentence.text, (Section(SectionKind.BODY, Span(0, len(sentence.text))),))
    form = Form.DIRECT if sentence.text[sentence.content[0].start] in "“\"'‘" else Form.INDIRECT
    return document, Statement(document.id, (), sentence.cue, sentence.content, form, 1.0)


def compare(sentences: Sequence[Labelled], judge: Judge, *, show: bool = False) -> Report:
    """Macro-F1 and accuracy by field, half and kind, beside those of the most frequent value."""
    if not sentences:
        raise InputError("the set", "no sentences in it")
    ours = [(s, values(*judge(s))) for s in sentences]
    usual = {f: Counter(s.labels[f] for s in sentences).most_common(1)[0][0] for f in FIELDS}
    theirs = [(s, usual) for s in sentences]
    fields = {f: _figures(ours, f) | {"baseline": _figures(theirs, f, classes=False)} for f in FIELDS}
    data: dict[str, Any] = {
        "macro_f1": round(sum(fields[f]["macro_f1"] for f in FIELDS) / len(FIELDS), 4),
        "sentences": len(sentences),
        **fields,
        "halves": {h: {f: _figures(_of(ours, h), f, classes=False) for f in FIELDS} for h in HALVES if _of(ours, h)},
        "kinds": {k: _kind(ours, k) for k in dict.fromkeys(s.kind for s in sentences)},
    }
    return Report(data, (_table(ours, theirs), _kinds(data["kinds"]), *(_mistakes(ours) if show else ())))


def values(holder: Commitment, author: Commitment | None) -> dict[str, str]:
    shown = UNSHOWN if author is None else _joint(author.certainty.value, author.polarity.value)
    return {
        "certainty": holder.certainty.value.value,
        "polarity": holder.polarity.value.value,
        "status": holder.status.value.value,
        "author": shown,
    }


def _of(pairs: Pairs, half: str) -> Pairs:
    return [(s, found) for s, found in pairs if s.half == half]


def _figures(pairs: Pairs, field: str, *, classes: bool = True) -> dict[str, Any]:
    rows = [(s.labels[field], found[field]) for s, found in pairs]
    by_class = {value: f1(rows, value) for value in sorted({gold for gold, _ in rows})}
    figures: dict[str, Any] = {
        "macro_f1": round(sum(by_class.values()) / len(by_class), 4),
        "accuracy": round(sum(gold == found for gold, found in rows) / len(rows), 4),
    }
    return figures | ({"classes": {k: {"f1": round(v, 4)} for k, v in by_class.items()}} if classes else {})


def f1(rows: Sequence[tuple[str, str]], value: str) -> float:
    """Of one value, over (gold, found) pairs."""
    hits = sum(gold == found == value for gold, found in rows)
    total = sum(gold == value for gold, _ in rows) + sum(found == value for _, found in rows)
    return 2 * hits / total if total else 0.0


def _kind(pairs: Pairs, kind: str) -> dict[str, Any]:
    rows = [(s, found) for s, found in pairs if s.kind == kind]
    right = {f: round(sum(s.labels[f] == found[f] for s, found in rows) / len(rows), 4) for f in FIELDS}
    return {"sentences": len(rows), "accuracy": right}


def _table(ours: Pairs, theirs: Pairs) -> Table:
    table = Table("", *HALVES, "all", "accuracy", "base F1", "base acc.", title="Commitment: macro-F1")
    for field in FIELDS:
        halves = [f"{_figures(_of(ours, h), field)['macro_f1']:.3f}" if _of(ours, h) else "" for h in HALVES]
        found, base = _figures(ours, field), _figures(theirs, field)
        figures = [found["macro_f1"], found["accuracy"], base["macro_f1"], base["accuracy"]]
        table.add_row(field, *halves, *(f"{value:.3f}" for value in figures))
    return table


def _kinds(kinds: dict[str, Any]) -> Table:
    table = Table("", "sentences", *FIELDS, title="Accuracy by kind of construction")
    for kind, row in kinds.items():
        table.add_row(kind, str(row["sentences"]), *(f"{row['accuracy'][f]:.2f}" for f in FIELDS))
    return table


def _mistakes(pairs: Pairs) -> list[str]:
    lines = []
    for sentence, found in pairs:
        wrong = [f"{f}: {sentence.labels[f]}, found {found[f]}" for f in FIELDS if sentence.labels[f] != found[f]]
        if wrong:
            lines.append(f"{sentence.half} {sentence.kind}: {sentence.text}\n    {'; '.join(wrong)}")
    return lines
