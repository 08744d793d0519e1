"""The task "nesting": attributions within attributions, on sentences written for it (evaluation/data/nesting.jsonl).

Each line of the set is one sentence with its outermost attribution and those nested in it, down to any depth, by kind
of construction; the kind "looks" holds sentences that only look nested. A role is given by its words; " ... " stands
between parts that do not touch, and "said#2" is the second "said" of the sentence. Odd lines are the half that was
tuned on (dev), even lines were left alone (test).

A nested attribution is found when one with a content of the same words (intersection over union at least 0.5) and a
source that shares a word is; "parents" says how many of these hang on the right one.
"""

import json
import re
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rich.table import Table

from evaluation.baseline import VERBS
from evaluation.scoring import Tally, align
from evaluation.split import Attribution, Spans
from evaluation.task import Report
from onrecord.errors import InputError
from onrecord.model import Document, Form, Section, SectionKind, Span, Statement

SET = Path(__file__).parent / "data" / "nesting.jsonl"
HALVES = ("dev", "test")
BETWEEN = " ... "
OUTER = 0
"""Index of the outermost attribution among a sentence's levels; the nested ones follow it."""

_CUE_THAT = re.compile(rf"\b(?:{VERBS})\b[^.;:“”]{{0,25}}?\bthat\b")
_CLAUSE_START = re.compile(r"[,;:“‘]|\b(?:that|and|but|when|because)\b")


@dataclass(frozen=True, slots=True)
class Level:
    """One attribution of a sentence; ``parent`` is the index of the level that holds it, None for the outermost."""

    found: Attribution
    parent: int | None


