"""Making and reading items: plain dicts in the Responses API's own shape."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from .domain import Item, ToolCall, new_id

INTERRUPTED = "The call was interrupted before it gave an output."


def user_message(text: str, extra: Iterable[dict[str, Any]] = ()) -> Item:
    """A person's message; ``extra`` are further content parts (``input_image``, ``input_file``)."""
    return {
        "type": "message",
        "id": new_id("msg"),
        "role": "user",
        "content": [{"type": "input_text", "text": text}, *extra],
    }


def developer_message(text: str) -> Item:
    """Something the program, not the person, tells the model within the thread."""
    return {
        "type": "message",
        "id": new_id("msg"),
        "role": "developer",
        "content": [{"type": "input_text", "text": text}],
    }


def assistant_message(text: str, *, status: str = "completed", id: str | None = None) -> Item:
    return {
        "type": "message",
        "id": id or new_id("msg"),
        "role": "assistant",
        "status": status,
        "content": [{"type": "output_text", "text": text, "annotations": []}],
    }


def function_call(name: str, arguments: str) -> Item:
    """A call of a tool; ``arguments`` is JSON text."""
    return {
        "type": "function_call",
        "id": new_id("fc"),
        "call_id": new_id("call"),
        "name": name,
        "arguments": arguments,
        "status": "completed",
    }


def function_call_output(call_id: str, output: str) -> Item:
    return {
        "type": "function_call_output",
        "id": new_id("fco"),
        "call_id": call_id,
        "output": output,
    }


def is_message(item: Item, role: str | None = None) -> bool:
    return item.get("type", "message") == "message" and role in (None, item.get("role"))


def text_of(item: Item) -> str:
    """The text a message shows; empty for any other item."""
    if not is_message(item):
        return ""
    content = item.get("content")
    if isinstance(content, str):
        return content
    parts = (part for part in content or () if isinstance(part, dict))
    return "".join(str(part.get("text") or part.get("refusal") or "") for part in parts)


def calls_in(items: Iterable[Item]) -> list[ToolCall]:
    """The function calls among ``items``, in order."""
    return [
        ToolCall(str(item["call_id"]), str(item.get("name", "")), str(item.get("arguments", "")))
        for item in items
        if item.get("type") == "function_call" and item.get("call_id")
    ]


def open_calls(items: Iterable[Item]) -> list[ToolCall]:
    """The calls among ``items`` that no ``function_call_output`` answers."""
    items = list(items)
    answered = {item.get("call_id") for item in items if item.get("type") == "function_call_output"}
    return [call for call in calls_in(items) if call.call_id not in answered]
