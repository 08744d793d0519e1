"""From what a person names (a path, a folder, an address, "-", the text itself) to Documents."""

import hashlib
import os
import re
import stat
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from urllib.parse import unquote, urlsplit

from onrecord.errors import InputEmpty, InputError, InputForbidden, InputMissing, InputTooLarge
from onrecord.model import Document
from onrecord.reading.decode import checked, decode
from onrecord.reading.fetch import HTML_TYPES, XML_TYPES, fetch, without_credentials
from onrecord.reading.html import document_from_html
from onrecord.reading.text import document_from_text
from onrecord.settings import Settings

DEFAULTS = Settings()
STANDARD_INPUT = "-"
TEXT_ENDINGS = frozenset({".txt", ".text", ".md"})
HTML_ENDINGS = frozenset({".html", ".htm", ".xhtml"})
ENDINGS = TEXT_ENDINGS | HTML_ENDINGS
HEAD_CHARACTERS = 1_024
MAX_PATH_CHARACTERS = 4_096

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]{1,20}://", re.IGNORECASE)
_TAG = re.compile(r"<[a-z!/?]", re.IGNORECASE)
_PAGE_START = re.compile(
    r"\s*(?:<!--.{0,500}?-->\s*|<\?xml[^>]{0,200}>\s*)*<(?:!doctype\s+html|html|head|body|article|main|section|div|p|h1|title|meta)"
    r"[\s/>]",
    re.IGNORECASE | re.DOTALL,
)
_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,8}$")


def expand(sources: Iterable[str], settings: Settings = DEFAULTS) -> Iterator[str]:  # noqa: ARG001
    """Each source, and for a folder the files in it and below whose ending is one of ``ENDINGS``, in a fixed order.

    Hidden files and folders are left out, links to folders are not followed. A folder without such a file, one that
    may not be read and a path that does not exist are passed on as they are: :func:`load` says what is wrong.
    """
    for source in sources:
        if source != STANDARD_INPUT and not _ADDRESS.match(source) and _is_folder(source):
            yield from _files_below(source) or [source]
        else:
            yield source


def load(source: str, settings: Settings = DEFAULTS) -> Document:
    """The Document at a path, an http or https address or "-"; raises subclasses of InputError."""
    if source == STANDARD_INPUT:
        data = _bounded(sys.stdin.buffer, source, settings)
        return _document(_Raw(data, source, "stdin"), settings)
    if _ADDRESS.match(source):
        return _from_address(source, settings)
    path = Path(source)
    return _document(
        _Raw(_file_bytes(path, source, settings), source, path.stem, source, ending=path.suffix.lower()), settings
    )


def read(source: str | Path | bytes, settings: Settings = DEFAULTS) -> Document:
    """A Document from a path, an http or https address, "-", bytes, or the text or HTML itself.

    A string is taken as itself where it holds a line break or a tag and is no existing path, or where it is words. A
    single line that looks like a path (no space in it, or a file's ending) must exist. Raises subclasses of InputError.
    """
    if isinstance(source, bytes):
        return _document(_Raw(source, "(bytes)", location=""), settings)
    if isinstance(source, Path) or source == STANDARD_INPUT or _is_address(source) or _exists(source):
        return load(str(source), settings)
    if "\n" not in source and not _TAG.search(source) and _looks_like_path(source):
        raise InputMissing(_short(source), "no such file or folder")
    return _from_markup(source, settings)


def _is_address(source: str) -> bool:
    return bool(_ADDRESS.match(source)) and not any(character.isspace() for character in source.strip())


def _looks_like_path(source: str) -> bool:
    return bool(source.strip()) and (not any(map(str.isspace, source.strip())) or bool(_SUFFIX.search(source.strip())))


def _short(source: str) -> str:
    return source if len(source) <= 200 else f"{source[:200]}..."


def _exists(source: str) -> bool:
    try:
        return 0 < len(source) <= MAX_PATH_CHARACTERS and Path(source).exists()
    except (OSError, ValueError):
        return False


def _is_folder(source: str) -> bool:
    try:
        return Path(source).is_dir()
    except (OSError, ValueError):
        return False


def _files_below(folder: str) -> list[str]:
    found: list[str] = []
    for top, folders, files in os.walk(folder, onerror=lambda error: found.append(str(error.filename))):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        paths = (Path(top, name) for name in sorted(files) if _is_wanted(name))
        found.extend(str(path) for path in paths if path.is_file())
    return found


def _is_wanted(name: str) -> bool:
    return not name.startswith(".") and Path(name).suffix.lower() in ENDINGS


