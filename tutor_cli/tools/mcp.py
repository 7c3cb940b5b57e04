"""Tools of MCP servers: programs (stdio) or addresses (streamable HTTP) in the config file.

    [mcp.files]
    command = "npx"
    args = ["-y", "@modelcontextprotocol/server-filesystem", "."]
    env = { TOKEN = "${MY_TOKEN}" }        # from the environment

    [mcp.weather]
    url = "https://weather.example/mcp"
    headers = { Authorization = "Bearer ${WEATHER_KEY}" }
    timeout = 60.0                          # seconds for one call
    start_timeout = 20.0

A server's tools are named ``files__read``. Nothing a server does breaks a run: it is
given a time to start and to answer, and what it says is read by the official SDK, which
is asynchronous; one thread for each server runs its event loop.
"""

from __future__ import annotations

import asyncio
import base64
import concurrent.futures
import hashlib
import logging
import os
import re
import string
import threading
from collections.abc import AsyncIterator, Coroutine, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from tutor_cli.domain import Artifact, ToolOutput, ToolSpec
from tutor_cli.errors import Cancelled, NotConfigured, TutorError
from tutor_cli.settings import Config
from tutor_cli.tools.base import Approval, ToolContext
from tutor_cli.tools.loading import Notice
from tutor_cli.tools.text import describe

if TYPE_CHECKING:
    import mcp
    import mcp_types

T = TypeVar("T")

MOST_TOOLS = 128
MOST_PAGES = 20
STOP_SECONDS = 5.0
_LAST_WORDS = 2_000
_NAME = re.compile(r"[A-Za-z0-9_-]{1,32}")
_KEYS = frozenset({"command", "args", "env", "cwd", "url", "headers", "timeout", "start_timeout"})


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


def server_settings(name: str, config: Config) -> ServerSettings:
    """Raises NotConfigured if there is no such server or its table cannot be."""
    servers = config.get("mcp", None)
    table = servers.get(name) if isinstance(servers, Mapping) else None
    if table is None:
        raise NotConfigured(
            f"There is no MCP server {name!r}.", f"Describe it under [mcp.{name}] in {config.path}."
        )

    def wrong(what: str) -> NotConfigured:
        return NotConfigured(f"[mcp.{name}] in {config.path}: {what}.", "Correct it there.")

    if not _NAME.fullmatch(name):
        raise wrong("the name must be letters, digits, _ and -, at most 32")
    if not isinstance(table, Mapping):
        raise wrong("it is not a table")
    if unknown := set(table) - _KEYS:
        raise wrong(f"unknown {', '.join(sorted(unknown))}; known are {', '.join(sorted(_KEYS))}")
    if bool(table.get("command")) == bool(table.get("url")):
        raise wrong("it needs either a command or a url")
    for key, kind in (
        ("command", str),
        ("url", str),
        ("cwd", str),
        ("args", list),
        ("env", Mapping),
        ("headers", Mapping),
    ):
        if key in table and not isinstance(table[key], kind):
            raise wrong(f"{key} is of the wrong kind")
    for key in ("timeout", "start_timeout"):
        if not isinstance(table.get(key, 1), (int, float)) or table.get(key, 1) <= 0:
            raise wrong(f"{key} must be a number of seconds")

    def filled(value: Any) -> str:
        return string.Template(str(value)).safe_substitute(config.environ)

    return ServerSettings(
        name=name,
        command=str(Path(filled(table.get("command", ""))).expanduser()) if table.get("command") else "",
        args=tuple(filled(each) for each in table.get("args", ())),
        env={str(key): filled(value) for key, value in table.get("env", {}).items()},
        cwd=filled(table["cwd"]) if "cwd" in table else None,
        url=filled(table.get("url", "")),
        headers={str(key): filled(value) for key, value in table.get("headers", {}).items()},
        timeout=float(table.get("timeout", 60.0)),
        start_timeout=float(table.get("start_timeout", 20.0)),
    )


