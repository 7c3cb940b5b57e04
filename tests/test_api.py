"""The public Python API: what it exports, and what OpenAIAssistantRunnable had no answer to."""

from __future__ import annotations

import ast
import asyncio
import inspect
import re
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import repeat
from pathlib import Path
from typing import Any

import pytest

import tutor_cli
from tests.patience import SOON, ending_soon
from tests.servers.scripted import ScriptedServer, Turn, call, refuse, say
from tutor_cli import (
    Cancellation,
    Cancelled,
    ModelError,
    Settings,
    Tutor,
    UsageError,
    load_config,
    tool,
)

PAGE = Path(__file__).parents[1] / "docs" / "api.md"


def test_what_is_exported_is_listed_and_told() -> None:
    listed = tutor_cli.__all__
    assert listed == sorted(set(listed)) and set(listed) <= set(dir(tutor_cli))
    there = set(listed) - {"__version__"}
    typed = {
        (str(node.module), alias.name, alias.asname)
        for node in ast.walk(ast.parse(Path(tutor_cli.__file__).read_text()))
        if isinstance(node, ast.ImportFrom) and str(node.module).startswith("tutor_cli.")
        for alias in node.names
    }
    # What type checkers read is what is imported.
    assert typed == {(f"tutor_cli.{module}", name, name) for name, module in tutor_cli._MODULE_OF.items()}
    with pytest.raises(AttributeError, match="no attribute 'Nobody'"):
        _ = tutor_cli.Nobody
    page = PAGE.read_text()
    for name in there:
        assert re.search(rf"\b{name}\b", page), f"docs/api.md says nothing of {name}"
        value = getattr(tutor_cli, name)
        assert not inspect.isclass(value) or inspect.getdoc(value), name


def test_the_options_are_those_of_start() -> None:
    taken = inspect.signature(Tutor.start).parameters
    assert set(tutor_cli.RunOptions.__annotations__) == set(taken) - {"self", "question", "thread"}
    table = PAGE.read_text().split("`RunOptions`")[1]
    assert all(f"`{name}`" in table for name in tutor_cli.RunOptions.__annotations__)


@pytest.fixture
def tutor(tmp_path: Path) -> Iterator[Tutor]:
    environ = {"TUTOR_HOME": str(tmp_path / "home"), "OPENAI_API_KEY": "sk-x", "TUTOR_CHECK": "false"}
    with Tutor(load_config(environ)) as tutor:
        yield tutor


def asking(server: ScriptedServer) -> dict[str, Any]:
    return {"model": "openai/x", "base_url": server.base_url}


_over = threading.Event()


@pytest.fixture(autouse=True)
def nothing_left_at_work() -> Iterator[None]:
    """A tool that was not waited for ends with its test: stdout goes through it until then."""
    _over.clear()
    yield
    _over.set()


@tool(read_only=True)
def slow(seconds: float) -> str:
    """Takes its time."""
    _over.wait(seconds)
    return f"took {seconds:g} s"


def test_tools_are_given_as_they_are(tutor: Tutor) -> None:
    def halve(x: float) -> float:
        """Half of it."""
        return x / 2

    with ScriptedServer([call("halve", x=3) + call("slow", seconds=0), say("1.5")]) as server:
        answer = tutor.ask("halve 3", tools=[halve, slow], **asking(server))
        with pytest.raises(UsageError, match="Two tools are named 'halve'"):
            tutor.start("again", tools=[halve, tool(halve)], **asking(server))
        with pytest.raises(UsageError, match="is no function"):
            tutor.start("again", tools=[3], **asking(server))  # type: ignore[list-item]
    assert answer.output == "1.5"
    assert [(step["name"], step["output"]) for step in answer.steps] == [
        ("halve", "1.5"),
        ("slow", "took 0 s"),
    ]
    assert [each["name"] for each in server.requests[0]["tools"]] == ["halve", "slow"]
    with pytest.raises(UsageError, match="by name"):
        tutor.create_assistant("a", tools=[halve])  # type: ignore[list-item]


def test_metadata_is_kept_with_assistants_threads_and_runs(tutor: Tutor) -> None:
    coach = tutor.create_assistant("coach", description="Coaches.", metadata={"school": "north"})
    thread = tutor.create_thread(title="Lesson 1", assistant=coach, metadata={"class": "7b"})
    with ScriptedServer([say("Yes.")]) as server:
        answer = tutor.ask("ok?", thread=thread.id, tools=[], metadata={"exercise": 3}, **asking(server))
    assert tutor.store.assistant(coach.id).metadata == {"school": "north"}
    assert tutor.store.thread(thread.id).metadata["class"] == "7b"
    assert tutor.store.run(answer.run_id).metadata["exercise"] == 3
    assert answer.assistant_id == coach.id


def test_a_run_that_takes_too_long_expires_and_the_thread_goes_on(tutor: Tutor) -> None:
    def turn(body: dict[str, Any]) -> Turn:
        match body["input"][-1]:
            case {"content": [{"text": "wait for the tool"}]}:
                return call("slow", seconds=60)
            case {"content": [{"text": "wait for the model"}]}:
                return say("late", delay=60)
        return say("Still here.")

    with ScriptedServer(repeat(turn)) as server:
        options = {"tools": [slow], **asking(server)}
        for waits_for in ("the tool", "the model"):
            with ending_soon():
                first = tutor.ask(f"wait for {waits_for}", timeout=1, **options)
            assert first.status == "expired"
            thread = first.thread_id
        assert tutor.ask("there?", thread=thread, timeout=60, **options).output == "Still here."
    assert not [
        each for each in threading.enumerate() if isinstance(each, threading.Timer) and each.is_alive()
    ]


