"""The lines over an article's body: headline, date line, byline, standfirst.

A first line is a headline when it is short, stands apart and has an article under it; where that is in doubt the line
is body. A standfirst is told only by what stands around it: a line between the headline and the line of who and when,
one set directly under the headline, one under the word "Abstract", or one that is not a sentence; else it is body.
Both are read for statements, so that a wrong choice between them loses nothing. Lines of who and when are DATE_LINE.
"""

import re
from dataclasses import dataclass, field

from onrecord.model import SectionKind
from onrecord.reading.bylines import byline, labelled_byline
from onrecord.reading.dates import find_moment
from onrecord.reading.front_matter import FrontMatter, read_front_matter
from onrecord.reading.lines import CLOSING_MARKS, Line, ends_sentence, folded
from onrecord.reading.marks import DateLine, boilerplate, caption, date_line, kicker

_LONGEST_HEADLINE = 220
_MOST_WORDS = 32
_MOST_WORDS_OF_SENTENCE = 26
_MOST_LINES = 16
_LOOK_AHEAD = 8

_SPEAKER = re.compile(
    r"^(?:[^\W\d_a-z][^\W\d_a-z.’' -]{1,40}|[^\W\d_][\w.’' -]{1,40}|Q|A)(?: \([\w .,]{1,40}\))?\s?:\s"
)
_ASIDE = re.compile(r"^(?:>|[-*•]\s|\(?\d{1,2}[.)]\s|https?://|@\w)")
_ADDRESS = re.compile(
    r"^(?:good (?:morning|afternoon|evening)|thank(?:s| you)|hello|hi|dear|hey|mr\.? (?:president|speaker"
    r"|chairman|secretary)|madam"
    r"|ladies|distinguished|excellenc(?:y|ies)|i|we|i['’]\w+|we['’]\w+)\b[, .]",
    re.IGNORECASE,
)
_STANDFIRST_LABEL = re.compile(r"^(?:abstract|summary)[.:]?$", re.IGNORECASE)
_BODY_LABEL = re.compile(r"^(?:full text|body)[.:]?$", re.IGNORECASE)


@dataclass
class Head:
    """What was found: the kind of each of the first lines, by index; ``body`` is the index of the first body line."""

    kinds: dict[int, SectionKind] = field(default_factory=dict)
    title: str | None = None
    dates: list[DateLine] = field(default_factory=list)
    authors: tuple[str, ...] = ()
    body: int = 0


def read_head(text: str, lines: list[Line]) -> Head:
    head = Head()
    front = read_front_matter(text, lines)
    if front:
        return _under_front_matter(text, lines, head, front)
    at = _before_headline(text, lines, head)
    if at < len(lines) and _is_headline(text, lines, at):
        at = _take_headline(lines, at, head)
    elif at and at < len(lines) and all(kind is SectionKind.BOILERPLATE for kind in head.kinds.values()):
        head.kinds = {i: kind for i, kind in head.kinds.items() if not kicker(lines[i].words)}
    head.body = _after_headline(text, lines, at, head)
    return head


def _under_front_matter(text: str, lines: list[Line], head: Head, front: FrontMatter) -> Head:
    for at in range(front.past):
        head.kinds[at] = SectionKind.DATE_LINE if at in front.dates else SectionKind.BOILERPLATE
    head.dates = list(front.dates.values())
    head.title, head.authors = front.title, front.authors
    head.body = _after_headline(text, lines, front.past, head)
    return head


def _before_headline(text: str, lines: list[Line], head: Head) -> int:
    for at, line in enumerate(lines[:_MOST_LINES]):
        when = date_line(text, line)
        if when:
            head.kinds[at] = SectionKind.DATE_LINE
            head.dates.append(when)
        elif labelled_byline(line.words) and at + 1 < len(lines):
            head.kinds[at] = SectionKind.DATE_LINE
            head.authors += byline(line.words)
        elif not line.words or boilerplate(line.words) or (kicker(line.words) and at + 1 < len(lines)):
            head.kinds[at] = SectionKind.BOILERPLATE
        else:
            return at
    return min(len(lines), _MOST_LINES)


def _take_headline(lines: list[Line], at: int, head: Head) -> int:
    title = [lines[at].words]
    head.kinds[at] = SectionKind.HEADLINE
    at += 1
    if at < len(lines) and _wraps(lines, at):
        title.append(lines[at].words)
        head.kinds[at] = SectionKind.HEADLINE
        at += 1
    elif at < len(lines) and _hangs_under(lines, at):
        head.kinds[at] = SectionKind.STANDFIRST
        at += 1
    head.title = " ".join(title).rstrip("; ")
    return at


def _after_headline(text: str, lines: list[Line], at: int, head: Head) -> int:
    last = min(len(lines), at + _MOST_LINES)
    while at < last:
        kind = _kind_under_headline(text, lines, at, head)
        if kind is None:
            return at
        head.kinds[at] = kind
        at += 1
    return at


