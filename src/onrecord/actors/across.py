"""Actors of several documents: which are one, with the reason for each merge, and how a person's decision undoes it.

Pure functions over what single documents give. Candidates come from an index of the words of names, so that a
collection costs no square of its actors; each comparison is kept with the two names, the score and what agreed.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from jellyfish import metaphone
from rapidfuzz.distance import OSA, JaroWinkler

from onrecord.actors.gazetteer import place
from onrecord.actors.names import Words, is_slip, name_words, without_legal_form
from onrecord.actors.words import sex_of, words
from onrecord.model import Actor, ActorKind, Decision, DecisionKind

SAME = 0.8
"""Score from which on two actors are taken for one."""
MOST_IN_BLOCK = 200
"""Actors that share a word of their names and are compared with each other; past it a word tells nothing."""
_INITIAL = 1
_SMALL = frozenset({"of", "the", "and", "for", "in", "on", "de", "&"})
_LOOSE = frozenset({ActorKind.UNKNOWN})
_BODIES = frozenset({ActorKind.ORGANISATION, ActorKind.OUTLET, ActorKind.GROUP, ActorKind.DOCUMENT})


@dataclass(frozen=True, slots=True)
class Merge:
    """Two actors, by id, taken for one: the ``names`` compared, the ``score`` 0 to 1, and what agreed.

    ``decided`` is the decision that made it, where a person did.
    """

    one: str
    other: str
    names: tuple[str, str]
    score: float
    agreed: tuple[str, ...]
    decided: Decision | None = None


@dataclass(frozen=True, slots=True)
class Cluster:
    """Actors of several documents that are one; ``merges`` say why."""

    actors: tuple[Actor, ...]
    merges: tuple[Merge, ...] = ()

    @property
    def name(self) -> str:
        """The name that most of the documents' actors have, of these the fullest."""
        counts: dict[str, int] = defaultdict(int)
        for actor in self.actors:
            counts[actor.name] += 1
        return max(counts, key=lambda n: (counts[n], len(n.split()), n))


def merged(actors: Iterable[Actor], decisions: Iterable[Decision] = ()) -> list[Cluster]:
    """The actors in clusters, in the order of their first actor.

    The best scores are joined first, and no join is made that would put together two actors which conflict or which a
    decision holds apart. Of several decisions on one pair the latest counts. An actor without a name stays alone.
    """
    known = {actor.id: actor for actor in actors}
    latest = {d.pair: d for d in sorted(decisions, key=lambda d: d.time)}
    apart = {pair for pair, d in latest.items() if d.kind is DecisionKind.DIFFERENT}
    state = _Clusters(known, apart)
    for merge in _decided(known, latest):
        state.join(merge, forced=True)
    found = [m for m in comparisons(list(known.values())) if m.score >= SAME]
    for merge in sorted(found, key=lambda m: (-m.score, m.one, m.other)):
        state.join(merge)
    return state.clusters()


def _decided(known: dict[str, Actor], latest: dict[tuple[str, str], Decision]) -> Iterator[Merge]:
    """In the order of time: what one decision joined, a later one on other actors does not take apart."""
    for (one, other), decision in sorted(latest.items(), key=lambda found: (found[1].time, found[0])):
        if decision.kind is DecisionKind.SAME and one in known and other in known:
            names = (known[one].name, known[other].name)
            yield Merge(one, other, names, 1.0, (f"decided by {decision.author}",), decision)


class _Clusters:
    """A union of actors that refuses what conflicts."""

    def __init__(self, known: dict[str, Actor], apart: set[tuple[str, str]]) -> None:
        self._known = known
        self._apart: dict[str, set[str]] = defaultdict(set)
        for one, other in apart:
            self._apart[one].add(other)
            self._apart[other].add(one)
        self._home = {id_: id_ for id_ in known}
        self._members = {id_: [id_] for id_ in known}
        self._distinct = {id_: {_called(actor): actor} for id_, actor in known.items()}
        self._merges: dict[str, list[Merge]] = {id_: [] for id_ in known}
        self._overruled: set[frozenset[tuple[str, ActorKind]]] = set()

    def join(self, merge: Merge, *, forced: bool = False) -> None:
        one, other = self._home[merge.one], self._home[merge.other]
        if forced and not self._held_apart(one, other):
            self._overruled.add(frozenset(_called(self._known[id_]) for id_ in (merge.one, merge.other)))
        if one != other:
            if self._held_apart(one, other) or not (forced or self._agree(one, other)):
                return
            if len(self._members[one]) < len(self._members[other]):
                one, other = other, one
            for member in self._members[other]:
                self._home[member] = one
            self._members[one] += self._members.pop(other)
            self._merges[one] += self._merges.pop(other)
            self._distinct[one] = self._distinct.pop(other) | self._distinct[one]
        self._merges[self._home[merge.one]].append(merge)

    def _held_apart(self, one: str, other: str) -> bool:
        small, large = sorted((one, other), key=lambda home: len(self._members[home]))
        return any(self._home.get(enemy) == large for m in self._members[small] for enemy in self._apart.get(m, ()))

    def _agree(self, one: str, other: str) -> bool:
        """Whether no distinct names in the two clusters conflict ("J. Venn" joins neither Jan nor Jon by way of the
        other). Where a person decided that two names are one actor's, that they conflict no longer counts."""
        mine, yours = self._distinct[one].values(), self._distinct[other].values()
        return not any(self._conflict(a, b) for a in mine for b in yours)

    def _conflict(self, one: Actor, other: Actor) -> bool:
        return frozenset((_called(one), _called(other))) not in self._overruled and bool(conflict(one, other))

    def clusters(self) -> list[Cluster]:
        order = {id_: n for n, id_ in enumerate(self._known)}
        rows = [
            Cluster(tuple(self._known[m] for m in sorted(members, key=order.__getitem__)), tuple(self._merges[home]))
            for home, members in self._members.items()
        ]
        return sorted(rows, key=lambda c: order[c.actors[0].id])


