"""Which denial or refusal stands beside which statement of a document: what others say, and what the one they speak of
answers.

A denial answers the nearest statement before it (else the first after it) in which another speaks of whoever denies; a
refusal to comment stands beside all of them. Somebody is spoken of where the name, or the words that named them, stand
in a content.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

from onrecord.model import Act, Document, Statement, quoted

ANSWERS = frozenset({Act.DENIES, Act.DECLINES})
MOST = 40
"""Statements on each side of an answer that are looked at, so that the cost grows with the text and no faster."""
_SHORTEST_NAME = 2


def answers(document: Document, statements: Iterable[Statement]) -> Mapping[str, tuple[str, ...]]:
    """By the id of a statement, the ids of the statements that answer it, in text order."""
    ordered = sorted((s for s in statements if s.content), key=lambda s: (s.extent, s.id))
    found: dict[str, tuple[str, ...]] = {}
    for number, statement in enumerate(ordered):
        if statement.act in ANSWERS and not statement.is_assertion:
            for accusation in _answered(document.text, ordered, number):
                found[accusation.id] = (*found.get(accusation.id, ()), statement.id)
    return found


def _answered(text: str, ordered: Sequence[Statement], number: int) -> list[Statement]:
    answer = ordered[number]
    names = _names(text, answer)
    if names is None:
        return []
    before = [s for s in ordered[max(0, number - MOST) : number] if _accuses(text, s, answer, names)]
    after = [s for s in ordered[number + 1 : number + 1 + MOST] if _accuses(text, s, answer, names)]
    if answer.act is Act.DECLINES:
        return [*before, *after]
    return before[-1:] or after[:1]


def _accuses(text: str, statement: Statement, answer: Statement, names: re.Pattern[str]) -> bool:
    """Whether another speaks of them, and does more than decline."""
    if statement.is_assertion or statement.act is Act.DECLINES or answer.id == statement.parent:
        return False
    speaker, own = statement.speaker, answer.speaker
    same = speaker.name == own.name if speaker and own else statement.source == answer.source
    return not same and names.search(quoted(text, statement.content)) is not None


def _names(text: str, answer: Statement) -> re.Pattern[str] | None:
    speaker = answer.speaker
    if speaker is None:
        return None
    called = {speaker.name, *([speaker.mention.of(text)] if speaker.mention else [])}
    wanted = sorted(name for name in called if len(name) >= _SHORTEST_NAME)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, wanted)) + r")(?!\w)") if wanted else None
