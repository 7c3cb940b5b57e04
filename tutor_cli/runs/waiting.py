"""Waiting for something slow in a way that can be given up at once."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import suppress
from queue import SimpleQueue
from typing import TypeVar

from tutor_cli.cancellation import Cancellation
from tutor_cli.errors import Cancelled

T = TypeVar("T")


class _End:
    """Put on the queue when there is nothing more to come."""


def pull(events: Iterator[T], cancellation: Cancellation) -> Iterator[T]:
    """``events``, pulled on a thread of its own.

    A cancellation raises Cancelled here within moments, whatever the other thread is
    stuck in; that thread closes ``events`` as soon as it gets out. What ``events``
    raises is raised here.
    """
    queue: SimpleQueue[T | _End | BaseException] = SimpleQueue()
    given_up = threading.Event()

    def work() -> None:
        try:
            for event in events:
                if given_up.is_set():
                    break
                queue.put(event)
            queue.put(_End())
        except BaseException as error:
            queue.put(error)
        finally:
            with suppress(Exception):
                getattr(events, "close", lambda: None)()

    cancellation.raise_if_cancelled()
    threading.Thread(target=work, name="tutor-model", daemon=True).start()
    try:
        # SimpleQueue.put may be called from a signal handler; Queue.put may not.
        with cancellation.on_cancel(lambda: queue.put(Cancelled())):
            while True:
                event = queue.get()
                if isinstance(event, BaseException):
                    raise event
                if isinstance(event, _End):
                    return
                yield event
    finally:
        given_up.set()
