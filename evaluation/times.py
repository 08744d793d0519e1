"""The task "times": expressions of time and their intervals, and which of them belong to a statement.

The set (evaluation/data/times/) has two files. ``expressions.jsonl``: one expression a line with its anchor, the tense
it stands in and, where it leans on another time of the text, that time ("leans"); "expected" lists its readings, is
empty where no date is known, and null where the words are no time. ``attachments.jsonl``: a short passage with its
date, its statements and, for each, the words and the date of "said" and "happened", or null.

A date is written as precise as it is known: "2021", "2021-06", "2021-06-16T17:30"; a range as [start, end) with a "/"
between and ".." for an open end. Odd lines of each file are the half that was tuned on (dev), even lines were left
alone (test). The baseline is dateparser on the expression; for attachments, on the first date that spaCy finds in the
content and the first outside it.
"""

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from rich.table import Table

from evaluation.nesting import HALVES, located
from evaluation.task import Report
from onrecord.errors import InputError
from onrecord.model import Document, Form, Moment, Precision, Section, SectionKind, Span, Statement
from onrecord.model.dated import Dated, Period

SET = Path(__file__).parent / "data" / "times"
EXPRESSIONS, ATTACHMENTS = "expressions.jsonl", "attachments.jsonl"
SIDES = ("said", "happened")
OPEN = ".."
OR = " or "
_FORMS = {
    4: (Precision.YEAR, "%Y"),
    7: (Precision.MONTH, "%Y-%m"),
    10: (Precision.DAY, "%Y-%m-%d"),
    13: (Precision.HOUR, "%Y-%m-%dT%H"),
    16: (Precision.MINUTE, "%Y-%m-%dT%H:%M"),
}

Readings = tuple[str, ...] | None
"""Dates as the set writes them; None where the words are no time."""


@dataclass(frozen=True, slots=True)
class Expected:
    """One line of the table of expressions."""

    kind: str
    half: str
    text: str
    anchor: Period
    tense: str
    leans: Period | None
    readings: Readings
    approximate: bool


@dataclass(frozen=True, slots=True)
class Attached:
    """One side of one statement: the words of its time and the date that they give, or None for both."""

    kind: str
    half: str
    side: str
    text: str
    words: str | None
    readings: Readings


