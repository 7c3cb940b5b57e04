"""Odd but well-meant servers: streams that other programs read without complaint.

The streams are written from the documentation of the servers that are named, and from what
the SSE standard allows; they are not recordings.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from typing import Any

import pytest

from tests.models.conftest import RUN_PYTHON, Heard
from tests.servers.scripted import events_of, say
from tutor_cli.domain import Item
from tutor_cli.errors import ModelError, NotReachable
from tutor_cli.items import calls_in, function_call_output, user_message
from tutor_cli.models.base import ReasoningDelta
from tutor_cli.models.catalog import entries, first_offered

Json = dict[str, Any]
Ask = Callable[..., Heard]
Reply = tuple[int, str, bytes]
"""Status, content type, body."""
HELLO = [user_message("Hello")]
SSE = "text/event-stream"


@contextmanager
def server(reply: Callable[[str, Json], Reply]) -> Iterator[str]:
    """Answers each request as ``reply(path, body)`` says; gives the base URL."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length") or 0))
            status, kind, content = reply(self.path.removeprefix("/v1"), json.loads(body or b"{}"))
            self.send_response(status)
            self.send_header("content-type", kind)
            self.send_header("content-length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST

        def log_message(self, *_: object) -> None: ...

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as serving:
        threading.Thread(target=serving.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{serving.server_port}/v1"
        serving.shutdown()


def lines(events: list[Json], end: str = "\n") -> bytes:
    return "".join(f"data: {json.dumps(event)}{end}{end}" for event in events).encode()


# ---------------------------------------------------------------- the wire


@pytest.mark.parametrize(
    ("kind", "form"),
    [
        (SSE, lambda events: b"retry: 3000\n\nevent: ping\n\ndata:\n\n: hm\n\n" + lines(events)),
        (SSE, lambda events: b"\xef\xbb\xbf" + lines(events, "\r\n")),
        (SSE, lambda events: lines(events, "\r") + b"data: [DONE]\r\r"),
        ("text/plain; charset=utf-8", lines),
        (SSE, lambda events: lines([{**event, "sequence_number": 0} for event in events])),
        (SSE, lambda events: lines([{**event, "sequence_number": -1} for event in events])),
    ],
    ids=["keep-alives", "CRLF and BOM", "CR", "text/plain", "all numbered 0", "all numbered -1"],
)
def test_a_stream_is_read_in_whatever_form(ask: Ask, kind: str, form: Callable[[list[Json]], bytes]) -> None:
    stream = form(events_of(say("It is $42$, ünïcödé.")))
    with server(lambda path, body: (200, kind, stream)) as url:
        assert ask(url, HELLO).text == "It is $42$, ünïcödé."


def test_items_that_all_have_the_same_place_stay_apart(ask: Ask) -> None:
    turn = say("First.") + say("Second.")
    events = [{**event, "output_index": 0} if "output_index" in event else event for event in events_of(turn)]
    with server(lambda path, body: (200, SSE, lines(events))) as url:
        heard = ask(url, HELLO)
    assert heard.items == list(turn.items)
    assert "".join(delta.text for delta in heard.deltas) == "First.Second."


@pytest.mark.parametrize("error", ["out of memory", {"message": "out of memory", "code": 507}])
def test_an_error_in_a_stream_is_told_in_the_servers_words(ask: Ask, error: object) -> None:
    stream = (200, SSE, lines([{"error": error}]))
    with server(lambda path, body: stream) as url, pytest.raises(ModelError, match="out of memory"):
        ask(url, HELLO)


# ---------------------------------------------------------------- calls


def function(arguments: object, id: str | None = "", index: int | None = 0) -> Json:
    call: Json = {"type": "function", "function": {"name": "run_python", "arguments": arguments}}
    return call | ({} if id is None else {"id": id}) | ({} if index is None else {"index": index})


def chunk(delta: Json, reason: str | None = None) -> Json:
    return {"choices": [{"index": 0, "delta": delta, "finish_reason": reason}]}


def chatting(*answers: list[Json], sent: list[Json] | None = None) -> Callable[[str, Json], Reply]:
    """A server of Chat Completions alone, which gives one answer after the other."""
    asked = count()

    def reply(path: str, body: Json) -> Reply:
        if path != "/chat/completions":
            return 404, "application/json", b'{"detail": "Not Found"}'
        if sent is not None:
            sent.append(body)
        return 200, SSE, lines(answers[next(asked)]) + b"data: [DONE]\n\n"

    return reply


ONE, TWO = '{"code": "6*7"}', '{"code": "6*8"}'


@pytest.mark.parametrize(
    "chunks",
    [
        [chunk({"tool_calls": [function(ONE, "a"), function(TWO, "b", 1)]})],
        # Gemini: every call is number 0, with an id of its own or with none
        [chunk({"tool_calls": [function(ONE, "a")]}), chunk({"tool_calls": [function(TWO, "b")]})],
        [chunk({"tool_calls": [function(ONE)]}), chunk({"tool_calls": [function(TWO)]})],
        # no number at all
        [chunk({"tool_calls": [function(ONE, "a", None), function(TWO, "b", None)]})],
        [chunk({"tool_calls": [function(each, None, None)]}) for each in (ONE, TWO)],
        # one id for both
        [chunk({"tool_calls": [function(ONE, "a"), function(TWO, "a", 1)]})],
        # an object instead of its text
        [chunk({"tool_calls": [function(json.loads(ONE), "a"), function(json.loads(TWO), "b", 1)]})],
        # piece by piece, the name and the id each time
        [chunk({"tool_calls": [function(piece, "a")]}) for piece in (ONE[:5], ONE[5:])]
        + [chunk({"tool_calls": [function(TWO, "b", 1)]})],
    ],
)  # fmt: skip
def test_two_calls_are_two_however_they_are_told(ask: Ask, chunks: list[Json]) -> None:
    with server(chatting([*chunks, chunk({}, "tool_calls")])) as url:
        calls = calls_in(ask(url, HELLO, tools=[RUN_PYTHON]).items)
    assert [call.arguments for call in calls] == [ONE, TWO]
    assert len({call.call_id for call in calls} - {""}) == 2


def test_the_calls_of_a_thread_keep_ids_of_their_own(ask: Ask) -> None:
    """A server that numbers the calls of each answer from 0; outputs name their call by that."""
    from tests.servers.scripted import ScriptedServer, call, calls

    def numbered() -> Any:
        turn = calls(call("run_python", code="6*7"), call("run_python", code="6*8"))
        for item in turn.items:
            item["call_id"] = "call_0"
        return turn

    thread: list[Item] = [*HELLO]
    with ScriptedServer([numbered(), numbered()]) as scripted:
        for _ in range(2):
            thread += (made := ask(scripted, thread, tools=[RUN_PYTHON]).items)
            thread += [function_call_output(each.call_id, "42") for each in calls_in(made)]
    assert len({each.call_id for each in calls_in(thread)}) == 4


# ---------------------------------------------------------------- Chat Completions


def test_an_answer_may_come_in_parts_and_without_a_reason_for_its_end(ask: Ask) -> None:
    """Mistral's reasoning models; servers that only say [DONE]."""
    thought = {"type": "thinking", "thinking": [{"type": "text", "text": "Hm."}]}
    answer = [chunk({"content": [thought]}), chunk({"content": [{"type": "text", "text": "It is 42."}]})]
    with server(chatting(answer)) as url:
        assert ask(url, HELLO).text == "It is 42."


def test_reasoning_goes_back_with_the_calls_it_led_to(ask: Ask) -> None:
    """DeepSeek refuses a call without it. Where it comes under another name, it is not sent."""
    for field, goes_back in (("reasoning_content", True), ("reasoning", False)):
        sent: list[Json] = []
        asking = [
            chunk({"role": "assistant", "content": None, field: "Mul"}),
            chunk({field: "tiply."}),
            chunk({"tool_calls": [function(ONE, "a")]}, "tool_calls"),
        ]
        with server(chatting(asking, [chunk({"content": "42"}, "stop")], sent=sent)) as url:
            heard = ask(url, HELLO, tools=[RUN_PYTHON])
            thread = [*HELLO, *heard.items, function_call_output("a", "42")]
            assert ask(url, thread, tools=[RUN_PYTHON]).text == "42"
        thought = [event.text for event in heard.events if isinstance(event, ReasoningDelta)]
        assert "".join(thought) == "Multiply."
        told = [message for message in sent[1]["messages"] if "reasoning_content" in message]
        assert [message["reasoning_content"] for message in told] == ["Multiply."] * goes_back
        assert not told or told[0]["tool_calls"]


def test_what_a_chat_server_does_not_take_is_left_out_or_called_otherwise(ask: Ask) -> None:
    sent: list[Json] = []
    answer = chatting([chunk({"content": "ok"}, "stop")], sent=sent)

    def strict(path: str, body: Json) -> Reply:
        refused = ("stream_options", "reasoning_effort", "max_tokens")
        for name in refused:
            if name in body and "chat" in path:
                told = {"error": {"message": f"Unsupported parameter: '{name}'", "type": "invalid"}}
                return 400, "application/json", json.dumps(told).encode()
        return answer(path, body)

    with server(strict) as url:
        heard = ask(url, HELLO, settings={"reasoning_effort": "low", "max_output_tokens": 50})
    assert heard.text == "ok" and sent[0]["max_completion_tokens"] == 50
    assert heard.notices == ["m does not take reasoning.effort; it was left out."]


# ---------------------------------------------------------------- models


@pytest.mark.parametrize(
    "listed",
    [
        {"data": [{"id": "embedder"}, {"id": "m"}, {"id": "m"}, {"id": None}, {}, None, 5]},
        {"models": [{"name": "m", "model": "m"}]},
        {"data": ["m"]},
        [{"id": "m"}],  # Together's
        [{"id": "a"}, {"id": "gpt-6-luna"}],  # a gateway to OpenAI
    ],
)
def test_the_first_model_is_found_however_they_are_listed(ask: Ask, listed: Any) -> None:
    answer = lines(events_of(say("ok")))
    first = "gpt-6-luna" if "gpt-6-luna" in str(listed) else "m"

    def reply(path: str, body: Json) -> Reply:
        if path == "/models":
            return 200, "application/json", json.dumps(listed).encode()
        assert body["model"] == first
        return 200, SSE, answer

    with server(reply) as url:
        assert ask(url, HELLO, name="openai/auto").text == "ok"
    found = entries(listed if isinstance(listed, dict) else {"data": listed})
    assert first_offered(found) == first and len(found) == len({each["id"] for each in found})


def test_a_server_that_lists_no_models_wants_one_named(ask: Ask) -> None:
    refusal = (404, "application/json", b'{"detail": "Not Found"}')
    with server(lambda path, body: refusal) as url, pytest.raises(NotReachable) as caught:
        ask(url, HELLO, name="llamacpp/auto")
    assert "--model llamacpp/NAME" in caught.value.hint and "/v1" in caught.value.hint
