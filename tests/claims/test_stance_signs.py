"""What a headline and an article share in words, and the passage that is chosen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.claims.stance_signs import MOST_WORDS, closeness, passage, read_article, signals, stems

STORY = (
    "The town of Marlow woke to sirens. Crews cleared snow from the bridge. "
    "Officials denied that a ferry had sunk in Marlow harbour. Shops opened late."
)
HEADLINE = "Ferry sinks in Marlow harbour"


def test_stems_are_content_words_without_common_endings():
    assert stems("The ferry's crews were denied boats in 1999") == ["ferry", "crew", "deni", "boat", "1999"]


def test_sentences_end_at_stops_and_lines_but_not_in_numbers():
    article = read_article("It cost 2.5 million. “It sank!” he said.\nNo one was hurt")
    assert [s.text for s in article.sentences] == ["It cost 2.5 million.", "“It sank!” he said.", "No one was hurt"]


def test_the_passage_is_the_lead_and_what_bears_on_the_headline_in_order():
    long_tail = " ".join(f"Pupils of school number {n} sang songs about winter and spring." for n in range(12))
    chosen = passage(HEADLINE, read_article(f"{STORY} {long_tail}"))
    assert chosen.startswith("The town of Marlow woke to sirens.")
    assert "Officials denied that a ferry had sunk" in chosen
    assert len(chosen.split()) <= MOST_WORDS


def test_an_article_that_tells_the_headline_is_closer_than_another():
    near = closeness(HEADLINE, read_article(STORY))
    far = closeness(HEADLINE, read_article("Apple growers expect a good year. Prices may fall."))
    assert near[0] == pytest.approx(3 / 4)  # ferry, marlow, harbour; not "sink", which the text has as "sunk"
    assert all(a >= b for a, b in zip(near, far, strict=True))
    assert far[:3] == [0.0, 0.0, 0.0]


def test_signals_count_words_that_refute():
    article = read_article(STORY)
    assert signals(HEADLINE, article, STORY)[1] == pytest.approx(1 / 3)  # "denied", of the three that count
    assert signals("Ferry hoax in Marlow", article, STORY)[0] == 1.0
    assert signals("Did a ferry sink?", article, "")[6] == 1.0


@given(st.text(max_size=300), st.text(max_size=60))
def test_any_text_can_be_read(text: str, claim: str):
    article = read_article(text)
    assert all(0 <= value <= 1 for value in closeness(claim, article))
    assert all(0 <= value <= 1 for value in signals(claim, article, passage(claim, article)))


def test_a_text_without_words_gives_an_empty_passage():
    assert passage(HEADLINE, read_article("")) == ""
