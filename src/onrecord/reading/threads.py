"""Reader comments whose page names their writers: headers such as "Jane · 2 hours ago", "Jane says:", "@jane"."""

import re
from typing import NamedTuple

from onrecord.model import Moment
from onrecord.reading.dates import find_moment, months, weekdays
from onrecord.reading.lines import Line
from onrecord.reading.marks import date_line

_LONGEST_HEADER = 120
_MOST_NAME_WORDS = 5

_NAME = r"@?[\w][\w.’'`\- ]{0,38}?[\w.)]|@?\w"
_AGO = (
    r"(?:about |over |almost )?(?:an?|one|\d{1,3})\s?(?:s|secs?|m|mins?|h|hrs?|d|w|mo|y|yrs?|(?:second|minute"
    r"|hour|day|week|month|year)s?)"
    r"(?: ago)?|just now|yesterday|today|moments ago|vor \d{1,3} \w{3,9}|il y a \d{1,3} \w{3,9}"
    r"|hace \d{1,3} \w{3,9}|\d{1,3} \w{3,9} (?:назад|тому)"
)
_SAYS = re.compile(
    rf"^(?P<name>{_NAME})\s+(?:says|said|wrote|writes|commented|comments|replied|posted|schrieb|schreibt|dice"
    rf"|пишет|a écrit)"
    r"(?P<rest>\s?:|\s+(?:on|at)\b.{4,60}|\s*[·•|,–-]\s?.{4,60})?$",
    re.IGNORECASE,
)
_POSTED = re.compile(
    rf"^(?:posted|submitted|commented|written|comment)?\s?(?:by|from)\s+(?P<name>{_NAME})\s*(?:\bon\b|\bat\b|[·•"
    rf"|,@–(-])\s*(?P<rest>.{{4,60}})$",
    re.IGNORECASE,
)
_ON_WROTE = re.compile(
    rf"^on (?P<rest>.{{6,50}}?),? (?P<name>{_NAME}) (?:wrote|said|says|commented)\s?:?$", re.IGNORECASE
)
_REPLIES = re.compile(
    rf"^(?P<name>{_NAME})\s*(?:→|▶|➤|»|\b(?:replied to|in reply to|replying to|replies to"
    rf"|reply to)\b)\s*(?P<to>{_NAME})"
    r"(?P<rest>\s*[·•|,–-]\s*.{2,60})?\s?:?$",
    re.IGNORECASE,
)
_REPLY_TO = re.compile(
    rf"^(?:in reply to|replying to|reply to|@ ?reply to)\s*:?\s+(?P<to>{_NAME})\s?:?$", re.IGNORECASE
)
_TOKEN = re.compile(r"[^\s·•|,–—()]+")
_TIME_WORDS = frozenset(
    {*("about", "over", "almost", "a", "an", "one", "just", "moments"), *("yesterday", "today", "vor", "il", "hace")}
)
_MOST_SPLITS = 3
_ONLY_AGO = re.compile(rf"^[·•|(]?\s*(?:{_AGO})\)?$", re.IGNORECASE)
# One of these stands in every header of one line; looking for them first keeps long threads quick.
_SIGN = re.compile(
    r"\d|@|→|▶|➤|»|\bago\b|\bnow\b|day\b|(?:says|said|writes?|wrote|comments|commented|replied|posted|repl[yi]\w*)\b"
    r"|назад|тому|пишет|schr[ie]*b|dice|écrit",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"^@[\w.]{2,30}:?$")
_CONTROL = re.compile(
    r"^(?:(?:(?:log in to )?repl(?:y|ies)|likes?|liked|dislikes?|share|report(?: (?:comment|abuse))?|flag"
    r"|permalink|quote|edit|delete|upvotes?"
    r"|downvotes?|votes?|recommend(?:ed)?|(?:show|view|hide|load) (?:more|less|all)?(?: ?\d{1,4})?(?: ?repl(?:y"
    r"|ies))?|ответить|antworten"
    r"|répondre|responder|rispondi|нравится|gefällt mir|j['’]aime|me gusta|[▲▼△▽👍👎❤⬆⬇↑↓+-]{1,3}"
    r"|[+-]?\d{1,5})(?:[\s·•|,:()/]+|$)){1,12}$",
    re.IGNORECASE,
)


