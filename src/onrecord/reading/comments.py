"""Comment threads: where one begins, its single comments, who wrote each, when, and whom it answers.

A thread begins at a heading ("12 comments", "Leave a reply"), at a prompt to join the discussion that something else
bears out (a house rule, a header), or, with no heading at all, at the first of two or more headers that name a writer
and a time. It runs to the end of the text or to a heading of other articles. Lines of who and when are DATE_LINE,
buttons and counters BOILERPLATE, and a COMMENT is what the writer wrote.

Whom a comment answers is known, in this order, from the words ("Jane replied to Omar", "@omar"), from the indentation
of its header, and from words of an earlier comment that it opens by quoting. "2 hours ago" gives no time, as the text
does not say when it was read. See :mod:`onrecord.reading.grouping` for threads without names.
"""

import re
from dataclasses import dataclass
from typing import NamedTuple

from onrecord.model import Moment, Precision, SectionKind, Span
from onrecord.reading.answers import Answers
from onrecord.reading.grouping import comment_ranges
from onrecord.reading.lines import Line, wrapped
from onrecord.reading.marks import boilerplate, house_rule, related_heading
from onrecord.reading.threads import Header, control, header

_LONGEST_PROMPT = 170
_EVIDENCE = 6
_MOST_MARKS = 12

_COMMENTS = (
    r"(?:comments?|kommentare?|commentaires?|comentarios?|comentários|commenti|reacties"
    r"|комментари(?:и|ев|я|й)|коментар(?:і|ів)|komentarze)"
)
_HEADING = re.compile(
    rf"^(?:\(?\d[\d ,.]{{0,8}}\s?(?:reader |user )?(?:{_COMMENTS}|replies|responses|thoughts)(?: (?:so far|(?:to"
    rf"|on) ?[“\"‘«].{{1,200}}))?\)?"
    rf"|(?:(?:reader|user|your|all|recent|top|latest|show|view|read|hide)(?: all"
    rf"| the)? )?{_COMMENTS}(?: section)?\s?[:(\[]?\s?\d{{0,6}}[)\]]?:?"
    r"|(?:leave|post|add|write) (?:a|your) (?:comment|reply|response)(?: \d+)?|join the (?:discussion"
    r"|conversation|debate)(?: \(?\d+\)?)?"
    r"|discussion \(\d+\)|conversation \(\d+\)|have your say|responses? \(\d+\)|replies \(\d+\))[.:!]?$",
    re.IGNORECASE,
)
_PROMPT = re.compile(
    r"^(?:to |please |want to )?(?:join|take part|log ?in|sign ?in|sign ?up|register|subscribe|add|leave|post"
    r"|write|become|you (?:must|need|have)"
    r"|have your say|share your|be the first|what do you think|comment|commenting)\b.{0,90}\b(?:discussions?"
    r"|conversation|debate|comment"
    r"|comments|commenting|thoughts|reply|replies)\b",
    re.IGNORECASE,
)
_SORTING = re.compile(
    r"^(?:sort by|sorted by|order by|view by|newest|oldest|best|top|most liked)\b.{0,60}$", re.IGNORECASE
)
_SPEECH = re.compile(r"[“”]|\b(?:said|told|added|wrote)\b")
_ENDS = (
    "related",
    "more from",
    "more stories",
    "more news",
    "most ",
    "you ",
    "recommended",
    "trending",
    "top stories",
    "latest ",
    "популярное",
)
_FOOTER = re.compile(
    r"^(?:©|copyright\b|all rights reserved|comments are closed|(?:load|show|view|see) (?:more|all|\d+ more))",
    re.IGNORECASE,
)
_MAY_HEAD = re.compile(r"\d|\b(?:ago|says|now|yesterday|wrote)\b")


class Part(NamedTuple):
    """A piece of the thread. ``reply_to`` counts the COMMENT parts of the thread, from 0."""

    kind: SectionKind
    span: Span
    author: str | None = None
    time: Moment | None = None
    reply_to: int | None = None


@dataclass(frozen=True, slots=True)
class Thread:
    """Lines [start, first) announce the thread, lines [first, end) are its comments."""

    start: int
    first: int
    end: int


def find_thread(text: str, lines: list[Line], start: int) -> Thread | None:
    """The comment thread at or after line ``start``, None where there is none."""
    for at in range(start, len(lines)):
        words = lines[at].words
        if len(words) > _LONGEST_PROMPT or not _announces(words) or wrapped(lines, at):
            continue
        first = _after_marks(lines, at)
        if first < len(lines) and _borne_out(text, lines, at, first):
            return Thread(at, first, _end(lines, first))
    first_header = _without_heading(text, lines, start)
    return None if first_header is None else Thread(first_header, first_header, _end(lines, first_header))


def _announces(words: str) -> bool:
    if _HEADING.match(words):
        return True
    return bool(_PROMPT.match(words) or house_rule(words)) and not _SPEECH.search(words)


