"""Tools that OpenAI's own server runs, on fixtures written from the SDK's types (not recordings)."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.models.conftest import Heard, pretend_openai
from tests.models.written import openai_hosted as written
from tests.servers.scripted import ScriptedServer, Turn, call, calls, events_of, say, think
from tutor_cli import Tutor
from tutor_cli.display.plain import PlainDisplay
from tutor_cli.display.thread import show_scenes
from tutor_cli.domain import ToolSpec
from tutor_cli.items import user_message
from tutor_cli.models.base import CallDelta, ReasoningDelta
from tutor_cli.models.hosted import HostedFiles, sources
from tutor_cli.runs.events import Event, FileEvent, NoticeEvent
from tutor_cli.settings import Config
from tutor_cli.threads.transcript import transcript

TOOLS = [
    ToolSpec("code_interpreter", hosted={"type": "code_interpreter", "container": {"type": "auto"}}),
    ToolSpec("web_search", hosted={"type": "web_search"}),
]
HELLO = [user_message("How fast is light, divided by 2.7? Plot it.")]


@pytest.mark.parametrize(
    "turn",
    [written.TURN, think("Hm.") + calls(call("run_python", code="1"), say("ok")), Turn(incomplete="x")],
)
def test_the_fixtures_and_the_scripted_server_speak_as_the_sdk_says(turn: Turn) -> None:
    from openai.types.responses import ResponseStreamEvent
    from pydantic import TypeAdapter

    adapter: TypeAdapter[Any] = TypeAdapter(ResponseStreamEvent)
    whole = {"parallel_tool_calls": True, "tool_choice": "auto", "tools": []}
    for event in events_of(turn):
        if "response" in event:
            event["response"] = {**whole, **event["response"]}
            if usage := event["response"]["usage"]:
                usage["input_tokens_details"]["cache_write_tokens"] = 0
        if turn.incomplete and event["type"] == "response.incomplete":
            event["response"]["incomplete_details"] = {"reason": "max_output_tokens"}
        assert adapter.validate_python(event).type == event["type"]


def test_code_and_citations_stream_and_are_kept(ask: Callable[..., Heard]) -> None:
    with ScriptedServer([written.TURN]) as server:
        heard = ask(server, HELLO, own=True, tools=TOOLS)
        sent = server.requests[0]
    assert [tool["type"] for tool in sent["tools"]] == ["code_interpreter", "web_search"]
    assert set(sent["include"]) == {
        "code_interpreter_call.outputs",
        "web_search_call.action.sources",
        "reasoning.encrypted_content",
    }
    code = "".join(event.text for event in heard.events if isinstance(event, CallDelta))
    assert code == written.CODE_INTERPRETER["code"]
    assert any(isinstance(event, ReasoningDelta) for event in heard.events)
    assert heard.items == list(written.TURN.items)
    assert [(source.title, source.url) for source in sources(heard.items)] == [
        ("Light", "https://example.org/light")
    ]


def test_a_citation_cannot_lead_elsewhere() -> None:
    odd = {"type": "container_file_citation", "container_id": "../..", "file_id": "x", "filename": "f"}
    message = {
        "type": "message",
        "role": "assistant",
        "content": [{"type": "output_text", "annotations": [odd]}],
    }
    script = {"type": "url_citation", "title": "x", "url": "javascript:alert(1)"}
    assert list(HostedFiles().of(message)) == []
    assert sources([{**message, "content": [{"annotations": [script]}]}]) == []


@pytest.fixture
def hosted_run(config: Config) -> Iterator[Callable[..., tuple[Tutor, Any, list[Event]]]]:
    """A turn with hosted tools only: the tutor, the turn, what was told."""
    with Tutor(config) as tutor:

        def run(server: ScriptedServer, thread: str | None = None) -> tuple[Tutor, Any, list[Event]]:
            turn = tutor.start(
                "How fast?", thread=thread, model="openai/m", base_url=server.base_url, tools=[]
            )
            pretend_openai(turn.model)
            return tutor, turn, list(tutor.events(turn))

        yield run


def test_the_next_turn_sends_the_hosted_calls_back(hosted_run: Any) -> None:
    with ScriptedServer([written.TURN, say("ok")], files=written.FILES) as server:
        _, turn, _ = hosted_run(server)
        assert turn.run.status == "completed", turn.run.error
        hosted_run(server, turn.thread.id)
        sent = server.requests[1]["input"]
    assert [item for item in sent if item["type"] != "message"] == list(written.TURN.items[:3])
    assert written.MESSAGE in sent


def test_the_files_it_makes_are_downloaded_shown_and_kept(hosted_run: Any) -> None:
    with ScriptedServer([written.TURN], files=written.FILES) as server:
        tutor, turn, events = hosted_run(server)
    told = [event for event in events if isinstance(event, FileEvent)]
    paths = [Path(event.artifact["path"]) for event in told]
    assert [(event.artifact["media_type"], path.name) for event, path in zip(told, paths, strict=True)] == [
        ("image/png", "figure.png"),
        ("text/csv", "plot.csv"),  # the model named it ../../plot.csv
    ]
    assert [path.read_bytes() for path in paths] == [written.PICTURE, b"x,y\n1,2\n"]
    for path in paths:
        assert path.parent == turn.folder and path.stat().st_mode & 0o777 == 0o600
    # The answer, and the thread when it is shown again, tell of them with the call that made them.
    (step,) = [step for step in tutor.answer(turn).steps if step["name"] == "code_interpreter"]
    assert [each["path"] for each in step["artifacts"]] == [str(path) for path in paths]
    shown, out = io.StringIO(), io.StringIO()
    show_scenes(transcript(tutor.store, turn.thread.id), shown)
    with PlainDisplay(out, out) as display:
        for event in events:
            display.show(event)
    for path in paths:
        assert f"saved {path}" in shown.getvalue() and f"saved {path}" in out.getvalue()
    assert "https://example.org/light" in out.getvalue()


def test_a_file_that_cannot_be_had_is_a_notice(hosted_run: Any) -> None:
    with ScriptedServer([written.TURN]) as server:
        _, turn, events = hosted_run(server)
    assert turn.run.status == "completed", turn.run.error
    (notice,) = [event.text for event in events if isinstance(event, NoticeEvent)]
    assert "plot.csv could not be downloaded" in notice
