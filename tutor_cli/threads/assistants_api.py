"""Reading what people saved of OpenAI's Assistants API before it was shut down (2026-08-26).

Objects are known by their ``object`` field wherever they are in the file: a list that an
endpoint gave, an array, JSON lines, or an object holding them. Their shapes are those of
the API's reference, as in ``openai.types.beta`` of its Python library.
"""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from tutor_cli.domain import Assistant, Item, Settings, Thread, new_id
from tutor_cli.items import INTERRUPTED
from tutor_cli.store import Entry

_DEEPEST = 12


@dataclass
class SavedThread:
    """A thread to be added, and what of it has no counterpart here, in sentences."""

    id: str
    entries: list[Entry] = field(default_factory=list)
    created_at: float = field(default_factory=time.time)
    metadata: dict[str, Any] = field(default_factory=dict)
    title: str = ""
    notes: list[str] = field(default_factory=list)

    def as_thread(self, id: str) -> Thread:
        last = max((entry.created_at for entry in self.entries), default=self.created_at)
        # Apart from our own metadata, which holds what the person allowed.
        metadata = {"imported_from": self.id, "saved_metadata": self.metadata}
        return Thread(id, self.title, None, self.created_at, last, metadata)


def saved_threads(data: Any) -> list[SavedThread]:
    """The threads in ``data`` (parsed JSON) that have messages, each with its messages in order."""
    messages: dict[str, list[Mapping[str, Any]]] = {}
    steps: dict[str, list[Mapping[str, Any]]] = {}
    about: dict[str, Mapping[str, Any]] = {}
    for found in _objects(data):
        kind = found.get("object")
        if kind == "thread":
            about[str(found.get("id", ""))] = found
        elif kind == "thread.run.step":
            steps.setdefault(str(found.get("thread_id") or ""), []).append(found)
        elif kind == "thread.message" or (kind is None and "role" in found and "content" in found):
            messages.setdefault(str(found.get("thread_id") or ""), []).append(found)
    if len(about) == 1 and "" in messages:  # messages that do not name their one thread
        messages.setdefault(next(iter(about)), []).extend(messages.pop(""))
    threads = [_thread(id, each, steps.get(id, []), about.get(id, {})) for id, each in messages.items()]
    return [thread for thread in threads if thread.entries]


def saved_assistants(data: Any) -> list[tuple[Assistant, list[str]]]:
    """The assistants in ``data`` (parsed JSON), each with what has no counterpart here."""
    return [_assistant(found) for found in _objects(data) if found.get("object") == "assistant"]


def is_page(data: Any) -> bool:
    """Whether ``data`` is, or holds, a list of which the endpoint had more to give."""
    lists = [data, *data.values()] if isinstance(data, dict) else [data]
    return any(isinstance(each, dict) and each.get("has_more") is True for each in lists)


def _objects(data: Any, depth: int = 0) -> Iterator[Mapping[str, Any]]:
    """The API's objects in ``data``, at whatever depth, in order."""
    if depth > _DEEPEST:
        return
    if isinstance(data, list):
        for each in data:
            yield from _objects(each, depth + 1)
    elif isinstance(data, dict):
        kind = data.get("object")
        if kind in ("thread", "thread.message", "thread.run.step", "assistant"):
            yield data
            if kind != "thread":
                return
        elif kind is None and isinstance(data.get("role"), str) and "content" in data:
            yield data
            return
        for value in data.values():
            if isinstance(value, (list, dict)):
                yield from _objects(value, depth + 1)


def _thread(
    id: str,
    messages: list[Mapping[str, Any]],
    steps: list[Mapping[str, Any]],
    about: Mapping[str, Any],
) -> SavedThread:
    lost: Counter[str] = Counter()
    dated: list[tuple[float, int, list[Item]]] = []
    for message in _oldest_first(messages):
        item = _message(message, lost)
        if item is not None:
            dated.append((_moment(message), 0 if item["role"] == "user" else 2, [item]))
    for step in _oldest_first(steps):
        dated.append((_moment(step), 1, _calls(step, lost)))
    if all(moment for moment, _, _ in dated):
        dated.sort(key=lambda each: each[:2])  # within a second: question, calls, answer
    start = _moment(about) or (dated[0][0] if dated else 0) or time.time()
    metadata = about.get("metadata")
    return SavedThread(
        id,
        [Entry(item, None, moment or start) for moment, _, items in dated for item in items],
        start,
        dict(metadata) if isinstance(metadata, dict) else {},
        notes=[f"{count} × {what}" for what, count in lost.items()],
    )


