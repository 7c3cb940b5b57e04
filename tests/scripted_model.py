"""A model that follows a script, for tests of what lies above the Model protocol."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from tutor_cli.domain import Item, Usage
from tutor_cli.items import assistant_message, function_call, text_of
from tutor_cli.models.base import ItemDone, ModelEvent, ModelRequest, ResponseDone, TextDelta

Turn = Iterable[ModelEvent] | Callable[[ModelRequest], Iterable[ModelEvent]]


class ScriptedModel:
    """Each request takes the next turn of the script; ``requests`` keeps what was asked."""

    name = "scripted/model"

    def __init__(self, *turns: Turn) -> None:
        self._turns = iter(turns)
        self.requests: list[ModelRequest] = []

    def respond(self, request: ModelRequest) -> Iterator[ModelEvent]:
        self.requests.append(request)
        turn = next(self._turns)
        yield from turn(request) if callable(turn) else turn

    def close(self) -> None:
        pass


def say(text: str) -> list[ModelEvent]:
    """An answer, streamed word by word."""
    message = assistant_message(text)
    words = text.split(" ")
    pieces = [word + " " for word in words[:-1]] + words[-1:]
    return [
        *(TextDelta(message["id"], piece) for piece in pieces),
        ItemDone(message),
        ResponseDone(Usage(10, len(words))),
    ]


def call(*wanted: tuple[str, str]) -> list[ModelEvent]:
    """Calls of tools: ``(name, arguments as JSON)`` each."""
    items: list[Item] = [function_call(name, arguments) for name, arguments in wanted]
    return [*(ItemDone(item) for item in items), ResponseDone(Usage(10, 5))]


def last_text(request: ModelRequest) -> str:
    return text_of(request.items[-1])
