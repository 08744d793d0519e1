"""Tokens, sentences, parse and names of a text, by spaCy."""

import re
from itertools import pairwise

from spacy.language import Language
from spacy.tokens import Doc

from onrecord.language.models import one_thread, spacy_pipeline
from onrecord.language.paragraphs import paragraphs_in
from onrecord.language.quotes import paragraphs

CHUNK_CHARACTERS = 50_000
"""spaCy's memory grows with the length of one text; longer ones are read in parts cut between paragraphs."""
LONGEST_SENTENCE = 300
"""Tokens; a longer one, as where a text has no full stops, is cut. Much is asked of the sentence that a word stands in,
so that one without end would cost its square."""
_ENDLESS = re.compile(r"\S{500}(?=\S)")


def tokens_of(text: str, model: str) -> Doc:
    """One Doc over the whole text, character for character: ``doc.text == text``; no sentence goes over the end of a
    paragraph, such as that of a headline without a full stop."""
    nlp = spacy_pipeline(model)
    with one_thread():
        parts = [_parsed(nlp, part) for part in _chunks(text)]
    return _together(parts)


def _parsed(nlp: Language, text: str) -> Doc:
    parse = nlp(_with_paragraphs(_unparsed(nlp, text)))
    if all(len(sentence) <= LONGEST_SENTENCE for sentence in parse.sents):
        return parse
    again = _with_paragraphs(_unparsed(nlp, text))
    for sentence in parse.sents:
        for i in range(sentence.start, sentence.end, LONGEST_SENTENCE):
            again[i].is_sent_start = True
    return nlp(again)


def _unparsed(nlp: Language, text: str) -> Doc:
    """The tokens of ``text``. spaCy's rules take the square of the length of a stretch without white space."""
    cuts = [0, *(found.end() for found in _ENDLESS.finditer(text)), len(text)]
    return _together([nlp.make_doc(text[start:end]) for start, end in pairwise(cuts)])


def _together(parts: list[Doc]) -> Doc:
    joined = Doc.from_docs(parts, ensure_whitespace=False) if len(parts) > 1 else parts[0]
    assert joined is not None, "it is None only for no parts"  # noqa: S101 - for the type checker
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
