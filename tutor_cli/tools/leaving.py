"""Waiting for work that cannot be interrupted, in a way that can be given up."""

from __future__ import annotations

import contextvars
import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from tutor_cli.tools.base import ToolContext
from tutor_cli.tools.printing import printed_to

T = TypeVar("T")


class TookTooLong(Exception):
    """The work was left behind: its thread goes on, and nobody waits for it."""


class _Outcome(Generic[T]):
    value: T
    error: BaseException | None = None
    there = False


def wait_for(work: Callable[[], T], context: ToolContext, seconds: float) -> T:
    """What ``work`` returns or raises, done on a thread of its own.

    Raises TookTooLong after ``seconds``, and Cancelled when the run is cancelled; either
    way the thread is left behind, without keeping the program alive.
    """
    finished = threading.Event()
    outcome: _Outcome[T] = _Outcome()

    def run() -> None:
        # Its prints go to the watcher even when it was left behind and the call is over.
        with printed_to(context.on_output):
            try:
                outcome.value = work()
            except BaseException as error:
                outcome.error = error
            outcome.there = True
            finished.set()

    here = contextvars.copy_context()
    with context.cancellation.on_cancel(finished.set):
        threading.Thread(target=here.run, args=(run,), name="tutor-tool-work", daemon=True).start()
        finished.wait(seconds)
    if not outcome.there:
        context.cancellation.raise_if_cancelled()
        raise TookTooLong
    if outcome.error is not None:
        raise outcome.error
    return outcome.value
