"""The scores of attributions, against numbers worked out by hand, a slow oracle and the reference scorer."""

import importlib.util
import json
import random
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluation import baseline
from evaluation.attribution import compare, load_split, measures, score
from evaluation.errors import Kind, SourceKind, outcomes, source_kind
from evaluation.product import outermost, predict
from evaluation.scoring import Scores, Tally, quoted_stretches
from evaluation.split import ROLES, Attribution, Spans, Split, load_predictions, parse_brat
from onrecord.errors import InputError, InputMissing
from onrecord.model import Document, Form, Span, Statement

SHARED = Path(__file__).resolve().parents[3] / "shared"
SCORER = SHARED / "scoring" / "score_attribution.py"
DEV = SHARED / "data" / "polnear" / "dev"

TEXT = (
    "Mara Voss said the yard would close. “We are tired,” Ilo told reporters. The ferry is late, according to a notice."
)


def at(*words: str) -> Spans:
    return tuple((TEXT.index(w), TEXT.index(w) + len(w)) for w in words)


CLOSING = Attribution(at("Mara Voss"), at("said"), at("the yard would close"))
TIRED = Attribution(at("Ilo"), at("told reporters"), at("“We are tired,”"))
FERRY = Attribution(at("a notice"), at("according to"), at("The ferry is late"))
GOLD = [CLOSING, TIRED, FERRY]


def scores_of(predicted: list[Attribution], gold: list[Attribution] = GOLD, text: str = TEXT) -> Scores:
    return score({"north_1": (text, gold)}, {"north_1": predicted})


def test_each_figure_is_what_a_person_counts() -> None:
    part = Attribution(at("Voss"), at("said"), at("yard would close"))  # 3 of 4 content tokens, half the source
    wrong = Attribution(at("reporters"), at("told"), at("We are tired"))  # right content, wrong source
    stray = Attribution((), (), at("late"))  # 1 of 4 tokens: no match
    assert {k: v for k, v in scores_of([part, wrong, stray]).overall.items() if v.gold} == {
        "content_match": Tally(2, 3, 3),
        "attribution": Tally(1, 3, 3),
        "source.exact": Tally(0, 3, 2),
        "source.overlap": Tally(1, 5, 2),
        "cue.exact": Tally(1, 3, 2),
        "cue.overlap": Tally(2, 5, 2),
        "content.exact": Tally(1, 3, 3),
        "content.overlap": Tally(7, 11, 7),
        "direct.content_match": Tally(1, 1),
        "direct.attribution": Tally(0, 1),
        "indirect.content_match": Tally(1, 2),
        "indirect.attribution": Tally(1, 2),
        "1-5 words": Tally(1, 3),
    }


def test_precision_recall_and_f1_come_from_the_counts() -> None:
    tally = Tally(matched=1, gold=5, predicted=2)
    assert (tally.precision, tally.recall) == (0.5, 0.2)
    assert tally.f1 == pytest.approx(2 / 7)
    assert Tally().f1 == 0.0


def test_a_perfect_prediction_scores_one_in_any_order() -> None:
    for predicted in (GOLD, GOLD[::-1]):
        data = measures(scores_of(predicted))
        assert [data[k] for k in ("f1", "content_match_f1", "direct_recall", "indirect_recall")] == [1.0] * 4
        assert {data[role][way]["f1"] for role in ROLES for way in ("exact", "overlap")} == {1.0}


def test_no_prediction_scores_zero_and_a_text_without_a_line_counts_as_empty() -> None:
    assert measures(scores_of([])) == measures(score({"north_1": (TEXT, GOLD)}, {}))
    assert scores_of([]).overall["attribution"] == Tally(0, 3, 0)


def test_predictions_without_gold_cost_precision() -> None:
    assert scores_of(GOLD, gold=[]).overall["attribution"] == Tally(0, 0, 3)


