"""The local sandbox: a confined worker process on this machine, replaced when it is lost."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import threading
import time
from codecs import getincrementaldecoder
from dataclasses import replace
from pathlib import Path
from typing import Any

from tutor_cli.errors import SandboxUnavailable
from tutor_cli.sandbox.base import CLOSED, Execution, ExecutionError, Logs, OnOutput, Result
from tutor_cli.sandbox.process import DEFAULT_LIMITS, Gone, Limits, ProtocolError, Worker
from tutor_cli.sandbox.reply import result_from, storable
from tutor_cli.sandbox.scratch import lend_font_list, new_folder, remove_tree, size_of
from tutor_cli.sandbox.starting import Layers, start_worker

GRACE_SECONDS = 0.7
"""How long code may go on after SIGINT; then the worker is killed."""

FORGET = "get_ipython().reset(new_session=True)"

MAX_RESULTS = 50

MOST_OVERFULL = 2
"""Times the limit: what files beyond it are left alone until they are removed."""

MAX_SHOWN = 32 << 20
"""Bytes of all results of one cell; what comes after is left out."""


class LocalSandbox:
    """Runs one thread's code. Keyword arguments are for measurements and tests but for
    ``unsafe``: run unconfined, because the person said so."""

    def __init__(
        self,
        *,
        unsafe: bool = False,
        scratch_parent: Path | None = None,
        limits: Limits = DEFAULT_LIMITS,
        preload: tuple[str, ...] = ("sympy",),
        without: tuple[str, ...] = (),
    ) -> None:
        self._unsafe = unsafe
        self._limits = limits
        self._preload = preload
        self._without = without
        self._parent = scratch_parent
        self._folder: Path | None = None
        self._placed: dict[str, tuple[str, int, int]] = {}
        """What :meth:`put` placed: by name, which file of which time and size."""
        self._worker: Worker | None = None
        self._started = False
        self._overfull = 0
        """Bytes of the files that a run was stopped for. A later one is stopped only if it adds to them."""
        self._number = 0
        self._interrupts = 0
        self._lock = threading.Lock()
        self._closed = False
        self._wake = (-1, -1)
        """A pipe whose reading end wakes a run that waits."""
        self.layers: Layers | None = None
        """What confines the living worker."""

    # The contract

    def run(self, code: str, *, timeout: float, on_output: OnOutput | None = None) -> Execution:
        """As the protocol says. The time begins when the worker is ready."""
        seen = self._interrupts
        with self._lock:
            if self._closed:
                raise SandboxUnavailable("The sandbox was closed.", code=CLOSED)
            if self._interrupts != seen:
                return Execution(error=_ended("Interrupted", "before it began"))
            lost = self._started and (self._worker is None or not self._worker.alive)
            worker = self._ready()
            run = _Run(self, worker, seen, timeout, on_output)
            execution = run.execute(code)
            if run.overfilled:
                self._overfull = size_of(self.scratch, MOST_OVERFULL * self._limits.scratch)
            if execution.state_lost:
                self._end_worker()
                self._started = False  # told already
            return replace(execution, state_lost=execution.state_lost or lost)

    def put(self, source: Path) -> None:
        """As the protocol says."""
        about = source.stat()
        version = (str(source), about.st_mtime_ns, about.st_size)
        with self._lock:
            if self._closed or self._placed.get(source.name) == version:
                return
            target = self._make_folder()[0] / source.name
            target.unlink(missing_ok=True)
            # The code may have put a link in its place: O_EXCL follows none.
            descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
            with os.fdopen(descriptor, "wb") as copy, source.open("rb") as file:
                shutil.copyfileobj(file, copy)
            self._placed[source.name] = version

    def interrupt(self) -> None:
        """Safe in a signal handler: takes no lock."""
        self._interrupts += 1
        with contextlib.suppress(OSError):
            os.write(self._wake[1], b"!")

    def reset(self) -> None:
        with self._lock:
            self._end_worker()
            self._remove_folder()
            self._started = False
            self._number = 0

    def forget(self) -> bool:
        """Clear the variables but keep the worker, which is quick; whether that was done.

        What code did to modules or to the interpreter stays: for programs of our own only.
        """
        if self._worker is None or not self._worker.alive:
            return False
        done = self.run(FORGET, timeout=GRACE_SECONDS * 5)
        with self._lock:
            self._number = 0
        return done.error is None and not done.state_lost

    def close(self) -> None:
        self._closed = True
        self.interrupt()
        with self._lock:
            self._end_worker()
            self._remove_folder()
            wake, self._wake = self._wake, (-1, -1)
            for descriptor in wake:
                if descriptor >= 0:
                    os.close(descriptor)

    # Starting

    @property
    def fresh(self) -> bool:
        return self._number == 0

    @property
    def busy(self) -> bool:
        """Whether something is running or starting."""
        return self._lock.locked()

    def start(self) -> None:
        """Start the worker now, and wait until it is ready. Raises SandboxError's kinds."""
        with self._lock:
            if not self._closed:
                self._ready()

    @property
    def scratch(self) -> Path | None:
        """The working directory of the code, once there is one."""
        return self._folder / "work" if self._folder else None

    def _ready(self) -> Worker:
        if self._worker is not None and self._worker.alive:
            return self._worker
        self._end_worker()
        scratch, canary = self._make_folder()
        if self._wake[0] < 0:
            self._wake = os.pipe()
            for descriptor in self._wake:
                os.set_blocking(descriptor, False)
        self._worker, self.layers = start_worker(
            scratch,
            canary,
            limits=self._limits,
            preload=self._preload,
            without=self._without,
            unsafe=self._unsafe,
            given_up=lambda: self._closed,
        )
        self._started = True
        return self._worker

    def _make_folder(self) -> tuple[Path, Path]:
        """The scratch directory, and beside it the file that must not be readable."""
        if self._folder is None:
            if self._parent is not None:
                self._parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            folder = new_folder(self._parent)
            (folder / "work").mkdir(mode=0o700)
            (folder / "canary").touch(mode=0o600)
            lend_font_list(folder / "work" / ".matplotlib")
            self._folder = folder
        return self._folder / "work", self._folder / "canary"

    def _end_worker(self) -> None:
        if self._worker is not None:
            self._worker.kill()
            self._worker = None

    def _remove_folder(self) -> None:
        if self._folder is not None:
            remove_tree(self._folder)
            self._folder = None
            self._overfull = 0
            self._placed.clear()


