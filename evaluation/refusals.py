"""The task "refusals": refusals to speak, on sentences written for it (evaluation/data/refusals.jsonl).

Half of the sentences only look like refusals (kind "near"). Odd lines are the half that was tuned on (dev), even lines
were left alone (test). A refusal counts as found when one with a word of its cue is; "sources" and "contents" say for
how many of these the source and what was asked are the labelled words, character for character.
"""

import json
import re
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rich.table import Table

from evaluation.nesting import HALVES, located
from evaluation.scoring import Tally
from evaluation.split import ROLES, Attribution
from evaluation.task import Report
from onrecord.errors import InputError
from onrecord.model import Document, Section, SectionKind, Span

SET = Path(__file__).parent / "data" / "refusals.jsonl"
_BASELINE = re.compile(r"\b(?:declined|refused|not respond|not available|not be reached|no comment)\b")


@dataclass(frozen=True, slots=True)
class Sentence:
    kind: str
    half: str
    text: str
    refusal: Attribution | None


@dataclass(frozen=True, slots=True)
class Counts:
    tally: Tally = field(default_factory=Tally)
    sources: int = 0
    contents: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(self.tally + other.tally, self.sources + other.sources, self.contents + other.contents)


Find = Callable[[str], list[Attribution]]


def options(parser: ArgumentParser) -> None:
    parser.add_argument("--half", choices=HALVES, help="score one half of the set only")
    parser.add_argument("--show", action="store_true", help="print what was missed and what was found wrongly")


def run(arguments: Namespace) -> Report:
    """InputError for a line that cannot be used."""
    sentences = [s for s in load(arguments.path) if arguments.half in (None, s.half)]
    return compare(sentences, product(), show=arguments.show)


def load(path: Path) -> list[Sentence]:
    out = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            out.append(_sentence(json.loads(line), HALVES[(number - 1) % 2]))
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(str(path), f"line {number} is not a labelled sentence: {error}") from None
    return out


def _sentence(row: dict[str, Any], half: str) -> Sentence:
    text, refusal = row["text"], row["refusal"]
    found = Attribution(*(located(text, refusal[role]) for role in ROLES)) if refusal else None
    return Sentence(row["kind"], half, text, found)


def product() -> Find:
    # loaded here, since the reading of the set and the baseline need no model
    from onrecord.attribution.basis import refusals  # noqa: PLC0415
    from onrecord.language.tokens import tokens_of  # noqa: PLC0415
    from onrecord.settings import from_environment  # noqa: PLC0415

    model = from_environment().spacy_model

    def find(text: str) -> list[Attribution]:
        document = Document(text, (Section(SectionKind.BODY, Span(0, len(text))),))
        return [Attribution(s.source, s.cue, s.content) for s in refusals(document, tokens_of(text, model))]

    return find


def baseline(text: str) -> list[Attribution]:
    """The usual words, all before them the source."""
    return [Attribution(((0, m.start()),), (m.span(),)) for m in _BASELINE.finditer(text)][:1]


def count(sentence: Sentence, found: Sequence[Attribution]) -> Counts:
    gold = sentence.refusal
    if gold is None:
        return Counts(Tally(0, 0, len(found)))
    match = next((f for f in found if _overlap(f, gold)), None)
    if match is None:
        return Counts(Tally(0, 1, len(found)))
    return Counts(Tally(1, 1, len(found)), int(match.source == gold.source), int(match.content == gold.content))


def _overlap(found: Attribution, gold: Attribution) -> bool:
    return any(a < d and c < b for a, b in found.cue for c, d in gold.cue)


def total(sentences: Iterable[Sentence], find: Find) -> Counts:
    return sum((count(s, find(s.text)) for s in sentences), Counts())


def compare(sentences: Sequence[Sentence], find: Find, *, show: bool = False) -> Report:
    """Counts of ``find`` by half and kind, beside those of the baseline."""
    found = {s.text: find(s.text) for s in sentences}
    groups = {half: [s for s in sentences if s.half == half] for half in HALVES}
    groups = {half: of_half for half, of_half in groups.items() if of_half}
    kinds = {kind: [s for s in sentences if s.kind == kind] for kind in dict.fromkeys(s.kind for s in sentences)}
    data = _figures(total(sentences, found.__getitem__)) | {
        "sentences": len(sentences),
        "halves": {half: _figures(total(rows, found.__getitem__)) for half, rows in groups.items()},
        "kinds": {kind: _figures(total(rows, found.__getitem__)) for kind, rows in kinds.items()},
        "baseline": _figures(total(sentences, baseline)),
    }
    shown = _table(kinds | groups | {"all": list(sentences)}, found.__getitem__)
    return Report(data, (shown, *(_mistakes(sentences, found.__getitem__) if show else ())))


def _figures(counts: Counts) -> dict[str, Any]:
    tally = counts.tally
    rates = {"f1": tally.f1, "precision": tally.precision, "recall": tally.recall}
    return {name: round(rate, 4) for name, rate in rates.items()} | {
        "matched": tally.matched,
        "gold": tally.gold,
        "predicted": tally.predicted,
        "sources": counts.sources,
        "contents": counts.contents,
    }


def _table(groups: dict[str, list[Sentence]], find: Find) -> Table:
    heads = ("", "sentences", "gold", "found", "P", "R", "F1", "sources", "contents", "base found", "base F1")
    table = Table(*heads, title="Refusals: onrecord and baseline")
    for column in table.columns[1:]:
        column.justify = "right"
    for name, sentences in groups.items():
        ours, theirs = total(sentences, find), total(sentences, baseline)
        tally, of = ours.tally, ours.tally.matched
        rates = [f"{rate:.3f}" for rate in (tally.precision, tally.recall, tally.f1)] if tally.gold else ["", "", ""]
        base = [str(theirs.tally.predicted), f"{theirs.tally.f1:.3f}" if tally.gold else ""]
        roles = [f"{ours.sources}/{of}", f"{ours.contents}/{of}"]
        table.add_row(name, str(len(sentences)), str(tally.gold), str(tally.predicted), *rates, *roles, *base)
    return table


def _mistakes(sentences: Iterable[Sentence], find: Find) -> Iterable[str]:
    for sentence in sentences:
        found = find(sentence.text)
        if found != ([sentence.refusal] if sentence.refusal else []):
            words = [" | ".join(" ... ".join(sentence.text[s:e] for s, e in spans) for spans in f) for f in found]
            yield f"{sentence.kind} ({sentence.half}): {sentence.text}\n  found {'; '.join(words) or 'nothing'}"
