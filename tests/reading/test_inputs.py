import hashlib
import io
import os
import sys
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from onrecord.errors import (
    FetchError,
    InputEmpty,
    InputError,
    InputForbidden,
    InputMissing,
    InputNotText,
    InputTooLarge,
    NoArticle,
)
from onrecord.reading import expand, load, read
from onrecord.settings import Settings

STORY = "The mayor of Tarn Dale said on Friday that the bridge would stay shut until the spring floods are over. "
HEAD = "<!doctype html><html><head><title>Bridge shut in Tarn Dale</title></head>"
PAGE = f"{HEAD}<body><article><p>{STORY * 3}</p></article></body></html>"


def given_stdin(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(data)))


def test_a_text_file_is_read_character_for_character(tmp_path):
    path = tmp_path / "tarn-dale.txt"
    data = "Bridge shut\r\n\r\n“No”, said the mayor.\n".encode()
    path.write_bytes(data)
    document = load(str(path))
    assert document.text == data.decode()
    assert (document.name, document.location) == ("tarn-dale", str(path))
    assert document.raw_hash == hashlib.sha256(data).hexdigest()
    assert document.media_type == "text/plain"


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xef\xbb\xbfBridge shut.\n")
    assert load(str(path)).text == "Bridge shut.\n"


def test_a_markdown_file_is_plain_text(tmp_path):
    path = tmp_path / "a.md"
    path.write_text("# Bridge\n\n<p>The *mayor* said no.</p>\n")
    assert load(str(path)).text == path.read_text()


