"""What the parse says of word pieces, on documents parsed by hand."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc
from spacy.vocab import Vocab

from onrecord.language.models import tokenizer
from onrecord.language.pieces import split_pieces
from onrecord.language.syntax import NAMES, RELATIONS, TAGS, TokenTable, syntax_of, token_table, unparsed


def parsed(words: list[str], tags: list[str], deps: list[str], heads: list[int], ents: list[str]) -> Doc:
    return Doc(Vocab(), words=words, tags=tags, deps=deps, heads=heads, ents=ents)


MAREN = parsed(
    ["Maren", "Quillfeather", "spoke", "."],
    ["NNP", "NNP", "VBD", "."],
    ["compound", "nsubj", "ROOT", "punct"],
    [1, 2, 2, 2],
    ["B-PERSON", "I-PERSON", "O", "O"],
)


def label(column: list[str], number: int) -> str | None:
    return column[number - 1] if number else None


def test_every_piece_of_a_word_has_the_labels_of_the_word():
    pieces = split_pieces(MAREN.text, tokenizer(), tokens=token_table(MAREN))
    words = [MAREN.text[a:b] for a, b in pieces.offsets.tolist()]
    assert len(words) > 4, "a rare name is cut into pieces"
    shown = [(label(TAGS, a), label(RELATIONS, b), label(NAMES, c)) for a, b, c in pieces.syntax.labels.tolist()]
    assert shown[0] == ("NNP", "compound", "PERSON")
    assert set(shown[1:-2]) == {("NNP", "nsubj", "PERSON"), ("NNP", "compound", "PERSON")}
    assert shown[-2:] == [("VBD", "ROOT", None), (".", "punct", None)]


def test_a_piece_points_at_the_first_piece_of_its_head_and_a_root_at_itself():
    pieces = split_pieces(MAREN.text, tokenizer(), tokens=token_table(MAREN))
    heads, last = pieces.syntax.heads.tolist(), len(pieces) - 1
    begins = {MAREN.text[a:]: i for i, (a, _) in enumerate(pieces.offsets.tolist())}
    surname, verb = begins["Quillfeather spoke . "], begins["spoke . "]
    assert heads[0] == surname
    assert heads[surname] == verb
    assert heads[verb] == verb
    assert heads[last] == verb


def test_a_head_outside_what_is_read_leaves_the_piece_its_own():
    pieces = split_pieces(MAREN.text, tokenizer(), [(0, 5)], token_table(MAREN))
    assert pieces.syntax.heads.tolist() == list(range(len(pieces)))


def test_a_label_that_is_not_known_counts_as_none():
    doc = parsed(["Hei"], ["INTERJ"], ["discourse"], [0], ["B-DEITY"])
    assert token_table(doc).labels.tolist() == [[0, 0, 0]]


def test_a_text_without_tokens_is_unparsed():
    offsets = np.array([[0, 1], [1, 2]], dtype=np.int64)
    empty = TokenTable(np.zeros((0, 2), np.int64), np.zeros((0, 3), np.int64), np.zeros(0, np.int64))
    found, none = syntax_of(offsets, empty), unparsed(2)
    assert found.labels.tolist() == none.labels.tolist()
    assert found.heads.tolist() == none.heads.tolist()


@given(st.lists(st.tuples(st.integers(1, 6), st.integers(0, 2)), max_size=12), st.data())
def test_heads_stay_within_the_pieces_whatever_the_parse(words: list[tuple[int, int]], data: st.DataObject):
    text = "".join("a" * length + " " * gap for length, gap in words)
    spans = []
    at = 0
    for length, gap in words:
        spans.append((at, at + length))
        at += length + gap
    heads = data.draw(st.lists(st.integers(0, max(0, len(words) - 1)), min_size=len(words), max_size=len(words)))
    table = TokenTable(
        np.array(spans, dtype=np.int64).reshape(-1, 2),
        np.ones((len(words), 3), dtype=np.int64),
        np.array(heads, dtype=np.int64),
    )
    pieces = split_pieces(text, tokenizer(), tokens=table)
    assert len(pieces.syntax.heads) == len(pieces)
    assert all(0 <= head < len(pieces) for head in pieces.syntax.heads.tolist())