class _Run:
    """One execution, from the request to the reply or to the worker's end."""

    def __init__(
        self, sandbox: LocalSandbox, worker: Worker, seen: int, timeout: float, on_output: OnOutput | None
    ) -> None:
        self._sandbox = sandbox
        self._worker = worker
        self._seen = seen
        self._timeout = timeout
        self._on_output = on_output or (lambda stream, text: None)
        self._limits = sandbox._limits
        self._results: list[Result] = []
        self._logs: dict[str, list[str]] = {"stdout": [], "stderr": []}
        decoder = getincrementaldecoder("utf-8")
        self._decoders = {stream: decoder("replace") for stream in self._logs}
        self._room = self._limits.output
        self._shown = 0
        self._files = max(self._limits.scratch, sandbox._overfull)
        """Bytes that its files may hold."""
        self.overfilled = False
        self._reason: ExecutionError | None = None
        """Why we stopped the code, if we did."""

    def execute(self, code: str) -> Execution:
        sandbox, worker = self._sandbox, self._worker
        sandbox._number += 1
        worker.watch(sandbox._wake[0])
        try:
            worker.send({"id": sandbox._number, "code": code})
            done = self._until_done(sandbox._number)
        except Gone:
            for stream, piece in worker.drain():
                self._take(stream, piece)
            return self._execution(self._reason or _died(worker.ending()), lost=True)
        except ProtocolError as error:
            return self._execution(_ended("WorkerDied", f"it broke the protocol: {error}"), lost=True)
        finally:
            with contextlib.suppress(KeyError, ValueError, RuntimeError):
                worker.unwatch(sandbox._wake[0])
        for stream, piece in worker.drain():
            self._take(stream, piece)
        spent = done.get("spent") is True  # it lives, but has no memory left to work with
        return self._execution(self._told(done.get("error")), count=done.get("count"), lost=spent)

    def _until_done(self, number: int) -> dict[str, Any]:
        """Raises Gone and ProtocolError."""
        deadline = time.monotonic() + self._timeout
        look = time.monotonic() + 0.5
        killing = False
        while True:
            now = time.monotonic()
            if self._reason is None and self._sandbox._interrupts != self._seen:
                self._stop("Interrupted", "it was interrupted")
            elif self._reason is None and now >= deadline:
                self._stop("Timeout", f"it ran longer than {self._timeout:g} s")
            elif self._reason is None and self._room <= 0:
                self._stop("OutputLimit", f"it printed more than {self._limits.output >> 20} MiB")
            elif self._reason is None and now >= look:
                look = now + 0.5
                if size_of(self._sandbox.scratch, self._files) > self._files:
                    self.overfilled = True
                    self._stop("OutputLimit", f"its files hold more than {self._limits.scratch >> 20} MiB")
            if self._reason is not None and not killing:
                killing, deadline = True, time.monotonic() + GRACE_SECONDS
            if killing and time.monotonic() >= deadline:
                raise Gone
            for stream, piece in self._worker.read(min(deadline - now, max(0.0, look - now) + 0.01)):
                if stream != "reply":
                    self._take(stream, piece)
                elif (done := self._reply(piece, number)) is not None:
                    return done

    def _reply(self, line: bytes, number: int) -> dict[str, Any] | None:
        """Believe nothing. The final reply, or ``None`` after a result was taken."""
        try:
            message = json.loads(line)
            if not isinstance(message, dict) or message.get("id") != number:
                raise ValueError("a reply to nothing asked")
            if message.get("type") == "done":
                return message
            if message.get("type") != "result":
                raise ValueError("a reply of no known type")
            self._shown += len(line)
            if len(self._results) < MAX_RESULTS and self._shown <= MAX_SHOWN:
                self._results.append(result_from(message.get("data"), message.get("main") is True))
        except (ValueError, RecursionError) as error:
            raise ProtocolError(str(error)[:80]) from None
        return None

    def _take(self, stream: str, piece: bytes) -> None:
        if stream not in self._logs:  # the wake-up call
            return
        text = self._decoders[stream].decode(piece)
        if self._room > 0 and text:
            text = text[: self._room]
            self._logs[stream].append(text)
            self._on_output(stream, text)
        self._room -= len(piece)

    def _stop(self, name: str, why: str) -> None:
        self._reason = _ended(name, why)
        self._worker.interrupt()

    def _told(self, error: Any) -> ExecutionError | None:
        """What went wrong, when the worker lives on."""
        if self._reason is not None:
            return self._reason if error is not None else None
        if not isinstance(error, dict):
            return None
        told = (storable(str(error.get(key, ""))[:4000]) for key in ("name", "value", "traceback"))
        return ExecutionError(*told)

    def _execution(self, error: ExecutionError | None, *, count: Any = None, lost: bool = False) -> Execution:
        return Execution(
            results=tuple(self._results),
            logs=Logs(tuple(self._logs["stdout"]), tuple(self._logs["stderr"])),
            error=error,
            execution_count=count if isinstance(count, int) else None,
            state_lost=lost,
        )


def _ended(name: str, why: str) -> ExecutionError:
    return ExecutionError(name, why)


def _died(how: str) -> ExecutionError:
    """SIGKILL that we did not send is the kernel's, for memory."""
    if how == "SIGKILL":
        return _ended("MemoryLimit", "the system ended it, most likely for the memory it took")
    return _ended("WorkerDied", f"it ended the interpreter ({how})")
