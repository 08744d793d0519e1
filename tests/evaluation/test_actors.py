"""The scorer of antecedents and speakers, on a file in GUM's format written for it."""

from pathlib import Path

import pytest

from evaluation.actors import DESCRIPTION, HE_SHE, Tally, anaphors_of, chains_by_head, nearest
from evaluation.speakers import Label, bare, judged, load
from evaluation.webanno import read
from onrecord.errors import InputError, InputMissing
from onrecord.model import ActorKind, Span, Speaker
from tests.actors.documents import parsed

ROWS = [
    ("1-1", "Orla", "person[1]", "ana", "1-4[3_1]"),
    ("1-2", "Venn", "person[1]", "_", "_"),
    ("1-3", "left", "_", "_", "_"),
    ("2-1", "She", "person", "coref", "2-3[4_0]"),
    ("2-2", "was", "_", "_", "_"),
    ("2-3", "the", "person[4]", "_", "_"),
    ("2-4", "envoy", "person[4]", "_", "_"),
    ("2-5", ".", "_", "_", "_"),
]


def gum(tmp_path: Path, rows: list[tuple[str, str, str, str, str]], name: str = "GUM_news_made.tsv") -> Path:
    lines = ["#FORMAT=WebAnno TSV 3.2", ""]
    for n, (number, word, entities, kinds, targets) in enumerate(rows):
        if n and number.split("-")[0] != rows[n - 1][0].split("-")[0]:
            lines.append("")
        lines.append("\t".join([number, "0-0", word, entities, "_", "_", "_", "_", kinds, targets]))
    file = tmp_path / name
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


LINKED = [(n, w, e, k, "2-1" if k == "ana" else t) for n, w, e, k, t in ROWS]


def test_a_text_is_set_from_its_tokens_and_mentions_index_it(tmp_path: Path):
    text = read(gum(tmp_path, LINKED))
    assert text.text == "Orla Venn left\nShe was the envoy."
    assert [m.span.of(text.text) for m in text.mentions] == ["Orla Venn", "She", "the envoy"]
    assert text.genre == "news"


def test_links_make_chains_and_an_entity_without_a_number_is_found_by_its_token(tmp_path: Path):
    rows = [(n, w, e, k, "2-1[0_1]" if k == "ana" else t) for n, w, e, k, t in ROWS]
    assert len({m.chain for m in read(gum(tmp_path, rows)).mentions}) == 1


def test_what_is_no_webanno_file_is_one_clear_error(tmp_path: Path):
    file = tmp_path / "x.tsv"
    file.write_text("1-1\tonly\ttwo\n", encoding="utf-8")
    with pytest.raises(InputError, match="columns"):
        read(file)
    file.write_text("nothing\n", encoding="utf-8")
    with pytest.raises(InputError, match="no tokens"):
        read(file)


def test_anaphors_are_counted_by_kind_and_an_unanswered_one_is_wrong(tmp_path: Path):
    rows = [(n, w, e, k, "2-1[0_1]" if k == "ana" else t) for n, w, e, k, t in ROWS]
    text = read(gum(tmp_path, rows))
    doc = parsed(
        [
            "Orla/NNP/compound/1 Venn/NNP/nsubj/2 left/VBD/ROOT/2",
            "She/PRP/nsubj/1 was/VBD/ROOT/1 the/DT/det/3 envoy/NN/attr/1 ././punct/1",
        ],
        [("Orla Venn", "PERSON")],
    )
    moved = text.text.replace("\n", " ").replace("envoy.", "envoy .")
    assert doc.text.strip() == moved
    anaphors = list(anaphors_of(text, doc))
    assert [(a.kind, a.linked) for a in anaphors] == [(HE_SHE, True), (DESCRIPTION, True)]
    tally = Tally()
    tally.count(anaphors, chains_by_head(text, doc), {3: 1}, None, doc)
    assert tally.row(HE_SHE) == {"accuracy": 1.0, "anaphors": 1, "answered": 1.0, "precision": 1.0}
    assert tally.row(DESCRIPTION)["accuracy"] == 0.0
    assert nearest(doc, anaphors) == {3: 1}


TEXT = "Orla Venn left. Venn said so."


def label(speaker: str, *names: tuple[int, int], kind: str | None = "person") -> Label:
    return Label("d", "dev", "name", (Span(16, 20),), (), (), speaker, tuple(Span(*n) for n in names), kind)


def speaker(name: str, kind: ActorKind = ActorKind.PERSON) -> Speaker:
    return Speaker(name, kind, Span(16, 20))


@pytest.mark.parametrize(
    ("wanted", "found", "right"),
    [
        (label("named", (0, 9)), speaker("Orla Venn"), True),
        (label("named", (0, 9)), speaker("Orla J. Venn"), True),
        (label("named", (0, 9)), speaker("Venn"), False),
        (label("named", (0, 9)), speaker("Orla Venn", ActorKind.OUTLET), False),
        (label("named", (0, 9)), None, False),
        (label("described", (16, 20)), speaker("the envoy"), True),
        (label("nobody", kind=None), None, True),
        (label("nobody", kind=None), speaker("Orla Venn"), False),
        (label("author"), None, True),
    ],
)
def test_a_speaker_is_right_by_name_and_kind(wanted: Label, found: Speaker | None, right: bool):
    assert judged(TEXT, wanted, found).right is right


def test_names_are_compared_without_articles_titles_and_marks():
    assert bare("The U.S. Times’s") == bare("U.S Times")
    assert bare("Mr. Venn") == ("venn",)


def test_the_labels_are_those_that_the_guidelines_tell_of():
    labels = load()
    assert len(labels) == 150
    assert sum(x.half == "dev" for x in labels) == 100
    assert sum(x.sort in ("pronoun", "description") for x in labels) >= 75
    assert all(x.kind is None or x.kind in set(ActorKind) for x in labels)
    assert all(x.names for x in labels if x.speaker in ("named", "described"))


def test_a_folder_without_files_is_an_error(tmp_path: Path):
    from evaluation.webanno import load as load_texts  # noqa: PLC0415 - the name above is the labels'

    with pytest.raises(InputMissing):
        load_texts(tmp_path)
