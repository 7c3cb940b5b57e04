"""How fast mathematics is laid out, and what streaming an answer costs.

The answer is the test suite's own: every sample that repeats until it is 200 lines, in
1,272 chunks. Bytes are what arrives at the terminal. llm, shell-gpt and clai, if they
are installed beside this interpreter or on the PATH, stream the same answer from a
server on this machine.
"""

from __future__ import annotations

import io
import itertools
import json
import os
import pty
import select
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CHUNKS = 1272

STREAM = """
import json, sys, time
from tutor_cli.display.options import DisplayOptions
from tutor_cli.display.terminal import TerminalDisplay
from tutor_cli.runs.events import MessageDelta, MessageEvent
chunks, pause = json.load(open(sys.argv[1])), float(sys.argv[2])
from tutor_cli.display import live, markdown
begin = time.process_time()
with TerminalDisplay(DisplayOptions.detect()) as display:
    for chunk in chunks:
        display.show(MessageDelta("m", chunk))
        time.sleep(pause)
    display.show(MessageEvent("thread.message.completed", {}))
open(sys.argv[3], "w").write(str(time.process_time() - begin))
"""


def answer() -> list[str]:
    """200 lines of Markdown with mathematics, in 1,272 chunks."""
    samples = (ROOT / "tests" / "display" / "answers.md").read_text(encoding="utf-8").split("\n=====\n")
    text = "\n\n".join(sample for sample in samples if "unfinished" not in sample and "~~~" not in sample)
    text = "\n".join(text.split("\n")[:200])
    size = len(text) / CHUNKS
    cuts = [round(index * size) for index in range(CHUNKS + 1)]
    return [text[start:stop] for start, stop in itertools.pairwise(cuts)]


def formulas() -> Iterator[tuple[str, float]]:
    """(what, milliseconds) for a formula, laid out for the first time."""
    sys.path.insert(0, str(ROOT))
    from tests.display.golden import formulas as golden
    from tutor_cli.display.math import display, inline
    from tutor_cli.display.math.parse import parse

    samples = golden()
    inline(samples[0])
    for name, function in (("inline", inline), ("display", lambda tex: display(tex, 80))):
        times = []
        for _ in range(3):
            for cached in (inline, display, parse):
                cached.cache_clear()
            begin = time.process_time()
            for tex in samples:
                function(tex)
            times.append((time.process_time() - begin) / len(samples) * 1000)
        yield name, min(times)


HOSTILE = {
    "formulas": ("x^2+" * 2500, "(" * 3000 + r"\frac12" + ")" * 3000, "|" * 6000, r"\frac{" * 3000),
    "Markdown": ("[" * 3000, "$x " * 4000, "- " * 200 + "x", "*a " * 2000),
}


def hostile() -> Iterator[tuple[str, float]]:
    """(what, milliseconds per 1,000 characters) for the slowest of what is written to be slow."""
    from tutor_cli.display.console import make_console
    from tutor_cli.display.markdown import render_markdown
    from tutor_cli.display.math import display
    from tutor_cli.display.options import DisplayOptions

    options = DisplayOptions(width=80)

    def shown(text: str) -> None:
        make_console(options, io.StringIO()).print(render_markdown(text, options))

    works: dict[str, Callable[[str], object]] = {"formulas": lambda tex: display(tex, 80), "Markdown": shown}
    for name, texts in HOSTILE.items():
        slowest = 0.0
        for text in texts:
            begin = time.process_time()
            works[name](text)
            slowest = max(slowest, (time.process_time() - begin) / len(text) * 1e6)
        yield name, slowest


def streamed(chunks: list[str], pause: float) -> tuple[float, int, float]:
    """(CPU seconds, bytes written, wall seconds) of tutor's display in an 80×24 terminal."""
    with tempfile.TemporaryDirectory() as folder:
        given, spent = Path(folder) / "chunks.json", Path(folder) / "cpu"
        given.write_text(json.dumps(chunks))
        begin = time.monotonic()
        written = in_terminal([sys.executable, "-c", STREAM, str(given), str(pause), str(spent)], {})
        return float(spent.read_text()), len(written), time.monotonic() - begin


