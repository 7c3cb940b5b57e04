"""A run's spans, as a collector receives them over OTLP."""

from __future__ import annotations

import gzip
import http.server
import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.trace.v1.trace_pb2 import Span

from tests.scripted_model import ScriptedModel, call, say
from tutor_cli import tracing
from tutor_cli.domain import Run, Thread, new_id
from tutor_cli.errors import ModelError, NotConfigured
from tutor_cli.items import user_message
from tutor_cli.runs import loop
from tutor_cli.runs.turn import Turn
from tutor_cli.settings import Config
from tutor_cli.store import Store
from tutor_cli.tools import tool
from tutor_cli.tracing import traced, watcher


class Collector:
    """Takes spans over OTLP/HTTP on a free port of 127.0.0.1."""

    def __init__(self) -> None:
        self.spans: list[Span] = []
        self.headers: list[dict[str, str]] = []
        collector = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                data = self.rfile.read(int(self.headers["content-length"]))
                if self.headers.get("content-encoding") == "gzip":
                    data = gzip.decompress(data)
                collector.headers.append({key.lower(): value for key, value in self.headers.items()})
                for resource in ExportTraceServiceRequest.FromString(data).resource_spans:
                    for scope in resource.scope_spans:
                        collector.spans += scope.spans
                self.send_response(200)
                self.end_headers()

            def log_message(self, *arguments: object) -> None:
                pass

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.endpoint = f"http://127.0.0.1:{self._server.server_address[1]}/v1/traces"
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def flushed(self, config: Config) -> dict[str, list[Span]]:
        """The spans so far, by name."""
        tracing._tracer(config).span_processor.force_flush()  # type: ignore[attr-defined]
        by_name: dict[str, list[Span]] = {}
        for span in self.spans:
            by_name.setdefault(span.name, []).append(span)
        return by_name


@pytest.fixture
def collector() -> Iterator[Collector]:
    collector = Collector()
    yield collector
    collector.close()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store(tmp_path / "tutor.db")
    yield store
    store.close()


def config_of(collector: Collector, **settings: Any) -> Config:
    table = {"enabled": True, "endpoint": collector.endpoint, **settings}
    return Config(Path(), Path(), Path(), file={"tracing": table}, environ={"TRACE_KEY": "k"})


@tool(read_only=True)
def double(x: float) -> float:
    """Twice x."""
    if x < 0:
        raise ValueError("a private number: " + str(x))
    return 2 * x


def turn_of(store: Store, *script: Any) -> Turn:
    thread = Thread(new_id("thread"))
    store.save_thread(thread)
    run = Run(new_id("run"), thread.id, "asst_1", "scripted/model")
    return Turn(store, ScriptedModel(*script), thread, run, [user_message("my question")], tools=[double])


def attributes(span: Span) -> dict[str, Any]:
    return {
        each.key: getattr(each.value, each.value.WhichOneof("value") or "string_value")
        for each in span.attributes
    }


def reasons(span: Span) -> list[str]:
    found = attributes(span).get("gen_ai.response.finish_reasons")
    return [each.string_value for each in found.values] if found else []


def messages(span: Span, key: str) -> Any:
    return json.loads(attributes(span)[f"gen_ai.{key}.messages"])


def test_the_names_are_those_of_the_conventions(store: Store, collector: Collector) -> None:
    config = config_of(collector, contents=True)
    turn = turn_of(store, call(("double", '{"x": 21}')), say("It is 42."))
    list(traced(loop.run(turn), config, "my question", "coach"))
    collector.flushed(config)
    names = pytest.importorskip("opentelemetry.semconv._incubating.attributes.gen_ai_attributes")
    known = {value for name, value in vars(names).items() if name.startswith("GEN_AI_")}
    used = {key for span in collector.spans for key in attributes(span)}
    assert len(used) > 12
    assert {key for key in used if not key.startswith("tutor.run.")} <= known


