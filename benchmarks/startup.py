"""How long a person waits: --help, lists, and the main job, beside what they are made of.

``llm`` is measured too when a command of that name is on the PATH, or is named by LLM=….
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
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
