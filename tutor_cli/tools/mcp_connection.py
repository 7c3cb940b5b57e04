"""One running MCP server: its process or address, its event loop and the thread of that.

The official SDK is asynchronous; here its calls are waited for, each with its time, and
whatever goes wrong is an McpError in one line.
"""

from __future__ import annotations

import asyncio
import concurrent.futures
import logging
import os
import sys
import threading
import time
from collections.abc import AsyncIterator, Coroutine, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from tutor_cli.cancellation import Cancellation
from tutor_cli.errors import Cancelled, TutorError
from tutor_cli.tools import mcp_guard
from tutor_cli.tools.base import ToolContext
from tutor_cli.tools.text import describe

if TYPE_CHECKING:
    import mcp
    import mcp_types

T = TypeVar("T")

MOST_PAGES = 20
STOP_SECONDS = 5.0
CONNECTION_CLOSED = -32000
"""As in mcp_types, which is not imported before a server is used."""
_LAST_WORDS = 2_000

_importing = threading.Lock()
"""Several servers start at the same time; two threads cannot import the SDK at once."""

_GUARD = [sys.executable, "-I", "-S", str(mcp_guard.__file__)] if os.name == "posix" else []
"""What starts a server; elsewhere the SDK itself ties it to our process."""


class McpError(TutorError):
    """A server that does not start or does not answer."""

    code = "mcp"


@dataclass(frozen=True)
class ServerSettings:
    """One ``[mcp.NAME]`` table; either ``command`` or ``url`` is set."""

    name: str
    command: str = ""
    args: tuple[str, ...] = ()
    env: Mapping[str, str] = field(default_factory=dict)
    cwd: str | None = None
    url: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    timeout: float = 60.0
    start_timeout: float = 20.0


class Connection:
    """A server, its event loop and the thread of that; starting from the beginning, at once."""

    def __init__(self, settings: ServerSettings) -> None:
        # The SDK logs whatever a server does wrong, with tracebacks; we say it in one line.
        for name in ("mcp", "client"):
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)
        self._settings = settings
        self._last_words = _LastWords()
        self._loop = asyncio.new_event_loop()
        self._started: concurrent.futures.Future[mcp.Client] = concurrent.futures.Future()
        self._stop: asyncio.Event | None = None
        self._task: asyncio.Task[None] | None = None
        self._stopping = False
        self._awaited = False
        self._broken = False
        self._thread = threading.Thread(target=self._work, name=f"mcp-{settings.name}", daemon=True)
        self._thread.start()
        self._deadline = time.monotonic() + settings.start_timeout

    def wait_until_started(self, cancellation: Cancellation) -> None:
        """Raises McpError if it does not start in its time, Cancelled."""
        self._awaited = True

        def give_up() -> None:
            self._started.cancel()

        try:
            with cancellation.on_cancel(give_up):
                self._client = self._started.result(max(0.0, self._deadline - time.monotonic()))
        except concurrent.futures.CancelledError:
            self.close()
            cancellation.raise_if_cancelled()
            raise self._error("was stopped") from None
        except concurrent.futures.TimeoutError:
            self.close()
            raise self._error(f"did not start within {self._settings.start_timeout:g} seconds") from None
        except ImportError as error:
            self.close()
            raise McpError(
                "MCP servers need the extra “mcp”.", "Install it: pip install 'tutor-cli[mcp]'"
            ) from error
        except Exception as error:
            self.close()
            raise self._error(f"did not start: {_told(error)}") from error
        except BaseException:  # Ctrl-C while we waited
            self.close()
            raise

    @property
    def alive(self) -> bool:
        """Whether it may be called (again); one that failed to answer may not."""
        return not self._broken and (self._thread.is_alive() or not self._awaited)

    def listed(self) -> list[mcp_types.Tool]:
        """The server's tools, over all pages. Raises McpError."""

        async def pages() -> list[mcp_types.Tool]:
            tools: list[mcp_types.Tool] = []
            cursor = None
            for _ in range(MOST_PAGES):
                page = await self._client.list_tools(cursor=cursor)
                tools += page.tools
                cursor = page.next_cursor
                if cursor is None:
                    break
            return tools

        return self._wait(pages(), self._settings.start_timeout, ToolContext())

    def call(self, name: str, arguments: dict[str, Any], context: ToolContext) -> mcp_types.CallToolResult:
        """Raises McpError, Cancelled."""
        return self._wait(self._client.call_tool(name, arguments), self._settings.timeout, context)

    def close(self) -> None:
        """Stop the server and wait for it, for a while."""
        with suppress(RuntimeError):  # the loop has ended already
            self._loop.call_soon_threadsafe(self._ask_to_stop)
        self._thread.join(STOP_SECONDS)
        self._last_words.close()

    # On the caller's thread

    def _wait(self, work: Coroutine[Any, Any, T], seconds: float, context: ToolContext) -> T:
        try:
            future = asyncio.run_coroutine_threadsafe(work, self._loop)
        except RuntimeError as error:
            work.close()
            raise self._error("has ended") from error

        def give_up() -> None:
            future.cancel()

        try:
            with context.cancellation.on_cancel(give_up):
                return future.result(seconds)
        except concurrent.futures.CancelledError:
            context.cancellation.raise_if_cancelled()
            self._broken = True
            raise self._error("has ended") from None
        except concurrent.futures.TimeoutError:
            future.cancel()
            self._broken = True
            raise self._error(f"did not answer within {seconds:g} seconds") from None
        except Cancelled:
            raise
        except Exception as error:
            self._broken = getattr(error, "code", None) == CONNECTION_CLOSED
            if self._broken:
                self._last_words.close()
            raise self._error(f"failed: {_told(error)}") from error

    def _error(self, what: str) -> McpError:
        said = self._last_words.text.rstrip(".")
        return McpError(
            f"The MCP server {self._settings.name!r} {what}." + (f" It said: {said}." if said else "")
        )

    # On the server's own thread

    def _work(self) -> None:
        asyncio.set_event_loop(self._loop)
        try:
            with _importing:
                import mcp.client.stdio
                import mcp.client.streamable_http  # noqa: F401
            self._loop.run_until_complete(self._serve())
        except BaseException as error:
            if not self._started.done():
                self._started.set_exception(error)
        finally:
            for task in asyncio.all_tasks(self._loop):
                task.cancel()
            with suppress(BaseException):
                self._loop.run_until_complete(self._loop.shutdown_asyncgens())
            self._loop.close()

    async def _serve(self) -> None:
        """Be connected until asked to stop."""
        self._task = asyncio.current_task()
        if self._stopping:
            return
        async with _connect(self._settings, self._last_words) as client:
            self._stop = asyncio.Event()
            self._started.set_result(client)
            await self._stop.wait()

    def _ask_to_stop(self) -> None:
        self._stopping = True
        if self._stop is not None:  # connected
            self._stop.set()
        elif self._task is not None:
            self._task.cancel()


