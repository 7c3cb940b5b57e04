"""Answers are checked once they are there, and a model whose answer differs may look again, once."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.servers.scripted import ScriptedServer, Turn, call, say
from tutor_cli import Answer, Tutor, load_config
from tutor_cli.runs.events import CheckEvent, MessageDelta


@pytest.fixture
def tutor(tmp_path: Path) -> Iterator[Tutor]:
    with Tutor(load_config({"TUTOR_HOME": str(tmp_path), "OPENAI_API_KEY": "sk-x"})) as tutor:
        yield tutor


def asked(tutor: Tutor, question: str, *script: Turn) -> tuple[Answer, list[CheckEvent], str, list[dict]]:
    """The answer, what was told of checks, what was shown, and the requests that the server got."""
    with ScriptedServer(script) as server:
        turn = tutor.start(question, model="openai/gpt-test", base_url=server.base_url)
        events = list(tutor.events(turn))
        requests = list(server.requests)
    checks = [event for event in events if isinstance(event, CheckEvent)]
    shown = "".join(event.text for event in events if isinstance(event, MessageDelta))
    return tutor.answer(turn), checks, shown, requests


QUESTION = "solve x^2 - 5x + 6 = 0"
RIGHT, WRONG = "The solutions are **x = 2** and **x = 3**.", "The solutions are **x = -2** and **x = -3**."


def test_a_right_answer_is_checked_and_that_is_kept(tutor: Tutor) -> None:
    answer, checks, _, requests = asked(tutor, QUESTION, say(RIGHT))
    assert [check.verdict for check in checks] == ["checked"]
    assert len(requests) == 1
    told = json.loads(json.dumps(answer.to_dict()))
    assert told["check"]["verdict"] == "checked"
    assert told["reconsidered"] is None
    assert tutor.store.run(answer.run_id).metadata["check"]["verdict"] == "checked"


def test_a_model_may_look_again_once_and_both_answers_are_shown(tutor: Tutor) -> None:
    answer, checks, shown, requests = asked(tutor, QUESTION, say(WRONG), say(RIGHT))
    assert [check.verdict for check in checks] == ["differs", "checked"]
    assert "x = 2" in checks[0].text
    assert WRONG in shown
    assert RIGHT in shown
    assert "separate symbolic calculation" in json.dumps(requests[1]["input"][-1])
    told = answer.to_dict()
    assert told["output"] == RIGHT
    assert told["check"]["verdict"] == "checked"
    assert told["reconsidered"]["output"] == WRONG
    assert told["reconsidered"]["check"]["verdict"] == "differs"
    stored = tutor.store.run(told["reconsidered"]["run_id"]).metadata["check"]
    assert stored["verdict"] == "differs"


def test_there_is_no_third_time(tutor: Tutor) -> None:
    answer, checks, _, requests = asked(tutor, QUESTION, say(WRONG), say(WRONG))
    assert [check.verdict for check in checks] == ["differs", "differs"]
    assert len(requests) == 2
    assert answer.check is not None
    assert answer.check["verdict"] == "differs"
    assert answer.status == "completed"


def test_numbers_that_code_printed_are_computed_and_no_more_is_said(tutor: Tutor) -> None:
    question = "Sarah has three times as many stickers as Ben, and so on. How many?"
    script = call("run_python", code="print(6*7)"), say("She has **42** stickers.")
    _, checks, _, _ = asked(tutor, question, *script)
    assert [(check.verdict, check.value) for check in checks] == [("computed", None)]
    assert "checked" not in checks[0].text
    _, checks, _, _ = asked(tutor, question, call("run_python", code="print(6*7)"), say("She has **43**."))
    assert checks == []
