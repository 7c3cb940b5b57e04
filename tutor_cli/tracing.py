"""A trace of each run, for whoever collects traces: OpenTelemetry spans over OTLP.

    [tracing]
    enabled = true
    endpoint = "http://localhost:4318/v1/traces"   # else OTEL_EXPORTER_OTLP_ENDPOINT
    headers = { Authorization = "Bearer ${KEY}" }   # else OTEL_EXPORTER_OTLP_HEADERS
    contents = false                                # questions, answers, arguments, outputs

Off, it imports nothing and returns the events as they are. The spans are derived from the
run's events alone; their names and attributes are those of the GenAI semantic conventions
(https://opentelemetry.io/docs/specs/semconv/gen-ai/):

    invoke_agent            the run
    ├── chat MODEL          each call of the model
    └── execute_tool NAME   each call of a tool
"""

from __future__ import annotations

import json
import logging
import string
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from tutor_cli.domain import FINAL_STATUSES, Run, Usage
from tutor_cli.errors import NotConfigured
from tutor_cli.items import text_of
from tutor_cli.runs.events import CallEvent, Event, MessageEvent, RunEvent, StepEvent
from tutor_cli.settings import Config

if TYPE_CHECKING:
    from opentelemetry.trace import Span, Tracer

EXPORT_SECONDS = 5.0
"""How long the program's end may wait for a collector that does not answer."""


def traced(events: Iterable[Event], config: Config, question: str = "") -> Iterator[Event]:
    """``events``, with spans made of them if tracing is on. Closing it closes ``events``.

    ``question`` is told only where contents are. Raises NotConfigured if tracing is on
    but its extra is not installed, or its settings cannot be.
    """
    if not config.get("tracing.enabled", False):
        return iter(events)
    return _watched(events, RunSpans(_tracer(config), config.get("tracing.contents", False), question))


def watcher(config: Config, question: str = "") -> Callable[[Event], None]:
    """The same for a loop written by hand, which is told of each event. Raises NotConfigured."""
    if not config.get("tracing.enabled", False):
        return lambda event: None
    return RunSpans(_tracer(config), config.get("tracing.contents", False), question).see


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

    def __init__(self, tracer: Tracer, contents: bool, question: str = "") -> None:
        self._tracer = tracer
        self._contents = contents
        self._question = question
        self._run: Span | None = None
        self._model: Span | None = None
        self._tools: dict[str, Span] = {}
        self._provider = self._model_name = ""
        self._counted = Usage()
        """What the model's earlier calls used."""

    def see(self, event: Event) -> None:
        match event:
            case RunEvent("thread.run.created", run):
                self._begin_run(run)
                self._begin_model()
            case RunEvent("thread.run.in_progress"):
                pass
            case RunEvent(_, run):
                self._end_model(run)
                if run.status in FINAL_STATUSES:
                    self._end_run(run)
            case StepEvent("thread.run.step.completed", step):
                # A hosted tool's step ends within the model's call, ours between two of them.
                if step.type == "tool_calls" and self._model is None:
                    self._begin_model()
            case MessageEvent("thread.message.completed", message):
                self._tell(self._model, "gen_ai.output.messages", _messages("assistant", text_of(message)))
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

        told = {key.replace("__", "."): value for key, value in attributes.items() if value is not None}
        kind = SpanKind.CLIENT if told["gen_ai.operation.name"] == "chat" else SpanKind.INTERNAL
        # Never the current span of this thread: the consumer of a generator may be anywhere.
        parent = set_span_in_context(self._run) if self._run is not None else None
        return self._tracer.start_span(name, context=parent, kind=kind, attributes=told)

    def _begin_run(self, run: Run) -> None:
        provider, slash, model = run.model.partition("/")
        self._counted = Usage()  # a question may take a second run, when its answer is reconsidered
        self._provider, self._model_name = (provider, model) if slash else (run.model, run.model)
        self._run = self._begin(
            "invoke_agent",
            gen_ai__operation__name="invoke_agent",
            gen_ai__provider__name=self._provider,
            gen_ai__request__model=self._model_name,
            gen_ai__agent__id=run.assistant_id,
            gen_ai__conversation__id=run.thread_id,
            tutor__run__id=run.id,
        )
        self._tell(self._run, "gen_ai.input.messages", _messages("user", self._question))

    def _begin_model(self) -> None:
        if self._run is not None:
            self._model = self._begin(
                f"chat {self._model_name}",
                gen_ai__operation__name="chat",
                gen_ai__provider__name=self._provider,
                gen_ai__request__model=self._model_name,
            )

    def _end_model(self, run: Run) -> None:
        if self._model is None:
            return
        self._model.set_attributes(_tokens(run.usage, self._counted))
        self._counted = run.usage
        if run.error is not None:
            self._fail(self._model, run.error.code, run.error.message)
        self._model.end()
        self._model = None

    def _begin_tool(self, event: CallEvent) -> None:
        span = self._begin(
            f"execute_tool {event.name}",
            gen_ai__operation__name="execute_tool",
            gen_ai__tool__name=event.name,
            gen_ai__tool__call__id=event.call_id,
            gen_ai__tool__type="function",
        )
        self._tell(span, "gen_ai.tool.call.arguments", event.arguments)
        self._tools[event.call_id] = span

    def _end_tool(self, event: CallEvent) -> None:
        span = self._tools.pop(event.call_id, None)
        if span is None:
            return
        self._tell(span, "gen_ai.tool.call.result", event.output or "")
        if event.is_error:
            self._fail(span, "tool_error", "The call failed.")
        span.end()

    def _end_run(self, run: Run) -> None:
        if self._run is None:
            return
        self._run.set_attributes({**_tokens(run.usage, Usage()), "tutor.run.status": run.status})
        if run.incomplete_reason:
            self._run.set_attribute("tutor.run.incomplete_reason", run.incomplete_reason)
        if run.error is not None:
            self._fail(self._run, run.error.code, run.error.message)
        self.end()

    def _tell(self, span: Span | None, key: str, text: str) -> None:
        if self._contents and span is not None and text:
            span.set_attribute(key, text)

    def _fail(self, span: Span, code: str, message: str) -> None:
        from opentelemetry.trace import Status, StatusCode

        span.set_attribute("error.type", code)
        span.set_status(Status(StatusCode.ERROR, message))


def _messages(role: str, text: str) -> str:
    """A message as the conventions have it, in JSON; empty for no text."""
    if not text:
        return ""
    return json.dumps([{"role": role, "parts": [{"type": "text", "content": text}]}], ensure_ascii=False)


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
    return {
        str(key): string.Template(str(value)).safe_substitute(config.environ)
        for key, value in headers.items()
    }


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
    provider = TracerProvider(resource=Resource.create({"service.name": "tutor"}))
    provider.add_span_processor(BatchSpanProcessor(exporter))
    return provider.get_tracer("tutor", version("tutor-cli"))
