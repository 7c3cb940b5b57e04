"""What real servers answered, replayed: the network is refused."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from tests.live import scenarios
from tests.live.record import CASSETTES, cassette


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: socket.socket, address: object) -> None:
        if self.family != socket.AF_UNIX:
            raise AssertionError(f"the network was used: {address}")

    monkeypatch.setattr(socket.socket, "connect", refuse)


@pytest.mark.parametrize("scenario", scenarios.ALL, ids=lambda scenario: scenario.__name__)
def test_replay(scenario: scenarios.Scenario, tmp_path: Path) -> None:
    with cassette(scenario.__name__) as played:
        scenario("http://127.0.0.1:9/v1", tmp_path / "home")
    assert played.all_played


def test_cassettes_say_where_they_are_from_and_hold_no_key() -> None:
    paths = sorted(CASSETTES.glob("*.yaml"))
    assert {path.stem for path in paths} == {scenario.__name__ for scenario in scenarios.ALL}
    for path in paths:
        text = path.read_text("utf-8")
        head = text.splitlines()[:3]
        assert "Recorded 20" in head[0] and "==" in head[0] and "SHA-256" in head[1], path.name
        assert "authorization" not in text.lower() and "none-needed" not in text, path.name
