"""Document -> Statements: the encoder's scores decoded into spans, linked, given form and speaker, and nested; what the
document says in its own voice, and what its readers quote."""

from onrecord.attribution.nested.nesting import nested
from onrecord.attribution.requoting.requotes import requotes
from onrecord.attribution.setting.structure import structured
from onrecord.attribution.statements import Reading, find_statements, read
from onrecord.attribution.voice.first_person import first_person, name_writers
from onrecord.attribution.voice.own_voice import assertions

__all__ = [
    "Reading",
    "assertions",
    "find_statements",
    "first_person",
    "name_writers",
    "nested",
    "read",
    "requotes",
    "structured",
]
