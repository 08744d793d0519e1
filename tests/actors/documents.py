"""Documents whose parse is written by hand: each word as text/tag/dependency/head in its sentence."""

from collections.abc import Sequence

import spacy
from spacy.tokens import Doc
from spacy.tokens import Span as Tokens
from spacy.util import filter_spans

from onrecord.actors import Actors, resolve
from onrecord.model import Document, Form, Section, SectionKind, Span, Statement

VOCAB = spacy.blank("en").vocab
"""No model: only what a word's letters tell, as its form in lower case."""


def parsed(sentences: Sequence[str], names: Sequence[tuple[str, str]] = ()) -> Doc:
    """``names``: words and label, marked wherever they stand; of two on one word, the longer."""
    texts: list[str] = []
    tags: list[str] = []
    deps: list[str] = []
    heads: list[int] = []
    for sentence in sentences:
        first = len(texts)
        for word in sentence.split():
            text, tag, dep, head = word.rsplit("/", 3)
            texts.append(text)
            tags.append(tag)
            deps.append(dep)
            heads.append(first + int(head))
    doc = Doc(VOCAB, words=texts, tags=tags, deps=deps, heads=heads)
    spans = []
    for name, label in names:
        words = name.split()
        starts = [i for i in range(len(texts)) if texts[i : i + len(words)] == words]
        spans += [Tokens(doc, i, i + len(words), label=label) for i in starts]
    doc.set_ents(filter_spans(spans))
    return doc


def document(doc: Doc, name: str = "") -> Document:
    return Document(doc.text, (Section(SectionKind.BODY, Span(0, len(doc.text))),), name=name)


def place(doc: Doc, words: str, nth: int = 1) -> Span:
    start = -1
    for _ in range(nth):
        start = doc.text.index(words, start + 1)
    return Span(start, start + len(words))


def said(doc: Doc, source: Span, cue: str, content: str, form: Form = Form.INDIRECT) -> Statement:
    return Statement(document(doc).id, (source,), (place(doc, cue),), (place(doc, content),), form, 1.0)


def read(doc: Doc, statements: Sequence[Statement] = ()) -> Actors:
    return resolve(document(doc), doc, list(statements))
