"""Attributions as PolNeAR stores them, and as ``onrecord extract`` prints them.

A split is a folder with ``text/NAME.txt`` and, for each annotator of that text, ``attributions/NAME_ANNOTATOR.ann`` in
brat standoff: T lines are stretches of text, E lines put stretches together into one attribution.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from onrecord.errors import InputError, InputMissing

Spans = tuple[tuple[int, int], ...]
ROLES = ("source", "cue", "content")

_STRETCH = re.compile(r"(T\d+)\t\S+ ([\d ;]+)\t")
_EVENT = re.compile(r"E\d+\t(\S+(?: \S+)*)")


class Attribution(NamedTuple):
    """One attribution; [start, end) characters of the text, () where a role is absent."""

    source: Spans = ()
    cue: Spans = ()
    content: Spans = ()


Split = dict[str, tuple[str, list[Attribution]]]
Predictions = dict[str, list[Attribution]]


def load_split(path: Path, annotator: int = 0) -> Split:
    """Text and attributions of each document that has an ``annotator``-th annotator, sorted by name.

    Annotators of a text are in the order of their files' names. InputMissing where ``path`` is not such a folder,
    InputError where it holds no attributions of that annotator.
    """
    for part in ("text", "attributions"):
        if not (path / part).is_dir():
            raise InputMissing(str(path), f"no folder {part}/ in it; a split holds text/ and attributions/")
    files = _annotators(path / "attributions")
    chosen = {name: found[annotator] for name, found in sorted(files.items()) if annotator < len(found)}
    if not chosen:
        raise InputError(str(path), f"no text in it has an annotator {annotator}")
    return {name: (_read(path / "text" / f"{name}.txt"), parse_brat(_read(file))) for name, file in chosen.items()}


def _annotators(folder: Path) -> dict[str, list[Path]]:
    files: dict[str, list[Path]] = defaultdict(list)
    for file in sorted(folder.glob("*.ann")):
        files[file.stem.rpartition("_")[0]].append(file)
    return files


def _read(file: Path) -> str:
    """The file with its line ends as they are, since offsets count them."""
    try:
        return file.read_bytes().decode("utf-8")
    except FileNotFoundError:
        raise InputMissing(str(file), "no such file") from None
    except UnicodeDecodeError as error:
        raise InputError(str(file), f"not UTF-8 at byte {error.start}") from None


def parse_brat(standoff: str) -> list[Attribution]:
    """The attributions of one .ann file; an event without source, cue and content is left out.

    The words that a T line repeats may hold line breaks, so lines that are neither T nor E are passed over.
    """
    lines = standoff.split("\n")
    stretches = {m[1]: _offsets(m[2]) for m in map(_STRETCH.match, lines) if m}
    events = (_event(m[1].split(), stretches) for m in map(_EVENT.match, lines) if m)
    return [attribution for attribution in events if any(attribution)]


def _offsets(field: str) -> list[tuple[int, int]]:
    """ "9 12;20 23" as pairs."""
    pairs = (part.split() for part in field.split(";"))
    return [(int(start), int(end)) for start, end in pairs]


def _event(arguments: list[str], stretches: dict[str, list[tuple[int, int]]]) -> Attribution:
    """A role that is given twice is written Content and Content2; its stretches are one discontinuous role."""
    found: dict[str, set[tuple[int, int]]] = {role: set() for role in ROLES}
    for argument in arguments:
        role, _, reference = argument.partition(":")
        found.get(role.rstrip("0123456789").lower(), set()).update(stretches.get(reference, ()))
    return Attribution(*(tuple(sorted(found[role])) for role in ROLES))


def load_predictions(path: Path) -> Predictions:
    """Attributions by document from the JSONL that ``onrecord extract --format jsonl`` prints.

    An attribution nested in another is left out: the gold labels have none. InputMissing, or InputError with the line
    number for a line that cannot be used.
    """
    found: Predictions = {}
    for number, line in enumerate(_read(path).split("\n"), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            name, attributions = row["doc"], [from_json(a) for a in row["attributions"] if a.get("parent") is None]
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise InputError(str(path), f"line {number} is not a document's attributions: {error!r}") from None
        if name in found:
            raise InputError(str(path), f"line {number}: document {name!r} a second time")
        found[name] = attributions
    return found


def from_json(row: dict[str, Any]) -> Attribution:
    """One row of "attributions"; a role that is missing or null is absent."""
    return Attribution(*(_spans(row.get(role) or ()) for role in ROLES))


def _spans(pairs: Iterable[tuple[int, int]]) -> Spans:
    return tuple((int(start), int(end)) for start, end in pairs)
