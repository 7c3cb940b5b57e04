"""``run_python``: the model's code, run in the thread's sandbox."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tutor_cli.domain import Artifact, ToolOutput, ToolSpec
from tutor_cli.errors import Cancelled, SandboxError
from tutor_cli.sandbox.base import CLOSED, Execution, Result, Sandbox
from tutor_cli.sandbox.replay import Cell, needed
from tutor_cli.store.files import make_private_directory
from tutor_cli.tools.base import ATTACHMENTS, Approval, ToolContext

if TYPE_CHECKING:
    from tutor_cli.sandbox.manager import Sandboxes

SPEC = ToolSpec(
    "run_python",
    "Run Python code and get back what it prints and its last expression's value. "
    "Variables stay from call to call. numpy, sympy, scipy and matplotlib are installed; "
    "figures are shown to the person by themselves. There is no network and no access to "
    "files but those the code makes in its working directory.",
    {
        "type": "object",
        "properties": {"code": {"type": "string", "description": "Python source."}},
        "required": ["code"],
        "additionalProperties": False,
    },
)

MAX_TEXT = 20_000
"""Characters of output the model is given; the middle of more is left out."""

MAX_FIGURES = 20

REPLAY_SECONDS = 5.0
"""Earlier cells are run again only if they took less than this together."""

REPLAY_CELLS = 50

UNSAFE = "Code runs unconfined on this machine (--unsafe-local)."


class RunPython:
    """The tool. ``timeout`` is the seconds one call may run."""

    spec = SPEC
    approval: Approval = "auto"

    def __init__(self, sandboxes: Sandboxes, *, timeout: float = 30.0) -> None:
        self._sandboxes = sandboxes
        self._timeout = timeout
        self._earlier: dict[str, list[Cell]] = {}
        """By thread: the cells of earlier sessions whose variables its sandbox does not hold yet."""

    def call(self, arguments: Mapping[str, Any], context: ToolContext) -> ToolOutput:
        code = arguments.get("code")
        if not isinstance(code, str) or not code.strip():
            return ToolOutput("run_python needs one argument, code: Python source.", is_error=True)
        context.cancellation.raise_if_cancelled()
        if self._sandboxes.unsafe:
            context.on_output("notice", UNSAFE)
        try:
            try:
                execution, note = self._run(code, context)
            except SandboxError as error:
                if error.code != CLOSED:
                    raise
                # Between our getting it and using it, it made room for another thread's.
                execution, note = self._run(code, context)
        except SandboxError as error:
            hint = f" {error.hint}" if error.hint else ""
            return ToolOutput(f"{error.message}{hint}", is_error=True)
        except Cancelled:
            return ToolOutput("[Interrupted before it ran.]", is_error=True)
        artifacts, notes = _keep_pictures(execution.results, context.folder)
        if note:
            notes.append(note)
        return ToolOutput(_told(execution, notes), tuple(artifacts), execution.error is not None)

    def _run(self, code: str, context: ToolContext) -> tuple[Execution, str]:
        """What came of the code, and a note on what was restored for it."""
        sandbox = self._sandboxes.for_thread(context.thread_id)
        with context.cancellation.on_cancel(sandbox.interrupt):
            _place_attachments(sandbox, context.folder)
            note = self._restore(sandbox, code, context)
            context.cancellation.raise_if_cancelled()
            return sandbox.run(code, timeout=self._timeout, on_output=context.on_output), note

    def close(self) -> None:
        """The sandboxes are ended by whoever made them."""

    def _restore(self, sandbox: Sandbox, code: str, context: ToolContext) -> str:
        """Run again what ``code`` needs of earlier sessions; a line that says what came of it."""
        if sandbox.fresh:
            self._earlier[context.thread_id] = _earlier_cells(context)
        earlier = self._earlier.get(context.thread_id)
        if not earlier:
            return ""
        cells, names = needed(code, earlier)
        if not cells:
            return ""
        missed = f"[The state starts fresh: {', '.join(names) or 'earlier imports'} must be defined again.]"
        if len(cells) > REPLAY_CELLS or sum(cell.seconds for cell in cells) > REPLAY_SECONDS:
            return missed
        deadline = time.monotonic() + REPLAY_SECONDS
        for cell in cells:
            left = deadline - time.monotonic()
            if left <= 0 or sandbox.run(cell.code, timeout=left).error is not None:
                return missed
        self._earlier[context.thread_id] = [cell for cell in earlier if cell not in cells]
        count = "1 earlier cell was" if len(cells) == 1 else f"{len(cells)} earlier cells were"
        return f"[{count} run again to restore {', '.join(names) or 'imports'}.]"


def _place_attachments(sandbox: Sandbox, folder: Path | None) -> None:
    """Put the thread's data files where the code can read them, by their names."""
    try:
        files = sorted((folder / ATTACHMENTS).iterdir()) if folder else []
    except OSError:  # nothing was attached
        return
    for file in files:
        with suppress(OSError):  # the code is told that there is no such file
            sandbox.put(file)


