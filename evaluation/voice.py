"""What documents say in their own voice, and what their writers say in the first person, on texts written for it.

The set (evaluation/data/voice.jsonl) has one text a line, in parts: a section, its words, a comment's author; the
clauses of the part that are asserted in its own voice, and its first-person attributions (source, cue, content), given
by their words as in :mod:`evaluation.nesting`. The half "test" was written before anything was tuned.

An assertion is found when one of the same words is (intersection over union at least 0.5); "speakers" says how many of
these are on the right person's word. The baseline takes every sentence that no attribution touches.
"""

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rich.table import Table

from evaluation.nesting import HALVES, located
from evaluation.scoring import Tally, align
from evaluation.split import Attribution, Spans
from evaluation.task import Report
from onrecord.errors import InputError
from onrecord.model import Document, Findings, Section, SectionKind, Span, Statement

SET = Path(__file__).parent / "data" / "voice.jsonl"
BETWEEN_PARTS = "\n\n"


@dataclass(frozen=True, slots=True)
class Text:
    """``voice``: the spans of each assertion and on whose word it is; ``first``: the first-person attributions."""

    kind: str
    half: str
    document: Document
    voice: tuple[tuple[Spans, str | None], ...]
    first: tuple[Attribution, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """``speakers``: found assertions that are on the right person's word."""

    voice: Tally = field(default_factory=Tally)
    speakers: int = 0
    first: Tally = field(default_factory=Tally)

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(self.voice + other.voice, self.speakers + other.speakers, self.first + other.first)


Find = Callable[[Document], Findings]


def options(parser: ArgumentParser) -> None:
    parser.add_argument("--half", choices=HALVES, help="score one half of the set only")
    parser.add_argument("--show", action="store_true", help="print what was missed and what was found wrongly")


def run(arguments: Namespace) -> Report:
    """InputError for a line that cannot be used."""
    from onrecord.pipeline import findings  # noqa: PLC0415 - reading the set needs no model

    texts = [t for t in load(arguments.path) if arguments.half in (None, t.half)]
    return compare(texts, findings, sentences, show=arguments.show)


def load(path: Path) -> list[Text]:
    out = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            out.append(_text(json.loads(line)))
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(str(path), f"line {number} is not a labelled text: {error}") from None
    return out


def _text(row: dict[str, Any]) -> Text:
    parts: list[str] = [part["text"] for part in row["parts"]]
    starts = [sum(len(p) + len(BETWEEN_PARTS) for p in parts[:n]) for n in range(len(parts))]
    sections = tuple(_section(part, start) for part, start in zip(row["parts"], starts, strict=True))
    document = Document(
        BETWEEN_PARTS.join(parts), sections, publisher=row["publisher"], authors=tuple(row["authors"]), name=row["kind"]
    )
    article = _joined(row["authors"]) or row["publisher"]
    voice, first = [], []
    for part, start in zip(row["parts"], starts, strict=True):
        writer = part.get("author") if part["section"] == "comment" else article
        voice += [(_moved(located(part["text"], words), start), writer) for words in part["assertions"]]
        first += [
            Attribution(*(_moved(located(part["text"], given[role]), start) for role in ("source", "cue", "content")))
            for given in part["first_person"]
        ]
    return Text(row["kind"], row["half"], document, tuple(voice), tuple(first))


def _section(part: dict[str, Any], start: int) -> Section:
    return Section(SectionKind(part["section"]), Span(start, start + len(part["text"])), part.get("author"))


def _moved(spans: Spans, by: int) -> Spans:
    return tuple((start + by, end + by) for start, end in spans)


def _joined(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else " and ".join([", ".join(names[:-1]), *names[-1:]])


def sentences(document: Document, found: Findings) -> list[Statement]:
    """The baseline: every sentence of what is read that no attribution touches."""
    from onrecord.attribution.voice.writers import Writers  # noqa: PLC0415 - as in run
    from onrecord.language.tokens import tokens_of  # noqa: PLC0415
    from onrecord.model import Form  # noqa: PLC0415
    from onrecord.settings import from_environment  # noqa: PLC0415

    writers = Writers(document)
    said = [s.extent for s in found.statements]
    out = []
    for sentence in tokens_of(document.text, from_environment().spacy_model).sents:
        span = Span(sentence.start_char, sentence.end_char)
        if span.start < span.end and not any(span.overlaps(s) for s in said):
            out.append(Statement(document.id, (), (), (span,), Form.INDIRECT, 1.0, writers.at(span.start)))
    return out


Baseline = Callable[[Document, Findings], list[Statement]]


def compare(texts: Sequence[Text], find: Find, baseline: Baseline, *, show: bool = False) -> Report:
    """Counts of ``find`` by half and kind, beside those of the baseline."""
    found = [find(t.document) for t in texts]
    ours = [(t, count(t, f.assertions, f.statements)) for t, f in zip(texts, found, strict=True)]
    theirs = [(t, count(t, baseline(t.document, f), ())) for t, f in zip(texts, found, strict=True)]
    data: dict[str, Any] = _figures(_total(ours)) | {
        "texts": len(texts),
        "halves": {h: _figures(_total(_of(ours, half=h))) for h in HALVES if _of(ours, half=h)},
        "kinds": {k: _figures(_total(_of(ours, kind=k))) for k in _kinds(texts)},
        "baseline": _figures(_total(theirs)),
        "baseline_halves": {h: _figures(_total(_of(theirs, half=h))) for h in HALVES if _of(theirs, half=h)},
    }
    mistakes = [line for t, f in zip(texts, found, strict=True) for line in _mistakes(t, f)] if show else []
    return Report(data, (_table(texts, ours, theirs), *mistakes))


Scored = list[tuple[Text, Counts]]


def count(text: Text, voice: Iterable[Statement], statements: Iterable[Statement]) -> Counts:
    assertions = list(voice)
    pairs = align(
        text.document.text, _contents(s for s, _ in text.voice), _contents(s.content for s in assertions)
    ).pairs
    right = sum(_speaker(assertions[p]) == text.voice[g][1] for g, p in pairs)
    first, gold = _first(statements), list(text.first)
    aligned = align(text.document.text, gold, first)
    agreed = sum(aligned.sources_agree(pair) for pair in aligned.pairs)
    return Counts(Tally(len(pairs), len(text.voice), len(assertions)), right, Tally(agreed, len(gold), len(first)))


def _contents(spans: Iterable[Sequence[tuple[int, int]]]) -> list[Attribution]:
    return [Attribution(content=tuple(s)) for s in spans]


def _speaker(statement: Statement) -> str | None:
    return statement.speaker.name if statement.speaker else None


def _first(statements: Iterable[Statement]) -> list[Attribution]:
    """The statements whose speaker is the writer: the mention is then a pronoun and no name."""
    return [
        Attribution(s.source, s.cue, s.content)
        for s in statements
        if s.parent is None and s.speaker and s.speaker.mention and _is_pronoun(s.speaker.mention, s.speaker.name)
    ]


def _is_pronoun(mention: Span, name: str) -> bool:
    return mention.end - mention.start <= len("our") < len(name)


def _of(rows: Scored, half: str | None = None, kind: str | None = None) -> Scored:
    return [(t, c) for t, c in rows if half in (None, t.half) and kind in (None, t.kind)]


def _kinds(texts: Iterable[Text]) -> list[str]:
    return list(dict.fromkeys(t.kind for t in texts))


def _total(rows: Scored) -> Counts:
    return sum((c for _, c in rows), Counts())


def _figures(counts: Counts) -> dict[str, Any]:
    return {**_rates(counts.voice), "speakers": counts.speakers, "first_person": _rates(counts.first)}


def _rates(tally: Tally) -> dict[str, Any]:
    rates = {name: round(getattr(tally, name), 4) for name in ("f1", "precision", "recall")}
    return rates | {"matched": tally.matched, "gold": tally.gold, "predicted": tally.predicted}


def _table(texts: Sequence[Text], ours: Scored, theirs: Scored) -> Table:
    heads = (
        "",
        "gold",
        "found",
        "P",
        "R",
        "F1",
        "speakers",
        "base P",
        "base R",
        "base F1",
        "I: gold",
        "found",
        "P",
        "R",
    )
    table = Table(*heads, title="Assertions in the document's own voice, and the writer's first person (I)")
    table.columns[0].no_wrap = True
    for column in table.columns[1:]:
        column.justify = "right"
    for kind in _kinds(texts):
        table.add_row(kind, *_cells(_total(_of(ours, kind=kind)), _total(_of(theirs, kind=kind))))
    table.add_section()
    for half in HALVES:
        table.add_row(half, *_cells(_total(_of(ours, half=half)), _total(_of(theirs, half=half))))
    table.add_row("all", *_cells(_total(ours), _total(theirs)))
    return table


def _cells(mine: Counts, base: Counts) -> list[str]:
    voice, first = mine.voice, mine.first
    figures = [f"{x:.3f}" for x in (voice.precision, voice.recall, voice.f1)]
    beside = [f"{x:.3f}" for x in (base.voice.precision, base.voice.recall, base.voice.f1)]
    own = [f"{x:.3f}" for x in (first.precision, first.recall)]
    return [
        *(str(voice.gold), str(voice.predicted), *figures, f"{mine.speakers}/{voice.matched}", *beside),
        *(str(first.gold), str(first.predicted), *own),
    ]


def _mistakes(text: Text, found: Findings) -> list[str]:
    words = text.document.text
    gold, ours = _contents(s for s, _ in text.voice), _contents(s.content for s in found.assertions)
    first, mine = list(text.first), _first(found.statements)
    return [
        *(f"{text.half} {text.kind} voice {line}" for line in _differences(words, gold, ours)),
        *(f"{text.half} {text.kind} first {line}" for line in _differences(words, first, mine)),
    ]


def _differences(words: str, gold: list[Attribution], found: list[Attribution]) -> Iterable[str]:
    pairs = align(words, gold, found).pairs
    for name, rows, kept in (("missed", gold, {g for g, _ in pairs}), ("wrong ", found, {p for _, p in pairs})):
        for n in (n for n in range(len(rows)) if n not in kept):
            yield f"{name} " + " | ".join(" ... ".join(words[s:e] for s, e in spans) for spans in rows[n] if spans)
