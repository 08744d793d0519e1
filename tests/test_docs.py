"""The documentation names every command, setting, section, format and task that there is, and no other."""

import re
from pathlib import Path

import pytest
from typer.main import get_command

import onrecord
from evaluation.__main__ import TASKS
from onrecord.cli import Format, app
from onrecord.settings import SETTINGS
from onrecord.stages import STAGES

ROOT = Path(__file__).parent.parent
REFERENCE = (ROOT / "docs" / "reference.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_command_is_documented_and_no_other():
    commands = set(getattr(get_command(app), "commands"))  # noqa: B009 - typer's type does not show it
    assert set(re.findall(r"^\| `onrecord (\w+)", REFERENCE, re.MULTILINE)) == commands


def test_every_setting_is_documented_with_its_default_and_help():
    rows = re.findall(r"^\| `(ONRECORD_\w+)` \| `([^`]+)` \| ([^|]+) \|", REFERENCE, re.MULTILINE)
    assert rows == [(s.variable, str(s.default), s.help) for s in SETTINGS]


@pytest.mark.parametrize("format", list(Format))
def test_every_format_is_documented(format: Format):
    assert f"`{format}`:" in REFERENCE


def test_every_evaluation_task_is_documented():
    section = REFERENCE.split("## Evaluation")[1]
    assert all(f"`{task.name}`" in section for task in TASKS)


def test_the_design_lists_the_stages_in_their_order():
    rows = re.findall(r"^\| `([a-z ]+)` \|", (ROOT / "docs" / "design.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert rows == [stage.name for stage in STAGES]


def test_the_public_names_are_sorted_and_real():
    assert onrecord.__all__ == sorted(onrecord.__all__)
    assert all(getattr(onrecord, name) is not None for name in onrecord.__all__)


def test_an_unknown_public_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'extrct'"):
        _ = onrecord.extrct


def test_the_readme_begins_with_the_two_commands():
    first_block = README.split("```")[1]
    assert "make demo" in first_block
    assert "make test" in first_block


def test_files_that_the_readme_links_to_are_there():
    linked = re.findall(r"\]\(([^)#:]+)\)", README)
    assert linked
    assert [link for link in linked if not (ROOT / link).exists()] == []
