"""The task "basis": sourcing and act of attributions that were labelled by hand.

The labels file has one JSON object a line: ``doc`` (a text of the split), ``source``, ``cue`` and ``content`` as lists
of [start, end), ``sourcing`` and ``act``, and ``part``, by which the figures are given apart ("dev" was tuned on,
"test" was not). The attributions are taken as labelled, so that what is scored is the judgement alone. See
docs/guidelines/basis.md.
"""

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import RenderableType

from evaluation.classes import Labelled, figures, table
from evaluation.split import Attribution, from_json
from evaluation.task import Report
from onrecord.errors import InputError, InputMissing
from onrecord.language.quotes import quotations
from onrecord.model import Act, Document, Section, SectionKind, Sourcing, Span, Statement

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

SPLIT = Path("../shared/data/polnear/dev")
LABELS = Path(__file__).parents[1] / "tests" / "data" / "basis.jsonl"
JUDGEMENTS = ("sourcing", "act")
ALL = "all"

BASELINE_ACTS = {
    "denies": "denied denies dismissed rejected",
    "accuses": "accused alleged",
    "warns": "warned threatened",
    "promises": "promised vowed",
    "demands": "demanded urged",
    "asks": "asked",
    "praises": "praised endorsed",
    "condemns": "condemned criticized",
    "confirms": "confirmed admitted",
    "believes": "believes thinks",
    "declines": "declined refused",
}
"""A verb list of twenty and a few: an act where the cue has one of its words, "says" where it has none."""
BASELINE_NAMES = {"PERSON": "person", "ORG": "organisation", "GPE": "organisation", "NORP": "group", "LAW": "document"}


@dataclass(frozen=True, slots=True)
class Row:
    doc: str
    part: str
    found: Attribution
    labels: Mapping[str, str]


def options(parser: ArgumentParser) -> None:
    parser.add_argument("--labels", type=Path, default=LABELS, metavar="FILE", help="the labels (JSON lines)")
    parser.add_argument("--part", metavar="NAME", help="score the rows of this part only")
    parser.add_argument("--show", action="store_true", help="print what was judged otherwise than labelled")


def run(arguments: Namespace) -> Report:
    """InputMissing for a text or a file that is not there, InputError for a line that cannot be used."""
    rows = [row for row in load(arguments.labels) if arguments.part in (None, row.part)]
    texts = {name: _text(arguments.path, name) for name in sorted({row.doc for row in rows})}
    judged = judge(rows, texts)
    return report(rows, judged, texts, show=arguments.show)


def load(path: Path) -> list[Row]:
    if not path.is_file():
        raise InputMissing(str(path), "no such file")
    rows = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            rows.append(_row(json.loads(line)))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise InputError(str(path), f"line {number} is not a labelled attribution: {error!r}") from None
    return rows


def _row(row: dict[str, Any]) -> Row:
    labels = {"sourcing": str(Sourcing(row["sourcing"])), "act": str(Act(row["act"]))}
    return Row(row["doc"], row.get("part", ALL), from_json(row), labels)


def _text(path: Path, name: str) -> str:
    file = path / "text" / f"{name}.txt"
    if not file.is_file():
        raise InputMissing(str(file), "the labels name this text, and the split does not have it")
    return file.read_bytes().decode("utf-8", "replace")


def judge(rows: Sequence[Row], texts: Mapping[str, str]) -> list[dict[str, Labelled]]:
    """What onrecord and the baseline make of each row, by judgement; each text is parsed once."""
    # loaded here, since reading the labels needs no model
    from onrecord.language.tokens import tokens_of  # noqa: PLC0415
    from onrecord.settings import from_environment  # noqa: PLC0415

    model = from_environment().spacy_model
    of_text: dict[str, list[int]] = {}
    for i, row in enumerate(rows):
        of_text.setdefault(row.doc, []).append(i)
    found: dict[int, dict[str, Labelled]] = {}
    for name, places in of_text.items():
        tokens = tokens_of(texts[name], model)
        found |= zip(places, judge_text([rows[i] for i in places], texts[name], tokens), strict=True)
    return [found[i] for i in range(len(rows))]


def judge_text(rows: Sequence[Row], text: str, tokens: "Doc") -> list[dict[str, Labelled]]:
    from onrecord.attribution.acts import act_of  # noqa: PLC0415
    from onrecord.attribution.basis import bases  # noqa: PLC0415

    document = Document(text, (Section(SectionKind.BODY, Span(0, len(text))),))
    statements = [statement_of(document, row.found) for row in rows]
    sourcing = bases(document, tokens, statements)
    return [
        {
            "sourcing": Labelled(
                row.labels["sourcing"], sourcing[s.id].sourcing.value, baseline_sourcing(row.found, tokens)
            ),
            "act": Labelled(row.labels["act"], act_of(s, tokens).value, baseline_act(row.found, text)),
        }
        for row, s in zip(rows, statements, strict=True)
    ]


def statement_of(document: Document, found: Attribution) -> Statement:
    from onrecord.attribution.form import form_of  # noqa: PLC0415

    source, cue, content = (tuple(Span(*s) for s in spans) for spans in found)
    return Statement(document.id, source, cue, content, form_of(document.text, content, quotations(document.text)), 1.0)


def baseline_act(found: Attribution, text: str) -> str:
    words = {w.strip(",:.").lower() for s, e in found.cue for w in text[s:e].split()}
    return next((act for act, listed in BASELINE_ACTS.items() if words & set(listed.split())), "says")


def baseline_sourcing(found: Attribution, tokens: "Doc") -> str:
    """The name finder's label of the source's head; a pronoun is a person, a plural noun a group."""
    words = tokens.char_span(*found.source[0], alignment_mode="expand") if found.source else None
    if words is None:
        return "nobody"
    head: Token = words.root
    if head.tag_.startswith("PRP"):
        return "author" if head.lower_ in ("i", "we") else "person"
    plain = "group" if head.tag_ == "NNS" else "organisation"
    return BASELINE_NAMES.get(head.ent_type_, plain)


def report(
    rows: Sequence[Row], judged: Sequence[dict[str, Labelled]], texts: Mapping[str, str], *, show: bool = False
) -> Report:
    parts = list(dict.fromkeys(row.part for row in rows))
    data: dict[str, Any] = {"statements": len(rows)}
    tables: list[RenderableType] = []
    for judgement in JUDGEMENTS:
        items = [found[judgement] for found in judged]
        data[judgement] = measures(items) | {"parts": {}}
        for part in parts:
            of_part = [item for item, row in zip(items, rows, strict=True) if row.part == part]
            data[judgement]["parts"][part] = measures(of_part)
            tables.append(table(f"{judgement}, {part}: onrecord and baseline", of_part))
    return Report(data, (*tables, *(_otherwise(rows, judged, texts) if show else ())))


def measures(items: Sequence[Labelled]) -> dict[str, Any]:
    ours = figures([(item.gold, item.ours) for item in items])
    return ours | {"baseline": figures([(item.gold, item.baseline) for item in items])}


def _otherwise(
    rows: Sequence[Row], judged: Sequence[dict[str, Labelled]], texts: Mapping[str, str]
) -> Iterable[RenderableType]:
    for row, found in zip(rows, judged, strict=True):
        wrong = [f"{j}: {item.gold}, found {item.ours}" for j, item in found.items() if item.gold != item.ours]
        if wrong:
            words = (" ... ".join(texts[row.doc][s:e] for s, e in spans) for spans in row.found)
            yield f"{row.doc} ({row.part}): {'; '.join(wrong)}\n  {' | '.join(words)}"
