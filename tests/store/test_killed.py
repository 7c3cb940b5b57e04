"""``kill -9`` in the middle of a run: nothing that was shown is lost, and the next turn works."""

from __future__ import annotations

import contextlib
import itertools
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import pytest

from tests.conftest import TUTOR, Program
from tests.scripted_model import ScriptedModel, say
from tests.servers.scripted import ScriptedServer, call
from tests.servers.scripted import say as saying
from tutor_cli.domain import Run, Thread, new_id
from tutor_cli.items import is_message, open_calls, text_of, user_message
from tutor_cli.runs import loop
from tutor_cli.runs.turn import Turn
from tutor_cli.store import Store

DATABASES, KILLS = 5, 10  # 50 moments

# For each line it reads, forks a child that opens the store and asks one question after another.
# The child shows what a display would: the question, the answer's text as it comes, calls that ended.
PROGRAM = """
import os, sys, time
from pathlib import Path
from tests.scripted_model import ScriptedModel, call, say
from tutor_cli.domain import Run, Thread, ToolOutput, ToolSpec, new_id
from tutor_cli.errors import NotFound
from tutor_cli.items import user_message
from tutor_cli.runs import loop
from tutor_cli.runs.events import CallEvent, MessageDelta
from tutor_cli.runs.turn import Turn
from tutor_cli.store import Store

def show(*words):
    os.write(1, (" ".join(map(str, words)) + "\\n").encode())  # at once: no line is cut by the kill

class Wait:
    spec = ToolSpec("wait")
    approval = "auto"
    def call(self, arguments, context):
        time.sleep(0.02)
        return ToolOutput("waited")
    def close(self):
        pass

def slowly(events):
    def stream(request):
        for event in events:
            time.sleep(0.004)
            yield event
    return stream

def session(path):
    store = Store(path)
    try:
        thread = store.thread("thread_killed")
    except NotFound:
        thread = Thread("thread_killed")
        store.save_thread(thread)
    for number in range(100):
        model = ScriptedModel(
            slowly(say(f"Let me see {number}.") [:-1] + call(("wait", "{}"), ("wait", "{}"))),
            slowly(say(f"The answer to question {number} is not hard at all, once you have waited.")),
        )
        turn = Turn(store, model, thread, Run(new_id("run"), thread.id, None, model.name),
                    [user_message(f"Question {number} of {os.getpid()}")], tools=[Wait()])
        for event in loop.run(turn):
            if isinstance(event, MessageDelta):
                show("T", event.message_id, event.text)
            elif isinstance(event, CallEvent) and event.event == "tutor.call.completed":
                show("C", event.call_id)
        show("Q", f"Question {number} of {os.getpid()}")

for line in sys.stdin:
    child = os.fork()
    if child == 0:
        show("PID", os.getpid())
        session(Path(line.strip()))
        os._exit(1)
    os.waitpid(child, 0)
    show("DEAD")
"""


@pytest.fixture(scope="module")
def killable() -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        yield process
        assert process.stdin is not None and process.stderr is not None
        process.stdin.close()
        assert process.stderr.read() == ""


def killed_session(process: subprocess.Popen[str], path: Path, rng: random.Random) -> list[str]:
    """What a session showed until it was killed."""
    assert process.stdin is not None and process.stdout is not None and process.stderr is not None
    process.stdin.write(f"{path}\n")
    process.stdin.flush()
    pid = int(process.stdout.readline().removeprefix("PID "))
    shown = [process.stdout.readline() for _ in range(rng.choice([0, rng.randint(1, 90)]))]
    if "DEAD\n" in shown:
        process.kill()
        pytest.fail(f"the session ended by itself: {process.stderr.read()}")
    time.sleep(rng.uniform(0, 0.02))  # the moment is between two lines, too; or while the store opens
    os.kill(pid, signal.SIGKILL)
    return shown + list(itertools.takewhile(lambda line: line != "DEAD\n", iter(process.stdout.readline, "")))


