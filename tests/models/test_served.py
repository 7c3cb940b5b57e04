"""Asking a model behind a server: what is sent, what is handed on, what is tried again."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from itertools import cycle
from typing import Any

import pytest

from tests.models.conftest import RUN_PYTHON, Heard
from tests.patience import ending_soon
from tests.servers.scripted import (
    ScriptedServer,
    Turn,
    call,
    calls,
    refuse,
    say,
    think,
)
from tutor_cli.cancellation import Cancellation
from tutor_cli.domain import ToolSpec
from tutor_cli.errors import Cancelled, ModelError, NotConfigured, NotReachable
from tutor_cli.items import (
    assistant_message,
    calls_in,
    developer_message,
    function_call_output,
    user_message,
)
from tutor_cli.models import connection, retrying
from tutor_cli.models.base import ModelRequest, TextDelta
from tutor_cli.models.choose import open_model
from tutor_cli.settings import Config

Ask = Callable[..., Heard]
HELLO = [user_message("Hello")]


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retrying, "FIRST_WAIT", 0.01)


def test_an_answer_streams_and_its_item_is_kept_verbatim(ask: Ask) -> None:
    turn = think("Hm.") + say("It is $42$.")
    with ScriptedServer([turn]) as server:
        heard = ask(server, HELLO)
    assert heard.items == list(turn.items)
    assert "".join(delta.text for delta in heard.deltas) == "It is $42$."
    assert {delta.item_id for delta in heard.deltas} == {turn.items[1]["id"]}
    assert heard.done.usage.total_tokens == 120


def test_a_thread_is_replayed_in_full_to_openai(ask: Ask) -> None:
    first = think("Multiply.") + calls(call("run_python", code="6*7"), call("run_python", code="1"))
    with ScriptedServer([first, say("42")]) as server:
        thread = [*HELLO, *ask(server, HELLO, own=True, tools=[RUN_PYTHON]).items]
        thread += [function_call_output(each.call_id, "42") for each in calls_in(thread)]
        ask(server, thread, own=True, tools=[RUN_PYTHON])
        sent = server.requests[1]
    assert sent["store"] is False
    assert "reasoning.encrypted_content" in sent["include"]
    kinds = ["message", "reasoning", *["function_call"] * 2, *["function_call_output"] * 2]
    assert [item["type"] for item in sent["input"]] == kinds
    assert sent["input"][1:4] == list(first.items)  # unchanged
    assert not any("id" in item for item in (sent["input"][0], *sent["input"][4:]))  # the ids are ours


def test_a_gateway_that_may_lead_to_openai_is_sent_what_openai_needs(ask: Ask) -> None:
    """OPENAI_BASE_URL: the thread unchanged; where the server refuses that, what every server takes."""
    first = think("Hm.") + say("Let me see.") + call("run_python", '{"code":"6*7"}')
    first.items[1]["phase"] = "commentary"
    refusal = refuse(400, "Invalid item in input[1]: reasoning")
    with ScriptedServer([first, say("42"), refusal, say("42")]) as server:
        thread = [*HELLO, *ask(server, HELLO).items]
        thread += [function_call_output(each.call_id, "42") for each in calls_in(thread)]
        ask(server, thread)
        ask(server, thread)
        asked, sent, _, plain = server.requests
    assert asked["store"] is False and asked["include"] == ["reasoning.encrypted_content"]
    assert sent["input"][1:4] == list(first.items)
    without = [item["type"] for item in sent["input"] if item["type"] != "reasoning"]
    assert [item["type"] for item in plain["input"]] == without


def test_another_server_is_not_sent_what_it_cannot_read(ask: Ask) -> None:
    hosted = {
        "type": "code_interpreter_call",
        "id": "ci_1",
        "code": "print(6*7)",
        "container_id": "cntr_1",
        "outputs": [{"type": "logs", "logs": "42\n"}],
        "status": "completed",
    }
    strange = {"type": "something_new", "id": "x_1"}
    bad = {"type": "function_call", "id": "fc_1", "call_id": "c1", "name": "run_python", "arguments": "{oops"}
    thread = [
        *HELLO,
        *think("Hm.").items,
        hosted,
        strange,
        bad,
        assistant_message("42"),
        user_message("And?"),
        developer_message("Look again."),
    ]
    with ScriptedServer([say("ok")]) as server:
        ask(server, thread, name="llamacpp/m")
        sent = server.requests[0]["input"]
    kinds = [item["type"] for item in sent]
    assert kinds == ["message"] * 2 + ["function_call", "function_call_output"] + ["message"] * 3
    assert [item["role"] for item in sent[-2:]] == ["user", "user"]
    assert "print(6*7)" in str(sent[1]) and "42" in str(sent[1])
    assert sent[2]["arguments"] == '{"malformed": "{oops"}'


def test_half_a_message_leaves_its_reasoning_out(ask: Ask) -> None:
    """OpenAI refuses reasoning without the item it led to."""
    cut = assistant_message("It is", status="incomplete", id="msg_cut")
    with ScriptedServer([say("ok")]) as server:
        ask(server, [*HELLO, *think("Hm.").items, cut, user_message("Go on")], own=True)
        sent = server.requests[0]["input"]
    assert [item["type"] for item in sent] == ["message"] * 3
    assert sent[1] == {"type": "message", "role": "assistant", "content": "It is"}


def assembled(*events: dict[str, Any]) -> Heard:
    from tutor_cli.models.assembling import Assembler

    assembler = Assembler(frozenset({"msg_taken"}))
    heard = Heard([ours for event in events for ours in assembler.feed(event)])
    assert assembler.done
    return heard


def test_a_message_keeps_one_id_however_the_server_names_it() -> None:
    message = {"type": "message", "role": "assistant", "content": [{"type": "output_text", "text": "Hi"}]}
    delta = {"type": "response.output_text.delta", "output_index": 0}
    end = {"type": "response.completed", "response": {"status": "completed", "output": [message]}}
    done = {"type": "response.output_item.done", "output_index": 0}
    streams: list[tuple[dict[str, Any], ...]] = [
        # ids that change on the way, that are missing, that another item of the thread has
        ({**delta, "item_id": "a", "delta": "Hi"}, {**done, "item": {**message, "id": "b"}}, end),
        ({**delta, "delta": "Hi"}, {**done, "item": message}, end),
        (
            {**delta, "item_id": "msg_taken", "delta": "Hi"},
            {**done, "item": {**message, "id": "msg_taken"}},
            end,
        ),
        # no deltas; no item at the end; nothing but the whole response
        ({**done, "item": {**message, "id": "c"}}, end),
        ({**delta, "item_id": "a", "delta": "Hi"}, {"type": "response.completed", "response": {}}),
        (end,),
        # llama.cpp names the items anew in its last event
        (
            {"type": "response.output_text.delta", "item_id": "x", "delta": "Hi"},
            {"type": "response.output_item.done", "item": {**message, "id": "x"}},
            {"type": "response.completed", "response": {"output": [{**message, "id": "y"}]}},
        ),
    ]
    for stream in streams:
        heard = assembled(*stream)
        assert len(heard.items) == 1, stream
        assert heard.text == "Hi", stream
        assert {delta.item_id for delta in heard.deltas} == {heard.items[0]["id"]}, stream
        assert heard.items[0]["id"] != "msg_taken"


def test_unknown_events_are_passed_over_and_repeated_ones_taken_once(ask: Ask) -> None:
    heard = assembled(
        {"type": "response.sparkle", "sequence_number": 0},
        {"type": "response.output_text.delta", "item_id": "a", "delta": "Hi", "sequence_number": 1},
        {"type": "response.output_text.delta", "item_id": "a", "delta": "Hi", "sequence_number": 1},
        {"type": "response.output_text.delta", "item_id": "a", "delta": 5, "sequence_number": 2},
        {"type": "response.completed", "response": {}, "sequence_number": 3},
    )
    assert heard.text == "Hi"


# ---------------------------------------------------------------- trying again


def test_a_busy_server_is_asked_again_after_the_time_it_names(ask: Ask) -> None:
    busy = refuse(429, "slow down", "rate_limit_exceeded", retry_after="0.3")
    with ScriptedServer([busy, refuse(503, "overloaded"), say("ok")]) as server:
        began = time.monotonic()
        assert ask(server, HELLO).text == "ok"
        assert time.monotonic() - began >= 0.3
        assert len(server.requests) == 3


@pytest.mark.parametrize(
    ("status", "code", "exit_status", "says"),
    [
        (429, "insufficient_quota", 3, "no credit"),
        (402, None, 3, "no credit"),
        (401, "invalid_api_key", 3, "refused the key from OPENAI_API_KEY"),
        (404, "model_not_found", 3, "no model called “m”"),
        (403, "unsupported_country", 3, "refuses"),
        (400, "invalid_prompt", 1, "refused the request"),
        (429, "rate_limit_exceeded", 1, "limiting requests"),
        (500, "server_error", 1, "failed (500)"),
    ],
)
def test_what_will_not_pass_is_said_in_one_line(
    ask: Ask, status: int, code: str | None, exit_status: int, says: str
) -> None:
    echo = "Incorrect key sk-test-key\x1b[2J\nfor you"
    with ScriptedServer([refuse(status, echo, code, retry_after="90")] * 9) as server:
        with pytest.raises(ModelError) as caught:
            ask(server, HELLO)
        assert len(server.requests) == 1  # also 429: nobody waits ninety seconds
    error = caught.value
    assert says in error.message and error.exit_status == exit_status
    assert error.message.isprintable() and "sk-test-key" not in error.message + error.hint


def test_no_key_and_no_server_are_told_apart(ask: Ask) -> None:
    with ScriptedServer([refuse(401, "who are you?")]) as server:
        url = server.base_url
        with pytest.raises(NotReachable, match="wants a key"):
            ask(server, HELLO, name="llamacpp/m")
    with pytest.raises(NotReachable, match="cannot be reached") as caught:
        ask(url, HELLO, name="ollama/m")
    assert caught.value.exit_status == 3 and "Start the server" in caught.value.hint


def test_a_web_page_is_not_an_answer(ask: Ask) -> None:
    with ScriptedServer() as server, pytest.raises(NotReachable, match="does not speak the API") as caught:
        ask(server.base_url + "/nowhere", HELLO)
    assert "/v1" in caught.value.hint


def test_nothing_is_asked_again_once_text_was_shown(ask: Ask) -> None:
    broken = Turn(items=say("Half an").items, error={"code": "server_error", "message": "oops"})
    with ScriptedServer([broken, say("never asked for")]) as server:
        with pytest.raises(ModelError, match="oops"):
            ask(server, HELLO)
        assert len(server.requests) == 1
    assert ask.heard.text == "Half an"  # type: ignore[attr-defined]


def test_what_failed_before_any_text_is_asked_again(ask: Ask) -> None:
    broken = Turn(error={"code": "server_error", "message": "oops"})
    with ScriptedServer([broken, Turn(), say("ok")]) as server:  # failed; then empty
        assert ask(server, HELLO).text == "ok"


def test_a_hosted_thread_is_not_asked_twice_for_what_it_may_have_taken_in(ask: Ask) -> None:
    with ScriptedServer([refuse(500, "oops"), say("twice")]) as server:
        with pytest.raises(ModelError):
            ask(server, HELLO, conversation="conv_1")
        assert len(server.requests) == 1


def test_a_hosted_thread_is_sent_only_what_it_lacks(ask: Ask) -> None:
    with ScriptedServer([say("ok")]) as server:
        ask(server, [function_call_output("call_there", "42")], conversation="conv_1", tools=[RUN_PYTHON])
        sent = server.requests[0]
    assert sent["conversation"] == "conv_1" and "store" not in sent
    assert sent["input"] == [{"type": "function_call_output", "call_id": "call_there", "output": "42"}]


@pytest.mark.parametrize(
    "turn", [Turn(items=say("x" * 4000).items, pace=0.1), refuse(429, "wait", retry_after="30")]
)
def test_cancelling_ends_it(ask: Ask, turn: Turn) -> None:
    cancellation = Cancellation()
    threading.Timer(0.3, cancellation.cancel).start()
    with ScriptedServer([turn]) as server, ending_soon(), pytest.raises(Cancelled):
        ask(server, HELLO, cancellation=cancellation)


def test_cancelling_wakes_a_request_that_waits_for_its_first_byte(ask: Ask) -> None:
    cancellation = Cancellation()
    with ScriptedServer([say("quick"), Turn(items=say("late").items, delay=60)]) as server:
        ask(server, HELLO)  # so that the connection is there already
        threading.Timer(0.2, cancellation.cancel).start()
        with ending_soon(), pytest.raises(Cancelled):
            ask(server, HELLO, cancellation=cancellation)


def test_cancelling_while_it_connects_ends_it(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    cancellation, traced = Cancellation(), connection._Line._traced

    def cancelling(line: connection._Line, name: str, info: Any) -> None:
        if name.endswith("connect_tcp.started"):
            cancellation.cancel()
        traced(line, name, info)

    monkeypatch.setattr(connection._Line, "_traced", cancelling)
    with ScriptedServer([say("late", delay=60)]) as server, ending_soon(), pytest.raises(Cancelled):
        ask(server, HELLO, cancellation=cancellation)


def test_cancelling_one_answer_leaves_the_others_that_stream_alone(config: Config) -> None:
    """A program may ask in several threads of its own."""
    from concurrent.futures import ThreadPoolExecutor

    cancelled, begun = Cancellation(), threading.Barrier(3, timeout=20)
    with ScriptedServer(cycle([say("x" * 400, pace=0.02)])) as server:
        model = open_model("openai/m", config, server.base_url)

        def ask(cancellation: Cancellation) -> int:
            events = model.respond(ModelRequest("", HELLO, cancellation=cancellation))
            next(events)
            begun.wait()
            if cancellation is cancelled:
                cancellation.cancel()
            return 1 + sum(isinstance(event, TextDelta) for event in events)

        with ThreadPoolExecutor(3) as pool:
            first, *others = [pool.submit(ask, each) for each in (cancelled, Cancellation(), Cancellation())]
            with pytest.raises(Cancelled):
                first.result()
            assert [each.result() for each in others] == [50, 50]
        model.close()


# ---------------------------------------------------------------- what a server does not take


def test_a_setting_the_model_refuses_is_left_out_and_told_of_once(ask: Ask) -> None:
    refusal = refuse(400, "Unsupported parameter: 'temperature' is not supported with this model.")
    with ScriptedServer([refusal, say("ok"), say("again")]) as server:
        heard = ask(server, HELLO, settings={"temperature": 0.5, "reasoning_effort": "low"})
        assert heard.notices == ["m does not take temperature; it was left out."]
        assert "temperature" not in server.requests[1]
        assert server.requests[1]["reasoning"] == {"effort": "low"}
        assert ask(server, HELLO, settings={"temperature": 0.5}).notices == []
        assert "temperature" not in server.requests[2]


def test_settings_are_sent(ask: Ask) -> None:
    settings = {
        "reasoning_effort": "high",
        "max_output_tokens": 9,
        "parallel_tool_calls": False,
        "tool_choice": "run_python",
    }
    with ScriptedServer([say("ok")]) as server:
        heard = ask(server, HELLO, settings=settings, tools=[RUN_PYTHON])
        sent = server.requests[0]
    assert sent["reasoning"]["effort"] == "high" and sent["max_output_tokens"] == 9
    assert sent["parallel_tool_calls"] is False
    assert sent["tool_choice"] == {"type": "function", "name": "run_python"}
    # The scripted server reports 20 tokens: it ran into the limit, whatever it calls that.
    assert heard.done.incomplete_reason == "max_output_tokens"


def test_items_the_server_refuses_are_left_out_of_the_request(ask: Ask) -> None:
    refusal = refuse(
        400, "The encrypted content for item rs_1 could not be verified.", "invalid_encrypted_content"
    )
    thread = [*HELLO, *(think("Hm.") + say("Hi")).items, user_message("Go on")]
    with ScriptedServer([refusal, say("ok")]) as server:
        assert ask(server, thread, own=True).text == "ok"
        before, after = (request["input"] for request in server.requests)
    assert "reasoning" in {item["type"] for item in before}
    assert {item["type"] for item in after} == {"message"} and len(after) == 3


def test_a_hosted_tool_elsewhere_is_told_of_with_ours_instead(ask: Ask) -> None:
    hosted = ToolSpec("code_interpreter", hosted={"type": "code_interpreter", "container": {"type": "auto"}})
    with ScriptedServer([say("never")]) as server, pytest.raises(NotConfigured) as caught:
        ask(server, HELLO, name="ollama/m", tools=[hosted])
    assert "Ollama does not have the hosted tool code_interpreter" in caught.value.message
    assert "run_python" in caught.value.hint


def test_a_gateway_is_asked_for_hosted_tools_with_a_word_of_doubt(ask: Ask) -> None:
    hosted = ToolSpec("code_interpreter", hosted={"type": "code_interpreter", "container": {"type": "auto"}})
    refusal = refuse(400, "Invalid value: 'code_interpreter'. Supported values are: 'function'.")
    with ScriptedServer([say("ok"), refusal]) as server:
        (doubt,) = ask(server, HELLO, tools=[hosted]).notices
        assert "not known" in doubt and "--tool run_python" in doubt
        assert server.requests[0]["tools"] == [hosted.hosted]
        with pytest.raises(NotConfigured, match="does not have the hosted tool"):
            ask(server, HELLO, tools=[hosted])
    chats = ScriptedServer([say("never")], chat_only=True)
    with chats, pytest.raises(NotConfigured, match="does not have the hosted tool"):
        ask(chats, HELLO, tools=[hosted])


def test_a_local_server_is_shown_two_examples_of_calls(ask: Ask) -> None:
    with ScriptedServer([say("ok"), say("ok")]) as server:
        ask(server, HELLO, name="ollama/m", tools=[RUN_PYTHON])
        ask(server, HELLO, name="ollama/m")
        shown, bare = (request["input"] for request in server.requests)
    assert [item["type"] for item in shown].count("function_call") == 2
    assert len(bare) == 1


# ---------------------------------------------------------------- Chat Completions


def test_a_server_that_only_chats_is_served_too(ask: Ask) -> None:
    two = calls(call("run_python", code="6*7"), call("run_python", code="1"))
    with ScriptedServer([two, say("42!")], chat_only=True) as server:
        thread = [*HELLO, *ask(server, HELLO, tools=[RUN_PYTHON]).items]
        assert [each.arguments for each in calls_in(thread)] == ['{"code": "6*7"}', '{"code": "1"}']
        thread += [function_call_output(each.call_id, "42") for each in calls_in(thread)]
        heard = ask(server, thread, tools=[RUN_PYTHON])
        sent = server.requests[1]
    assert heard.text == "42!" and heard.done.usage.total_tokens == 120
    roles = [message["role"] for message in sent["messages"]][-4:]
    assert roles == ["user", "assistant", "tool", "tool"]
    assert len(sent["messages"][-3]["tool_calls"]) == 2


def test_a_cut_off_chat_is_no_answer(ask: Ask) -> None:
    from tutor_cli.models.chat import ChatAssembler

    assembler = ChatAssembler()
    list(assembler.feed({"choices": [{"delta": {"content": "Half"}, "finish_reason": None}]}))
    assert list(assembler.end()) == [] and not assembler.done
