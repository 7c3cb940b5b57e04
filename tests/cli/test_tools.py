"""``tutor search``, ``tutor tools``, ``tutor run show``, as a person runs them."""

from __future__ import annotations

import json
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pexpect
import pytest

from tests.conftest import TUTOR, Program
from tests.patience import SOON, wait_until
from tests.servers.scripted import ScriptedServer, Turn, call, refuse, say
from tests.tools.web import Page, Web, page


@pytest.fixture
def web(tutor: Program) -> Iterator[Web]:
    with Web() as web:
        (tutor.home / "config.toml").write_text(web.config)
        yield web


def test_search_prints_the_results_as_a_table(tutor: Program, web: Web) -> None:
    web.host("html.duckduckgo.com", page("duckduckgo.html"))
    done = tutor("search", "weather", "in", "SF")
    assert done.status == 0
    rows = [line.split("\t") for line in done.stdout.splitlines()]
    assert rows[0][:2] == ["San Francisco weather today", "https://weather.example/sf"]
    assert done.stderr == f"From duckduckgo, {time.strftime('%Y-%m-%d')}.\n"
    assert tutor.json("search", "weather", "in", "SF", "--json")["cached"] is True


@pytest.mark.parametrize(
    ("arguments", "status"),
    [(("search", " "), 2), (("search", "x", "--region", "moon"), 2), (("search", "x"), 1)],
)
def test_a_search_that_cannot_be_says_why_in_a_line(
    tutor: Program, web: Web, arguments: tuple[str, ...], status: int
) -> None:
    done = tutor(*arguments)
    assert done.status == status
    assert done.stdout == ""
    assert done.stderr.startswith("tutor: ")
    assert len(done.stderr.splitlines()) == 2


def test_a_result_cannot_write_to_the_terminal(tutor: Program, web: Web) -> None:
    evil = (
        b'<div class="body"><h2>T\x1b[2Jt</h2><a href="https://a.example/&#27;]0;x">sn&#x9b;31mip</a></div>'
    )
    web.host("html.duckduckgo.com", Page(b"<html><body>" + evil + b"</body></html>"))
    done = tutor("search", "weather")
    assert done.status == 0
    assert not set("\x1b\x9b") & set(done.stdout)


def test_tools_lists_every_tool_and_whether_it_works(tutor: Program) -> None:
    folder = tutor.home / "tools"
    folder.mkdir()
    (folder / "broken.py").write_text("1 / 0")
    (tutor.home / "config.toml").write_text('[tools.approval]\nweb_search = "never"\n')
    done = tutor("tools", timeout=90)
    assert done.status == 0, done.stderr
    rows = {line.split("\t")[0]: line.split("\t")[1:] for line in done.stdout.splitlines()}
    assert rows["web_search"][1] == "never"
    assert rows["run_python"][1] == "auto"
    assert "does not work" not in rows["run_python"][2]
    assert "is new and was not loaded" in rows["broken.py"][2]  # nobody was there to be asked


def test_a_new_file_of_the_folder_is_asked_about_at_the_terminal(tutor: Program) -> None:
    folder = tutor.home / "tools"
    folder.mkdir()
    source = (
        "from tutor_cli.tools import tool\n@tool\ndef twice(x: int) -> int:\n  '''Doubles.'''\n  return 2*x\n"
    )
    (folder / "mine.py").write_text(source)
    child = pexpect.spawn(TUTOR, ["tools"], env=tutor.environ, dimensions=(40, 200), timeout=60)  # type: ignore[arg-type]
    child.expect("is new. It would run with all your rights. Load it?")
    child.send("y")
    child.expect("twice.*Doubles")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    assert "twice" in tutor("tools", timeout=90).stdout  # and not asked again


def test_run_show_prints_the_tree_of_steps(tutor: Program) -> None:
    source = (
        "from tutor_cli.tools import tool\n@tool(read_only=True)\ndef twice(x: int) -> int:\n  return 2*x\n"
    )
    (tutor.home / "mine.py").write_text(source)
    with ScriptedServer([call("twice", x=21), say("It is $42$.\x1b[2J")]) as server:
        asked = tutor.json(
            *("ask", "double 21?", "--json", "--tool", "mine.py:twice"),
            *("--base-url", server.base_url, "--model", "openai/x"),
            OPENAI_API_KEY="sk-x",
        )
    assert asked["status"] == "completed"
    done = tutor("run", "show", asked["run_id"])
    lines = done.stdout.splitlines()
    assert lines[0].startswith(f"{asked['run_id']} · completed · openai/x · ")
    assert lines[0].endswith(" · 200 + 40 tokens")
    assert lines[1].startswith("├─ tool calls · ")
    assert lines[1].endswith(" · 100 + 20 tokens")
    assert lines[2].startswith("│  └─ twice · ")
    assert lines[3:5] == ["│     │ x: 21", "│     → 42"]
    assert lines[5].startswith("└─ message · ")
    assert lines[6].startswith("   │ It is $42$.")
    assert "\x1b" not in done.stdout
    assert tutor("thread", "show", asked["thread_id"], "--steps").stdout == done.stdout
    told = tutor.json("run", "show", asked["run_id"], "--json")
    assert [step["type"] for step in told["steps"]] == ["tool_calls", "message_creation"]
    assert json.dumps(told)
    assert tutor("run", "show", "run_nothing").status == 2


WRITER = """
from tutor_cli.tools import tool

@tool
def write(text: str) -> str:
    '''Writes.'''
    print("printed by the tool")
    return "wrote " + text
"""


