"""What a record refuses to hold, said before anything is written."""

from collections.abc import Container, Iterable, Iterator, Mapping
from typing import Any

from onrecord.errors import RecordError, SpanError
from onrecord.model import Actor, Document, Link, Origin, Passage, Proposition, Reference, Requote, Span, Statement


def check_document(document: Document) -> None:
    """SpanError for a span outside the text, RecordError for a reply to a section that is not there."""
    _within(document, (s.span for s in document.sections), "a section")
    _within(document, (link.span for link in document.links), "a link")
    moments = [document.published, *(s.time for s in document.sections)]
    _within(document, (m.span for m in moments if m and m.span), "a time")
    for section in document.sections:
        if section.reply_to is not None and not 0 <= section.reply_to < len(document.sections):
            raise RecordError(f"{called(document)}: a reply to section {section.reply_to}, which it does not have")


def check_statements(document: Document, statements: Iterable[Statement]) -> dict[str, Statement]:
    """The statements by id in text order; RecordError or SpanError where one cannot be recorded with the document."""
    owner = document.id
    by_id: dict[str, Statement] = {}
    for statement in statements:
        _check_statement(document, owner, statement)
        id_ = statement.id
        if by_id.setdefault(id_, statement) != statement:
            raise RecordError(f"{called(document)}: two different statements over the same spans ({id_})")
    for statement in by_id.values():
        if statement.parent is not None and statement.parent not in by_id:
            raise RecordError(f"{called(document)}: the parent {statement.parent} of a statement is not given with it")
    return dict(sorted(by_id.items(), key=_place))


def _place(found: tuple[str, Statement]) -> tuple[int, int, str]:
    id_, statement = found
    return statement.extent.start, -statement.extent.end, id_


def _check_statement(document: Document, owner: str, statement: Statement) -> None:
    if statement.document_id != owner:
        raise RecordError(f"{called(document)}: a statement of document {statement.document_id}, not of {owner}")
    if not (statement.source or statement.cue or statement.content):
        raise RecordError(f"{called(document)}: a statement without source, cue and content")
    if not 0 <= statement.confidence <= 1:  # also refuses NaN
        raise RecordError(f"{called(document)}: a confidence of {statement.confidence}, outside 0 to 1")
    _within(document, (*statement.source, *statement.cue, *statement.content), "a statement")
    if statement.speaker and statement.speaker.mention:
        _within(document, [statement.speaker.mention], "a speaker")
    _within(document, statement.margin.spans, "a note in the margin")


def check_assertions(
    document: Document, assertions: Iterable[Statement], statements: Mapping[str, Statement]
) -> dict[str, Statement]:
    """As :func:`check_statements`; RecordError also where one has a source, a cue, or an id that is taken."""
    by_id = check_statements(document, assertions)
    for id_, assertion in by_id.items():
        if assertion.source or assertion.cue or assertion.parent:
            raise RecordError(f"{called(document)}: the assertion {id_} has a source, a cue or a parent")
        if id_ in statements:
            raise RecordError(f"{called(document)}: {id_} is given as a statement and as an assertion")
    return by_id


def check_requotes(document: Document, requotes: Iterable[Requote]) -> list[Requote]:
    """The requotes in text order; RecordError or SpanError where one cannot be recorded with the document."""
    owner, found = document.id, sorted(requotes, key=lambda r: (r.span, r.of_document_id, r.of_span))
    for requote in found:
        if requote.document_id != owner:
            raise RecordError(f"{called(document)}: a requote of document {requote.document_id}, not of {owner}")
        if not 0 <= requote.score <= 1:
            raise RecordError(f"{called(document)}: a score of {requote.score}, outside 0 to 1")
        _within(document, [requote.span], "a requote")
        if requote.of_document_id == owner:
            _within(document, [requote.of_span], "what a requote quotes")
    return found


