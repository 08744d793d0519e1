"""The actors of a whole record as a person looks through them: merged, counted, found by name."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from onrecord.actors.across import Cluster, Merge, merged
from onrecord.model import Actor, ActorKind, Decision


@dataclass(frozen=True, slots=True)
class Entry:
    """An actor of the record and the number of ``statements`` attributed to it."""

    cluster: Cluster
    statements: int

    @property
    def id(self) -> str:
        """That of its first actor, so that it stays as it is while documents are added."""
        return self.cluster.actors[0].id

    @property
    def kind(self) -> ActorKind:
        """What most documents take it for; unknown only where none says more."""
        counts = Counter(a.kind.value for a in self.cluster.actors)
        known = [kind for kind in counts if kind is not ActorKind.UNKNOWN]
        return max(known, key=counts.__getitem__, default=ActorKind.UNKNOWN)

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that a document gives it, the one it is listed under first."""
        given = (name for actor in self.cluster.actors for name in (actor.name, *actor.aliases))
        return tuple(dict.fromkeys((self.cluster.name, *given)))

    @property
    def roles(self) -> tuple[str, ...]:
        """Each role with its affiliation ("envoy (the ministry)"), once, whatever its letters' case."""
        found = (_role(a) for a in self.cluster.actors)
        return tuple({role.casefold(): role for role in found if role}.values())

    @property
    def country(self) -> str | None:
        return next((a.country for a in self.cluster.actors if a.country), None)

    @property
    def documents(self) -> tuple[str, ...]:
        """The ids of its documents, in the order of the actors."""
        return tuple(dict.fromkeys(a.document_id for a in self.cluster.actors))


def _role(actor: Actor) -> str:
    role, body = (answer.value if answer else "" for answer in (actor.role, actor.affiliation))
    return f"{role} ({body})" if role and body else role or body


def overview(actors: Iterable[Actor], counts: Mapping[str, int], decisions: Iterable[Decision] = ()) -> list[Entry]:
    """The actors merged across documents, those with the most statements first; ``counts`` are statements by id."""
    entries = [Entry(c, sum(counts.get(a.id, 0) for a in c.actors)) for c in merged(actors, decisions)]
    return sorted(entries, key=lambda e: (-e.statements, -len(e.documents), _folded(e.cluster.name), e.id))


def worth_listing(entry: Entry) -> bool:
    """Whether it has a name or says something: texts describe many that do neither ("a crowd of onlookers")."""
    return entry.statements > 0 or any(a.named for a in entry.cluster.actors)


def holding(entries: Iterable[Entry], actor_id: str) -> Entry | None:
    """The entry that the actor of one document is part of."""
    return next((e for e in entries if any(a.id == actor_id for a in e.cluster.actors)), None)


def matching(entries: Iterable[Entry], query: str) -> list[Entry]:
    """The entries with a name in which some word begins with each word of ``query``, or an id that begins with it.

    Letters match whatever their case and diacritics.
    """
    wanted = _folded(query).split()
    return [e for e in entries if any(_has(name, wanted) for name in e.names) or _has_id(e, wanted)]


def _has(name: str, wanted: Sequence[str]) -> bool:
    parts = [part.strip("“”\"'‘’(),.") for part in _folded(name).split()]
    return all(any(part.startswith(word) for part in parts) for word in wanted)


def _has_id(entry: Entry, wanted: Sequence[str]) -> bool:
    return len(wanted) == 1 and len(wanted[0]) >= 4 and any(a.id.startswith(wanted[0]) for a in entry.cluster.actors)


def _folded(words: str) -> str:
    apart = unicodedata.normalize("NFKD", words.casefold())
    return "".join(c for c in apart if not unicodedata.combining(c))


def joining(cluster: Cluster) -> list[Merge]:
    """Of the cluster's merges the fewest that hold it together, decisions and the best scores first."""
    home = {a.id: a.id for a in cluster.actors}
    kept = []
    for merge in sorted(cluster.merges, key=lambda m: (m.decided is None, -m.score)):
        one, other = home[merge.one], home[merge.other]
        if one != other or merge.decided is not None:
            kept.append(merge)
            home = {id_: one if top == other else top for id_, top in home.items()}
    return kept