@dataclass(frozen=True, slots=True)
class _Raw:
    """Bytes and what is known about them; ``source`` names them in errors."""

    data: bytes
    source: str
    name: str = ""
    location: str = STANDARD_INPUT
    url: str | None = None
    media_type: str = ""
    charset: str | None = None
    ending: str = ""


def _document(raw: _Raw, settings: Settings) -> Document:
    if len(raw.data) > settings.max_bytes:
        raise _too_large(raw.source, settings)
    if not raw.data:
        raise InputEmpty(raw.source, "nothing in it")
    is_page = _is_page(raw)
    text = decode(raw.data, raw.source, raw.charset, html=is_page)
    digest = hashlib.sha256(raw.data).hexdigest()
    return _from_text(text, raw, digest, settings, is_page=is_page or (not _is_settled(raw) and _begins_a_page(text)))


def _from_text(text: str, raw: _Raw, digest: str, settings: Settings, *, is_page: bool) -> Document:
    if not text.strip():
        raise InputEmpty(raw.source, "only white space in it")
    if is_page:
        return document_from_html(
            text, name=raw.name, location=raw.location, url=raw.url, raw_hash=digest, settings=settings
        )
    if len(text) > settings.max_characters:
        raise InputTooLarge(
            raw.source, f"{len(text):,} characters of text; at most {settings.max_characters:,} are read"
        )
    return document_from_text(text, name=raw.name, location=raw.location, url=raw.url, raw_hash=digest)


def _from_markup(source: str, settings: Settings) -> Document:
    raw = _Raw(source.encode("utf-8", "surrogatepass"), "(text)", location="")
    if len(raw.data) > settings.max_bytes:
        raise _too_large(raw.source, settings)
    digest = hashlib.sha256(raw.data).hexdigest()
    return _from_text(checked(source, raw.source), raw, digest, settings, is_page=_begins_a_page(source))


def _from_address(source: str, settings: Settings) -> Document:
    fetched = fetch(source, settings)
    shown = without_credentials(source)
    raw = _Raw(
        fetched.data,
        shown,
        _name_of(fetched.url),
        shown,
        fetched.url,
        media_type=fetched.media_type,
        charset=fetched.charset,
    )
    return _document(raw, settings)


def _name_of(url: str) -> str:
    parts = urlsplit(url)
    last = unquote(parts.path.rstrip("/").rpartition("/")[2])
    return Path(last).stem or (parts.hostname or "")


def _is_settled(raw: _Raw) -> bool:
    """Whether an ending or a media type says what it is, so that nobody looks inside."""
    return raw.ending in ENDINGS or raw.media_type not in ("", *XML_TYPES)


def _is_page(raw: _Raw) -> bool:
    if _is_settled(raw):
        return raw.ending in HTML_ENDINGS or raw.media_type in HTML_TYPES
    return _begins_a_page(raw.data[:HEAD_CHARACTERS].decode("latin-1").removeprefix("\u00ef\u00bb\u00bf"))


def _begins_a_page(text: str) -> bool:
    return bool(_PAGE_START.match(text[:HEAD_CHARACTERS]))


def _file_bytes(path: Path, source: str, settings: Settings) -> bytes:
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise _folder(path, source)
        if status.st_size > settings.max_bytes:
            raise _too_large(source, settings, status.st_size)
        with path.open("rb") as file:
            return _bounded(file, source, settings)
    except FileNotFoundError:
        raise InputMissing(source, "no such file or folder") from None
    except PermissionError:
        raise InputForbidden(source, "no permission to read it") from None
    except (OSError, ValueError) as error:
        raise InputError(source, f"cannot be read ({getattr(error, 'strerror', None) or error})") from None


def _folder(path: Path, source: str) -> InputError:
    with os.scandir(path):  # raises where the folder itself may not be read
        pass
    if _files_below(source):
        return InputError(source, "a folder, not a file: its files are read one by one")
    return InputEmpty(source, f"no file in it with a known ending ({' '.join(sorted(ENDINGS))})")


def _bounded(file: BinaryIO, source: str, settings: Settings) -> bytes:
    data = file.read(settings.max_bytes + 1)
    if len(data) > settings.max_bytes:
        raise _too_large(source, settings)
    return data


def _too_large(source: str, settings: Settings, size: int | None = None) -> InputTooLarge:
    measured = f"{size:,} bytes" if size else "too large"
    return InputTooLarge(source, f"{measured}; at most {settings.max_bytes:,} bytes are read")
