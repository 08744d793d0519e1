"""A text as read, with what is known about it."""

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from onrecord.model.ids import content_id
from onrecord.model.moment import Moment
from onrecord.model.span import Span


class SectionKind(StrEnum):
    HEADLINE = "headline"
    DATE_LINE = "date_line"
    STANDFIRST = "standfirst"
    BODY = "body"
    CAPTION = "caption"
    COMMENT = "comment"
    RELATED = "related"
    BOILERPLATE = "boilerplate"


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of the text with one role; sections lie in order and do not overlap.

    ``author``, ``time`` and ``reply_to`` are for comments; ``reply_to`` is the index, in the document's sections, of
    the comment that this one answers.
    """

    kind: SectionKind
    span: Span
    author: str | None = None
    time: Moment | None = None
    reply_to: int | None = None


@dataclass(frozen=True, slots=True)
class Hyperlink:
    span: Span
    target: str


@dataclass(frozen=True, slots=True)
class Document:
    """One text as read. ``text`` never changes; every span of every record indexes it.

    ``id`` is derived from the address on the web (where there is one) and the text, so the same text read from two
    files is one Document. ``raw_hash`` is the SHA-256 of the bytes that were read, ``name`` a file's stem or the last
    part of an address, ``location`` the path or address it was read from ("-" for standard input).
    """

    text: str
    sections: tuple[Section, ...]
    name: str = ""
    location: str = ""
    url: str | None = None
    title: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    published: Moment | None = None
    language: str | None = None
    links: tuple[Hyperlink, ...] = ()
    media_type: str = "text/plain"
    raw_hash: str = ""

    @property
    def id(self) -> str:
        return _id(self.url, self.text)

    def reading_spans(self) -> list[Span]:
        """The stretches whose sentences are read for statements: all but date lines, related items, boilerplate."""
        return [s.span for s in self.sections if s.kind not in UNREAD]

    def voices(self) -> list[Span]:
        """The stretches that are read, in order, each one voice: the article, then each comment by itself."""
        out: list[Span] = []
        alone = True
        for section in (s for s in self.sections if s.kind not in UNREAD):
            comment = section.kind is SectionKind.COMMENT
            if out and not alone and not comment:
                out[-1] = Span(out[-1].start, section.span.end)
            else:
                out.append(section.span)
            alone = comment
        return out

    def section_at(self, position: int) -> Section | None:
        return next((s for s in self.sections if s.span.start <= position < s.span.end), None)


UNREAD = frozenset({SectionKind.DATE_LINE, SectionKind.RELATED, SectionKind.BOILERPLATE})


@lru_cache(maxsize=8)
def _id(url: str | None, text: str) -> str:
    """Each statement of a document asks for its id, and the text may be long."""
    return content_id("document", url, text)