def in_terminal(command: list[str], environ: dict[str, str], timeout: float = 120) -> bytes:
    """What ``command`` writes to a terminal of 80 × 24."""
    import fcntl
    import struct
    import termios

    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=slave,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "TERM": "xterm-256color", "COLUMNS": "80", "LINES": "24", **environ},
    )
    os.close(slave)
    written = b""
    end = time.monotonic() + timeout
    while time.monotonic() < end:
        if select.select([master], [], [], 0.1)[0]:
            try:
                data = os.read(master, 65536)
            except OSError:
                break
            if not data:
                break
            written += data
        elif process.poll() is not None:
            break
    if process.poll() is None:
        process.kill()
    process.wait()
    os.close(master)
    return written


class _Server(BaseHTTPRequestHandler):
    """Streams the answer as chat completions, a hundred chunks a second."""

    chunks: list[str]

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if not self.path.endswith("/chat/completions"):
            self.send_error(404)
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        head = {"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "m"}
        for chunk in [*self.chunks, None]:
            delta = {"content": chunk} if chunk is not None else {}
            choice = {"index": 0, "delta": delta, "finish_reason": None if chunk is not None else "stop"}
            self.wfile.write(b"data: " + json.dumps({**head, "choices": [choice]}).encode() + b"\n\n")
            self.wfile.flush()
            time.sleep(0.005)
        self.wfile.write(b"data: [DONE]\n\n")

    def log_message(self, *_: object) -> None:
        pass


def peers(chunks: list[str]) -> Iterator[tuple[str, int | None]]:
    """(name, bytes written) of each tool for the same answer; ``None`` where one is not installed."""
    _Server.chunks = chunks
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Server)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{server.server_port}/v1"
    try:
        with tempfile.TemporaryDirectory() as home:
            keys = {"HOME": home, "OPENAI_API_KEY": "x", "OPENAI_BASE_URL": url, "LLM_USER_PATH": home}
            models = [{"model_id": "m", "model_name": "m", "api_base": url}]
            (Path(home) / "extra-openai-models.yaml").write_text(json.dumps(models))
            sgpt = {
                "OPENAI_API_HOST": url.removesuffix("/v1"),
                "API_BASE_URL": url,
                "DEFAULT_MODEL": "m",
                "OPENAI_USE_FUNCTIONS": "false",
            }
            commands: dict[str, tuple[list[str], dict[str, str]]] = {
                "tutor": (["tutor", "ask", "--base-url", url, "-m", "m", "hello"], {"TUTOR_HOME": home}),
                "llm": (["llm", "-m", "m", "hello"], {}),
                "sgpt": (["sgpt", "--no-cache", "hello"], sgpt),
                "clai": (["clai", "-m", "openai-chat:m", "hello"], {}),
            }
            for name, (command, more) in commands.items():
                beside = Path(sys.executable).with_name(name)
                found = str(beside) if beside.exists() else shutil.which(name)
                if found is None:
                    yield name, None
                else:
                    yield name, len(in_terminal([found, *command[1:]], {**keys, **more}))
    finally:
        server.shutdown()


def main() -> None:
    print("Layout, per formula of the golden file (first time):")
    for name, milliseconds in formulas():
        print(f"  {name:10} {milliseconds:6.2f} ms")
    print("\nThe slowest of thousands of the same sign, per 1,000 characters:")
    for name, milliseconds in hostile():
        print(f"  {name:10} {milliseconds:6.2f} ms")
    chunks = answer()
    size = len("".join(chunks).encode())
    print(f"\nA 200-line answer ({size:,} bytes) in {CHUNKS:,} chunks, 80×24:")
    for name, pause in (("at once", 0.0), ("100 chunks/s", 0.01), ("30 chunks/s", 0.033)):
        cpu, written, wall = streamed(chunks, pause)
        print(f"  {name:14} {cpu:5.2f} s CPU  {written:7,} bytes ({written / size:.1f}×)  {wall:5.1f} s")
    print("\nThe same answer from one server (200 chunks/s), by each tool as it is, bytes written:")
    for name, count in peers(chunks):
        if count is not None and count < size / 2:
            print(f"  {name:10} did not answer")
        else:
            print(
                f"  {name:10} " + ("not installed" if count is None else f"{count:9,} ({count / size:.1f}×)")
            )


if __name__ == "__main__":
    main()
