"""Whether two origins, as two texts name them, are one."""

from collections.abc import Sequence

from onrecord.actors.names import name_words
from onrecord.claims.derivation.outlets import plain_outlet
from onrecord.model import Origin, OriginKind


def same_origin(one: Origin, other: Origin) -> bool:
    """By kind and name: one outlet that reports a claim twice, or one person who says it twice, is one origin of it.

    What is on the record is known by its document, and by its publisher, whom a text may only name.
    """
    if one.document_id is not None and one.document_id == other.document_id:
        return True
    if one.kind is not other.kind or not (one.name and other.name):
        return False
    if one.document_id is not None and other.document_id is not None:
        return plain_outlet(one.name) == plain_outlet(other.name)
    match one.kind:
        case OriginKind.MEDIA:
            return _one_name(plain_outlet(one.name).split(), plain_outlet(other.name).split())
        case OriginKind.UTTERANCE:
            return _one_name(name_words(one.name), name_words(other.name))
    return name_words(one.name) == name_words(other.name)


def _one_name(one: Sequence[str], other: Sequence[str]) -> bool:
    """ "Venn" and "Orla Venn", "Orla Venn" and "Foreign Minister Orla Venn": the shorter ends the longer."""
    short, full = sorted((one, other), key=len)
    return bool(short) and tuple(full[-len(short) :]) == tuple(short)
