"""Event clusters on an invented corpus of the same layout; B-cubed against figures worked out by hand."""

import json
from pathlib import Path

import pytest

from evaluation.bcubed import b_cubed
from evaluation.ecbplus import Article, Mention, compare, holds, items_of, laid_out, load
from onrecord.errors import InputError
from tests.claims.hand import by_words

SENTENCES = [
    ("1_1", "The ferry Orsund sank off the cape of Brenn .", "sank", "SINK"),
    ("1_2", "On Monday the ferry Orsund sank off the cape of Brenn .", "sank", "SINK"),
    ("2_1", "Prices sank in the winter market .", "sank", "FALL"),
]


def write(folder: Path, mentions: list[dict[str, object]] | None = None) -> Path:
    rows, marked = [], []
    for name, text, word, chain in SENTENCES:
        words = text.split()
        rows += [f"{name}\t0\t{n}\t{w}\t-" for n, w in enumerate(words)] + [""]
        at = {"coref_chain": chain, "doc_id": name, "sent_id": 0, "tokens_number": [words.index(word)]}
        marked.append(at)
    (folder / "corpus.txt").write_text("\n".join(rows), encoding="utf-8")
    (folder / "event_gold_mentions.json").write_text(json.dumps(marked if mentions is None else mentions))
    return folder


def test_b_cubed_is_what_is_worked_out_by_hand():
    gold = {"a": 1, "b": 1, "c": 2}
    assert b_cubed(gold, gold).f1 == 1
    apart = b_cubed(gold, {"a": 1, "b": 2, "c": 3})
    assert list(apart) == pytest.approx([1, 2 / 3])
    joined = b_cubed(gold, dict.fromkeys("abc", 1))
    assert list(joined) == pytest.approx([5 / 9, 1])


def test_words_stand_where_the_text_has_them():
    document, places = laid_out(Article("a", {0: ["The", "yard"], 3: ["closed"]}, {3: [Mention("X", (0,))]}))
    assert [[span.of(document.text) for span in places[n]] for n in (0, 3)] == [["The", "yard"], ["closed"]]


def test_a_layout_is_told_by_its_files(tmp_path):
    assert not holds(tmp_path)
    assert holds(write(tmp_path))


def test_a_line_that_cannot_be_used_is_named(tmp_path):
    write(tmp_path)
    (tmp_path / "corpus.txt").write_text("1_1\t0\t0\tThe\t-\nbroken\n")
    with pytest.raises(InputError, match=r"corpus\.txt:2"):
        load(tmp_path)


def test_a_mention_that_cannot_be_used_is_named(tmp_path):
    with pytest.raises(InputError, match="event_gold_mentions"):
        load(write(tmp_path, [{"coref_chain": "X"}]))


@pytest.mark.model
def test_one_event_in_two_orders_of_words_is_one_cluster(tmp_path):
    report = compare(items_of(load(write(tmp_path))), by_words)
    assert report.data["clusterings"]["claims"]["f1"] == 1
    assert report.data["clusterings"]["same_stem"]["f1"] < 1
    assert report.data["sentences"] == 3