def test_punctuation_makes_no_difference() -> None:
    bare = TIRED._replace(content=at("We are tired"))
    assert measures(scores_of([CLOSING, bare, FERRY])) == measures(scores_of(GOLD))


def test_a_source_where_the_gold_has_none_is_wrong_and_so_is_none_where_it_has_one() -> None:
    nobody = FERRY._replace(source=())
    assert scores_of([FERRY], gold=[nobody]).overall["attribution"].matched == 0
    assert scores_of([nobody], gold=[FERRY]).overall["attribution"].matched == 0
    assert scores_of([nobody], gold=[nobody]).overall["attribution"].matched == 1


def test_two_predictions_of_one_content_match_once_and_the_better_source_wins() -> None:
    other = CLOSING._replace(source=at("Ilo"))
    assert scores_of([other, CLOSING], gold=[CLOSING]).overall["attribution"] == Tally(1, 1, 2)
    assert scores_of([other, CLOSING], gold=[CLOSING, other]).overall["attribution"].matched == 2


def test_a_part_of_a_quotation_is_not_direct() -> None:
    inner = Attribution((), (), at("tired"))
    assert scores_of([], gold=[inner]).overall["direct.attribution"].gold == 0


@pytest.mark.parametrize(
    ("text", "stretches"),
    [
        ('He said "no" and “yes”.', ["no", "yes"]),
        ("“First paragraph.\n“Second,” he said.", ["First paragraph.", "Second,"]),
        ("„low and high” marks", ["low and high"]),
        ("‘single’ marks do not count", []),
        ("“one “within” another", ["one “within"]),
    ],
)
def test_double_marks_pair_within_a_line(text: str, stretches: list[str]) -> None:
    assert [text[a:b] for a, b in quoted_stretches(text)] == stretches


def test_publishers_are_told_apart_by_the_names_prefix() -> None:
    gold: Split = {"north_1": (TEXT, GOLD), "north_2": (TEXT, GOLD), "south-post_1": (TEXT, GOLD)}
    by_publisher = score(gold, {"north_1": GOLD}).by_publisher
    assert {k: v["attribution"].recall for k, v in by_publisher.items()} == {"north": 0.5, "south-post": 0.0}


def test_an_interval_holds_the_figure_and_comes_out_the_same_twice() -> None:
    gold: Split = {f"north_{i}": (TEXT, GOLD) for i in range(8)}
    predicted = {f"north_{i}": GOLD[: i % 4] for i in range(8)}
    first = score(gold, predicted, bootstrap=200)
    low, high = first.intervals["attribution.f1"]
    assert low < first.overall["attribution"].f1 < high
    assert score(gold, predicted, bootstrap=200).intervals == first.intervals


def test_the_report_names_its_metrics_at_the_top_and_has_the_baseline_beside() -> None:
    data = compare({"north_1": (TEXT, GOLD)}, {}, "onrecord").data
    names = {"f1", "precision", "recall", "content_match_f1", "direct_recall", "indirect_recall", *ROLES}
    assert names <= data.keys()
    assert names <= data["baseline"].keys()
    assert data["documents_without_prediction"] == 1
    assert json.loads(json.dumps(data)) == data


def test_the_baseline_finds_the_plain_cases() -> None:
    found = baseline.attributions(TEXT)
    assert [[TEXT[s:e] for s, e in a.source] for a in found] == [["Mara Voss"], ["Ilo"], []]
    assert [TEXT[slice(*a.content[0])] for a in found] == [
        "the yard would close", "“We are tired,”", "The ferry is late",
    ]  # fmt: skip


