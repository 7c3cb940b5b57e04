"""MCP servers: a real one over stdio and HTTP, and one that does everything wrong."""

from __future__ import annotations

import http.server
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Program
from tests.patience import SOON, ending_soon, wait_until
from tutor_cli.cancellation import Cancellation
from tutor_cli.domain import ToolCall, ToolOutput
from tutor_cli.errors import Cancelled, NotConfigured
from tutor_cli.settings import Config
from tutor_cli.tools import Tool, ToolContext
from tutor_cli.tools.call import call_tool
from tutor_cli.tools.mcp import McpServer, server_settings, tool_name
from tutor_cli.tools.mcp_connection import McpError
from tutor_cli.tools.registry import list_tools, open_tools

HERE = Path(__file__).parent
GOOD = {"command": sys.executable, "args": [str(HERE / "mcp_good.py")], "env": {"TOLD": "${TOLD}"}}


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """The SDK waits two seconds for a server that does not end by itself."""
    monkeypatch.setattr("mcp.client.stdio.PROCESS_TERMINATION_TIMEOUT", 0.1)


def bad(way: str, **settings: Any) -> dict[str, Any]:
    return {"command": sys.executable, "args": [str(HERE / "mcp_bad.py"), way], **settings}


def config_of(tmp_path: Path, **servers: Any) -> Config:
    return Config(tmp_path, tmp_path, tmp_path, file={"mcp": servers}, environ={"TOLD": "by the person"})


def call(
    tools: list[Tool], tool: str, /, cancellation: Cancellation | None = None, **arguments: Any
) -> ToolOutput:
    context = ToolContext(call_id="call_1", cancellation=cancellation or Cancellation())
    by_name = {each.spec.name: each for each in tools}
    return call_tool(by_name, ToolCall("call_1", tool, json.dumps(arguments)), context)


def unused() -> Tool:
    raise AssertionError("not asked for")


def opened(config: Config, *names: str, notices: list[str] | None = None) -> list[Tool]:
    told = [] if notices is None else notices
    return open_tools(names, config, run_python=unused, notice=told.append)


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Tool]]:
    os.environ["TUTOR_TEST_KEY"] = "sk-secret"
    tools = opened(config_of(tmp_path_factory.mktemp("good"), good=GOOD), "mcp:good")
    yield tools
    for tool in tools:
        tool.close()
    del os.environ["TUTOR_TEST_KEY"]


def test_a_server_s_tools_carry_its_name_and_what_it_says_of_them(good: list[Tool]) -> None:
    by_name = {tool.spec.name: tool for tool in good}
    assert sorted(by_name) == ["good__add", "good__fail", "good__picture", "good__secret"]
    assert by_name["good__add"].spec.description == "Add two numbers."
    assert by_name["good__add"].spec.parameters["required"] == ["a", "b"]
    assert by_name["good__add"].approval == "auto"  # it says that it only reads
    assert by_name["good__secret"].approval == "ask"


def test_a_call_gives_its_text_and_a_failure_says_so(good: list[Tool]) -> None:
    assert call(good, "good__add", a=2, b=0.5).text == "2.5"
    failed = call(good, "good__fail")
    assert failed.is_error
    assert "fail" in failed.text
    assert "'b' is missing" in call(good, "good__add", a=2).text


def test_a_server_sees_only_what_it_was_given(good: list[Tool]) -> None:
    """No key of the tutor's environment."""
    assert call(good, "good__secret", name="TUTOR_TEST_KEY").text == "(not there)"
    assert call(good, "good__secret", name="TOLD").text == "by the person"


def test_calls_at_the_same_time_each_get_their_own_answer(good: list[Tool]) -> None:
    with ThreadPoolExecutor(8) as pool:
        outputs = pool.map(lambda number: call(good, "good__add", a=number, b=0.5), range(20))
    assert [output.text for output in outputs] == [f"{number}.5" for number in range(20)]