def _after_marks(lines: list[Line], at: int) -> int:
    first = at + 1
    for line in lines[at + 1 : at + _MOST_MARKS]:
        mark = line.short and (_announces(line.words) or boilerplate(line.words) or _SORTING.match(line.words))
        if not mark and not control(line.words):
            break
        first += 1
    return first


def _borne_out(text: str, lines: list[Line], at: int, first: int) -> bool:
    """Whether more than one prompt says that comments follow: a heading, a second mark, a header close by."""
    if _HEADING.match(lines[at].words) or first - at > 1:
        return True
    return any(header(text, lines, i) for i in range(first, min(len(lines), first + _EVIDENCE)))


def _without_heading(text: str, lines: list[Line], start: int) -> int | None:
    """The first of at least two headers that give a writer and the time of a comment."""
    earlier: int | None = None
    past = start
    for at in range(start, len(lines)):
        words = lines[at].words
        if len(words) <= 60 and related_heading(words):
            return None  # teasers have such lines too ("Reuters · 2 hours ago")
        found = _may_head(lines, at) and header(text, lines, at)
        if found and _is_sure(found, " ".join(line.words for line in lines[at : at + found.lines])):
            if earlier is not None and at > past:  # somebody wrote something between the two
                return earlier
            earlier = at if earlier is None else earlier
            past = at + found.lines
    return None


def _may_head(lines: list[Line], at: int) -> bool:
    here = lines[at].words
    if len(here) > 100 or here.endswith(("!", "?", ",")):
        return False
    below = lines[at + 1].words if at + 1 < len(lines) else ""
    return bool(_MAY_HEAD.search(here) or (len(here) <= 40 and len(below) <= 60 and _MAY_HEAD.search(below)))


def _is_sure(found: Header, words: str) -> bool:
    timed = found.time is not None and found.time.precision in (Precision.SECOND, Precision.MINUTE, Precision.HOUR)
    ago = words.rstrip(" )").casefold().endswith((" ago", "just now")) and found.kind != "handle"
    return (timed or ago or (found.kind == "posted" and found.time is not None)) and found.author is not None


def _end(lines: list[Line], first: int) -> int:
    for at in range(first, len(lines)):
        words = lines[at].words
        if len(words) <= 60 and words.casefold().startswith(_ENDS) and related_heading(words):
            return at
    return len(lines)


def read_thread(text: str, lines: list[Line], thread: Thread) -> list[Part]:
    """The parts of the thread in order, its announcement first."""
    parts = [Part(SectionKind.BOILERPLATE, line.span) for line in lines[thread.start : thread.first]]
    inside = lines[thread.first : thread.end]
    opening = next((i for i, line in enumerate(inside) if not control(line.words)), 0)
    head = header(text, inside, opening) if inside else None
    answers = Answers(text, lines[: thread.start])
    if head:
        return parts + _named(text, inside, head.kind, answers)
    return parts + _nameless(text, inside, answers)


def _named(text: str, lines: list[Line], kind: str, answers: Answers) -> list[Part]:
    kinds = {"says", "timed", "two", "posted", "replies"} if kind == "replies" else {kind, "replies"}
    parts: list[Part] = []
    head: Header | None = None
    indent, at = 0, 0
    while at < len(lines):
        found = header(text, lines, at)
        if found and found.kind in kinds:
            head, indent = found, lines[at].indent
            parts.append(Part(SectionKind.DATE_LINE, Span(lines[at].start, lines[at + found.lines - 1].end)))
            at += found.lines
        elif _is_furniture(lines[at]):
            parts.append(Part(SectionKind.BOILERPLATE, lines[at].span))
            at += 1
        else:
            past = _comment_end(text, lines, at, kinds)
            parts.append(_comment(Span(lines[at].start, lines[past - 1].end), answers, head, indent))
            at = past
    return parts


def _comment_end(text: str, lines: list[Line], at: int, kinds: set[str]) -> int:
    past = at + 1
    while past < len(lines) and not _is_furniture(lines[past]):
        found = header(text, lines, past)
        if found and found.kind in kinds:
            break
        past += 1
    return past


def _nameless(text: str, lines: list[Line], answers: Answers) -> list[Part]:
    parts: list[Part] = []
    stretch: list[Line] = []
    buttons = sum(control(line.words) for line in lines) > 1
    for line in [*lines, None]:
        if line is not None and not _is_furniture(line):
            stretch.append(line)
            continue
        ranges = [(0, len(stretch))] if buttons and stretch else comment_ranges(text, stretch)
        parts += [_comment(Span(stretch[a].start, stretch[b - 1].end), answers) for a, b in ranges]
        stretch = []
        if line is not None:
            parts.append(Part(SectionKind.BOILERPLATE, line.span))
    return parts


def _is_furniture(line: Line) -> bool:
    return (
        not line.words
        or control(line.words)
        or (line.short and bool(_FOOTER.match(line.words)) and boilerplate(line.words))
    )


def _comment(span: Span, answers: Answers, head: Header | None = None, indent: int = 0) -> Part:
    author, time, to = (head.author, head.time, head.to) if head else (None, None, None)
    return Part(SectionKind.COMMENT, span, author, time, answers.add(span, author, to, indent))
