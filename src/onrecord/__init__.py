"""onrecord reads news and puts every claim on the record: who made it and on whose word, tied to the exact characters.

>>> import onrecord
>>> document = onrecord.read("examples/01_vinkel_magazine.html")
>>> for statement in onrecord.extract(document): ...
"""

from typing import TYPE_CHECKING, Any

from onrecord.errors import OnrecordError
from onrecord.model import Document, Span, Statement
from onrecord.settings import Settings

if TYPE_CHECKING:
    from onrecord.adding import add
    from onrecord.pipeline import analyse as extract
    from onrecord.pipeline import findings
    from onrecord.reading import read
    from onrecord.record import Record

__all__ = [
    "Document",
    "OnrecordError",
    "Record",
    "Settings",
    "Span",
    "Statement",
    "add",
    "extract",
    "findings",
    "read",
]

_LAZY = {
    "add": ("onrecord.adding", "add"),
    "extract": ("onrecord.pipeline", "analyse"),
    "findings": ("onrecord.pipeline", "findings"),
    "read": ("onrecord.reading", "read"),
    "Record": ("onrecord.record", "Record"),
}


def __getattr__(name: str) -> Any:
    """The functions that need heavy libraries load them when they are first asked for."""
    if name not in _LAZY:
        raise AttributeError(f"module 'onrecord' has no attribute {name!r}")
    from importlib import import_module  # noqa: PLC0415 - only needed here

    module, attribute = _LAZY[name]
    return getattr(import_module(module), attribute)
