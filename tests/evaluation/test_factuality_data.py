"""The factuality sets, on sentences written here."""

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.factuality_data import detokenised, load
from onrecord.errors import InputError, InputMissing, InputNotText
from onrecord.model import Span

TEXTS = [
    ("Ona did n't say it ca n't sail .", "Ona didn't say it can't sail."),
    ("`` We left , '' said Ona , `` and they did not . ''", "“We left,” said Ona, “and they did not.”"),
    ('" We left , " said Ona , " and they did not . "', "“We left,” said Ona, “and they did not.”"),
    ('and they did not . "', "and they did not.”"),
    ('They call it " free " .', "They call it “free”."),
    ("' ' We left , ' ' said Ona .", "“We left,” said Ona."),
    ("Ona wrote ' gone ' on the boys ' boat .", "Ona wrote ‘gone’ on the boys' boat."),
    ("The Ilmera - based yard 's state - of - the - art dock", "The Ilmera-based yard's state-of-the-art dock"),
    ("The dock - which is new - has sunk .", "The dock - which is new - has sunk."),
    ("Ona paid $ 40 ( C$ 52 ) , or 9 % more , for tug # 3 .", "Ona paid $40 (C$52), or 9% more, for tug #3."),
    ("The port _ the oldest _ is shut -- for now .", "The port – the oldest – is shut -- for now."),
    ("It moved to the U.S. .", "It moved to the U.S."),
    ("We are gon na and can not and / or wo n't go !!", "We are gonna and cannot and/or won't go!!"),
    ("A man 6 ' 2 tall", "A man 6' 2 tall"),
    ("-LRB- see below -RRB-", "(see below)"),
    ("Is that so ? :)", "Is that so? :)"),
]

LINE = {"text": "It did n't sink .", "targets": [{"span1": [3, 4], "label": -2.5, "span_text": "sink"}], "idx": 0}


@pytest.mark.parametrize(("tokens", "text"), TEXTS)
def test_a_tokenised_text_is_put_together_as_it_was_printed(tokens, text):
    assert detokenised(tokens.split())[0] == text


TOKENS = "the tug n't 's , . \" ' `` '' - -- ( ) $ 40 % / _ can not Ona U.S. # :)"


@given(st.lists(st.sampled_from(TOKENS.split()), min_size=1, max_size=12))
def test_every_token_has_its_place_and_all_characters_but_spaces_belong_to_one(tokens):
    text, spans = detokenised(tokens)
    assert len(spans) == len(tokens)
    assert all(a == b or a.end <= b.start for a, b in pairwise(spans))
    assert all(span.of(text) == token for span, token in zip(spans, tokens, strict=True) if token[0].isalnum())
    covered = {i for span in spans for i in range(*span)}
    assert all(text[i] == " " for i in set(range(len(text))) - covered)


def test_a_target_is_the_characters_of_its_word(tmp_path):
    (sentence,) = load(_file(tmp_path, json.dumps(LINE)))
    assert sentence.text == "It didn't sink."
    assert sentence.targets == ((Span(10, 14), -2.5),)
    assert [word.of(sentence.text) for word in sentence.words] == ["It", "did", "n't", "sink", "."]


@pytest.mark.parametrize(
    "line",
    [
        "not json",
        "[]",
        json.dumps(LINE | {"targets": [{"span1": [5, 6], "label": 1}]}),
        json.dumps(LINE | {"targets": [{"span1": [3, 4], "label": 3.5}]}),
        json.dumps(LINE | {"targets": [{"span1": [3, 4]}]}),
        json.dumps({"text": "It sank ."}),
    ],
)
def test_a_line_that_cannot_be_used_is_named(tmp_path, line):
    with pytest.raises(InputError, match="line 2"):
        load(_file(tmp_path, json.dumps(LINE) + "\n" + line))


def test_a_file_that_cannot_be_read_is_named(tmp_path):
    with pytest.raises(InputMissing, match=r"none\.jsonl"):
        load(tmp_path / "none.jsonl")
    (tmp_path / "bytes.jsonl").write_bytes(b"\xff\xfe")
    with pytest.raises(InputNotText, match=r"bytes\.jsonl"):
        load(tmp_path / "bytes.jsonl")


def _file(folder: Path, text: str) -> Path:
    file = folder / "sentences.jsonl"
    file.write_text(text, encoding="utf-8")
    return file
