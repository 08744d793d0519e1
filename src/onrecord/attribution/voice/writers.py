"""Whose voice a text speaks in: the author of a comment or an article, else the publisher."""

from bisect import bisect_right

from onrecord.model import UNREAD, ActorKind, Document, SectionKind, Span, Speaker


class Writers:
    """The writer at each position of ``document``."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._starts = [s.span.start for s in document.sections]
        self._article = article_writer(document)

    def at(self, position: int) -> Speaker | None:
        """None where nobody is named: in a comment without a name, in a text without byline and publisher."""
        index = bisect_right(self._starts, position) - 1
        section = self._document.sections[index] if index >= 0 else None
        if section is None or section.kind is not SectionKind.COMMENT:
            return self._article
        return _commenter(self._document, index)


def article_writer(document: Document) -> Speaker | None:
    names = [name for name in document.authors if name.strip()]
    if len(names) > 1:
        return Speaker(f"{', '.join(names[:-1])} and {names[-1]}", ActorKind.GROUP, _byline(document, names[0]))
    if names:
        outlet = names[0].casefold() == (document.publisher or "").casefold()
        return Speaker(names[0], ActorKind.OUTLET if outlet else ActorKind.PERSON, _byline(document, names[0]))
    publisher = (document.publisher or "").strip()
    return Speaker(publisher, ActorKind.OUTLET, _byline(document, publisher)) if publisher else None


def _byline(document: Document, name: str) -> Span | None:
    """Where the lines around the article name the writer; in the article itself the name may mean anybody."""
    for section in document.sections:
        if section.kind in UNREAD:
            at = document.text.find(name, section.span.start, section.span.end)
            if at >= 0:
                return Span(at, at + len(name))
    return None


def _commenter(document: Document, index: int) -> Speaker | None:
    """The header of a comment is the date line before it, where the page did not keep the name apart."""
    name = (document.sections[index].author or "").strip()
    if not name:
        return None
    before = document.sections[index - 1] if index else None
    header = before.span if before is not None and before.kind is SectionKind.DATE_LINE else Span(0, 0)
    at = document.text.find(name, *header)
    return Speaker(name, ActorKind.PERSON, Span(at, at + len(name)) if at >= 0 else None)