def test_a_picture_becomes_a_file_of_the_thread(good: list[Tool], tmp_path: Path) -> None:
    tool = next(tool for tool in good if tool.spec.name == "good__picture")
    output = tool.call({}, ToolContext(call_id="call_1/../x", folder=tmp_path / "files"))
    (artifact,) = output.artifacts
    assert artifact.media_type == "image/png"
    assert Path(artifact.path).parent == tmp_path / "files"
    assert Path(artifact.path).read_bytes().startswith(b"\x89PNG")
    assert Path(artifact.path).stat().st_mode & 0o777 == 0o600


def test_over_http(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, str(HERE / "mcp_good.py"), "http"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout is not None
    try:
        port = int(process.stdout.readline())
        table = {"url": f"http://127.0.0.1:{port}/mcp", "headers": {"Authorization": "Bearer x"}}
        tools = opened(config_of(tmp_path, web=table), "mcp:web")
        assert call(tools, "web__add", a=1, b=1).text == "2.0"
        tools[0].close()
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


@pytest.mark.parametrize(
    ("table", "told"),
    [
        (bad("dies at once"), "did not start"),
        (bad("hangs at once", start_timeout=0.8), "did not start within 0.8 seconds"),
        (bad("floods at once", start_timeout=0.8), "did not start within 0.8 seconds"),
        (bad("no newline", start_timeout=0.8), "did not start within 0.8 seconds"),
        ({"command": "/no/such/program"}, "/no/such/program cannot be run: No such file or directory"),
        ({"url": "http://127.0.0.1:9/mcp"}, "did not start"),
        ({"url": "no address"}, "did not start"),
    ],
    ids=lambda value: "",
)
def test_a_server_that_does_not_start_is_left_out(tmp_path: Path, table: dict[str, Any], told: str) -> None:
    notices: list[str] = []
    with ending_soon():
        assert opened(config_of(tmp_path, bad=table), "mcp:bad", notices=notices) == []
    assert len(notices) == 1
    assert told in notices[0]
    assert "\n" not in notices[0]
    assert len(notices[0]) < 900


def test_an_address_that_refuses_says_how(tmp_path: Path) -> None:
    class Refusing(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["content-length"]))
            seen.append(self.headers["authorization"])
            self.send_response(401)
            self.end_headers()

        def log_message(self, *arguments: object) -> None:
            pass

    seen: list[str] = []
    notices: list[str] = []
    with http.server.HTTPServer(("127.0.0.1", 0), Refusing) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        table = {
            "url": f"http://127.0.0.1:{server.server_address[1]}/mcp",
            "headers": {"Authorization": "Bearer ${TOLD}"},
        }
        assert opened(config_of(tmp_path, bad=table), "mcp:bad", notices=notices) == []
        server.shutdown()
    assert "HTTP 401 Unauthorized" in notices[0]
    assert set(seen) == {"Bearer by the person"}


def test_what_a_dying_server_said_is_told(tmp_path: Path) -> None:
    notices: list[str] = []
    opened(config_of(tmp_path, bad=bad("dies at once")), "mcp:bad", notices=notices)
    assert "cannot find its configuration" in notices[0]


def test_names_are_put_into_the_letters_that_models_take(tmp_path: Path) -> None:
    tools = opened(config_of(tmp_path, bad=bad("not JSON")), "mcp:bad")
    assert [tool.spec.name for tool in tools] == ["bad__echo_it"]
    assert call(tools, "bad__echo_it").text == "said"
    tools[0].close()
    assert len(tool_name("server", "long" * 30)) == 64
    assert tool_name("server", "long" * 30) != tool_name("server", "long" * 31)


