"""From a server's stream of Responses events to ours, whatever the server leaves out or repeats."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from tutor_cli.domain import Item, Usage, new_id
from tutor_cli.models.base import CallDelta, ItemDone, ModelEvent, ReasoningDelta, ResponseDone, TextDelta
from tutor_cli.models.failures import Failure

_TEXT = ("response.output_text.delta", "response.refusal.delta")
_REASONING = ("response.reasoning_summary_text.delta", "response.reasoning_text.delta")
_ENDS = ("response.completed", "response.incomplete", "response.failed")


class CallIds:
    """The ids of a thread's calls. An output names its call by it, so each must be unique; servers
    that number the calls of each answer from 0, or leave the id out, do not see to that."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = set(taken)

    def unique(self, given: object) -> str:
        """The given id if it can be used, else a new one."""
        fit = isinstance(given, str) and given != "" and given not in self._taken
        id = str(given) if fit else new_id("call")
        self._taken.add(id)
        return id


class Assembler:
    """Fed one stream's events in order; ``done`` is set once its last one came.

    A message's deltas and its item have one id, even where the server names them
    differently or not at all; ``taken`` are ids that other items of the thread have, and
    ``called`` those of its calls.
    """

    def __init__(self, taken: frozenset[str] = frozenset(), called: frozenset[str] = frozenset()) -> None:
        self.done = False
        self._taken = set(taken)
        self._call_ids = CallIds(called)
        self._last: Mapping[str, Any] = {}
        self._counted = True
        self._ids: dict[object, str] = {}
        self._text: dict[str, str] = {}
        self._finished: list[str] = []

    def feed(self, event: Mapping[str, Any]) -> Iterator[ModelEvent]:
        """The events that one event of the server's amounts to; unknown ones are none.

        Raises Failure for an ``error`` event and for ``response.failed``.
        """
        if self._is_said_twice(event):
            return
        kind = event.get("type")
        if kind in _TEXT or kind in _REASONING or kind == "response.code_interpreter_call_code.delta":
            yield from self._delta(str(kind), event)
        elif kind == "response.output_item.added":
            self._begin(event)
        elif kind == "response.output_item.done":
            yield from self._item(event.get("item"), self._place(event))
        elif kind in _ENDS or (kind is None and event.get("object") == "response"):
            response = event.get("response", event)
            yield from self._end(response if isinstance(response, Mapping) else {})
        elif kind == "error":
            error = event.get("error")
            error = error if isinstance(error, Mapping) else event
            raise Failure("refused", str(error.get("message") or ""), code=str(error.get("code") or "error"))

    def _is_said_twice(self, event: Mapping[str, Any]) -> bool:
        """By its number; some servers give all events the same one, which then tells nothing."""
        number, last = event.get("sequence_number"), self._last.get("sequence_number")
        if not isinstance(number, int) or not self._counted:
            return False
        if isinstance(last, int) and number <= last:
            self._counted = number < last or event == self._last
            return self._counted
        self._last = event
        return False

    def end(self) -> Iterator[ModelEvent]:
        """The stream has ended; without its last event it was cut off, and there is nothing to add."""
        return iter(())

    def _place(self, event: Mapping[str, Any]) -> object:
        """What tells one output item from another: its index, else its id."""
        index = event.get("output_index")
        return index if isinstance(index, int) else event.get("item_id")

    def _id(self, place: object, given: object) -> str:
        """The id of the item at ``place``: the server's own where it is fit, and always the same."""
        if place is None:
            place = given
        if place not in self._ids:
            fit = isinstance(given, str) and given != "" and given not in self._taken
            self._ids[place] = str(given) if fit else new_id("msg")
            self._taken.add(self._ids[place])
        return self._ids[place]

    def _begin(self, event: Mapping[str, Any]) -> None:
        item = event.get("item")
        if isinstance(item, Mapping):
            place = self._place(event)
            if self._ids.get(place) in self._finished:  # a server that counts nothing: 0 is every place
                del self._ids[place]
            self._id(place, item.get("id"))

    def _delta(self, kind: str, event: Mapping[str, Any]) -> Iterator[ModelEvent]:
        text = event.get("delta")
        if not isinstance(text, str) or not text:
            return
        id = self._id(self._place(event), event.get("item_id"))
        if kind in _TEXT:
            self._text[id] = self._text.get(id, "") + text
            yield TextDelta(id, text)
        elif kind in _REASONING:
            yield ReasoningDelta(id, text)
        else:
            yield CallDelta(id, "code_interpreter", text)

    def _item(self, given: object, place: object) -> Iterator[ModelEvent]:
        if not isinstance(given, Mapping):
            return
        id = self._id(place, given.get("id"))
        if id in self._finished:
            return
        self._finished.append(id)
        item = _mended(given, id)
        if item["type"] == "function_call":
            item["call_id"] = self._call_ids.unique(item.get("call_id"))
        if item["type"] == "message" and id not in self._text and (text := _text_of(item)):
            self._text[id] = text
            yield TextDelta(id, text)
        yield ItemDone(item)

    def _end(self, response: Mapping[str, Any]) -> Iterator[ModelEvent]:
        status = response.get("status")
        if status == "failed":
            error = response.get("error")
            error = error if isinstance(error, Mapping) else {}
            raise Failure(
                "refused", str(error.get("message") or ""), code=str(error.get("code") or "response_failed")
            )
        output = response.get("output")
        output = output if isinstance(output, list) else []
        # llama.cpp names items anew here, so what the stream left out is told by count alone.
        for item in output[len(self._finished) :]:
            unfinished = [id for id in self._text if id not in self._finished]
            is_text = isinstance(item, Mapping) and item.get("type", "message") == "message"
            if is_text and unfinished:
                item = {**item, "id": unfinished[0]}
                self._ids[unfinished[0]] = unfinished[0]
            yield from self._item(item, None)
        for id, text in self._text.items():  # a message whose end the server never told
            if id not in self._finished:
                self._finished.append(id)
                yield ItemDone(_message(id, text))
        details = response.get("incomplete_details")
        reason = details.get("reason") if isinstance(details, Mapping) else None
        if status == "incomplete" and not reason:
            reason = "unknown"
        response_id = response.get("id")
        if not isinstance(response_id, str):
            response_id = None
        self.done = True
        yield ResponseDone(usage_of(response.get("usage")), str(reason) if reason else None, response_id)


