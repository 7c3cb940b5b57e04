"""How much work is done, counted and never timed: the same on every machine, whatever else it does.

How fast things are is for ``make bench`` to tell.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any


def steps_of(work: Callable[[], object]) -> int:
    """How many lines of Python ``work`` runs through."""
    steps = 0

    def count(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal steps
        steps += 1
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        work()
    finally:
        sys.settrace(before)
    return steps


def grows_no_faster_than_its_input(work: Callable[[int], object], size: int) -> None:
    """Twice the input takes at most about twice the steps."""
    once, twice = steps_of(lambda: work(size)), steps_of(lambda: work(2 * size))
    assert twice <= 2.5 * once + 2000, (once, twice)
