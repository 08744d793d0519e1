"""Paragraphs as turns."""

import spacy

from onrecord.actors.turns import turns_of

TEXT = "Why did you leave?\nI was tired. Would you not be?\n\nWhere now?”\nHome."


def test_a_line_is_a_turn_and_asks_when_it_ends_in_a_question():
    doc = spacy.blank("en")(TEXT)
    turns = turns_of(doc)
    at = {t.text: t.i for t in doc}
    assert [turns.asks(at[word]) for word in ("Why", "tired", "Where", "Home")] == [True, True, True, False]
    assert turns.apart(at["Why"], at["tired"]) == 1
    assert turns.apart(at["tired"], at["Home"]) == 2


def test_a_text_without_words_has_no_turns():
    turns = turns_of(spacy.blank("en")(""))
    assert turns.paragraph == ()
    assert not turns.asking