def test_a_run_is_a_tree_of_model_and_tool_calls(store: Store, collector: Collector) -> None:
    config = config_of(collector, headers={"X-Key": "${TRACE_KEY}"})
    turn = turn_of(store, call(("double", '{"x": 21}'), ("double", '{"x": -1}')), say("It is 42."))
    plain = [type(event) for event in loop.run(turn_of(store, say("It is 42.")))]
    assert plain
    events = list(traced(loop.run(turn), config, "my question", "coach"))
    assert events[-1].event == "thread.run.completed"

    spans = collector.flushed(config)
    (run,) = spans["invoke_agent coach"]
    assert (
        attributes(run).items()
        >= {
            "gen_ai.operation.name": "invoke_agent",
            "gen_ai.provider.name": "scripted",
            "gen_ai.request.model": "model",
            "gen_ai.agent.id": "asst_1",
            "gen_ai.agent.name": "coach",
            "gen_ai.conversation.id": turn.thread.id,
            "tutor.run.id": turn.run.id,
            "tutor.run.status": "completed",
            "gen_ai.usage.input_tokens": turn.run.usage.input_tokens,
            "gen_ai.usage.output_tokens": turn.run.usage.output_tokens,
        }.items()
    )
    models, tools = spans["chat model"], spans["execute_tool double"]
    assert len(models) == 2
    assert {span.parent_span_id for span in models + tools} == {run.span_id}
    assert {span.trace_id for span in models + tools} == {run.trace_id}
    assert [attributes(span)["gen_ai.usage.output_tokens"] for span in models] == [5, 3]
    assert models[0].end_time_unix_nano <= tools[0].start_time_unix_nano
    assert max(span.end_time_unix_nano for span in tools) <= models[1].start_time_unix_nano
    assert [reasons(span) for span in models] == [["tool_call"], ["stop"]]
    assert "gen_ai.response.time_to_first_chunk" in attributes(models[1])
    assert {attributes(span)["gen_ai.conversation.id"] for span in models} == {turn.thread.id}
    failed = [span for span in tools if attributes(span).get("error.type")]
    assert len(failed) == 1
    assert failed[0].status.code == failed[0].status.STATUS_CODE_ERROR
    assert collector.headers[0]["x-key"] == "k"


@pytest.mark.parametrize("contents", [False, True])
def test_contents_are_told_only_where_that_is_set(store: Store, collector: Collector, contents: bool) -> None:
    config = config_of(collector, contents=contents)
    script = (call(("double", '{"x": 21}'), ("double", '{"x": -1}')), say("It is 42."))
    list(traced(loop.run(turn_of(store, *script)), config, "my question"))
    collector.flushed(config)
    told = "\n".join(str(span) for span in collector.spans)
    for text in ("my question", "It is 42.", '\\"x\\": 21', "a private number"):
        assert (text in told) is contents


def test_messages_are_told_as_the_conventions_have_them(store: Store, collector: Collector) -> None:
    config = config_of(collector, contents=True)
    script = (call(("double", '{"x": 21}')), say("It is 42."))
    list(traced(loop.run(turn_of(store, *script)), config, "my question"))
    spans = collector.flushed(config)
    (run,), (first, second) = spans["invoke_agent"], spans["chat model"]
    asked = [{"role": "user", "parts": [{"type": "text", "content": "my question"}]}]
    answered = [
        {"role": "assistant", "parts": [{"type": "text", "content": "It is 42."}], "finish_reason": "stop"}
    ]
    assert messages(first, "input") == messages(run, "input") == asked
    (wanted,) = messages(first, "output")
    assert wanted["finish_reason"] == "tool_call"
    (part,) = wanted["parts"]
    assert (part["type"], part["name"], part["arguments"]) == ("tool_call", "double", {"x": 21})
    told = {"type": "tool_call_response", "id": part["id"], "response": "42.0"}
    assert messages(second, "input") == [{"role": "tool", "parts": [told]}]
    assert messages(second, "output") == messages(run, "output") == answered