def _called(actor: Actor) -> tuple[str, ActorKind]:
    return actor.name, actor.kind.value


def comparisons(actors: Sequence[Actor]) -> Iterator[Merge]:
    """Every pair of named actors of different documents whose names share an index key, compared.

    Those whose documents name and describe them alike are compared with the first of them, and it alone with others:
    one who is in a thousand documents is compared a thousand times.
    """
    alike: dict[tuple[object, ...], list[Actor]] = defaultdict(list)
    for actor in actors:
        if actor.named:
            alike[_described(actor)].append(actor)
    for first, *rest in alike.values():
        yield from (compared(first, other) for other in rest if other.document_id != first.document_id)
    yield from _in_blocks([group[0] for group in alike.values()])


def _described(actor: Actor) -> tuple[object, ...]:
    """All that a comparison looks at."""
    role, body = (answer and answer.value for answer in (actor.role, actor.affiliation))
    return actor.name, actor.aliases, actor.kind.value, role, body, actor.country


def _in_blocks(actors: Sequence[Actor]) -> Iterator[Merge]:
    blocks: dict[str, list[int]] = defaultdict(list)
    for number, actor in enumerate(actors):
        for key in keys(actor):
            blocks[key].append(number)
    seen: set[tuple[int, int]] = set()
    for members in blocks.values():
        for i, one in enumerate(members[:MOST_IN_BLOCK]):
            for other in members[i + 1 : MOST_IN_BLOCK]:
                if (one, other) not in seen and actors[one].document_id != actors[other].document_id:
                    seen.add((one, other))
                    yield compared(actors[one], actors[other])


def keys(actor: Actor) -> set[str]:
    """What an actor is found by: its country, the sound of its last word, its initials and its words."""
    if actor.country:
        return {f"country {actor.country}"}
    out: set[str] = set()
    for name in (actor.name, *actor.aliases):
        parts = _words(name, actor.kind.value)
        if not parts:
            continue
        if actor.kind.value is ActorKind.PERSON and len(parts) > 1:
            out.add(f"sound {_sound(parts[-1])}")
        else:
            out |= {f"sound {_sound(w)}" for w in parts if w not in _SMALL | words()["organisation_names"]}
            out |= {f"name {' '.join(parts)}", f"name {''.join(w[0] for w in parts if w not in _SMALL)}"}
    return out


@cache
def _sound(word: str) -> str:
    return metaphone(word) or word


@cache
def _words(name: str, kind: ActorKind) -> Words:
    bare = without_legal_form(name.lower()).strip(" ,.") if kind in _BODIES else name
    return name_words(bare or name)


def compared(one: Actor, other: Actor) -> Merge:
    """The two by name, kind, role and affiliation; the score is 0 where they conflict."""
    names = (one.name, other.name)
    reason = conflict(one, other)
    if reason:
        return Merge(one.id, other.id, names, 0.0, (reason,))
    score, agreed = _names_agree(one, other)
    grounds = [agreed]
    for what, a, b in (("role", one.role, other.role), ("affiliation", one.affiliation, other.affiliation)):
        if a is not None and b is not None and set(name_words(a.value)) & set(name_words(b.value)):
            score = min(1.0, score + 0.1)
            grounds.append(f"{what}: {a.value}, {b.value}")
    if one.kind.value is other.kind.value:
        grounds.append(f"both {one.kind.value}")
    return Merge(one.id, other.id, names, round(score, 3), tuple(g for g in grounds if g))


def conflict(one: Actor, other: Actor) -> str:
    """Why the two cannot be one; "" where nothing says so."""
    a, b = one.kind.value, other.kind.value
    if a is not b and not {a, b} & _LOOSE and not {a, b} <= _BODIES:
        return f"{a} and {b}"
    if one.country != other.country and one.country and other.country:
        return f"{one.country} and {other.country}"
    if ActorKind.PERSON in (a, b):
        return _people_conflict(one, other)
    return ""


