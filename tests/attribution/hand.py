"""Documents, statements and parses for the tests of sourcing and act."""

from functools import cache

from spacy.tokens import Doc

from evaluation.nesting import located
from onrecord.attribution.form import form_of
from onrecord.language.quotes import quotations
from onrecord.model import Document, Section, SectionKind, Span, Statement
from onrecord.settings import Settings


def document_of(text: str) -> Document:
    return Document(text, (Section(SectionKind.BODY, Span(0, len(text))),))


@cache
def parsed(text: str) -> Doc:
    from onrecord.language.tokens import tokens_of  # noqa: PLC0415 - loads spaCy

    return tokens_of(text, Settings().spacy_model)


def statement(text: str, source: str, cue: str, content: str) -> Statement:
    """The statement of these words of ``text``; "he#2" is the second "he"."""
    spans = [tuple(Span(*s) for s in located(text, words)) for words in (source, cue, content)]
    form = form_of(text, spans[2], quotations(text))
    return Statement(document_of(text).id, spans[0], spans[1], spans[2], form, 1.0)