def test_a_run_that_stops_at_its_last_step_tells_of_no_call_it_did_not_make(
    store: Store, collector: Collector
) -> None:
    config = config_of(collector)
    turn = turn_of(store, call(("double", '{"x": 21}')))
    turn.max_steps = 1
    list(traced(loop.run(turn), config))
    spans = collector.flushed(config)
    assert {name: len(each) for name, each in spans.items()} == {
        "invoke_agent": 1,
        "chat model": 1,
        "execute_tool double": 1,
    }
    assert attributes(spans["invoke_agent"][0])["tutor.run.incomplete_reason"] == "max_steps"


def test_a_run_that_fails_says_why(store: Store, collector: Collector) -> None:
    def broken(request: Any) -> Any:
        raise ModelError("The model is ill.", code="ill")

    config = config_of(collector)
    list(traced(loop.run(turn_of(store, broken)), config))
    spans = collector.flushed(config)
    for name in ("invoke_agent", "chat model"):
        (span,) = spans[name]
        assert attributes(span)["error.type"] == "ill"
        assert span.status.message == "The model is ill."


def test_a_run_that_nobody_watches_to_its_end_is_closed(store: Store, collector: Collector) -> None:
    config = config_of(collector)
    turn = turn_of(store, say("a b c d"))
    events = traced(loop.run(turn), config)
    for event in events:
        if event.event == "thread.message.delta":
            break
    events.close()  # type: ignore[attr-defined]
    assert store.run(turn.run.id).status == "cancelled"
    assert set(collector.flushed(config)) == {"invoke_agent", "chat model"}


def test_a_loop_written_by_hand_is_traced_too(store: Store, collector: Collector) -> None:
    config = config_of(collector)
    turn = turn_of(store, call(("double", '{"x": 21}'), ("double", '{"x": 2}')), say("It is 42."))
    turn.on_event = watcher(config)
    for wanted in turn.respond().calls:
        turn.call(wanted)
    assert turn.respond().text == "It is 42."
    spans = collector.flushed(config)
    assert {name: len(each) for name, each in spans.items()} == {
        "invoke_agent": 1,
        "chat model": 2,
        "execute_tool double": 2,
    }


def test_a_collector_that_is_not_there_is_not_heard_of(store: Store, tmp_path: Path) -> None:
    """Neither on stderr nor by an endless wait at the end."""
    code = (
        "import sys, time; from pathlib import Path; from tutor_cli.settings import Config\n"
        "from tutor_cli.tracing import traced; from tutor_cli.runs.events import RunEvent\n"
        "from tutor_cli.domain import Run\n"
        "table = {'enabled': True, 'endpoint': 'http://127.0.0.1:9/v1/traces'}\n"
        "config = Config(Path(), Path(), Path(), file={'tracing': table})\n"
        "run = Run('run_1', 'thread_1', None, 'solver')\n"
        "print(len(list(traced([RunEvent('thread.run.created', run)], config))))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert (done.stdout, done.stderr) == ("1\n", "")


def test_off_it_imports_nothing_and_changes_nothing() -> None:
    code = (
        "import sys; from pathlib import Path; from tutor_cli.settings import Config\n"
        "from tutor_cli.tracing import traced\n"
        "events = iter([1])\n"
        "assert traced(events, Config(Path(), Path(), Path())) is events\n"
        "print([name for name in sys.modules if name.startswith('opentelemetry')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert (done.stdout, done.stderr) == ("[]\n", "")


def test_settings_that_cannot_be_are_told(collector: Collector, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(NotConfigured, match=r"tracing\.headers"):
        traced([], config_of(collector, headers="x"))
    monkeypatch.setitem(sys.modules, "opentelemetry.sdk.trace", None)
    monkeypatch.setattr(tracing, "_tracers", {})
    with pytest.raises(NotConfigured, match="extra") as caught:
        traced([], config_of(collector))
    assert "tutor-cli[tracing]" in caught.value.hint
