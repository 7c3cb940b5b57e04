"""Starting a worker in the strongest confinement that works here, and telling what works."""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tutor_cli.errors import SandboxError, SandboxUnavailable
from tutor_cli.sandbox.base import CLOSED
from tutor_cli.sandbox.confinement import (
    Plan,
    hide_from_children,
    library_paths,
    plans,
    readable_paths,
    worker_environment,
)
from tutor_cli.sandbox.process import DEFAULT_LIMITS, Gone, Limits, ProtocolError, Setup, Worker

START_SECONDS = 20.0
"""How long a worker may take to be ready, on the slowest machine."""

HINT = "Use E2B (--sandbox e2b with E2B_API_KEY), or --unsafe-local to run code unconfined."


@dataclass(frozen=True)
class Layers:
    """What a worker found when it locked itself in."""

    outer: str
    """``bubblewrap``, ``sandbox-exec`` or empty."""
    layers: dict[str, str] = field(default_factory=dict)
    """Inner layer → what it is, or why it is not there."""
    denied: dict[str, bool] = field(default_factory=dict)
    """``files``, ``network``, ``processes`` → whether the trial was refused."""

    def __str__(self) -> str:
        inner = [name for name, how in self.layers.items() if _entered(how)]
        return ", ".join(filter(None, [self.outer, *inner])) or "nothing"


def start_worker(
    scratch: Path,
    canary: Path,
    *,
    limits: Limits = DEFAULT_LIMITS,
    preload: tuple[str, ...] = (),
    without: tuple[str, ...] = (),
    unsafe: bool = False,
    given_up: Callable[[], bool] = lambda: False,
) -> tuple[Worker, Layers]:
    """A worker that has tried its confinement and found it to hold (or, if ``unsafe``, has none).

    ``canary`` is a file beside the scratch directory that it must not be able to read.
    ``given_up`` is asked now and then whether nobody wants it any more. Raises
    SandboxUnavailable where nothing confines, SandboxError if it cannot be started.
    """
    _refuse_on_windows()
    hide_from_children()
    reasons = []
    for plan in [None] if unsafe else plans(scratch, without):
        worker = _spawn(plan, scratch, canary, limits, preload, without)
        report, problem = _first_word(worker, given_up)
        if report.get("may_run"):
            return worker, Layers(plan.outer if plan else "", report["layers"], report["denied"])
        worker.kill()
        if given_up():
            raise SandboxUnavailable("The sandbox was closed while it started.", code=CLOSED)
        reasons.append(f"{plan.outer or 'alone' if plan else 'unconfined'}: {problem}")
    raise SandboxUnavailable(
        f"Code is not run: nothing on this machine confines it ({'; '.join(reasons)}).", HINT
    )


@dataclass(frozen=True)
class Trial:
    """One layer, tried alone, or all together."""

    layer: str
    """``bubblewrap``, ``landlock``, ``seccomp``, ``sandbox-exec`` or ``together``."""
    works: bool
    about: str
    """What it is, or why it is not there."""
    denies: tuple[str, ...]
    """Of ``files``, ``network`` and ``processes``, what was refused when tried."""


def probe() -> list[Trial]:
    """Try every layer that this system may have, alone and then together, for ``tutor doctor``.

    The last trial is ``together``: whether model-written code is run here. Takes some 0.2 s.
    """
    try:
        _refuse_on_windows()
    except SandboxUnavailable as refusal:
        return [Trial("together", False, refusal.message, ())]
    hide_from_children()
    inner = ("landlock", "seccomp")
    alone = {"landlock": ("bubblewrap", "seccomp"), "seccomp": ("bubblewrap", "landlock")}
    wanted = {"sandbox-exec": inner} if sys.platform == "darwin" else {"bubblewrap": inner, **alone}
    with tempfile.TemporaryDirectory(prefix="tutor-sandbox-") as name:
        folder = Path(name).resolve()
        (folder / "work").mkdir()
        (folder / "canary").touch(mode=0o600)
        trials = [_try(layer, without, folder) for layer, without in wanted.items()]
        return [*trials, _try("together", (), folder)]


def _try(layer: str, without: tuple[str, ...], folder: Path) -> Trial:
    problem = "not installed"
    for plan in plans(folder / "work", without):
        if layer in ("bubblewrap", "sandbox-exec") and plan.outer != layer:
            continue
        try:
            worker = _spawn(plan, folder / "work", folder / "canary", DEFAULT_LIMITS, (), without)
        except SandboxError as error:
            problem = error.message
            continue
        report, problem = _first_word(worker)
        worker.kill()
        if not report or (layer == "together" and not report["may_run"]):
            continue
        denies = tuple(name for name, denied in report["denied"].items() if denied)
        entered = [plan.outer, *(each for each, how in report["layers"].items() if _entered(how))]
        about = report["layers"].get(layer) or " + ".join(filter(None, entered))
        return Trial(layer, layer == "together" or _entered(about), about, denies)
    return Trial(layer, False, problem, ())


def _entered(how: str) -> bool:
    return not how.startswith(("not available", "left out"))


def _refuse_on_windows() -> None:
    if sys.platform == "win32":
        raise SandboxUnavailable(
            "Code cannot be run locally on Windows: nothing confines it.",
            "Use E2B: --sandbox e2b with E2B_API_KEY.",
        )


def _spawn(
    plan: Plan | None,
    scratch: Path,
    canary: Path,
    limits: Limits,
    preload: tuple[str, ...],
    without: tuple[str, ...],
) -> Worker:
    setup = Setup(
        scratch=str(scratch),
        canary=str(canary),
        readable=readable_paths(),
        libraries=library_paths(),
        confine=plan is not None,
        parent=0 if plan and plan.outer == "bubblewrap" else os.getpid(),
        memory=limits.memory,
        file_size=limits.file_size,
        preload=list(preload),
        without=list(without),
    )
    return Worker(setup, worker_environment(scratch), plan.prefix if plan else [])


def _first_word(worker: Worker, given_up: Callable[[], bool] = lambda: False) -> tuple[dict[str, Any], str]:
    """The worker's report, or an empty one and what is wrong."""
    deadline = time.monotonic() + START_SECONDS
    said = b""
    try:
        while time.monotonic() < deadline and not given_up():
            for stream, piece in worker.read(0.05):
                if stream != "reply":
                    said = (said + piece)[-2000:]
                    continue
                report: dict[str, Any] = json.loads(piece)
                missing = [name for name, denied in report["denied"].items() if not denied]
                return report, f"not denied: {', '.join(missing)}"
        return {}, f"not ready after {START_SECONDS:g} s"
    except Gone:
        for _, piece in worker.drain():
            said = (said + piece)[-2000:]
        lines = said.decode("utf-8", "replace").strip().splitlines()
        return {}, lines[-1][:200] if lines else "it ended at once"
    except (ProtocolError, ValueError, KeyError) as error:
        return {}, f"it spoke nonsense ({error})"
