"""The scorer of nesting, against counts worked out by hand, and the set that it reads."""

import json
from argparse import Namespace
from collections import Counter
from pathlib import Path

import pytest

from evaluation.nesting import SET, Counts, Level, Sentence, baseline, compare, count, given, levels_of, load, located
from evaluation.scoring import Tally
from evaluation.split import Attribution
from onrecord.errors import InputError
from onrecord.model import Document, Form, Span, Statement

TEXT = "Morn said that Ona wrote that Ild said it sank."


def at(source: str, cue: str, content: str, parent: int | None = None) -> Level:
    return Level(Attribution(*(located(TEXT, words) for words in (source, cue, content))), parent)


OUTER = at("Morn", "said#1", "that Ona wrote that Ild said it sank")
WROTE = at("Ona", "wrote", "that Ild said it sank", 0)
SANK = at("Ild", "said#2", "it sank", 1)
SENTENCE = Sentence("deep", "dev", TEXT, (OUTER, WROTE, SANK))


def test_what_is_right_counts_with_its_parent() -> None:
    assert count(SENTENCE, [OUTER, WROTE, SANK]) == Counts(Tally(2, 2, 2), parents=2)


def test_a_wrong_parent_costs_no_match_but_is_told() -> None:
    flat = Level(SANK.found, 0)
    assert count(SENTENCE, [OUTER, WROTE, flat]) == Counts(Tally(2, 2, 2), parents=1)


def test_a_wrong_source_or_half_a_content_is_no_match() -> None:
    source = Level(WROTE.found._replace(source=located(TEXT, "Morn")), 0)
    content = at("Ild", "said#2", "sank", 0)
    assert count(SENTENCE, [OUTER, source]).tally == Tally(0, 2, 1)
    assert count(SENTENCE, [OUTER, content]).tally == Tally(1, 2, 1)  # one of two words is half


def test_the_outermost_attribution_is_not_counted() -> None:
    assert count(SENTENCE, [OUTER]).tally == Tally(0, 2, 0)


def test_the_baseline_takes_every_cue_verb_with_that() -> None:
    assert [TEXT[s:e] for level in baseline(SENTENCE)[1:] for s, e in level.found.content] == ["that Ild said it sank"]


def test_figures_are_given_by_half_and_kind_with_the_baseline_beside() -> None:
    data = compare([SENTENCE], lambda s: list(s.levels)).data
    assert (data["f1"], data["kinds"]["deep"]["recall"], data["halves"]["dev"]["parents"]) == (1.0, 1.0, 2)
    assert data["baseline"]["recall"] == 0.5
    assert json.loads(json.dumps(data)) == data


def test_mistakes_are_shown_with_the_words() -> None:
    shown = compare([SENTENCE], lambda s: [s.levels[0], at("Morn", "wrote", "it sank", 0)], show=True).shown
    assert "missed  Ona | wrote | that Ild said it sank" in str(shown[-1])
    assert "wrong   Morn | wrote | it sank" in str(shown[-1])


def test_statements_become_levels_with_their_parents_place() -> None:
    document = Document(TEXT, ())
    outer = given(document, SENTENCE)
    inner = Statement(document.id, (), (Span(14, 18),), (Span(19, 30),), Form.INDIRECT, 0.5, parent=outer.id)
    last = Statement(document.id, (), (Span(19, 22),), (Span(23, 30),), Form.INDIRECT, 0.5, parent=inner.id)
    assert [level.parent for level in levels_of([outer, inner, last])] == [None, 0, 1]


def test_words_that_stand_twice_must_say_which() -> None:
    with pytest.raises(ValueError, match="stands 2 times"):
        located(TEXT, "said")
    assert located(TEXT, "Morn ... sank") == ((0, 4), (42, 46))
    assert located(TEXT, "") == ()


def test_a_line_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    file = tmp_path / "set.jsonl"
    file.write_text('{"kind": "x", "text": "a b"}\n', encoding="utf-8")
    with pytest.raises(InputError, match="line 1"):
        load(file)


def test_the_set_has_each_kind_in_both_halves_and_contents_within_their_parents() -> None:
    sentences = load(SET)
    assert len(sentences) >= 80
    assert sum(s.kind == "looks" for s in sentences) >= 25
    halves = Counter((s.kind, s.half) for s in sentences)
    assert all(halves[kind, "dev"] == halves[kind, "test"] for kind, _ in halves)
    assert len({s.text for s in sentences}) == len(sentences)
    for sentence in sentences:
        assert (len(sentence.levels) == 1) == (sentence.kind == "looks")
        for number, level in enumerate(sentence.levels[1:], start=1):
            assert level.parent is not None
            assert level.parent < number
            held = sentence.levels[level.parent].found.content
            assert all(any(a <= s and e <= b for a, b in held) for s, e in level.found.content), sentence.text


@pytest.mark.model
def test_the_product_finds_most_of_them() -> None:
    from evaluation.nesting import run  # noqa: PLC0415 - loads spaCy

    data = run(Namespace(path=SET, end_to_end=False, half=None, show=False)).data
    assert data["precision"] >= 0.9
    assert data["recall"] >= 0.9
    assert data["f1"] > data["baseline"]["f1"]
