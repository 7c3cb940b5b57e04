"""How long a person waits: --help, lists, and the main job, beside what they are made of.

``llm`` is measured too when a command of that name is on the PATH, or is named by LLM=….
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.measure import show, side_by_side

TUTOR = str(Path(sys.executable).with_name("tutor"))


def main() -> None:
    with tempfile.TemporaryDirectory() as home:
        environ = {"TUTOR_HOME": home, "NO_COLOR": "1"}
        commands = {
            "python -c pass": [sys.executable, "-c", "pass"],
            "python -c 'import typer'": [sys.executable, "-c", "import typer"],
            "tutor --help": [TUTOR, "--help"],
            "tutor thread list": [TUTOR, "thread", "list"],
        }
        llm = os.environ.get("LLM") or shutil.which("llm")
        if llm:
            commands["llm --help"] = [llm, "--help"]
        else:
            print("llm is not installed: not compared (LLM=/path/to/llm names one).")
        show(side_by_side(commands, environ=environ), "llm --help" if llm else "tutor --help")
        print()
        job = {
            "python -c 'import sympy'": [sys.executable, "-I", "-c", "import sympy"],
            "tutor ask (a question it declines)": [TUTOR, "ask", "who wrote the Iliad?"],
            "tutor ask (the main job)": [TUTOR, "ask", "What's 10 - 4 raised to the 2.7"],
        }
        show(side_by_side(job, environ=environ, runs=5), "python -c 'import sympy'")
        print()
        _where_the_time_goes(environ)


def _where_the_time_goes(environ: dict[str, str], runs: int = 5) -> None:
    """The main job's wall time, and its parts: medians of runs in turns with their yardsticks."""
    python = [sys.executable, "-c", "pass"]
    command = [sys.executable, "-c", "from tutor_cli.cli.app import app"]
    job = [TUTOR, "ask", "--json", "What's 10 - 4 raised to the 2.7"]
    taken: list[list[float]] = []
    for _ in range(runs):
        row = [_seconds(each, environ)[0] for each in (python, command)]
        whole, printed = _seconds(job, environ)
        taken.append([*row, json.loads(printed)["steps"][0]["seconds"], whole])
    started, imported, waited, whole = (statistics.median(column) for column in zip(*taken, strict=True))
    print(f"{'tutor ask (the main job), wall s':<60}{whole:>8.3f}")
    print(f"{'  Python starts':<60}{started:>8.3f}")
    print(f"{'  the command line is imported':<60}{imported - started:>8.3f}")
    print(f"{'  run_python (a worker locks itself in, IPython, SymPy)':<60}{waited:>8.3f}")
    rest = whole - imported - waited
    print(f"{'  the rest (options by pydantic, store, reading, leaving)':<60}{rest:>8.3f}")


def _seconds(command: list[str], environ: dict[str, str]) -> tuple[float, str]:
    started = time.perf_counter()
    done = subprocess.run(
        command,
        env={**os.environ, **environ},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    return time.perf_counter() - started, done.stdout
