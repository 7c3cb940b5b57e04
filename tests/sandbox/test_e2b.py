"""E2B through its real SDK: code against recordings of its own server, the cloud against a fixture."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

pytest.importorskip("e2b_code_interpreter")

from tests.patience import SOON, ending_soon
from tests.sandbox.e2b_cloud import Cloud
from tests.sandbox.e2b_seam import RECORDING, Tape, answered_by
from tutor_cli.errors import SandboxError, SandboxUnavailable
from tutor_cli.sandbox import e2b
from tutor_cli.sandbox.e2b import E2BSandbox

CASSETTES = Path(__file__).parents[2] / "cassettes" / "e2b"
KEY = "e2b_" + "0" * 40


@pytest.fixture
def tape(request: pytest.FixtureRequest) -> Tape:
    return Tape(CASSETTES / f"{request.node.name.removeprefix('test_')}.json")


@pytest.fixture
def sandbox(tape: Tape) -> Iterator[E2BSandbox]:
    """Runs code at E2B's server, as it was recorded."""
    handler = tape.recorder if RECORDING else lambda real: tape.replay
    sandbox = E2BSandbox(KEY, debug=True)
    with answered_by(handler):
        yield sandbox
        sandbox.close()
    tape.save()
    assert tape.used_up


def test_values_and_state(sandbox: E2BSandbox) -> None:
    first = sandbox.run(
        "from sympy import *\nx = symbols('x')\nprint('hi')\nintegrate(sin(x)**2, x)", timeout=20
    )
    assert first.error is None and first.logs.stdout == ("hi\n",)
    assert first.text == "x/2 - sin(x)*cos(x)/2"
    assert first.results[0].latex is not None and r"\frac{x}{2}" in first.results[0].latex
    assert sandbox.run("x + 1", timeout=20).text == "x + 1"
    assert not sandbox.fresh


def test_errors_and_stderr(sandbox: E2BSandbox) -> None:
    execution = sandbox.run("import sys\nprint('careful', file=sys.stderr)\n1 / 0", timeout=20)
    assert execution.logs.stderr == ("careful\n",)
    assert execution.error is not None
    assert (execution.error.name, execution.error.value) == ("ZeroDivisionError", "division by zero")
    assert "1 / 0" in execution.error.traceback


def test_figures(sandbox: E2BSandbox) -> None:
    execution = sandbox.run("import matplotlib.pyplot as plt\nplt.plot([1, 4, 9])\nplt.show()", timeout=30)
    assert [result.png[:4] for result in execution.results if result.png] == [b"\x89PNG"]


COUNT = "import time\nfor i in range(100):\n    print(i)\n    time.sleep(0.2)"


def test_own_deadline(sandbox: E2BSandbox) -> None:
    with ending_soon():
        execution = sandbox.run(COUNT, timeout=2)
    assert execution.error is not None and execution.error.name == "Timeout"
    assert "".join(execution.logs.stdout).startswith("0\n1\n")
    assert sandbox.run("6 * 7", timeout=20).text == "42"


def test_prompt_cancel(sandbox: E2BSandbox, tape: Tape) -> None:
    def press() -> None:
        assert tape.asked.wait(SOON)
        sandbox.interrupt()

    threading.Thread(target=press).start()
    with ending_soon():
        execution = sandbox.run("import time\ntime.sleep(100)", timeout=60)
    assert execution.error is not None and execution.error.name == "Interrupted"
    assert sandbox.run("6 * 7", timeout=20).text == "42"


# The cloud: a fixture (see e2b_cloud.py)


@pytest.fixture
def cloud() -> Iterator[Cloud]:
    cloud = Cloud()
    tape = Tape(CASSETTES / "values_and_state.json") if not RECORDING else None

    async def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/execute":
            if tape is None or tape.used_up:
                raise httpx.RemoteProtocolError("cut off")
            return await tape.replay(request)
        if request.url.path == "/health":
            return httpx.Response(502, json={"message": "The sandbox was not found"})
        return await cloud(request)

    with answered_by(lambda real: answer):
        yield cloud


FIRST = "from sympy import *\nx = symbols('x')\nprint('hi')\nintegrate(sin(x)**2, x)"
SECOND = "x + 1"

