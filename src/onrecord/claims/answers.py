"""Which denial or refusal answers which statement of a document: what others say, and what the one they speak of
answers.

Somebody is spoken of where the name, or the words that named them, stand in a content. A refusal to comment stands
beside all that others say of whoever refuses. A denial answers what is most like it of what others say of whoever
denies; one that says only "the claim" or "it" answers the nearest before it, else the first after it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from onrecord.attribution.commitment.signatures import signatures
from onrecord.claims.ends import between
from onrecord.claims.likeness import likeness
from onrecord.model import (
    Act,
    Aspect,
    Compared,
    Document,
    Link,
    LinkKind,
    Proposition,
    Statement,
    quoted,
)

MOST = 40
"""Statements on each side of an answer that are looked at, so that the cost grows with the text and no faster."""
LIKE = 0.4
"""Likeness of contents from which on a denial answers what is said."""
NEAREST = 0.7
"""Score of a denial that is tied to what is said by its place alone; 0.25 more where all its words are the same."""
_SHORTEST_NAME = 2
_BARE = 2
"""Words that carry content, up to which a denial's own words do not tell what is denied."""


def answers(
    document: Document, statements: Iterable[Statement], propositions: Iterable[Proposition] = ()
) -> Mapping[str, tuple[str, ...]]:
    """By the id of a statement, the ids of the statements that answer it, in text order."""
    found: dict[str, tuple[str, ...]] = {}
    for answer, accusation, _ in _answered(document.text, statements, propositions):
        found[accusation.id] = (*found.get(accusation.id, ()), answer.id)
    return found


def denials(document: Document, statements: Iterable[Statement], propositions: Iterable[Proposition]) -> list[Link]:
    """Each denial contradicts what it answers; a refusal to comment contradicts nothing."""
    text, links = document.text, []
    for answer, accusation, like in _answered(document.text, statements, propositions):
        if answer.act is not Act.DECLINES:
            said = Compared(Aspect.REPLY, quoted(text, answer.cue), quoted(text, accusation.cue), agrees=False)
            about = (quoted(text, answer.content), quoted(text, accusation.content))
            wording = Compared(Aspect.WORDING, *about, like >= LIKE)
            links.append(between(LinkKind.CONTRADICTS, answer, accusation, NEAREST + 0.25 * like, said, wording))
    return links


def _answered(
    text: str, statements: Iterable[Statement], propositions: Iterable[Proposition]
) -> Iterator[tuple[Statement, Statement, float]]:
    """Each answer with what it answers, and how like the two are."""
    ordered = sorted((s for s in statements if s.content), key=lambda s: (s.extent, s.id))
    worded = {p.statement_id: p for p in propositions}
    for number, statement in enumerate(ordered):
        if not statement.is_assertion and _answers(text, statement):
            for accusation, like in _accusations(text, ordered, number, worded):
                yield statement, accusation, like


def _answers(text: str, statement: Statement) -> bool:
    """A denial, a refusal, or the dismissal of an account ("condemned the report as a smear")."""
    if statement.act in (Act.DENIES, Act.DECLINES):
        return True
    if statement.act is not Act.CONDEMNS:
        return False
    words = re.findall(r"\w+", quoted(text, statement.content).lower())[:4]
    accounts = signatures().words["account_nouns"]
    return any(word in accounts or word.removesuffix("s") in accounts for word in words)


def _accusations(
    text: str, ordered: Sequence[Statement], number: int, worded: Mapping[str, Proposition]
) -> list[tuple[Statement, float]]:
    answer = ordered[number]
    names = _names(text, answer)
    if names is None:
        return []
    before = [s for s in ordered[max(0, number - MOST) : number] if _accuses(text, s, answer, names)]
    after = [s for s in ordered[number + 1 : number + 1 + MOST] if _accuses(text, s, answer, names)]
    if answer.act is Act.DECLINES:
        return [(s, 0.0) for s in (*before, *after)]
    own = worded.get(answer.id)
    rated = [(s, likeness(own, worded[s.id])) for s in (*before, *after) if own is not None and s.id in worded]
    alike = [(s, like) for s, like in rated if like >= LIKE]
    if alike:
        return alike
    tells = own is not None and len(own.words) > _BARE
    nearest = [] if tells else [*before[-1:], *after[:1]][:1]
    return [(s, 0.0) for s in nearest]


def _accuses(text: str, statement: Statement, answer: Statement, names: re.Pattern[str]) -> bool:
    """Whether another speaks of them, and does more than decline."""
    if statement.is_assertion or statement.act is Act.DECLINES or statement.id == answer.parent:
        return False
    speaker, own = statement.speaker, answer.speaker
    same = speaker.name == own.name if speaker and own else statement.source == answer.source
    return not same and statement.parent != answer.id and names.search(quoted(text, statement.content)) is not None


def _names(text: str, answer: Statement) -> re.Pattern[str] | None:
    speaker = answer.speaker
    if speaker is None:
        return None
    called = {speaker.name, *([speaker.mention.of(text)] if speaker.mention else [])}
    wanted = sorted(name for name in called if len(name) >= _SHORTEST_NAME)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, wanted)) + r")(?!\w)") if wanted else None