class McpServer:
    """A server, started by the first use and again by the next one after it died."""

    def __init__(self, settings: ServerSettings) -> None:
        self.settings = settings
        self._lock = threading.Lock()
        self._connection: _Connection | None = None

    @classmethod
    def configured(cls, name: str, config: Config) -> McpServer:
        return cls(server_settings(name, config))

    def tools(self, notice: Notice) -> list[McpTool]:
        """Every tool that can be told to a model; ``notice`` hears of the others. Raises McpError."""
        try:
            listed = self._connected().listed()
        except BaseException:
            self.close()
            raise
        tools: dict[str, McpTool] = {}
        for each in listed[:MOST_TOOLS]:
            name = tool_name(self.settings.name, each.name)
            wrong = _wrong_with(each)
            if wrong or name in tools:
                notice(f"The tool {each.name!r} of {self} is left out: {wrong or 'there are two of it'}.")
            else:
                tools[name] = McpTool(self, name, each)
        if len(listed) > MOST_TOOLS:
            notice(f"{self} has {len(listed)} tools; the first {MOST_TOOLS} are offered.")
        return list(tools.values())

    def call(self, name: str, arguments: Mapping[str, Any], context: ToolContext) -> mcp_types.CallToolResult:
        """Raises McpError, Cancelled."""
        return self._connected().call(name, dict(arguments), context)

    def close(self) -> None:
        """Stop it. Idempotent."""
        with self._lock:
            connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

    def __str__(self) -> str:
        return f"the MCP server {self.settings.name!r}"

    def _connected(self) -> _Connection:
        with self._lock:
            if self._connection is not None and not self._connection.alive:
                self._connection.close()
                self._connection = None
            if self._connection is None:
                self._connection = _Connection(self.settings)
            return self._connection


class _Connection:
    """A running server, its event loop and the thread of that. Raises McpError if it does not start."""

    def __init__(self, settings: ServerSettings) -> None:
        try:
            import mcp.client  # noqa: F401
        except ImportError as error:
            raise McpError(
                "MCP servers need the extra “mcp”.", "Install it: pip install 'tutor-cli[mcp]'"
            ) from error
        # The SDK logs whatever a server does wrong, with tracebacks; we say it in one line.
        for name in ("mcp", "client"):
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)
        self._settings = settings
        self._last_words = _LastWords()
        self._loop = asyncio.new_event_loop()
        self._started: concurrent.futures.Future[mcp.Client] = concurrent.futures.Future()
        self._stop: asyncio.Event | None = None
        self._thread = threading.Thread(target=self._work, name=f"mcp-{settings.name}", daemon=True)
        self._thread.start()
        try:
            self._client = self._started.result(settings.start_timeout)
        except concurrent.futures.TimeoutError:
            self.close()
            raise self._error(f"did not start within {settings.start_timeout:g} seconds") from None
        except BaseException as error:
            self.close()
            raise self._error(f"did not start: {_told(error)}") from error

    @property
    def alive(self) -> bool:
        return self._thread.is_alive()

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
            raise self._error("has ended") from None
        except concurrent.futures.TimeoutError:
            future.cancel()
            self._loop.call_soon_threadsafe(self._ask_to_stop)  # the next use starts it afresh
            raise self._error(f"did not answer within {seconds:g} seconds") from None
        except Cancelled:
            raise
        except Exception as error:
            raise self._error(f"failed: {_told(error)}") from error

    def _error(self, what: str) -> McpError:
        said = self._last_words.text
        return McpError(
            f"The MCP server {self._settings.name!r} {what}." + (f" It said: {said}" if said else "")
        )

    # On the server's own thread

    def _work(self) -> None:
        asyncio.set_event_loop(self._loop)
        try:
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
        self._stop = asyncio.Event()
        task = asyncio.current_task()
        assert task is not None  # noqa: S101
        self._task = task
        async with _connect(self._settings, self._last_words) as client:
            self._started.set_result(client)
            await self._stop.wait()
            self._stop = None

    def _ask_to_stop(self) -> None:
        if self._stop is not None and self._started.done():
            self._stop.set()
        else:
            self._task.cancel()


@asynccontextmanager
async def _connect(settings: ServerSettings, last_words: _LastWords) -> AsyncIterator[mcp.Client]:
    from mcp import Client, StdioServerParameters
    from mcp.client.stdio import stdio_client
    from mcp.client.streamable_http import streamable_http_client

    if settings.command:
        parameters = StdioServerParameters(
            command=settings.command,
            args=list(settings.args),
            env=dict(settings.env),
            cwd=settings.cwd,
            encoding_error_handler="replace",
        )
        # Not the terminal: what it writes to stderr is kept for when it fails.
        async with Client(stdio_client(parameters, errlog=last_words.file)) as client:
            yield client
        return
    from mcp.shared._httpx_utils import create_mcp_http_client

    async with (
        create_mcp_http_client(headers=dict(settings.headers)) as http,
        Client(streamable_http_client(settings.url, http_client=http)) as client,
    ):
        yield client


