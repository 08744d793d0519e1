import pytest

from onrecord.errors import SettingsError
from onrecord.settings import SETTINGS, Settings, from_environment, from_mapping


def test_the_environment_sets_what_it_names():
    found = from_environment({"ONRECORD_MAX_BYTES": "1000", "ONRECORD_RECORD": "a.db", "HOME": "x"})
    assert (found.max_bytes, found.record, found.processes) == (1000, "a.db", Settings().processes)


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("max_byte", "1", "unknown setting 'max_byte'"),
        ("max_bytes", "many", "setting max_bytes: 'many' is not a number"),
        ("max_bytes", "0", "must be a finite number above 0"),
        ("fetch_seconds", "nan", "must be a finite number above 0"),
        ("fetch_seconds", "inf", "must be a finite number above 0"),
        ("record", "", "must be a name, not empty"),
    ],
)
def test_a_value_that_cannot_be_used_is_refused_by_name(name: str, value: str, words: str):
    with pytest.raises(SettingsError, match=words):
        from_mapping({name: value})


def test_every_setting_has_a_help_line():
    assert all(setting.help and setting.variable.startswith("ONRECORD_") for setting in SETTINGS)
