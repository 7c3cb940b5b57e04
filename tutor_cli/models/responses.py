"""Models behind a server: OpenAI's Responses API, and everyone else's."""

from __future__ import annotations

import threading
from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import replace
from typing import Any

from tutor_cli.domain import Item, ToolSpec, Usage
from tutor_cli.errors import ModelError, NotReachable
from tutor_cli.items import calls_in
from tutor_cli.keys import Key
from tutor_cli.models.assembling import Assembler
from tutor_cli.models.base import FileMade, ItemDone, ModelEvent, ModelRequest, Notice, ResponseDone
from tutor_cli.models.catalog import entries, first_offered, nothing_offered, window_of
from tutor_cli.models.connection import Connection
from tutor_cli.models.failures import Failure, one_line, told
from tutor_cli.models.fitting import Fitter
from tutor_cli.models.hosted import LARGEST_FILE, HostedFiles, contents
from tutor_cli.models.providers import OPENAI_MODEL, Provider
from tutor_cli.models.requests import body_of, no_hosted_tool, own_tool, without_refused
from tutor_cli.models.retrying import Retries

AUTO = "auto"
"""A model's name that means: the first one the server offers."""

SET_BY_PEOPLE = {
    "temperature": "temperature",
    "max_output_tokens": "max_output_tokens",
    "max_completion_tokens": "max_output_tokens",
    "reasoning.effort": "reasoning.effort",
    "reasoning_effort": "reasoning.effort",
    "parallel_tool_calls": "parallel_tool_calls",
    "tool_choice": "tool_choice",
}
"""What a person sets, and is told of when it is left out: what either API calls it, and we do."""


