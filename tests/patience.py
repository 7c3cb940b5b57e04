"""Waiting for what should come soon, on a machine that may have much else to do."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

SOON = 20.0
"""Seconds. No measure of speed: what does not work at all takes a minute or longer."""


@contextmanager
def ending_soon() -> Iterator[None]:
    """What is done in it must end by itself, long before what it waits for would.

    A guard against hanging and nothing else: what it guards must be set up to take a minute
    or longer if it is not ended.
    """
    began = time.monotonic()
    yield
    assert time.monotonic() - began < SOON, "it did not end soon"


def wait_until(holds: Callable[[], object], seconds: float = SOON) -> None:
    """Wait until ``holds`` is true; that it never is fails the test."""
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, "it did not come about"
        time.sleep(0.02)
