"""Identifiers that two machines agree on: a hash of the content, field by field."""

from hashlib import blake2b

ID_BYTES = 10


def content_id(kind: str, *fields: object) -> str:
    """A 20-digit hexadecimal id of ``kind`` and ``fields``.

    Each field is written with its length before it, so that ("ab", "c") and ("a", "bc") differ. Tuples and lists are
    written as their length and their items; None differs from the empty string.
    """
    digest = blake2b(digest_size=ID_BYTES)
    for part in _parts((kind, *fields)):
        digest.update(part)
    return digest.hexdigest()


def _parts(value: object) -> list[bytes]:
    if value is None:
        return [b"n"]
    if isinstance(value, tuple | list):
        return [b"l%d:" % len(value), *(part for item in value for part in _parts(item))]
    if isinstance(value, bytes):
        return [b"b%d:" % len(value), value]
    data = str(value).encode("utf-8", "surrogatepass")
    return [b"s%d:" % len(data), data]
