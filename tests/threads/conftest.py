"""A store with one thread in it that has everything a thread can have."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from tutor_cli.domain import (
    Artifact,
    Run,
    RunError,
    RunStep,
    Thread,
    ToolCall,
    ToolCallRecord,
    ToolOutput,
)
from tutor_cli.items import assistant_message, function_call_output, user_message
from tutor_cli.store import Store

THREAD = "thread_abcdefgh12345678"
PAGE = {"title": "Derivatives", "url": "https://example.org/d", "fetched": "2026-11-23"}
CHECK = {"verdict": "differs", "value": "\\(3x\\)", "detail": ""}
CODE = "import sympy\nsympy.diff('x**2')"


def png(width: int = 40, height: int = 20, **saved: object) -> bytes:
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (width, height), "red").save(out, "PNG", **saved)  # type: ignore[arg-type]
    return out.getvalue()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store(tmp_path / "tutor.db")
    yield store
    store.close()


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """The thread's own folder, with a picture that code made."""
    folder = tmp_path / "files" / THREAD
    folder.mkdir(parents=True)
    (folder / "figure-1.png").write_bytes(png())
    return folder


@pytest.fixture
def thread(store: Store, files: Path) -> Thread:
    """Three turns: one with a call and a picture, one cut off, one that failed."""
    thread = Thread(THREAD, "Differentiate \\(x^2\\)", created_at=1_700_000_000.0, updated_at=1_700_000_100.0)
    store.save_thread(thread)
    call = ToolCall("call_1", "run_python", '{"code": "import sympy\\nsympy.diff(\'x**2\')"}')
    picture = Artifact(str(files / "figure-1.png"), "image/png", "Figure 1")
    output = ToolOutput("2*x\n", (picture,))
    first = Run("run_1", thread.id, None, "m", "completed", metadata={"sources": [PAGE], "check": CHECK})
    store.save_run(first)
    store.append(thread.id, [user_message("What is the derivative of \\(x^2\\)?")], first.id)
    item = {"type": "function_call", "id": "fc_1", "call_id": "call_1", "name": call.name}
    store.append(thread.id, [{**item, "arguments": call.arguments}], first.id)
    step = RunStep(
        "step_1", first.id, thread.id, "tool_calls", "completed", calls=(ToolCallRecord(call, output, 0.5),)
    )
    store.append(thread.id, [function_call_output("call_1", output.text)], first.id, step)
    answer = "It is \\(2x\\):\n\n\\[\\frac{d}{dx} x^2 = 2x\\]\n\nIn code, `\\(2x\\)` is `2*x`; it costs $5."
    store.append(thread.id, [assistant_message(answer)], first.id)

    second = Run("run_2", thread.id, None, "solver", "cancelled")
    store.save_run(second)
    cut = assistant_message("Because the", status="incomplete")
    store.append(thread.id, [user_message("Why?"), cut], second.id)

    third = Run("run_3", thread.id, None, "m", "failed", error=RunError("x", "The model broke.", "Wait."))
    store.save_run(third)
    store.append(thread.id, [user_message("And the \x1b[31mintegral</section><script>?")], third.id)
    return thread
