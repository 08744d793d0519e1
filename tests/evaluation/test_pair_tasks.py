"""The tasks same, stance, replies and weakens, against figures worked out by hand, with judges that are no model."""

import json
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from evaluation import __main__ as cli
from evaluation import fnc, replies, same, stance, weakens
from evaluation.fnc import Stance, StancePair, StanceSet
from evaluation.pair_data import GradedPair, Reply, Stand, load_mrpc, load_replies, load_sts, plain
from onrecord.claims.stance_signs import Article
from onrecord.errors import InputError, InputMissing
from onrecord.language.pair_encoder import PairReading, PairScores

STS = "5.0\tA ship sank\tA ship sank\n0\tA ship sank\tApples ripen\n\tnobody graded\tthis\n2.5\tA ship sank\tA ship\n"
MRPC = "Quality\t#1 ID\t#2 ID\t#1 String\t#2 String\n1\t1\t2\tA b\tA b\n0\t3\t4\tA b\tC d\n1\t5\t6\tA b\tA c\n"


@pytest.fixture
def graded(tmp_path: Path) -> Path:
    for name, text in {
        "2015/headlines.test.tsv": STS,
        "2015/images.test.tsv": STS,
        "msr-para-train.tsv": MRPC,
        "msr-para-val.tsv": MRPC,
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def shared(pairs: Sequence[tuple[str, str]]) -> list[PairScores]:
    values = [same.shared_words(GradedPair(*pair, 0)) for pair in pairs]
    return [PairScores(v, 0, 0, 1, v) for v in values]


def constant(_pair: GradedPair) -> float:
    return 0.5


def test_of_a_folder_headlines_and_what_was_not_trained_on_are_scored(graded: Path):
    sets = same.load_sets(graded)
    assert list(sets.sts) == ["headlines.test"]
    assert list(sets.mrpc) == ["msr-para-val"]
    assert list(same.load_sets(graded / "msr-para-train.tsv").mrpc) == ["msr-para-train"]


def test_pairs_that_nobody_graded_are_left_out(graded: Path):
    assert [pair.grade for pair in load_sts(graded / "2015/headlines.test.tsv")] == [5.0, 0.0, 2.5]


def test_figures_of_similarity_and_of_sameness(graded: Path):
    data = same.compare(same.load_sets(graded), shared, constant).data
    # words shared: 1, 0, 2*2/5 against 5, 0, 2.5
    assert data["pearson"] == pytest.approx(np.corrcoef([5, 0, 2.5], [1, 0, 0.8])[0, 1], abs=1e-4)
    # found the same from 0.5 on: 1, 0 and 1/2, so all are right
    assert (data["f1"], data["accuracy"]) == (1.0, 1.0)
    row = data["mrpc"]["msr-para-val"]
    assert row["baseline"]["all_same"] == {"f1": 0.8, "accuracy": 0.6667, "precision": 0.6667, "recall": 1.0}
    assert data["sts"]["headlines.test"]["baseline"]["cosine"] == {"pearson": 0.0}
    assert json.loads(json.dumps(data)) == data


def test_f1_of_the_same_counts_only_what_is_the_same():
    pairs = [GradedPair("a", "a", 1), GradedPair("a", "b", 1), GradedPair("c", "c", 0), GradedPair("c", "d", 0)]
    data = same.compare(same.PairSets({}, {"x": pairs}), shared, constant).data
    assert (data["precision"], data["recall"], data["f1"], data["accuracy"]) == (0.5, 0.5, 0.5, 0.5)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("5.0\tonly one text\n", "line 1 is not a grade and two texts"),
        ("5.5\ta\tb\n", "line 1: the grade 5.5 is not between 0 and 5"),
        ("much\ta\tb\n", "line 1: the grade 'much' is not a number"),
    ],
)
def test_a_broken_line_is_named(tmp_path: Path, text: str, said: str):
    (tmp_path / "x.tsv").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=said):
        load_sts(tmp_path / "x.tsv")


def test_a_paraphrase_line_with_columns_missing_is_named(tmp_path: Path):
    (tmp_path / "x.tsv").write_text(MRPC + "1\t7\t8\tone text\n", encoding="utf-8")
    with pytest.raises(InputError, match="line 5 has 4 columns, not 5"):
        load_mrpc(tmp_path / "x.tsv")


def test_a_folder_without_pairs_is_refused_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    for task, missing in {
        "same": "no .tsv file",
        "replies": "no .jsonl file",
        "weakens": r"no weak*.json file",
        "stance": "no file laid out as bodies.csv",
    }.items():
        assert cli.main([task, str(tmp_path)]) == 2
        error = capsys.readouterr().err
        assert missing in error
        assert error.count("\n") == 1


