"""When to try again, and how long to wait first."""

from __future__ import annotations

import random
import threading
from collections.abc import Iterator
from dataclasses import dataclass

from tutor_cli.cancellation import Cancellation
from tutor_cli.models.base import Notice
from tutor_cli.models.failures import Failure
from tutor_cli.models.providers import Provider

FIRST_WAIT = 0.5
LONGEST_WAIT = 8.0
LONGEST_ASKED_WAIT = 60.0
"""Seconds. A server that asks for a longer wait is told of instead of waited for."""
TOLD_FROM = 2.0
"""Seconds from which on a wait is told to the person."""


@dataclass
class Retries:
    """One request's tries. Nothing is tried again once any of its answer was handed on."""

    provider: Provider
    made: int = 0

    def allows(self, failure: Failure) -> bool:
        if not failure.may_pass or self.made >= self._most(failure):
            return False
        return failure.retry_after is None or failure.retry_after <= LONGEST_ASKED_WAIT

    def _most(self, failure: Failure) -> int:
        if failure.kind == "unreachable":
            # A server on this machine that does not listen will not begin to by waiting.
            return 1 if self.provider.is_local else 2
        if failure.status in (429, 503, 529):
            return 5
        # Trying again what took a small machine a minute helps once if at all.
        return 1 if failure.status == 500 or failure.kind == "garbled" else 2

    def wait(self, failure: Failure, cancellation: Cancellation) -> Iterator[Notice]:
        """Wait as long as the server asks, else longer each time. Raises Cancelled."""
        seconds = min(FIRST_WAIT * 2**self.made, LONGEST_WAIT) * random.uniform(0.75, 1.0)  # noqa: S311
        if failure.retry_after is not None:
            seconds = failure.retry_after
        self.made += 1
        if seconds >= TOLD_FROM:
            yield Notice(f"{self.provider.label} is busy; trying again in {seconds:.0f} s.")
        stopped = threading.Event()
        with cancellation.on_cancel(stopped.set):
            stopped.wait(seconds)
        cancellation.raise_if_cancelled()