@pytest.mark.parametrize(
    ("way", "told"),
    [
        ("dies in a call", "Segmentation fault, says the server"),
        ("hangs in a call", "did not answer within 1 seconds"),
        ("floods in a call", "did not answer within 1 seconds"),
        ("no content", "failed"),
    ],
)
def test_a_server_that_fails_in_a_call_is_an_output_and_starts_afresh(
    tmp_path: Path, way: str, told: str
) -> None:
    seconds = 1 if "within 1 second" in told else 60
    tools = opened(config_of(tmp_path, bad=bad(way, timeout=seconds)), "mcp:bad")
    for _ in range(2):  # the second call finds a new server, which fails in its turn
        output = call(tools, "bad__echo_it")
        assert output.is_error
        assert told in output.text
        assert len(output.text) < 900
    tools[0].close()


def test_megabytes_are_cut(tmp_path: Path) -> None:
    tools = opened(config_of(tmp_path, bad=bad("megabytes")), "mcp:bad")
    assert len(call(tools, "bad__echo_it").text) < 40_000
    tools[0].close()


def test_tools_that_lie_about_their_schema_are_left_out(tmp_path: Path) -> None:
    notices: list[str] = []
    tools = opened(config_of(tmp_path, bad=bad("lies")), "mcp:bad", notices=notices)
    assert [tool.spec.name for tool in tools] == ["bad__echo_it", "bad__twice", "bad__other_output"]
    assert len(notices) == 2
    assert "its schema is not valid" in notices[0]
    assert "there are two of it" in notices[1]
    output = call(tools, "bad__other_output")  # which gives something else than it said
    assert output.is_error
    tools[0].close()


def test_a_listing_that_the_protocol_forbids_leaves_the_server_out(tmp_path: Path) -> None:
    notices: list[str] = []
    assert opened(config_of(tmp_path, bad=bad("no objects")), "mcp:bad", notices=notices) == []
    assert "Input should be 'object'" in notices[0]
    assert "\n" not in notices[0]


def test_a_list_without_an_end_is_cut(tmp_path: Path) -> None:
    tools = opened(config_of(tmp_path, bad=bad("endless pages")), "mcp:bad")
    assert [tool.spec.name for tool in tools] == ["bad__echo_it"]
    tools[0].close()


def test_a_cancelled_call_returns_at_once(tmp_path: Path) -> None:
    tools = opened(config_of(tmp_path, bad=bad("hangs in a call")), "mcp:bad")
    cancellation = Cancellation()
    threading.Timer(0.3, cancellation.cancel).start()
    with ending_soon(), pytest.raises(Cancelled):
        call(tools, "bad__echo_it", cancellation=cancellation)
    tools[0].close()


def test_a_call_that_waits_for_a_new_start_is_cancelled_at_once(tmp_path: Path) -> None:
    config = config_of(
        tmp_path, bad=bad("dies in a call, and then hangs", env={"SEEN": str(tmp_path / "seen")})
    )
    tools = opened(config, "mcp:bad")
    assert call(tools, "bad__echo_it").is_error
    cancellation = Cancellation()
    threading.Timer(0.3, cancellation.cancel).start()
    with ending_soon():
        with pytest.raises(Cancelled):
            call(tools, "bad__echo_it", cancellation=cancellation)
        tools[0].close()


def alive(pid: int) -> bool:
    try:
        return "State:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False


def wait_until_gone(pids: list[int]) -> None:
    wait_until(lambda: not any(alive(pid) for pid in pids))


def pids_in(file: Path) -> list[int]:
    """Waits for the pids that ``mcp_bad.py`` writes: its own and its child's."""
    wait_until(lambda: file.exists() and file.read_text().count("\n") == 2)
    return [int(line) for line in file.read_text().split()]


def test_a_closed_server_has_ended_with_whatever_it_started(tmp_path: Path) -> None:
    table = bad("stubborn", env={"PIDS": str(tmp_path / "pids")})
    server = McpServer(server_settings("bad", config_of(tmp_path, bad=table)))
    assert len(server.tools(lambda text: None)) == 1
    pids = pids_in(tmp_path / "pids")
    assert all(alive(pid) for pid in pids)
    server.close()
    server.close()
    wait_until_gone(pids)


