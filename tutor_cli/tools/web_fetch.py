"""Fetching a page that a model chose: only from the public web, and only so much of it.

A model may have been told by a page to fetch ``http://169.254.169.254/…`` or a router's
page. So every address that is connected to, of the page and of each redirect, is
checked; the connection is made to the very address that was checked.
"""

from __future__ import annotations

import http.client
import ipaddress
import re
import socket
import ssl
import time
import zlib
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote, unquote, urljoin, urlsplit

from tutor_cli.errors import TutorError
from tutor_cli.tools.text import describe

MOST_BYTES = 3_000_000
MOST_SECONDS = 20.0
MOST_REDIRECTS = 5
MOST_ADDRESSES = 3
"""Of one host, that are tried."""

_TYPES = ("text/", "application/xhtml", "application/xml", "application/json")
_HEADERS = {
    "User-Agent": "Mozilla/5.0 (compatible; tutor-cli)",
    "Accept": "text/html,application/xhtml+xml,text/plain;q=0.9,*/*;q=0.1",
    "Accept-Encoding": "gzip",
    "Accept-Language": "en,*;q=0.5",
}

_ASSIGNED = ipaddress.IPv6Network("2000::/3")
_TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")

_LOCAL_NAMES = (
    ".localhost",
    ".localdomain",
    ".local",
    ".internal",
    ".lan",
    ".home",
    ".corp",
    ".intranet",
    ".home.arpa",
)

Resolve = Callable[[str, int], list[str]]


class FetchFailed(TutorError):
    """The page was not fetched; the message says why, for the model and for people."""

    code = "fetch"


@dataclass(frozen=True)
class Fetched:
    url: str
    """Where it came from in the end, after redirects."""
    content_type: str
    """Without its parameters, in lower case."""
    charset: str | None
    body: bytes
    cut: bool
    """Whether there was more of it than ``MOST_BYTES``."""


def public_addresses(host: str, port: int) -> list[str]:
    """The addresses of ``host``. Raises FetchFailed if any of them is not of the public internet."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FetchFailed(f"The host {host!r} cannot be found.") from error
    addresses = [str(each[4][0]) for each in found]
    for address in addresses:
        check_public(address, host)
    return addresses


def check_public(address: str, host: str) -> None:
    """Raises FetchFailed for an address that is private, local or otherwise special."""
    number = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(number, ipaddress.IPv6Address):
        number = _ipv4_inside(number) or number
    # What lies outside of 2000::/3 is given to nobody: translated, site-local, compatible, …
    unassigned = isinstance(number, ipaddress.IPv6Address) and number not in _ASSIGNED
    if unassigned or not number.is_global or number.is_multicast:
        raise FetchFailed(f"{host!r} is not on the public web; such pages are not fetched.")


def _ipv4_inside(number: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address that an IPv6 address leads to (RFC 4291, 3056, 6052), if it does."""
    if number in _TRANSLATED:
        return ipaddress.IPv4Address(int(number) & 0xFFFF_FFFF)
    return number.ipv4_mapped or number.sixtofour


class _Connection(http.client.HTTPConnection):
    """Connects to an address that was checked, whatever the name resolves to by now."""

    def __init__(
        self, host: str, port: int, addresses: list[str], timeout: float, tls: ssl.SSLContext | None
    ) -> None:
        super().__init__(host, port, timeout=timeout)
        self._addresses = addresses
        self._tls = tls

    def connect(self) -> None:
        seconds = min(float(self.timeout or MOST_SECONDS), MOST_SECONDS / (len(self._addresses) + 1))
        for number, address in enumerate(self._addresses):  # the first may be IPv6 where there is none
            try:
                self.sock = socket.create_connection((address, self.port), seconds)
                break
            except OSError:
                if number == len(self._addresses) - 1:
                    raise
        self.sock.settimeout(self.timeout)
        if self._tls is not None:
            self.sock = self._tls.wrap_socket(self.sock, server_hostname=self.host)


def fetch(
    url: str,
    *,
    proxy: str = "",
    verify: str = "",
    resolve: Resolve = public_addresses,
) -> Fetched:
    """Fetch a page, following redirects. Raises FetchFailed.

    ``proxy`` is an ``http://host:port``; names are then resolved by it, and only what is
    plainly private is refused here. ``verify`` is a PEM file to trust instead of the usual.
    """
    deadline = time.monotonic() + MOST_SECONDS
    for _ in range(MOST_REDIRECTS + 1):
        try:
            outcome = _fetch_once(url, proxy, verify, resolve, deadline)
            if isinstance(outcome, Fetched):
                return outcome
            url = urljoin(url, outcome)
        except FetchFailed:
            raise
        except TimeoutError as error:
            raise FetchFailed("The page did not come in time.") from error
        except ssl.SSLError as error:
            raise FetchFailed(f"The site's certificate is not good: {error.reason or error}.") from error
        except (OSError, http.client.HTTPException, zlib.error, ValueError) as error:
            raise FetchFailed(f"The page cannot be fetched: {describe(error, 200)}") from error
    raise FetchFailed("The page redirects too often.")