@asynccontextmanager
async def _connect(settings: ServerSettings, last_words: _LastWords) -> AsyncIterator[mcp.Client]:
    from mcp import Client, StdioServerParameters
    from mcp.client.stdio import stdio_client
    from mcp.client.streamable_http import streamable_http_client

    if settings.command:
        command = [*_GUARD, settings.command, *settings.args]
        parameters = StdioServerParameters(
            command=command[0],
            args=command[1:],
            env=dict(settings.env),
            cwd=settings.cwd,
            encoding_error_handler="replace",
        )
        # Not the terminal: what it writes to stderr is kept for when it fails.
        async with Client(stdio_client(parameters, errlog=last_words.file)) as client:
            yield client
        return
    import httpx2

    async def note_refusal(response: Any) -> None:  # which the SDK keeps to itself
        if response.status_code >= 400 and response.request.method == "POST":
            last_words.note(f"HTTP {response.status_code} {response.reason_phrase}")

    async with (
        httpx2.AsyncClient(
            headers=dict(settings.headers),
            timeout=httpx2.Timeout(30.0, read=None),  # each call is waited for its own time
            event_hooks={"response": [note_refusal]},
        ) as http,
        Client(streamable_http_client(settings.url, http_client=http)) as client,
    ):
        yield client


class _LastWords:
    """The end of what a server wrote to stderr, however much that was."""

    def __init__(self) -> None:
        reading, writing = os.pipe()
        self.file = os.fdopen(writing, "w")
        self._kept = b""
        self._reader = threading.Thread(target=self._read, args=(reading,), name="mcp-stderr", daemon=True)
        self._reader.start()

    def _read(self, descriptor: int) -> None:
        with os.fdopen(descriptor, "rb", buffering=0) as file:
            while piece := file.read(65_536):
                self._kept = (self._kept + piece)[-_LAST_WORDS:]

    def note(self, text: str) -> None:
        self._kept = text.encode()

    @property
    def text(self) -> str:
        """Its last lines, as one."""
        lines = self._kept.decode("utf-8", "replace").split("\n")
        return " ".join(" / ".join(line.strip() for line in lines[-4:] if line.strip()).split())[-400:]

    def close(self) -> None:
        """It has ended: read what is left, unless something of it still holds on to its stderr."""
        self.file.close()
        self._reader.join(0.5)


def _told(error: BaseException) -> str:
    """The innermost error of the groups that asynchronous libraries raise, in one line."""
    while isinstance(error, BaseExceptionGroup) and error.exceptions:
        error = error.exceptions[0]
    if getattr(error, "code", None) == CONNECTION_CLOSED:
        return "it ended"
    told = describe(error, 400).partition("For further information")[0]  # pydantic's advertisement
    return " ".join(told.split()).removeprefix("MCPError: ").rstrip(".")
