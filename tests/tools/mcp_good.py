"""A real MCP server on the official SDK: ``python mcp_good.py`` (stdio), ``… http`` (tells its port)."""

from __future__ import annotations

import os
import socket
import sys

import uvicorn
from mcp.server.mcpserver import Image, MCPServer
from mcp_types import ToolAnnotations

server = MCPServer("good")


@server.tool(annotations=ToolAnnotations(read_only_hint=True))
def add(a: float, b: float) -> float:
    """Add two numbers."""
    print("adding", file=sys.stderr)
    return a + b


@server.tool()
def secret(name: str) -> str:
    """The value of an environment variable."""
    return os.environ.get(name, "(not there)")


@server.tool()
def picture() -> Image:
    """A picture."""
    return Image(data=b"\x89PNG\r\n\x1a\n", format="png")


@server.tool()
def fail() -> str:
    """Always fails."""
    raise ValueError("the tool does not work")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        with socket.create_server(("127.0.0.1", 0)) as listening:
            print(listening.getsockname()[1], flush=True)
            config = uvicorn.Config(server.streamable_http_app(), log_level="error")
            uvicorn.Server(config).run(sockets=[listening])
    else:
        server.run()
