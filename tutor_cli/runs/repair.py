"""Mending a thread whose last run was cut off, so that the next turn works.

The API refuses a thread with an unanswered call, and people expect what they saw to be
there. Done when a run is cut off in an orderly way, and again at the start of the next
run, for processes that died.
"""

from __future__ import annotations

import time
from dataclasses import replace

from tutor_cli.domain import Run, RunStep, ToolOutput
from tutor_cli.items import INTERRUPTED, assistant_message, function_call_output, open_calls
from tutor_cli.runs.events import Event, MessageEvent
from tutor_cli.store import Store


def repair(store: Store, thread_id: str, current: Run | None = None) -> list[Event]:
    """Keep half messages as incomplete, answer open calls, close unfinished runs and steps.

    The caller holds the thread's lock. ``current`` is the run being stopped now, whose
    status the caller sets itself.
    """
    events: list[Event] = []
    for run_id, message_id, text in store.drafts(thread_id):
        message = assistant_message(text, status="incomplete", id=message_id)
        store.append(thread_id, [message], run_id)
        events.append(MessageEvent("thread.message.incomplete", message))
    for run in store.unfinished_runs(thread_id):
        calls = open_calls(store.items(thread_id, run.id))
        if calls:
            outputs = [function_call_output(call.call_id, INTERRUPTED) for call in calls]
            store.append(thread_id, outputs, run.id)
        for step in store.steps(run_id=run.id):
            if step.status == "in_progress":
                store.save_step(_closed(step))
        if current is None or run.id != current.id:
            store.save_run(
                replace(run, status="incomplete", incomplete_reason="interrupted", completed_at=time.time())
            )
    return events


def _closed(step: RunStep) -> RunStep:
    return replace(
        step,
        status="cancelled",
        completed_at=time.time(),
        calls=tuple(
            record if record.output else replace(record, output=ToolOutput(INTERRUPTED, is_error=True))
            for record in step.calls
        ),
    )
