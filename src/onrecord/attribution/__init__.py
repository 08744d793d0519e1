"""Document -> Statements: the encoder's scores decoded into spans, linked, given form and speaker, and nested."""

from onrecord.attribution.nesting import nested
from onrecord.attribution.statements import find_statements, name_speakers

__all__ = ["find_statements", "name_speakers", "nested"]
