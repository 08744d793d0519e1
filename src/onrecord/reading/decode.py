"""Bytes to characters, without guessing where something was declared and without reading what is no text."""

import codecs
import logging
import re

from charset_normalizer import from_bytes

from onrecord.errors import InputNotText

logging.getLogger("charset_normalizer").addHandler(logging.NullHandler())

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_MAGIC = (
    (b"%PDF-", "a PDF file"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "a media file (RIFF)"),
    (b"PK\x03\x04", "a zip archive (or an Office document or an e-book)"),
    (b"PK\x05\x06", "a zip archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"Rar!\x1a\x07", "a rar archive"),
    (b"\x7fELF", "a program (ELF)"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"{\\rtf", "an RTF document"),
    (b"OggS", "a media file (Ogg)"),
    (b"ID3", "a media file (MP3)"),
    (b"wOF", "a font"),
)

# What a label means is what browsers take it to mean (WHATWG Encoding Standard, section 4.2).
_AS_BROWSERS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
    "utf-8-sig": "utf-8",
    "utf-16": "utf-16-le",
}
# Python also knows codecs that are no character encodings of pages, or that hide markup from filters (UTF-7).
_KNOWN = frozenset(
    {"utf-8", "utf-16-le", "utf-16-be", "gb18030", "cp932", "euc_jp", "iso2022_jp", "cp949", "big5hkscs", "cp874"}
    | {f"iso8859-{n}" for n in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)}
    | {f"cp{n}" for n in range(1250, 1259)}
    | {"cp866", "koi8-r", "koi8-u", "mac-roman", "mac-cyrillic"}
)

HEAD_BYTES = 4096
SAMPLE_BYTES = 65_536
MAX_CONTROL_SHARE = 0.01

_CONTROL = re.compile("[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_META = re.compile(rb"""<meta\s[^>]{0,1000}?charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE)
_XML = re.compile(rb"""^\s*<\?xml\s[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})""", re.IGNORECASE)
_WESTERN = re.compile(
    "[\xa0-\xaf\xb0\xb4\xb7\xbb\xbf-\xcf\xd1-\xd6\xd8-\xdc\xdf-\xef\xf1-\xf6\xf8-\xfc\xff€‚„…‘’“”•–—™Œœ]"
)


def decode(data: bytes, source: str, declared: str | None = None, *, html: bool = False) -> str:
    """The characters of ``data``, line ends as they are and a byte order mark left out.

    The mark, then ``declared`` (an HTTP header's charset), then in HTML what the page declares about itself, settles
    the encoding; bytes that contradict it raise InputNotText. Where nothing is declared: UTF-8, else an encoding that
    all bytes fit. Raises InputNotText for what is no text at all, too.
    """
    encoding, skip = _marked(data)
    if not encoding:
        _refuse_binary(data, source, unless_wide=_python_name(declared))
        encoding = _python_name(declared) or (_declared_in_page(data) if html else None)
    text = _strictly(data, skip, encoding, source) if encoding else _undeclared(data, source)
    return checked(text, source)


def checked(text: str, source: str) -> str:
    """``text`` itself; InputNotText where it holds NULs, halves of characters or too many control characters."""
    if "\0" in text:
        raise InputNotText(source, f"not text (a NUL character at {text.index(chr(0)):,})")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise InputNotText(source, f"not text (half of a surrogate pair at character {error.start:,})") from None
    if len(_CONTROL.findall(text)) > MAX_CONTROL_SHARE * len(text):
        raise InputNotText(source, "not text (too many control characters)")
    return text


def _marked(data: bytes) -> tuple[str | None, int]:
    return next(((name, len(mark)) for mark, name in _BOMS if data.startswith(mark)), (None, 0))


def _refuse_binary(data: bytes, source: str, unless_wide: str | None) -> None:
    looks_like = next((what for magic, what in _MAGIC if data.startswith(magic)), None)
    if looks_like:
        raise InputNotText(source, f"not text: it looks like {looks_like}")
    if b"\0" in data and not (unless_wide or "").startswith("utf-16"):
        raise InputNotText(source, f"not text: binary data (a NUL byte at offset {data.index(0):,})")


def _python_name(label: str | None) -> str | None:
    """The codec that ``label`` stands for; None for a label that nobody knows, which declares nothing."""
    try:
        name = codecs.lookup((label or "").strip()).name
    except (LookupError, ValueError):
        return None
    name = _AS_BROWSERS.get(name, name)
    return name if name in _KNOWN else None


def _declared_in_page(data: bytes) -> str | None:
    head = data[:HEAD_BYTES]
    match = _XML.search(head) or _META.search(head)
    name = _python_name(match[1].decode("ascii", "replace")) if match else None
    # a declaration that could be read as ASCII is not in UTF-16, whatever it says (WHATWG HTML, 13.2.3.2)
    return "utf-8" if name and name.startswith("utf-16") else name


def _strictly(data: bytes, skip: int, encoding: str, source: str) -> str:
    try:
        return data[skip:].decode(encoding)
    except UnicodeDecodeError as error:
        at = skip + error.start
        what = f"byte 0x{data[at]:02x} at offset {at:,}"
        raise InputNotText(source, f"says it is {encoding.upper()}, but {what} is not") from None


def _undeclared(data: bytes, source: str) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        at = error.start
    text = _western(data) or _guessed(data)
    if text is None:
        raise InputNotText(source, f"not UTF-8 (byte 0x{data[at]:02x} at offset {at:,}), and no other encoding fits")
    return text


def _western(data: bytes) -> str | None:
    """Windows-1252 where all that is not ASCII is a letter or mark of western Europe, and is rare among ASCII."""
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    rare = [character for character in text if character > "\x7f"]
    is_western = len(rare) <= 0.15 * len(text) and all(_WESTERN.match(character) for character in rare)
    return text if is_western else None


def _guessed(data: bytes) -> str | None:
    for guess in from_bytes(data[:SAMPLE_BYTES]):
        try:
            return data.decode(guess.encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return None
