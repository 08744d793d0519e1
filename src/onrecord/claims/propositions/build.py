"""Statements, with their parse and their actors, as propositions."""

from collections.abc import Iterable, Sequence

from spacy.tokens import Doc, Token

from onrecord.actors import Actors
from onrecord.attribution.nested.complements import SUBJECTS
from onrecord.claims.propositions.keys import keys
from onrecord.claims.propositions.mentions import Mentions
from onrecord.claims.propositions.numbers import quantities
from onrecord.claims.propositions.parse import Parse
from onrecord.claims.propositions.parties import parties, speaking_party
from onrecord.claims.propositions.stems import content_stems, stem
from onrecord.claims.propositions.wording import wording
from onrecord.model import (
    Act,
    ActorKind,
    Document,
    Moment,
    Polarity,
    Proposition,
    SectionKind,
    Statement,
)

_SHELL = 0.15
"""Share of a content's letters that may lie outside the statement in it, for it to say nothing of its own."""
_NO_CLAIM = frozenset({Act.DECLINES, Act.ASKS})


def propositions(document: Document, tokens: Doc, statements: Iterable[Statement], actors: Actors) -> list[Proposition]:
    """One for each of ``statements``, attributions and assertions; ``tokens`` is a parse of the document's text."""
    known, mentions, parse = list(statements), Mentions(actors), Parse(tokens)
    retold = _retold(parse, known)
    return [_proposition(document, parse, s, mentions, retold.get(s.id)) for s in known]


def _retold(parse: Parse, known: Sequence[Statement]) -> dict[str, str]:
    """Of a statement whose content is another's source, cue and content, and no more, which of the two tells it.

    "The magazine reported that X said that ...": X's words do; "reported that X agreed to ...": the whole does.
    """
    by_id = {s.id: s for s in known}
    out = {}
    for child in (s for s in known if s.content and s.parent in by_id):
        parent = by_id[child.parent or ""]
        if _holds_only(parse.text, parent, child):
            teller, told = (parent, child) if _is_clause(parse, child) else (child, parent)
            out[teller.id] = told.id
    return out


def _is_clause(parse: Parse, statement: Statement) -> bool:
    """Whether its content is a sentence, with a subject."""
    held = parse.inside(statement.content)
    root = _root(held)
    return root is not None and any(t.head == root and t.dep_ in SUBJECTS for t in held)


def _holds_only(text: str, statement: Statement, child: Statement) -> bool:
    said = child.extent
    letters = [i for span in statement.content for i in range(*span) if text[i].isalnum()]
    outside = sum(not said.start <= i < said.end for i in letters)
    return outside <= _SHELL * len(letters)


def _proposition(
    document: Document, parse: Parse, statement: Statement, mentions: Mentions, same_as: str | None
) -> Proposition:
    content, commitment = statement.content, statement.margin.commitment
    held = parse.inside(content)
    event = _event(parse, statement, held)
    speaker = statement.speaker
    first = speaker.name if speaker is not None and speaker.kind is ActorKind.PERSON else ""
    numbers = quantities(parse, content)
    taking_part = parties(parse, content, event, mentions, first)
    words_alone = wording(document.text, content, mentions)
    if _is_infinitive(held) and speaker is not None and speaker.name:
        taking_part = (*taking_part, speaking_party(speaker, event))
        words_alone = f"{speaker.name} {words_alone[:1].lower()}{words_alone[1:]}"
    words = _by_weight(held, event)
    denied = _denied(statement)
    negative = commitment is not None and commitment.polarity.value is Polarity.NEGATIVE
    found = () if same_as or statement.act in _NO_CLAIM else keys(taking_part, numbers, words)
    return Proposition(
        statement_id=statement.id,
        document_id=document.id,
        wording=words_alone,
        keys=found,
        predicate=stem(event.text) if event is not None else "",
        words=words,
        numbers=numbers,
        parties=taking_part,
        negated=negative and not denied,
        denied=denied,
        status=statement.status,
        happened=statement.happened,
        reported=_reported(document, statement),
        same_as=same_as,
        clause=_is_clause(parse, statement),
    )


def _event(parse: Parse, statement: Statement, held: Sequence[Token]) -> Token | None:
    """The main event's word, else the word of the content that all the others hang on."""
    commitment = statement.margin.commitment
    found = parse.head(commitment.event) if commitment is not None and commitment.event is not None else None
    return found or _root(held)


def _root(held: Sequence[Token]) -> Token | None:
    inside = {t.i for t in held}
    return next((t for t in held if t.head == t or t.head.i not in inside), None)


def _is_infinitive(held: Sequence[Token]) -> bool:
    """ "promised to close the yard": whoever promises is to close it."""
    opening = [t for t in held if t.tag_ not in ("RB", "``", "''")][:2]
    return [t.tag_ for t in opening] == ["TO", "VB"]


def _by_weight(held: Sequence[Token], event: Token | None) -> tuple[str, ...]:
    """The stems of the words that carry content: of the event first, of nouns next."""
    nouns = [t for t in held if t.tag_.startswith("NN")]
    ordered = [*([event] if event is not None else []), *nouns, *held]
    return content_stems(ordered)


def _denied(statement: Statement) -> bool:
    """Whether whoever is cited says that the content is not so: "denied", "doubts", "has not heard that"."""
    commitment = statement.margin.commitment
    if commitment is None or commitment.polarity.value is not Polarity.NEGATIVE:
        return False
    shown = commitment.polarity.spans
    by_cue = any(span.overlaps(cue) for span in shown for cue in statement.cue)
    return statement.act is Act.DENIES or by_cue


def _reported(document: Document, statement: Statement) -> Moment | None:
    """When it was said, else published."""
    section = document.section_at(statement.extent.start) if statement.content else None
    if section is not None and section.kind is SectionKind.COMMENT and section.time is not None:
        return statement.said or section.time
    return statement.said or document.published
