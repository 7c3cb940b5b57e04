"""Whatever a server does in the middle of an answer, the person gets one line and the thread goes on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.servers.faulty import KINDS, FaultyServer, events_in
from tests.servers.scripted import ScriptedServer, Turn, call, say, think
from tutor_cli import Tutor
from tutor_cli.models import retrying
from tutor_cli.settings import load_config

ANSWER = "It is $42$, since $6 \\times 7 = 42$."


def script() -> list[Turn]:
    """A run with a tool call, in 24 events."""
    return [think("Multiply.") + call("run_python", code="6 * 7"), say(ANSWER)]


BOUNDARIES = range(events_in(*script()))


@pytest.fixture(scope="module")
def tutor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tutor]:
    home = tmp_path_factory.mktemp("home")
    (home / "config.toml").write_text("check = false\n[providers.openai]\ntimeout = 0.4\n")
    with Tutor(load_config({"TUTOR_HOME": str(home), "OPENAI_API_KEY": "sk-test"})) as tutor:
        yield tutor


@pytest.mark.parametrize("kind", KINDS)
def test_a_fault_at_any_event_is_one_line_and_the_next_turn_works(
    kind: str, tutor: Tutor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retrying, "FIRST_WAIT", 0.01)
    statuses = set()
    for at in BOUNDARIES:
        with FaultyServer(
            [*script(), *script(), say("Still here.")], kind=kind, at=at, silence=0.8
        ) as server:
            options = {"model": "openai/scripted", "base_url": server.base_url, "tools": ["run_python"]}
            first = tutor.ask("What is 6 times 7?", **options)
            where = f"{kind} at {at}: {first.status} {first.error}"
            statuses.add(first.status)
            if first.status == "completed":
                assert first.output == ANSWER, where
            else:
                assert first.status == "failed" and first.error is not None, where
                assert first.error.code != "internal", where
                assert first.error.message.isprintable() and len(first.error.message) < 400, where
            assert server.struck, where

        with FaultyServer([say("Still here.")]) as server:
            again = tutor.ask("And now?", thread=first.thread_id, **{**options, "base_url": server.base_url})
            assert (again.status, again.output) == ("completed", "Still here."), where
            _is_whole(server.requests[0]["input"], where)
    assert statuses == {"completed"} if kind == "repeat" else "failed" in statuses


def _is_whole(sent: list[dict], where: str) -> None:  # type: ignore[type-arg]
    """What OpenAI demands of a replayed thread: each call answered once, no reasoning left alone."""
    calls = [item["call_id"] for item in sent if item.get("type") == "function_call"]
    outputs = [item["call_id"] for item in sent if item.get("type") == "function_call_output"]
    assert sorted(calls) == sorted(outputs), where
    for item, following in zip(sent, [*sent[1:], {}], strict=True):
        if item.get("type") == "reasoning":
            assert following.get("type") == "function_call", where


def test_the_command_says_it_in_one_line(tmp_path: Path) -> None:
    """The same through the program itself, for one fault of each kind in the middle of the answer."""
    from tests.conftest import Program

    program = Program(tmp_path, {"OPENAI_API_KEY": "sk-test"})
    (tmp_path / "config.toml").write_text("check = false\n[providers.openai]\ntimeout = 0.4\n")
    for kind in ("cut", "garble", "error"):
        with FaultyServer(script(), kind=kind, at=len(BOUNDARIES) - 5, silence=0.8) as server:
            asked = program(
                "ask", "6 × 7?", "--tool", "run_python", "--model", "openai/m", "--base-url", server.base_url
            )
        assert asked.status == 1
        assert "Traceback" not in asked.stderr
        lines = [line for line in asked.stderr.splitlines() if line.startswith("tutor: ")]
        assert len(lines) == 1, asked.stderr
        with FaultyServer([say("Still here.")]) as server:
            base = ("--tool", "run_python", "--model", "openai/m", "--base-url", server.base_url)
            again = program("ask", "--continue", "And now?", *base)
        assert (again.status, again.stdout.strip()) == (0, "Still here."), again.stderr


def test_nonsense_from_the_model_is_answered_and_mended(tutor: Tutor) -> None:
    script = [call("run_python", '{"code": 6 * 7'), call("no_such_tool", x=1), call("run_python"), say("ok")]
    with ScriptedServer(script) as server:
        asked = {"model": "openai/scripted", "base_url": server.base_url, "tools": ["run_python"]}
        answer = tutor.ask("What is 6 times 7?", **asked)
        told = [request["input"][-1]["output"] for request in server.requests[1:]]
    assert (answer.status, answer.output) == ("completed", "ok")
    assert [step["is_error"] for step in answer.steps] == [True, True, True]
    assert "JSON" in told[0] and "no_such_tool" in told[1] and "code" in told[2]