def _people_conflict(one: Actor, other: Actor) -> str:
    first, second = _words(one.name, ActorKind.PERSON), _words(other.name, ActorKind.PERSON)
    if len(first) > 1 and len(second) > 1 and not _given_agree(first[0], second[0]):
        return f"first names: {first[0]} and {second[0]}"
    if sex_of(_title(one)) and sex_of(_title(other)) and sex_of(_title(one)) != sex_of(_title(other)):
        return "titles of a man and a woman"
    if one.role is not None and other.role is not None and not _roles_agree(one, other):
        return f"roles: {_office(one)} and {_office(other)}"
    return ""


def _title(actor: Actor) -> str:
    return actor.role.value.split()[-1].lower() if actor.role else ""


def _office(actor: Actor) -> str:
    role = actor.role.value if actor.role else ""
    return f"{role} ({actor.affiliation.value})" if actor.affiliation else role


def _roles_agree(one: Actor, other: Actor) -> bool:
    """Two roles of one person may differ ("minister", "party leader"); a footballer and a judge in two texts may not
    be one. Roles conflict where they share no word and neither do the affiliations that both have."""
    mine, yours = (set(name_words(a.role.value)) if a.role else set() for a in (one, other))
    if mine & yours or one.affiliation is None or other.affiliation is None:
        return bool(mine & yours) or _public(mine) == _public(yours)
    return bool(set(name_words(one.affiliation.value)) & set(name_words(other.affiliation.value)))


_PUBLIC = frozenset({
    "president", "minister", "premier", "chancellor", "secretary", "senator", "lawmaker", "governor", "mayor", "envoy",
    "ambassador", "leader", "candidate", "nominee", "spokesman", "spokeswoman", "official", "chairman", "chairwoman",
    "chief", "representative", "politician", "deputy", "commissioner", "diplomat", "adviser", "advisor", "congressman",
    "congresswoman", "rep", "sen", "gov",
})  # fmt: skip
"""Offices of public life, of which one person holds several in turn."""


def _public(role: set[str]) -> bool:
    return bool({w for part in role for w in part.split("-")} & _PUBLIC)


def _given_agree(one: str, other: str) -> bool:
    """The same, an initial of it, a short form, or a slip or another spelling of it."""
    if min(len(one), len(other)) == _INITIAL:
        return one[0] == other[0]
    if one == other or one.startswith(other) or other.startswith(one):
        return True
    if one[0] == other[0] and _sound(one) == _sound(other) and JaroWinkler.similarity(one, other) >= 0.85:
        return True
    return one[0] == other[0] and min(len(one), len(other)) > 4 and OSA.distance(one, other) <= 1


def _names_agree(one: Actor, other: Actor) -> tuple[float, str]:
    """The best of all pairs of full names and aliases, with its ground."""
    if one.country and one.country == other.country:
        return 1.0, f"both are {one.country}"
    pairs = ((a, b) for a in _full_names(one) for b in _full_names(other))
    kind = one.kind.value if one.kind.value is not ActorKind.UNKNOWN else other.kind.value
    rated = [_pair(a, b, kind) for a, b in pairs]
    return max(rated, default=(0.0, ""))


def _full_names(actor: Actor) -> list[str]:
    """A person's name of one word is not enough to be known by where there is a longer one."""
    names = [actor.name, *actor.aliases]
    if actor.kind.value is ActorKind.PERSON:
        return [n for n in names if len(name_words(n)) > 1] or names[:1]
    return [n for n in names if place(n) is None] or names[:1]


def _pair(one: str, other: str, kind: ActorKind) -> tuple[float, str]:
    a, b = _words(one, kind), _words(other, kind)
    said = f"“{one}” and “{other}”"
    if a == b:
        return (1.0 if len(a) > 1 or kind is not ActorKind.PERSON else 0.7), f"{said}: the same"
    if kind is ActorKind.PERSON:
        return _pair_of_people(a, b, said)
    if "".join(w[0] for w in b if w not in _SMALL) == "".join(a) or "".join(
        w[0] for w in a if w not in _SMALL
    ) == "".join(b):
        return 0.85, f"{said}: initials"
    if min(len(a), len(b)) and is_slip(a, b) and len(a) == len(b):
        return 0.85, f"{said}: a slip of spelling apart"
    return 0.0, ""


def _pair_of_people(a: Words, b: Words, said: str) -> tuple[float, str]:
    if not a or not b:
        return 0.0, ""
    same_last = a[-1] == b[-1]
    near_last = not same_last and (is_slip(a[-1:], b[-1:]) or (a[-1][0] == b[-1][0] and _sound(a[-1]) == _sound(b[-1])))
    if not same_last and not near_last:
        return 0.0, ""
    if min(len(a), len(b)) == 1:
        return (0.6 if same_last else 0.4), f"{said}: one has a last name only"
    if not _given_agree(a[0], b[0]):
        return 0.0, ""
    initial = min(len(a[0]), len(b[0])) == _INITIAL
    score = (0.95 if same_last else 0.85) - (0.2 if initial else 0.0)
    return score, f"{said}: {'the same last name' if same_last else 'last names spelt alike'}, first names agree"
