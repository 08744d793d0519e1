"""Tokens, sentences, parse and names of a text, by spaCy."""

from spacy.tokens import Doc

from onrecord.language.models import one_thread, spacy_pipeline
from onrecord.language.paragraphs import paragraphs_in
from onrecord.language.quotes import paragraphs

CHUNK_CHARACTERS = 50_000
"""spaCy's memory grows with the length of one text; longer ones are read in parts cut between paragraphs."""


def tokens_of(text: str, model: str) -> Doc:
    """One Doc over the whole text, character for character: ``doc.text == text``; no sentence goes over the end of a
    paragraph, such as that of a headline without a full stop."""
    nlp = spacy_pipeline(model)
    with one_thread():
        parts = list(nlp.pipe(_with_paragraphs(nlp.make_doc(part)) for part in _chunks(text)))
    if len(parts) == 1:
        return parts[0]
    joined = Doc.from_docs(parts, ensure_whitespace=False)
    if joined is None:
        return nlp.make_doc(text)
    return joined


def _with_paragraphs(doc: Doc) -> Doc:
    """The parser keeps sentence starts that are set before it runs."""
    starts = iter(start for start, _ in paragraphs_in(doc.text, 0, len(doc.text)))
    following = next(starts, None)
    for token in doc:
        if following is None:
            break
        if token.idx >= following:
            token.is_sent_start = True
            following = next((start for start in starts if start > token.idx), None)
    return doc


def _chunks(text: str) -> list[str]:
    """``text`` in parts of about CHUNK_CHARACTERS that together are the text again."""
    out, start = [], 0
    for line_start, line_end in paragraphs(text):
        if line_end - start > CHUNK_CHARACTERS and line_start > start:
            out.append(text[start:line_start])
            start = line_start
        while line_end - start > 2 * CHUNK_CHARACTERS:  # one endless line is cut where a word ends
            cut = text.rfind(" ", start, start + CHUNK_CHARACTERS) + 1 or start + CHUNK_CHARACTERS
            cut = cut if cut > start else start + CHUNK_CHARACTERS
            out.append(text[start:cut])
            start = cut
    out.append(text[start:])
    return [part for part in out if part] or [""]
