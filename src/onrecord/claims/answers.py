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
from onrecord.claims.judging import Judge
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
    Status,
    quoted,
)

MOST = 40
"""Statements on each side of an answer that are looked at, so that the cost grows with the text and no faster."""
LIKE = 0.4
"""Likeness of contents from which on a denial answers what is said."""
NEAREST = 0.7
"""Score of a denial that is tied to what is said by its place alone; 0.25 more where all its words are the same."""
_SHORTEST_NAME = 2
_PRONOUN = re.compile(r"(?<!\w)(?:they|them|it|he|him|she|her)(?!\w)", re.IGNORECASE)
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


def denials(
    document: Document, statements: Iterable[Statement], propositions: Iterable[Proposition], judge: Judge | None = None
) -> list[Link]:
    """Each denial contradicts what it answers; a refusal to comment contradicts nothing."""
    text, links = document.text, []
    for answer, accusation, like in _answered(document.text, statements, propositions, judge):
        if answer.act is not Act.DECLINES:
            said = Compared(Aspect.REPLY, quoted(text, answer.cue), quoted(text, accusation.cue), agrees=False)
            about = (quoted(text, answer.content), quoted(text, accusation.content))
            wording = Compared(Aspect.WORDING, *about, like >= LIKE)
            links.append(between(LinkKind.CONTRADICTS, answer, accusation, NEAREST + 0.25 * like, said, wording))
    return links


def _answered(
    text: str, statements: Iterable[Statement], propositions: Iterable[Proposition], judge: Judge | None = None
) -> Iterator[tuple[Statement, Statement, float]]:
    """Each answer with what it answers, and how like the two are."""
    ordered = sorted((s for s in statements if s.content), key=lambda s: (s.extent, s.id))
    worded = {p.statement_id: p for p in propositions}
    for number, statement in enumerate(ordered):
        if not statement.is_assertion and _answers(text, statement):
            for accusation, like in _accusations(text, ordered, number, worded, judge):
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
    text: str, ordered: Sequence[Statement], number: int, worded: Mapping[str, Proposition], judge: Judge | None
) -> list[tuple[Statement, float]]:
    answer = ordered[number]
    names = _names(text, answer)
    if names is None:
        return []
    near = ordered[max(0, number - MOST) : number + 1 + MOST]
    spoken_of = [s for s in near if _accuses(s, answer) and _speaks_of(text, names, s, near)]
    if answer.act is Act.DECLINES:
        return [(s, 0.0) for s in spoken_of]
    own = worded.get(answer.id)
    rated = [(s, like) for s, like in _rated(own, spoken_of, worded, judge) if like >= LIKE]
    if rated or (own is not None and len(own.words) > _BARE):
        return rated
    before = [s for s in spoken_of if s.extent < answer.extent]
    return [(s, 0.0) for s in (before[-1:] or spoken_of[:1])]


def _rated(
    own: Proposition | None, others: Sequence[Statement], worded: Mapping[str, Proposition], judge: Judge | None
) -> list[tuple[Statement, float]]:
    """How like the contents are, by their words or, where it finds more, by the judge."""
    known = [(s, worded[s.id]) for s in others if s.id in worded]
    if own is None or not known:
        return []
    scores = [s.same for s in judge([(own.wording, p.wording) for _, p in known])] if judge else [0.0] * len(known)
    return [(s, max(likeness(own, p), score)) for (s, p), score in zip(known, scores, strict=True)]


def _accuses(statement: Statement, answer: Statement) -> bool:
    """Whether another says it and neither declines nor only demands."""
    if statement.is_assertion or statement.act in (Act.DECLINES, Act.DEMANDS) or statement.status is Status.DEMANDED:
        return False
    speaker, own = statement.speaker, answer.speaker
    same = speaker.name == own.name if speaker and own else statement.source == answer.source
    return not same and answer.id not in (statement.id, statement.parent) and statement.id != answer.parent


def _speaks_of(text: str, names: re.Pattern[str], statement: Statement, near: Sequence[Statement]) -> bool:
    """By name; or by a pronoun, where the same speaker has just named them."""
    words = quoted(text, statement.content)
    if names.search(words):
        return True
    if _PRONOUN.search(words) is None or statement.speaker is None:
        return False
    own = [s for s in near if s.speaker is not None and s.speaker.name == statement.speaker.name]
    before = [s for s in own if s.extent < statement.extent][-1:]
    return any(names.search(quoted(text, s.content)) for s in before)


def _names(text: str, answer: Statement) -> re.Pattern[str] | None:
    speaker = answer.speaker
    if speaker is None:
        return None
    called = {speaker.name, *([speaker.mention.of(text)] if speaker.mention else [])}
    wanted = sorted(name for name in called if len(name) >= _SHORTEST_NAME)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, wanted)) + r")(?!\w)") if wanted else None
