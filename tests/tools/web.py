"""A web on loopback: a proxy that is every host itself, over TLS with a certificate of its own.

with Web() as web:
    web.host("weather.example", lambda request: Page(b"<p>67 °F</p>"))
    … point the program at the proxy web.proxy and the certificates web.verify
"""

from __future__ import annotations

import http.server
import socket
import ssl
import tempfile
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import trustme

PAGES = Path(__file__).parent / "pages"


@dataclass(frozen=True)
class Request:
    host: str
    method: str
    path: str
    body: bytes


@dataclass(frozen=True)
class Page:
    body: bytes = b""
    status: int = 200
    headers: tuple[tuple[str, str], ...] = (("content-type", "text/html; charset=utf-8"),)
    length: bool = True
    """Whether the length is told; without it the body ends where the connection does."""


def page(name: str) -> Page:
    """A page of the folder ``pages``."""
    return Page((PAGES / name).read_bytes())


def redirect(where: str) -> Page:
    return Page(status=302, headers=(("location", where),))


Answer = Callable[[Request], Page]


@dataclass
class Web:
    requests: list[Request] = field(default_factory=list)

    def __enter__(self) -> Web:
        self._folder = tempfile.TemporaryDirectory()
        self._authority = trustme.CA()
        self.verify = str(Path(self._folder.name) / "ca.pem")
        self._authority.cert_pem.write_to_path(self.verify)
        self._hosts: dict[str, Answer] = {}
        self._contexts: dict[str, ssl.SSLContext] = {}
        handler = type("Handler", (_Handler,), {"web": self})
        self._server = _Server(("127.0.0.1", 0), handler)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *exception: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(5)
        self._folder.cleanup()

    @property
    def proxy(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    @property
    def config(self) -> str:
        """The table for the config file."""
        return f'[search]\nproxy = "{self.proxy}"\nverify = "{self.verify}"\ntimeout = 3.0\n'

    def host(self, name: str, answer: Answer | Page) -> None:
        self._hosts[name] = answer if callable(answer) else lambda request: answer

    def context(self, name: str) -> ssl.SSLContext:
        if name not in self._contexts:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self._authority.issue_cert(name).configure_cert(context)
            self._contexts[name] = context
        return self._contexts[name]

    def answer(self, request: Request) -> Page:
        self.requests.append(request)
        answer = self._hosts.get(request.host)
        return answer(request) if answer else Page(b"no such host", 502)

    def asked(self) -> list[str]:
        """The hosts, in the order they were asked."""
        return [request.host for request in self.requests]


class _Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is part of the tests."""


class _Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    web: Web
    inside = ""
    """The host that this connection is a tunnel to."""

    def do_CONNECT(self) -> None:
        host = self.path.rpartition(":")[0]
        self.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
        assert isinstance(self.connection, socket.socket)
        self.connection = self.web.context(host).wrap_socket(self.connection, server_side=True)
        self.rfile = self.connection.makefile("rb", -1)  # type: ignore[assignment]
        self.wfile = self.connection.makefile("wb", 0)  # type: ignore[assignment]
        self.inside = host
        self.close_connection = False

    def do_GET(self) -> None:
        host, path = self.inside, self.path
        if not host:
            _, _, rest = self.path.partition("://")
            host, slash, path = rest.partition("/")
            host, path = host.partition(":")[0], slash + path
        length = int(self.headers.get("content-length") or 0)
        answer = self.web.answer(Request(host, self.command, path, self.rfile.read(length)))
        self.send_response(answer.status)
        for name, value in answer.headers:
            self.send_header(name, value)
        if answer.length:
            self.send_header("content-length", str(len(answer.body)))
        else:
            self.send_header("connection", "close")
            self.close_connection = True
        self.end_headers()
        self.wfile.write(answer.body)

    do_POST = do_GET

    def log_message(self, *arguments: object) -> None:
        """Keep the tests' output clean."""
