"""A judgement about a statement, with the words it rests on."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from onrecord.model.span import Span

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Answer(Generic[T]):  # noqa: UP046 - training imports this on Python 3.11
    """``value`` and the ``spans`` of the document's text that show it; no spans where it rests on no words of its own,
    as where nothing in the text says otherwise."""

    value: T
    spans: tuple[Span, ...] = ()