@dataclass(frozen=True, slots=True)
class Passage:
    """``times``: for each statement what is expected on each side."""

    document: Document
    statements: tuple[Statement, ...]
    times: tuple[dict[str, Attached], ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What an expression or a side came to."""

    readings: Readings
    words: str | None = None
    approximate: bool = False


Row = tuple[Expected | Attached, Found, Found]
"""What is expected, what onrecord finds and what the baseline finds."""


def options(parser: ArgumentParser) -> None:
    parser.add_argument("--half", choices=HALVES, help="score one half of the set only")
    parser.add_argument("--show", action="store_true", help="print what came out wrong")


def run(arguments: Namespace) -> Report:
    """InputError for a line that cannot be used; a folder without one of the two files is scored on the other."""
    from evaluation.times_systems import attached, baseline_attached, baseline_read, read  # noqa: PLC0415 - loads spaCy

    expressions, passages = load(arguments.path)
    rows: list[Row] = [(e, read(e), baseline_read(e)) for e in expressions if arguments.half in (None, e.half)]
    wanted = [p for p in passages if arguments.half in (None, _half(p))]
    sides: list[Row] = [row for p in wanted for row in _sides(p, attached(p), baseline_attached(p))]
    return report(rows, sides, show=arguments.show)


def _half(passage: Passage) -> str:
    return passage.times[0]["said"].half


def _sides(passage: Passage, ours: Sequence[dict[str, Found]], theirs: Sequence[dict[str, Found]]) -> Iterable[Row]:
    for expected, mine, base in zip(passage.times, ours, theirs, strict=True):
        yield from ((expected[side], mine[side], base[side]) for side in SIDES)


def load(path: Path) -> tuple[list[Expected], list[Passage]]:
    """A folder with either file or both, or one of the files by itself."""
    files = [path] if path.is_file() else [f for f in (path / EXPRESSIONS, path / ATTACHMENTS) if f.is_file()]
    if not files:
        raise InputError(str(path), f"neither {EXPRESSIONS} nor {ATTACHMENTS} in it")
    expressions: list[Expected] = []
    passages: list[Passage] = []
    for file in files:
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
            half = HALVES[(number - 1) % 2]
            try:
                row = json.loads(line)
                if "statements" in row:
                    passages.append(_passage(row, half))
                else:
                    expressions.append(_expected(row, half))
            except (ValueError, KeyError, TypeError) as error:
                raise InputError(str(file), f"line {number} is not a labelled time: {error}") from None
    return expressions, passages


def _expected(row: dict[str, Any], half: str) -> Expected:
    wanted = row["expected"]
    return Expected(
        kind=row["kind"],
        half=half,
        text=row["text"],
        anchor=period(row["anchor"]),
        tense=row.get("tense", "past"),
        leans=period(row["leans"]) if "leans" in row else None,
        readings=None if wanted is None else normal(wanted),
        approximate=row.get("approximate", False),
    )


def _passage(row: dict[str, Any], half: str) -> Passage:
    text, comment = row["text"], row.get("comment")
    kind = SectionKind.COMMENT if comment else SectionKind.BODY
    author, time = (comment["author"], moment(comment["time"])) if comment else (None, None)
    section = Section(kind, Span(0, len(text)), author, time)
    document = Document(text, (section,), published=moment(row["published"]) if row["published"] else None)
    statements = tuple(_statement(document, s) for s in row["statements"])
    times = tuple({side: _side(row["kind"], half, side, text, s[side]) for side in SIDES} for s in row["statements"])
    return Passage(document, statements, times)


def _statement(document: Document, row: dict[str, str]) -> Statement:
    source, cue, content = (
        tuple(Span(*s) for s in located(document.text, row[role])) for role in ("source", "cue", "content")
    )
    return Statement(document.id, source, cue, content, Form.INDIRECT, 1.0)


def _side(kind: str, half: str, side: str, text: str, given: list[str] | None) -> Attached:
    if given is None:
        return Attached(kind, half, side, text, None, None)
    words, dates = given
    return Attached(kind, half, side, text, words, normal(dates.split(OR) if dates else ()))


def moment(text: str) -> Moment:
    """ValueError for what is no date of the set."""
    if len(text) not in _FORMS:
        raise ValueError(f"{text!r} is not a date")
    precision, form = _FORMS[len(text)]
    return Moment.at(datetime.strptime(text, form), precision)


def period(text: str) -> Period:
    return Period.of(moment(text))


def normal(dates: Iterable[str]) -> tuple[str, ...]:
    """In order, midnight left out at the ends of a range; ValueError for what is no date."""
    out = []
    for date in dates:
        ends = [end.removesuffix("T00:00") for end in date.split("/")] if "/" in date else [date]
        for end in ends:
            if end != OPEN:
                moment(end[:16].removesuffix("Z").split("+")[0])
        out.append("/".join(ends))
    return tuple(sorted(out))


def written(found: Iterable[Period]) -> tuple[str, ...]:
    """Periods as the set writes them."""
    return normal(_written(p) for p in found)


def _written(one: Period) -> str:
    if one.precision is Precision.RANGE or one.start is None or one.end is None:
        return "/".join(OPEN if end is None else end.isoformat()[:16] for end in (one.start, one.end))
    return Moment(one.start, one.end, one.precision).iso()


def of_dated(text: str, dated: Dated | None) -> Found:
    if dated is None:
        return Found(None)
    words = " ... ".join(span.of(text) for span in dated.spans)
    return Found(written(dated.readings), words, dated.approximate)


def right(expected: Expected | Attached, found: Found) -> bool:
    """The same readings and, for an attachment, from the same words or a part of them."""
    if expected.readings != found.readings:
        return False
    if isinstance(expected, Expected) or expected.words is None:
        return True
    return bool(found.words is not None and (expected.words in found.words or found.words in expected.words))


def report(expressions: Sequence[Row], sides: Sequence[Row], *, show: bool = False) -> Report:
    data: dict[str, Any] = {"accuracy": _rate([*expressions, *sides], 1)}
    tables = []
    if expressions:
        data["expressions"] = _figures(expressions, lambda e: e.kind)
        marked = [r for r in expressions if isinstance(r[0], Expected) and r[0].readings]
        agree = [isinstance(e, Expected) and e.approximate == f.approximate for e, f, _ in marked]
        data["expressions"]["approximate"] = round(sum(agree) / max(1, len(agree)), 4)
        tables.append(_table("Expressions: readings all right", expressions, lambda e: e.kind))
    if sides:
        data["attachments"] = _figures(sides, _side_of) | _detection(sides)
        tables.append(_table("Attachments: right words and readings", sides, _side_of))
    return Report(data, (*tables, *(_mistakes([*expressions, *sides]) if show else ())))


def _side_of(expected: Expected | Attached) -> str:
    return f"{expected.kind} {expected.side}" if isinstance(expected, Attached) else expected.kind


Key = Callable[[Expected | Attached], str]


def _figures(rows: Sequence[Row], key: Key) -> dict[str, Any]:
    kinds = list(dict.fromkeys(key(e) for e, _, _ in rows))
    return {
        "accuracy": _rate(rows, 1),
        "baseline": {"accuracy": _rate(rows, 2)},
        "count": len(rows),
        "halves": {h: _rate(found, 1) for h in HALVES if (found := [r for r in rows if r[0].half == h])},
        "kinds": {k: _rate([r for r in rows if key(r[0]) == k], 1) for k in kinds},
    }


def _detection(rows: Sequence[Row]) -> dict[str, Any]:
    """Of the sides that have a time, and of those that were given one, how many came out right."""
    gold = sum(e.readings is not None for e, _, _ in rows)
    given = sum(f.readings is not None for _, f, _ in rows)
    hit = sum(e.readings is not None and right(e, f) for e, f, _ in rows)
    return {"precision": round(hit / max(1, given), 4), "recall": round(hit / max(1, gold), 4)}


def _rate(rows: Sequence[Row], system: int) -> float:
    """``system``: 1 for onrecord, 2 for the baseline."""
    hits = sum(right(row[0], row[1] if system == 1 else row[2]) for row in rows)
    return round(hits / max(1, len(rows)), 4)


def _table(title: str, rows: Sequence[Row], key: Key) -> Table:
    table = Table("", "count", "accuracy", "baseline", title=title)
    for column in table.columns[1:]:
        column.justify = "right"
    for kind in dict.fromkeys(key(e) for e, _, _ in rows):
        _add(table, kind, [r for r in rows if key(r[0]) == kind])
    table.add_section()
    for half in HALVES:
        _add(table, half, [r for r in rows if r[0].half == half])
    _add(table, "all", rows)
    return table


def _add(table: Table, name: str, rows: Sequence[Row]) -> None:
    if rows:
        table.add_row(name, str(len(rows)), f"{_rate(rows, 1):.3f}", f"{_rate(rows, 2):.3f}")


def _mistakes(rows: Sequence[Row]) -> Iterable[str]:
    for expected, found, _ in rows:
        if not right(expected, found):
            yield (
                f"{_side_of(expected)} ({expected.half}): {expected.text}\n  expected {expected.readings}"
                f"\n  found    {found.readings} {found.words or ''}"
            )
