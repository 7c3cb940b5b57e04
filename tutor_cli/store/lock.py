"""One run at a time on a thread, across all terminals.

The lock is the operating system's, on a file: it is gone when its process is, however
that ended. Whoever holds it may therefore take every unfinished run of the thread for dead.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from tutor_cli.cancellation import Cancellation
from tutor_cli.errors import StoreError
from tutor_cli.store.files import make_private_directory

POLL_SECONDS = 0.05


class ThreadLock:
    """The lock of one thread; ``directory`` is where the lock files are."""

    def __init__(self, directory: Path, thread_id: str) -> None:
        from filelock import FileLock

        self._path = directory / f"{thread_id}.lock"
        self._lock = FileLock(self._path, mode=0o600, thread_local=False)

    def acquire(self, cancellation: Cancellation, on_wait: Callable[[], None]) -> None:
        """Take it; calls ``on_wait`` once if another run has it. Raises Cancelled, StoreError."""
        from filelock import Timeout

        waited = False
        while True:
            try:
                make_private_directory(self._path.parent)
                self._lock.acquire(timeout=0)
                return
            except Timeout:
                if not waited:
                    on_wait()
                    waited = True
                cancellation.raise_if_cancelled()
                time.sleep(POLL_SECONDS)
            except OSError as error:
                raise StoreError(
                    f"The lock file {self._path} cannot be used: {error.strerror or error}.",
                    "Make the directory writable, or set TUTOR_HOME to another one.",
                ) from error

    def release(self) -> None:
        """Give it back. Idempotent."""
        self._lock.release(force=True)
