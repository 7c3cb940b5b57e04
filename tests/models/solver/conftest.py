"""A conversation with the solver whose programs really run, in a Python of their own."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tutor_cli import items
from tutor_cli.domain import Item, ToolSpec
from tutor_cli.models.base import ItemDone, ModelRequest
from tutor_cli.models.solver import Solver

TOOLS = (ToolSpec("run_python"),)


def respond(thread: list[Item]) -> Item:
    """The item the solver answers a thread with."""
    events = list(Solver().respond(ModelRequest("", thread, TOOLS)))
    return next(event.item for event in events if isinstance(event, ItemDone))


@pytest.fixture(scope="session")
def run() -> Iterator[Callable[[str], str]]:
    """Runs a program and gives what it printed."""
    worker = Path(__file__).with_name("worker.py")
    with subprocess.Popen(
        [sys.executable, "-I", str(worker)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin and process.stdout
        stdin, stdout = process.stdin, process.stdout

        def run_one(code: str) -> str:
            stdin.write(json.dumps({"code": code}) + "\n")
            stdin.flush()
            return str(json.loads(stdout.readline())["output"])

        yield run_one
        stdin.close()


@pytest.fixture
def ask(run: Callable[[str], str]) -> Callable[..., str]:
    """Asks questions on one thread and gives the last answer, whole."""

    def ask_all(*questions: str) -> str:
        thread: list[Item] = []
        for question in questions:
            thread.append(items.user_message(question))
            call = respond(thread)
            output = run(json.loads(call["arguments"])["code"])
            thread += [call, items.function_call_output(call["call_id"], output)]
            thread.append(respond(thread))
        return items.text_of(thread[-1])

    return ask_all


def bold(text: str) -> str:
    """The answer of a message: its one bold span, without the mathematics' delimiters."""
    spans = re.findall(r"\*\*(.+?)\*\*", text, re.DOTALL)
    assert len(spans) == 1, text
    return str(spans[0]).replace(r"\(", "").replace(r"\)", "").strip()
