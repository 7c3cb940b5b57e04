"""What Ctrl-C, SIGTERM, a closed terminal and coming back from Ctrl-Z do, whatever is going on."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Any

Stop = Callable[[], None]
"""Ends what is going on; called in a signal handler."""


def _interrupt() -> None:
    raise KeyboardInterrupt


class Signals:
    """``with Signals() as signals:`` for as long as the conversation lasts."""

    def __init__(self) -> None:
        self.leaving: int | None = None
        """The signal that asked the program to end."""
        self.on_resume: Stop = lambda: None
        """Called when the program goes on after it was suspended."""
        self._stop: Stop = _interrupt
        self._before: dict[int, Any] = {}

    def __enter__(self) -> Signals:
        handlers = {"SIGTERM": self._leave, "SIGHUP": self._leave, "SIGCONT": self._resume}
        for name, handler in handlers.items():
            if number := getattr(signal, name, None):
                self._before[number] = signal.signal(number, handler)
        return self

    def __exit__(self, *exception: object) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)

    @contextmanager
    def stopping(self, stop: Stop) -> Iterator[None]:
        """Within, ``stop`` is what ends things, on Ctrl-C, too; else KeyboardInterrupt is raised."""
        handler = signal.signal(signal.SIGINT, lambda number, frame: stop())
        try:
            with self.leaving_by(stop):
                yield
        finally:
            signal.signal(signal.SIGINT, handler)

    @contextmanager
    def leaving_by(self, stop: Stop) -> Iterator[None]:
        """Within, ``stop`` is called when the program is to end; Ctrl-C is another's."""
        before, self._stop = self._stop, stop
        try:
            yield
        finally:
            self._stop = before

    @contextmanager
    def interrupting(self) -> Iterator[None]:
        """Within, all of them raise KeyboardInterrupt: for what waits in a system call."""
        handler = signal.signal(signal.SIGINT, signal.default_int_handler)
        try:
            with self.leaving_by(_interrupt):
                yield
        finally:
            signal.signal(signal.SIGINT, handler)

    @property
    def exit_status(self) -> int:
        """As a shell expects it of a program that a signal ended; 0 if none did."""
        return 128 + self.leaving if self.leaving else 0

    def _leave(self, number: int, frame: FrameType | None) -> None:
        self.leaving = number
        if number == getattr(signal, "SIGHUP", None):
            _say_nothing_more()
        self._stop()

    def _resume(self, number: int, frame: FrameType | None) -> None:
        self.on_resume()


def _say_nothing_more() -> None:
    """The terminal is gone: what is still written must not fail."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        for stream in (sys.stdout, sys.stderr):
            os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
