"""Threads that live on a server (OpenAI's Conversations), and the shadow we keep of them.

The thread's id is the conversation's (``conv_…``). The shadow serves listing, search and
``thread show``; the server's items are what the model sees.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from tutor_cli.domain import Item, Thread
from tutor_cli.items import INTERRUPTED, function_call_output, open_calls

if TYPE_CHECKING:
    from tutor_cli.models.conversations import Conversations
    from tutor_cli.store import Store

PREFIX = "conv_"


def is_hosted(thread_id: str) -> bool:
    return thread_id.startswith(PREFIX)


def create(store: Store, conversations: Conversations, title: str, assistant_id: str | None) -> Thread:
    """A new conversation on the server, and its shadow. Raises ModelError's kinds."""
    thread = Thread(conversations.create(), title, assistant_id)
    store.save_thread(thread)
    return thread


def adopt(store: Store, conversations: Conversations, id: str) -> Thread:
    """The shadow of a conversation made elsewhere. Raises NotFound if the server has none such."""
    conversations.retrieve(id)
    thread = Thread(id)
    store.save_thread(thread)
    return thread


def catch_up(store: Store, conversations: Conversations, thread_id: str) -> list[Item]:
    """Bring the shadow up to what the server has; returns what the server is still owed.

    That is an output for every call it waits for: one that another machine, or a run of
    ours that was cut off, never answered.
    """
    there, shadow = list(conversations.items(thread_id)), store.items(thread_id)
    new = _unknown(there, shadow)
    if new:
        store.append(thread_id, new)
    return [function_call_output(call.call_id, INTERRUPTED) for call in open_calls(there)]


def _unknown(there: list[Item], shadow: list[Item]) -> list[Item]:
    """What the shadow lacks. Our own messages and outputs have ids of the server's own there,
    so that they are told by what they say."""
    here, known = {item.get("id") for item in there}, {item.get("id") for item in shadow}
    said = Counter(_content(item) for item in shadow if item.get("id") not in here)
    new = []
    for item in there:
        if item.get("id") in known:
            continue
        content = _content(item)
        if said[content]:
            said[content] -= 1
        else:
            new.append(item)
    return new


def _content(item: Item) -> str:
    """What an item says, whatever its id."""
    kind = item.get("type", "message")
    if kind == "function_call_output":
        return f"output {item.get('call_id')}"
    if kind == "function_call":
        return f"call {item.get('call_id')}"
    if kind == "message" and item.get("role") in ("user", "developer"):
        parts = item.get("content") or ()
        texts = [str(part.get("text", "")) for part in parts if isinstance(part, dict)]
        return f"{item.get('role')} {''.join(texts)}" if not isinstance(parts, str) else f"user {parts}"
    return f"{kind} {item.get('id')}"
