"""Sentences with the factuality of marked words, as in ../shared/data/factuality.

Each line is a JSON object with a ``text`` that is tokenised by spaces and ``targets``: each the index of a token and a
label from -3 (certainly not) to +3 (certainly).

The texts come as "do n't" and "`` ", which nobody prints: here they are put together again as a reader would see them.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.errors import InputError, InputMissing, InputNotText
from onrecord.model import Span

LOWEST, HIGHEST = -3.0, 3.0

_SHOWN = {
    "``": "“",
    "''": "”",
    "`": "‘",
    "`s": "'s",
    "_": "–",
    "-LRB-": "(",
    "-RRB-": ")",
    "-LSB-": "[",
    "-RSB-": "]",
    "-LCB-": "{",
    "-RCB-": "}",
}
_PAIRS = {'"': ("“", "”"), "'": ("‘", "’")}
_OPENING = re.compile(r"[“‘(\[{]|[A-Z]{0,2}[$€£]")
_CLOSING = re.compile(r"[.,;:!?…]+|[”’)\]}%]|n't|'(?:s|re|ve|ll|d|m)?", re.IGNORECASE)
_CUT = frozenset({("can", "not"), ("gon", "na"), ("wan", "na"), ("got", "ta"), ("gim", "me"), ("lem", "me")})
_HYPHEN = "-"
_BEFORE_A_CLAUSE = """
a an the this that these those which who whom whose where when while what how why if because although though as
since than then and or but nor so yet not no is are was were be been am has have had do does did will would can
could may might must shall should i you he she it we they him her us them my your his its our their there here
to of for from with about into including especially even just only
"""
_AFTER_A_DASH = frozenset(_BEFORE_A_CLAUSE.split())
"""A "-" before one of these is a dash, unless it is one of two ("state - of - the - art")."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """``words``: where each token of the set stands in ``text``. ``targets``: the words that are labelled."""

    text: str
    words: tuple[Span, ...]
    targets: tuple[tuple[Span, float], ...]


def load(path: Path) -> list[Sentence]:
    """The sentences of one .jsonl file. InputError, with the line's number, for a line that cannot be used."""
    try:
        lines = path.read_bytes().decode("utf-8").split("\n")
    except FileNotFoundError:
        raise InputMissing(str(path), "no such file") from None
    except UnicodeDecodeError as error:
        raise InputNotText(str(path), f"not UTF-8 at byte {error.start}") from None
    out = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            out.append(_sentence(json.loads(line)))
        except (ValueError, KeyError, TypeError, IndexError) as error:
            raise InputError(str(path), f"line {number} is not a sentence with factuality labels: {error}") from None
    return out


def _sentence(row: dict[str, Any]) -> Sentence:
    text, words = detokenised(row["text"].split(" "))
    return Sentence(text, words, tuple(_target(words, target) for target in row["targets"]))


def _target(words: tuple[Span, ...], row: dict[str, Any]) -> tuple[Span, float]:
    start, end = row["span1"]
    label = float(row["label"])
    if not 0 <= start < end <= len(words):
        raise ValueError(f"there are no words {start} to {end}")
    if not LOWEST <= label <= HIGHEST:
        raise ValueError(f"the label {label} is not between {LOWEST} and {HIGHEST}")
    return Span(words[start].start, words[end - 1].end), label


def detokenised(tokens: Sequence[str]) -> tuple[str, tuple[Span, ...]]:
    """The text that ``tokens`` were made from, as near as can be told, and where each token stands in it.

    Quotation marks lean on what they quote, punctuation on the word before it, split words and compounds are whole. The
    full stop after an abbreviation's own is not printed twice: its span is the abbreviation's.
    """
    units = list(_units([_SHOWN.get(token, token) for token in tokens]))
    shown = _with_sides([unit for unit, _ in units])
    text = ""
    spans: list[Span] = []
    for i, (unit, (_, count)) in enumerate(zip(shown, units, strict=True)):
        text += " " if i and not _touch(shown, i) else ""
        spans.extend([Span(len(text), len(text) + len(unit))] * count)
        text += unit
    return text, tuple(spans)


def _units(tokens: list[str]) -> Iterator[tuple[str, int]]:
    """What is printed as one, with the number of tokens that it was cut into."""
    i = 0
    while i < len(tokens):
        unit, after = tokens[i], tokens[i + 1] if i + 1 < len(tokens) else ""
        ends = after == "." and len(unit) > 1 and unit.endswith(".") and i + 2 == len(tokens)
        count = 2 if ends or unit == after == "'" else 1
        yield ('"' if unit == "'" and count == 2 else unit), count
        i += count


def _with_sides(units: list[str]) -> list[str]:
    """``units`` with each straight quotation mark made the opening or closing one that it stands for."""
    out: list[str] = []
    for i, unit in enumerate(units):
        if unit not in _PAIRS:
            out.append(unit)
            continue
        earlier = [mark for mark in out if mark in _PAIRS[unit]]
        out.append(_side(unit, units[i - 1] if i else "", units[i + 1] if i + 1 < len(units) else "", earlier))
    return out


def _side(mark: str, before: str, after: str, earlier: list[str]) -> str:
    """The mark as it was printed, given those before it; an apostrophe stays as it is."""
    opening, closing = _PAIRS[mark]
    is_open = earlier[-1:] == [opening]
    if mark == "'" and (before[-1:].isdigit() or (before[-1:] in ("s", "S") and after[:1].isalnum() and not is_open)):
        return mark  # feet, or a plural's owner
    if is_open:
        return closing
    ends_speech = not earlier and before in (",", ".", "!", "?", "...") and not after[:1].isupper()
    return closing if before and (not after or ends_speech) else opening


def _touch(tokens: Sequence[str], i: int) -> bool:
    """Whether token ``i`` follows the one before it without a space."""
    before, token = tokens[i - 1], tokens[i]
    if _OPENING.fullmatch(before) or _CLOSING.fullmatch(token) or "/" in (before, token):
        return True
    if (before.lower(), token.lower()) in _CUT or (before == "#" and token[0].isdigit()):
        return True
    return _is_hyphen(tokens, i) or _is_hyphen(tokens, i - 1)


def _is_hyphen(tokens: Sequence[str], i: int) -> bool:
    """Whether token ``i`` is a "-" that joins its neighbours to one word."""
    if tokens[i] != _HYPHEN or not 0 < i < len(tokens) - 1:
        return False
    before, after = tokens[i - 1], tokens[i + 1]
    if not (before[-1].isalnum() or before[-1] == ".") or not after[0].isalnum():
        return False
    if _HYPHEN in (*tokens[i - 2 : i - 1], *tokens[i + 2 : i + 3]):
        return True
    return after.lower() not in _AFTER_A_DASH and not (before.isdigit() and after.istitle())
