"""Coreference as GUM stores it: WebAnno TSV 3, one token a line, entities and the links between them.

The text is set anew from the tokens, with words and marks joined as print joins them, so that a parser reads what it
was made for; every mention's characters index that text.
"""

import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from onrecord.errors import InputError, InputMissing
from onrecord.model import Span

CHAINING = frozenset({"ana", "coref", "cata", "appos", "pred"})
"""Links that make one chain of two mentions; "disc" points at clauses, "bridge" at something else nearby."""

COLUMNS = 10
_ROW = re.compile(r"\d+-\d+\t")
_LABEL = re.compile(r"([^\[|]*)(?:\[(\d+)\])?")
_LINK = re.compile(r"(\d+-\d+)(?:\[(\d+)_(\d+)\])?")
_JOINS_LEFT = re.compile(r"[,.;:!?)\]}%”…]+|(?:n['’]t|['’](?:s|re|ve|ll|d|m|S))|['’]")
_JOINS_RIGHT = frozenset("([{$£€“#")
_STRAIGHT = frozenset({'"', "''", "``"})
_ENDS = (".", "!", "?", '"', "”", "'", "’", ":", ")", "…")


@dataclass(frozen=True, slots=True)
class GoldMention:
    span: Span
    entity: str
    chain: int
    """Number of the chain it belongs to; a mention that nothing is linked to is a chain of its own."""


@dataclass(frozen=True, slots=True)
class GoldText:
    name: str
    text: str
    mentions: tuple[GoldMention, ...]
    """In order of their ends, a longer one first."""

    @property
    def genre(self) -> str:
        parts = self.name.split("_")
        return parts[1] if len(parts) > 2 else "text"


@dataclass(frozen=True, slots=True)
class _Token:
    number: str
    text: str
    entities: str
    kinds: str
    targets: str


Key = tuple[str, str]
"""(number of the entity, "0" for one that has none; the token it stands on, "" where the number says enough)"""


def load(path: Path) -> list[GoldText]:
    """The texts of a file or of the ``.tsv`` files of a folder, by name. InputMissing where there are none."""
    files = sorted(path.glob("*.tsv")) if path.is_dir() else [path]
    if not files:
        raise InputMissing(str(path), "no .tsv files in it")
    return [read(file) for file in files]


def read(file: Path) -> GoldText:
    """InputError where the file is not WebAnno TSV with GUM's columns."""
    try:
        lines = file.read_text(encoding="utf-8").split("\n")
        sentences = _sentences(lines)
    except (UnicodeDecodeError, ValueError) as error:
        raise InputError(str(file), f"not WebAnno TSV with entities and their links: {error}") from None
    if not sentences:
        raise InputError(str(file), "no tokens in it; a file of GUM's coreference has one token a line")
    text, places = set_text(sentences)
    return GoldText(file.stem, text, _mentions([t for s in sentences for t in s], places))


def _sentences(lines: list[str]) -> list[list[_Token]]:
    out: list[list[_Token]] = []
    open_sentence = False
    for number, line in enumerate(lines, start=1):
        if not _ROW.match(line):
            open_sentence = False
            continue
        cells = line.rstrip("\r").split("\t")
        if len(cells) < COLUMNS:
            raise ValueError(f"line {number} has {len(cells)} columns, not {COLUMNS}")
        if not open_sentence:
            out.append([])
            open_sentence = True
        out[-1].append(_Token(cells[0], cells[2], cells[3], cells[8], cells[9]))
    return out


def set_text(sentences: list[list[_Token]]) -> tuple[str, dict[str, Span]]:
    """The running text and where each token, by its number, stands in it."""
    text = ""
    places: dict[str, Span] = {}
    for sentence in sentences:
        if text:
            text += " " if text.endswith(_ENDS) else "\n"
        inside = False
        before = ""
        for token in sentence:
            closes = token.text in _STRAIGHT and inside
            glued = _JOINS_LEFT.fullmatch(token.text) or closes or before in _JOINS_RIGHT or before == "open"
            if before and not glued:
                text += " "
            places[token.number] = Span(len(text), len(text) + len(token.text))
            text += token.text
            before = token.text
            if token.text in _STRAIGHT:
                inside = not inside
                before = "open" if inside else token.text
    return text, places


def _mentions(tokens: list[_Token], places: dict[str, Span]) -> tuple[GoldMention, ...]:
    stretches: dict[Key, list[str]] = defaultdict(list)
    kinds: dict[Key, str] = {}
    for token in tokens:
        for kind, key in _labels(token):
            stretches[key].append(token.number)
            kinds[key] = kind
    chains = _chains(tokens, list(stretches))
    found = [
        GoldMention(Span(places[numbers[0]].start, places[numbers[-1]].end), kinds[key], chains[key])
        for key, numbers in stretches.items()
    ]
    return tuple(sorted(found, key=lambda m: (m.span.end, m.span.start)))


def _labels(token: _Token) -> list[tuple[str, Key]]:
    if token.entities == "_":
        return []
    parts = [_LABEL.fullmatch(part) for part in token.entities.split("|")]
    return [(m[1], _key(m[2] or "0", token.number)) for m in parts if m]


def _key(number: str, token: str) -> Key:
    return (number, token if number == "0" else "")


def _chains(tokens: list[_Token], keys: list[Key]) -> dict[Key, int]:
    leader = {key: key for key in keys}

    def top(key: Key) -> Key:
        while leader[key] != key:
            leader[key] = leader[leader[key]]
            key = leader[key]
        return key

    for token in tokens:
        if token.targets == "_":
            continue
        for kind, target in zip(token.kinds.split("|"), token.targets.split("|"), strict=False):
            link = _LINK.fullmatch(target)
            if kind not in CHAINING or link is None:
                continue
            ends = [_key(link[2] or "0", link[1]), _key(link[3] or "0", token.number)]
            if all(end in leader for end in ends):
                leader[top(ends[0])] = top(ends[1])
    numbers: dict[Key, int] = {}
    return {key: numbers.setdefault(top(key), len(numbers)) for key in keys}
