"""One request to stop, heard by everything a run is waiting for."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from .errors import Cancelled


class Cancellation:
    """Set once, from any thread or from a signal handler.

    Whoever waits registers how to be woken with :meth:`on_cancel`; whoever works
    asks :meth:`raise_if_cancelled` between steps.
    """

    def __init__(self) -> None:
        # Re-entrant, because a signal handler may run in the middle of on_cancel.
        self._lock = threading.RLock()
        self._callbacks: list[Callable[[], None]] = []
        self._cancelled = False
        self._timer: threading.Timer | None = None
        self.expired = False
        """Nobody asked to stop: the time that was given is over."""

    @property
    def cancelled(self) -> bool:
        return self._cancelled

    def cancel(self) -> None:
        """Ask everything to stop. Callbacks run here, once; their errors are dropped."""
        with self._lock:
            self._cancelled = True
            callbacks, self._callbacks = self._callbacks, []
        for callback in callbacks:
            with suppress(Exception):
                callback()

    def expire_after(self, seconds: float) -> None:
        """Ask everything to stop when this time is over, unless :meth:`settle` comes first."""
        self.settle()
        self._timer = threading.Timer(seconds, self.expire)
        self._timer.daemon = True
        self._timer.start()

    def settle(self) -> None:
        """The work is done: its deadline no longer matters."""
        if self._timer is not None:
            self._timer.cancel()

    def expire(self) -> None:
        """Ask everything to stop because the time given is over."""
        self.expired = not self._cancelled
        self.cancel()

    @contextmanager
    def on_cancel(self, callback: Callable[[], None]) -> Iterator[None]:
        """Within the ``with``, a cancellation calls ``callback`` (at once if already cancelled).

        The callback must be quick and must not block: it may run in a signal handler.
        """
        with self._lock:
            self._callbacks.append(callback)
        if self._cancelled:
            self.cancel()
        try:
            yield
        finally:
            with self._lock, suppress(ValueError):
                self._callbacks.remove(callback)

    def raise_if_cancelled(self) -> None:
        """Raises :class:`Cancelled` if a cancellation was asked for."""
        if self._cancelled:
            raise Cancelled