def test_every_kind_of_error_is_told_apart() -> None:
    nobody = FERRY._replace(source=())
    cases = {
        "right": ([FERRY], [FERRY], [Kind.RIGHT]),
        "absent": ([FERRY], [], [Kind.NOT_FOUND]),
        "near": ([TIRED], [TIRED._replace(content=at("are tired,” Ilo told reporters"))], [Kind.NEAR_MISS]),
        "exchanged": ([TIRED], [TIRED._replace(source=at("Mara Voss"))], [Kind.OTHER_SOURCE]),
        "sourceless": ([FERRY], [nobody], [Kind.NO_SOURCE]),
        "invented": ([nobody], [FERRY], [Kind.INVENTED_SOURCE]),
        "elsewhere": ([TIRED], [CLOSING], [Kind.NOT_FOUND, Kind.SPURIOUS]),
    }
    gold = {name: (TEXT, case[0]) for name, case in cases.items()}
    found = list(outcomes(gold, {name: case[1] for name, case in cases.items()}))
    kinds = {name: [o.kind for o in found if o.document == name] for name in cases}
    assert kinds == {name: case[2] for name, case in cases.items()}


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("Mara Voss", SourceKind.NAME),
        ("They", SourceKind.PRONOUN),
        ("two of them", SourceKind.NOUN),
        ("Officials", SourceKind.NOUN),
        ("the Harbour Board", SourceKind.NAME),
        ("", SourceKind.NONE),
    ],
)
def test_sources_are_pronouns_names_or_other_nouns(source: str, kind: SourceKind) -> None:
    text = "Mara Voss left. They laughed, two of them. Officials of the Harbour Board, other officials, stayed."
    start = text.index(source)
    assert source_kind(text, ((start, start + len(source)),) if source else ()) is kind


def test_a_split_is_read_with_its_annotators_in_order(tmp_path: Path) -> None:
    _write_split(tmp_path, {"north_1_aa": "T1\tSource 0 4\tMara\nE1\tAttribution:T9 Source:T1\n", "north_1_bb": ""})
    assert load_split(tmp_path)["north_1"] == (TEXT, [Attribution(source=((0, 4),))])
    assert load_split(tmp_path, annotator=1)["north_1"][1] == []
    with pytest.raises(InputError, match="annotator 2"):
        load_split(tmp_path, annotator=2)


def test_a_folder_of_something_else_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(InputMissing, match="text/"):
        load_split(tmp_path)


def test_a_role_given_in_parts_is_one_role_and_an_empty_event_is_dropped() -> None:
    standoff = (
        "T1\tCue 4 8\tsaid\nT2\tContent 9 12;20 23\tthe\nbroken line\nT3\tContent 30 33\tx\n"
        "E1\tAttribution:T8 Cue:T1 Content:T3 Content2:T2\nE2\tAttribution-no-source:T9\n"
    )
    assert parse_brat(standoff) == [Attribution((), ((4, 8),), ((9, 12), (20, 23), (30, 33)))]


def test_predictions_are_read_from_what_extract_prints(tmp_path: Path) -> None:
    rows = [
        {"id": "a", "source": [[0, 4]], "cue": [], "content": [[5, 9]], "parent": None},
        {"id": "b", "source": [], "cue": [], "content": [[6, 7]], "parent": "a"},
    ]
    file = tmp_path / "out.jsonl"
    file.write_text(json.dumps({"doc": "north_1", "attributions": rows}) + "\n\n", encoding="utf-8")
    assert load_predictions(file) == {"north_1": [Attribution(((0, 4),), (), ((5, 9),))]}


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ("not json", "line 1"),
        ('{"doc": "a"}', "line 1"),
        ('{"doc": "a", "attributions": []}\n{"doc": "a", "attributions": []}', "line 2: document 'a' a second time"),
        ("[]", "line 1"),
    ],
)
def test_a_line_that_cannot_be_used_is_named(tmp_path: Path, lines: str, message: str) -> None:
    file = tmp_path / "out.jsonl"
    file.write_text(lines, encoding="utf-8")
    with pytest.raises(InputError, match=message):
        load_predictions(file)


