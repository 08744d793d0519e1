"""Everything that onrecord raises on purpose.

OnrecordError
├── SettingsError            a setting is unknown or its value cannot be used
├── PipelineError            stages that cannot be put together
├── ModelError               a model file or language package is missing or broken
├── SpanError                a span no longer matches the text it quotes
├── RecordError              the store cannot do what was asked
│   ├── NotARecord           the file is something else, or written by a newer onrecord
│   ├── NotInRecord          no document, statement, claim, actor or decision has that id
│   └── Overtaken            another program added documents while one was being linked
└── InputError               one input cannot be read; the others can
    ├── InputMissing         no such file or folder
    ├── InputForbidden       the system does not let us read it
    ├── InputEmpty           nothing in it
    ├── InputTooLarge        over the size limit
    ├── InputNotText         binary, or bytes that are not the encoding they claim
    ├── NoArticle            a page without an article: a cookie wall, a list, a script shell
    └── FetchError           the network: time-outs, statuses, redirects, addresses that are refused
"""


class OnrecordError(Exception):
    """The root: ``except OnrecordError`` catches all of ours and nothing else."""


class SettingsError(OnrecordError):
    """A setting is unknown or its value cannot be used."""


class PipelineError(OnrecordError):
    """A stage requires what no earlier stage assigns."""


class ModelError(OnrecordError):
    """A model file or language package is missing or broken."""


class SpanError(OnrecordError):
    """A span no longer matches the text it quotes."""


class RecordError(OnrecordError):
    """The store cannot do what was asked."""


class NotARecord(RecordError):
    """The file is not a record, or a newer onrecord wrote it."""


class NotInRecord(RecordError):
    """No document, statement, claim, actor or decision has that id."""


class Overtaken(RecordError):
    """What a document was linked to is no longer all that is on the record: link it again."""


class InputError(OnrecordError):
    """One input cannot be read. ``source`` names it (path, address, "-"), ``reason`` says what was wrong."""

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(f"{source}: {reason}")
        self.source = source
        self.reason = reason


class InputMissing(InputError):
    """No such file or folder."""


class InputForbidden(InputError):
    """The system does not let us read it."""


class InputEmpty(InputError):
    """Nothing in it."""


class InputTooLarge(InputError):
    """Over the size limit."""


class InputNotText(InputError):
    """Binary, or bytes that are not the encoding they claim."""


class NoArticle(InputError):
    """A page without an article."""


class FetchError(InputError):
    """The address could not be fetched."""
