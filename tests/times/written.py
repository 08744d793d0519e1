"""Parses written by hand: each word as text/tag/dependency/head ("~": no space follows)."""

from datetime import datetime

from spacy.lang.en import English
from spacy.tokens import Doc

from onrecord.model import Document, Form, Moment, Precision, Section, SectionKind, Span, Statement

VOCAB = English().vocab
PUBLISHED = Moment.at(datetime(2021, 6, 16), Precision.DAY)


def parsed(words: str) -> Doc:
    rows = [w.removesuffix("~").split("/") for w in words.split()]
    spaces = [not w.endswith("~") for w in words.split()]
    heads = [int(r[3]) for r in rows]
    return Doc(
        VOCAB,
        words=[r[0] for r in rows],
        spaces=spaces,
        tags=[r[1] for r in rows],
        deps=[r[2] for r in rows],
        heads=heads,
    )


def document_of(doc: Doc, published: Moment | None = PUBLISHED, comment: Moment | None = None) -> Document:
    kind = SectionKind.COMMENT if comment else SectionKind.BODY
    return Document(doc.text, (Section(kind, Span(0, len(doc.text)), "Ona", comment),), published=published)


def statement_of(document: Document, source: str, cue: str, content: str) -> Statement:
    def spans(words: str) -> tuple[Span, ...]:
        start = document.text.index(words)
        return (Span(start, start + len(words)),) if words else ()

    return Statement(document.id, spans(source), spans(cue), spans(content), Form.INDIRECT, 1.0)