class _LastWords:
    """The end of what a server wrote to stderr, however much that was."""

    def __init__(self) -> None:
        reading, writing = os.pipe()
        self.file = os.fdopen(writing, "w")
        self._kept = b""
        threading.Thread(target=self._read, args=(reading,), name="mcp-stderr", daemon=True).start()

    def _read(self, descriptor: int) -> None:
        with os.fdopen(descriptor, "rb", buffering=0) as file:
            while piece := file.read(65_536):
                self._kept = (self._kept + piece)[-_LAST_WORDS:]

    @property
    def text(self) -> str:
        """Its last lines, as one."""
        lines = self._kept.decode("utf-8", "replace").split("\n")
        return " ".join(" / ".join(line.strip() for line in lines[-4:] if line.strip()).split())[-400:]

    def close(self) -> None:
        self.file.close()


class McpTool:
    """One tool of a server."""

    def __init__(self, server: McpServer, name: str, listed: mcp_types.Tool) -> None:
        self._server = server
        self._theirs = listed.name
        self.spec = ToolSpec(name, (listed.description or listed.title or "")[:4_000], listed.input_schema)
        hints = listed.annotations
        self.approval: Approval = "auto" if hints is not None and hints.read_only_hint else "ask"

    def call(self, arguments: Mapping[str, Any], context: ToolContext) -> ToolOutput:
        """The server's answer, as text and files. Raises Cancelled, McpError."""
        result = self._server.call(self._theirs, arguments, context)
        texts: list[str] = []
        artifacts: list[Artifact] = []
        for block in result.content:
            if block.type == "text":
                texts.append(block.text)
            elif block.type == "image" or block.type == "audio":
                artifacts += _saved(block.data, block.mime_type, context, len(artifacts))
                texts.append(f"({block.type} {block.mime_type}, shown to the person)")
            elif block.type == "resource_link":
                texts.append(f"{block.title or block.name}: {block.uri}")
            elif block.type == "resource":
                texts.append(getattr(block.resource, "text", None) or f"({block.resource.uri})")
        if not texts and result.structured_content is not None:
            from tutor_cli.tools.text import text_of_value

            texts.append(text_of_value(result.structured_content))
        return ToolOutput(
            "\n".join(texts) or "Done; it returned nothing.", tuple(artifacts), bool(result.is_error)
        )

    def close(self) -> None:
        self._server.close()


def tool_name(server: str, theirs: str) -> str:
    """``server__tool``, in the letters and the length that model servers take."""
    name = re.sub(r"[^A-Za-z0-9_-]", "_", f"{server}__{theirs}")
    if len(name) <= 64:
        return name
    return f"{name[:55]}_{hashlib.sha256(theirs.encode()).hexdigest()[:8]}"


def _wrong_with(listed: mcp_types.Tool) -> str:
    """Why a tool cannot be told to a model; empty if it can."""
    import jsonschema

    schema = listed.input_schema
    if schema.get("type") != "object":
        return "its input is not an object"
    try:
        jsonschema.validators.validator_for(schema).check_schema(schema)
    except jsonschema.SchemaError as error:
        return f"its schema is not valid ({describe(error, 200).splitlines()[0]})"
    except Exception as error:
        return f"its schema cannot be read ({type(error).__name__})"
    return ""


_ENDINGS: Mapping[str, str] = {
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/gif": ".gif",
    "image/webp": ".webp",
    "image/svg+xml": ".svg",
    "audio/wav": ".wav",
    "audio/mpeg": ".mp3",
}


def _saved(data: str, media_type: str, context: ToolContext, number: int) -> list[Artifact]:
    """The file in the thread's folder; nothing if there is no folder or no such kind."""
    if context.folder is None or media_type not in _ENDINGS:
        return []
    from tutor_cli.store.files import make_private_directory

    call = re.sub(r"[^A-Za-z0-9_-]", "", context.call_id)[:64]
    path = context.folder / f"{call}-{number}{_ENDINGS[media_type]}"
    try:
        content = base64.b64decode(data, validate=True)
        make_private_directory(context.folder)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(content)
    except (ValueError, OSError):
        return []
    return [Artifact(str(path), media_type)]


def _told(error: BaseException) -> str:
    """The innermost error of the groups that asynchronous libraries raise, in one line."""
    while isinstance(error, BaseExceptionGroup) and error.exceptions:
        error = error.exceptions[0]
    return " ".join(describe(error, 300).split())