class Header(NamedTuple):
    """Who wrote a comment and when; the header takes ``lines`` lines. ``to`` names the writer who is answered."""

    kind: str
    author: str | None
    time: Moment | None
    to: str | None = None
    lines: int = 1


def control(words: str) -> bool:
    """The buttons and counters of one comment ("Reply", "12 likes")."""
    return len(words) <= 60 and not words.isdigit() and bool(_CONTROL.match(words))


def header(text: str, lines: list[Line], at: int) -> Header | None:
    """The header that begins at line ``at``, None where the line is something else."""
    line = lines[at]
    if not line.words or len(line.words) > _LONGEST_HEADER:
        return None
    if ends_in_mark(line.words) and not line.words.endswith((":", "m.")):
        return None
    found = (_one_line(text, line) if _SIGN.search(line.words) else None) or _two_lines(text, lines, at)
    if found is None:
        return None
    below = at + found.lines
    if found.time is None and found.kind != "timed" and below < len(lines):
        found = _with_time_below(text, lines[below], found)
        below = at + found.lines
    answers = _REPLY_TO.match(lines[below].words) if below < len(lines) and lines[below].short else None
    return found._replace(to=answers["to"].lstrip("@"), lines=found.lines + 1) if answers else found


def _one_line(text: str, line: Line) -> Header | None:
    words = line.words
    for kind, pattern in (("posted", _POSTED), ("posted", _ON_WROTE), ("replies", _REPLIES), ("says", _SAYS)):
        match = pattern.match(words)
        if match and _is_name(match["name"]) and (kind != "posted" or _says_when(text, line, match["rest"])):
            to = match.groupdict().get("to")
            return Header(
                kind, _name(match["name"]), find_moment(text, line.start, line.end), to and to.lstrip("@").strip()
            )
    name = _name_before_time(text, line)
    if name:
        return Header("timed", _name(name), find_moment(text, line.start, line.end))
    return Header("handle", words.strip("@:"), None) if _HANDLE.match(words) else None


def _name_before_time(text: str, line: Line) -> str | None:
    """The name in "Jane Roe · 2 hours ago": what stands before the first words that are a time up to the line's end."""
    splits = 0
    for token in list(_TOKEN.finditer(line.words))[1:]:
        if not _opens_time(token.group()):
            continue
        name = line.words[: token.start()].rstrip(" ·•|,–—(-")
        if _is_name(name) and _says_when(text, line, line.words[token.start() :]):
            return name
        splits += 1
        if splits == _MOST_SPLITS:
            break
    return None


def _opens_time(token: str) -> bool:
    key = token.casefold().strip(".")
    return token[0].isdigit() or key in _TIME_WORDS or key in months() or key in weekdays()


def _two_lines(text: str, lines: list[Line], at: int) -> Header | None:
    words = lines[at].words
    if at + 1 >= len(lines) or not lines[at + 1].short or not _is_name(words) or len(words) > 40 or ends_in_mark(words):
        return None
    below = lines[at + 1]
    if not (_ONLY_AGO.match(below.words) or date_line(text, below)):
        return None
    return Header("two", _name(words), find_moment(text, below.start, below.end), lines=2)


def ends_in_mark(words: str) -> bool:
    return words[-1] in ".!?…:;,"


def _with_time_below(text: str, below: Line, found: Header) -> Header:
    if not below.short or not (_ONLY_AGO.match(below.words) or date_line(text, below)):
        return found
    return found._replace(time=find_moment(text, below.start, below.end), lines=found.lines + 1)


def _says_when(text: str, line: Line, rest: str) -> bool:
    """Whether ``rest``, the end of the line's words, is a time and nothing else."""
    rest = rest.strip(" ()|·•,–-:")
    if _ONLY_AGO.match(rest):
        return True
    start = text.rfind(rest, line.start, line.end) if rest else -1
    if start < 0:
        return False
    return date_line(text, Line(start, start + len(rest), rest, 0, gap=False)) is not None


def _is_name(name: str) -> bool:
    parts = name.split()
    if ":" in name or not parts or len(parts) > _MOST_NAME_WORDS or not any(char.isalpha() for char in parts[0]):
        return False
    return len(parts) == 1 or not any(part[0].islower() for part in parts)


def _name(name: str) -> str:
    return name.strip().lstrip("@").rstrip(":")
