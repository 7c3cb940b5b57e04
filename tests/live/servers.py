"""Start the real servers on the loopback interface, for as long as they are needed."""

from __future__ import annotations

import os
import socket
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.live.fetch import model_path, program

TEMPLATE = Path(__file__).with_name("fenced-tools.jinja")
READY_SECONDS = 120


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def llama_server(template: Path | None = TEMPLATE, threads: int = 1, window: int = 8192) -> Iterator[str]:
    """llama.cpp's server with the small model, on the CPU; gives its base URL."""
    port = free_port()
    command = [program("llama-server-vulkan"), "--model", model_path(), "--device", "none", "-ngl", "0"]
    command += ["--threads", threads, "--ctx-size", window, "--parallel", 1]
    command += ["--host", "127.0.0.1", "--port", port, "--jinja", "--alias", "qwen2.5-coder-1.5b"]
    command += ["--chat-template-file", template] if template else []
    with _running(command, f"http://127.0.0.1:{port}/health"):
        yield f"http://127.0.0.1:{port}/v1"


@contextmanager
def agentic_server(llm_base_url: str) -> Iterator[str]:
    """The gateway that adds the Conversations API; gives its base URL."""
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        database = f"sqlite://{folder}/conversations.db"
        command = [program("agentic-server"), "--llm-api-base", llm_base_url.removesuffix("/v1")]
        command += ["--gateway-host", "127.0.0.1", "--gateway-port", port, "--db-url", database]
        with _running(command, f"http://127.0.0.1:{port}/health"):
            yield f"http://127.0.0.1:{port}/v1"


@contextmanager
def _running(command: list[object], health: str) -> Iterator[None]:
    with tempfile.TemporaryFile() as log:
        environment = {key: value for key, value in os.environ.items() if not key.endswith("_API_KEY")}
        process = subprocess.Popen(
            ["nice", "-n", "15", *map(str, command)], stdout=log, stderr=log, env=environment
        )
        try:
            deadline = time.monotonic() + READY_SECONDS
            while not _healthy(health):
                if process.poll() is not None or time.monotonic() > deadline:
                    log.seek(0)
                    raise RuntimeError(f"{command[0]} did not start:\n{log.read().decode()[-2000:]}")
                time.sleep(0.1)
            yield
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _healthy(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=1) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False
