"""What came of one question, read from the store."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from tutor_cli.domain import Run, RunError, ToolCallRecord, Usage
from tutor_cli.items import is_message, text_of
from tutor_cli.runs.turn import Turn
from tutor_cli.settings import Config
from tutor_cli.store import Store
from tutor_cli.threads.attachments import question_and_attachments


@dataclass(frozen=True)
class Answer:
    """What came of one question."""

    content: str
    """The question."""
    output: str
    """The answer: the model's own Markdown; empty if there is none."""
    thread_id: str
    run_id: str
    assistant_id: str | None
    model: str
    status: str
    """``completed``, ``failed``, ``cancelled``, ``incomplete`` or ``expired``."""
    steps: tuple[dict[str, Any], ...] = ()
    """Each tool call: name, arguments, output, is_error, seconds, artifacts."""
    usage: Usage = Usage()
    cost: float | None = None
    """US dollars; ``None`` where the price is not known."""
    check: dict[str, Any] | None = None
    """What was found out about the answer: ``verdict``, ``value``, ``detail``."""
    reconsidered: dict[str, Any] | None = None
    """The answer before this one, where the check differed: ``run_id``, ``output``, ``check``."""
    sources: tuple[dict[str, str], ...] = ()
    """The web pages it rests on: title, url, fetched (a date)."""
    error: RunError | None = None
    """Why the run failed."""
    incomplete_reason: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """As ``tutor ask --json`` prints it."""
        fields = asdict(self)
        fields["usage"]["total_tokens"] = self.usage.total_tokens
        return fields


def answer_of(turn: Turn, config: Config) -> Answer:
    """What came of a turn that has run."""
    from tutor_cli.models.catalog import cost_of

    store, run, thread_id = turn.store, turn.run, turn.thread.id
    messages = [item for item in store.items(thread_id, run.id) if is_message(item, "assistant")]
    runs = [*turn.earlier_runs, run]
    records = [record for each in runs for step in store.steps(run_id=each.id) for record in step.calls]
    usage = sum((each.usage for each in runs), Usage())
    return Answer(
        content=question_and_attachments(turn.question[-1])[0],
        output=text_of(messages[-1]) if messages else "",
        thread_id=thread_id,
        run_id=run.id,
        assistant_id=run.assistant_id,
        model=run.model,
        status=run.status,
        steps=tuple(_told(record) for record in records),
        usage=usage,
        cost=cost_of(run.model, usage, config),
        check=run.metadata.get("check"),
        reconsidered=_reconsidered(store, turn.earlier_runs),
        sources=tuple(run.metadata.get("sources", ())),
        error=run.error,
        incomplete_reason=run.incomplete_reason,
    )


def _reconsidered(store: Store, earlier: Sequence[Run]) -> dict[str, Any] | None:
    """The answer that the model was asked to look at again."""
    if not earlier:
        return None
    run = earlier[-1]
    texts = [text_of(item) for item in store.items(run.thread_id, run.id) if is_message(item, "assistant")]
    return {"run_id": run.id, "output": texts[-1] if texts else "", "check": run.metadata.get("check")}


def _told(record: ToolCallRecord) -> dict[str, Any]:
    """A tool call as ``--json`` tells it; arguments that are not JSON stay text."""
    try:
        arguments = json.loads(record.call.arguments, strict=False)
    except ValueError:
        arguments = record.call.arguments
    output = record.output
    return {
        "name": record.call.name,
        "arguments": arguments,
        "output": output.text if output else None,
        "is_error": bool(output and output.is_error),
        "seconds": record.seconds,
        "artifacts": [asdict(artifact) for artifact in output.artifacts] if output else [],
    }
