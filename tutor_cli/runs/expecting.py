"""The solver's own answer to a question, worked out while a language model writes its answer."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from typing import TYPE_CHECKING

from tutor_cli.errors import Cancelled
from tutor_cli.runs.state import TurnState

if TYPE_CHECKING:
    from tutor_cli.checking.check import Solved
    from tutor_cli.sandbox.local import LocalSandbox

Lend = Callable[[], AbstractContextManager["LocalSandbox"]]
"""Lends a sandbox in which no model's code has run."""


class Expectation:
    """What the answer to a turn's question should be, if the solver can read the question."""

    def __init__(self, turn: TurnState, lend: Lend) -> None:
        self._turn = turn
        self._lend = lend
        self._thread: threading.Thread | None = None
        self._changed = threading.Event()
        """Set when it is known, or when the turn is cancelled."""
        self._solved: Solved | None = None

    def begin(self) -> None:
        """Work it out, on a thread of its own. The turn must have begun. Idempotent."""
        if self._thread is None:
            items = [item for item in self._turn.items if item.get("role") != "developer"]
            self._thread = threading.Thread(target=self._work, args=(items,), name="tutor-check", daemon=True)
            self._thread.start()

    def wait(self) -> Solved | None:
        """What it is. Raises Cancelled."""
        self.begin()
        with self._turn.cancellation.on_cancel(self._changed.set):
            self._changed.wait()
        self._turn.cancellation.raise_if_cancelled()
        return self._solved

    def _work(self, items: list[dict[str, object]]) -> None:
        # Nothing that goes wrong here may spoil the answer: it is then not checked.
        with suppress(Exception, Cancelled), self._lend() as sandbox:
            from tutor_cli.checking.check import solve

            with self._turn.cancellation.on_cancel(sandbox.interrupt):
                self._turn.cancellation.raise_if_cancelled()
                sandbox.start()  # it imports SymPy while the question is being read
                self._solved = solve(items, lambda: sandbox)
            self._changed.set()  # nobody waits until the sandbox has forgotten it
        self._changed.set()
