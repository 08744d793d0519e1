"""What is known so far of each thing that a text mentions, while its mentions are being joined."""

import math
from collections import Counter, OrderedDict
from collections.abc import Iterable, Iterator
from itertools import islice

from onrecord.actors.given import Guess
from onrecord.actors.kinds import Nature, Vote
from onrecord.actors.mentions import Mention

SURE = 1.0
"""Votes from which on the nature of an entity is taken as known."""
MOST_VOTES = 6
"""Times that votes of one kind count."""
SPEAKING = frozenset({"i", "we", "you"})


class Entity:
    """The mentions joined so far, and what they tell. ``seen`` counts those that the reading has come to, ``latest``
    holds the last "I", "we" and "you", ``peoples`` nations and parties before its name ("Republican")."""

    __slots__ = (
        "_given",
        "_guessed",
        "descriptors",
        "guess",
        "last",
        "latest",
        "members",
        "named",
        "nature",
        "number",
        "owners",
        "peoples",
        "seen",
        "sexes",
        "votes",
        "words",
    )

    def __init__(self, number: int) -> None:
        self.number = number
        self.members: list[int] = []
        self.votes: Counter[Nature] = Counter()
        self._given: Counter[tuple[Nature, str]] = Counter()
        self.sexes: Counter[str] = Counter()
        self.guess: Guess | None = None
        self._guessed = False
        self.nature: Nature | None = None
        self.named = False
        self.seen = 0
        self.last: Mention | None = None
        self.latest: dict[str, Mention] = {}
        self.words: set[str] = set()
        self.descriptors: set[str] = set()
        self.owners: set[int] = set()
        self.peoples: set[str] = set()

    @property
    def sex(self) -> str:
        ranked = self.sexes.most_common(1)
        return ranked[0][0] if ranked else ""

    @property
    def unknown(self) -> bool:
        """Whether it has no name, and the reading has come to none of its mentions."""
        return not self.named and self.seen == 0

    def add(self, mention: Mention, votes: Iterable[Vote]) -> None:
        self.members.append(mention.number)
        for vote in votes:
            self._count(vote)
        self.nature = _leading(self.votes)
        if mention.sex:
            self._tell(mention.sex)
        self.named |= mention.name_end > mention.name_start

    def guess_by(self, guess: Guess | None) -> None:
        """By its given name: a sure guess is the sex until the text tells one."""
        if guess is None or (self.guess is not None and self.guess.sure >= guess.sure):
            return
        self.guess = guess
        if guess.sure and not self.sexes:
            self.sexes[guess.sex] += 1
            self._guessed = True

    def _tell(self, sex: str) -> None:
        if self._guessed:
            self.sexes.clear()
            self._guessed = False
        self.sexes[sex] += 1

    def _count(self, vote: Vote) -> None:
        """Said again, a vote counts for less: ten wrong labels of the name finder are one mistake."""
        given = self._given[vote.nature, vote.why]
        self._given[vote.nature, vote.why] += 1
        if given < MOST_VOTES:
            self.votes[vote.nature] += vote.weight * (math.sqrt(given + 1) - math.sqrt(given))  # type: ignore[assignment]


def _leading(votes: Counter[Nature]) -> Nature | None:
    """What most votes say; None where they are few or split."""
    best = max(votes, key=votes.__getitem__, default=None)
    if best is None or votes[best] < SURE or sum(v == votes[best] for v in votes.values()) > 1:
        return None
    return best


class Entities:
    """All of a text's, by number; ``of`` a mention; in the order in which they were last mentioned."""

    def __init__(self) -> None:
        self.all: list[Entity] = []
        self.of: dict[int, Entity] = {}
        self._recent: OrderedDict[int, Entity] = OrderedDict()
        self._speaking: OrderedDict[int, Entity] = OrderedDict()
        self._called: dict[str, list[Entity]] = {}

    def new(self) -> Entity:
        entity = Entity(len(self.all))
        self.all.append(entity)
        return entity

    def put(self, entity: Entity, mention: Mention, votes: Iterable[Vote]) -> None:
        entity.add(mention, votes)
        self.of[mention.number] = entity

    def reach(self, mention: Mention) -> None:
        """The reading has come to ``mention``: its entity is now the latest mentioned."""
        entity = self.of[mention.number]
        entity.seen += 1
        entity.last = mention
        self._recent[entity.number] = entity
        self._recent.move_to_end(entity.number)
        if mention.is_pronoun and mention.form in SPEAKING:
            entity.latest[mention.form] = mention
            self._speaking[entity.number] = entity
            self._speaking.move_to_end(entity.number)

    def call(self, entity: Entity, names: Iterable[str]) -> None:
        """``entity`` may be called by each of ``names`` from here on."""
        for name in names:
            if name not in entity.words:
                entity.words.add(name)
                self._called.setdefault(name, []).append(entity)

    def called(self, name: str, most: int) -> list[Entity]:
        """Of those that may be called ``name``, the latest that came to be."""
        return [e for e in reversed(self._called.get(name, ())[-most:]) if e.last is not None]

    def speaking(self, most: int) -> list[Entity]:
        """Those called "I", "we" or "you" so far, the latest first."""
        return list(islice(reversed(self._speaking.values()), most))

    def recent(self) -> Iterator[Entity]:
        """Those reached so far, the latest mentioned first."""
        return reversed(self._recent.values())
