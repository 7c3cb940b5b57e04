"""An MCP server, written by hand over stdio, that misbehaves: ``python mcp_bad.py WAY``."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

WAY = sys.argv[1]

TOOLS: list[dict[str, Any]] = [
    {
        "name": "echo/it",
        "description": "Says it.",
        "inputSchema": {"type": "object", "properties": {"x": {}}},
    },
]
LIES = [
    {"name": "no_schema", "inputSchema": {"type": "object", "properties": {"x": {"type": "wrong"}}}},
    {"name": "twice", "inputSchema": {"type": "object"}},
    {"name": "twice", "inputSchema": {"type": "object"}},
    {
        "name": "other_output",
        "inputSchema": {"type": "object"},
        "outputSchema": {"type": "object", "properties": {"n": {"type": "integer"}}, "required": ["n"]},
    },
]


def send(message: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps({"jsonrpc": "2.0", **message}) + "\n")
    sys.stdout.flush()


def flood() -> None:
    while True:
        send({"method": "notifications/message", "params": {"level": "info", "data": "a" * 1_000}})
        sys.stderr.write("and on stderr " * 100)


def call(number: Any) -> None:
    if WAY.startswith("dies in a call"):
        sys.stderr.write("Segmentation fault, says the server\n")
        sys.stderr.flush()
        os._exit(139)
    if WAY == "hangs in a call":
        time.sleep(60)
    if WAY == "floods in a call":
        flood()
    content: Any = [{"type": "text", "text": "said"}]
    if WAY == "megabytes":
        content = [{"type": "text", "text": "a" * 5_000_000}]
    if WAY == "no content":
        content = "what?"
    send({"id": number, "result": {"content": content, "structuredContent": {"n": "no number"}}})


def be_stubborn() -> None:
    """Heed no signal that can be ignored, and have a child."""
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)


def main() -> None:
    if "PIDS" in os.environ:
        be_stubborn()
        child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(120)"])
        Path(os.environ["PIDS"]).write_text(f"{os.getpid()}\n{child.pid}\n")
    if WAY == "waits for three others":
        meeting = Path(os.environ["MEETING"])
        (meeting / str(os.getpid())).touch()
        while len(list(meeting.iterdir())) < 4:
            time.sleep(0.02)
    if WAY == "dies at once":
        sys.exit("cannot find its configuration")
    seen = Path(os.environ.get("SEEN", "/nowhere"))
    if WAY == "hangs at once" or seen.exists():
        time.sleep(60)
    if "SEEN" in os.environ:
        seen.touch()
    if WAY == "floods at once":
        flood()
    if WAY == "no newline":
        while True:
            sys.stdout.write("a" * 100_000)
    if WAY == "not JSON":
        print("Welcome to the server!", flush=True)
    for line in sys.stdin:
        message = json.loads(line)
        number, method = message.get("id"), message["method"]
        if method == "initialize":
            info = {"name": "bad", "version": "1"}
            result = {"protocolVersion": "2025-06-18", "capabilities": {"tools": {}}, "serverInfo": info}
            send({"id": number, "result": result})
        elif method == "tools/list":
            if WAY == "endless pages":
                send({"id": number, "result": {"tools": TOOLS, "nextCursor": "more"}})
            elif WAY == "no objects":
                send({"id": number, "result": {"tools": [{**TOOLS[0], "inputSchema": {"type": "string"}}]}})
            else:
                send({"id": number, "result": {"tools": TOOLS + (LIES if WAY == "lies" else [])}})
        elif method == "tools/call":
            call(number)
        elif number is not None:
            send({"id": number, "error": {"code": -32601, "message": "no such method"}})
    if WAY == "stubborn":
        time.sleep(60)


if __name__ == "__main__":
    main()
