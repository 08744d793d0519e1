"""The stages of the analysis of one document, what each requires and assigns, in their order."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from onrecord.actors import Actors, resolve, speakers
from onrecord.actors.speakers import naming
from onrecord.attribution import (
    Reading,
    assertions,
    find_statements,
    first_person,
    name_writers,
    nested,
    read,
    requotes,
    structured,
)
from onrecord.attribution.acts import act_of
from onrecord.attribution.basis import Antecedent, bases, refusals, remarks
from onrecord.attribution.commitment.certainty import author_commitment, commitment
from onrecord.attribution.commitment.factuality import GRADED, Scores, word_scores
from onrecord.claims.propositions import propositions
from onrecord.language.models import attribution_encoder
from onrecord.model import (
    Act,
    ActorKind,
    Answer,
    Basis,
    Document,
    Margin,
    Proposition,
    Remark,
    Sourcing,
    Span,
    Speaker,
    Statement,
)
from onrecord.pipeline import Stage, parsed
from onrecord.times import StatementTimes, time_statements

GIVEN = ("document", "settings")
_SOURCINGS = {
    ActorKind.PERSON: Sourcing.PERSON,
    ActorKind.ORGANISATION: Sourcing.ORGANISATION,
    ActorKind.COUNTRY: Sourcing.ORGANISATION,
    ActorKind.OUTLET: Sourcing.MEDIA,
    ActorKind.DOCUMENT: Sourcing.DOCUMENT,
    ActorKind.GROUP: Sourcing.GROUP,
}
_BODIES = frozenset({ActorKind.ORGANISATION, ActorKind.COUNTRY, ActorKind.OUTLET})


def _speakers(document: Document, bare: Sequence[Statement], actors: Actors) -> list[Statement]:
    return name_writers(document, speakers(bare, actors))


def _factuality(tokens: Doc, reading: Reading) -> Scores:
    words = [(t.idx, t.idx + len(t)) for t in tokens]
    return word_scores(reading.pieces, reading.tagging.factuality, words)[:, GRADED]


def _antecedent(actors: Actors) -> Antecedent:
    """From a mention to the words that name its actor; None where it has none."""

    def named(span: Span) -> Span | None:
        actor, mention = actors.of(span), actors.mention(span)
        return naming(actor, mention) if actor and mention else None

    return named


def _bases(document: Document, tokens: Doc, named: Sequence[Statement], actors: Actors) -> dict[str, Basis]:
    found = bases(document, tokens, named, _antecedent(actors))
    return {s.id: spoken_for(found[s.id], s.speaker) for s in named}


def spoken_for(basis: Basis, speaker: Speaker | None) -> Basis:
    """Where grammar finds nobody, or takes a body for a person, but the actors know who speaks, it is the kind of that
    actor."""
    if speaker is None or speaker.kind not in _SOURCINGS:
        return basis
    if basis.sourcing.value is Sourcing.PERSON and speaker.kind in _BODIES:
        return replace(basis, sourcing=Answer(_SOURCINGS[speaker.kind], basis.sourcing.spans))
    if basis.sourcing.value is not Sourcing.NOBODY:
        return basis
    spans = (speaker.mention,) if speaker.mention else ()
    return Basis(Answer(_SOURCINGS[speaker.kind], spans), speaker.mention)


def _remarks(document: Document, tokens: Doc, named: Sequence[Statement], actors: Actors) -> list[Remark]:
    return remarks(document, tokens, named, _antecedent(actors))


def _times(
    document: Document, named: Sequence[Statement], own: Sequence[Statement], tokens: Doc
) -> dict[str, StatementTimes]:
    return time_statements(document, [*named, *own], tokens)


def _statements(
    named: Sequence[Statement],
    tokens: Doc,
    factuality: Scores,
    bases: Mapping[str, Basis],
    times: Mapping[str, StatementTimes],
    remarks: Sequence[Remark],
) -> list[Statement]:
    """The statements with their margins. An act that a stage has set already, as of a refusal, stays."""
    remarked: dict[str, tuple[Span, ...]] = {}
    for remark in remarks:
        remarked[remark.statement_id] = (*remarked.get(remark.statement_id, ()), remark.span)
    return [
        replace(
            s,
            margin=Margin(
                act=s.margin.act or act_of(s, tokens),
                basis=bases[s.id],
                commitment=commitment(tokens, s, factuality),
                writer=author_commitment(tokens, s),
                said=times[s.id].said,
                happened=times[s.id].happened,
                remarks=remarked.get(s.id, ()),
            ),
        )
        for s in named
    ]


def _assertions(
    own: Sequence[Statement], tokens: Doc, factuality: Scores, times: Mapping[str, StatementTimes]
) -> list[Statement]:
    """The assertions with their margins: the writer says so."""
    return [
        replace(
            s,
            margin=Margin(
                act=Answer(Act.SAYS),
                basis=Basis(Answer(Sourcing.AUTHOR)),
                commitment=commitment(tokens, s, factuality),
                happened=times[s.id].happened,
            ),
        )
        for s in own
    ]


def _propositions(
    document: Document, tokens: Doc, said: Sequence[Statement], own: Sequence[Statement], actors: Actors
) -> list[Proposition]:
    return propositions(document, tokens, [*said, *own], actors)


STAGES = (
    Stage("tokens", ("document", "settings"), "tokens", parsed),
    Stage("encoder", (), "encoder", attribution_encoder),
    Stage("reading", ("document", "tokens", "encoder"), "reading", read),
    Stage("attribution", ("document", "reading"), "attributions", find_statements),
    Stage("structure", ("document", "attributions", "tokens"), "structured", structured),
    Stage("first person", ("document", "structured", "tokens"), "personal", first_person),
    Stage("refusals", ("document", "tokens", "personal"), "outermost", refusals),
    Stage("nesting", ("document", "outermost", "tokens"), "bare", nested),
    Stage("actors", ("document", "tokens", "bare"), "actors", resolve),
    Stage("speakers", ("document", "bare", "actors"), "named", _speakers),
    Stage("requotes", ("document",), "requotes", requotes),
    Stage("own voice", ("document", "named", "requotes", "tokens"), "own", assertions),
    Stage("factuality", ("tokens", "reading"), "factuality", _factuality),
    Stage("basis", ("document", "tokens", "named", "actors"), "bases", _bases),
    Stage("remarks", ("document", "tokens", "named", "actors"), "remarks", _remarks),
    Stage("times", ("document", "named", "own", "tokens"), "times", _times),
    Stage("margins", ("named", "tokens", "factuality", "bases", "times", "remarks"), "statements", _statements),
    Stage("own margins", ("own", "tokens", "factuality", "times"), "assertions", _assertions),
    Stage(
        "propositions",
        ("document", "tokens", "statements", "assertions", "actors"),
        "propositions",
        _propositions,
    ),
)