def check_actors(document: Document, actors: Iterable[Actor]) -> list[Actor]:
    """The actors, each once; RecordError or SpanError where one cannot be recorded with the document."""
    owner, by_id = document.id, dict[str, Actor]()
    for actor in actors:
        if actor.document_id != owner:
            raise RecordError(f"{called(document)}: an actor of document {actor.document_id}, not of {owner}")
        if not actor.mentions:
            raise RecordError(f"{called(document)}: an actor without a mention")
        for mention in actor.mentions:
            _within(document, (s for s in (mention.span, mention.head, mention.name) if s is not None), "a mention")
        answers = (a for a in (actor.kind, actor.role, actor.affiliation) if a is not None)
        _within(document, (span for answer in answers for span in answer.spans), "what shows an actor's kind or role")
        if by_id.setdefault(actor.id, actor) != actor:
            raise RecordError(f"{called(document)}: two different actors of one name and place ({actor.id})")
    return list(by_id.values())


def check_references(document: Document, references: Iterable[Reference]) -> list[Reference]:
    found = list(references)
    for reference in found:
        if not 0 <= reference.score <= 1:
            raise RecordError(f"{called(document)}: a score of {reference.score}, outside 0 to 1")
        _within(document, [reference.mention, reference.antecedent], "a reference")
    return found


def check_propositions(
    document: Document, propositions: Iterable[Proposition], statements: Container[str]
) -> list[Proposition]:
    """RecordError where one is not of the document, or of none of its ``statements``, by id, or of one that has one."""
    owner, by_statement = document.id, dict[str, Proposition]()
    for proposition in propositions:
        id_ = proposition.statement_id
        if proposition.document_id != owner:
            raise RecordError(
                f"{called(document)}: a proposition of document {proposition.document_id}, not of {owner}"
            )
        if id_ not in statements:
            raise RecordError(f"{called(document)}: a proposition of statement {id_}, which the document does not have")
        if by_statement.setdefault(id_, proposition) != proposition:
            raise RecordError(f"{called(document)}: two different propositions of statement {id_}")
    return list(by_statement.values())


def check_links(document: Document, links: Iterable[Link], statements: Container[str]) -> list[Link]:
    """Each link once, of several between the same two the surest. RecordError or SpanError where one is not the
    document's, or does not fit it; whether what else it names is on the record is for the store to see."""
    owner, by_id = document.id, dict[str, Link]()
    for link in sorted(links, key=lambda found: -found.score):
        if not 0 <= link.score <= 1:
            raise RecordError(f"{called(document)}: a score of {link.score}, outside 0 to 1")
        passages = [end for end in (link.one, link.other) if isinstance(end, Passage)]
        mine = [passage for passage in passages if passage.document_id == owner]
        origin = link.other if isinstance(link.other, Origin) else None
        if not mine and not (origin and origin.document_id == owner):
            raise RecordError(f"{called(document)}: a link between other documents ({link.id})")
        for passage in mine:
            _within(document, passage.spans, "a link")
            if passage.statement_id is not None and passage.statement_id not in statements:
                id_ = passage.statement_id
                raise RecordError(f"{called(document)}: a link of statement {id_}, which the document does not have")
        by_id.setdefault(link.id, link)
    return list(by_id.values())


def _within(document: Document, spans: Iterable[Span], whose: str) -> None:
    for start, end in spans:
        if not 0 <= start <= end <= len(document.text):
            raise SpanError(f"{called(document)}: {whose} at {start}-{end} is outside the text ({len(document.text)})")


def check_storable(document: Document, rows: Iterable[Mapping[str, Any]]) -> None:
    """RecordError for text that not every database and encoding can hold: a NUL or half a surrogate pair."""
    for row in rows:
        for column, value in row.items():
            for text in _strings(value):
                if fault := unstorable(text):
                    raise RecordError(f"{called(document)}: {fault} in {column.replace('_', ' ')} cannot be recorded")


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from _strings(list(value.values()))
    elif isinstance(value, list):
        for part in value:
            yield from _strings(part)


def unstorable(text: str) -> str | None:
    """What ``text`` holds that cannot be stored, None where all of it can."""
    if "\0" in text:
        return f"the NUL character at {text.index(chr(0))}"
    try:
        text.encode()
    except UnicodeEncodeError as error:
        return f"the lone surrogate U+{ord(text[error.start]):04X} at {error.start}"
    return None


def called(document: Document) -> str:
    return ascii(document.location or document.name or document.id)[1:-1]
