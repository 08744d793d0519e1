"""Who and what a document speaks of: its mentions, joined, with the reason for each join."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from onrecord.model.answer import Answer
from onrecord.model.ids import content_id
from onrecord.model.span import Span
from onrecord.model.statement import ActorKind, Speaker


class MentionSort(StrEnum):
    NAME = "name"
    PRONOUN = "pronoun"
    DESCRIPTION = "description"


@dataclass(frozen=True, slots=True)
class Mention:
    """``span`` is the noun phrase or pronoun, ``head`` its head word, ``name`` the name in it, None where it has none.

    A name is kept as the text spells it.
    """

    span: Span
    head: Span
    sort: MentionSort
    name: Span | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """``mention`` stands for what ``antecedent`` (spans of heads) names.

    ``compared`` are the two wordings, ``why`` is what spoke for joining them, ``score`` 0 to 1.
    """

    mention: Span
    antecedent: Span
    score: float
    compared: tuple[str, str]
    why: str


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, organisation, country, outlet, document or group of one document.

    ``name`` is the fullest name that the text gives, or the fullest description where it gives none (``named`` tells
    which); ``aliases`` are the other names, as spelt. ``kind`` rests on the words that showed it. ``role`` ("envoy")
    and ``affiliation`` ("the ministry") are as the text gives them.
    """

    document_id: str
    name: str
    named: bool
    kind: Answer[ActorKind]
    mentions: tuple[Mention, ...]
    aliases: tuple[str, ...] = ()
    role: Answer[str] | None = None
    affiliation: Answer[str] | None = None
    country: str | None = None
    """The country that the gazetteer knows it as."""

    @property
    def id(self) -> str:
        return content_id("actor", self.document_id, self.name, self.mentions[0].span)

    @property
    def spans(self) -> tuple[Span, ...]:
        return tuple(m.span for m in self.mentions)


def speaking(speakers: Iterable[Speaker | None], actors: Iterable[Actor]) -> list[Actor | None]:
    """For each of a document's ``speakers`` the actor that its ``mention`` names; None where there is none.

    A pronoun that the writer is meant by ("I think") is the writer's own, so its actor must also have the name.
    """
    naming: dict[Span, Actor] = {}
    standing: dict[tuple[Span, str], Actor] = {}
    for actor in actors:
        for mention in actor.mentions:
            if mention.sort is MentionSort.PRONOUN:
                standing.setdefault((mention.span, actor.name), actor)
            else:
                naming.setdefault(mention.name or mention.span, actor)
                naming.setdefault(mention.span, actor)
    return [
        None if s is None or s.mention is None else naming.get(s.mention) or standing.get((s.mention, s.name))
        for s in speakers
    ]
