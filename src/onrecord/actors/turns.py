"""Paragraphs as turns of a conversation: an interview's questions and answers mostly stand on lines of their own."""

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token


@dataclass(frozen=True, slots=True)
class Turns:
    """By token, the number of its paragraph; ``asking`` are the paragraphs that end in a question."""

    paragraph: tuple[int, ...]
    asking: frozenset[int]

    def apart(self, one: int, other: int) -> int:
        return self.paragraph[other] - self.paragraph[one]

    def asks(self, token: int) -> bool:
        return self.paragraph[token] in self.asking


def turns_of(doc: Doc) -> Turns:
    paragraph, current = [], 0
    last: dict[int, Token] = {}
    for token in doc:
        paragraph.append(current)
        if token.is_space:
            current += "\n" in token.text
        elif not token.is_punct or token.text == "?":
            last[current] = token
    return Turns(tuple(paragraph), frozenset(_asking(last)))


def _asking(last: dict[int, Token]) -> Sequence[int]:
    return [number for number, token in last.items() if token.text == "?"]
