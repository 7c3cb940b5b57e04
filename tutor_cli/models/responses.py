"""Models behind a server: OpenAI's Responses API, and everyone else's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing
from typing import Any

from tutor_cli.errors import ModelError
from tutor_cli.keys import Key
from tutor_cli.models.assembling import Assembler
from tutor_cli.models.base import ModelEvent, ModelRequest
from tutor_cli.models.connection import Connection
from tutor_cli.models.failures import Failure, told
from tutor_cli.models.providers import Provider
from tutor_cli.models.translate import input_items


class ServedModel:
    """One model of one server."""

    def __init__(self, provider: Provider, model: str, key: Key | None) -> None:
        self.provider = provider
        self.model = model
        self.connection = Connection(provider, key)

    @property
    def name(self) -> str:
        return f"{self.provider.name}/{self.model}"

    def respond(self, request: ModelRequest) -> Iterator[ModelEvent]:
        """Raises ModelError, NotReachable or Cancelled."""
        try:
            yield from self._stream(request)
        except Failure as failure:
            raise self._told(failure) from failure

    def close(self) -> None:
        self.connection.close()

    def _told(self, failure: Failure) -> ModelError:
        return told(failure, self.provider, self.connection.key, self.model)

    def _stream(self, request: ModelRequest) -> Iterator[ModelEvent]:
        assembler = Assembler(frozenset(str(item.get("id")) for item in request.items))
        events = self.connection.stream("/responses", self._body(request), request.cancellation)
        with closing(events):
            for event in events:
                yield from assembler.feed(event)
                if assembler.done:
                    return
        raise Failure("cut_off")

    def _body(self, request: ModelRequest) -> Mapping[str, Any]:
        own = self.provider.encrypts_reasoning
        settings = request.settings
        body: dict[str, Any] = {
            "model": self.model,
            "input": input_items(request.items, own=own),
            "stream": True,
        }
        if request.instructions:
            body["instructions"] = request.instructions
        if request.conversation:
            body["conversation"] = request.conversation
        else:
            body["store"] = False
        if request.tools:
            body["tools"] = [
                dict(tool.hosted)
                if tool.hosted
                else {
                    "type": "function",
                    "name": tool.name,
                    "description": tool.description,
                    "parameters": dict(tool.parameters),
                    "strict": False,
                }
                for tool in request.tools
            ]
        if settings.temperature is not None:
            body["temperature"] = settings.temperature
        if settings.max_output_tokens is not None:
            body["max_output_tokens"] = settings.max_output_tokens
        return body
