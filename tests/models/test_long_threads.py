"""A thread that outgrows the model's window goes on, and nothing of it is lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.models.conftest import Heard
from tests.servers.scripted import Json, ScriptedServer, Turn, refuse, say
from tutor_cli.domain import Item
from tutor_cli.errors import ModelError
from tutor_cli.items import assistant_message, function_call, function_call_output, user_message
from tutor_cli.models.fitting import COMPACTED, SHORTENED

Ask = Callable[..., Heard]
WINDOW = 4000


def thread(turns: int) -> list[Item]:
    """About 130 tokens a turn."""
    items: list[Item] = []
    for number in range(turns):
        items += [
            user_message(f"Question {number}: " + "how " * 40),
            assistant_message(f"Answer {number}. " * 10),
        ]
    return [*items, user_message("What was my first question?")]


def small(script: list[Turn | Callable[[Json], Turn]]) -> ScriptedServer:
    return ScriptedServer(script, models=[{"id": "m", "object": "model", "meta": {"n_ctx": WINDOW}}])


def test_the_older_part_becomes_a_summary_and_stays_one(ask: Ask) -> None:
    items = thread(25)
    with small([say("They asked much."), say("Your first question?"), say("And again.")]) as server:
        heard = ask(server, items, name="llamacpp/m")
        assert heard.notices == [COMPACTED]
        summary, answer = heard.items
        assert summary["type"] == "tutor_summary" and summary["text"].endswith("They asked much.")
        assert "- Question 0: how" in summary["text"]  # what was asked stays in the student's words
        assert heard.text == "Your first question?"
        assert heard.done.usage.total_tokens == 240  # the summary is paid for, too
        asked, sent = server.requests
        assert "Question 0" in str(asked["input"])
        assert "They asked much." in sent["instructions"] and "Answer 0" not in str(sent)
        assert "Question 0" not in str(sent["input"]) and "first question" in str(sent["input"])

        # The next turn needs no second summary: it sends the first, and what came since.
        heard = ask(server, [*items, summary, answer, user_message("Again?")], name="llamacpp/m")
        assert heard.notices == [] and heard.text == "And again."
        assert "They asked much." in server.requests[2]["instructions"]
        assert "tutor_summary" not in str(server.requests[2]["input"])


def test_a_refused_request_is_made_to_fit_and_sent_once_more(ask: Ask) -> None:
    too_long = refuse(400, "the request exceeds the available context size", "exceed_context_size_error")

    def answer(body: Json) -> Turn:
        return say("Summary." if "Summarise" in body["instructions"] else "ok")

    with ScriptedServer([too_long, *[answer] * 4]) as server:
        heard = ask(server, thread(6))
    assert heard.text.endswith("ok") and heard.notices == [COMPACTED]


def test_one_long_output_is_shortened_for_the_request_only(ask: Ask) -> None:
    call = function_call("run_python", '{"code": "1"}')
    output = function_call_output(call["call_id"], "9" * 40_000)
    with small([say("ok")]) as server:
        heard = ask(server, [user_message("Count"), call, output], name="llamacpp/m")
        assert "characters left out" in server.requests[0]["input"][-1]["output"]
    assert heard.notices == [SHORTENED] and len(output["output"]) == 40_000


def test_a_thread_that_cannot_be_summarised_goes_on_and_says_so(ask: Ask) -> None:
    with small([refuse(400, "no"), say("ok")]) as server:
        heard = ask(server, thread(40), name="llamacpp/m")
    assert heard.text == "ok" and "not sent" in heard.notices[0]


def test_what_fits_no_window_is_one_clear_error(ask: Ask) -> None:
    too_long = refuse(400, "maximum context length exceeded", "context_length_exceeded")
    with ScriptedServer([too_long] * 4) as server, pytest.raises(ModelError, match="does not fit"):
        ask(server, [user_message("x " * 3000)])


def test_openai_compacts_by_itself_and_what_came_before_is_not_sent_again(ask: Ask) -> None:
    compaction = {"type": "compaction", "id": "cmp_1", "encrypted_content": "gAAAA"}
    items = [*thread(3), compaction, assistant_message("ok"), user_message("Go on")]
    with ScriptedServer([say("ok"), say("ok"), say("ok")]) as server:
        ask(server, items, own=True)
        ask(server, items, name="llamacpp/m")
        ask(server, [user_message("Go on")], name="openai/gpt-6-luna", own=True, conversation="conv_1")
        own, other, hosted = server.requests
    assert [item["type"] for item in own["input"]] == ["compaction", "message", "message"]
    assert "Question 0" in str(other["input"]) and "compaction" not in str(other["input"])
    assert hosted["context_management"][0]["type"] == "compaction"
