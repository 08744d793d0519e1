"""A plain text as a Document: the text character for character, its sections, and what its head says."""

from onrecord.model import Document
from onrecord.reading.sections import read_sections


def document_from_text(
    text: str, *, name: str = "", location: str = "", url: str | None = None, raw_hash: str = ""
) -> Document:
    """``text`` as a Document; the title is its headline, the date and the authors are those its head names.

    Line ends, a byte-order mark, tabs and all other characters stay as they are. Time is linear in the text's size.
    """
    found = read_sections(text)
    return Document(
        text=text,
        sections=found.sections,
        name=name,
        location=location,
        url=url,
        title=found.title,
        authors=found.authors,
        published=found.published,
        raw_hash=raw_hash,
    )
