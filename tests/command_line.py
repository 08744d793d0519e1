"""The command line, run in the test's own process."""

from collections.abc import Callable
from typing import NamedTuple

import pytest

from onrecord import cli


class Ran(NamedTuple):
    code: int
    out: str
    err: str


Run = Callable[..., Ran]


def runner(capfd: pytest.CaptureFixture[str]) -> Run:
    """Each call's own status and what it printed, nothing that was printed before."""

    def call(*arguments: str) -> Ran:
        capfd.readouterr()
        with pytest.raises(SystemExit) as stopped:
            cli.main(arguments)
        printed = capfd.readouterr()
        return Ran(int(stopped.value.code or 0), printed.out, printed.err)

    return call
