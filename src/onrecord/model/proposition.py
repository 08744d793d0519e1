"""What a statement says, in the terms by which two statements are compared."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Proposition:
    """``wording`` is the content with its pronouns replaced by the names they stand for, so that it can be read alone.

    ``keys`` are what statements that may say the same share, to be looked up in an index.
    """

    statement_id: str
    document_id: str
    wording: str
    keys: tuple[str, ...]
