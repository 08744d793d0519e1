"""The stance of a text to a claim and of a reply to a post, by the shipped model and by a fake of it."""

from collections.abc import Iterable, Sequence
from typing import cast

import numpy as np
import pytest

from onrecord.claims.replying import reply_signals, reply_stance
from onrecord.claims.stance import related, stance
from onrecord.claims.stance_signs import read_article
from onrecord.language.models import pair_encoder
from onrecord.language.pair_encoder import SIGNALS, PairEncoder, PairReading, Texts, Vector

STORY = (
    "A ferry has sunk in the harbour of Marlow, officials said on Monday. The ferry was carrying 40 people when it "
    "sank, the harbour master confirmed. All were brought ashore."
)
OTHER = "Apple growers in the valley expect a good harvest. Prices may fall in autumn, a trader said."
HEADLINE = "Ferry sinks in Marlow harbour"


class FakeEncoder:
    """Gives one stance to every pair and keeps what it was asked."""

    def __init__(self, stance: Sequence[float], reply: Sequence[float] = (0, 0, 0, 0)) -> None:
        self.stance, self.reply = np.log(np.array(stance, dtype=np.float32)), np.array(reply, dtype=np.float32)
        self.asked: list[Texts] = []

    def read(self, pairs: Sequence[Texts], signals: Iterable[Vector]) -> list[PairReading]:
        self.asked += pairs
        assert all(signal.shape == (SIGNALS,) for signal in signals)
        empty = np.zeros(1, dtype=np.float32)
        return [PairReading(empty, empty, np.zeros(3, np.float32), self.stance, self.reply, empty) for _ in pairs]


def as_encoder(fake: FakeEncoder) -> PairEncoder:
    return cast(PairEncoder, fake)


def test_the_chance_of_being_related_is_shared_among_the_three_stances():
    fake = FakeEncoder([0.2, 0.7, 0.1])
    scores = stance(HEADLINE, STORY, as_encoder(fake))
    chance = 1 - scores.unrelated
    assert 0 < chance < 1
    assert scores == pytest.approx((0.2 * chance, 0.7 * chance, 0.1 * chance, 1 - chance))


def test_more_shared_words_make_a_text_more_likely_related():
    assert related(HEADLINE, read_article(STORY)) > 0.9 > 0.1 > related(HEADLINE, read_article(OTHER))


def test_the_encoder_is_not_asked_about_a_text_on_other_things():
    fake = FakeEncoder([1, 1, 1])
    scores = stance(HEADLINE, OTHER, as_encoder(fake))
    assert scores.unrelated > 0.95
    assert sum(scores) == pytest.approx(1)
    assert not fake.asked


def test_a_post_that_begins_a_thread_is_read_with_nothing_before_it():
    fake = FakeEncoder([1, 1, 1], reply=[0, 0, 5, 0])
    assert reply_stance("", "Is it true?", as_encoder(fake), depth=0).query > 0.9
    assert fake.asked == [("", "Is it true?")]


def test_the_bearing_sentences_and_the_opening_are_both_read():
    fake = FakeEncoder([1, 1, 1])
    text = f"Snow fell on the hills. {OTHER} Trains ran late. {STORY}"
    stance(HEADLINE, text, as_encoder(fake))
    (claim, bearing), (_, opening) = fake.asked
    assert claim == HEADLINE
    assert "A ferry has sunk" in bearing
    assert opening.startswith("Snow fell on the hills. Apple growers")


def test_signals_of_a_reply_are_its_depth_question_denial_and_link():
    assert reply_signals("No, is that so? http", 3)[-4:].tolist() == [1, 1, 1, 1]
    assert reply_signals("Thanks", 1)[-4:].tolist() == [0.5, 0, 0, 0]


@pytest.mark.model
def test_the_shipped_model_tells_a_report_from_one_on_other_things():
    report, other = (stance(HEADLINE, text, pair_encoder()) for text in (STORY, OTHER))
    assert max(report) != report.unrelated
    assert report.agree > report.disagree
    assert max(other) == other.unrelated


@pytest.mark.model
def test_the_shipped_model_hears_a_question():
    reply = reply_stance("The ferry has sunk in Marlow harbour", "Where did you hear that? Any source?", pair_encoder())
    assert max(reply) == reply.query
