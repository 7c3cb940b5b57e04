"""What tools and tracing cost: calls in parallel, start-up with tools, a traced run.

Targets: two tools of 1 s in one step take 1.0–1.2 s (LangChain's AgentExecutor, which calls
one after the other, took 2.03 s); start-up with no tools of one's own is unchanged; a
traced run costs under 2 % more CPU than an untraced one.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.measure import show, side_by_side
from tests.scripted_model import ScriptedModel, call, say
from tutor_cli import Tutor
from tutor_cli.domain import Run, Thread, new_id
from tutor_cli.items import user_message
from tutor_cli.runs import loop
from tutor_cli.runs.turn import Turn
from tutor_cli.settings import load_config
from tutor_cli.store import Store
from tutor_cli.tools import tool

TUTOR = str(Path(sys.executable).with_name("tutor"))
QUESTION = "What's 10 - 4 raised to the 2.7"
PAIRS = 40

_COLLECTOR = """
import http.server
class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    def do_POST(self):
        self.rfile.read(int(self.headers["content-length"]))
        self.send_response(200)
        self.send_header("content-length", "0")
        self.end_headers()
    def log_message(self, *arguments):
        pass
server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
print(server.server_address[1], flush=True)
server.serve_forever()
"""


@tool(read_only=True)
def wait(seconds: float) -> str:
    """Wait."""
    time.sleep(seconds)
    return "waited"


def main() -> None:
    with tempfile.TemporaryDirectory() as home:
        _parallel(Path(home))
        _startup(home)
        with _collector() as endpoint:
            _tracing(home, endpoint)


def _parallel(home: Path) -> None:
    """One step with two calls of 1 s each; the same two calls in two steps."""
    both, each = call(("wait", '{"seconds": 1}'), ("wait", '{"seconds": 1}')), ("wait", '{"seconds": 1}')
    for name, script in {
        "two 1-s tools in one step": (both, say("done")),
        "two 1-s tools one after the other": (call(each), call(each), say("done")),
    }.items():
        store = Store(home / "parallel.db")
        thread = Thread(new_id("thread"))
        store.save_thread(thread)
        model = ScriptedModel(*script)
        run = Run(new_id("run"), thread.id, None, model.name)
        turn = Turn(store, model, thread, run, [user_message("Wait.")], tools=[wait])
        started = time.perf_counter()
        for _ in loop.run(turn):
            pass
        print(f"{name:<44}{time.perf_counter() - started:>8.3f} s")
        store.close()


def _startup(home: str) -> None:
    """A whole answer with the default tools, and with the calculator alone."""
    commands = {
        "tutor ask, run_python alone": [TUTOR, "ask", QUESTION, "--tool", "run_python"],
        "tutor ask, the default tools": [TUTOR, "ask", QUESTION],
    }
    show(side_by_side(commands, runs=5, environ={"TUTOR_HOME": home}), "tutor ask, run_python alone")


def _tracing(home: str, endpoint: str) -> None:
    """The same question in one process, untraced and traced in turn; then as whole processes."""
    off = load_config({"TUTOR_HOME": home, "PATH": os.environ["PATH"]})
    on = off.with_flags(tracing__enabled=True, tracing__endpoint=endpoint)
    taken: dict[str, list[float]] = {"untraced": [], "traced": []}
    with Tutor(off) as tutor:
        for config in (off, on):  # imports, connections and the sandbox's start are not counted
            tutor.config = config
            thread = tutor.ask(QUESTION).thread_id
        for number in range(PAIRS):
            order = [("untraced", off), ("traced", on)]
            for name, config in order if number % 2 else reversed(order):
                tutor.config = config
                started = time.process_time()
                tutor.ask(QUESTION, thread=thread)
                taken[name].append(time.process_time() - started)
    print(f"\n{'a run in a warm process':<44}{'CPU ms':>8}{'×':>8}")
    for name, each in taken.items():
        ratio = statistics.median(mine / base for mine, base in zip(each, taken["untraced"], strict=True))
        print(f"{name:<44}{1000 * statistics.median(each):>8.1f}{ratio:>8.3f}")
    print(f"{'spans alone, made and exported':<44}{1000 * _spans_alone(on):>8.2f}")
    print()
    traced = ["env", "TUTOR_TRACING_ENABLED=1", f"TUTOR_TRACING_ENDPOINT={endpoint}"]
    commands = {
        "tutor ask, untraced": [TUTOR, "ask", QUESTION],
        "tutor ask, traced (with its imports)": [*traced, TUTOR, "ask", QUESTION],
    }
    show(side_by_side(commands, runs=5, environ={"TUTOR_HOME": home}), "tutor ask, untraced")


def _spans_alone(config: object) -> float:
    """CPU seconds for one run's spans: the events of a real run, seen 300 times."""
    from tutor_cli.settings import Config
    from tutor_cli.tracing import traced

    assert isinstance(config, Config)
    with Tutor(config.with_flags(tracing__enabled=False)) as tutor:
        events = list(tutor.run(None, QUESTION))
    started = time.process_time()
    for _ in range(300):
        for _ in traced(events, config):
            pass
    time.sleep(6)  # the exporter's own rhythm is 5 s
    return (time.process_time() - started) / 300


@contextmanager
def _collector() -> Iterator[str]:
    """A collector in a process of its own, so that its work is not counted."""
    process = subprocess.Popen([sys.executable, "-c", _COLLECTOR], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        yield f"http://127.0.0.1:{int(process.stdout.readline())}/v1/traces"
    finally:
        process.terminate()
        process.wait(10)


if __name__ == "__main__":
    main()
