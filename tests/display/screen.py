"""A terminal to look at: a program in a pty, its bytes drawn by pyte."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

import pyte

STREAMER = """
import json, sys, time
from tutor_cli.display.options import DisplayOptions
from tutor_cli.display.terminal import TerminalDisplay
from tutor_cli.runs.events import MessageDelta, MessageEvent
chunks, pause = json.loads(sys.argv[1]), float(sys.argv[2])
with TerminalDisplay(DisplayOptions.detect()) as display:
    try:
        for chunk in chunks:
            display.show(MessageDelta("m", chunk))
            time.sleep(pause)
        display.show(MessageEvent("thread.message.completed", {}))
    except KeyboardInterrupt:
        pass
print("END", file=sys.stderr)
"""
"""Shows an answer that arrives in the given chunks."""


@dataclass
class Terminal:
    """What was written, and what it looks like with everything that scrolled away."""

    written: bytes = b""
    lines: list[str] = field(default_factory=list)
    cursor_hidden: bool = False
    column: int = 0


def run(
    command: list[str],
    *,
    columns: int = 80,
    rows: int = 24,
    environ: dict[str, str] | None = None,
    act: Callable[[int, int, pyte.Screen], None] | None = None,
    timeout: float = 100,
) -> Terminal:
    """Run ``command`` in a terminal to its end; ``act(fd, pid, screen)`` may type, resize or interrupt."""
    pid, fd = pty.fork()
    if pid == 0:
        env = {**os.environ, "TERM": "xterm-256color", "XTERM_VERSION": "pyte", **(environ or {})}
        os.execvpe(command[0], command, env)
    resize(fd, columns, rows)
    screen = pyte.HistoryScreen(columns, rows, history=10_000, ratio=0.5)
    stream = pyte.ByteStream(screen)
    written = b""
    deadline = time.monotonic() + timeout
    try:
        while time.monotonic() < deadline:
            if act:
                act(fd, pid, screen)
            if not select.select([fd], [], [], 0.02)[0]:
                continue
            try:
                data = os.read(fd, 65536)
            except OSError:
                break
            if not data:
                break
            written += data
            stream.feed(data)
        else:
            raise AssertionError(f"It did not end within {timeout:g} s:\n" + "\n".join(screen.display))
    finally:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        os.close(fd)
    above = ["".join(line[x].data for x in range(columns)).rstrip() for line in screen.history.top]
    lines = [*above, *(line.rstrip() for line in screen.display)]
    while lines and not lines[-1]:
        lines.pop()
    return Terminal(written, lines, screen.cursor.hidden, screen.cursor.x)


def resize(fd: int, columns: int, rows: int) -> None:
    fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))


def streamer(chunks: list[str], pause: float) -> list[str]:
    import json

    return [sys.executable, "-c", STREAMER, json.dumps(chunks), str(pause)]
