import codecs
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import InputNotText
from onrecord.reading.decode import decode

WORDS = "Łucja Brązowa said: “no”.\r\nThe mill – closed – stays.\n"
XML_HEAD = '<?xml version="1.0" encoding="iso-8859-2"?>'
KOI8_HEAD = "<meta charset=koi8-r>"


class Fits(NamedTuple):
    about: str
    data: bytes
    text: str
    declared: str | None = None
    html: bool = False


FITTING = [
    Fits("UTF-8, line ends kept", WORDS.encode(), WORDS),
    Fits("UTF-8 with a mark", codecs.BOM_UTF8 + WORDS.encode(), WORDS),
    Fits("UTF-16, little end first", codecs.BOM_UTF16_LE + WORDS.encode("utf-16-le"), WORDS),
    Fits("UTF-16, big end first", codecs.BOM_UTF16_BE + WORDS.encode("utf-16-be"), WORDS),
    Fits("a mark beats the header", codecs.BOM_UTF8 + "é".encode(), "é", "latin-1"),
    Fits("a header", "Brücke, сказал".encode("cp1251", "ignore"), "Brcke, сказал", "windows-1251"),
    Fits("latin-1 is what browsers take it for", "“no”, she said".encode("cp1252"), "“no”, she said", "iso-8859-1"),
    Fits("a label nobody knows declares nothing", "café".encode(), "café", "x-unknown"),
    Fits("UTF-7 is no encoding for a page", b"<p>+ADw-script+AD4-</p>", "<p>+ADw-script+AD4-</p>", "utf-7"),
    Fits("western, undeclared", "Zoë Brücke said “no” – twice".encode("cp1252"), "Zoë Brücke said “no” – twice"),
    Fits("a page's meta", KOI8_HEAD.encode() + "мост".encode("koi8-r"), f"{KOI8_HEAD}мост", html=True),
    Fits("an XML declaration", XML_HEAD.encode() + b"\xb3", f"{XML_HEAD}ł", html=True),
    Fits("a meta in ASCII cannot say UTF-16", b"<meta charset=utf-16>ok", "<meta charset=utf-16>ok", html=True),
    Fits("the header beats the meta", f"{KOI8_HEAD}é".encode(), f"{KOI8_HEAD}é", "utf-8", html=True),
    Fits("a text that mentions a charset is no page", f"{KOI8_HEAD}é".encode(), f"{KOI8_HEAD}é"),
]  # fmt: skip


@pytest.mark.parametrize("case", FITTING, ids=lambda case: case.about)
def test_bytes_become_the_characters_their_encoding_gives(case):
    assert decode(case.data, "a.txt", case.declared, html=case.html) == case.text


def test_cyrillic_without_a_declaration_is_recognised():
    words = "Мэр заявил, что мост закрыт до весны, а жители деревни недовольны решением совета. " * 4
    assert decode(words.encode("cp1251"), "a.txt") == words


class Refused(NamedTuple):
    about: str
    data: bytes
    words: str
    declared: str | None = None
    html: bool = False


REFUSED = [
    Refused("not the header's encoding", b"caf\xe9 now", "says it is UTF-8, but byte 0xe9 at offset 3", "utf-8"),
    Refused("not the meta's", b"<meta charset=utf-8>caf\xe9", "UTF-8, but byte 0xe9 at offset 23", html=True),
    Refused("not the mark's", codecs.BOM_UTF8 + b"ok\xff", "UTF-8, but byte 0xff at offset 5"),
    Refused("half a UTF-16 unit", codecs.BOM_UTF16_LE + b"a\0b", "UTF-16-LE, but byte 0x62 at offset 4"),
    Refused("PDF", b"%PDF-1.7\nabc", "a PDF file"),
    Refused("PNG", b"\x89PNG\r\n\x1a\n", "a PNG image"),
    Refused("JPEG", b"\xff\xd8\xff\xe0", "a JPEG image"),
    Refused("zip", b"PK\x03\x04abc", "a zip archive"),
    Refused("gzip", b"\x1f\x8b\x08abc", "a gzip archive"),
    Refused("ELF", b"\x7fELF\x02", "a program (ELF)"),
    Refused("a NUL byte", b"abc\0def", "a NUL byte at offset 3"),
    Refused("control characters", b"ab\x01\x02\x03\x04", "control characters"),
    Refused("a NUL in UTF-16", codecs.BOM_UTF16_LE + b"a\0\0\0", "a NUL character at 1"),
]


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: case.about)
def test_what_is_no_text_or_not_the_text_it_claims_is_refused(case):
    with pytest.raises(InputNotText) as caught:
        decode(case.data, "in/a.bin", case.declared, html=case.html)
    assert case.words in str(caught.value)
    assert str(caught.value).startswith("in/a.bin: ")
    assert "\n" not in str(caught.value)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_utf_8_comes_back_character_for_character(text):
    # a word first, as a text may begin with the letters that mark a file format
    assert decode(f"word {text}".encode(), "x") == f"word {text}"


@given(
    st.binary(max_size=400),
    st.sampled_from([None, "utf-8", "latin-1", "utf-16", "big5", "punycode", "\0", ""]),
    st.booleans(),
)
def test_any_bytes_decode_or_are_refused(data, declared, html):
    try:
        text = decode(data, "x", declared, html=html)
    except InputNotText:
        return
    assert "\0" not in text
    text.encode("utf-8")
