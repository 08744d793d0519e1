from hypothesis import given
from hypothesis import strategies as st

from onrecord.language.paragraphs import LONG_LINE, paragraphs_in

LONG = "a word " * (LONG_LINE // 7 + 2) + "end"


def parts(text: str) -> list[str]:
    return [text[a:b] for a, b in paragraphs_in(text, 0, len(text))]


def test_a_blank_line_ends_a_paragraph():
    assert parts("A headline\n\nA text\nthat was cut") == ["A headline", "A text\nthat was cut"]


def test_a_line_that_ends_as_a_sentence_does_ends_a_paragraph():
    assert parts("It rained.\nIt snowed\nin May") == ["It rained.", "It snowed\nin May"]


def test_lines_beside_a_long_one_are_paragraphs():
    assert parts(f"A heading\n{LONG}\nAnother") == ["A heading", LONG, "Another"]


@given(st.text("ab .\n", max_size=60))
def test_paragraphs_hold_every_character_but_space(text: str):
    assert "".join("".join(parts(text)).split()) == "".join(text.split())
