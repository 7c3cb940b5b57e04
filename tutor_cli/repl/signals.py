"""What Ctrl-C, SIGTERM, a closed terminal and coming back from Ctrl-Z do, whatever is going on."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from types import FrameType
from typing import Any

Stop = Callable[[], None]
"""Ends what is going on; called in a signal handler."""


def _nothing() -> None:
    pass


class Signals:
    """``with Signals() as signals:`` for as long as the conversation lasts.

    The handlers stay; what they do is what the innermost ``with`` below says. Elsewhere
    Ctrl-C does nothing: KeyboardInterrupt comes where it is waited for, and nowhere else.
    """

    def __init__(self) -> None:
        self.leaving: int | None = None
        """The signal that asked the program to end."""
        self.on_resume: Stop = _nothing
        """Called when the program goes on after it was suspended."""
        self._on_interrupt: Stop = _nothing
        self._on_leave: Stop = _nothing
        self._before: dict[int, Any] = {}

    def __enter__(self) -> Signals:
        handlers = {
            "SIGINT": self._interrupt,
            "SIGTERM": self._leave,
            "SIGHUP": self._leave,
            "SIGCONT": self._resume,
        }
        for name, handler in handlers.items():
            if number := getattr(signal, name, None):
                self._before[number] = signal.signal(number, handler)
        return self

    def __exit__(self, *exception: object) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)

    @contextmanager
    def stopping(self, stop: Stop, leave: Stop | None = None) -> Iterator[None]:
        """Within, Ctrl-C calls ``stop``, and whatever asks the program to end calls ``leave``
        (without it ``stop``, too)."""
        before = self._on_interrupt, self._on_leave
        self._on_interrupt, self._on_leave = stop, leave or stop
        try:
            yield
        finally:
            self._on_interrupt, self._on_leave = before

    def interrupting(self) -> AbstractContextManager[None]:
        """Within, the first of them raises KeyboardInterrupt; from then on what is said outside holds.

        A second one would break into what the first one's exception passes on its way out.
        """
        before = self._on_interrupt, self._on_leave

        def break_off() -> None:
            self._on_interrupt, self._on_leave = before
            raise KeyboardInterrupt

        return self.stopping(break_off)

    def starting(self) -> AbstractContextManager[None]:
        """Within, Ctrl-C asks the program to end, too; nothing is raised into what is being imported."""

        def leave() -> None:
            self.leaving = self.leaving or signal.SIGINT

        return self.stopping(leave)

    @property
    def exit_status(self) -> int:
        """As a shell expects it of a program that a signal ended; 0 if none did."""
        return 128 + self.leaving if self.leaving else 0

    def _interrupt(self, number: int, frame: FrameType | None) -> None:
        self._on_interrupt()

    def _leave(self, number: int, frame: FrameType | None) -> None:
        self.leaving = number
        if number == getattr(signal, "SIGHUP", None):
            _say_nothing_more()
        self._on_leave()

    def _resume(self, number: int, frame: FrameType | None) -> None:
        self.on_resume()


def _say_nothing_more() -> None:
    """The terminal is gone: what is still written must not fail."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        for stream in (sys.stdout, sys.stderr):
            os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
