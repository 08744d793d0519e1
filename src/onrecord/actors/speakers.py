"""Who says what a statement holds: its source, resolved to an actor's name."""

from collections.abc import Sequence
from dataclasses import replace

from onrecord.actors.resolve import Actors, Source
from onrecord.model import Actor, Mention, MentionSort, Span, Speaker, Statement, hull


def speakers(statements: Sequence[Statement], actors: Actors) -> list[Statement]:
    """The statements, each with its speaker; None where its source is absent and no verb before it has one that goes
    on, and for a pronoun that nobody was found for.

    A speaker's ``mention`` is the name in the source or, for a pronoun or description, the nearest name before it.
    """
    return [replace(s, speaker=speaker(s, actors)) for s in statements]


def speaker(statement: Statement, actors: Actors) -> Speaker | None:
    source = actors.sources.get(statement.source or statement.cue) or _unread(statement, actors)
    actor = actors.at(source.head) if source.head is not None else None
    if source.joined and any(actors.at(h) is not actor for h in source.joined):
        return source.named
    if actor is None or source.head is None:
        return source.named
    mention = actors.mention(source.head)
    return None if mention is None else named_by(actor, mention)


def _unread(statement: Statement, actors: Actors) -> Source:
    """The source of a statement that was not there when the actors were resolved."""
    mention = actors.mention(hull(statement.source)) if statement.source else None
    return Source(None if mention is None else mention.head, (), None)


def named_by(actor: Actor, mention: Mention) -> Speaker:
    """``actor`` as the speaker that ``mention`` stands for."""
    return Speaker(actor.name, actor.kind.value, naming(actor, mention))


def naming(actor: Actor, mention: Mention) -> Span:
    """The words that name the actor: those of the mention, else of the nearest naming mention before it, else after."""
    if mention.name is not None:
        return mention.name
    sort = MentionSort.NAME if actor.named else MentionSort.DESCRIPTION
    naming_ones = [m for m in actor.mentions if m.sort is sort]
    if not actor.named and mention in naming_ones:
        return mention.span
    before = [m for m in naming_ones if m.head < mention.head]
    found = before[-1] if before else naming_ones[0]
    return found.name or found.span
