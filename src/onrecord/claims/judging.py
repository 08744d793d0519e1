"""What judges how two wordings stand to each other: the pair encoder, or whatever offers the same."""

from collections.abc import Sequence
from typing import Protocol


class Scores(Protocol):
    """Chances from 0 to 1. ``supports``, ``contradicts``: what the second wording does to the first."""

    @property
    def same(self) -> float: ...

    @property
    def supports(self) -> float: ...

    @property
    def contradicts(self) -> float: ...

    @property
    def similarity(self) -> float: ...


class Judge(Protocol):
    def __call__(self, pairs: Sequence[tuple[str, str]], /) -> Sequence[Scores]: ...
