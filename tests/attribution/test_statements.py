"""Where the parts of a statement may stand, on documents written by hand."""

from onrecord.attribution.statements import within_part
from onrecord.model import Document, Section, SectionKind, Span

HEAD, BODY = "Ferry sails in May, office says", "The ferry sails in May."
TEXT = f"{HEAD}\n\n{BODY}\n\nIt is large."
PLACES = {
    SectionKind.HEADLINE: Span(0, len(HEAD)),
    SectionKind.BODY: Span(len(HEAD) + 2, len(TEXT)),
}
DOCUMENT = Document(TEXT, tuple(Section(kind, span) for kind, span in PLACES.items()))
ACROSS = Span(0, len(HEAD) + 2 + len(BODY))


def test_a_headlines_content_ends_with_the_headline():
    assert within_part(DOCUMENT, TEXT.index("says"), ACROSS) == [PLACES[SectionKind.HEADLINE]]


def test_a_content_of_the_body_does_not_begin_in_the_headline():
    assert [s.of(TEXT) for s in within_part(DOCUMENT, TEXT.index("large"), ACROSS)] == [BODY]


def test_a_content_over_paragraphs_of_the_body_stays_whole():
    whole = PLACES[SectionKind.BODY]
    assert within_part(DOCUMENT, TEXT.index("large"), whole) == [whole]


def test_a_content_leaves_out_what_is_not_read():
    text = "She said it rains.\nPublished 3 May\nIt pours."
    kinds = ((SectionKind.BODY, 0, 18), (SectionKind.DATE_LINE, 19, 34), (SectionKind.BODY, 35, 44))
    document = Document(text, tuple(Section(kind, Span(start, end)) for kind, start, end in kinds))
    assert [s.of(text) for s in within_part(document, 4, Span(9, 44))] == ["it rains.", "It pours."]
