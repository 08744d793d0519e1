"""The block of "key: value" lines between two "---" that Markdown files open with: a title, dates, authors.

Only what the head of a text may say is taken; the block itself is a notice, not text to be read.
"""

import re
from typing import NamedTuple

from onrecord.reading.dates import find_moment
from onrecord.reading.lines import Line
from onrecord.reading.marks import DateLine

_FENCE = "---"
_MOST_LINES = 60
_KEY = re.compile(r"^([A-Za-z][\w -]{0,30}):(?:\s+(.*))?$")
_DATE_KEY = re.compile(r"^(?:date|published|publish|pub|created|modified|updated|lastmod)", re.IGNORECASE)
_LATER_KEY = re.compile(r"^(?:modified|updated|lastmod)", re.IGNORECASE)
_JOINT = re.compile(r"\\\n\s*|\n\s*")
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|(.))", re.DOTALL)


class FrontMatter(NamedTuple):
    """``past`` is the index of the first line under the block; ``dates`` are given by the index of their line."""

    past: int
    title: str | None
    authors: tuple[str, ...]
    dates: dict[int, DateLine]


def read_front_matter(text: str, lines: list[Line]) -> FrontMatter | None:
    """The block that the text opens with, None where it opens with something else."""
    if not lines or lines[0].words != _FENCE:
        return None
    last = next((i for i, line in enumerate(lines[1:_MOST_LINES], 1) if line.words == _FENCE), None)
    if last is None or last == 1 or not _KEY.match(lines[1].words):
        return None
    values: dict[str, str] = {}
    dates: dict[int, DateLine] = {}
    key = ""
    for at, line in enumerate(lines[1:last], 1):
        pair = _KEY.match(line.words)
        if not pair or line.indent:
            values[key] = f"{values.get(key, '')}\n{line.words}"
            continue
        key = pair[1].casefold()
        values[key] = pair[2] or ""
        moment = find_moment(text, line.start, line.end) if _DATE_KEY.match(key) else None
        if moment:
            dates[at] = DateLine(moment, bool(_LATER_KEY.match(key)))
    author = _plain(values.get("author", ""))
    return FrontMatter(last + 1, _plain(values.get("title", "")) or None, (author,) if author else (), dates)


def _plain(value: str) -> str:
    """A quoted or bare value as the words it stands for."""
    value = _JOINT.sub(lambda m: "" if m.group().startswith("\\") else " ", value.strip())
    if value[:1] == '"' == value[-1:]:
        value = _ESCAPE.sub(_unescaped, value[1:-1])
    elif value[:1] == "'" == value[-1:]:
        value = value[1:-1].replace("''", "'")
    return " ".join(value.split())


def _unescaped(escape: re.Match[str]) -> str:
    if escape[1]:
        return chr(int(escape[1], 16))
    return " " if escape[2] in "_nt" else escape[2]
