"""Frozen records with ids derived from their content. Nothing here imports another part of onrecord."""

from onrecord.model.document import UNREAD, Document, Hyperlink, Section, SectionKind
from onrecord.model.ids import content_id
from onrecord.model.moment import Moment, Precision
from onrecord.model.span import Span, hull, quoted
from onrecord.model.statement import ActorKind, Form, Speaker, Statement

__all__ = [
    "UNREAD",
    "ActorKind",
    "Document",
    "Form",
    "Hyperlink",
    "Moment",
    "Precision",
    "Section",
    "SectionKind",
    "Span",
    "Speaker",
    "Statement",
    "content_id",
    "hull",
    "quoted",
]