@dataclass(frozen=True, slots=True)
class Sentence:
    kind: str
    half: str
    text: str
    levels: tuple[Level, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """``parents``: matched attributions whose parent is the right one."""

    tally: Tally = field(default_factory=Tally)
    parents: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(self.tally + other.tally, self.parents + other.parents)


Nest = Callable[[Sentence], list[Level]]
"""From a sentence to its outermost attribution, first, and the nested ones found."""


def options(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--end-to-end", action="store_true", help="let onrecord find the outermost attribution too, by its encoder"
    )
    parser.add_argument("--half", choices=HALVES, help="score one half of the set only")
    parser.add_argument("--show", action="store_true", help="print what was missed and what was found wrongly")


def run(arguments: Namespace) -> Report:
    """InputError for a line that cannot be used."""
    sentences = [s for s in load(arguments.path) if arguments.half in (None, s.half)]
    return compare(sentences, _product(end_to_end=arguments.end_to_end), show=arguments.show)


def load(path: Path) -> list[Sentence]:
    out = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            out.append(_sentence(json.loads(line), HALVES[(number - 1) % 2]))
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(str(path), f"line {number} is not a labelled sentence: {error}") from None
    return out


def _sentence(row: dict[str, Any], half: str) -> Sentence:
    text = row["text"]
    outer = Level(_attribution(text, row["outer"]), None)
    return Sentence(
        row["kind"], half, text, (outer, *(Level(_attribution(text, r), r["parent"]) for r in row["nested"]))
    )


def _attribution(text: str, row: dict[str, str]) -> Attribution:
    return Attribution(*(located(text, row[role]) for role in ("source", "cue", "content")))


def located(text: str, words: str) -> Spans:
    """Where ``words`` stand; ValueError where they do not, or where they stand twice and it is not said which."""
    out: list[tuple[int, int]] = []
    for part in words.split(BETWEEN) if words else ():
        wanted, _, number = part.partition("#")
        before = r"(?<!\w)" if wanted[0].isalnum() else ""
        after = r"(?!\w)" if wanted[-1].isalnum() else ""
        places = [m.span() for m in re.finditer(before + re.escape(wanted) + after, text)]
        if not number and len(places) != 1:
            raise ValueError(f"{part!r} stands {len(places)} times in {text!r}")
        if number and int(number) > len(places):
            raise ValueError(f"there is no {part!r} in {text!r}")
        out.append(places[int(number or 1) - 1])
    return tuple(out)


def compare(sentences: Sequence[Sentence], nest: Nest, *, show: bool = False) -> Report:
    """Counts of ``nest`` by half and kind, beside those of the baseline."""
    ours = [(s, nest(s)) for s in sentences]
    theirs = [(s, baseline(s)) for s in sentences]
    tables = [_table(ours, theirs)]
    data: dict[str, Any] = _figures(total(ours)) | {
        "sentences": len(sentences),
        "halves": {h: _figures(total(_of(ours, half=h))) for h in HALVES if _of(ours, half=h)},
        "kinds": {k: _figures(total(_of(ours, kind=k))) for k in kinds(sentences)},
        "baseline": _figures(total(theirs)),
    }
    return Report(data, (*tables, *(_mistakes(ours) if show else ())))


Scored = list[tuple[Sentence, list[Level]]]


def _of(rows: Scored, half: str | None = None, kind: str | None = None) -> Scored:
    return [(s, f) for s, f in rows if half in (None, s.half) and kind in (None, s.kind)]


def kinds(sentences: Iterable[Sentence]) -> list[str]:
    return list(dict.fromkeys(s.kind for s in sentences))


def total(rows: Scored) -> Counts:
    return sum((count(s, found) for s, found in rows), Counts())


def count(sentence: Sentence, found: list[Level]) -> Counts:
    gold, ours = list(sentence.levels[1:]), found[1:]
    pairs = matches(sentence.text, gold, ours)
    placed = {g + 1: p + 1 for g, p in pairs} | {OUTER: OUTER}
    right = sum(placed.get(gold[g].parent or OUTER) == ours[p].parent for g, p in pairs)
    return Counts(Tally(len(pairs), len(gold), len(ours)), right)


def matches(text: str, gold: list[Level], found: list[Level]) -> list[tuple[int, int]]:
    aligned = align(text, [level.found for level in gold], [level.found for level in found])
    return [pair for pair in aligned.pairs if aligned.sources_agree(pair)]


def baseline(sentence: Sentence) -> list[Level]:
    """Every listed cue verb with a that-clause in the content, its source what stands before it in its clause."""
    outer = sentence.levels[OUTER]
    levels = [outer]
    for start, end in outer.found.content:
        for cue in _CUE_THAT.finditer(sentence.text, start, end):
            starts = [m.end() for m in _CLAUSE_START.finditer(sentence.text, start, cue.start())]
            source = ((max(starts, default=start), cue.start()),)
            content = ((cue.end() - len("that"), end),)
            levels.append(Level(Attribution(source, ((cue.start(), cue.end()),), content), len(levels) - 1))
    return levels


def _product(*, end_to_end: bool) -> Nest:
    # loaded here, since the reading of the set and the baseline need no model
    from onrecord import extract  # noqa: PLC0415
    from onrecord.attribution.nested.nesting import nested  # noqa: PLC0415
    from onrecord.language.tokens import tokens_of  # noqa: PLC0415
    from onrecord.settings import from_environment  # noqa: PLC0415

    settings = from_environment()

    def nest(sentence: Sentence) -> list[Level]:
        document = Document(sentence.text, (Section(SectionKind.BODY, Span(0, len(sentence.text))),))
        tokens = tokens_of(document.text, settings.spacy_model)
        outermost = extract(document, settings, tokens) if end_to_end else [given(document, sentence)]
        return levels_of(nested(document, outermost, tokens))

    return nest


def given(document: Document, sentence: Sentence) -> Statement:
    """The outermost attribution as its label has it."""
    source, cue, content = (tuple(Span(*s) for s in spans) for spans in sentence.levels[OUTER].found)
    return Statement(document.id, source, cue, content, Form.INDIRECT, 1.0)


def levels_of(statements: Sequence[Statement]) -> list[Level]:
    """The outermost ones count as one level, the first; an end-to-end run may find none of them, or several."""
    inner = [s for s in statements if s.parent is not None]
    place = {s.id: number for number, s in enumerate(inner, start=1)}
    outer = next((s for s in statements if s.parent is None), None)
    first = Attribution() if outer is None else Attribution(outer.source, outer.cue, outer.content)
    rows = (Level(Attribution(s.source, s.cue, s.content), place.get(s.parent or "", OUTER)) for s in inner)
    return [Level(first, None), *rows]


def _figures(counts: Counts) -> dict[str, Any]:
    tally = counts.tally
    return {
        "f1": round(tally.f1, 4),
        "precision": round(tally.precision, 4),
        "recall": round(tally.recall, 4),
        "matched": tally.matched,
        "gold": tally.gold,
        "predicted": tally.predicted,
        "parents": counts.parents,
    }


def _table(ours: Scored, theirs: Scored) -> Table:
    heads = ("", "sentences", "gold", "found", "P", "R", "F1", "parents", "base found", "base P", "base R", "base F1")
    table = Table(*heads, title="Nested attributions: onrecord and baseline")
    table.columns[0].no_wrap = True
    for column in table.columns[1:]:
        column.justify = "right"
    sentences = [s for s, _ in ours]
    for kind in kinds(sentences):
        table.add_row(kind, *_cells(_of(ours, kind=kind), _of(theirs, kind=kind)))
    table.add_section()
    for half in HALVES:
        table.add_row(half, *_cells(_of(ours, half=half), _of(theirs, half=half)))
    table.add_row("all", *_cells(ours, theirs))
    return table


def _cells(ours: Scored, theirs: Scored) -> list[str]:
    mine, base = total(ours), total(theirs)
    parents = f"{mine.parents}/{mine.tally.matched}"
    gold = str(mine.tally.gold)
    found = [str(len(ours)), gold, str(mine.tally.predicted), *_rates(mine.tally), parents]
    return [*found, str(base.tally.predicted), *_rates(base.tally)]


def _rates(tally: Tally) -> tuple[str, str, str]:
    """Precision of nothing found and recall of nothing to find are no figures."""
    precision = f"{tally.precision:.3f}" if tally.predicted else ""
    recall = f"{tally.recall:.3f}" if tally.gold else ""
    return precision, recall, f"{tally.f1:.3f}" if tally.gold else ""


def _mistakes(rows: Scored) -> Iterable[str]:
    for sentence, found in rows:
        gold, ours = list(sentence.levels[1:]), found[1:]
        pairs = matches(sentence.text, gold, ours)
        missed = [level for i, level in enumerate(gold) if i not in {g for g, _ in pairs}]
        wrong = [level for i, level in enumerate(ours) if i not in {p for _, p in pairs}]
        if missed or wrong:
            yield "\n".join(
                [
                    f"{sentence.kind} ({sentence.half}): {sentence.text}",
                    *(f"  missed  {_words(sentence.text, level)}" for level in missed),
                    *(f"  wrong   {_words(sentence.text, level)}" for level in wrong),
                ]
            )


def _words(text: str, level: Level) -> str:
    return " | ".join(BETWEEN.join(text[s:e] for s, e in spans) for spans in level.found)
