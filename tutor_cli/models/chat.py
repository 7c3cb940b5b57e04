"""The same questions and answers for servers that only speak Chat Completions."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from tutor_cli.domain import Item, Usage, new_id
from tutor_cli.items import text_of
from tutor_cli.models.assembling import CallIds, usage_of
from tutor_cli.models.base import ItemDone, ModelEvent, ReasoningDelta, ResponseDone, TextDelta
from tutor_cli.models.translate import valid_arguments

_REASONS = {"length": "max_output_tokens", "content_filter": "content_filter"}


def chat_body(body: Mapping[str, Any], *, reasoning: bool = False) -> dict[str, Any]:
    """The body of a Responses request, as Chat Completions takes it.

    ``reasoning``: send back what the model reasoned in this turn, too. DeepSeek's and others
    want it beside the calls that it led to; some servers refuse a field they do not know.
    """
    sent: dict[str, Any] = {
        "model": body["model"],
        "messages": _messages(body.get("instructions", ""), body["input"], reasoning),
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


def _messages(instructions: str, items: list[Item], reasoning: bool) -> list[dict[str, Any]]:
    messages: list[dict[str, Any]] = []
    reasoned: dict[str, str] = {}  # what belongs to the next message of the assistant
    if instructions:
        messages.append({"role": "system", "content": instructions})
    for item in items:
        kind = item.get("type", "message")
        if kind == "message":
            messages.append({"role": item["role"], "content": _content(item.get("content", ""))})
            if item["role"] == "assistant":
                messages[-1] |= reasoned
            reasoned = {}
        elif kind == "reasoning" and reasoning:
            reasoned = {"reasoning_content": text_of({**item, "type": "message"})}
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
                messages.append({"role": "assistant", "content": None, **reasoned, "tool_calls": [call]})
                reasoned = {}
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


def _is_whole(arguments: str) -> bool:
    try:
        return isinstance(json.loads(arguments, strict=False), dict)
    except ValueError:
        return False


class ChatAssembler:
    """Fed one stream's chunks in order; makes of them the items the other API would have given.

    ``called`` are the ids of the thread's calls.
    """

    def __init__(self, called: Iterable[str] = ()) -> None:
        self.done = False
        self.gives_reasoning_back = False
        """Whether the model reasons in the field in which it may want to be told of it again."""
        self._message_id = new_id("msg")
        self._reasoning_id = new_id("rs")
        self._text = ""
        self._reasoning = ""
        self._call_ids = CallIds(called)
        self._calls: list[dict[str, Any]] = []
        self._reason: str | None = None
        self._usage = Usage()

    def feed(self, chunk: Mapping[str, Any]) -> Iterator[ModelEvent]:
        if chunk.get("usage"):
            self._usage = usage_of(chunk["usage"])
        choices = chunk.get("choices")
        choice = _mapping(choices[0] if isinstance(choices, list) and choices else None)
        delta = _mapping(choice.get("delta") or choice.get("message"))
        reasoning = delta.get("reasoning_content") or delta.get("reasoning")
        if isinstance(reasoning, str) and reasoning:
            self.gives_reasoning_back = self.gives_reasoning_back or "reasoning_content" in delta
            self._reasoning += reasoning
            yield ReasoningDelta(self._reasoning_id, reasoning)
        for content in (delta.get("content"), delta.get("refusal")):
            if text := text_of({"content": content if isinstance(content, str | list) else None}):
                self._text += text
                yield TextDelta(self._message_id, text)
        calls = delta.get("tool_calls")
        for call in calls if isinstance(calls, list) else ():
            self._add_call(_mapping(call))
        if reason := choice.get("finish_reason"):
            self._reason = str(reason)
        elif chunk.get("object") == "done":  # a server that tells no reason
            self._reason = self._reason or "stop"

    def _add_call(self, piece: Mapping[str, Any]) -> None:
        function = _mapping(piece.get("function"))
        given = function.get("arguments")
        arguments = given if isinstance(given, str) else json.dumps(given) if given else ""
        whole = self._continued(piece, function)
        if whole is None:
            whole = {"index": piece.get("index"), "id": "", "name": "", "arguments": ""}
            self._calls.append(whole)
        whole["id"] = str(piece.get("id") or whole["id"])
        whole["name"] = str(function.get("name") or whole["name"])
        whole["arguments"] += arguments

    def _continued(self, piece: Mapping[str, Any], function: Mapping[str, Any]) -> dict[str, Any] | None:
        """The call that ``piece`` goes on with; ``None`` for a new one.

        Its index should say so, but Gemini's says 0 for every call, and others have none: a
        call that is named anew while the last one is whole, or under another id, is another.
        """
        index = piece.get("index")
        same = [call for call in self._calls if call["index"] == index]
        last = same[-1] if same else None
        if last is None or not function.get("name") or not last["name"]:
            return last
        other_id = bool(piece.get("id") and last["id"] and piece["id"] != last["id"])
        return None if other_id or (not piece.get("id") and _is_whole(last["arguments"])) else last

    def end(self) -> Iterator[ModelEvent]:
        """The stream has ended: its items, if it said why it ended; else it was cut off."""
        if self._reason is None:
            return
        if self._reasoning:
            content = [{"type": "reasoning_text", "text": self._reasoning}]
            yield ItemDone({"type": "reasoning", "id": self._reasoning_id, "summary": [], "content": content})
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
        for call in self._calls:
            yield ItemDone(
                {
                    "type": "function_call",
                    "id": new_id("fc"),
                    "call_id": self._call_ids.unique(call["id"]),
                    "name": call["name"],
                    "arguments": call["arguments"],
                    "status": "completed",
                }
            )
        self.done = True
        yield ResponseDone(self._usage, _REASONS.get(self._reason))
