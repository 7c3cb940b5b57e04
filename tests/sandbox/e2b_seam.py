"""Recording and replaying beneath E2B's real SDK, at its transport.

The SDK's HTTP goes through pyqwest (Rust), which recorders do not see; this is the one Python
function that all of it passes. Set ``E2B_RECORD=1`` and run E2B's own open-source server
(github.com/e2b-dev/code-interpreter, ``template/server``, with E2B_LOCAL=1) on
127.0.0.1:49999 to record anew.
"""

from __future__ import annotations

import asyncio
import json
import os
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

Handler = Callable[[httpx.Request], Awaitable[httpx.Response]]

RECORDING = bool(os.environ.get("E2B_RECORD"))

HEADER = {
    "recorded_from": "E2B's code-interpreter server (github.com/e2b-dev/code-interpreter, "
    "template/server at 7df1757, 2026-08-21) over jupyter-server 2.20.0 and ipykernel 6.31.0 on "
    "loopback; its JavaScript context and its cloud (envd, control plane) left out",
    "recorded_with": "e2b-code-interpreter 2.11.5, e2b 2.63.0, debug=True",
    "recorded_on": "2026-11-23",
}


class Tape:
    """The recorded answers of one test, in order."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.taken: list[dict[str, Any]] = []
        self.asked = threading.Event()
        """Set when something was asked."""
        self._left = [] if RECORDING else json.loads(path.read_text("utf-8"))["interactions"]

    async def replay(self, request: httpx.Request) -> httpx.Response:
        """The next answer; the request must be the one that was recorded."""
        asked = {"method": request.method, "path": request.url.path, "code": _code(request)}
        recorded = self._left.pop(0)
        self.asked.set()
        assert asked == recorded["request"], f"asked {asked}, recorded {recorded['request']}"

        async def body() -> AsyncIterator[bytes]:
            for chunk in recorded["chunks"]:
                yield chunk.encode()
            if not recorded["ended"]:  # the client hung up, long before the code ended
                await asyncio.sleep(3600)

        return _response(recorded["status"], recorded["content_type"], body())

    def recorder(self, real: Handler) -> Handler:
        async def record(request: httpx.Request) -> httpx.Response:
            kept: dict[str, Any] = {
                "request": {"method": request.method, "path": request.url.path, "code": _code(request)},
                "status": 200,
                "content_type": "application/json",
                "chunks": [],
                "ended": False,
            }
            self.taken.append(kept)  # now, because a request may be cancelled before its answer
            self.asked.set()
            response = await real(request)
            kept["status"] = response.status_code
            kept["content_type"] = content_type = response.headers.get("content-type", "")

            async def body() -> AsyncIterator[bytes]:
                async for chunk in response.aiter_raw():
                    kept["chunks"].append(chunk.decode())
                    yield chunk
                kept["ended"] = True

            return _response(response.status_code, content_type, body(), response)

        return record

    def save(self) -> None:
        if RECORDING:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            text = json.dumps({**HEADER, "interactions": self.taken}, indent=1, ensure_ascii=False)
            self._path.write_text(text + "\n", "utf-8")

    @property
    def used_up(self) -> bool:
        return not self._left


@contextmanager
def answered_by(handler: Callable[[Handler], Handler]) -> Iterator[None]:
    """Let ``handler(real)`` answer what the SDK asks."""
    from pyqwest.httpx import AsyncPyqwestTransport

    real = AsyncPyqwestTransport.handle_async_request

    async def answer(self: Any, request: httpx.Request) -> httpx.Response:
        return await handler(lambda asked: real(self, asked))(request)

    AsyncPyqwestTransport.handle_async_request = answer  # type: ignore[method-assign]
    try:
        yield
    finally:
        AsyncPyqwestTransport.handle_async_request = real  # type: ignore[method-assign]


class _Stream(httpx.AsyncByteStream):
    def __init__(self, chunks: AsyncIterator[bytes], inner: httpx.Response | None) -> None:
        self._chunks = chunks
        self._inner = inner

    def __aiter__(self) -> AsyncIterator[bytes]:
        return self._chunks

    async def aclose(self) -> None:
        if self._inner is not None:
            await self._inner.aclose()


def _response(
    status: int, content_type: str, chunks: AsyncIterator[bytes], inner: httpx.Response | None = None
) -> httpx.Response:
    return httpx.Response(status, headers={"content-type": content_type}, stream=_Stream(chunks, inner))


def _code(request: httpx.Request) -> Any:
    return json.loads(request.content).get("code") if request.content else None