# stance


def pair(headline: str, body: str, label: str) -> StancePair:
    return StancePair(headline, body, Stance(label))


def test_what_is_related_is_one_topic_and_no_topic_is_in_two_parts():
    pairs = [
        pair("a", "1", "agree"),
        pair("a", "2", "discuss"),
        pair("b", "2", "disagree"),
        pair("b", "3", "unrelated"),
    ]
    topic = fnc.topics([*pairs, pair("c", "3", "agree")])
    assert topic["a"] == topic["b"] == topic["body:1"] == topic["body:2"] == 0
    assert topic["c"] == topic["body:3"] == 1


def test_dev_is_every_fifth_topic_and_shares_nothing_with_train():
    pairs = [pair(f"h{n}", str(n), "agree") for n in range(10)] + [pair("h2", "3", "unrelated")]
    train, dev = fnc.parted(pairs)
    assert [p.headline for p in dev] == ["h2", "h7"]
    assert len(train) == 8
    assert not {p.body_id for p in train} & {p.body_id for p in dev}


@pytest.fixture
def challenge(tmp_path: Path) -> Path:
    (tmp_path / "test_bodies.csv").write_text('Body ID,articleBody\n1,"A ship sank.\nIt is true."\n2,Apples.\n')
    rows = ["Headline,Body ID,Stance", "Ship sank,1,agree", "Ship sank,2,unrelated", "Ship hoax,1,disagree"]
    (tmp_path / "test_stances.csv").write_text("\n".join(rows) + "\n")
    return tmp_path


def test_a_folder_or_its_file_of_stances_is_read(challenge: Path):
    whole = fnc.load(challenge)
    assert whole.bodies == {"1": "A ship sank.\nIt is true.", "2": "Apples."}
    assert [p.stance for p in whole.pairs] == [Stance.AGREE, Stance.UNRELATED, Stance.DISAGREE]
    assert fnc.load(challenge / "test_stances.csv") == whole


def test_of_two_splits_in_a_folder_stances_go_with_their_own_bodies(challenge: Path):
    (challenge / "one_bodies.csv").write_text("Body ID,articleBody\n1,Another text.\n")
    (challenge / "one_stances.csv").write_text("Headline,Body ID,Stance\nA text,1,agree\n")
    assert fnc.load(challenge / "one_stances.csv").bodies == {"1": "Another text."}
    assert "2" in fnc.load(challenge / "test_stances.csv").bodies


def test_a_stance_that_is_none_is_named(challenge: Path):
    with (challenge / "test_stances.csv").open("a") as file:
        file.write("Ship sank,1,maybe\n")
    with pytest.raises(InputError, match="row 4 is not a headline with a stance"):
        fnc.load(challenge)


def test_a_body_that_is_missing_is_named(challenge: Path):
    with (challenge / "test_stances.csv").open("a") as file:
        file.write("Ship sank,9,agree\n")
    with pytest.raises(InputError, match="row 4 names the body '9'"):
        fnc.load(challenge)


def test_figures_of_stance(challenge: Path):
    def judge(headline: str, article: Article) -> Stance:
        return Stance.AGREE if "ship" in article.words else Stance.UNRELATED

    data = stance.compare(fnc.load(challenge), judge).data
    # agree: one of two right, all found: F1 2/3; unrelated 1; disagree 0
    assert data["macro_f1"] == pytest.approx((2 / 3 + 1 + 0) / 3, abs=1e-4)
    assert data["classes"]["disagree"]["f1"] == 0
    # of 2.25 to be had: 1 for agree, 0.25 for unrelated, 0.25 for knowing the third to be related
    assert data["fnc_score"] == pytest.approx(1.5 / 2.25, abs=1e-4)
    assert set(data["baseline"]) == {"commonest", "words"}


def test_no_pair_to_score_is_refused():
    with pytest.raises(InputError, match="no pair"):
        stance.compare(StanceSet([], {}), stance.by_words)


# replies

POSTS: list[dict[str, str | None]] = [
    {"id": "1", "label": "support", "text": "Ship sank http://x.y/z", "reply_to": None, "reply_to_text": None},
    {"id": "2", "label": "query", "text": "@a @b Really?", "reply_to": "1", "reply_to_text": "Ship sank"},
    {"id": "3", "label": "comment", "text": "Who knows?", "reply_to": "2", "reply_to_text": "@a Really?"},
    {"id": "4", "label": "deny", "text": "Not true", "reply_to": "1", "reply_to_text": "Ship sank"},
]