def test_only_the_products_outermost_statements_are_scored() -> None:
    outer = Statement("d", (Span(0, 4),), (Span(10, 14),), (Span(15, 35),), Form.INDIRECT, 0.9)
    inner = Statement("d", (), (), (Span(20, 25),), Form.INDIRECT, 0.9, parent=outer.id)
    assert outermost([outer, inner]) == [Attribution(((0, 4),), ((10, 14),), ((15, 35),))]


def test_a_text_that_cannot_be_read_or_comes_out_changed_is_named_and_scored_as_empty(
    capsys: pytest.CaptureFixture[str],
) -> None:
    def analyse(file: str) -> tuple[Document, list[Statement]]:
        if "broken" in file:
            raise InputError(file, "not text")
        return Document(TEXT, ()), [Statement("d", (), (), (Span(0, 4),), Form.INDIRECT, 0.9)]

    gold: Split = {"whole": (TEXT, GOLD), "broken": (TEXT, GOLD), "changed": ("\ufeff" + TEXT, GOLD)}
    assert predict(Path("split"), gold, analyse) == {"whole": [Attribution((), (), ((0, 4),))]}
    assert [line.split(":")[1].strip() for line in capsys.readouterr().err.splitlines()] == [
        str(Path("split/text/broken.txt")),
        str(Path("split/text/changed.txt")),
    ]


# ---- random spans, against a slow oracle that counts words one by one


WORDS = ("ash", "“oak”", "elm,", "fir", "yew.", "bay", "—", "box", "fig", "may")
SENTENCE = " ".join(WORDS)

spans = st.builds(
    lambda start, length: (start, min(start + length, len(SENTENCE))),
    st.integers(0, len(SENTENCE) - 1),
    st.integers(1, 12),
)
span_sets = st.lists(spans, max_size=2, unique=True).map(lambda found: tuple(sorted(found)))
attribution_lists = st.lists(st.builds(Attribution, span_sets, span_sets, span_sets), max_size=5)


def words_under(spans: Spans) -> set[str]:
    """The letters of each word of SENTENCE, all different, that has a letter under a span."""
    under = set()
    for word in ("ash", "oak", "elm", "fir", "yew", "bay", "box", "fig", "may"):
        letters = {SENTENCE.index(word) + i for i in range(3)}
        if any(letters & set(range(start, end)) for start, end in spans):
            under.add(word)
    return under


def slow_matches(gold: list[Attribution], predicted: list[Attribution]) -> tuple[int, int]:
    """(content matches, attributions), taking the best remaining pair again and again."""

    def ratio(a: Spans, b: Spans) -> float:
        both, either = words_under(a) & words_under(b), words_under(a) | words_under(b)
        return len(both) / len(either) if either else 0.0

    rest_g, rest_p, contents, full = list(enumerate(gold)), list(enumerate(predicted)), 0, 0
    while rest_g and rest_p:
        ranked = [([-ratio(g[r], p[r]) for r in (2, 0, 1)], i, j) for i, g in rest_g for j, p in rest_p]
        best, i, j = min(ranked)
        if best[0] > -0.5:
            break
        ours, theirs = words_under(gold[i].source), words_under(predicted[j].source)
        contents, full = contents + 1, full + bool(ours & theirs or not ours | theirs)
        rest_g, rest_p = [x for x in rest_g if x[0] != i], [x for x in rest_p if x[0] != j]
    return contents, full


@settings(deadline=None, max_examples=150)
@given(attribution_lists, attribution_lists)
def test_matches_are_those_of_a_slow_oracle(gold: list[Attribution], predicted: list[Attribution]) -> None:
    overall = scores_of(predicted, gold, SENTENCE).overall
    assert (overall["content_match"].matched, overall["attribution"].matched) == slow_matches(gold, predicted)
    for role in range(3):
        ours = set().union(*(words_under(a[role]) for a in gold))
        theirs = set().union(*(words_under(a[role]) for a in predicted))
        assert overall[f"{ROLES[role]}.overlap"] == Tally(len(ours & theirs), len(ours), len(theirs))


