"""A thread as it is told again: what was asked, what was called, what was answered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from tutor_cli.domain import Item, RunStep, ToolCall, ToolCallRecord, ToolOutput
from tutor_cli.items import calls_in, is_message, text_of
from tutor_cli.runs.hosted import hosted_record
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


Scene: TypeAlias = Question | Answer | Called


def transcript(items: Iterable[Item], steps: Iterable[RunStep] = ()) -> Iterator[Scene]:
    """The scenes of a thread, in order. ``steps`` add what items do not say: pictures, failures, times."""
    items = list(items)
    outputs = {item.get("call_id"): item for item in items if item.get("type") == "function_call_output"}
    records = {record.call.call_id: record for step in steps for record in step.calls}
    for item in items:
        if is_message(item, "user"):
            text, names = question_and_attachments(item)
            yield Question(text, tuple(names), tuple(_data_urls(item)))
        elif is_message(item, "assistant"):
            yield Answer(text_of(item), item.get("status") != "incomplete")
        elif called := (calls_in([item]) or None):
            yield _called(called[0], outputs.get(called[0].call_id), records.get(called[0].call_id))
        elif record := hosted_record(item):
            yield Called(record.call, record.output)


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
