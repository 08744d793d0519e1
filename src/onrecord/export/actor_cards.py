"""The actors of one document as a report shows them: those with a name and those who say something."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.export import words
from onrecord.export.cards import Card
from onrecord.model import Actor, Document, speaking

ALIASES = 6
_NAME_LIMIT = 80


@dataclass(frozen=True, slots=True)
class ActorCard:
    """``also`` are the other words that the text uses, without pronouns; ``cards`` the statements that are theirs."""

    name: str
    facts: str
    also: tuple[str, ...]
    mentions: int
    cards: tuple[Card, ...]


def actor_cards(document: Document, actors: Sequence[Actor], cards: Iterable[Card]) -> list[ActorCard]:
    """Those with the most statements first, then those mentioned the most."""
    cited = [card for card in cards if not card.own]
    said: dict[str, list[Card]] = {}
    for card, actor in zip(cited, speaking((c.statement.speaker for c in cited), actors), strict=True):
        if actor is not None:
            said.setdefault(actor.id, []).append(card)
    worth = [a for a in actors if a.named or a.id in said]
    ordered = sorted(worth, key=lambda a: (-len(said.get(a.id, ())), -len(a.mentions)))
    return [_card(document, actor, said.get(actor.id, ())) for actor in ordered]


def _card(document: Document, actor: Actor, said: Sequence[Card]) -> ActorCard:
    name = words.excerpt(actor.name, _NAME_LIMIT)
    called = (words.excerpt(m.span.of(document.text), _NAME_LIMIT) for m in actor.mentions if m.sort != "pronoun")
    also = {word.casefold(): word for word in called if word.casefold() != name.casefold()}
    facts = [words.KINDS[actor.kind.value], *(a.value for a in (actor.role, actor.affiliation) if a)]
    return ActorCard(name, ", ".join(facts), tuple(also.values())[:ALIASES], len(actor.mentions), tuple(said))
