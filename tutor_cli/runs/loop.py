"""The run loop: model → calls → outputs → model, until a message without calls.

Every step is in the store before the next begins. What goes wrong becomes the run's
status; nothing but a broken program raises out of :func:`run`.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping, Sequence
from typing import TypeVar

from tutor_cli.domain import RunError, ToolCall, ToolOutput
from tutor_cli.errors import Cancelled, TutorError
from tutor_cli.runs.calling import call_tools
from tutor_cli.runs.events import Event
from tutor_cli.runs.responding import ask_model
from tutor_cli.runs.state import Response, TurnState

T = TypeVar("T")


def run(turn: TurnState) -> Iterator[Event]:
    """Everything that happens from the question to the run's final status."""
    try:
        while True:
            response = yield from step(turn)
            if not response.calls:
                return
            yield from calls(turn, response.calls)
    except (Cancelled, TutorError):
        return  # the run's status says it


def step(turn: TurnState) -> Generator[Event, None, Response]:
    """One call of the model; the run ends here when it has answered or may not go on."""
    return (yield from _ending(turn, _step(turn)))


def calls(
    turn: TurnState, wanted: Sequence[ToolCall], made: Mapping[str, ToolOutput] | None = None
) -> Generator[Event, None, list[ToolOutput]]:
    """The calls of one step, in parallel; their outputs go into the thread.

    ``made``: outputs that are there already, by call id.
    """
    return (yield from _ending(turn, call_tools(turn, wanted, made or {})))


def _step(turn: TurnState) -> Generator[Event, None, Response]:
    if not turn.begun:
        yield from turn.begin()
    if turn.steps_made >= turn.max_steps:
        yield turn.change("incomplete", incomplete_reason="max_steps")
        return Response((), "", ())
    turn.steps_made += 1
    response = yield from ask_model(turn)
    if response.incomplete_reason:
        yield from turn.stop("incomplete", incomplete_reason=response.incomplete_reason)
        return Response(response.items, response.text, (), response.usage, response.incomplete_reason)
    if not response.calls:
        yield turn.change("completed")
    return response


def _ending(turn: TurnState, events: Generator[Event, None, T]) -> Generator[Event, None, T]:
    """``events``, with the run ended in good order if they break off."""
    try:
        return (yield from events)
    except GeneratorExit:
        # Whoever watched has gone: nobody to tell, but the thread must stay in order.
        for _ in turn.stop("cancelled"):
            pass
        raise
    except (Cancelled, KeyboardInterrupt):
        yield from turn.stop("expired" if turn.cancellation.expired else "cancelled")
        raise Cancelled from None
    except TutorError as error:
        turn.failure = error
        yield from turn.stop("failed", error=RunError(error.code, error.message, error.hint))
        raise
    except Exception as error:
        turn.failure = error
        message = f"Something in tutor broke: {type(error).__name__}: {error}".splitlines()[0]
        hint = "Please report it; --debug shows where."
        yield from turn.stop("failed", error=RunError("internal", message, hint))
        raise TutorError(message, hint, code="internal") from error