def _kind_under_headline(text: str, lines: list[Line], at: int, head: Head) -> SectionKind | None:
    line = lines[at]
    if head.title and folded(line.words) == folded(head.title):
        return SectionKind.HEADLINE
    names = byline(line.words) if head.title or at else ()
    if names:
        head.authors += tuple(name for name in names if name not in head.authors)
        head.dates.extend(_date_in_byline(text, line))
        return SectionKind.DATE_LINE
    when = date_line(text, line, places=True)
    if when:
        head.dates.append(when)
        return SectionKind.DATE_LINE
    if boilerplate(line.words):
        return SectionKind.BOILERPLATE
    if head.title and _is_standfirst(text, lines, at):
        return SectionKind.STANDFIRST
    return SectionKind.CAPTION if caption(line.words) and len(line.words) <= _LONGEST_HEADLINE else None


def _date_in_byline(text: str, line: Line) -> list[DateLine]:
    moment = find_moment(text, line.start, line.end)
    return [DateLine(moment, updated=False)] if moment else []


def _is_headline(text: str, lines: list[Line], at: int) -> bool:
    words = lines[at].words
    count = len(words.split())
    if len(words) > _LONGEST_HEADLINE or count > _MOST_WORDS or not any(char.isalpha() for char in words):
        return False
    if words.endswith((",", ":", "–", "—")) or _ASIDE.match(words) or _ADDRESS.match(words) or byline(words):
        return False
    if ends_sentence(words) and (count > _MOST_WORDS_OF_SENTENCE or _all_quoted(words)):
        return False
    if _speaks(lines, at):
        return False
    if at + 1 == len(lines):
        return not ends_sentence(words) and count > 1
    return _has_article_under(text, lines, at)


def _all_quoted(words: str) -> bool:
    return words[0] in '"“„«' and words.rstrip()[-1] in CLOSING_MARKS and words[0] != words[-2:-1]


def _speaks(lines: list[Line], at: int) -> bool:
    """Whether the line is a turn of a transcript: it opens "NAME:", and so do others close by."""
    if not _SPEAKER.match(lines[at].words):
        return False
    return sum(bool(_SPEAKER.match(line.words)) for line in lines[at + 1 : at + 1 + _LOOK_AHEAD]) >= 2


def _has_article_under(text: str, lines: list[Line], at: int) -> bool:
    line, following = lines[at], lines[at + 1]
    if folded(following.words) == folded(line.words) or date_line(text, following) or byline(following.words):
        return True
    longest = _longest_block(lines, at + 1)
    if following.gap:
        return longest >= min(160, max(60, 1.15 * len(line.words)))
    if _hangs_under(lines, at + 1) or _wraps(lines, at + 1):
        return longest >= max(120, 1.5 * len(line.words))
    return not ends_sentence(line.words) and len(following.words) >= max(160, 1.6 * len(line.words))


def _longest_block(lines: list[Line], at: int) -> int:
    """Length of the longest paragraph close below; lines with no blank line between them are one paragraph."""
    longest = length = 0
    for line in lines[at : at + 2 * _LOOK_AHEAD]:
        length = len(line.words) if line.gap else length + len(line.words)
        longest = max(longest, length)
    return longest


def _stands_last(lines: list[Line], at: int) -> bool:
    """Whether a short line closes its block of lines, as the second line of a heading does."""
    ends_block = at + 1 < len(lines) and lines[at + 1].gap
    return ends_block and not lines[at].gap and len(lines[at].words) <= _LONGEST_HEADLINE


def _hangs_under(lines: list[Line], at: int) -> bool:
    over = lines[at - 1].words
    return _stands_last(lines, at) and (over.endswith(";") or not ends_sentence(over)) and not _wraps(lines, at)


def _wraps(lines: list[Line], at: int) -> bool:
    over, words = lines[at - 1].words, lines[at].words
    sentence = ends_sentence(over) or ends_sentence(words)
    return _stands_last(lines, at) and not over.endswith(";") and not sentence and words[:1].islower()


def _is_standfirst(text: str, lines: list[Line], at: int) -> bool:
    words = lines[at].words
    if _STANDFIRST_LABEL.match(words):
        return True
    if _STANDFIRST_LABEL.match(lines[at - 1].words):
        return not _BODY_LABEL.match(words) and len(words) <= 1000
    if not 4 <= len(words.split()) <= 60 or _ASIDE.match(words) or _speaks(lines, at):
        return False
    if any(date_line(text, line) or byline(line.words) for line in lines[at + 1 : at + 3]):
        return True
    apart = lines[at].gap and at + 1 < len(lines) and lines[at + 1].gap
    return apart and not ends_sentence(words) and not words.endswith((":", ",")) and not caption(words)
