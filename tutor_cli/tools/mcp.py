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
is asynchronous; one thread for each server runs its event loop (``mcp_connection``).
"""

from __future__ import annotations

import base64
import hashlib
import os
import re
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tutor_cli.cancellation import Cancellation
from tutor_cli.domain import Artifact, ToolOutput, ToolSpec
from tutor_cli.errors import NotConfigured
from tutor_cli.settings import Config
from tutor_cli.tools.base import Approval, Notice, ToolContext
from tutor_cli.tools.mcp_connection import Connection, McpError, ServerSettings
from tutor_cli.tools.text import describe

if TYPE_CHECKING:
    import mcp_types

MOST_TOOLS = 128
MOST_BYTES = 20_000_000
"""Of a picture or a sound; a larger one is not kept."""
MOST_SECONDS = 86_400
_NAME = re.compile(r"[A-Za-z0-9_-]{1,32}")
_KEYS = frozenset({"command", "args", "env", "cwd", "url", "headers", "timeout", "start_timeout"})


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
        if not isinstance(table.get(key, 1), (int, float)) or not 0 < table.get(key, 1) <= MOST_SECONDS:
            raise wrong(f"{key} must be a number of seconds, at most {MOST_SECONDS:,}")

    def filled(value: Any) -> str:
        return config.filled(str(value))

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
        self._connection: Connection | None = None

    @classmethod
    def configured(cls, name: str, config: Config) -> McpServer:
        return cls(server_settings(name, config))

    def begin(self) -> None:
        """Start it, unless it runs, without waiting for it; nothing is raised yet."""
        with self._lock:
            if self._connection is not None and not self._connection.alive:
                self._connection.close()
                self._connection = None
            if self._connection is None:
                self._connection = Connection(self.settings)

    def tools(self, notice: Notice) -> list[McpTool]:
        """Every tool that can be told to a model; ``notice`` hears of the others. Raises McpError."""
        try:
            listed = self._connected(Cancellation()).listed()
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
        if not tools:
            self.close()
            raise McpError(f"{self} offers no tool.".replace("the", "The", 1))
        if len(listed) > MOST_TOOLS:
            notice(f"{self} has {len(listed)} tools; the first {MOST_TOOLS} are offered.")
        return list(tools.values())

    def call(self, name: str, arguments: Mapping[str, Any], context: ToolContext) -> mcp_types.CallToolResult:
        """Raises McpError, Cancelled."""
        return self._connected(context.cancellation).call(name, dict(arguments), context)

    def close(self) -> None:
        """Stop it. Idempotent."""
        with self._lock:
            connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

    def __str__(self) -> str:
        return f"the MCP server {self.settings.name!r}"

    def _connected(self, cancellation: Cancellation) -> Connection:
        self.begin()
        connection = self._connection
        if connection is None:  # closed meanwhile
            raise McpError(f"{self} was stopped.")
        connection.wait_until_started(cancellation)
        return connection


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
                saved = _saved(block.data, block.mime_type, context, len(artifacts))
                artifacts += saved
                texts.append(f"({block.type} {block.mime_type}{', shown to the person' if saved else ''})")
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
    """The file in the thread's folder; nothing if there is no folder, no such kind, or too much of it."""
    if context.folder is None or media_type not in _ENDINGS or len(data) > MOST_BYTES * 4 / 3 + 4:
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