cloud_only = pytest.mark.skipif(RECORDING, reason="replays only")


@cloud_only
def test_a_thread_keeps_its_sandbox_across_sessions(cloud: Cloud) -> None:
    kept: list[str | None] = []
    first = E2BSandbox(KEY, keep_id=kept.append)
    assert first.fresh
    assert first.run(FIRST, timeout=20).text == "x/2 - sin(x)*cos(x)/2"
    assert cloud.sandboxes == {"sbx1": "running"}
    assert cloud.created[0]["metadata"] == {"app": "tutor"}
    first.close()
    assert cloud.sandboxes == {"sbx1": "paused"}
    assert kept == ["sbx1"]
    second = E2BSandbox(KEY, sandbox_id="sbx1", keep_id=kept.append)
    assert not second.fresh
    execution = second.run(SECOND, timeout=20)
    assert (execution.text, execution.state_lost) == ("x + 1", False)
    assert cloud.sandboxes == {"sbx1": "running"}
    second.reset()
    assert cloud.sandboxes == {}


@cloud_only
def test_an_expired_sandbox_is_replaced_and_that_is_told(cloud: Cloud) -> None:
    kept: list[str | None] = []
    sandbox = E2BSandbox(KEY, sandbox_id="sbx-gone", keep_id=kept.append)
    execution = sandbox.run(FIRST, timeout=20)
    assert (execution.error, execution.state_lost) == (None, True)
    assert kept == [None, "sbx1"]
    del cloud.sandboxes["sbx1"]  # it ends within the session, too
    assert sandbox.run(SECOND, timeout=20).state_lost
    assert kept == [None, "sbx1", None, "sbx2"]


@cloud_only
def test_a_sandbox_that_ends_in_the_middle_is_an_output(cloud: Cloud) -> None:
    sandbox = E2BSandbox(KEY)
    sandbox.run(FIRST, timeout=20)
    sandbox.run(SECOND, timeout=20)
    execution = sandbox.run("x + 2", timeout=20)
    assert execution.error is not None and execution.error.name == "WorkerDied"
    assert execution.state_lost


@cloud_only
@pytest.mark.parametrize(
    ("refuses", "said"),
    [
        ((401, {"code": 401, "message": "no such key"}), "E2B refused the key."),
        ((403, {"code": 403, "message": "team is blocked"}), "E2B failed: 403: team is blocked"),
        ((429, {"code": 429, "message": "too many sandboxes"}), "E2B's limit is reached: 429: Rate limit"),
        ((500, {"code": 500, "message": "oh"}), "E2B failed: 500: oh"),
    ],
)
def test_what_goes_wrong_is_one_clear_line(cloud: Cloud, refuses: Any, said: str) -> None:
    cloud.refuses = refuses
    calls: list[Callable[[], object]] = [
        lambda: E2BSandbox(KEY).run("1", timeout=5),
        lambda: e2b.list_sandboxes(KEY),
        lambda: e2b.kill_sandbox("sbx1", KEY),
    ]
    for call in calls:
        with pytest.raises(SandboxError) as failure:
            call()
        assert failure.value.message.startswith(said)
        assert "\n" not in failure.value.message + failure.value.hint
        assert "--sandbox local" in failure.value.hint


def test_an_e2b_that_is_not_there_is_one_clear_line(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SandboxUnavailable) as failure:
        E2BSandbox(KEY, api_url="http://127.0.0.1:9", retries=0).run("1", timeout=5)
    assert failure.value.message.startswith("E2B cannot be reached")


def test_no_key_is_one_clear_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("E2B_API_KEY", raising=False)
    with pytest.raises(SandboxUnavailable) as failure:
        E2BSandbox(None).run("1", timeout=5)
    assert "key" in failure.value.message


@cloud_only
def test_list_and_kill(cloud: Cloud) -> None:
    cloud.sandboxes = {"sbx8": "paused", "sbx9": "running"}
    assert {each.id: each.state for each in e2b.list_sandboxes(KEY)} == cloud.sandboxes
    assert e2b.kill_sandbox("sbx8", KEY)
    assert not e2b.kill_sandbox("sbx8", KEY)
    assert cloud.sandboxes == {"sbx9": "running"}
