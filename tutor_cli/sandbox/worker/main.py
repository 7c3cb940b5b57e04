"""The worker's life: lock itself in, load the shell, answer requests until the pipe closes.

Protocol, one JSON object a line. In: first the settings (``Setup`` in ``process.py``), then
``{"id", "code"}``. Out: one ``ready`` or ``refused``, then for each request any number of
``result`` and one ``done``. What the code prints goes to the real stdout and stderr, which
are pipes too. The parent believes nothing that comes out after code has run.
"""

from __future__ import annotations

import json
import os
import select
import signal
import sys
from typing import Any, BinaryIO

ROOM = 64 << 20
"""Bytes that must be left after a cell that failed: with less, hardly anything would work in the next."""


class Channel:
    """The pipes to the tutor process."""

    def __init__(self, requests: int, replies: int) -> None:
        self._requests: BinaryIO = os.fdopen(requests, "rb", buffering=0)
        self._replies: BinaryIO = os.fdopen(replies, "wb", buffering=0)
        self._unread = b""
        self._pid = os.getpid()
        self.longest = sys.maxsize
        """Bytes of a message; a result beyond it is left out, and that is said."""

    def waiting(self) -> bool:
        """Whether a request is there already."""
        return b"\n" in self._unread or bool(select.select([self._requests], [], [], 0)[0])

    def receive(self) -> dict[str, Any] | None:
        """The next request; ``None`` when the tutor process has gone."""
        while b"\n" not in self._unread:
            piece = self._requests.read(1 << 16)
            if not piece:
                return None
            self._unread += piece
        line, _, self._unread = self._unread.partition(b"\n")
        request: dict[str, Any] = json.loads(line)
        return request

    def send(self, **message: Any) -> None:
        if os.getpid() != self._pid:  # a fork that slipped through must never speak for us
            os._exit(1)
        text = json.dumps(message).encode()
        if len(text) > self.longest:
            message["data"] = {"text/plain": "[too large to be shown]"}
            text = json.dumps(message).encode()
        data = memoryview(text + b"\n")
        while data:
            data = data[self._replies.write(data) :]


def _has_room() -> bool:
    try:
        return bool(bytes(ROOM))  # zeros of the system, never touched: it costs nothing
    except MemoryError:
        return False


def main(requests: int, replies: int) -> None:
    """Serve the pipes with these descriptors."""
    executing = False

    def interrupted(*_: object) -> None:
        nonlocal executing
        if executing:
            executing = False  # once a cell, and never in what follows it
            raise KeyboardInterrupt

    signal.signal(signal.SIGINT, interrupted)
    channel = Channel(requests, replies)
    setup = channel.receive()
    if setup is None:
        return
    channel.longest = setup["max_message"]
    sys.path += [path for path in setup["libraries"] if path not in sys.path]
    sys.set_int_max_str_digits(setup["max_digits"])

    from tutor_cli.sandbox.worker.confine import enter

    report = enter(setup)
    channel.send(type="ready", **report)
    if not report["may_run"]:
        return

    from tutor_cli.sandbox.worker.shell import Shell, described

    shell = Shell(lambda data, main: channel.send(type="result", id=current, data=data, main=main))
    for name in setup["preload"]:
        if not channel.waiting():
            __import__(name)

    current = 0
    try:
        while (request := channel.receive()) is not None:
            current = request["id"]
            signal.signal(signal.SIGINT, interrupted)
            try:
                executing = True
                error = shell.run(request["code"])
                executing = False
            except KeyboardInterrupt:
                error = {"name": "KeyboardInterrupt", "value": "", "traceback": ""}
            except Exception as problem:  # the shell itself could not cope with the cell
                executing = False
                error = described(problem, request["code"])
            shell.flush()
            spent = error is not None and not _has_room()
            channel.send(type="done", id=current, error=error, count=shell.count, spent=spent)
    except BaseException:  # code broke what we stand on; the parent sees that we are gone
        os._exit(1)
