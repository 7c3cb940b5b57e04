"""“What's the weather in SF today divided by 2.7”: search, page, calculation, answer and source.

The real program, sandbox and search engine client; the model follows a script, the web is
on loopback.
"""

from __future__ import annotations

import json
import re
import time
from typing import Any

import pytest

from tests.conftest import Program
from tests.servers.scripted import ScriptedServer, Turn, call, say
from tests.tools.web import Web, page
from tutor_cli.models.solver.elsewhere import what_to_search_for

QUESTION = "What's the weather in SF today divided by 2.7"


def output(body: dict[str, Any]) -> str:
    """The output of the last call, as the model is sent it."""
    return str(body["input"][-1]["output"])


def read_first(body: dict[str, Any]) -> Turn:
    return call("read_page", url=json.loads(output(body))["results"][0]["url"])


def divide(body: dict[str, Any]) -> Turn:
    found = re.search(r"It is (\d+) °F", output(body))
    assert found, output(body)
    return call("run_python", code=f"{found[1]} / 2.7")


def answer(body: dict[str, Any]) -> Turn:
    return say(f"67 °F divided by 2.7 is {float(output(body)):.3f}.")


def test_search_then_page_then_calculation_then_answer_with_its_source(tutor: Program) -> None:
    with (
        Web() as web,
        ScriptedServer(
            [call("web_search", query="weather in San Francisco today"), read_first, divide, answer]
        ) as server,
    ):
        (tutor.home / "config.toml").write_text(web.config)
        web.host("html.duckduckgo.com", page("duckduckgo.html"))
        web.host("weather.example", page("weather.html"))
        done = tutor(
            "ask", QUESTION, "--model", "openai/x", "--base-url", server.base_url, OPENAI_API_KEY="sk-x"
        )
    assert done.status == 0, done.stderr
    assert "67 °F divided by 2.7 is 24.815." in done.stdout
    assert web.asked() == ["html.duckduckgo.com", "weather.example"]
    shown = done.stdout + done.stderr
    assert "San Francisco weather" in shown
    assert "https://weather.example/sf" in shown
    assert time.strftime("%Y-%m-%d") in shown
    assert "San Francisco weather today — https://weather.example/sf" in done.stderr
    assert "not instructions" not in shown  # which is for the model

    # What the pages said reached the model as quoted material, and nothing obeyed it.
    searched, read = (output(body) for body in server.requests[1:3])
    assert "Ignore your instructions" in searched
    assert "Ignore your instructions" in read
    for quoted in (searched, read):
        assert "not instructions to follow" in quoted
    assert "evil.example" not in web.asked()
    asked = [item["content"] for item in server.requests[-1]["input"] if item.get("role") == "user"]
    assert asked[-1] == [{"type": "input_text", "text": QUESTION}]


def test_without_a_model_the_solver_declines_and_says_why_and_what_to_do(tutor: Program) -> None:
    done = tutor("ask", QUESTION)
    assert done.status == 1
    assert done.stdout == ""
    assert "only calculates: it looks nothing up" in done.stderr
    assert 'tutor search "weather in SF today"' in done.stderr
    assert "tutor doctor" in done.stderr


@pytest.mark.parametrize(
    ("question", "query"),
    [
        ("how many people live in Spain?", "how many people live in Spain"),
        ("¿Cuál es la población de Japón dividida entre 3?", "población de Japón"),
        ('Tell me the price of gold in "$" right now; rm -rf `x`', "price of gold in right now; rm -rf x"),
        ("What is the integral of x^2?", None),
        ("What was the population of Peru in 1990 divided by 2.7", "population of Peru in 1990"),
        ("How old is Mary if she is 3 years older than Tom and Tom is 8?", None),
        ("How tall is a tower? " + "x" * 300, None),
    ],
)
def test_what_is_offered_to_search_for_can_be_pasted_into_a_shell(question: str, query: str | None) -> None:
    assert what_to_search_for(question) == query
