"""What is planted is where the truth says, and the measures count what they say."""

from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.newsroom import load
from evaluation.origins import pairwise
from evaluation.planted import COPYING, Kind, Planter, Story
from evaluation.rewriting import Body, Line, body_of, cut, edited, paraphrased, synonyms
from evaluation.scoring import Tally
from onrecord.errors import InputError

WORDS = "The board of the harbour said on day {0} that {1} ships had to wait for the tide in the mist off Orsund."


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Thirty articles of ten paragraphs, no two sentences alike."""
    path: Path = tmp_path_factory.mktemp("planted")
    (path / "text").mkdir()
    for n in range(30):
        paragraphs = [f"{WORDS.format(n, i * 31 + n)} {_words(n * 100 + i)}" for i in range(10)]
        paragraphs[2] = (
            f"“It is not for article {n} to say what a long and public quotation is,” Orla Venn told the crowd."
        )
        text = "\n\n".join([f"Headline {_words(n)}", *paragraphs])
        (path / "text" / f"outlet_2024-05-{n % 28 + 1:02}_{n}.txt").write_text(text, encoding="utf-8")
    return path


def _words(seed: int) -> str:
    random = Random(seed)
    return " ".join("".join(random.choices("abcdefghiklmnoprstu", k=6)) for _ in range(12)).capitalize() + "."


@pytest.fixture(scope="module")
def stories(folder: Path) -> list[Story]:
    return Planter(load(folder), 7).stories()


def test_a_seed_plants_the_same_again_and_another_seed_something_else(folder: Path, stories: list[Story]):
    assert Planter(load(folder), 7).stories() == stories
    assert Planter(load(folder), 8).stories() != stories


def test_every_kind_of_derivation_is_planted(folder: Path):
    kinds = {a.kind for seed in range(4) for s in Planter(load(folder), seed).stories() for a in s.articles}
    assert kinds >= set(Kind) - {Kind.SAME_EVENT_REAL}


def test_a_claim_stands_where_the_truth_says(stories: list[Story]):
    for story in stories:
        for article in story.articles:
            section = article.document.section_at(article.claim.start)
            assert section is not None
            assert section.span.start <= article.claim.start < article.claim.end <= section.span.end


def test_copies_have_the_origin_of_their_parent(stories: list[Story]):
    origins = {a.document.id: a.origin for s in stories for a in s.articles}
    copies = [a for s in stories for a in s.articles if a.kind in COPYING]
    assert copies
    assert all(a.parent is not None and origins[a.parent] == a.origin for a in copies)


def test_no_two_articles_have_one_outlet_or_address(stories: list[Story]):
    documents = [a.document for s in stories for a in s.articles]
    assert len({d.publisher for d in documents}) == len({d.url for d in documents}) == len(documents)


def test_reporters_who_heard_one_speech_rest_on_one_origin_and_are_no_group(stories: list[Story]):
    heard = [s for s in stories if s.articles[0].kind is Kind.SAME_SPEECH]
    assert heard
    assert all(s.independent == 1 and len({a.origin for a in s.articles}) == len(s.articles) for s in heard)


def test_too_few_articles_are_an_error_that_names_the_folder(tmp_path: Path):
    with pytest.raises(InputError, match=str(tmp_path)):
        load(tmp_path)


bodies = st.lists(st.integers(0, 99), min_size=3, max_size=9, unique=True).map(
    lambda numbers: _claimed(body_of(WORDS.format(n, n + 1) for n in numbers))
)


def _claimed(body: Body) -> Body:
    return (body[0], tuple(Line(line.text, claim=True) for line in body[1]), *body[2:])


@given(bodies, st.integers(0, 99))
def test_every_rewriting_keeps_the_claim_once(body: Body, seed: int):
    for rewritten in (cut(body, Random(seed)), edited(body, Random(seed), ()), paraphrased(body, Random(seed))):
        assert sum(line.claim for paragraph in rewritten for line in paragraph) == 1


def test_no_word_is_its_own_synonym():
    assert all(word not in others for word, others in synonyms().items())


def test_pairs_are_counted_once_and_only_those_asked_for():
    gold, found = dict(zip("abcd", "xxyz", strict=True)), dict(zip("abcd", "uuuv", strict=True))
    assert pairwise(gold, found) == Tally(1, 1, 3)
    assert pairwise(gold, found, of="d") == Tally(0, 0, 0)
    assert pairwise(gold, found, of="c") == Tally(0, 0, 2)
