"""A trace of each run, for whoever collects traces: OpenTelemetry spans over OTLP.

    [tracing]
    enabled = true
    endpoint = "http://localhost:4318/v1/traces"   # else OTEL_EXPORTER_OTLP_ENDPOINT
    headers = { Authorization = "Bearer ${KEY}" }   # else OTEL_EXPORTER_OTLP_HEADERS
    contents = false                                # questions, answers, arguments, outputs

Off, it imports nothing and returns the events as they are. The spans are derived from the
run's events alone; their names and attributes are those of the GenAI semantic conventions
(https://opentelemetry.io/docs/specs/semconv/gen-ai/):

    invoke_agent NAME       the run
    ├── chat MODEL          each call of the model
    └── execute_tool NAME   each call of a tool
"""

from __future__ import annotations

import json
import logging
import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

from tutor_cli.domain import FINAL_STATUSES, Run, ToolCall, Usage
from tutor_cli.errors import NotConfigured
from tutor_cli.items import text_of
from tutor_cli.runs.events import (
    CallEvent,
    Event,
    MessageDelta,
    MessageEvent,
    ReasoningEvent,
    RunEvent,
    StepEvent,
)
from tutor_cli.settings import Config

if TYPE_CHECKING:
    from opentelemetry.trace import Span, Tracer

Json: TypeAlias = dict[str, Any]

_PROVIDERS = {
    "azure": "azure.ai.openai",
    "gemini": "gcp.gemini",
    "mistral": "mistral_ai",
    "moonshot": "moonshot_ai",
    "xai": "x_ai",
}
"""How the conventions call providers that people call otherwise."""

EXPORT_SECONDS = 5.0
"""How long the program's end may wait for a collector that does not answer."""


def traced(events: Iterable[Event], config: Config, question: str = "", agent: str = "") -> Iterator[Event]:
    """``events``, with spans made of them if tracing is on. Closing it closes ``events``.

    ``question`` is told only where contents are; ``agent`` is the assistant's name. Raises
    NotConfigured if tracing is on but its extra is not installed, or its settings cannot be.
    """
    if not config.get("tracing.enabled", False):
        return iter(events)
    return _watched(events, _spans(config, question, agent))


def watcher(config: Config, question: str = "", agent: str = "") -> Callable[[Event], None]:
    """The same for a loop written by hand, which is told of each event. Raises NotConfigured."""
    if not config.get("tracing.enabled", False):
        return lambda event: None
    return _spans(config, question, agent, by_hand=True).see


def _spans(config: Config, question: str, agent: str, by_hand: bool = False) -> RunSpans:
    contents = config.get("tracing.contents", False)
    return RunSpans(_tracer(config), contents, question, agent, by_hand)


def _watched(events: Iterable[Event], spans: RunSpans) -> Iterator[Event]:
    try:
        for event in events:
            spans.see(event)
            yield event
    finally:
        spans.end()
        close = getattr(events, "close", None)
        if close is not None:
            close()


