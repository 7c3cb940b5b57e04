"""A worker process: how it is started, spoken to, signalled and ended. POSIX only."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from pathlib import Path
from selectors import EVENT_READ, DefaultSelector
from typing import Any

from tutor_cli.errors import SandboxError

PACKAGE = Path(__file__).resolve().parents[1]

BOOT = """
import sys, types
requests, replies, package = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
sys.argv = [""]
for name in ("tutor_cli", "tutor_cli.sandbox"):
    module = sys.modules[name] = types.ModuleType(name)
    module.__path__ = [package + name[len("tutor_cli"):].replace(".", "/")]
from tutor_cli.sandbox.worker.main import main
main(requests, replies)
"""
"""The packages above the worker's are stood in for by empty ones: nothing of them is loaded."""

MAX_MESSAGE = 8 << 20
"""Bytes of one reply; a worker sends none that is longer, unless code has meddled with it."""


@dataclass(frozen=True)
class Limits:
    """What code may take. Sizes are bytes."""

    memory: int = 2 << 30
    file_size: int = 64 << 20
    scratch: int = 256 << 20
    """All files of the scratch directory together."""
    output: int = 4 << 20
    """Printed text of one cell; beyond it the cell is interrupted."""


DEFAULT_LIMITS = Limits()


@dataclass(frozen=True)
class Setup:
    """The first line a worker reads."""

    scratch: str
    canary: str
    """A file that the worker must not be able to read."""
    readable: list[str]
    confine: bool
    libraries: list[str]
    """Directories of packages, for ``sys.path``."""
    parent: int
    """The process id the worker must have as its parent; 0 where it cannot see it."""
    memory: int
    file_size: int
    preload: list[str] = field(default_factory=list)
    without: list[str] = field(default_factory=list)
    """Layers left out, to measure or try the others alone."""
    max_message: int = MAX_MESSAGE - 1024
    max_digits: int = 200_000
    """Of an integer that is printed."""


class ProtocolError(Exception):
    """The worker said something that it never says of itself."""


class Gone(Exception):
    """The worker has ended."""


# A worker is killed by the kernel when the *thread* that started it ends, so one thread
# that lives as long as the process starts them all.
_starter = ThreadPoolExecutor(1, "tutor-sandbox")


