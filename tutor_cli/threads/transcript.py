"""A thread as it is told again: what was asked, what was called, what was answered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from tutor_cli.domain import Item, Run, RunError, ToolCall, ToolCallRecord, ToolOutput
from tutor_cli.items import calls_in, is_message, text_of
from tutor_cli.runs.events import CheckEvent, SourcesEvent
from tutor_cli.runs.hosted import hosted_record
from tutor_cli.store import Store
from tutor_cli.threads.attachments import question_and_attachments


@dataclass(frozen=True)
class Question:
    text: str
    attached: tuple[str, ...] = ()
    """The names of the files that went with it."""
    images: tuple[str, ...] = ()
    """Data URLs of the pictures among them."""


@dataclass(frozen=True)
class Answer:
    text: str
    whole: bool = True
    """False if it was cut off."""


@dataclass(frozen=True)
class Called:
    """A tool call with what came of it."""

    call: ToolCall
    output: ToolOutput | None = field(default=None)
    """``None`` if it never came."""
    seconds: float | None = None


@dataclass(frozen=True)
class Failed:
    """A run that ended without a whole answer."""

    error: RunError


@dataclass(frozen=True)
class Noted:
    """What was told after an answer: its sources, or what a check found."""

    event: SourcesEvent | CheckEvent


Scene: TypeAlias = Question | Answer | Called | Failed | Noted


def transcript(store: Store, thread_id: str) -> Iterator[Scene]:
    """The scenes of a thread, in order. Raises NotFound."""
    thread_id = store.thread(thread_id).id
    entries = store.entries(thread_id)
    records = {
        record.call.call_id: record for step in store.steps(thread_id=thread_id) for record in step.calls
    }
    runs = {run.id: run for run in store.runs(thread_id)}
    outputs = {
        entry.item.get("call_id"): entry.item
        for entry in entries
        if entry.item.get("type") == "function_call_output"
    }
    for number, entry in enumerate(entries):
        yield from _scenes(entry.item, outputs, records)
        last = number + 1 == len(entries) or entries[number + 1].run_id != entry.run_id
        if last and entry.run_id in runs:
            yield from _ending(runs[entry.run_id])


def _scenes(
    item: Item, outputs: Mapping[Any, Item], records: Mapping[str, ToolCallRecord]
) -> Iterator[Scene]:
    if is_message(item, "user"):
        text, names = question_and_attachments(item)
        yield Question(text, tuple(names), tuple(_data_urls(item)))
    elif is_message(item, "assistant"):
        yield Answer(text_of(item), item.get("status") != "incomplete")
    elif record := hosted_record(item):
        kept = records.get(record.call.call_id, record)  # with the files it made
        yield Called(kept.call, kept.output)
    for call in calls_in([item]):
        yield _called(call, outputs.get(call.call_id), records.get(call.call_id))


def _ending(run: Run) -> Iterator[Scene]:
    """What was told when a run had ended."""
    if run.error:
        yield Failed(run.error)
    if sources := run.metadata.get("sources"):
        yield Noted(SourcesEvent(tuple(sources)))
    if check := run.metadata.get("check"):
        yield Noted(CheckEvent(run.id, check["verdict"], check.get("value"), check.get("detail", "")))


def _called(call: ToolCall, item: Item | None, record: ToolCallRecord | None) -> Called:
    if record is not None and record.output is not None:
        return Called(call, record.output, record.seconds)
    return Called(call, None if item is None else ToolOutput(output_text(item)))


def output_text(item: Item) -> str:
    """The text of a ``function_call_output``, which is a string or a list of content parts."""
    output = item.get("output")
    if isinstance(output, list):
        return "".join(str(part.get("text") or "") for part in output if isinstance(part, dict))
    return str(output or "")


def _data_urls(item: Item) -> Iterator[str]:
    content = item.get("content")
    for part in content if isinstance(content, list) else ():
        url = part.get("image_url") if isinstance(part, dict) else None
        if isinstance(url, str) and url.startswith("data:image/"):
            yield url
