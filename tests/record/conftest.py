from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.record import Store
from tests.record.conformance import BACKENDS, HandClock, Opens


@pytest.fixture(params=list(BACKENDS.values()), ids=list(BACKENDS))
def opens(request: pytest.FixtureRequest) -> Opens:
    """How a backend opens a store."""
    backend: Opens = request.param
    return backend


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def store(opens: Opens, tmp_path: Path, clock: HandClock) -> Iterator[Store]:
    with opens(tmp_path, clock) as opened:
        yield opened
