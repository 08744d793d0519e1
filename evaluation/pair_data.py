"""Pairs of texts that people have graded: similarity (STS), paraphrase (MRPC), replies (RumourEval)."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from onrecord.errors import InputError, InputMissing, InputNotText

STS_MOST = 5.0
PARAPHRASE_COLUMNS = ("Quality", "#1 ID", "#2 ID", "#1 String", "#2 String")


class GradedPair(NamedTuple):
    """``grade``: 0 to 5 in STS, 0 or 1 in MRPC."""

    one: str
    other: str
    grade: float


class Stand(StrEnum):
    SUPPORT = "support"
    DENY = "deny"
    QUERY = "query"
    COMMENT = "comment"


@dataclass(frozen=True, slots=True)
class Reply:
    """``parent`` is None for the post that a thread begins with; ``depth`` is 0 for it, 1 for an answer to it."""

    text: str
    parent: str | None
    depth: int
    label: Stand


def lines(path: Path) -> list[str]:
    """The lines of a UTF-8 file, those without a word left out."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise InputMissing(str(path), "no such file") from None
    except UnicodeDecodeError as error:
        raise InputNotText(str(path), f"not UTF-8 at byte {error.start}") from None
    return [line.rstrip("\r") for line in text.split("\n") if line.strip()]


def load_sts(path: Path) -> list[GradedPair]:
    """GRADE, text, text a line, parted by tabs; a pair that nobody graded is left out."""
    found = []
    for number, line in enumerate(lines(path), start=1):
        cells = line.split("\t")
        if len(cells) < 3:
            raise InputError(str(path), f"line {number} is not a grade and two texts parted by tabs")
        if cells[0].strip():
            found.append(GradedPair(cells[1], cells[2], _grade(path, number, cells[0], STS_MOST)))
    return found


def load_mrpc(path: Path) -> list[GradedPair]:
    """Under PARAPHRASE_COLUMNS: 1 or 0, two ids, two texts a line."""
    found = []
    for number, line in enumerate(lines(path)[1:], start=2):
        cells = line.split("\t")
        if len(cells) != len(PARAPHRASE_COLUMNS):
            raise InputError(str(path), f"line {number} has {len(cells)} columns, not {len(PARAPHRASE_COLUMNS)}")
        found.append(GradedPair(cells[3], cells[4], _grade(path, number, cells[0], 1.0)))
    return found


def _grade(path: Path, number: int, cell: str, most: float) -> float:
    try:
        value = float(cell)
    except ValueError:
        raise InputError(str(path), f"line {number}: the grade {cell!r} is not a number") from None
    if not 0 <= value <= most:
        raise InputError(str(path), f"line {number}: the grade {value:g} is not between 0 and {most:g}")
    return value


def load_replies(path: Path) -> list[Reply]:
    """One JSON object a line with ``id``, ``text``, ``label``, ``reply_to`` and ``reply_to_text``."""
    rows: dict[str, dict[str, str | None]] = {}
    for number, line in enumerate(lines(path), start=1):
        try:
            row = json.loads(line)
            rows[row["id"]] = {"text": row["text"], "to": row["reply_to"], "parent": row["reply_to_text"]}
            rows[row["id"]]["label"] = Stand(row["label"])
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(str(path), f"line {number} is not a reply with a label: {error}") from None
    return [_reply(rows, row) for row in rows.values()]


def _reply(rows: dict[str, dict[str, str | None]], row: dict[str, str | None]) -> Reply:
    depth = sum(1 for _ in _ancestors(rows, row))
    parent = row["parent"]
    return Reply(plain(row["text"] or ""), plain(parent) if parent else None, depth, Stand(row["label"] or ""))


def _ancestors(rows: dict[str, dict[str, str | None]], row: dict[str, str | None]) -> Iterator[str]:
    seen: set[str] = set()
    while (above := row["to"]) and above not in seen:
        seen.add(above)
        yield above
        row = rows.get(above, {"to": None})


_ADDRESS = re.compile(r"https?://\S+")
_HANDLES = re.compile(r"(?:@\w+\s*)+")


def plain(post: str) -> str:
    """A post without what only its network writes: addresses are "http", handles "@user"."""
    return _HANDLES.sub("@user ", _ADDRESS.sub("http", post)).strip()
