"""One run at a time on a thread, across all terminals.

The lock is the operating system's, on a file: it is gone when its process is, however
that ended. Whoever holds it may therefore take every unfinished run of the thread for dead.
"""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from tutor_cli.cancellation import Cancellation
from tutor_cli.errors import StoreError
from tutor_cli.store.files import make_private_directory

POLL_SECONDS = 0.05

# Not by the library filelock: it imports asyncio, which alone takes a tenth of a question's time.
if sys.platform == "win32":
    import msvcrt

    def _try_to_lock(descriptor: int) -> None:
        """Raises BlockingIOError if another has it."""
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except PermissionError as error:
            raise BlockingIOError from error
else:
    import fcntl

    def _try_to_lock(descriptor: int) -> None:
        """Raises BlockingIOError if another has it."""
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


class ThreadLock:
    """The lock of one thread; ``directory`` is where the lock files are."""

    def __init__(self, directory: Path, thread_id: str) -> None:
        self._path = directory / f"{thread_id}.lock"
        self._descriptor: int | None = None

    def acquire(self, cancellation: Cancellation, on_wait: Callable[[], None]) -> None:
        """Take it; calls ``on_wait`` once if another run has it. Raises Cancelled, StoreError."""
        waited = False
        while not self._taken():
            if not waited:
                on_wait()
                waited = True
            cancellation.raise_if_cancelled()
            time.sleep(POLL_SECONDS)

    def _taken(self) -> bool:
        """Whether it could be taken at once."""
        try:
            make_private_directory(self._path.parent)
            descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)  # not inherited (PEP 446)
        except OSError as error:
            raise self._unusable(error) from error
        try:
            _try_to_lock(descriptor)
        except BlockingIOError:
            os.close(descriptor)
            return False
        except OSError as error:
            os.close(descriptor)
            raise self._unusable(error) from error
        self._descriptor = descriptor
        return True

    def _unusable(self, error: OSError) -> StoreError:
        return StoreError(
            f"The lock file {self._path} cannot be used: {error.strerror or error}.",
            "Make the directory writable, or set TUTOR_HOME to another one.",
        )

    def release(self) -> None:
        """Give it back. Idempotent."""
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is not None:
            with contextlib.suppress(OSError):
                os.close(descriptor)  # which unlocks it