class RunSpans:
    """The spans of one run, begun and ended by the events that :meth:`see` is given."""

    def __init__(
        self, tracer: Tracer, contents: bool, question: str = "", agent: str = "", by_hand: bool = False
    ) -> None:
        self._tracer = tracer
        self._contents = contents
        self._agent = agent
        self._by_hand = by_hand
        self._run: Span | None = None
        self._tools: dict[str, Span] = {}
        self._provider = self._model_name = self._conversation = ""
        self._answer: list[Json] = []
        # Of the model's call that is open:
        self._model: Span | None = None
        self._asked_at = 0.0
        self._answered = False
        self._input: list[Json] = _message("user", _text(question))
        """What is new to the model since it was last asked."""
        self._output: list[Json] = []
        self._calls: list[Json] = []
        self._counted = Usage()
        """What the model's earlier calls used."""

    def see(self, event: Event) -> None:
        match event:
            case MessageDelta() | ReasoningEvent():
                self._first_chunk()
            case RunEvent("thread.run.created", run):
                self._begin_run(run)
                self._begin_model()
            case RunEvent("thread.run.in_progress"):
                pass
            case RunEvent(_, run):
                self._end_model(run)
                if run.status in FINAL_STATUSES:
                    self._end_run(run)
            case StepEvent("thread.run.step.created", step):
                self._calls = [_wanted(record.call) if self._contents else {} for record in step.calls]
            case StepEvent("thread.run.step.completed", step):
                # A hosted tool's step ends within the model's call, ours between two of them.
                if step.type == "tool_calls" and self._model is None:
                    self._begin_model()
            case MessageEvent("thread.message.completed", message):
                self._output += _text(text_of(message))
            case CallEvent("tutor.call.created"):
                self._begin_tool(event)
            case CallEvent("tutor.call.completed"):
                self._end_tool(event)

    def end(self) -> None:
        """End what was left open: whoever watched the run has gone. Idempotent."""
        for span in (*self._tools.values(), self._model, self._run):
            if span is not None:
                span.end()
        self._tools, self._model, self._run = {}, None, None

    def _begin(self, name: str, **attributes: Any) -> Span:
        from opentelemetry.trace import SpanKind, set_span_in_context

        told = {key.replace("__", "."): value for key, value in attributes.items() if value}
        kind = SpanKind.CLIENT if told["gen_ai.operation.name"] == "chat" else SpanKind.INTERNAL
        # Never the current span of this thread: the consumer of a generator may be anywhere.
        parent = set_span_in_context(self._run) if self._run is not None else None
        return self._tracer.start_span(name, context=parent, kind=kind, attributes=told)

    def _begin_run(self, run: Run) -> None:
        provider, slash, model = run.model.partition("/")
        self._counted = Usage()  # a question may take a second run, when its answer is reconsidered
        self._model_name = model if slash else run.model
        self._provider = _PROVIDERS.get(provider, provider)
        self._conversation = run.thread_id
        self._run = self._begin(
            f"invoke_agent {self._agent}".rstrip(),
            gen_ai__operation__name="invoke_agent",
            gen_ai__provider__name=self._provider,
            gen_ai__request__model=self._model_name,
            gen_ai__agent__id=run.assistant_id,
            gen_ai__agent__name=self._agent,
            gen_ai__conversation__id=run.thread_id,
            tutor__run__id=run.id,
        )
        self._tell(self._run, "gen_ai.input.messages", self._input)

    def _begin_model(self) -> None:
        if self._run is None:
            return
        self._model = self._begin(
            f"chat {self._model_name}",
            gen_ai__operation__name="chat",
            gen_ai__provider__name=self._provider,
            gen_ai__request__model=self._model_name,
            gen_ai__request__stream=True,
            gen_ai__conversation__id=self._conversation,
        )
        self._asked_at, self._answered = time.monotonic(), False

    def _first_chunk(self) -> None:
        if self._model is not None and not self._answered:
            self._answered = True
            seconds = time.monotonic() - self._asked_at
            self._model.set_attribute("gen_ai.response.time_to_first_chunk", seconds)

    def _end_model(self, run: Run) -> None:
        span, self._model = self._model, None
        if span is None or not self._was_asked(run):
            return  # a span that is not ended is never told
        reason = _finish_reason(run, bool(self._calls))
        span.set_attributes(_tokens(run.usage, self._counted))
        if reason:
            span.set_attribute("gen_ai.response.finish_reasons", [reason])
        self._answer = _message("assistant", self._output + self._calls, finish_reason=reason or "error")
        self._tell(span, "gen_ai.input.messages", self._input)
        self._tell(span, "gen_ai.output.messages", self._answer)
        self._input, self._output, self._calls = [], [], []
        self._counted = run.usage
        if run.error is not None:
            self._fail(span, run.error.code, run.error.message)
        span.end()

    def _was_asked(self, run: Run) -> bool:
        """Whether the model was asked at all: by hand, another call may be made instead, and
        at the end of its steps a run stops."""
        if run.incomplete_reason == "max_steps":
            return False
        again = self._by_hand and run.status == "requires_action"
        return not again or self._answered or run.usage != self._counted

    def _begin_tool(self, event: CallEvent) -> None:
        span = self._begin(
            f"execute_tool {event.name}",
            gen_ai__operation__name="execute_tool",
            gen_ai__tool__name=event.name,
            gen_ai__tool__call__id=event.call_id,
            gen_ai__tool__type="function",
        )
        if self._contents:
            span.set_attribute("gen_ai.tool.call.arguments", event.arguments)
        self._tools[event.call_id] = span

    def _end_tool(self, event: CallEvent) -> None:
        span = self._tools.pop(event.call_id, None)
        if span is None:
            return
        if self._model is None:  # not a hosted tool's
            response = {"type": "tool_call_response", "id": event.call_id, "response": event.output or ""}
            self._input += _message("tool", [response])
        if self._contents:
            span.set_attribute("gen_ai.tool.call.result", event.output or "")
        if event.is_error:
            self._fail(span, "tool_error", "The call failed.")
        span.end()

    def _end_run(self, run: Run) -> None:
        if self._run is None:
            return
        self._run.set_attributes({**_tokens(run.usage, Usage()), "tutor.run.status": run.status})
        self._tell(self._run, "gen_ai.output.messages", self._answer)
        if run.incomplete_reason:
            self._run.set_attribute("tutor.run.incomplete_reason", run.incomplete_reason)
        if run.error is not None:
            self._fail(self._run, run.error.code, run.error.message)
        self.end()

    def _tell(self, span: Span, key: str, messages: list[Json]) -> None:
        if self._contents and messages:
            span.set_attribute(key, json.dumps(messages, ensure_ascii=False))

    def _fail(self, span: Span, code: str, message: str) -> None:
        from opentelemetry.trace import Status, StatusCode

        span.set_attribute("error.type", code)
        span.set_status(Status(StatusCode.ERROR, message))


