"""Requests to one server, through the OpenAI SDK; its errors come out as Failures.

The SDK's generic ``post`` is used rather than ``client.responses``: it spares the import of
every type of the API (a fifth of a second) and hands the events over as the plain dicts that
came, which is what a thread keeps.
"""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from tutor_cli.cancellation import Cancellation
from tutor_cli.errors import Cancelled
from tutor_cli.keys import Key
from tutor_cli.models.failures import Failure
from tutor_cli.models.providers import Provider

if TYPE_CHECKING:
    import httpx2
    from openai import APIError

CONNECT_SECONDS = 10.0
DRAIN_SECONDS = 0.1

_IMPORTING = threading.Lock()
"""Held while the SDK is imported: two threads in its circular imports may see half a module."""


class Connection:
    """Keeps connections alive between requests, which may come from several threads at once."""

    def __init__(self, provider: Provider, key: Key | None) -> None:
        self.provider = provider
        self.key = key
        self._lines: list[_Line] = []
        self._idle: list[_Line] = []

    def stream(
        self, path: str, body: Mapping[str, Any], cancellation: Cancellation
    ) -> Generator[dict[str, Any]]:
        """The events a server streams in answer to ``body``, as they come.

        A server that answers with one JSON value instead gives that value alone, and one that
        ends with ``[DONE]`` an object ``done``. Raises Failure, or Cancelled once
        ``cancellation`` has cut the connection.
        """
        with self._line(cancellation) as line:
            from openai import Stream

            events = line.sdk.post(
                path, body=dict(body), cast_to=object, stream=True, stream_cls=Stream[object]
            )
            # The SDK's own loop fails on an event without data, and keeps [DONE] to itself.
            told = events._iter_events()
            try:
                kind = events.response.headers.get("content-type", "")
                if "json" in kind or "html" in kind:
                    yield _whole(events.response, kind)
                    return
                anything = False
                for event in told:
                    anything = anything or bool(event.data)
                    if event.data.startswith("[DONE]"):
                        yield {"object": "done"}
                        line.drain(told)
                        return
                    value = event.json() if event.data.strip() else None
                    if isinstance(value, dict):
                        if error := value.get("error"):
                            raise _told_of(error)
                        yield value
                if not anything and "event-stream" not in kind:
                    raise Failure("not_an_api")
            except GeneratorExit:
                line.drain(told)
                raise
            finally:
                events.close()

    def request(
        self,
        method: str,
        path: str,
        *,
        body: Mapping[str, Any] | None = None,
        query: Mapping[str, Any] | None = None,
        cancellation: Cancellation | None = None,
    ) -> dict[str, Any]:
        """One JSON object for another; a list comes as its ``data``. Raises Failure or Cancelled."""
        with self._line(cancellation or Cancellation()) as line:
            client = line.sdk
            options: Any = {"params": query} if query else {}
            if method == "GET":
                value = client.get(path, cast_to=object, options=options)
            elif method == "DELETE":
                value = client.delete(path, cast_to=object, options=options)
            else:
                value = client.post(path, body=dict(body or {}), cast_to=object, options=options)
            if isinstance(value, list):
                return {"data": value}
            if not isinstance(value, dict):
                raise Failure("not_an_api")
            return value

    def download(self, path: str, cancellation: Cancellation) -> bytes:
        """The bytes of a file. Raises Failure or Cancelled."""
        with self._line(cancellation) as line:
            from openai._legacy_response import HttpxBinaryResponseContent

            return line.sdk.get(path, cast_to=HttpxBinaryResponseContent).content

    def close(self) -> None:
        for line in self._lines:
            line.sdk.close()
        self._lines, self._idle = [], []

    def prepare(self) -> None:
        """Import the SDK and make a client; any thread may do so."""
        with suppress(Exception), _IMPORTING:  # what is wrong will be told by the first request
            if not self._lines:
                self._add_line()

    def _add_line(self) -> None:
        """It costs twenty milliseconds, and the first one's import many more."""
        with _no_collecting():
            line = _Line(self.provider, self.key)
        self._lines.append(line)
        self._idle.append(line)

    @contextmanager
    def _line(self, cancellation: Cancellation) -> Iterator[_Line]:
        """A line of the request's own, which ``cancellation`` cuts. Raises Failure or Cancelled."""
        cancellation.raise_if_cancelled()
        with _IMPORTING:
            if not self._idle:
                self._add_line()
            line = self._idle.pop()
        from openai import APIConnectionError, APIError, APITimeoutError, OpenAIError

        try:
            line.is_cut = False
            with cancellation.on_cancel(line.cut):
                yield line
        except GeneratorExit:
            raise
        except Exception as error:
            if cancellation.cancelled:
                raise Cancelled from None
            if isinstance(error, APITimeoutError) and "Connect" not in type(error.__cause__).__name__:
                raise Failure("timeout") from error
            if isinstance(error, APIConnectionError):
                raise _not_connected(error) from error
            if isinstance(error, APIError):
                raise _refused(error) from None
            if isinstance(error, (json.JSONDecodeError, UnicodeError)):
                raise Failure("garbled") from error
            if isinstance(error, OpenAIError):
                raise Failure("refused", str(error)) from error
            raise
        finally:
            self._idle.append(line)
        cancellation.raise_if_cancelled()


