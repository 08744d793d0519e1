"""Reader comments with no names: which lines are one comment.

Nothing in such a thread says where a comment ends, so a new line is a new comment unless its words show that it goes
on: it stands inside a quotation that an earlier line opened, it is the quotation that the line before announces, its
source or its date, the answer to a sentence quoted at the head of a comment, or the continuation of a sentence left
open. Lines that share a habit of punctuation ("....") or open with the same word ("Wait, ...") are kept together too.

Limits. Two paragraphs by one writer with none of these signs become two comments, which is the smaller fault: words
are never given to somebody else by it. Where some lines have blank lines between them and others have not, the blank
lines part the comments.
"""

import re
from dataclasses import dataclass

from onrecord.language.quotes import CLOSERS, quotations
from onrecord.reading.dates import moments
from onrecord.reading.lines import Line, ends_sentence, evenly_spaced
from onrecord.reading.marks import date_line

_MOST_LINES_QUOTED = 40
_LONGEST_QUOTED = 12_000
_LONGEST_SOURCE = 160
_MOST_WORDS_OF_TITLE = 7

_OPENERS = "“„«\"‘‚‹'"
_STRETCHED = re.compile(r"(?:…\.+|\.…|\.{4,}|…{2,})[\"”’']?$")
_ELLIPSIS = re.compile(r"(?:…|\.{2,})[\"”’']?$")
_GOES_ON = re.compile(r"^(?:…|\.{2,})")
_CONJUNCTION = re.compile(r"^(?:and|but|or|so|yet|und|aber|et|mais|и|но|а)\b", re.IGNORECASE)
_SIGN_OFF = re.compile(r"^(?:(?:#\w+\S*|https?://\S+|www\.\S+)\s*)(?:\w+\W*){0,2}$")
_SOURCE = re.compile(r"^(?:[—–-]\s?\S|source\s?:|from\s?:|via\s|quelle\s?:|https?://|\()", re.IGNORECASE)
_ITEM = re.compile(r"^(?:[-*•–]\s|\(?\d{1,2}[.)]\s|\(?[a-z]\)\s)")
_FIRST_WORD = re.compile(r"^([^\W\d_]{2,15}),\s")
_WORD = re.compile(r"\w{3,}")


@dataclass
class _Comment:
    """The comment being gathered: lines [first, last]; does it only quote so far; does a line of it trail off."""

    first: int
    last: int
    only_quotes: bool
    trails: bool


def comment_ranges(text: str, lines: list[Line]) -> list[tuple[int, int]]:
    """The lines of each comment as [first, last) indexes; together they are all of ``lines``, in order."""
    by_line = evenly_spaced(lines)
    found: list[_Comment] = []
    left_open = [_left_open(line.words) for line in lines]
    quoted_to = -1
    for at, line in enumerate(lines):
        inside = at <= quoted_to
        if not inside:
            quoted_to = max(quoted_to, _quotation_end(lines, left_open, at))
        trails = bool(_STRETCHED.search(line.words[-12:]))
        quotes = inside or _opens_quotation(line.words) or line.words.startswith(">")
        if found and (inside or (not line.gap and not by_line) or (by_line and _goes_on(text, lines, at, found[-1]))):
            found[-1].last = at
            found[-1].only_quotes &= quotes
            found[-1].trails |= trails
        else:
            found.append(_Comment(at, at, quotes, trails))
    return [(comment.first, comment.last + 1) for comment in found]


def _opens_quotation(words: str) -> bool:
    return words[:1] in _OPENERS and len(words) > 1


def _goes_on(text: str, lines: list[Line], at: int, comment: _Comment) -> bool:
    over, line = lines[at - 1].words, lines[at]
    words = line.words
    if words.startswith(">"):
        return over.startswith(">")
    if _SIGN_OFF.match(words) or (_ITEM.match(words) and (over.endswith(":") or _ITEM.match(over))):
        return True
    if _is_source(text, line, over):
        return True
    if _opens_quotation(words):
        return _announces(over)
    if comment.only_quotes and at - comment.first <= _MOST_LINES_QUOTED:
        return True  # the answer to what the comment opens by quoting
    return over.endswith(":") or _continues(over, words) or _same_habit(comment, over, words) or _echo(lines, at)


def _announces(over: str) -> bool:
    """Whether the line leads up to a quotation: a colon, trailing dots, or a title."""
    title = not ends_sentence(over) and len(over.split()) <= _MOST_WORDS_OF_TITLE and over[:1].isupper()
    return (
        over.endswith((":", ","))
        or bool(_ELLIPSIS.search(over[-12:]))
        or (title and over[-1:].isalnum() and " " in over)
    )


def _continues(over: str, words: str) -> bool:
    """Whether the line takes up a sentence that the line before left open."""
    trailing = bool(_ELLIPSIS.search(over[-12:]))
    if _GOES_ON.match(words):
        return trailing or not ends_sentence(over)
    if trailing:
        return bool(_CONJUNCTION.match(words))
    return words[:1].islower() and not ends_sentence(over)


def _same_habit(comment: _Comment, over: str, words: str) -> bool:
    if comment.trails and _STRETCHED.search(words[-12:]):
        return True
    first, second = _FIRST_WORD.match(over), _FIRST_WORD.match(words)
    return bool(first and second and first[1].casefold() == second[1].casefold())


def _echo(lines: list[Line], at: int) -> bool:
    """Whether the line is the title of the quotation below it, naming what the line before speaks of."""
    words = lines[at].words
    if at + 1 >= len(lines) or not _opens_quotation(lines[at + 1].words) or not _announces(words) or len(words) > 80:
        return False
    named = {word.casefold() for word in _WORD.findall(words)} - {"the"}
    return len(named) > 1 and named <= {word.casefold() for word in _WORD.findall(lines[at - 1].words[-400:])}


def _is_source(text: str, line: Line, over: str) -> bool:
    """Whether the line dates what stands over it, or names the source of the quotation that ends there."""
    if not line.words or len(line.words) > _LONGEST_SOURCE:
        return False
    if date_line(text, line):
        return True
    if over.rstrip(".…!?,; ")[-1:] not in "”’\"'»":
        return False
    dated = any(
        m.span and m.span.end >= line.start + len(line.words.rstrip(" .)")) for m in moments(text, line.start, line.end)
    )
    return dated or bool(_SOURCE.match(line.words))


def _quotation_end(lines: list[Line], left_open: list[str], at: int) -> int:
    """The line in which a quotation closes that line ``at`` opens and does not close; -1 where there is none."""
    mark = left_open[at]
    if not mark:
        return -1
    closers = CLOSERS[mark] + ("'" if mark in "‘‚‹'" else '"')
    length = 0
    for below in range(at + 1, min(len(lines), at + 1 + _MOST_LINES_QUOTED)):
        words = lines[below].words
        length += len(words)
        if length > _LONGEST_QUOTED or (words[:1] == mark and not left_open[below]):
            return -1  # a quotation of its own: the first was never closed
        if words.rstrip(".,;:!?… ")[-1:] in tuple(closers):
            return below
    return -1


def _left_open(words: str) -> str:
    """The mark of the quotation that is still open where the line ends, or nothing."""
    doubled = any(words.count(a) != words.count(b) for a, b in ("“”", "„“", "«»") if a in words) or words.count('"') % 2
    if len(words) > _LONGEST_QUOTED or not (_opens_quotation(words) or doubled):
        return ""
    still = [q for q in quotations(words) if not q.closed and (not q.single or q.start == 0)]
    return words[still[0].start] if still else ""
