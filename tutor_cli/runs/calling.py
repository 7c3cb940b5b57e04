"""The calls of one step: asked for, made in parallel, each output stored as it comes."""

from __future__ import annotations

import threading
import time
from collections.abc import Generator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from queue import Empty, SimpleQueue

from tutor_cli.domain import RunStep, StepStatus, ToolCall, ToolCallRecord, ToolOutput, Usage, new_id
from tutor_cli.errors import Cancelled
from tutor_cli.items import INTERRUPTED, function_call_output
from tutor_cli.runs.events import CallEvent, Event, StepDelta, StepEvent
from tutor_cli.runs.state import TurnState
from tutor_cli.tools.base import ToolContext
from tutor_cli.tools.call import call_tool

AT_ONCE = 8
"""Calls of one step that run at the same time; the others wait for a place."""

GRACE_SECONDS = 0.9
"""How long a cancelled call may take to hand over what it has."""


@dataclass(frozen=True)
class _Live:
    """Something a running call printed."""

    call: ToolCall
    kind: str
    text: str


@dataclass(frozen=True)
class _Done:
    call: ToolCall
    output: ToolOutput
    seconds: float


class _Wake:
    """A cancellation arrived."""


_Queue = SimpleQueue[_Live | _Done | _Wake]


def call_tools(
    turn: TurnState, calls: Sequence[ToolCall], made: Mapping[str, ToolOutput]
) -> Generator[Event, None, list[ToolOutput]]:
    """Make the calls, but for those whose output is in ``made``; returns all outputs in the calls'
    order. Raises Cancelled when asked to stop: each call then has an output all the same."""
    step = RunStep(
        new_id("step"),
        turn.run.id,
        turn.thread.id,
        "tool_calls",
        calls=tuple(ToolCallRecord(call) for call in calls),
        usage=turn.step_usage,
    )
    turn.step_usage = Usage()
    turn.store.save_step(step)
    yield StepEvent("thread.run.step.created", step)
    yield turn.change("requires_action")
    there = {**made, **_refusals(turn, [call for call in calls if call.call_id not in made])}
    yield turn.change("in_progress")

    queue: _Queue = SimpleQueue()
    places = threading.BoundedSemaphore(AT_ONCE)
    waiting = {call.call_id: call for call in calls}
    finished: dict[str, _Done] = {}
    for call in calls:
        yield CallEvent("tutor.call.created", call.call_id, call.name, call.arguments)
        if call.call_id in there:
            queue.put(_Done(call, there[call.call_id], 0.0))
        else:
            _start(turn, call, queue, places)
    with turn.cancellation.on_cancel(lambda: queue.put(_Wake())):
        deadline: float | None = None
        while waiting:
            try:
                message = queue.get(
                    timeout=None if deadline is None else max(0.0, deadline - time.monotonic())
                )
            except Empty:  # cancelled, and the grace is over
                for call in waiting.values():
                    queue.put(_Done(call, ToolOutput(INTERRUPTED, is_error=True), 0.0))
                deadline = None
                continue
            if isinstance(message, _Wake):
                deadline = time.monotonic() + GRACE_SECONDS
            elif isinstance(message, _Live):
                yield StepDelta(message.call.call_id, message.call.name, message.kind, message.text)
            elif message.call.call_id in waiting:
                del waiting[message.call.call_id]
                finished[message.call.call_id] = message
                step = _finish_call(turn, step, message)
                yield _completed(message)
    status: StepStatus = "cancelled" if turn.cancellation.cancelled else "completed"
    step = replace(step, status=status, completed_at=time.time())
    turn.store.save_step(step)
    yield StepEvent(f"thread.run.step.{status}", step)
    turn.cancellation.raise_if_cancelled()
    return [finished[call.call_id].output for call in calls]


def _refusals(turn: TurnState, calls: Sequence[ToolCall]) -> dict[str, ToolOutput]:
    """The outputs of the calls that may not be made."""
    refused = {}
    for call in calls:
        tool = turn.tools_by_name.get(call.name)
        if tool is None or turn.approvals is None:
            continue
        decision = turn.approvals.decide(tool, call, turn.thread.id)
        if not decision.allowed:
            reason = f": {decision.reason}" if decision.reason else "."
            refused[call.call_id] = ToolOutput(f"The person did not allow this call{reason}", is_error=True)
    return refused


def _start(turn: TurnState, call: ToolCall, queue: _Queue, places: threading.BoundedSemaphore) -> None:
    context = ToolContext(
        thread_id=turn.thread.id,
        run_id=turn.run.id,
        call_id=call.call_id,
        folder=turn.folder,
        previous_calls=turn.previous_calls,
        said=turn.said,
        cancellation=turn.cancellation,
        on_output=lambda kind, text: queue.put(_Live(call, kind, text)),
    )

    def work() -> None:
        with places:
            started = time.monotonic()
            try:
                output = call_tool(turn.tools_by_name, call, context)
            except Cancelled:
                output = ToolOutput(INTERRUPTED, is_error=True)
            except BaseException as error:  # call_tool promises not to; the run must end all the same
                output = ToolOutput(f"The tool broke: {type(error).__name__}: {error}", is_error=True)
            queue.put(_Done(call, output, time.monotonic() - started))

    threading.Thread(target=work, name=f"tutor-{call.name}", daemon=True).start()


def _finish_call(turn: TurnState, step: RunStep, done: _Done) -> RunStep:
    item = function_call_output(done.call.call_id, done.output.text)
    records = tuple(
        ToolCallRecord(done.call, done.output, done.seconds)
        if record.call.call_id == done.call.call_id
        else record
        for record in step.calls
    )
    step = replace(step, calls=records, item_ids=(*step.item_ids, item["id"]))
    turn.add(item, step=step)
    return step


def _completed(done: _Done) -> CallEvent:
    return CallEvent(
        "tutor.call.completed",
        done.call.call_id,
        done.call.name,
        done.call.arguments,
        done.output.text,
        done.output.is_error,
        done.seconds,
        tuple(asdict(artifact) for artifact in done.output.artifacts),
    )