@pytest.mark.parametrize("seed", range(DATABASES))
def test_killed_at_any_moment(killable: subprocess.Popen[str], tmp_path: Path, seed: int) -> None:
    path = tmp_path / "tutor.db"
    rng = random.Random(seed)
    told: dict[str, str] = {}
    ended: list[str] = []
    asked: list[str] = []
    for _ in range(KILLS):
        for line in killed_session(killable, path, rng):
            kind, _, rest = line.rstrip("\n").partition(" ")
            if kind == "T":
                message, _, text = rest.partition(" ")
                told[message] = told.get(message, "") + text
            else:
                (ended if kind == "C" else asked).append(rest)
        if path.exists():
            with contextlib.closing(sqlite3.connect(path)) as db:
                assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        _the_next_turn_works(path, told, ended, asked)
    assert told and ended and asked


def _the_next_turn_works(path: Path, told: dict[str, str], ended: list[str], asked: list[str]) -> None:
    store = Store(path)
    thread = Thread("thread_killed")
    store.save_thread(thread)
    model = ScriptedModel(say("Here I am."))
    run = Run(new_id("run"), thread.id, None, model.name)
    list(loop.run(Turn(store, model, thread, run, [user_message("Still there?")])))
    assert store.run(run.id).status == "completed"
    items = list(model.requests[0].items)
    assert open_calls(items) == []
    assert store.unfinished_runs(thread.id) == []
    assert store.drafts(thread.id) == []
    kept = {str(item.get("id")): text_of(item) for item in items if is_message(item, "assistant")}
    assert [text for id, text in told.items() if not kept.get(id, "").startswith(text)] == []
    outputs = {item.get("call_id"): item.get("output") for item in items}
    assert {outputs.get(call_id) for call_id in ended} <= {"waited"}
    assert set(asked) <= {text_of(item) for item in items}
    store.close()


# The program itself; TUTOR_KILLS=50 tries as many moments

MOMENTS = int(os.environ.get("TUTOR_KILLS", "4"))


def _read(stream: IO[bytes], count: int, seconds: float) -> bytes:
    """At least so many bytes, and what comes within some seconds more; or until the end."""
    os.set_blocking(stream.fileno(), False)
    read = b""
    deadline: float | None = None
    while deadline is None or time.monotonic() < deadline:
        piece = stream.read()
        if piece == b"":
            break
        read += piece or b""
        if deadline is None and len(read) >= count:
            deadline = time.monotonic() + seconds
        time.sleep(0.001)
    return read


@pytest.mark.timeout(180 + 10 * MOMENTS)
def test_the_program_is_killed_at_any_moment(tutor: Program) -> None:
    answer = "It is 42, whatever you ask. " * 40
    script = itertools.cycle([call("run_python", code="print(6 * 7)"), saying(answer, pace=0.004)])
    rng = random.Random(MOMENTS)
    with ScriptedServer(script) as server:
        named = ("--model", "openai/scripted", "--base-url", server.base_url)
        keys = {"OPENAI_API_KEY": "sk-none", "TUTOR_CHECK": "false"}
        thread = tutor("thread", "new").stdout.strip()
        shown: list[str] = []
        for number in range(MOMENTS):
            process = subprocess.Popen(
                [TUTOR, "ask", "--thread-id", thread, *named, f"Question {number}"],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**tutor.environ, **keys},
            )
            assert process.stdout is not None
            # Before anything is shown, or after a part of the answer.
            count, seconds = rng.choice([(0, 2.0), (rng.randint(1, 1000), 0.1)])
            shown.append(_read(process.stdout, count, rng.uniform(0, seconds)).decode())
            process.kill()
            shown[-1] += (process.stdout.read() or b"").decode()
            process.wait()
            process.stdout.close()
            with sqlite3.connect(tutor.home / "tutor.db") as db:
                assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert any(shown)
    again = tutor.json("ask", "--json", "--model", "solver", "--thread-id", thread, "what is 4+4")
    assert again["status"] == "completed"
    items = tutor.json("thread", "show", "--json", thread)["items"]
    assert open_calls(items) == []
    kept = iter(text_of(item) for item in items if is_message(item, "assistant"))
    for text in filter(None, (each.strip() for each in shown)):  # in order
        assert any(each.startswith(text) for each in kept), json.dumps(text)