def _earlier_cells(context: ToolContext) -> list[Cell]:
    """The thread's earlier calls of this tool that succeeded, oldest first."""
    cells = []
    for record in context.previous_calls():
        if record.call.name != SPEC.name or record.call.call_id == context.call_id:
            continue
        if record.output is None or record.output.is_error:
            continue
        try:
            code = json.loads(record.call.arguments, strict=False).get("code")
        except (ValueError, AttributeError):
            continue
        if isinstance(code, str):
            cells.append(Cell(code, record.seconds or 0.0))
    return cells


def _told(execution: Execution, notes: list[str]) -> str:
    """The output for the model."""
    shown = [result.text for result in execution.results if result.text and result.png is None]
    out = "".join(execution.logs.stdout)
    if out and not out.endswith("\n") and shown:
        out += "\n"
    parts = [_shortened(out + "\n".join(shown), MAX_TEXT).rstrip("\n")]
    err = "".join(execution.logs.stderr).rstrip("\n")
    if err:
        parts.append("[stderr]\n" + _shortened(err, MAX_TEXT // 4))
    if error := execution.error:
        parts.append(error.traceback or f"[{error.name}: {error.value}.]")
    if execution.state_lost:
        parts.append("[The state was lost: all variables and imports are gone; define them again.]")
    elif execution.error and execution.error.name in ("Timeout", "Interrupted", "OutputLimit"):
        parts.append("[Variables are kept.]")
    return "\n".join(part for part in [*parts, *notes] if part) or "(no output)"


def _shortened(text: str, limit: int) -> str:
    if len(text) <= limit:
        return text
    head, tail = limit * 2 // 3, limit // 3
    return f"{text[:head]}\n[… {len(text) - head - tail:,} characters left out …]\n{text[-tail:]}"


def _keep_pictures(results: tuple[Result, ...], folder: Path | None) -> tuple[list[Artifact], list[str]]:
    """Write the figures into the thread's folder, and name them for the model."""
    artifacts: list[Artifact] = []
    notes: list[str] = []
    pictures = [
        (result.png, "png", "image/png")
        if result.png
        else ((result.svg or "").encode(), "svg", "image/svg+xml")
        for result in results
        if result.png or result.svg
    ]
    for data, ending, media_type in pictures[:MAX_FIGURES]:
        if folder is None:
            notes.append("[A figure was made; there is no folder to keep it in.]")
            break
        try:
            path = _write_new(folder, ending, data)
        except OSError as error:
            notes.append(f"[A figure could not be kept: {error.strerror}.]")
            break
        artifacts.append(Artifact(str(path), media_type, path.stem.replace("-", " ").capitalize()))
        notes.append(f"[The person is shown {path.name}.]")
    if len(pictures) > MAX_FIGURES:
        notes.append(f"[{len(pictures) - MAX_FIGURES} more figures were left out.]")
    return artifacts, notes


def _write_new(folder: Path, ending: str, data: bytes) -> Path:
    """Write ``figure-N`` under the first free number; for the user alone."""
    make_private_directory(folder)
    number = 1
    while True:
        path = folder / f"figure-{number}.{ending}"
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            number += 1
            continue
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
        return path
