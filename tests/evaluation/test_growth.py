import random
from pathlib import Path

from evaluation import growth
from evaluation.growth import Measured, Vocabulary, figures, invented
from onrecord.model import Findings, Proposition
from onrecord.record import Record

WORDS = ("mill", "burn", "inn", "river", "bridge", "town")


def vocabulary() -> Vocabulary:
    return Vocabulary.of([Findings(propositions=(Proposition("s", "d", "", (), words=WORDS),))])


def test_ratios_are_medians_over_the_articles():
    small = [Measured(1.0, 0.5), Measured(1.0, 1.0), Measured(1.0, 0.25)]
    large = [Measured(1.0, 1.0), Measured(1.0, 1.0), Measured(1.0, 1.0)]
    found = figures({10: small, 100: large}, {10: 1_000_000, 100: 2_500_000})
    assert (found["ratio_adding"], found["ratio"]) == (2.0, 1.333)
    assert found["seconds_adding"] == {"10": 0.5, "100": 1.0}
    assert found["megabytes"] == {"10": 1.0, "100": 2.5}


def test_some_words_are_far_more_common_than_others():
    words = vocabulary()
    drawn = words.draw(random.Random(1), 4000)
    counts = sorted((drawn.count(word) for word in words.words), reverse=True)
    assert counts[0] > 3 * counts[5]


def test_invented_statements_stand_where_their_words_are():
    documents = list(invented(120, vocabulary()))
    assert sum(len(statements) for _, statements, _ in documents) == 120
    for document, statements, propositions in documents:
        for statement, proposition in zip(statements, propositions, strict=True):
            assert statement.content[0].of(document.text) == proposition.wording
            assert proposition.keys


def test_a_record_is_filled_to_its_size_with_keys(tmp_path: Path):
    growth.fill(tmp_path / "record.db", 70, vocabulary())
    with Record(tmp_path / "record.db") as store:
        assert (store.info().statements, store.unlinked()) == (70, [])
        with store.index() as index:
            assert index.statements_sharing(next(iter(store.propositions())).keys, 5)