def _mended(given: Mapping[str, Any], id: str) -> Item:
    """The item verbatim, but for what a thread cannot do without."""
    item = dict(given)
    item["id"] = id
    item.setdefault("type", "message" if "role" in item else "unknown")
    if item["type"] == "function_call":
        if not isinstance(item.get("arguments"), str):
            item["arguments"] = json.dumps(item.get("arguments") or {})
        if not isinstance(item.get("name"), str):
            item["name"] = ""
    return item


def _message(id: str, text: str) -> Item:
    return {
        "type": "message",
        "id": id,
        "role": "assistant",
        "status": "completed",
        "content": [{"type": "output_text", "text": text, "annotations": []}],
    }


def _text_of(item: Item) -> str:
    from tutor_cli.items import text_of

    return text_of(item)


def usage_of(given: object) -> Usage:
    """Tokens as either API names them; whatever is missing counts as none."""
    if not isinstance(given, Mapping):
        return Usage()

    def number(*names: str, inside: str = "") -> int:
        place = given.get(inside) if inside else given
        values = [place.get(name) for name in names] if isinstance(place, Mapping) else []
        return next((value for value in values if isinstance(value, int)), 0)

    return Usage(
        input_tokens=number("input_tokens", "prompt_tokens"),
        output_tokens=number("output_tokens", "completion_tokens"),
        cached_tokens=number("cached_tokens", inside="input_tokens_details")
        or number("cached_tokens", inside="prompt_tokens_details"),
        reasoning_tokens=number("reasoning_tokens", inside="output_tokens_details")
        or number("reasoning_tokens", inside="completion_tokens_details"),
    )
