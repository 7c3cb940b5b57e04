"""What a run tells whoever watches: one stream, named as the Assistants API named its own.

Every display, and JSON lines, consumes these and nothing else.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, TypeAlias

from tutor_cli.domain import Item, Run, RunStep, Thread


@dataclass(frozen=True)
class ThreadEvent:
    """``thread.created``"""

    event: str
    thread: Thread


@dataclass(frozen=True)
class RunEvent:
    """``thread.run.created``, ``.in_progress``, ``.requires_action``, ``.completed``, …"""

    event: str
    run: Run


@dataclass(frozen=True)
class StepEvent:
    """``thread.run.step.created``, ``.completed``, ``.failed``, ``.cancelled``"""

    event: str
    step: RunStep


@dataclass(frozen=True)
class MessageEvent:
    """``thread.message.created``, ``.completed``, ``.incomplete``; ``message`` is the item."""

    event: str
    message: Item


@dataclass(frozen=True)
class MessageDelta:
    """A piece of the answer's text."""

    message_id: str
    text: str
    event: str = "thread.message.delta"


@dataclass(frozen=True)
class ReasoningEvent:
    """A piece of the model's reasoning summary."""

    item_id: str
    text: str
    event: str = "thread.reasoning.delta"


@dataclass(frozen=True)
class StepDelta:
    """Something of a tool call while it is written or runs.

    ``kind`` is ``code`` (a hosted tool's code as the model writes it), ``stdout``,
    ``stderr`` or ``notice`` (one quiet line for the person).
    """

    call_id: str
    name: str
    kind: str
    text: str
    event: str = "thread.run.step.delta"


@dataclass(frozen=True)
class CallEvent:
    """One tool call begins (``tutor.call.created``) or has its output (``tutor.call.completed``).

    Ours: the Assistants stream only told of whole steps, and parallel calls end apart.
    """

    event: str
    call_id: str
    name: str
    arguments: str
    output: str | None = None
    is_error: bool = False
    seconds: float | None = None
    artifacts: tuple[dict[str, str], ...] = ()


@dataclass(frozen=True)
class FileEvent:
    """A file that a hosted tool made is here: ``path``, ``media_type`` and ``title``."""

    call_id: str
    artifact: dict[str, str]
    event: str = "tutor.file"


@dataclass(frozen=True)
class NoticeEvent:
    """One quiet line for the person."""

    text: str
    event: str = "tutor.notice"


@dataclass(frozen=True)
class SourcesEvent:
    """The web pages the answer rests on: ``title``, ``url`` and ``fetched`` (a date) of each."""

    sources: tuple[dict[str, str], ...]
    event: str = "tutor.sources"

    @property
    def text(self) -> str:
        """As a person is told."""
        lines = [
            f"[{number}] {each['title'] or each['url']} — {each['url']} (fetched {each['fetched']})"
            for number, each in enumerate(self.sources, start=1)
        ]
        return "\n".join(["Sources:", *lines])


@dataclass(frozen=True)
class CheckEvent:
    """What was found out about the answer: ``checked``, ``differs`` or ``computed``."""

    run_id: str
    verdict: str
    value: str | None
    """The solver's own answer, in Markdown, where it has one."""
    detail: str
    event: str = "tutor.check"

    @property
    def text(self) -> str:
        """As a person is told; no more than was done."""
        if self.verdict == "checked":
            return "checked ✓ the built-in solver gets the same"
        if self.verdict == "differs":
            return f"differs ✗ the built-in solver gets {self.value}"
        return "computed: the numbers are among what the code printed"


Event: TypeAlias = (
    ThreadEvent
    | RunEvent
    | StepEvent
    | MessageEvent
    | MessageDelta
    | ReasoningEvent
    | StepDelta
    | CallEvent
    | FileEvent
    | NoticeEvent
    | SourcesEvent
    | CheckEvent
)


def to_dict(event: Event) -> dict[str, Any]:
    """The event as JSON lines carries it: ``event`` first, then its fields."""
    fields = asdict(event)
    return {"event": fields.pop("event"), **fields}