def test_a_schema_that_the_model_server_refuses_is_told_in_a_line(tutor: Program) -> None:
    (tutor.home / "mine.py").write_text(WRITER)
    said = "Invalid schema for function 'write': 'wrong' is not valid"
    with ScriptedServer([refuse(400, said, "invalid_function_parameters")]) as server:
        tutor.environ |= {"OPENAI_API_KEY": "sk-x", "OPENAI_BASE_URL": server.base_url}
        done = tutor("ask", "go", "--tool", "mine.py", "--model", "openai/x")
    assert done.status == 1
    assert done.stdout == ""
    assert "Invalid schema for function 'write'" in done.stderr.splitlines()[0]
    assert "Traceback" not in done.stderr


def test_the_run_goes_on_without_an_mcp_server_that_dies(tutor: Program) -> None:
    bad = Path(__file__).parents[1] / "tools" / "mcp_bad.py"
    (tutor.home / "config.toml").write_text(
        f'[mcp.bad]\ncommand = "{sys.executable}"\nargs = ["{bad}", "dies at once"]\n'
    )
    with ScriptedServer([say("Without it, then.")]) as server:
        tutor.environ |= {"OPENAI_API_KEY": "sk-x", "OPENAI_BASE_URL": server.base_url}
        done = tutor("ask", "go", "--tool", "mcp:bad", "--model", "openai/x")
    assert done.status == 0
    assert done.stdout.strip() == "Without it, then."
    assert "'bad' did not start" in done.stderr
    assert "cannot find its configuration" in done.stderr


def test_an_assistant_keeps_the_whole_path_of_a_tool(tutor: Program) -> None:
    (tutor.home / "mine.py").write_text(WRITER)
    tutor("assistant", "create", "--name", "writer", "--tool", "mine.py:write")
    assert f"{tutor.home / 'mine.py'}:write" in tutor("assistant", "list", "--json").stdout


def told_back(body: dict[str, Any]) -> Turn:
    """The model's answer is what the tool's output was."""
    return say("Told: " + body["input"][-1]["output"])


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        (["y"], "Told: wrote a"),
        (["a"], "Told: wrote a"),
        (["n", "too early\r"], "Told: The person did not allow this call: too early"),
        (["\x03"], "Interrupted"),
        (["n", "\x03"], "Interrupted"),
        (["\x1b[Ay"], "Told: wrote a"),  # an arrow (which ends in an A) is no answer
        (["wy"], "Told: wrote a"),  # nor is what was not offered
    ],
)
def test_an_own_tool_is_asked_about_with_one_key(tutor: Program, keys: list[str], told: str) -> None:
    (tutor.home / "mine.py").write_text(WRITER)
    with ScriptedServer([call("write", text="a"), told_back]) as server:
        child = pexpect.spawn(
            TUTOR,
            ["ask", "go", "--tool", "mine.py:write", "--base-url", server.base_url, "--model", "openai/x"],
            env={**tutor.environ, "OPENAI_API_KEY": "sk-x", "TERM": "xterm"},  # type: ignore[arg-type]
            cwd=str(tutor.home),
            dimensions=(30, 100),
            timeout=60,
            encoding="utf-8",
        )
        child.expect("May write be called")
        child.expect("text: a")
        for key in keys:
            child.expect("(always in|Why not)")
            child.send(key)
        child.expect(told)
        child.expect(pexpect.EOF)
        child.close()
    assert child.exitstatus == (130 if keys[-1] == "\x03" else 0)


def test_what_was_typed_before_is_no_answer_and_all_of_a_call_can_be_seen(tutor: Program) -> None:
    (tutor.home / "mine.py").write_text(WRITER)
    text = "\n".join(f"line {number}" for number in range(40))
    typed = threading.Event()

    def thinking(body: dict[str, Any]) -> Turn:
        assert typed.wait(SOON)
        return call("write", text=text)

    with ScriptedServer([thinking, told_back]) as server:
        child = pexpect.spawn(
            TUTOR,
            ["ask", "go", "--tool", "mine.py:write", "--base-url", server.base_url, "--model", "openai/x"],
            env={**tutor.environ, "OPENAI_API_KEY": "sk-x", "TERM": "xterm"},  # type: ignore[arg-type]
            cwd=str(tutor.home),
            dimensions=(60, 100),
            timeout=60,
            encoding="utf-8",
        )
        wait_until(lambda: server.requests, 60)
        child.send("aaay")  # while the model is still thinking
        typed.set()
        child.expect("20 more lines")
        child.expect("show the whole")
        child.send("w")
        child.expect("line 39")
        child.expect("no ")
        child.send("n")
        child.expect("Why not")
        child.send("\r")
        child.expect("did not allow this call")
        child.expect(pexpect.EOF)
        child.close()


def test_where_nobody_is_there_to_be_asked_only_yes_allows(tutor: Program) -> None:
    (tutor.home / "mine.py").write_text(WRITER)
    asked = ("go", "--tool", "mine.py:write", "--model", "openai/x")
    with ScriptedServer([call("write", text="a"), told_back] * 3) as server:
        tutor.environ |= {"OPENAI_API_KEY": "sk-x", "OPENAI_BASE_URL": server.base_url}
        refused = tutor("ask", *asked)
        assert refused.status == 0
        assert "nobody was there to be asked; --yes" in refused.stdout
        allowed = tutor("ask", *asked, "--yes")
        assert allowed.stdout.strip() == "Told: wrote a"
        (tutor.home / "config.toml").write_text('[tools.approval]\nwrite = "never"\n')
        assert "the configuration forbids this tool" in tutor("ask", *asked, "--yes").stdout
