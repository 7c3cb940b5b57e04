"""What a tool prints goes to whoever watches the call, never into the answer on stdout."""

from __future__ import annotations

import io
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TextIO

OnOutput = Callable[[str, str], None]

_watcher: ContextVar[OnOutput | None] = ContextVar("tutor_printed_to", default=None)
"""Who is told what this call prints; follows the call into the threads it is handed to."""

_lock = threading.Lock()
_captures = 0
_before: tuple[TextIO, TextIO] = (sys.stdout, sys.stderr)
_made: list[_Routed] = []
"""Never let go of: another thread's ``print`` may be writing to one that was taken away again,
and CPython's ``print`` holds no reference of its own to ``sys.stdout``."""


class _Routed(io.TextIOBase):
    """Stands in for ``sys.stdout`` or ``sys.stderr`` while tools run: what a tool writes goes
    to its watcher, what anybody else writes goes where it always went."""

    def __init__(self, name: str, usual: TextIO) -> None:
        self.name = name
        self.usual = usual

    def write(self, text: str) -> int:
        watcher = _watcher.get()
        if watcher is None:
            return self.usual.write(text)
        watcher(self.name, text)
        return len(text)

    def flush(self) -> None:
        if _watcher.get() is None:
            self.usual.flush()

    def close(self) -> None:
        """Nothing: others write to it too. Python itself closes it at its end, when it is past flushing."""

    def writable(self) -> bool:
        return True

    def isatty(self) -> bool:
        return _watcher.get() is None and self.usual.isatty()

    def fileno(self) -> int:
        return self.usual.fileno()

    def __getattr__(self, name: str) -> Any:  # encoding, errors, buffer, …
        return getattr(self.usual, name)


def _routed(name: str, usual: TextIO) -> _Routed:
    for each in _made:
        if each.usual is usual and each.name == name:
            return each
    _made.append(_Routed(name, usual))
    return _made[-1]


def _route() -> None:
    """Whatever a tool put in their place."""
    sys.stdout, sys.stderr = _routed("stdout", _before[0]), _routed("stderr", _before[1])


@contextmanager
def printed_to(on_output: OnOutput) -> Iterator[None]:
    """Within the ``with``, what this thread prints is given to ``on_output("stdout", text)``.

    Other threads are not touched, unless they run in a copy of this one's context. What a
    child process writes to the descriptor itself is not seen here.
    """
    global _captures, _before
    with _lock:
        _captures += 1
        if _captures == 1:
            _before = sys.stdout, sys.stderr
        _route()
    token = _watcher.set(on_output)
    try:
        yield
    finally:
        _watcher.reset(token)
        with _lock:
            _captures -= 1
            if _captures == 0:
                sys.stdout, sys.stderr = _before
            else:
                _route()
