"""A turn: one run on one thread.

:func:`tutor_cli.runs.loop.run` drives it; whoever wants a loop of their own calls
:meth:`Turn.respond` and :meth:`Turn.call` by hand.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from typing import Any, TypeVar

from tutor_cli.domain import ToolCall, ToolOutput
from tutor_cli.runs import loop
from tutor_cli.runs.events import Event
from tutor_cli.runs.state import MAX_STEPS, Response, TurnState
from tutor_cli.tools.call import checked

__all__ = ["MAX_STEPS", "Response", "Turn"]

T = TypeVar("T")


class Turn(TurnState):
    """One run of an assistant on a thread, to be driven by the loop or by hand."""

    def respond(self) -> Response:
        """Ask the model once. Ends the run when the model has answered.

        Raises ModelError or Cancelled; the run then has that status.
        """
        return self._watched(loop.step(self))

    def call(self, call: ToolCall) -> ToolOutput:
        """Make one call and add its output to the thread. Raises Cancelled."""
        return self._watched(loop.calls(self, [call]))[0]

    def call_all(self, calls: Sequence[ToolCall]) -> list[ToolOutput]:
        """Make several calls at the same time; their outputs, in the calls' order. Raises Cancelled."""
        return self._watched(loop.calls(self, calls)) if calls else []

    def submit(self, call: ToolCall, output: Any) -> ToolOutput:
        """Add an output that you made yourself, instead of having the call made.

        Text, a ToolOutput, or anything that a tool may return; gives what the model is told.
        """
        return self._watched(loop.calls(self, [call], {call.call_id: checked(output)}))[0]

    def cancel(self) -> None:
        """Ask the run to stop, from any thread: what was said so far is kept."""
        self.cancellation.cancel()

    def _watched(self, events: Generator[Event, None, T]) -> T:
        while True:
            try:
                self.on_event(next(events))
            except StopIteration as end:
                value: T = end.value
                return value