def test_a_text_file_that_begins_with_a_tag_stays_text(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(PAGE)
    assert load(str(path)).media_type == "text/plain"


@pytest.mark.parametrize("name", ["a.html", "a.htm", "a.xhtml", "A.HTML", "no-ending"])
def test_a_page_is_read_as_a_page(tmp_path, name):
    path = tmp_path / name
    path.write_text(PAGE)
    document = load(str(path))
    assert document.media_type == "text/html"
    assert document.title == "Bridge shut in Tarn Dale"
    assert STORY.strip() in document.text


def test_standard_input_is_read(monkeypatch):
    given_stdin(monkeypatch, STORY.encode())
    document = load("-")
    assert document.text == STORY
    assert document.location == "-"


def test_bytes_and_strings_are_read_as_themselves():
    assert read(STORY.encode()).text == STORY
    assert read(STORY + "\n").text == STORY + "\n"
    assert read("The mayor said no to all of it").text == "The mayor said no to all of it"
    assert read(PAGE).media_type == read(PAGE.encode()).media_type == "text/html"


def test_a_path_is_read_as_a_file(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(STORY)
    assert read(path) == read(str(path)) == load(str(path))


@pytest.mark.parametrize("source", ["nowhere.txt", "no-such-place/story", "my story.html", "nowhere"])
def test_a_line_that_looks_like_a_path_must_exist(source):
    with pytest.raises(InputMissing) as caught:
        read(source)
    assert str(caught.value) == f"{source}: no such file or folder"


def test_a_missing_path_object_is_reported():
    with pytest.raises(InputMissing):
        read(Path("nowhere at all"))


@pytest.mark.parametrize("data", [b"", b" \r\n\t\n", b"\xef\xbb\xbf"], ids=["empty", "white space", "only a mark"])
@pytest.mark.parametrize("ending", [".txt", ".html"])
def test_a_file_with_nothing_in_it_is_reported(tmp_path, data, ending):
    path = tmp_path / f"a{ending}"
    path.write_bytes(data)
    with pytest.raises(InputEmpty) as caught:
        load(str(path))
    assert "nothing in it" in caught.value.reason or "only white space" in caught.value.reason


def test_a_binary_file_is_reported_with_what_it_looks_like(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    with pytest.raises(InputNotText) as caught:
        load(str(path))
    assert str(caught.value) == f"{path}: not text: it looks like a PNG image"


def test_a_page_in_another_encoding_than_it_declares_is_reported(tmp_path):
    path = tmp_path / "a.html"
    path.write_bytes(b"<html><meta charset=utf-8><p>caf\xe9")
    with pytest.raises(InputNotText, match="says it is UTF-8, but byte 0xe9 at offset 32"):
        load(str(path))


def test_a_file_over_the_size_limit_is_refused_unread(tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(200_000_000)

    def not_opened(*args, **kwargs):
        raise AssertionError("opened")

    monkeypatch.setattr(Path, "open", not_opened)
    with pytest.raises(InputTooLarge, match="200,000,000 bytes; at most 20,000,000 bytes are read"):
        load(str(path))


def test_an_endless_stream_is_read_no_further_than_the_limit():
    with pytest.raises(InputTooLarge):
        load("/dev/zero", Settings(max_bytes=10_000))


def test_standard_input_over_the_size_limit_is_refused(monkeypatch):
    given_stdin(monkeypatch, b"a" * 101)
    with pytest.raises(InputTooLarge):
        load("-", Settings(max_bytes=100))


@pytest.mark.parametrize("text", [STORY * 10, PAGE.replace(STORY, STORY * 5)], ids=["text", "page"])
def test_a_text_over_the_character_limit_is_refused(text):
    with pytest.raises(InputTooLarge, match="characters of text; at most 500 are read"):
        read(text.encode(), Settings(max_characters=500))


def test_a_file_that_may_not_be_read_is_reported(tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    path.write_text(STORY)

    def refused(*args, **kwargs):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refused)
    with pytest.raises(InputForbidden) as caught:
        load(str(path))
    assert str(caught.value) == f"{path}: no permission to read it"


def test_a_path_that_cannot_be_is_an_input_error():
    for source in ("a\0b", "x" * 5_000):
        with pytest.raises(InputError):
            load(source)


def test_an_address_of_another_kind_is_refused():
    with pytest.raises(FetchError, match="not an http or https address"):
        load("ftp://courier.invalid/a.txt")


def a_folder(root: Path) -> Path:
    for name in (
        "b.txt",
        "a.html",
        "c.pdf",
        ".hidden.txt",
        "sub/d.MD",
        "sub/deeper/e.text",
        ".git/f.txt",
        "empty/notes.csv",
    ):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(STORY)
    return root


def test_a_folder_is_walked_in_a_fixed_order(tmp_path):
    root = a_folder(tmp_path)
    found = [str(Path(path).relative_to(root)) for path in expand([str(root)])]
    assert found == ["a.html", "b.txt", "sub/d.MD", "sub/deeper/e.text"]


def test_what_is_no_folder_is_passed_on_in_place(tmp_path):
    root = a_folder(tmp_path)
    sources = ["-", "http://courier.invalid/x", "missing.txt", str(root / "b.txt"), str(root / "sub")]
    assert list(expand(sources)) == [*sources[:4], str(root / "sub/d.MD"), str(root / "sub/deeper/e.text")]


def test_a_loop_of_links_is_walked_once(tmp_path):
    (tmp_path / "a.txt").write_text(STORY)
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    assert list(expand([str(tmp_path)])) == [str(tmp_path / "a.txt")]


def test_a_folder_without_a_readable_file_is_one_error(tmp_path):
    folder = a_folder(tmp_path) / "empty"
    assert list(expand([str(folder)])) == [str(folder)]
    with pytest.raises(InputEmpty, match="no file in it with a known ending"):
        load(str(folder))


def test_a_folder_given_as_a_file_is_an_input_error(tmp_path):
    with pytest.raises(InputError, match="a folder, not a file"):
        load(str(a_folder(tmp_path)))


def test_a_folder_below_that_may_not_be_read_is_passed_on_and_reported(tmp_path, monkeypatch):
    root = a_folder(tmp_path)
    scan = os.scandir

    def guarded(path):
        if Path(path) == root / "sub":
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", guarded)
    assert str(root / "sub") in list(expand([str(root)]))
    with pytest.raises(InputForbidden):
        load(str(root / "sub"))


def test_a_page_without_an_article_is_reported(tmp_path):
    path = tmp_path / "index.html"
    path.write_text("<html><body><nav><a href='/a'>News</a></nav></body></html>")
    with pytest.raises(NoArticle) as caught:
        load(str(path))
    assert str(caught.value).startswith(f"{path}: no article in the page")


SCRAPS = [
    b"<html>",
    b"<p>",
    b"</p>",
    b"<div class='comment'>",
    b"<table><tr><td>",
    b"&#x10ffff;",
    b"&#xd800;",
    b"<a href='//x'>",
    b"\xff",
    b"\0",
]
SCRAPS += [
    b"<!--",
    b"]]>",
    b"<?xml?>",
    b"<script>",
    b"<br><br>",
    STORY.encode(),
    b"<h1>",
    b"</div>",
    b"<li>",
    b"\xed\xa0\x80",
    b"<time datetime='2023-02-30'>",
]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.one_of(
        st.binary(max_size=300), st.lists(st.sampled_from(SCRAPS), max_size=25).map(lambda s: b"<html>" + b"".join(s))
    )
)
def test_any_bytes_are_a_document_or_an_input_error(data):
    try:
        document = read(data)
    except InputError:
        return
    assert document.text.strip()
    end = 0
    for section in document.sections:
        assert end <= section.span.start <= section.span.end <= len(document.text)
        end = section.span.end


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200))
def test_any_string_is_a_document_or_an_input_error(text):
    assume(text.strip() not in ("-", "", ".", ".."))
    with suppress(InputError):
        assert read(text).text.strip()
