"""Statements -> claims: those that share a proposition, as links and people's decisions say."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime

from onrecord.claims.partition import Partition
from onrecord.model import Aspect, Claim, Decision, DecisionKind, Link, LinkKind, Moment, Origin, Proposition, Statement

PROPOSITIONAL = frozenset({Aspect.NUMBER, Aspect.DATE, Aspect.PARTY, Aspect.DIRECTION, Aspect.NEGATION, Aspect.STATUS})
"""What two wordings of one claim cannot differ in; who denies it and who says it are both of it."""
LONGEST_TITLE = 40
"""Words of a title; a longer wording says several things."""
_BESIDE = frozenset({LinkKind.CONTRADICTS, LinkKind.SUPPORTS, LinkKind.UPDATES})
_AMONG = _BESIDE | {LinkKind.SAME}
_NEVER = datetime.max.replace(tzinfo=UTC)


def grouped(
    statements: Iterable[Statement],
    links: Iterable[Link],
    decisions: Iterable[Decision] = (),
    propositions: Iterable[Proposition] = (),
) -> list[Claim]:
    """Every statement in one claim, alone where nothing joins it; claims in the order of their first statements.

    People's decisions come first, those that hold apart before all; then the links ``same``, the best first. No join is
    made that would put together two of which a link says that they differ in a number, a date, a party, a direction, a
    negation or a status, unless a person joined these two. ``propositions`` give titles and the order of time.
    """
    said = {s.id: s for s in statements}
    worded = {p.statement_id: p for p in propositions}
    by_id = {link.id: link for link in links if _is_between(link, said)}
    between = [link for _, link in sorted(by_id.items(), key=lambda found: (-found[1].score, found[0]))]
    standing = _latest(decisions)
    together = [pair for pair, d in standing if d.kind is DecisionKind.SAME and set(pair) <= said.keys()]
    groups = Partition(said, _apart(between, standing, set(together)))
    for pair in together:
        groups.join(*pair)
    for link in between:
        if link.kind is LinkKind.SAME:
            groups.join(*_ends(link))
    return _claims(said, groups, between, worded)


def _is_between(link: Link, said: Mapping[str, Statement]) -> bool:
    return link.kind in _AMONG and not isinstance(link.other, Origin) and set(_ends(link)) <= said.keys()


def _ends(link: Link) -> tuple[str, str]:
    if isinstance(link.other, Origin):
        return link.one.subject_id, link.other.id
    return link.one.subject_id, link.other.subject_id


def _latest(decisions: Iterable[Decision]) -> list[tuple[tuple[str, str], Decision]]:
    """The last on each pair, in the order of time."""
    last = {d.pair: d for d in sorted(decisions, key=lambda d: (d.time, d.id))}
    return sorted(last.items(), key=lambda found: (found[1].time, found[0]))


def _apart(
    links: Iterable[Link], standing: Sequence[tuple[tuple[str, str], Decision]], together: set[tuple[str, str]]
) -> list[tuple[str, str]]:
    decided = [pair for pair, d in standing if d.kind is DecisionKind.DIFFERENT]
    differ = [_ends(link) for link in links if conflicting(link)]
    return [*decided, *(pair for pair in differ if (min(pair), max(pair)) not in together)]


def conflicting(link: Link) -> bool:
    """Whether its two statements cannot be of one claim."""
    told = {c.aspect for c in link.reasons if not c.agrees}
    if link.kind is LinkKind.UPDATES:
        return True
    return link.kind is LinkKind.CONTRADICTS and (bool(told & PROPOSITIONAL) or Aspect.REPLY not in told)


def _claims(
    said: Mapping[str, Statement], groups: Partition, links: Iterable[Link], worded: Mapping[str, Proposition]
) -> list[Claim]:
    inside: dict[str, list[Link]] = defaultdict(list)
    beside: dict[str, list[Link]] = defaultdict(list)
    for link in links:
        one, other = (groups.home(end) for end in _ends(link))
        if one == other:
            inside[one].append(link)
        elif link.kind in _BESIDE:
            beside[one].append(link)
            beside[other].append(link)
    order = {id_: _order(id_, statement, worded) for id_, statement in said.items()}
    found = sorted((sorted(members, key=order.__getitem__) for members in groups.groups()), key=lambda m: order[m[0]])
    return [
        Claim(_title(ids, worded), tuple(said[i] for i in ids), tuple(inside[home]), tuple(beside[home]))
        for ids in found
        for home in (groups.home(ids[0]),)
    ]


def _order(id_: str, statement: Statement, worded: Mapping[str, Proposition]) -> tuple[datetime, str, int, str]:
    """By time, the undated last; then by place in the text."""
    proposition = worded.get(id_)
    moment = proposition.reported if proposition is not None else statement.said
    start = statement.extent.start if statement.content or statement.source or statement.cue else 0
    return _instant(moment), statement.document_id, start, id_


def _instant(moment: Moment | None) -> datetime:
    """A time without a zone counts as UTC."""
    if moment is None:
        return _NEVER
    return moment.start if moment.start.tzinfo is not None else moment.start.replace(tzinfo=UTC)


def _title(ids: Sequence[str], worded: Mapping[str, Proposition]) -> str:
    """The most complete wording: most names and numbers, then most words, of those that say one thing.

    A wording that stands for another's (a report of a report), or that is denied, comes after those that do not.
    """
    found = [worded[id_] for id_ in ids if id_ in worded and worded[id_].wording]
    return max(found, key=_completeness).wording if found else ""


def _completeness(proposition: Proposition) -> tuple[bool, bool, int, int, str]:
    length = len(proposition.wording.split())
    facts = len({p.name for p in proposition.parties if p.name}) + len(proposition.numbers)
    plain = bool(proposition.keys) and not proposition.denied
    short = length <= LONGEST_TITLE
    return plain, short, facts if short else -length, len(proposition.words), proposition.wording


def reports(statements: Sequence[Statement]) -> list[tuple[Statement, ...]]:
    """A claim's statements as reports of it, each a chain from who tells it to whom it is told of.

    "The magazine reported that the firm had said ..." is one report, though both statements are of the claim.
    """
    held = {s.id: s for s in statements}
    parents = {s.parent for s in statements}
    chains = []
    for statement in (s for id_, s in held.items() if id_ not in parents):
        chain = [statement]
        while (parent := held.get(chain[-1].parent or "")) is not None and parent not in chain:
            chain.append(parent)
        chains.append(tuple(reversed(chain)))
    return chains
