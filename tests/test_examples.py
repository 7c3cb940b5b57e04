"""The examples, run as they are."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from tests.conftest import Program
from tests.servers.scripted import ScriptedServer, Turn, call, say

EXAMPLES = Path(__file__).parents[1] / "examples"


def run(tutor: Program, example: str) -> str:
    done = subprocess.run(
        [sys.executable, str(EXAMPLES / example)],
        capture_output=True,
        text=True,
        timeout=90,
        env=tutor.environ,
        cwd=tutor.home,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_own_loop_prints_each_call_and_goes_on_in_the_thread(tutor: Program) -> None:
    told = run(tutor, "own_loop.py")
    assert told.count("run_python\n") == 2
    assert '"code"' in told
    assert "-32.224" in told
    assert "-14.983" in told
    threads, runs = re.findall(r"thread_id: (\w+) run_id: (\w+)", told)
    assert threads[0] == runs[0]  # both questions on one thread …
    assert threads[1] != runs[1]  # … in two runs
    assert "-14.983" in tutor("thread", "show", threads[0]).stdout  # and all of it was kept


def test_the_loop_of_the_readme_runs_as_it_is_printed(tutor: Program) -> None:
    (loop,) = re.findall(r"```python\n(.*?)```", (EXAMPLES.parent / "README.md").read_text(), re.DOTALL)
    assert len([line for line in loop.splitlines() if line.strip()]) <= 15
    (tutor.home / "loop.py").write_text(loop)
    done = subprocess.run(
        [sys.executable, "loop.py"], capture_output=True, text=True, env=tutor.environ, cwd=tutor.home
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("run_python\n")
    assert "-32.2243" in done.stdout


def test_own_loop_is_as_short_as_it_says() -> None:
    source = (EXAMPLES / "own_loop.py").read_text()
    assert len([line for line in source.splitlines() if line.strip()]) <= 20


def test_own_tool_is_called_by_the_model(tutor: Program) -> None:
    def answer(body: dict) -> Turn:  # type: ignore[type-arg]
        return say(f"It becomes {float(body['input'][-1]['output']):.2f} €.")

    assert run(tutor, "own_tool.py").startswith("1628.89")
    wanted = call("compound_interest", principal=1000, percent_a_year=5, years=10)
    with ScriptedServer([wanted, answer]) as server:
        done = tutor(
            *("ask", "What do 1000 € at 5 % become in 10 years?", "--model", "openai/x"),
            *("--tool", f"{EXAMPLES / 'own_tool.py'}:compound_interest", "--base-url", server.base_url),
            OPENAI_API_KEY="sk-x",
        )
    assert done.stdout.strip() == "It becomes 1628.89 €.", done.stderr
    (spec,) = server.requests[0]["tools"]
    assert spec["name"] == "compound_interest"
    assert spec["description"] == "What an amount of money becomes when the interest stays with it."
    properties = spec["parameters"]["properties"]
    assert properties["principal"]["description"] == "What is there in the beginning."
    assert properties["years"]["description"] == "How long it stays."
