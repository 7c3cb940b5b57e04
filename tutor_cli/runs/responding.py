"""One call of the model: its stream becomes events, its items become the thread's."""

from __future__ import annotations

import time
from collections.abc import Generator, Iterator
from dataclasses import replace

from tutor_cli.domain import Item, RunStep, ToolCall, Usage, new_id
from tutor_cli.errors import ModelError
from tutor_cli.items import calls_in, is_message, text_of
from tutor_cli.models.base import (
    CallDelta,
    FileMade,
    ItemDone,
    ModelRequest,
    Notice,
    ReasoningDelta,
    ResponseDone,
    TextDelta,
)
from tutor_cli.runs.events import (
    CallEvent,
    Event,
    MessageDelta,
    MessageEvent,
    NoticeEvent,
    ReasoningEvent,
    StepDelta,
    StepEvent,
)
from tutor_cli.runs.hosted import hosted_record, keep_file
from tutor_cli.runs.state import Response, TurnState
from tutor_cli.runs.waiting import pull


def ask_model(turn: TurnState) -> Generator[Event, None, Response]:
    """Raises ModelError if the model fails or its stream breaks off, Cancelled if asked to stop."""
    settings = turn.settings
    if turn.steps_made > 1 and settings.tool_choice not in ("auto", "none"):
        settings = replace(settings, tool_choice=None)  # forced at every step, calls would never end
    request = ModelRequest(
        instructions=turn.instructions,
        items=tuple(turn.lacking),
        tools=tuple(tool.spec for tool in turn.tools),
        settings=settings,
        conversation=turn.conversation,
        cancellation=turn.cancellation,
    )
    writing: dict[str, RunStep] = {}  # the messages being written, by item id
    items: list[Item] = []
    done: ResponseDone | None = None
    for event in pull(turn.model.respond(request), turn.cancellation):
        match event:
            case TextDelta(item_id, text):
                if item_id not in writing:
                    yield from _begin_message(turn, item_id, writing)
                turn.store.add_draft(turn.thread.id, turn.run.id, item_id, text)
                yield MessageDelta(item_id, text)
            case ReasoningDelta(item_id, text):
                yield ReasoningEvent(item_id, text)
            case CallDelta(item_id, name, text):
                yield StepDelta(item_id, name, "code", text)
            case ItemDone(item):
                items.append(item)
                yield from _end_item(turn, item, writing)
            case FileMade():
                yield from keep_file(turn, event)
            case Notice(text):
                yield NoticeEvent(text)
            case ResponseDone():
                done = event
    if done is None:
        raise ModelError("The model's answer broke off.", "Ask again; what was shown is kept.")
    # A model that was named only by its server ("ollama/auto") has its own name by now.
    turn.run = replace(turn.run, model=turn.model.name, usage=turn.run.usage + done.usage)
    turn.sent_all()
    calls = tuple(calls_in(items))
    text = "".join(text_of(item) for item in items if is_message(item, "assistant"))
    if not text.strip() and not calls and not done.incomplete_reason:
        raise ModelError("The model gave an empty answer.", "Ask again, or choose another --model.")
    _charge(turn, done.usage, calls)
    return Response(tuple(items), text, calls, done.usage, done.incomplete_reason)


def _charge(turn: TurnState, usage: Usage, calls: tuple[ToolCall, ...]) -> None:
    """Note what the model used with the step it led to: the calls to come, else the message."""
    if calls:
        turn.step_usage = usage
        return
    steps = turn.store.steps(run_id=turn.run.id)
    if steps:
        turn.store.save_step(replace(steps[-1], usage=usage))


def _begin_message(turn: TurnState, item_id: str, writing: dict[str, RunStep]) -> Iterator[Event]:
    step = RunStep(new_id("step"), turn.run.id, turn.thread.id, "message_creation", item_ids=(item_id,))
    turn.store.save_step(step)
    writing[item_id] = step
    yield StepEvent("thread.run.step.created", step)
    yield MessageEvent("thread.message.created", {"type": "message", "id": item_id, "role": "assistant"})


def _end_item(turn: TurnState, item: Item, writing: dict[str, RunStep]) -> Iterator[Event]:
    if is_message(item, "assistant"):
        item_id = str(item.get("id"))
        if item_id not in writing:  # a server that does not stream
            yield from _begin_message(turn, item_id, writing)
            yield MessageDelta(item_id, text_of(item))
        step = replace(writing.pop(item_id), status="completed", completed_at=time.time())
        turn.add(item, step=step)
        yield MessageEvent("thread.message.completed", item)
        yield StepEvent("thread.run.step.completed", step)
        return
    record = hosted_record(item)
    if record is None:
        turn.add(item)
        return
    # A tool the model's own server ran: the call and its output arrive together.
    output = record.output
    step = RunStep(
        new_id("step"),
        turn.run.id,
        turn.thread.id,
        "tool_calls",
        status="failed" if output and output.is_error else "completed",
        completed_at=time.time(),
        item_ids=(str(item.get("id")),),
        calls=(record,),
    )
    turn.add(item, step=step)
    call = record.call
    yield CallEvent("tutor.call.created", call.call_id, call.name, call.arguments)
    yield CallEvent(
        "tutor.call.completed",
        call.call_id,
        call.name,
        call.arguments,
        output.text if output else "",
        bool(output and output.is_error),
    )
    yield StepEvent(f"thread.run.step.{step.status}", step)