@pytest.fixture
def posts(tmp_path: Path) -> Path:
    for name in ("dev", "train"):
        (tmp_path / f"{name}.jsonl").write_text("\n".join(map(json.dumps, POSTS)), encoding="utf-8")
    return tmp_path


def test_replies_have_their_parent_and_their_depth(posts: Path):
    assert load_replies(posts / "dev.jsonl")[:3] == [
        Reply("Ship sank http", None, 0, Stand.SUPPORT),
        Reply("@user Really?", "Ship sank", 1, Stand.QUERY),
        Reply("Who knows?", "@user Really?", 2, Stand.COMMENT),
    ]
    assert len(replies.load(posts)) == 4


def test_replies_to_each_other_in_a_circle_are_read(tmp_path: Path):
    ring = [{**POSTS[1], "id": "1", "reply_to": "2"}, {**POSTS[1], "id": "2", "reply_to": "1"}]
    (tmp_path / "x.jsonl").write_text("\n".join(map(json.dumps, ring)), encoding="utf-8")
    assert [reply.depth for reply in load_replies(tmp_path / "x.jsonl")] == [2, 2]


def test_a_post_without_a_known_label_is_named(tmp_path: Path):
    (tmp_path / "x.jsonl").write_text(json.dumps({**POSTS[0], "label": "shrug"}), encoding="utf-8")
    with pytest.raises(InputError, match="line 1 is not a reply with a label"):
        load_replies(tmp_path / "x.jsonl")


def test_what_only_the_network_writes_is_made_plain():
    assert plain("@a @b_c see https://t.co/x1 now") == "@user see http now"


def test_figures_of_replies(posts: Path):
    data = replies.compare(replies.load(posts), replies.by_words).data
    # words take the second question for a query too: query F1 2/3, comment 0, the others 1
    assert data["accuracy"] == 0.75
    assert data["macro_f1"] == pytest.approx((1 + 1 + 2 / 3 + 0) / 4, abs=1e-4)
    assert data["baseline"]["majority"]["accuracy"] == 0.25


# weakens


def reading(value: float) -> PairReading:
    one = np.array([value], dtype=np.float32)
    return PairReading(
        one, one, np.array([0, value, 0], np.float32), np.zeros(3, np.float32), np.zeros(4, np.float32), one
    )


def claims(topics: int) -> list[weakens.ClaimPair]:
    return [
        weakens.ClaimPair(f"topic {n // 4}", "a ship sank", "it did not" if n % 2 else "it did", bool(n % 2))
        for n in range(topics * 4)
    ]


def read(pairs: Sequence[tuple[str, str]]) -> list[PairReading]:
    return [reading(2.0 if "not" in other else -2.0) for _, other in pairs]


def test_pairs_are_judged_by_weights_of_other_topics():
    data = weakens.compare(claims(10), read).data
    assert (data["f1"], data["accuracy"]) == (1.0, 1.0)
    assert data["baseline"]["all"]["f1"] == pytest.approx(2 / 3, abs=1e-4)


def test_labels_that_do_not_depend_on_the_words_are_not_learned_from_the_scored_fold():
    noise = np.random.default_rng(0)
    rows, gold = noise.normal(size=(200, 150)), np.arange(200) % 2 == 0
    told = weakens.judged(rows, gold, [n % 5 for n in range(200)])
    assert (told == gold).mean() < 0.65


def test_no_topic_is_in_two_folds_and_folds_are_of_like_size():
    topics = ["a"] * 9 + ["b"] * 7 + ["c"] * 5 + ["d"] * 4 + ["e"] * 4 + ["f"] * 2
    folds = weakens.folds_by_topic(topics)
    assert len({*zip(topics, folds, strict=True)}) == 6
    assert sorted(folds.count(k) for k in range(5)) == [4, 5, 6, 7, 9]


def test_the_cut_is_where_f1_is_highest():
    assert weakens.best_cut(np.array([0.9, 0.8, 0.3, 0.1]), np.array([True, False, True, False])) == 0.3


def test_too_few_topics_are_refused():
    with pytest.raises(InputError, match="five folds by topic need at least 5 topics"):
        weakens.compare(claims(4), read)


def test_a_relation_that_is_no_flag_is_named(tmp_path: Path):
    row = {"topic": "t", "claim_a": "a", "claim_b": "b", "relation": 3}
    (tmp_path / "weak-dev.json").write_text(json.dumps({"data": [row]}), encoding="utf-8")
    with pytest.raises(InputError, match="the relation 3 is neither 0 nor 1"):
        weakens.run(Namespace(path=tmp_path))


def test_a_missing_file_is_named(tmp_path: Path):
    with pytest.raises(InputMissing, match="no such file"):
        load_sts(tmp_path / "none.tsv")