def _text(text: str) -> list[Json]:
    return [{"type": "text", "content": text}] if text else []


def _message(role: str, parts: list[Json], **more: str) -> list[Json]:
    """A message as the conventions have it; none where there is nothing in it."""
    return [{"role": role, "parts": parts, **more}] if parts else []


def _wanted(call: ToolCall) -> Json:
    try:
        arguments = json.loads(call.arguments, strict=False)
    except (ValueError, RecursionError):
        arguments = call.arguments
    return {"type": "tool_call", "id": call.call_id, "name": call.name, "arguments": arguments}


def _finish_reason(run: Run, calls: bool) -> str:
    """Why the model stopped; empty if it was stopped."""
    if run.status == "requires_action" and calls:
        return "tool_call"
    if run.status == "incomplete":
        return {"max_output_tokens": "length"}.get(run.incomplete_reason or "", run.incomplete_reason or "")
    return {"completed": "stop", "failed": "error"}.get(run.status, "")


def _tokens(now: Usage, before: Usage) -> dict[str, int]:
    return {
        "gen_ai.usage.input_tokens": now.input_tokens - before.input_tokens,
        "gen_ai.usage.output_tokens": now.output_tokens - before.output_tokens,
        "gen_ai.usage.cache_read.input_tokens": now.cached_tokens - before.cached_tokens,
        "gen_ai.usage.reasoning.output_tokens": now.reasoning_tokens - before.reasoning_tokens,
    }


_tracers: dict[str, Tracer] = {}
"""By endpoint: one exporter for the process, which is flushed when the process ends."""


def _tracer(config: Config) -> Tracer:
    endpoint = config.get("tracing.endpoint", "")
    if endpoint not in _tracers:
        _tracers[endpoint] = _open_tracer(endpoint, _headers(config))
    return _tracers[endpoint]


def _headers(config: Config) -> dict[str, str] | None:
    headers = config.get("tracing.headers", None)
    if headers is None:
        return None
    if not isinstance(headers, Mapping):
        raise NotConfigured(f"tracing.headers in {config.path} is not a table.", 'Write { Name = "value" }.')
    return {str(key): config.filled(str(value)) for key, value in headers.items()}


def _open_tracer(endpoint: str, headers: dict[str, str] | None) -> Tracer:
    try:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
        from opentelemetry.sdk.resources import Resource
        from opentelemetry.sdk.trace import TracerProvider
        from opentelemetry.sdk.trace.export import BatchSpanProcessor
    except ImportError as error:
        raise NotConfigured(
            "Tracing needs the extra “tracing”.", "Install it: pip install 'tutor-cli[tracing]'"
        ) from error

    from importlib.metadata import version

    # A collector that cannot be reached must not be heard of in the middle of an answer.
    logging.getLogger("opentelemetry").setLevel(logging.CRITICAL + 1)
    exporter = OTLPSpanExporter(endpoint or None, headers=headers, timeout=EXPORT_SECONDS)
    ours = {"service.version": version("tutor-cli")}
    if "OTEL_SERVICE_NAME" not in os.environ:
        ours["service.name"] = "tutor"
    provider = TracerProvider(resource=Resource.create(ours))
    provider.add_span_processor(BatchSpanProcessor(exporter))
    return provider.get_tracer("tutor", version("tutor-cli"))
