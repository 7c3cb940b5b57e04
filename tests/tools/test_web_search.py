"""``web_search``: ddgs against result pages on loopback, over TLS."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.tools.web import Page, Request, Web, page
from tutor_cli.cancellation import Cancellation
from tutor_cli.domain import ToolCall, ToolCallRecord, ToolOutput
from tutor_cli.errors import Cancelled
from tutor_cli.settings import Config, load_config
from tutor_cli.tools import web_search
from tutor_cli.tools.base import ToolContext
from tutor_cli.tools.call import call_tool
from tutor_cli.tools.sources import Source, sources_of
from tutor_cli.tools.web_search import WebSearch

DUCKDUCKGO, BRAVE, MOJEEK = "html.duckduckgo.com", "search.brave.com", "www.mojeek.com"
NOTHING = Page(b"<html><body><p>No results.</p></body></html>")


@pytest.fixture
def web() -> Iterator[Web]:
    with Web() as web:
        yield web


@pytest.fixture
def config(web: Web, tmp_path: Path) -> Config:
    (tmp_path / "config.toml").write_text(web.config)
    return load_config({"TUTOR_HOME": str(tmp_path)})


def searched(
    config: Config,
    notices: list[str] | None = None,
    cancellation: Cancellation | None = None,
    **arguments: Any,
) -> ToolOutput:
    context = ToolContext(
        cancellation=cancellation or Cancellation(),
        on_output=lambda kind, text: notices.append(text) if notices is not None else None,
    )
    given = json.dumps({"query": "weather in SF today", **arguments})
    return call_tool({"web_search": WebSearch(config)}, ToolCall("call_1", "web_search", given), context)


def test_results_have_title_address_and_snippet_and_are_marked_as_quoted(web: Web, config: Config) -> None:
    web.host(DUCKDUCKGO, page("duckduckgo.html"))
    notices: list[str] = []
    told = json.loads(searched(config, notices).text)
    assert "not instructions to follow" in told["note"]
    assert told["fetched"] == time.strftime("%Y-%m-%d")
    assert [each["url"] for each in told["results"]] == [  # and the advertisement is left out
        "https://weather.example/sf",
        "https://climate.example/bay-area",
    ]
    assert told["results"][0]["title"] == "San Francisco weather today"
    assert "67 °F, partly cloudy" in told["results"][0]["snippet"]
    assert web.asked() == [DUCKDUCKGO]
    assert notices == []


def test_what_is_asked_for_reaches_the_engine(web: Web, config: Config) -> None:
    web.host(DUCKDUCKGO, page("duckduckgo.html"))
    told = json.loads(searched(config, max_results=1, time_range="week").text)
    assert len(told["results"]) == 1
    body = web.requests[0].body.decode()
    assert "q=weather+in+SF+today" in body
    assert "df=w" in body
    assert "l=us-en" in body
    assert "kp=-1" in body  # moderate


@pytest.mark.parametrize(
    ("settings", "not_asked"),
    [({"safesearch": "on"}, {"search.yahoo.com"}), ({"time_range": "day"}, {MOJEEK, "en.wikipedia.org"})],
)
def test_an_engine_that_would_not_heed_a_setting_is_not_asked(
    web: Web, config: Config, settings: dict[str, str], not_asked: set[str]
) -> None:
    assert searched(
        config.with_flags(**{f"search__{key}": value for key, value in settings.items()})
    ).is_error
    assert {DUCKDUCKGO, BRAVE, "www.startpage.com"} <= set(web.asked())
    assert not set(web.asked()) & not_asked
    assert ("kp=1" in web.requests[0].body.decode()) is ("safesearch" in settings)


def test_a_follow_up_is_answered_from_the_cache(web: Web, config: Config) -> None:
    web.host(DUCKDUCKGO, page("duckduckgo.html"))
    assert searched(config) == searched(config, query="weather  in SF\ntoday")
    assert len(web.requests) == 1
    kept = list((config.cache_dir / "web").iterdir())
    assert [path.stat().st_mode & 0o777 for path in kept] == [0o600]
    kept[0].write_text('{"damaged')
    assert not searched(config).is_error
    assert len(web.requests) == 2


@pytest.mark.parametrize("first", [Page(status=202), Page(status=429), NOTHING, Page(b"\0\xff not a page")])
def test_when_one_engine_fails_the_next_is_asked(web: Web, config: Config, first: Page) -> None:
    web.host(DUCKDUCKGO, first)
    web.host(BRAVE, Page(status=429))
    web.host(MOJEEK, page("mojeek.html"))
    notices: list[str] = []
    told = json.loads(searched(config, notices).text)
    assert told["results"][0]["snippet"] == "67 °F in San Francisco."
    assert web.asked() == [DUCKDUCKGO, BRAVE, MOJEEK]
    assert notices == ["web_search: DuckDuckGo gave nothing; asked mojeek."]


def test_a_rate_limit_everywhere_is_told_to_the_model_and_the_person(web: Web, config: Config) -> None:
    for host in (
        DUCKDUCKGO,
        BRAVE,
        MOJEEK,
        "www.startpage.com",
        "search.yahoo.com",
        "en.wikipedia.org",
        "us.wikipedia.org",
    ):
        web.host(host, Page(status=429))
    notices: list[str] = []
    output = searched(config, notices)
    assert output.is_error
    assert "rate limit" in output.text
    assert "answer without, and say so" in output.text
    assert len(notices) == 1
    assert not (config.cache_dir / "web").exists()  # a failure is not kept


def test_no_network_is_told_after_two_engines(config: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = config.with_flags(search__proxy="http://127.0.0.1:9")
    asked: list[str] = []
    ask_engine = web_search._ask_engine

    def counted(name: str, *rest: Any) -> Any:
        asked.append(name)
        return ask_engine(name, *rest)

    monkeypatch.setattr(web_search, "_ask_engine", counted)
    output = searched(alone)
    assert output.is_error
    assert "no network" in output.text
    assert len(asked) == 2


def test_a_certificate_that_is_not_trusted_is_no_answer(web: Web, config: Config) -> None:
    web.host(DUCKDUCKGO, page("duckduckgo.html"))
    assert searched(config.with_flags(search__verify="")).is_error
    assert web.requests == []


def test_a_search_is_given_up_at_once_when_cancelled(web: Web, config: Config) -> None:
    cancellation = Cancellation()
    release, answered = threading.Event(), threading.Event()

    def slow(request: Request) -> Page:
        cancellation.cancel()
        release.wait(60)
        answered.set()
        return NOTHING

    web.host(DUCKDUCKGO, slow)
    with pytest.raises(Cancelled):
        searched(config, cancellation=cancellation)
    assert not answered.is_set()
    release.set()


def test_the_engines_can_be_chosen(web: Web, config: Config) -> None:
    web.host(MOJEEK, page("mojeek.html"))
    chosen = replace(config, environ={**config.environ, "TUTOR_SEARCH_ENGINES": "mojeek, duckduckgo"})
    assert not searched(chosen).is_error
    assert web.asked() == [MOJEEK]


@pytest.mark.parametrize(
    "setting",
    [
        {"region": "nowhere"},
        {"safesearch": "maybe"},
        {"time_range": "century"},
        {"engines": ["altavista"]},
        {"engines": []},
        {"engines": 3},
    ],
)
def test_a_setting_that_cannot_be_is_told(config: Config, setting: dict[str, Any]) -> None:
    output = searched(config.with_flags(**{f"search__{key}": value for key, value in setting.items()}))
    assert output.is_error
    assert f"search.{next(iter(setting))} is" in output.text


def record(name: str, text: str, is_error: bool = False) -> ToolCallRecord:
    return ToolCallRecord(ToolCall("call_1", name, "{}"), ToolOutput(text, is_error=is_error))


def test_the_sources_are_the_pages_read_else_the_results_cited_else_all(web: Web, config: Config) -> None:
    web.host(DUCKDUCKGO, page("duckduckgo.html"))
    today = time.strftime("%Y-%m-%d")
    found = record("web_search", searched(config).text)
    weather = Source("San Francisco weather today", "https://weather.example/sf", today)
    climate = Source("Climate of the Bay Area", "https://climate.example/bay-area", today)
    assert sources_of([found, found]) == [weather, climate]
    assert sources_of([found], "See https://climate.example/bay-area.") == [climate]
    read = record("read_page", '{"url": "https://a.example/", "title": "", "fetched": "2026-01-02"}\n…')
    assert sources_of([found, read]) == [Source("https://a.example/", "https://a.example/", "2026-01-02")]
    assert (
        sources_of([record("web_search", "Nothing was found."), record("run_python", found.output.text)])
        == []
    )  # type: ignore[union-attr]
