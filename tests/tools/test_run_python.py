"""The tool: what the model reads, what the person is given, what earlier sessions leave."""

from __future__ import annotations

import json
import stat
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from tests.patience import SOON
from tutor_cli.cancellation import Cancellation
from tutor_cli.domain import ToolCall, ToolCallRecord, ToolOutput
from tutor_cli.sandbox.manager import Sandboxes
from tutor_cli.tools import run_python
from tutor_cli.tools.base import ToolContext
from tutor_cli.tools.run_python import MAX_TEXT, RunPython

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="nothing confines code on Windows")


@pytest.fixture
def sandboxes(tmp_path: Path) -> Iterator[Sandboxes]:
    sandboxes = Sandboxes(scratch_parent=tmp_path / "scratch")
    sandboxes.warm()
    yield sandboxes
    sandboxes.close()


@pytest.fixture
def tool(sandboxes: Sandboxes) -> RunPython:
    return RunPython(sandboxes, timeout=20)


def run(tool: RunPython, code: str, **context: object) -> ToolOutput:
    return tool.call({"code": code}, ToolContext(thread_id="thread_1", **context))  # type: ignore[arg-type]


def earlier(*cells: str | tuple[str, float]) -> Sequence[ToolCallRecord]:
    records = []
    for number, cell in enumerate(cells):
        code, seconds = cell if isinstance(cell, tuple) else (cell, 0.1)
        call = ToolCall(f"call_{number}", "run_python", json.dumps({"code": code}))
        records.append(ToolCallRecord(call, ToolOutput("", is_error="raise" in code), seconds))
    return records


def test_printed_text_then_the_value_then_stderr(tool: RunPython) -> None:
    code = "import sys\nprint('a')\nprint('b', file=sys.stderr)\nprint('c', end='')\n6 * 7"
    assert run(tool, code) == ToolOutput("a\nc\n42\n[stderr]\nb")
    assert run(tool, "x = 1") == ToolOutput("(no output)")


def test_an_error_is_short_and_marked(tool: RunPython) -> None:
    output = run(tool, "print('before')\n1 / 0")
    assert output.is_error
    assert output.text.splitlines() == [
        "before",
        "Traceback (most recent call last):",
        "  line 2: 1 / 0",
        "ZeroDivisionError: division by zero",
    ]


@pytest.mark.parametrize("arguments", [{}, {"code": 3}, {"code": "  "}, {"source": "1"}])
def test_bad_arguments_are_an_output(tool: RunPython, arguments: dict[str, object]) -> None:
    output = tool.call(arguments, ToolContext(thread_id="thread_1"))
    assert output.is_error and "code" in output.text


def test_figures_become_files_of_the_users_alone(tool: RunPython, tmp_path: Path) -> None:
    folder = tmp_path / "files"
    code = "import matplotlib.pyplot as plt\nfor n in (1, 2):\n    plt.figure(); plt.plot([n, 2])"
    output = run(tool, code, folder=folder)
    assert [Path(artifact.path).name for artifact in output.artifacts] == ["figure-1.png", "figure-2.png"]
    assert {artifact.media_type for artifact in output.artifacts} == {"image/png"}
    assert [stat.S_IMODE(path.stat().st_mode) for path in sorted(folder.iterdir())] == [0o600, 0o600]
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert "figure-1.png" in output.text and "figure-2.png" in output.text
    again = run(tool, "plt.plot([3, 3]);", folder=folder)
    assert Path(again.artifacts[0].path).name == "figure-3.png"


def test_much_output_is_shortened_in_the_middle(tool: RunPython) -> None:
    text = run(tool, "for i in range(20000): print(i)").text
    assert len(text) < MAX_TEXT + 100
    assert text.startswith("0\n1\n") and text.endswith("19998\n19999")
    assert "characters left out" in text


def test_a_lost_state_is_told(tool: RunPython) -> None:
    output = run(tool, "import os\nos._exit(1)")
    assert output.is_error and "state was lost" in output.text
    assert run(tool, "6 * 7") == ToolOutput("42")


def test_cancellation_ends_the_call(tool: RunPython) -> None:
    cancellation = Cancellation()
    output = run(
        tool,
        "print('begun')\nwhile True: pass",
        cancellation=cancellation,
        on_output=lambda stream, text: cancellation.cancel(),
    )
    assert output.is_error and "nterrupted" in output.text  # and not: longer than it may


def test_earlier_variables_come_back_when_they_are_used(
    tool: RunPython, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run_python, "REPLAY_SECONDS", SOON)  # however busy the machine is
    calls = earlier("a = 40", "raise ValueError", "print('again')\nb = a + 1", ("slow = 1", 60.0))
    output = run(tool, "b + 1", previous_calls=lambda: calls)
    assert output.text.splitlines() == ["42", "[2 earlier cells were run again to restore b.]"]
    assert run(tool, "b + 2", previous_calls=lambda: calls).text == "43"


def test_what_is_slow_is_not_run_again(tool: RunPython) -> None:
    output = run(tool, "slow + 1", previous_calls=lambda: earlier(("slow = 1", 60.0)))
    assert output.is_error
    assert output.text.splitlines()[-1] == "[The state starts fresh: slow must be defined again.]"


def test_a_program_that_needs_nothing_is_not_delayed(tool: RunPython) -> None:
    calls = earlier("import time; time.sleep(3); x = 1")
    output = run(tool, "from sympy import *\nx = Symbol('x')\nx + x", previous_calls=lambda: calls)
    assert output.text == "2*x"


def test_a_thread_has_its_own_state_and_few_live(sandboxes: Sandboxes, tool: RunPython) -> None:
    for number in range(6):
        tool.call({"code": f"mine = {number}"}, ToolContext(thread_id=f"thread_{number}"))
    assert tool.call({"code": "mine"}, ToolContext(thread_id="thread_5")).text == "5"
    assert len(sandboxes._living) == sandboxes.max_living
    assert tool.call({"code": "mine"}, ToolContext(thread_id="thread_0")).is_error


def test_a_sandbox_that_made_room_is_replaced(
    sandboxes: Sandboxes, tool: RunPython, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = sandboxes.for_thread
    closed = real("thread_1")
    closed.close()
    given = iter([closed])
    monkeypatch.setattr(sandboxes, "for_thread", lambda thread_id: next(given, None) or real("thread_2"))
    assert run(tool, "6 * 7").text == "42"


def test_where_nothing_confines_the_model_is_told(monkeypatch: pytest.MonkeyPatch, tool: RunPython) -> None:
    tool.call({"code": "1"}, ToolContext(thread_id="thread_w"))  # takes the one that was started
    monkeypatch.setattr(sys, "platform", "win32")
    output = tool.call({"code": "1"}, ToolContext(thread_id="thread_x"))
    assert output.is_error and "E2B" in output.text


def test_running_unconfined_is_said_each_time(tmp_path: Path) -> None:
    sandboxes = Sandboxes(unsafe_local=True, scratch_parent=tmp_path)
    tool = RunPython(sandboxes)
    notices: list[str] = []
    for _ in range(2):
        run(tool, "1", on_output=lambda kind, text: notices.append(text) if kind == "notice" else None)
    sandboxes.close()
    assert len(notices) == 2 and "unconfined" in notices[0]
