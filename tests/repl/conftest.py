from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.repl.model import scripted_model
from tests.servers.scripted import ScriptedServer


@pytest.fixture
def model() -> Iterator[ScriptedServer]:
    with scripted_model() as server:
        yield server
