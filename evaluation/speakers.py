"""Who speaks in 150 statements of PolNeAR, labelled by hand: tests/data/speakers.jsonl, docs/guidelines/speakers.md.

A row has a statement's document and spans, the half it is in ("dev" was tuned on, "test" was scored now and then, its
rows not looked at), the sort of its source, and the label: "named" or "described" with the spans of the wordings that
name the speaker in full, "author", or "nobody"; and the speaker's kind.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.table import Table

from evaluation.split import Attribution, Split, load_split
from evaluation.task import Report
from onrecord.errors import InputError
from onrecord.model import Document, Form, Section, SectionKind, Span, Speaker, Statement

SET = Path(__file__).parent.parent / "tests" / "data" / "speakers.jsonl"
SORTS = ("name", "pronoun", "description", "none")


@dataclass(frozen=True, slots=True)
class Label:
    doc: str
    half: str
    sort: str
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    speaker: str
    names: tuple[Span, ...]
    kind: str | None


@dataclass(frozen=True, slots=True)
class Outcome:
    label: Label
    found: Speaker | None
    name_right: bool
    kind_right: bool

    @property
    def right(self) -> bool:
        return self.name_right and self.kind_right


def load(path: Path = SET) -> list[Label]:
    """InputError with the line number for a line that cannot be used."""
    out = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            out.append(_label(json.loads(line)))
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(str(path), f"line {number} is not a labelled statement: {error!r}") from None
    return out


def _label(row: dict[str, Any]) -> Label:
    source, cue, content, names = (tuple(Span(*s) for s in row[k]) for k in ("source", "cue", "content", "names"))
    return Label(row["doc"], row["half"], row["sort"], source, cue, content, row["speaker"], names, row["kind"])


def run(path: Path, *, half: str | None = None, show: bool = False) -> Report:
    """InputError where none of the labelled texts is in ``path``."""
    split = load_split(path)
    texts = {name: text for name, (text, _) in split.items()}
    labels = [x for x in load() if x.doc in texts and half in (None, x.half)]
    if not labels:
        raise InputError(str(path), "none of its texts is among those whose speakers are labelled")
    ours, theirs = outcomes(split, labels)
    data = figures(ours) | {"baseline": figures(theirs)}
    return Report(data, (_table(ours, theirs), *(_wrong(texts, ours) if show else ())))


def outcomes(split: Split, labels: list[Label]) -> tuple[list[Outcome], list[Outcome]]:
    """Of onrecord and of the baseline."""
    from onrecord.actors import resolve, speakers  # noqa: PLC0415 - reading the labels needs no model
    from onrecord.language.tokens import tokens_of  # noqa: PLC0415
    from onrecord.settings import from_environment  # noqa: PLC0415

    settings = from_environment()
    ours, theirs = [], []
    for name in dict.fromkeys(x.doc for x in labels):
        text, attributions = split[name]
        document = Document(text, (Section(SectionKind.BODY, Span(0, len(text))),), name=name)
        doc = tokens_of(text, settings.spacy_model)
        gold = [_statement(document, a) for a in attributions]
        actors = resolve(document, doc, gold)
        for label in (x for x in labels if x.doc == name):
            statement = _statement(document, Attribution(label.source, label.cue, label.content))
            found = speakers([statement], actors)[0].speaker
            ours.append(judged(text, label, found))
            theirs.append(judged(text, label, nearest_name(doc, label)))
    return ours, theirs


def _statement(document: Document, found: Attribution) -> Statement:
    source, cue, content = (tuple(Span(*s) for s in spans) for spans in found)
    return Statement(document.id, source, cue, content, Form.INDIRECT, 1.0)


def judged(text: str, label: Label, found: Speaker | None) -> Outcome:
    """An author's own words are right with no speaker, or with the author's name where the text has it."""
    if label.speaker == "nobody" or (label.speaker == "author" and found is None):
        return Outcome(label, found, found is None, found is None)
    if found is None:
        return Outcome(label, found, name_right=False, kind_right=False)
    wanted = [bare(s.of(text)) for s in label.names]
    mention = found.mention
    described = label.speaker == "described" and mention is not None and any(mention.overlaps(s) for s in label.names)
    name = bare(found.name)
    return Outcome(label, found, described or any(_same(name, w) for w in wanted), found.kind.value == label.kind)


def bare(name: str) -> tuple[str, ...]:
    words = (w.strip(".,\"“”'’") for w in name.lower().replace("’s", "").replace("'s", "").split())
    return tuple(w for w in words if w and w not in ("the", "a", "an", "mr", "mrs", "ms"))


def _same(found: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    """The name wanted, or a fuller form of it."""
    return bool(wanted) and set(wanted) <= set(found)


def nearest_name(doc: Any, label: Label) -> Speaker | None:
    """The baseline: the name in the source, else the nearest name of a person or organisation before it."""
    if not label.source:
        return None
    from onrecord.attribution.speakers import KINDS, speaker_of  # noqa: PLC0415 - as above

    found = speaker_of(doc, label.source)
    if found is not None:
        return found
    before = [e for e in doc.ents if e.label_ in ("PERSON", "ORG") and e.end_char <= label.source[0].start]
    if not before:
        return None
    last = before[-1]
    return Speaker(last.text, KINDS[last.label_], Span(last.start_char, last.end_char))


def figures(rows: list[Outcome]) -> dict[str, Any]:
    return _figures(rows) | {
        "by_source": {sort: _figures(found) for sort in SORTS if (found := _of(rows, sort))},
        "by_half": {h: _figures(found) for h in ("dev", "test") if (found := [r for r in rows if r.label.half == h])},
    }


def _figures(rows: list[Outcome]) -> dict[str, Any]:
    total = len(rows) or 1
    return {
        "accuracy": round(sum(r.right for r in rows) / total, 4),
        "name_accuracy": round(sum(r.name_right for r in rows) / total, 4),
        "statements": len(rows),
    }


def _of(rows: Iterable[Outcome], sort: str) -> list[Outcome]:
    return [r for r in rows if r.label.sort == sort]


def _table(ours: list[Outcome], theirs: list[Outcome]) -> Table:
    heads = ("source", "statements", "name and kind", "name", "base name and kind", "base name")
    table = Table(*heads, title="Speakers: onrecord and the nearest name")
    for column in table.columns[1:]:
        column.justify = "right"
    groups = [(s, _of(ours, s), _of(theirs, s)) for s in SORTS]
    halves = [
        (h, [r for r in ours if r.label.half == h], [r for r in theirs if r.label.half == h]) for h in ("dev", "test")
    ]
    for name, our, their in [*groups, *halves, ("all", ours, theirs)]:
        if our:
            a, b = _figures(our), _figures(their)
            cells = (a["accuracy"], a["name_accuracy"], b["accuracy"], b["name_accuracy"])
            table.add_row(name, str(len(our)), *(f"{c:.3f}" for c in cells))
    return table


def _wrong(texts: Mapping[str, str], rows: Iterable[Outcome]) -> Iterable[str]:
    for r in rows:
        if not r.right and r.label.half == "dev":
            text, label = texts[r.label.doc], r.label
            at = (label.source or label.cue or label.content)[0].start
            wanted = " | ".join(s.of(text) for s in label.names) or label.speaker
            got = "nobody" if r.found is None else f"{r.found.name} ({r.found.kind.value})"
            yield f"{' '.join(text[max(at - 60, 0) : at + 30].split())}: {wanted} ({label.kind}), not {got}"
