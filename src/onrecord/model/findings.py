"""All that is found in one document."""

from dataclasses import dataclass

from onrecord.model.actor import Actor, Reference
from onrecord.model.proposition import Proposition
from onrecord.model.requote import Requote
from onrecord.model.statement import Statement


@dataclass(frozen=True, slots=True)
class Findings:
    """``statements`` are attributions; ``assertions`` are in the document's own voice and have no source and no cue;
    ``requotes`` tie what readers quote to the words that they quote. ``actors`` are whom the text mentions, in the
    order of their first mention; ``references`` say why a later mention stands for what it does; ``propositions`` are
    what statements and assertions say, in terms that can be compared."""

    statements: tuple[Statement, ...] = ()
    assertions: tuple[Statement, ...] = ()
    requotes: tuple[Requote, ...] = ()
    actors: tuple[Actor, ...] = ()
    references: tuple[Reference, ...] = ()
    propositions: tuple[Proposition, ...] = ()
