"""The tables as they are now. ``migrations`` makes them; a test holds the two together.

Ids are the model's; a ``number`` is the row's place in the order of adding, and what rows refer to each other by, so
that what belongs to one document lies together. Spans are [start, stop) in characters of ``documents.text``. Times
are ISO 8601 with the offset that the text gives, if any. The words of a statement stand beside its spans for search,
for people with an SQL prompt, and to notice a span that no longer matches its text.
"""

from sqlalchemy import REAL, Column, ForeignKey, Index, Integer, MetaData, Table, Text

metadata = MetaData()


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False)


def _maybe(name: str) -> Column[str]:
    return Column(name, Text)


def _number(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False)


def _moment(prefix: str) -> list[Column[str]]:
    return [_maybe(f"{prefix}_{part}") for part in ("start", "end", "precision")]


def _moment_span(prefix: str) -> list[Column[int]]:
    return [Column(f"{prefix}_span_{part}", Integer) for part in ("start", "stop")]


def _of(owner: str) -> Column[int]:
    return Column(owner, ForeignKey(f"{owner}s.number"), primary_key=True, autoincrement=False)


def _nth() -> Column[int]:
    return Column("n", Integer, primary_key=True, autoincrement=False)


migrations = Table(
    "migrations", metadata, Column("version", Integer, primary_key=True), _text("name"), _text("applied_at")
)

documents = Table(
    "documents",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    _maybe("url"),
    _text("name"),
    _text("location"),
    _maybe("title"),
    _maybe("publisher"),
    _maybe("language"),
    _text("media_type"),
    _text("raw_hash"),
    *_moment("published"),
    *_moment_span("published"),
    _maybe("published_utc"),  # to sort by: a time without a zone counts as UTC
    _text("added_at"),
    _text("text"),  # after the others, so that they are read without it
    Column("linked", Integer),  # counts the documents as they were linked; null where one is not
    Index("documents_by_url", "url"),
    Index("documents_by_name", "name"),
    Index("documents_by_published", "published_utc"),
    Index("documents_by_linked", "linked", unique=True),
)

authors = Table("authors", metadata, _of("document"), _nth(), _text("name"))

sections = Table(
    "sections",
    metadata,
    _of("document"),
    _nth(),
    _text("kind"),
    _number("start"),
    _number("stop"),
    _maybe("author"),
    *_moment("time"),
    *_moment_span("time"),
    Column("reply_to", Integer),
)

links = Table("links", metadata, _of("document"), _nth(), _number("start"), _number("stop"), _text("target"))

locations = Table(
    "locations",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("document", ForeignKey("documents.number"), nullable=False),
    _text("location"),
    _text("first_seen"),
    Index("locations_by_document", "document", "location", unique=True),
    Index("locations_by_location", "location"),
)

statements = Table(
    "statements",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("document", ForeignKey("documents.number"), nullable=False),
    Column("parent", ForeignKey("statements.id", deferrable=True, initially="DEFERRED")),
    _text("form"),
    _maybe("act"),
    _maybe("sourcing"),
    _maybe("certainty"),
    _maybe("polarity"),
    *_moment("said"),
    Column("confidence", REAL, nullable=False),
    _maybe("speaker_name"),
    _maybe("speaker_kind"),
    _text("source"),
    _text("cue"),
    _text("content"),
    _text("mention"),
    _text("said_words"),
    _text("kind"),  # attribution, or assertion: in the document's own voice; here and below, columns as they came
    _maybe("status"),
    *_moment("happened"),
    _maybe("margin"),  # JSON: all of the columns act to said, status and happened, with the words they rest on
    Column("actor", ForeignKey("actors.id")),  # whom the mention names; null in rows from before there were actors
    Index("statements_by_document", "document"),
    Index("statements_by_parent", "parent"),
    Index("statements_by_speaker", "speaker_name", "speaker_kind"),
    Index("statements_by_actor", "actor"),
)

# Whom a document mentions. details: JSON, all of the columns name to country and the mentions, each with the words it
# rests on and the reason why it stands for the actor. mentions: their words, as those of statements are kept.
actors = Table(
    "actors",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("document", ForeignKey("documents.number"), nullable=False),
    _text("name"),
    _text("kind"),
    _maybe("role"),
    _maybe("affiliation"),
    _maybe("country"),
    _text("mentions"),
    _text("details"),
    Index("actors_by_document", "document"),
    Index("actors_by_name", "name"),
)

# A person's judgement that two ids (of actors, or of statements for the claims that they are in) name one thing or
# two. A row that was withdrawn has a time in undone_at.
decisions = Table(
    "decisions",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    _text("kind"),
    _text("one"),
    _text("other"),
    _text("author"),
    _text("time"),
    _text("note"),
    _maybe("undone_at"),
)

# role: source, cue, content, mention (of the speaker) or said (the words that date it)
spans = Table(
    "spans",
    metadata,
    _of("statement"),
    Column("role", Text, primary_key=True),
    _nth(),
    _number("start"),
    _number("stop"),
)

# A passage [start, stop) of a document that quotes [of_start, of_stop) of a document that need not be on the record.
requotes = Table(
    "requotes",
    metadata,
    _of("document"),
    _nth(),
    _number("start"),
    _number("stop"),
    _text("of_document"),
    _number("of_start"),
    _number("of_stop"),
    _number("exact"),
    Column("score", REAL, nullable=False),
    _text("reason"),
)

# What a statement says, as JSON in details, and the keys by which those that may say the same are found.
propositions = Table(
    "propositions",
    metadata,
    Column("statement", ForeignKey("statements.number"), primary_key=True, autoincrement=False),
    _text("wording"),
    _text("details"),
)

statement_keys = Table(
    "statement_keys",
    metadata,
    Column("key", Text, primary_key=True),
    Column("statement", ForeignKey("statements.number"), primary_key=True, autoincrement=False),
)

document_keys = Table(
    "document_keys",
    metadata,
    Column("key", Text, primary_key=True),
    Column("document", ForeignKey("documents.number"), primary_key=True, autoincrement=False),
)

# The model's links (``links`` are a document's hyperlinks), each with the document that it came with. one and other are
# ids of statements, documents or origins; details: JSON, all of it.
relations = Table(
    "relations",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("document", ForeignKey("documents.number"), nullable=False),
    _text("kind"),
    _text("one"),
    _text("other"),
    Column("score", REAL, nullable=False),
    _text("details"),
    Index("relations_by_document", "document"),
    Index("relations_by_one", "one"),
    Index("relations_by_other", "other"),
)