HOLDER = """
import sys, time; from pathlib import Path
from tutor_cli.settings import Config
from tutor_cli.tools.mcp import McpServer
home = Path(sys.argv[1])
table = {"command": sys.argv[2], "args": sys.argv[3:], "env": {"PIDS": str(home / "pids")}}
server = McpServer.configured("bad", Config(home, home, home, file={"mcp": {"bad": table}}))
server.tools(print)
print("ready", flush=True)
time.sleep(60)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_nothing_is_left_when_tutor_is_killed(tmp_path: Path) -> None:
    command = [sys.executable, "-c", HOLDER, str(tmp_path), *bad("stubborn").values()]
    command[-1:] = command[-1]  # the server's arguments
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "ready\n"
        pids = pids_in(tmp_path / "pids")
        holder.kill()
    wait_until_gone(pids)


def test_ctrl_c_while_a_server_starts_ends_the_program_and_the_server(tutor: Program) -> None:
    server = bad("hangs at once")
    pids = tutor.home / "pids"
    (tutor.home / "config.toml").write_text(
        f"[mcp.bad]\ncommand = {server['command']!r}\nargs = {server['args']!r}\n"
        f"env = {{ PIDS = '{pids}' }}\n"
    )
    asked = tutor.start("ask", "1+1", "--tool", "mcp:bad")
    there = pids_in(pids)
    asked.send_signal(signal.SIGINT)
    out, err = asked.communicate(timeout=SOON)
    assert (asked.returncode, out) == (130, "")
    assert "Traceback" not in err
    wait_until_gone(there)


def test_servers_start_at_the_same_time(tmp_path: Path) -> None:
    (meeting := tmp_path / "meeting").mkdir()
    table = bad("waits for three others", env={"MEETING": str(meeting)})
    config = config_of(tmp_path, **{f"bad{number}": table for number in range(4)})
    tools = opened(config, *(f"mcp:bad{number}" for number in range(4)))
    assert [tool.spec.name for tool in tools] == [f"bad{number}__echo_it" for number in range(4)]
    for tool in tools:
        tool.close()


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ({}, "needs either a command or a url"),
        ({"command": "a", "env": {"KEY": "${NOT_THERE}"}}, "NOT_THERE., which is not in the environment"),
        ({"command": "a", "url": "b"}, "needs either"),
        ({"command": "a", "arguments": []}, "unknown arguments"),
        ({"command": ["a"]}, "command is of the wrong kind"),
        ({"command": "a", "timeout": 0}, "timeout must be"),
        ({"command": "a", "start_timeout": float("nan")}, "start_timeout must be"),
        ("npx", "not a table"),
    ],
)
def test_a_table_that_cannot_be_is_told(tmp_path: Path, table: Any, told: str) -> None:
    with pytest.raises(NotConfigured, match=told):
        opened(config_of(tmp_path, bad=table), "mcp:bad")


def test_an_unknown_server_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotConfigured, match="no MCP server 'other'"):
        opened(config_of(tmp_path), "mcp:other")


def test_they_are_listed_with_what_is_wrong_with_them(tmp_path: Path) -> None:
    config = config_of(tmp_path, bad=bad("dies at once"), other=bad("well"))
    listed = {each.name: each for each in list_tools(config, run_python=unused)}
    assert not listed["mcp:bad"].works
    assert "did not start" in listed["mcp:bad"].note
    assert listed["other__echo_it"].works
    assert listed["other__echo_it"].approval == "ask"


def test_without_the_extra_the_hint_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "mcp.client.stdio", None)
    with pytest.raises(McpError, match="extra") as caught:
        McpServer(server_settings("good", config_of(tmp_path, good=GOOD))).tools(lambda text: None)
    assert "tutor-cli[mcp]" in caught.value.hint
