"""Whatever a server does in the middle of an answer, the person gets one line and the thread goes on."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.servers.faulty import KINDS, FaultyServer, events_in
from tests.servers.scripted import ScriptedServer, Turn, call, say, think
from tutor_cli import Answer, Tutor
from tutor_cli.display.plain import PlainDisplay
from tutor_cli.models import retrying
from tutor_cli.settings import load_config

ANSWER = "It is $42$, since $6 \\times 7 = 42$."


def script() -> list[Turn]:
    """A run with a tool call, in 26 events."""
    return [think("Multiply.") + call("run_python", code="6 * 7"), say(ANSWER)]


BOUNDARIES = range(events_in(*script()))


@contextmanager
def patient(home: Path, seconds: float) -> Iterator[Tutor]:
    """A tutor that gives a silent server up after so many seconds."""
    (home / "config.toml").write_text(f"check = false\n[providers.openai]\ntimeout = {seconds}\n")
    with Tutor(load_config({"TUTOR_HOME": str(home), "OPENAI_API_KEY": "sk-test"})) as tutor:
        yield tutor


@pytest.mark.parametrize("kind", KINDS)
def test_a_fault_at_any_event_is_one_line_and_the_next_turn_works(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, record_property: Any
) -> None:
    monkeypatch.setattr(retrying, "FIRST_WAIT", 0.01)
    statuses = set()
    # On a busy machine half a second may pass in silence without any fault.
    waits = 0.5 if kind == "delay" else 20
    with patient(tmp_path, waits) as tutor, patient(tmp_path, 20) as later:
        for at in BOUNDARIES:
            with FaultyServer([*script(), *script()], kind=kind, at=at, silence=1) as server:
                options = {"model": "openai/m", "base_url": server.base_url, "tools": ["run_python"]}
                first, lines = _shown(tutor, "What is 6 times 7?", **options)
            where = f"{kind} at {at}: {first.status} {first.error}"
            statuses.add(first.status)
            if first.status == "completed":
                assert first.output == ANSWER and not lines, where
            else:
                assert first.status == "failed" and first.error is not None, where
                assert first.error.code != "internal", where
                assert len(lines) == 1 and lines[0].isprintable() and len(lines[0]) < 400, (where, lines)
            assert server.struck or kind == "delay", where

            with ScriptedServer([say("Still here.")]) as server:
                options["base_url"] = server.base_url
                again = later.ask("And now?", thread=first.thread_id, **options)
                assert (again.status, again.output) == ("completed", "Still here."), where
                _is_whole(server.requests[0]["input"], where)
    assert statuses == {"completed"} if kind == "repeat" else "failed" in statuses
    record_property("told", f"{len(BOUNDARIES)} faults survived in a streamed run: {kind}")


def _shown(tutor: Tutor, question: str, **options: Any) -> tuple[Answer, list[str]]:
    """Ask as the command does; the answer, and the lines that say what went wrong."""
    turn, out, err = tutor.start(question, **options), io.StringIO(), io.StringIO()
    with PlainDisplay(out, err) as display:
        for event in tutor.events(turn):
            display.show(event)
    return tutor.answer(turn), [line for line in err.getvalue().splitlines() if line.startswith("tutor: ")]


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

    def give_up_after(seconds: float) -> None:
        (tmp_path / "config.toml").write_text(f"check = false\n[providers.openai]\ntimeout = {seconds}\n")

    for kind in ("cut", "delay", "garble", "error"):
        give_up_after(3 if kind == "delay" else 60)
        with FaultyServer(script(), kind=kind, at=len(BOUNDARIES) - 5, silence=60) as server:
            asked = program(
                "ask", "6 × 7?", "--tool", "run_python", "--model", "openai/m", "--base-url", server.base_url
            )
        assert asked.status == 1, (kind, asked.stderr)
        assert "Traceback" not in asked.stderr
        lines = [line for line in asked.stderr.splitlines() if line.startswith("tutor: ")]
        assert len(lines) == 1, (kind, asked.stderr)
        give_up_after(60)
        with FaultyServer([say("Still here.")]) as server:
            base = ("--tool", "run_python", "--model", "openai/m", "--base-url", server.base_url)
            again = program("ask", "--continue", "And now?", *base)
        assert (again.status, again.stdout.strip()) == (0, "Still here."), again.stderr


def test_nonsense_from_the_model_is_answered_and_mended(tmp_path: Path) -> None:
    script = [call("run_python", '{"code": 6 * 7'), call("no_such_tool", x=1), call("run_python"), say("ok")]
    with ScriptedServer(script) as server, patient(tmp_path, 20) as tutor:
        asked = {"model": "openai/scripted", "base_url": server.base_url, "tools": ["run_python"]}
        answer = tutor.ask("What is 6 times 7?", **asked)
        told = [request["input"][-1]["output"] for request in server.requests[1:]]
    assert (answer.status, answer.output) == ("completed", "ok")
    assert [step["is_error"] for step in answer.steps] == [True, True, True]
    assert "JSON" in told[0] and "no_such_tool" in told[1] and "code" in told[2]