@settings(deadline=None, max_examples=100)
@given(attribution_lists)
def test_what_is_scored_against_itself_is_found_whole(rows: list[Attribution]) -> None:
    for metric, tally in scores_of(rows, rows, SENTENCE).overall.items():
        if metric.endswith((".exact", ".overlap")):
            assert tally.matched == tally.gold == tally.predicted


# ---- the reference scorer, where this checkout has one beside it


@pytest.fixture(scope="module")
def reference() -> Any:
    if not SCORER.is_file() or not DEV.is_dir():
        pytest.skip(f"no reference scorer and labels under {SHARED}")
    return _module(SCORER)


def _module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("seed", range(3))
def test_all_figures_agree_with_the_reference_to_four_decimals(reference: Any, seed: int) -> None:
    gold = dict(list(load_split(DEV).items())[seed::4])
    predicted = _noisy(gold, random.Random(seed))
    ours = measures(score(gold, predicted, bootstrap=20))
    rows = {name: (text, [a._asdict() for a in rows]) for name, (text, rows) in gold.items()}
    theirs = reference.score(rows, {n: [a._asdict() for a in x] for n, x in predicted.items()}, bootstrap=20)
    for role in ROLES:
        for way in ("exact", "overlap"):
            assert _figures(ours[role][way]) == _reference_figures(theirs[role][way])
    assert _figures(ours) == _reference_figures(theirs["attribution"])
    assert _figures(ours["content_match"]) == _reference_figures(theirs["content_match"])
    assert ours["direct_recall"] == theirs["direct_attribution"]["r"]
    assert ours["indirect_recall"] == theirs["indirect_attribution"]["r"]
    assert ours["by_form"]["indirect"]["content_match_recall"] == theirs["indirect_content_match"]["r"]
    assert list(ours["ci95"].values()) == list(theirs["ci95_doc_bootstrap"].values())


def test_labels_are_read_as_the_reference_reads_them(reference: Any) -> None:
    ours = {name: (text, [a._asdict() for a in rows]) for name, (text, rows) in load_split(DEV).items()}
    theirs = reference.load_gold(str(DEV))
    as_tuples = {
        name: (text, [{r: tuple(map(tuple, a[r])) for r in ROLES} for a in rows])
        for name, (text, rows) in theirs.items()
    }
    assert ours == as_tuples


def _noisy(gold: Split, generator: random.Random) -> dict[str, list[Attribution]]:
    """The gold with attributions dropped and doubled, sources exchanged and ends moved."""
    out: dict[str, list[Attribution]] = {}
    for name, (text, rows) in gold.items():
        drawn = generator.choices(rows, k=len(rows))
        sources = [generator.choice((a, b)).source for a, b in zip(drawn, reversed(drawn), strict=True)]
        out[name] = [
            Attribution(source, row.cue, tuple(_moved(span, len(text), generator) for span in row.content))
            for row, source in zip(drawn, sources, strict=True)
        ]
    return out


def _moved(span: tuple[int, int], length: int, generator: random.Random) -> tuple[int, int]:
    start, end = span
    return start, max(start, min(length, end + generator.randint(-60, 20)))


def _figures(row: dict[str, Any]) -> list[float]:
    return [row[k] for k in ("precision", "recall", "f1", "matched", "gold", "predicted")]


def _reference_figures(row: dict[str, Any]) -> list[float]:
    return [row[k] for k in ("p", "r", "f1", "tp", "gold", "pred")]


def _write_split(folder: Path, standoff: dict[str, str]) -> None:
    for part in ("text", "attributions"):
        (folder / part).mkdir()
    for stem, data in standoff.items():
        (folder / "text" / f"{stem.rpartition('_')[0]}.txt").write_text(TEXT, encoding="utf-8", newline="")
        (folder / "attributions" / f"{stem}.ann").write_text(data, encoding="utf-8", newline="")
