"""A thread's items as one server takes them, for one request; the thread itself stays as it is.

A thread's items come from whatever servers answered in it. OpenAI wants everything of its
own back unchanged; other servers refuse or misread what they do not know (see docs/models.md).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from typing import Any, NoReturn

from tutor_cli.domain import Item
from tutor_cli.items import INTERRUPTED, is_message, text_of

_OWN_PREFIX = {"message": "msg_", "function_call": "fc_", "reasoning": "rs_"}


def input_items(
    items: Sequence[Item], *, own: bool, sealed: bool = False, paired: bool = True
) -> list[dict[str, Any]]:
    """What to send as ``input``.

    ``paired``: every call goes with its output. Not so for a hosted thread, whose server
    has the call and is sent the output alone.

    ``own``: the server is OpenAI's or Azure's, which made (or could have made) the items and
    takes reasoning, hosted tools' items and ids back. Otherwise only what every server
    takes is sent: messages, calls and their outputs; a hosted tool's work is told as text.

    ``sealed``: another server, that may stand before OpenAI's or do as it does: it takes
    encrypted reasoning and its messages back unchanged, too.
    """
    sent: list[dict[str, Any]] = []
    turn_begins = max((i for i, item in enumerate(items) if is_message(item, "user")), default=0)
    for index, item in enumerate(items):
        kind = item.get("type", "message")
        if kind == "message":
            sent += _message(item, own, sealed)
        elif kind in ("function_call", "function_call_output") and not isinstance(item.get("call_id"), str):
            continue  # nothing could ever answer it
        elif kind == "function_call":
            sent.append(_call(item, own))
        elif kind == "function_call_output":
            output = item.get("output") or ""
            sent.append({"type": "function_call_output", "call_id": item["call_id"], "output": output})
        elif kind == "reasoning":
            if (own or sealed) and _has_what_it_led_to(items, index):
                sent.append(item)
            elif not own and index > turn_begins and item.get("content"):
                sent.append({key: item[key] for key in ("type", "id", "summary", "content") if key in item})
        elif own:
            sent.append(item)
        elif kind == "code_interpreter_call":
            sent.append(_assistant(_told(item)))
    return _paired(sent) if paired else sent


def _message(item: Item, own: bool, sealed: bool) -> list[dict[str, Any]]:
    role = item.get("role", "user")
    if role == "developer" and not own:
        role = "user"  # few chat templates know the word, and many fail on what they do not know
    if role != "assistant":
        return [{"type": "message", "role": role, "content": item.get("content") or ""}]
    whole = item.get("status", "completed") == "completed" and str(item.get("id", "")).startswith("msg_")
    if (own or sealed) and whole:
        return [item]
    text = text_of(item)
    if not text:
        return []
    message = _assistant(text, str(item.get("id", "")))
    if own:
        # What we cut off, or another server wrote, is not the message its id stands for.
        message = {"type": "message", "role": "assistant", "content": text}
        if item.get("phase"):
            message["phase"] = item["phase"]
    return [message]


def _assistant(text: str, id: str = "") -> dict[str, Any]:
    """A message in its full shape: llama.cpp and vLLM refuse anything less."""
    return {
        "type": "message",
        "id": id or "msg_0",
        "role": "assistant",
        "status": "completed",
        "content": [{"type": "output_text", "text": text, "annotations": []}],
    }


def _call(item: Item, own: bool) -> dict[str, Any]:
    arguments = item.get("arguments") or ""
    kept: dict[str, Any] = {
        "type": "function_call",
        "call_id": item["call_id"],
        "name": str(item.get("name") or ""),
        "arguments": arguments if isinstance(arguments, str) else json.dumps(arguments),
        "status": item.get("status"),
    }
    if str(item.get("id", "")).startswith("fc_"):
        kept["id"] = item["id"]
    if not own:
        kept["arguments"] = valid_arguments(kept["arguments"])
        kept["status"] = "completed"
    elif kept.get("status") not in ("in_progress", "completed", "incomplete"):
        kept.pop("status", None)
    return kept


def valid_arguments(text: str) -> str:
    """A call's arguments as strict JSON, unchanged where they are: chat templates parse them, and
    fail on anything else."""
    with suppress(ValueError):
        if isinstance(json.loads(text, parse_constant=_refuse), dict):
            return text
    try:
        value = json.loads(text or "{}", strict=False)
    except ValueError:
        value = {"malformed": text}
    return json.dumps(value if isinstance(value, dict) else {"malformed": text})


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)  # NaN and the like are no JSON


def _has_what_it_led_to(items: Sequence[Item], index: int) -> bool:
    """Whether OpenAI takes this reasoning item: it can be read, and what followed is still there.

    "Item 'rs_…' of type 'reasoning' was provided without its required following item."
    """
    item = items[index]
    if not item.get("encrypted_content") or not str(item.get("id", "")).startswith(_OWN_PREFIX["reasoning"]):
        return False
    following = next((each for each in items[index + 1 :] if each.get("type") != "reasoning"), None)
    if following is None or is_message(following, "user") or following.get("type") == "function_call_output":
        return False
    if is_message(following, "assistant"):
        return bool(following.get("status", "completed") == "completed")
    return True


def _told(item: Item) -> str:
    """What OpenAI's code interpreter did, for a server that has none."""
    logs = "".join(
        str(output.get("logs") or "")
        for output in item.get("outputs") or ()
        if isinstance(output, dict) and output.get("type") == "logs"
    )
    return f"I ran this code:\n```python\n{item.get('code') or ''}\n```\nIts output:\n```\n{logs}\n```"


def _paired(sent: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Every call with its output and every output with its call, or the server refuses them all."""
    called = {item.get("call_id") for item in sent if item.get("type") == "function_call"}
    answered = {item.get("call_id") for item in sent if item.get("type") == "function_call_output"}
    paired: list[dict[str, Any]] = []
    for item in sent:
        kind = item.get("type")
        if kind == "function_call_output" and item.get("call_id") not in called:
            continue
        paired.append(item)
        if kind == "function_call" and item.get("call_id") not in answered:
            call_id = item.get("call_id")
            paired.append({"type": "function_call_output", "call_id": call_id, "output": INTERRUPTED})
    return paired
