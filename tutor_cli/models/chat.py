"""The same questions and answers for servers that only speak Chat Completions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from tutor_cli.domain import Item, Usage, new_id
from tutor_cli.models.assembling import usage_of
from tutor_cli.models.base import ItemDone, ModelEvent, ReasoningDelta, ResponseDone, TextDelta
from tutor_cli.models.failures import Failure
from tutor_cli.models.translate import valid_arguments

_REASONS = {"length": "max_output_tokens", "content_filter": "content_filter"}


def chat_body(body: Mapping[str, Any]) -> dict[str, Any]:
    """The body of a Responses request, as Chat Completions takes it."""
    sent: dict[str, Any] = {
        "model": body["model"],
        "messages": _messages(body.get("instructions", ""), body["input"]),
        "stream": True,
        "stream_options": {"include_usage": True},
    }
    if tools := [tool for tool in body.get("tools", ()) if tool.get("type") == "function"]:
        sent["tools"] = [
            {
                "type": "function",
                "function": {key: tool[key] for key in ("name", "description", "parameters")},
            }
            for tool in tools
        ]
    for theirs, ours in (
        ("temperature", "temperature"),
        ("max_output_tokens", "max_tokens"),
        ("parallel_tool_calls", "parallel_tool_calls"),
    ):
        if theirs in body:
            sent[ours] = body[theirs]
    choice = body.get("tool_choice")
    if isinstance(choice, Mapping):
        sent["tool_choice"] = {"type": "function", "function": {"name": choice.get("name")}}
    elif choice:
        sent["tool_choice"] = choice
    if effort := body.get("reasoning", {}).get("effort"):
        sent["reasoning_effort"] = effort
    return sent


def _messages(instructions: str, items: list[Item]) -> list[dict[str, Any]]:
    messages: list[dict[str, Any]] = []
    if instructions:
        messages.append({"role": "system", "content": instructions})
    for item in items:
        kind = item.get("type", "message")
        if kind == "message":
            messages.append({"role": item["role"], "content": _content(item.get("content", ""))})
        elif kind == "function_call":
            call = {
                "id": item["call_id"],
                "type": "function",
                "function": {"name": item["name"], "arguments": valid_arguments(item["arguments"])},
            }
            # The calls of one step, and the words before them, are one message here.
            if messages and messages[-1]["role"] == "assistant":
                messages[-1].setdefault("tool_calls", []).append(call)
            else:
                messages.append({"role": "assistant", "content": None, "tool_calls": [call]})
        elif kind == "function_call_output":
            output = _content(item.get("output", ""))
            messages.append({"role": "tool", "tool_call_id": item["call_id"], "content": output})
    return messages


def _content(content: Any) -> Any:
    """Text where it is only text; pictures as the other API has them."""
    if isinstance(content, str):
        return content
    parts: list[dict[str, Any]] = []
    for part in content if isinstance(content, list) else ():
        if part.get("type") == "input_image" and part.get("image_url"):
            parts.append({"type": "image_url", "image_url": {"url": part["image_url"]}})
        elif text := part.get("text") or part.get("refusal"):
            parts.append({"type": "text", "text": text})
    if all(part["type"] == "text" for part in parts):
        return "".join(part["text"] for part in parts)
    return parts


def _mapping(value: object) -> Mapping[str, Any]:
    """The value, or nothing where a server sent something else."""
    return value if isinstance(value, Mapping) else {}


class ChatAssembler:
    """Fed one stream's chunks in order; makes of them the items the other API would have given."""

    def __init__(self) -> None:
        self.done = False
        self._message_id = new_id("msg")
        self._reasoning_id = new_id("rs")
        self._text = ""
        self._calls: dict[int, dict[str, str]] = {}
        self._reason: str | None = None
        self._usage = Usage()

    def feed(self, chunk: Mapping[str, Any]) -> Iterator[ModelEvent]:
        """Raises Failure when the chunk is an error."""
        if isinstance(error := chunk.get("error"), Mapping):
            raise Failure("refused", str(error.get("message") or ""), code=str(error.get("code") or ""))
        if chunk.get("usage"):
            self._usage = usage_of(chunk["usage"])
        choices = chunk.get("choices")
        choice = _mapping(choices[0] if isinstance(choices, list) and choices else None)
        delta = _mapping(choice.get("delta") or choice.get("message"))
        reasoning = delta.get("reasoning_content") or delta.get("reasoning")
        if isinstance(reasoning, str) and reasoning:
            yield ReasoningDelta(self._reasoning_id, reasoning)
        for text in (delta.get("content"), delta.get("refusal")):
            if isinstance(text, str) and text:
                self._text += text
                yield TextDelta(self._message_id, text)
        calls = delta.get("tool_calls")
        for place, call in enumerate(calls if isinstance(calls, list) else ()):
            self._add_call(_mapping(call), place)
        if reason := choice.get("finish_reason"):
            self._reason = str(reason)

    def _add_call(self, piece: Mapping[str, Any], place: int) -> None:
        index = piece.get("index")
        whole = self._calls.setdefault(
            index if isinstance(index, int) else place, {"id": "", "name": "", "arguments": ""}
        )
        function = _mapping(piece.get("function"))
        whole["id"] = str(piece.get("id") or whole["id"])
        whole["name"] = str(function.get("name") or whole["name"])
        whole["arguments"] += str(function.get("arguments") or "")

    def end(self) -> Iterator[ModelEvent]:
        """The stream has ended: its items, if it said why it ended; else it was cut off."""
        if self._reason is None:
            return
        if self._text:
            part = {"type": "output_text", "text": self._text, "annotations": []}
            yield ItemDone(
                {
                    "type": "message",
                    "id": self._message_id,
                    "role": "assistant",
                    "status": "completed",
                    "content": [part],
                }
            )
        for call in self._calls.values():
            yield ItemDone(
                {
                    "type": "function_call",
                    "id": new_id("fc"),
                    "call_id": call["id"] or new_id("call"),
                    "name": call["name"],
                    "arguments": call["arguments"],
                    "status": "completed",
                }
            )
        self.done = True
        yield ResponseDone(self._usage, _REASONS.get(self._reason))
