"""Document -> Statements: pieces, scores, spans, form, speaker, in that order."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from spacy.tokens import Doc

from onrecord.attribution.confidence import Calibration, shipped
from onrecord.attribution.cue_subjects import Subjects, cue_subjects
from onrecord.attribution.decode import Found, PieceSpan, Thresholds, decode
from onrecord.attribution.far_parts import without_far_parts
from onrecord.attribution.form import form_of
from onrecord.attribution.spans import character_span, cue_span, joined, with_marks
from onrecord.attribution.tagging import Tagging, merge
from onrecord.language.encoder import Encoder, WindowScores
from onrecord.language.models import tokenizer
from onrecord.language.pieces import Pieces, Window, pieces_within, split_pieces, windows
from onrecord.language.quotes import Quotation, overlapping, quotations
from onrecord.language.syntax import token_table
from onrecord.model import UNREAD, Document, SectionKind, Span, Statement

WINDOW_PIECES = 382
CONTEXT_PIECES = 32
_APART = frozenset({SectionKind.HEADLINE, SectionKind.CAPTION})


@dataclass(frozen=True, slots=True)
class Reading:
    """What the encoder says of each word piece of a text, over all windows that saw it, and what the parse says of
    whose act each verb is."""

    pieces: Pieces
    tagging: Tagging
    subjects: Subjects = field(default_factory=dict)


def read(document: Document, doc: Doc, encoder: Encoder) -> Reading:
    """One pass of the encoder over what is read of ``document``, whose tokens are ``doc``."""
    pieces = document_pieces(document, doc)
    tagging = merge(len(pieces), scored(document, pieces, encoder))
    return Reading(pieces, tagging, cue_subjects(doc, pieces, tagging.may_be_cue()))


def document_pieces(document: Document, doc: Doc) -> Pieces:
    return split_pieces(document.text, tokenizer(), document.reading_spans(), token_table(doc))


def scored(document: Document, pieces: Pieces, encoder: Encoder) -> Iterable[tuple[Window, WindowScores]]:
    """Every window with its scores, one at a time. Each comment is read alone, so that no words of one writer are
    taken for another's."""
    stretches = pieces_within(pieces, document.voices())
    return ((w, encoder.run(pieces, w)) for w in windows(pieces, WINDOW_PIECES, CONTEXT_PIECES, stretches))


def find_statements(
    document: Document, reading: Reading, thresholds: Thresholds | None = None, calibration: Calibration | None = None
) -> list[Statement]:
    """The attributions that ``reading`` amounts to, in text order, without speakers."""
    calibration = calibration or shipped()
    found = [statement for _, statement in candidates(document, reading, thresholds, calibration)]
    return sorted(without_far_parts(document.text, found), key=lambda s: (s.extent, s.id))


def candidates(
    document: Document, reading: Reading, thresholds: Thresholds | None, calibration: Calibration
) -> Iterator[tuple[Found, Statement]]:
    """Each statement with the pieces that it was made of."""
    marks = quotations(document.text)
    for found in decode(reading.tagging, thresholds or Thresholds(), reading.subjects):
        statement = statement_of(document, reading.pieces, marks, found, calibration)
        if statement is not None:
            yield found, statement


def statement_of(
    document: Document, pieces: Pieces, marks: list[Quotation], found: Found, calibration: Calibration
) -> Statement | None:
    """``found`` in characters; None where its content is nothing but punctuation."""
    text = document.text
    cue = cue_span(text, pieces, found.cue)
    bare = _spans(text, pieces, found.contents)
    bare = [part for span in bare for part in within_part(document, cue.start, span)]
    near = overlapping(text, marks, bare[0].start - 1, bare[-1].end + 1) if bare else []
    content = joined(text, [with_marks(s, near) for s in bare])
    if not content:
        return None
    source = _spans(text, pieces, [found.source] if found.source else [])
    source = [part for span in source for part in within_part(document, cue.start, span)]
    return Statement(
        document_id=document.id,
        source=tuple(source),
        cue=(cue,),
        content=content,
        form=form_of(text, content, near),
        confidence=calibration.confidence(found),
    )


def within_part(document: Document, cue: int, content: Span) -> list[Span]:
    """What of ``content``, or of a source, stands in the same part of the document as the cue at character ``cue``.

    A headline says what the text below it says again: no quotation runs from one into the other, nor into a caption.
    """
    home = document.section_at(cue)
    if home is not None and home.kind in _APART:
        return _clipped(content, [home.span])
    return _clipped(content, [s.span for s in document.sections if s.kind not in _APART | UNREAD])


def _clipped(content: Span, limits: list[Span]) -> list[Span]:
    return [Span(max(content.start, s.start), min(content.end, s.end)) for s in limits if s.overlaps(content)]


def _spans(text: str, pieces: Pieces, spans: Iterable[PieceSpan]) -> list[Span]:
    found = (character_span(text, pieces, s) for s in spans)
    return [s for s in found if s.start < s.end]