def _fetch_once(url: str, proxy: str, verify: str, resolve: Resolve, deadline: float) -> Fetched | str:
    """The page, or where it redirects to."""
    parts = urlsplit(url)
    host, https = parts.hostname, parts.scheme == "https"
    if parts.scheme not in ("http", "https") or not host:
        raise FetchFailed("Only http and https addresses can be read.")
    if parts.username or parts.password:
        raise FetchFailed("Addresses with a user name or password are not read.")
    host = host.encode("idna").decode("ascii") if not host.isascii() else host
    if not re.fullmatch(r"[A-Za-z0-9._:-]+", host):
        raise FetchFailed(f"The host {host!r} cannot be found.")
    port = parts.port or (443 if https else 80)
    target = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._") + (
        f"?{quote(parts.query, safe='/?%:@!$&()*+,;=~-._')}" if parts.query else ""
    )
    tls = ssl.create_default_context(cafile=verify or None) if https else None
    seconds = max(0.1, deadline - time.monotonic())
    connection: http.client.HTTPConnection
    headers: dict[str, str] = {}
    if proxy:
        connection, target, headers = _through(proxy, host, port, seconds, tls, target)
    else:
        addresses = list(dict.fromkeys(resolve(host, port)))[:MOST_ADDRESSES]
        connection = _Connection(host, port, addresses, seconds, tls)
    try:
        connection.request("GET", target, headers={**_HEADERS, **headers})
        response = connection.getresponse()
        if response.status in (301, 302, 303, 307, 308) and response.getheader("location"):
            return str(response.getheader("location"))
        if response.status != 200:
            raise FetchFailed(f"The site answered {response.status} {response.reason}.")
        kind = response.headers.get_content_type()
        if not kind.startswith(_TYPES) and not kind.endswith(("+xml", "+json")):
            raise FetchFailed(f"It is {kind}, which cannot be read as text.")
        body, cut = _read(response, connection, deadline)
        return Fetched(url, kind, response.headers.get_content_charset(), body, cut)
    finally:
        connection.close()


def _through(
    proxy: str, host: str, port: int, seconds: float, tls: ssl.SSLContext | None, target: str
) -> tuple[http.client.HTTPConnection, str, dict[str, str]]:
    """A connection through an HTTP proxy, what to ask it for, and the headers for it."""
    _check_name(host)
    where = urlsplit(proxy)
    if where.scheme != "http" or not where.hostname:
        raise FetchFailed("The proxy is not of the kind http://host:port; pages cannot be read through it.")
    connection: http.client.HTTPConnection
    login = f"{unquote(where.username or '')}:{unquote(where.password or '')}" if where.username else ""
    headers = {"Proxy-Authorization": f"Basic {b64encode(login.encode()).decode()}"} if login else {}
    named = f"[{host}]" if ":" in host else host
    if tls is None:
        connection = http.client.HTTPConnection(where.hostname, where.port or 8080, timeout=seconds)
        return connection, f"http://{named}:{port}{target}", headers
    connection = http.client.HTTPSConnection(where.hostname, where.port or 8080, timeout=seconds, context=tls)
    connection.set_tunnel(host, port, headers)
    return connection, target, {}


def _check_name(host: str) -> None:
    """Raises FetchFailed for what is plainly no name of the public web, however it is written.

    A proxy resolves the name itself, so here only the name can be looked at.
    """
    bare = host.rstrip(".").lower()
    try:
        # As the C library reads it: 127.1, 0x7f000001, 0177.0.0.1 and 2130706433 are numbers too.
        address = bare if ":" in bare else socket.inet_ntoa(socket.inet_aton(bare))
    except OSError:
        if "." not in bare or bare.endswith(_LOCAL_NAMES):
            raise FetchFailed(f"{host!r} is not on the public web; such pages are not fetched.") from None
    else:
        check_public(address, host)


def _read(
    response: http.client.HTTPResponse, connection: http.client.HTTPConnection, deadline: float
) -> tuple[bytes, bool]:
    """At most ``MOST_BYTES`` of the body, unpacked, and whether there was more."""
    unzip = zlib.decompressobj(wbits=31) if response.getheader("content-encoding") == "gzip" else None
    body = bytearray()
    while len(body) <= MOST_BYTES:
        left = deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError
        if connection.sock is not None:
            connection.sock.settimeout(left)
        piece = response.read1(65_536)
        if not piece:
            return bytes(body), False
        body += unzip.decompress(piece, MOST_BYTES + 1) if unzip else piece
    return bytes(body[:MOST_BYTES]), True