class _Line:
    """A client for one request at a time, whose connection another thread can cut."""

    def __init__(self, provider: Provider, key: Key | None) -> None:
        from openai import DefaultHttpxClient, OpenAI, Timeout

        self.is_cut = False
        self._sockets: list[socket.socket] = []
        timeout = Timeout(provider.timeout, connect=CONNECT_SECONDS)
        self.sdk = OpenAI(
            api_key=key.value if key else "none",
            base_url=provider.base_url,
            timeout=timeout,
            # We retry ourselves: a wait of ours can be cancelled, and is told of.
            max_retries=0,
            default_headers=provider.headers,
            http_client=DefaultHttpxClient(timeout=timeout, event_hooks={"request": [self._watch]}),
        )
        if not provider.encrypts_reasoning:
            # The SDK would tell any server who our organization at OpenAI is.
            self.sdk.organization = self.sdk.project = None

    def cut(self) -> None:
        """Whoever reads from the server wakes up with an error, or will when it has connected."""
        self.is_cut = True
        self._shut()

    def _shut(self) -> None:
        for each in self._sockets:
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)

    def drain(self, events: Iterator[object]) -> None:
        """Read what is left after the last event, briefly, so that the connection can be used again."""
        timer = threading.Timer(DRAIN_SECONDS, self._shut)
        timer.daemon = True
        timer.start()
        with suppress(Exception):
            for _ in events:
                pass
        timer.cancel()

    def _watch(self, request: httpx2.Request) -> None:
        request.extensions = {**request.extensions, "trace": self._traced}

    def _traced(self, name: str, info: Mapping[str, Any]) -> None:
        """Remembers the sockets, because only shutting one down wakes a thread that reads it."""
        if name.endswith(("connect_tcp.complete", "start_tls.complete")):
            found = info["return_value"].get_extra_info("socket")
            if isinstance(found, socket.socket):
                self._sockets = [*(each for each in self._sockets if each.fileno() >= 0), found]
                if self.is_cut:
                    self._shut()


@contextmanager
def _no_collecting() -> Iterator[None]:
    """An import makes a thousand modules and no garbage; looking for some takes an eighth of its time."""
    import gc

    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _whole(response: httpx2.Response, kind: str) -> dict[str, Any]:
    """The answer of a server that does not stream. Raises Failure if it is no JSON object."""
    response.read()
    if "json" in kind:
        with suppress(ValueError):
            value = response.json()
            if isinstance(value, dict):
                if (error := value.get("error")) and not value.get("output"):
                    raise _told_of(error)
                return value
    raise Failure("not_an_api")


def _not_connected(error: Exception) -> Failure:
    cause = error.__cause__
    name = type(cause).__name__
    if name.startswith("Connect") or name in ("UnsupportedProtocol", "ProxyError", "InvalidURL"):
        return Failure("unreachable", str(cause), delivered=False)
    if name in ("ReadError", "RemoteProtocolError", "WriteError"):
        return Failure("cut_off", str(cause))
    return Failure("unreachable", str(cause or error))


def _refused(error: APIError) -> Failure:
    body = error.body if isinstance(error.body, dict) else {}
    failure = _told_of(body.get("error", body))
    if not failure.message:
        message = body.get("detail") or body.get("message") or error.message
        failure.message = message if isinstance(message, str) else json.dumps(message)
    response: httpx2.Response | None = getattr(error, "response", None)
    headers: Mapping[str, str] = response.headers if response is not None else {}
    failure.status = response.status_code if response is not None else None
    failure.retry_after = _seconds(headers)
    failure.should_retry = {"true": True, "false": False}.get(headers.get("x-should-retry", ""))
    return failure


def _told_of(error: object) -> Failure:
    """What a server calls ``error``: an object, or only a text (Ollama)."""
    told = error if isinstance(error, dict) else {"message": error or ""}
    message, code = told.get("message") or "", told.get("code")
    return Failure(
        "refused",
        message if isinstance(message, str) else json.dumps(message),
        # In a stream that has begun, some name the status it would have had.
        status=code if isinstance(code, int) and 400 <= code < 600 else None,
        code=str(code if isinstance(code, str) else told.get("type") or ""),
        param=str(told.get("param") or ""),
    )


def _seconds(headers: Mapping[str, str]) -> float | None:
    """What Retry-After asks for: seconds, milliseconds in its variant, or a date."""
    with suppress(KeyError, ValueError):
        return max(0.0, float(headers["retry-after-ms"]) / 1000)
    value = headers.get("retry-after", "")
    with suppress(ValueError):
        return max(0.0, float(value))
    from email.utils import parsedate_to_datetime
    from time import time

    try:
        return max(0.0, parsedate_to_datetime(value).timestamp() - time())
    except (TypeError, ValueError):
        return None