def _oldest_first(objects: list[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The endpoints list newest first unless asked otherwise; a saved file may be either."""
    if len(objects) < 2:
        return objects
    first, last = _moment(objects[0]), _moment(objects[-1])
    backward = first > last or (
        first == last and objects[0].get("role") == "assistant" and objects[-1].get("role") == "user"
    )
    return objects[::-1] if backward else objects


def _moment(found: Mapping[str, Any]) -> float:
    """When it was made, in Unix seconds; 0 if that is not said."""
    try:
        moment = float(found.get("created_at") or 0)
    except (TypeError, ValueError, OverflowError):
        return 0.0
    return moment if 0 < moment < 1e11 else 0.0


def _message(message: Mapping[str, Any], lost: Counter[str]) -> Item | None:
    role = message.get("role")
    if role not in ("user", "assistant"):
        lost[f"a message of the role {str(role)[:20]!r}: left out"] += 1
        return None
    content = message.get("content")
    texts: list[str] = []
    pictures: list[dict[str, Any]] = []
    for part in [content] if isinstance(content, (str, dict)) else _listed(content):
        text, picture = _part(part, role, lost)
        texts += [text] if text else []
        pictures += [picture] if picture else []
    for attached in _listed(message.get("attachments")):
        if isinstance(attached, dict):
            lost["an attached file, which was kept at OpenAI: only its id is known"] += 1
            texts.append(f"[attached file {attached.get('file_id')}]")
    for file_id in _listed(message.get("file_ids")):  # what attachments were in the API's first version
        lost["an attached file, which was kept at OpenAI: only its id is known"] += 1
        texts.append(f"[attached file {file_id}]")
    if not texts and not pictures:
        return None
    id = message.get("id")
    item: Item = {
        "type": "message",
        "id": id if isinstance(id, str) and id.startswith("msg_") else new_id("msg"),
        "role": role,
    }
    text = "\n\n".join(texts)
    if role == "user":
        return {**item, "content": [{"type": "input_text", "text": text}, *pictures]}
    status = "incomplete" if message.get("status") == "incomplete" else "completed"
    return {
        **item,
        "status": status,
        "content": [{"type": "output_text", "text": text, "annotations": []}],
    }


def _part(part: Any, role: str, lost: Counter[str]) -> tuple[str, dict[str, Any] | None]:
    """A content part's text, or its picture."""
    if isinstance(part, str):
        return part, None
    if not isinstance(part, dict):
        return "", None
    kind = part.get("type")
    value = part.get(str(kind))
    if kind == "text":
        return str(value.get("value") or "") if isinstance(value, dict) else str(value or ""), None
    if kind == "refusal":
        return str(value or ""), None
    if kind == "image_url" and isinstance(value, dict) and isinstance(value.get("url"), str):
        if role == "user":
            return "", {"type": "input_image", "image_url": value["url"], "detail": "auto"}
        return f"[picture {value['url']}]", None
    if kind == "image_file":
        lost["a picture, which was kept at OpenAI: only its id is known"] += 1
        return f"[picture {value.get('file_id') if isinstance(value, dict) else ''}]", None
    lost[f"a part of the kind {str(kind)[:20]!r}: left out"] += 1
    return "", None


def _calls(step: Mapping[str, Any], lost: Counter[str]) -> list[Item]:
    """A run step's tool calls as items; Code Interpreter's become ``run_python``'s."""
    details = step.get("step_details")
    calls = details.get("tool_calls") if isinstance(details, dict) else None
    items: list[Item] = []
    for call in calls if isinstance(calls, list) else ():
        kind = call.get("type") if isinstance(call, dict) else None
        told = call.get(str(kind)) if isinstance(call, dict) else None
        if kind == "code_interpreter" and isinstance(told, dict):
            outputs = [each for each in _listed(told.get("outputs")) if isinstance(each, dict)]
            name, arguments = "run_python", json.dumps({"code": str(told.get("input") or "")})
            output = "".join(str(each.get("logs") or "") for each in outputs)
            for each in outputs:
                if each.get("type") == "image":
                    lost["a picture that code made, which was kept at OpenAI"] += 1
        elif kind == "function" and isinstance(told, dict):
            name, arguments = str(told.get("name") or "function"), str(told.get("arguments") or "{}")
            output = INTERRUPTED if told.get("output") is None else str(told["output"])
        else:
            lost[f"a call of {str(kind)[:20]}: left out"] += 1
            continue
        call_id = new_id("call")
        items += [
            {
                "type": "function_call",
                "id": new_id("fc"),
                "call_id": call_id,
                "name": name,
                "arguments": arguments,
                "status": "completed",
            },
            {"type": "function_call_output", "id": new_id("fco"), "call_id": call_id, "output": output},
        ]
    return items


def _assistant(found: Mapping[str, Any]) -> tuple[Assistant, list[str]]:
    notes: list[str] = []
    tools: list[str] = []
    for tool in _listed(found.get("tools")):
        kind = tool.get("type") if isinstance(tool, dict) else None
        if kind == "code_interpreter":
            tools.append("run_python")
        elif kind == "function":
            function = tool.get("function")
            name = str(function.get("name") if isinstance(function, dict) else "?")[:64]
            notes.append(f"The function {name} was your own code: write it as a tool and add it with --tool.")
        else:
            notes.append(f"The tool {str(kind)[:40]} has no counterpart here.")
    resources = found.get("tool_resources")
    if found.get("file_ids") or (
        isinstance(resources, dict)
        and any(value for each in resources.values() if isinstance(each, dict) for value in each.values())
    ):
        notes.append(
            "Its files and vector stores were kept at OpenAI; attach files to a question with --attach."
        )
    if found.get("top_p") not in (None, 1, 1.0):
        notes.append(f"top_p = {found['top_p']} is not kept; there is --temperature.")
    if found.get("response_format") not in (None, "auto", {"type": "text"}):
        notes.append("Its response_format has no counterpart here.")
    model = found.get("model")
    metadata = found.get("metadata")
    temperature = found.get("temperature")
    effort = found.get("reasoning_effort")
    return (
        Assistant(
            str(found.get("id") or ""),
            str(found.get("name") or "").strip() or "imported assistant",
            str(found.get("instructions") or ""),
            f"openai/{model}" if isinstance(model, str) and model else None,
            tuple(dict.fromkeys(tools)),
            Settings(
                reasoning_effort=effort if isinstance(effort, str) else None,
                # 1 is what the API filled in when nothing was said.
                temperature=temperature
                if isinstance(temperature, (int, float)) and temperature != 1
                else None,
            ),
            str(found.get("description") or ""),
            {str(key): str(value) for key, value in metadata.items()} if isinstance(metadata, dict) else {},
        ),
        notes,
    )


def _listed(value: Any) -> list[Any]:
    """The list that should be there, empty for anything else."""
    return value if isinstance(value, list) else []
