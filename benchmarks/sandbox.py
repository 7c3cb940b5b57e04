"""What the sandbox costs: to start, to run a line, to be confined; confined and not, interleaved."""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable

from tutor_cli.sandbox.local import LocalSandbox
from tutor_cli.sandbox.manager import Sandboxes

LINE = "10 - 4**2.7"
SYMPY = "from sympy import *\nN(10 - 4**Rational('2.7'))"
WORK = "sum(x * x % 7 for x in range(400_000))\nfor _ in range(500): open('file', 'w').close()"
IPYTHON = f"""
import statistics, time
from IPython.core.interactiveshell import InteractiveShell
shell = InteractiveShell.instance()
shell.displayhook = type(shell.displayhook)(shell=shell)
taken = []
import contextlib, io
for _ in range(200):
    with contextlib.redirect_stdout(io.StringIO()):
        started = time.perf_counter()
        shell.run_cell({LINE!r}, store_history=True)
        taken.append(time.perf_counter() - started)
print(statistics.median(taken[20:]))
"""


def main() -> None:
    kinds: dict[str, Callable[[], LocalSandbox]] = {
        "unconfined": lambda: LocalSandbox(unsafe=True, preload=()),
        "Landlock + seccomp": lambda: LocalSandbox(preload=(), without=("bubblewrap",)),
    }
    if shutil.which("bwrap"):
        kinds["bubblewrap + Landlock + seccomp"] = lambda: LocalSandbox(preload=())
    python = _median(lambda: _timed(_bare_python), 9)
    print(f"Python's own start (python -I -c pass)       {python * 1000:8.1f} ms")
    ipython = float(_python(IPYTHON).splitlines()[-1])
    print(f"`{LINE}` in IPython itself               {ipython * 1000:8.2f} ms\n")
    figures: dict[str, list[list[float]]] = {name: [] for name in kinds}
    for _ in range(7):
        for name, make in kinds.items():
            figures[name].append(_one(make()))
    print(f"{'ms':<34}{'locked in':>10}{'first run':>10}{'line':>8}{'− IPython':>10}{'work':>8}{'work ×':>8}")
    base = statistics.median(each[3] for each in figures["unconfined"])
    for name, runs in figures.items():
        ready, first, line, work = (statistics.median(column) for column in zip(*runs, strict=True))
        print(
            f"{name:<34}{(ready - python) * 1000:>10.0f}{(first - python) * 1000:>10.0f}{line * 1000:>8.2f}"
            f"{(line - ipython) * 1000:>10.2f}{work * 1000:>8.0f}{work / base:>8.2f}"
        )
    print("locked in, first run: beyond Python's own start; first run: IPython loaded, a line run.")
    print(f"line: warm `{LINE}`; work: 400,000 steps of a loop, 500 files.\n")
    _interrupted()
    _warm()


def _interrupted() -> None:
    """How long after an interrupt a run has ended, its state kept; target: within a second."""
    sandbox = LocalSandbox(preload=())
    taken = []
    try:
        for _ in range(9):
            begun = threading.Event()

            def press(begun: threading.Event = begun) -> None:
                begun.wait()
                taken.append(-time.perf_counter())
                sandbox.interrupt()

            pressing = threading.Thread(target=press)
            pressing.start()
            sandbox.run(
                "print('begun')\nwhile True: pass", timeout=30, on_output=lambda *_, begun=begun: begun.set()
            )
            taken[-1] += time.perf_counter()
            pressing.join()
    finally:
        sandbox.close()
    print(f"an endless loop ends after an interrupt      {statistics.median(taken) * 1000:8.1f} ms\n")


def _one(sandbox: LocalSandbox) -> list[float]:
    try:
        started = time.perf_counter()
        sandbox.start()
        ready = time.perf_counter() - started
        sandbox.run(LINE, timeout=30)
        first = time.perf_counter() - started
        line = _median(lambda: _timed(lambda: sandbox.run(LINE, timeout=30)), 100)
        sandbox.run(WORK, timeout=60)
        work = _median(lambda: _timed(lambda: sandbox.run(WORK, timeout=60)), 3)
        return [ready, first, line, work]
    finally:
        sandbox.close()


def _warm() -> None:
    """How long the first SymPy calculation waits, when a worker was started in the background."""
    taken: dict[float, list[float]] = {-1: [], 0: [], 0.5: [], 1: []}
    for _ in range(5):
        for ahead, times in taken.items():
            sandboxes = Sandboxes()
            if ahead >= 0:
                sandboxes.warm()
                time.sleep(ahead)
            times.append(_timed(lambda: sandboxes.for_thread("t").run(SYMPY, timeout=30)))  # noqa: B023
            sandboxes.close()
    for ahead, times in taken.items():
        when = "not warmed" if ahead < 0 else f"warmed {ahead:g} s before"
        print(f"first SymPy calculation, {when:<20}{statistics.median(times) * 1000:8.1f} ms")


def _bare_python() -> None:
    subprocess.run([sys.executable, "-I", "-c", "pass"], check=True)


def _python(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout


def _timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _median(measure: Callable[[], float], runs: int) -> float:
    return statistics.median(measure() for _ in range(runs))