class Worker:
    """One worker process and the pipes to it. Used by one thread at a time, but for ``interrupt``."""

    def __init__(self, setup: Setup, environ: dict[str, str], prefix: list[str]) -> None:
        """``prefix`` is the command that confines from outside (bubblewrap, sandbox-exec).

        Raises SandboxError if it cannot be started.
        """
        self._about = -1
        requests, self._requests = os.pipe()
        self._replies, replies = os.pipe()
        passed = [requests, replies]
        if prefix and Path(prefix[0]).name == "bwrap":
            self._about, about = os.pipe()
            prefix = [*prefix[:-1], "--info-fd", str(about), prefix[-1]]
            passed.append(about)
        arguments = [sys.executable, "-I", "-B", "-c", BOOT]
        try:
            self._process = _starter.submit(
                subprocess.Popen,
                [*prefix, *arguments, str(requests), str(replies), str(PACKAGE)],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                cwd=setup.scratch,
                env=environ,
                pass_fds=passed,
                start_new_session=True,
            ).result()
        except (OSError, RuntimeError) as error:
            self._close(self._requests, self._replies, self._about)
            raise SandboxError(f"The sandbox's worker cannot be started: {error}") from error
        finally:
            self._close(*passed)
        self._pid = self._process.pid if self._about < 0 else 0
        self._unread = b""
        self._selector = DefaultSelector()
        for stream, name in (
            (self._replies, "reply"),
            (self._process.stdout, "stdout"),
            (self._process.stderr, "stderr"),
        ):
            descriptor = stream if isinstance(stream, int) else stream.fileno()  # type: ignore[union-attr]
            os.set_blocking(descriptor, False)
            self._selector.register(descriptor, EVENT_READ, name)
        os.set_blocking(self._requests, False)
        with contextlib.suppress(Gone):
            self.send(asdict(setup))

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    def ending(self) -> str:
        """What ended the process: a signal's name or an exit status; ends it if it lingers."""
        try:
            code = self._process.wait(0.3)
        except subprocess.TimeoutExpired:
            self.kill()
            return "it closed its pipe"
        if code > 128 and self._about >= 0:  # as bubblewrap tells of its child
            code = 128 - code
        with contextlib.suppress(ValueError):
            return signal.Signals(-code).name if code < 0 else f"exit status {code}"
        return f"signal {-code}"

    def send(self, message: dict[str, Any], timeout: float = 5.0) -> None:
        """Raises Gone if the worker does not take it."""
        data = memoryview(json.dumps(message).encode() + b"\n")
        deadline = time.monotonic() + timeout
        while data:
            try:
                data = data[os.write(self._requests, data) :]
            except BlockingIOError:
                if time.monotonic() > deadline or not self.alive:
                    raise Gone from None
                time.sleep(0.01)
            except OSError:
                raise Gone from None

    def watch(self, descriptor: int) -> None:
        """Let ``read`` return when this becomes readable, too (as ``wake``)."""
        self._selector.register(descriptor, EVENT_READ, "wake")

    def unwatch(self, descriptor: int) -> None:
        self._selector.unregister(descriptor)

    def read(self, timeout: float) -> Iterator[tuple[str, bytes]]:
        """What there is within ``timeout`` seconds: ``(stdout | stderr | wake, bytes)`` and
        whole ``(reply, line)``. Raises Gone when the worker has closed the reply pipe, and
        ProtocolError when a reply is too long."""
        gone = False
        # stdout and stderr first: what was printed before a reply was sent is there already.
        ready = sorted(self._selector.select(max(0.0, timeout)), key=lambda each: each[0].data == "reply")
        for key, _ in ready:
            try:
                piece = os.read(key.fd, 1 << 16)
            except BlockingIOError:
                continue
            except OSError:
                piece = b""
            if key.data == "wake" or (key.data != "reply" and piece):
                yield key.data, piece
            elif key.data != "reply":
                self._selector.unregister(key.fd)
            elif not piece:
                gone = True
            else:
                self._unread += piece
                if len(self._unread) > MAX_MESSAGE:
                    raise ProtocolError("a message was too long")
                *lines, self._unread = self._unread.split(b"\n")
                for line in lines:
                    yield "reply", line
        if gone:
            raise Gone

    def drain(self) -> Iterator[tuple[str, bytes]]:
        """What is still in the output pipes, without waiting; at most a little more than a pipe holds."""
        for key in list(self._selector.get_map().values()):
            if key.data in ("stdout", "stderr"):
                for _ in range(4):
                    try:
                        piece = os.read(key.fd, 1 << 16)
                    except OSError:
                        break
                    if not piece:
                        break
                    yield key.data, piece

    def interrupt(self) -> None:
        """Send SIGINT to the interpreter itself."""
        with contextlib.suppress(OSError, ValueError, KeyError):
            if not self._pid:
                os.set_blocking(self._about, False)
                self._pid = int(json.loads(os.read(self._about, 4096))["child-pid"])
            if self.alive:
                os.kill(self._pid, signal.SIGINT)

    def kill(self) -> None:
        """End it and everything in its session. Idempotent."""
        if self.alive:
            with contextlib.suppress(OSError):
                os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        if self._requests >= 0:
            self._selector.close()
            self._close(self._requests, self._replies, self._about)
            self._requests = self._replies = -1
            for stream in (self._process.stdout, self._process.stderr):
                if stream is not None:
                    stream.close()

    @staticmethod
    def _close(*descriptors: int) -> None:
        for descriptor in descriptors:
            if descriptor >= 0:
                with contextlib.suppress(OSError):
                    os.close(descriptor)