class ServedModel:
    """One model of one server, spoken to by the Responses API, or by Chat Completions.

    What the server turned out not to take is remembered and not sent again.
    """

    def __init__(self, provider: Provider, model: str, key: Key | None) -> None:
        self.provider = provider
        self.model = model
        self.connection = Connection(provider, key)
        self._api = provider.api or "responses"
        self._refused: set[str] = set()
        self._plain = False
        self._doubted = False
        self._sealed = False
        self._gives_reasoning_back = False
        self._fitter = Fitter(
            self._send, lambda: window_of(self.connection, self.model), own=provider.encrypts_reasoning
        )

    @property
    def name(self) -> str:
        return f"{self.provider.name}/{self.model}"

    def warm(self) -> None:
        """Import the SDK in the background, while the program does other things."""
        threading.Thread(target=self.connection.prepare, daemon=True).start()

    def respond(self, request: ModelRequest) -> Iterator[ModelEvent]:
        """Raises ModelError, NotReachable, NotConfigured or Cancelled."""
        try:
            if self.model == AUTO:
                self.model = self._first_offered(request)
            yield from self._doubts(request)
            yield from self._fitted(request)
        except Failure as failure:
            for tool in self._hosted(request):
                if failure.status in (400, 422) and str((tool.hosted or {}).get("type")) in failure.message:
                    raise no_hosted_tool(tool, self.provider) from failure
            raise self._told(failure) from failure

    def close(self) -> None:
        self.connection.close()

    def _hosted(self, request: ModelRequest) -> list[ToolSpec]:
        return [tool for tool in request.tools if tool.hosted]

    def _doubts(self, request: ModelRequest) -> Iterator[Notice]:
        """A server at OPENAI_BASE_URL may be a gateway to OpenAI, or ignore what it does not know."""
        if self.provider.hosted_tools or not self.provider.is_elsewhere or self._doubted:
            return
        for tool in self._hosted(request):
            self._doubted = True
            instead = f"if it has not, use --tool {own_tool(tool)}"
            yield Notice(
                f"Whether {self.provider.label} has the hosted tool {tool.name} is not known; {instead}."
            )

    def _fitted(self, request: ModelRequest) -> Iterator[ModelEvent]:
        """Send the request so that it fits the window; when it is refused as too long, once more."""
        request = yield from self._handing_on(self._fitter.fit(request))
        try:
            yield from self._send(request)
        except Failure as failure:
            if not failure.too_long or request.conversation:
                raise
            request = yield from self._handing_on(self._fitter.compact(request))
            yield from self._send(request)

    def _handing_on(
        self, fitting: Iterator[ItemDone | Notice | ModelRequest]
    ) -> Generator[ModelEvent, None, ModelRequest]:
        for each in fitting:
            if isinstance(each, ModelRequest):
                return each
            yield each
        raise RuntimeError("fitting ends with a request")

    def _send(self, request: ModelRequest) -> Iterator[ModelEvent]:
        """Try, and on a failure mend the request or try again, as long as nothing was handed on."""
        retries = Retries(self.provider)
        while True:
            path, body = self._sent(request)
            handed_on = False
            try:
                for event in self._stream(request, path, body):
                    handed_on = True
                    yield event
                return
            except Failure as failure:
                if handed_on:
                    raise
                if mended := self._mend(failure, body):
                    if mended.text:
                        yield mended
                elif retries.allows(failure) and (failure.safe_to_repeat or not request.conversation):
                    yield from retries.wait(failure, request.cancellation)
                else:
                    raise

    def _mend(self, failure: Failure, body: dict[str, Any]) -> Notice | None:
        """Change how this server is spoken to, if that may help; the notice may be empty."""
        may_chat = self.provider.api is None and "conversation" not in body
        if failure.no_such_path and self._api == "responses" and may_chat:
            self._api = "chat"
            return Notice("")
        if found := without_refused(body, failure):
            name = found[1]
            self._refused.add(name)
            with_effort = name == "reasoning" and "effort" in body["reasoning"]
            told_of = SET_BY_PEOPLE.get("reasoning.effort" if with_effort else name)
            return Notice(f"{self.model} does not take {told_of}; it was left out." if told_of else "")
        if failure.status in (400, 404, 422) and failure.about_items and not self._plain:
            self._plain = True
            return Notice("")
        return None

    def _stream(self, request: ModelRequest, path: str, body: dict[str, Any]) -> Iterator[ModelEvent]:
        assembler = self._assembler(request)
        anything = False
        files = HostedFiles()
        with closing(self.connection.stream(path, body, request.cancellation)) as events:
            for event in events:
                for ours in assembler.feed(event):
                    anything = anything or isinstance(ours, ItemDone)
                    if isinstance(ours, ResponseDone):
                        ours = self._completed(ours, request)
                        if not anything and not ours.incomplete_reason:
                            raise Failure("empty")
                    yield ours
                    if isinstance(ours, ItemDone):
                        self._sealed = self._sealed or bool(ours.item.get("encrypted_content"))
                        yield from self._files(files, ours.item, request)
                if assembler.done:
                    return
            yield from assembler.end()
        if not assembler.done:
            raise Failure("cut_off")
        self._gives_reasoning_back = getattr(assembler, "gives_reasoning_back", False)

    def _files(self, files: HostedFiles, item: Item, request: ModelRequest) -> Iterator[FileMade | Notice]:
        """The files that hosted tools made, as far as an item tells of them. Raises Cancelled."""
        for file in files.of(item):
            try:
                data = contents(self.connection, file, request.cancellation)
            except Failure as failure:
                yield Notice(f"{file.name} could not be downloaded: {self._told(failure).message}")
                continue
            if len(data) <= LARGEST_FILE:
                yield FileMade(file.item_id, file.name, data)
            else:
                yield Notice(f"{file.name} was not kept: it has {len(data):,} bytes.")

    def _completed(self, done: ResponseDone, request: ModelRequest) -> ResponseDone:
        """With the tokens that summaries took; and llama.cpp calls what ran into the limit completed."""
        spent, self._fitter.usage = self._fitter.usage, Usage()
        unlimited = {"max_output_tokens", "max_completion_tokens"} & self._refused
        most = None if unlimited else request.settings.max_output_tokens
        ran_into_it = most is not None and done.usage.output_tokens >= most
        reason = done.incomplete_reason or ("max_output_tokens" if ran_into_it else None)
        return replace(done, usage=done.usage + spent, incomplete_reason=reason)

    def _sent(self, request: ModelRequest) -> tuple[str, dict[str, Any]]:
        """Where the request goes, and its body without what was refused before."""
        path = "/responses"
        body = body_of(request, self.model, self.provider, plain=self._plain, sealed=self._sealed)
        if self._api == "chat":
            from tutor_cli.models.chat import chat_body

            for tool in self._hosted(request):
                raise no_hosted_tool(tool, self.provider)
            path = "/chat/completions"
            body = chat_body(body, reasoning=self._gives_reasoning_back and not self._plain)
        for name in self._refused:
            if smaller := without_refused(body, Failure("refused", status=400, param=name)):
                body = smaller[0]
        return path, body

    def _assembler(self, request: ModelRequest) -> Any:
        called = frozenset(call.call_id for call in calls_in(request.items))
        if self._api == "chat":
            from tutor_cli.models.chat import ChatAssembler

            return ChatAssembler(called)
        return Assembler(frozenset(str(item.get("id")) for item in request.items), called)

    def _first_offered(self, request: ModelRequest) -> str:
        """Raises NotReachable if the server offers nothing that could answer."""
        try:
            listed = entries(self.connection.request("GET", "/models", cancellation=request.cancellation))
        except Failure as failure:
            if not failure.no_such_path:
                raise
            if self.provider.name == "openai" and self.connection.key is not None:
                return OPENAI_MODEL  # a server that stands before OpenAI's
            name = f"name a model: --model {self.provider.name}/NAME"
            raise NotReachable(
                f"{self.provider.base_url} lists no models.",
                f"Check the base URL (it usually ends in /v1), or {name}",
                code="not_reachable",
            ) from None
        if first := first_offered(listed):
            return first
        raise nothing_offered(self.provider)

    def _told(self, failure: Failure) -> ModelError:
        return told(failure, self.provider, self.connection.key, one_line(self.model))
