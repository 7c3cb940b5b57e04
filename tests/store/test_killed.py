"""``kill -9`` in the middle of a run: nothing that was shown is lost, and the next turn works."""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.scripted_model import ScriptedModel, say
from tutor_cli.domain import Run, Thread, new_id
from tutor_cli.items import is_message, open_calls, text_of, user_message
from tutor_cli.runs import loop
from tutor_cli.runs.turn import Turn
from tutor_cli.store import Store

# Shows what a display would: the answer's text as it comes, and that a call began or ended.
PROGRAM = """
import sys, time
from pathlib import Path
from tests.scripted_model import ScriptedModel, call, say
from tutor_cli.domain import Run, Thread, ToolOutput, ToolSpec, new_id
from tutor_cli.items import user_message
from tutor_cli.models.base import TextDelta
from tutor_cli.runs import loop
from tutor_cli.runs.events import CallEvent, MessageDelta, MessageEvent
from tutor_cli.runs.turn import Turn
from tutor_cli.store import Store

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

store = Store(Path(sys.argv[1]))
thread = store.thread("thread_killed")
for number in range(100):
    model = ScriptedModel(
        slowly(say(f"Let me see {number}.") [:-1] + call(("wait", "{}"), ("wait", "{}"))),
        slowly(say(f"The answer to question {number} is not hard at all, once you have waited.")),
    )
    turn = Turn(store, model, thread, Run(new_id("run"), thread.id, None, model.name),
                [user_message(f"Question {number}")], tools=[Wait()])
    print("Q", number, flush=True)
    for event in loop.run(turn):
        if isinstance(event, MessageDelta):
            print("T", event.message_id, event.text, flush=True)
        elif isinstance(event, CallEvent) and event.event == "tutor.call.completed":
            print("C", event.call_id, flush=True)
"""


@pytest.mark.parametrize("seed", range(12))
def test_killed_at_any_moment(tmp_path: Path, seed: int) -> None:
    path = tmp_path / "tutor.db"
    store = Store(path)
    thread = Thread("thread_killed")
    store.save_thread(thread)
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    shown: list[str] = []
    last = random.Random(seed).randint(1, 90)
    for line in process.stdout:
        shown.append(line)
        if len(shown) >= last:
            break
    process.kill()
    rest, errors = process.communicate()
    assert errors == ""
    shown += [line for line in rest.splitlines(keepends=True) if line.endswith("\n")]

    with sqlite3.connect(path) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    model = ScriptedModel(say("Here I am."))
    turn = Turn(
        store, model, thread, Run(new_id("run"), thread.id, None, model.name), [user_message("Still there?")]
    )
    list(loop.run(turn))
    assert store.run(turn.run.id).status == "completed"
    (request,) = model.requests
    items = list(request.items)
    assert open_calls(items) == []
    assert store.unfinished_runs(thread.id) == []
    assert store.drafts(thread.id) == []

    told: dict[str, str] = {}
    for line in shown:
        kind, _, rest = line.rstrip("\n").partition(" ")
        if kind == "T":
            message, _, text = rest.partition(" ")
            told[message] = told.get(message, "") + text
        elif kind == "C":
            assert any(item.get("call_id") == rest and item.get("output") == "waited" for item in items)
    kept = {str(item["id"]): text_of(item) for item in items if is_message(item, "assistant")}
    for message, text in told.items():
        assert kept[message].startswith(text)
    store.close()