def test_a_run_is_cancelled_from_another_thread(tutor: Tutor) -> None:
    cancellation = Cancellation()
    with ScriptedServer([say("late", delay=30), call("slow", seconds=30), say("Still here.")]) as server:
        options = {"tools": [slow], **asking(server)}
        threading.Timer(0.3, cancellation.cancel).start()
        answer = tutor.ask("wait", cancellation=cancellation, **options)
        assert answer.status == "cancelled"
        turn = tutor.start("wait", thread=answer.thread_id, **options)
        (wanted,) = turn.respond().calls
        threading.Timer(0.3, turn.cancel).start()
        with pytest.raises(Cancelled):
            turn.call(wanted)
        assert tutor.store.run(turn.run.id).status == "cancelled"
        assert tutor.ask("there?", thread=answer.thread_id, **options).output == "Still here."


def test_neither_a_tool_that_raises_nor_too_many_steps_lock_the_thread(tutor: Tutor) -> None:
    @tool
    def broken(x: int) -> int:
        raise RuntimeError("out of order")

    again = call("broken", x=1)
    with ScriptedServer([again, say("It is broken."), again, again, again, say("Still here.")]) as server:
        options = {"tools": [broken], **asking(server)}
        first = tutor.ask("go", **options)
        assert (first.status, first.output) == ("completed", "It is broken.")
        assert first.steps[0]["is_error"]
        second = tutor.ask("go", thread=first.thread_id, max_steps=3, **options)
        assert (second.status, second.incomplete_reason) == ("incomplete", "max_steps")
        assert tutor.ask("there?", thread=first.thread_id, **options).output == "Still here."


def test_every_option_counts_on_a_thread_that_is_there(tutor: Tutor) -> None:
    coach = tutor.create_assistant("coach", instructions="Coach.", model="openai/x")
    with ScriptedServer([say("a"), say("b"), say("c")]) as server:
        thread = tutor.ask("1", assistant=coach, tools=[slow], base_url=server.base_url).thread_id
        tutor.ask(
            "2",
            thread=thread,
            instructions="Be brief.",
            model="openai/y",
            base_url=server.base_url,
            tools=[],
            settings=Settings(temperature=0.5, max_output_tokens=99),
        )
        tutor.ask("3", thread=thread, base_url=server.base_url)
    first, second, third = server.requests
    assert (first["model"], first["instructions"]) == ("x", "Coach.")
    assert (second["model"], second["instructions"]) == ("y", "Be brief.")
    assert (second["temperature"], second["max_output_tokens"]) == (0.5, 99)
    assert [tool["name"] for tool in first["tools"]] == ["slow"]
    assert "tools" not in second
    assert (third["model"], third["instructions"]) == ("x", "Coach.")  # the assistant's again
    said = [item["content"][0]["text"] for item in third["input"][-5:]]
    assert said == ["1", "a", "2", "b", "3"]


def test_by_hand_calls_run_together_or_are_answered_by_the_program(tutor: Tutor) -> None:
    together = threading.Barrier(2, timeout=SOON)

    @tool(read_only=True)
    def meet() -> str:
        """Waits until it is called a second time."""
        together.wait()
        return "met"

    both = call("meet") + call("meet")
    with ScriptedServer([both, call("lookup", key="pi"), say("Done.")]) as server:
        turn = tutor.start("go", tools=[meet], **asking(server))
        outputs = turn.call_all(turn.respond().calls)
        assert [each.text for each in outputs] == ["met", "met"]
        (wanted,) = turn.respond().calls
        assert turn.submit(wanted, {"pi": 3.14}).text == '{"pi": 3.14}'  # no tool of ours knows it
        assert turn.respond().text == "Done."
    assert server.requests[-1]["input"][-1]["output"] == '{"pi": 3.14}'
    assert tutor.answer(turn).status == "completed"
    assert tutor.answer(turn).steps[-1]["output"] == '{"pi": 3.14}'


def test_a_model_that_fails_is_told_by_the_answer_or_raised_by_hand(tutor: Tutor) -> None:
    with ScriptedServer([refuse(400, "no such parameter")] * 2) as server:
        answer = tutor.ask("go", tools=[], **asking(server))
        assert answer.status == "failed"
        assert answer.error is not None and "no such parameter" in answer.error.message
        with pytest.raises(ModelError, match="no such parameter"):
            tutor.start("go", tools=[], **asking(server)).respond()


def test_several_threads_and_asynchronous_code_may_ask(tutor: Tutor) -> None:
    def echo(body: dict[str, Any]) -> Any:
        return say(body["input"][-1]["content"][0]["text"])

    with ScriptedServer([echo] * 12) as server:
        options = {"tools": [], **asking(server)}
        thread = tutor.create_thread().id
        with ThreadPoolExecutor(6) as pool:
            alone = pool.map(lambda n: tutor.ask(f"q{n}", **options).output, range(5))
            shared = pool.map(lambda n: tutor.ask(f"s{n}", thread=thread, **options).output, range(5))
            assert [*alone, *shared] == [*(f"q{n}" for n in range(5)), *(f"s{n}" for n in range(5))]
        assert len(tutor.store.runs(thread)) == 5

        async def asked() -> list[str]:
            answers = await asyncio.gather(
                *(asyncio.to_thread(tutor.ask, f"a{n}", **options) for n in range(2))
            )
            return [each.output for each in answers]

        assert asyncio.run(asked()) == ["a0", "a1"]
