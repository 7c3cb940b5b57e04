"""Tools that OpenAI's own server runs, on fixtures written from the SDK's types (not recordings)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.models.conftest import Heard, pretend_openai
from tests.models.written import openai_hosted as written
from tests.servers.scripted import ScriptedServer, Turn, call, calls, events_of, say, think
from tutor_cli.domain import ToolSpec
from tutor_cli.items import user_message
from tutor_cli.models.base import CallDelta, ReasoningDelta
from tutor_cli.models.choose import open_model
from tutor_cli.models.hosted import files, sources
from tutor_cli.settings import Config

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


def test_its_files_become_artifacts(config: Config, tmp_path: Path) -> None:
    with ScriptedServer(files=written.FILES) as server:
        model: Any = open_model("openai/m", config, server.base_url)
        pretend_openai(model)
        folder = tmp_path / "files"
        made = model.artifacts(written.TURN.items, folder)
        again = model.artifacts(written.TURN.items, folder)
    assert [(artifact.media_type, Path(artifact.path).name) for artifact in made] == [
        ("image/png", "ci_0a1b2c-1.png"),
        ("text/csv", "plot.csv"),  # the model named it ../../plot.csv
    ]
    assert Path(made[0].path).read_bytes() == written.PICTURE
    assert Path(made[1].path).read_bytes() == b"x,y\n1,2\n"
    assert Path(again[1].path).name == "plot-2.csv"
    for artifact in made:
        assert Path(artifact.path).parent == folder and Path(artifact.path).stat().st_mode & 0o777 == 0o600


def test_a_citation_cannot_lead_elsewhere() -> None:
    odd = {"type": "container_file_citation", "container_id": "../..", "file_id": "x", "filename": "f"}
    message = {
        "type": "message",
        "role": "assistant",
        "content": [{"type": "output_text", "annotations": [odd]}],
    }
    script = {"type": "url_citation", "title": "x", "url": "javascript:alert(1)"}
    assert files([message]) == []
    assert sources([{**message, "content": [{"annotations": [script]}]}]) == []


def test_the_whole_turn_through_the_program(config: Config) -> None:
    """An answer of hosted tools only: its calls are run steps, and the next turn sends them back."""
    from tutor_cli import Tutor

    with (
        Tutor(config) as tutor,
        ScriptedServer([written.TURN, say("ok")], files=written.FILES) as server,
    ):
        options: dict[str, Any] = {"model": "openai/m", "base_url": server.base_url, "tools": []}
        turn = tutor.start("How fast?", **options)
        pretend_openai(turn.model)
        list(tutor.events(turn))
        assert turn.run.status == "completed", turn.run.error
        tutor.ask("And now?", thread=turn.thread.id, **options)
        sent = server.requests[1]["input"]
    assert [item for item in sent if item["type"] != "message"] == list(written.TURN.items[:3])
    assert written.MESSAGE in sent
