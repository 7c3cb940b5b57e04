"""What tutor keeps: assistants, threads, runs, run steps, tools' specs and outputs.

The words are the Assistants API's. Times are Unix seconds (float), durations
seconds (float). Nothing here imports anything else of ours.
"""

from __future__ import annotations

import secrets
import string
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

Item: TypeAlias = dict[str, Any]
"""One entry of a thread, in the Responses API's own shape, stored verbatim."""

RunStatus: TypeAlias = Literal[
    "queued",
    "in_progress",
    "requires_action",
    "completed",
    "failed",
    "cancelled",
    "incomplete",
    "expired",
]
FINAL_STATUSES: frozenset[str] = frozenset({"completed", "failed", "cancelled", "incomplete", "expired"})

StepStatus: TypeAlias = Literal["in_progress", "completed", "failed", "cancelled", "expired"]

_ALPHABET = string.ascii_letters + string.digits


def new_id(prefix: str) -> str:
    """A fresh id such as ``thread_8Jk…``: the prefix and 24 random letters and digits."""
    return f"{prefix}_" + "".join(secrets.choice(_ALPHABET) for _ in range(24))


@dataclass(frozen=True)
class Settings:
    """How a model is asked. ``None`` means: whatever the model does by default."""

    reasoning_effort: str | None = None
    temperature: float | None = None
    max_output_tokens: int | None = None
    parallel_tool_calls: bool | None = None
    tool_choice: str | None = None
    steps: bool | None = None
    """Whether every step of an answer is shown."""

    def merged(self, override: Settings) -> Settings:
        """These settings, with every setting that ``override`` gives taken from it."""
        given = {key: value for key, value in vars(override).items() if value is not None}
        return Settings(**{**vars(self), **given})


@dataclass(frozen=True)
class Assistant:
    """Who answers: a name, instructions, a model, and what it may do."""

    id: str
    name: str
    instructions: str = ""
    model: str | None = None
    """``provider/model``, or ``None`` for whatever is configured."""
    tools: tuple[str, ...] = ()
    """Tool names, files or modules, and hosted tools such as ``code_interpreter``."""
    settings: Settings = Settings()
    description: str = ""
    metadata: Mapping[str, str] = field(default_factory=dict)
    created_at: float = field(default_factory=time.time)


@dataclass(frozen=True)
class Thread:
    """A conversation: an append-only list of items, kept by the store."""

    id: str
    title: str = ""
    assistant_id: str | None = None
    """Who answered last, and will answer next."""
    created_at: float = field(default_factory=time.time)
    updated_at: float = field(default_factory=time.time)
    metadata: Mapping[str, Any] = field(default_factory=dict)
    """Anything a part of the program must remember with the thread (a sandbox's id, …)."""


@dataclass(frozen=True)
class ThreadSummary:
    """A thread as a list of threads tells of it."""

    thread: Thread
    turns: int
    """Questions asked."""
    size: int
    """Bytes of its items."""
    deleted_at: float | None = None
    """When it was deleted; it can be restored for a day."""


@dataclass(frozen=True)
class Usage:
    """Tokens of one model call, or of a run."""

    input_tokens: int = 0
    output_tokens: int = 0
    cached_tokens: int = 0
    reasoning_tokens: int = 0

    @property
    def total_tokens(self) -> int:
        return self.input_tokens + self.output_tokens

    def __add__(self, other: Usage) -> Usage:
        return Usage(
            *(mine + theirs for mine, theirs in zip(vars(self).values(), vars(other).values(), strict=True))
        )


@dataclass(frozen=True)
class RunError:
    """Why a run did not complete: a code for programs, a sentence and a hint for people."""

    code: str
    message: str
    hint: str = ""


@dataclass(frozen=True)
class Run:
    """One turn of an assistant on a thread."""

    id: str
    thread_id: str
    assistant_id: str | None
    model: str
    status: RunStatus = "queued"
    created_at: float = field(default_factory=time.time)
    completed_at: float | None = None
    usage: Usage = Usage()
    error: RunError | None = None
    """Set when the run failed."""
    incomplete_reason: str | None = None
    """Set when the run ended incomplete: ``max_steps``, ``max_output_tokens``, …"""
    metadata: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Artifact:
    """A file that a tool made, in the thread's own folder."""

    path: str
    media_type: str
    title: str = ""


@dataclass(frozen=True)
class ToolSpec:
    """What a model is told of a tool.

    ``parameters`` is a JSON Schema object. A hosted tool, which the model's own
    server runs, has ``hosted`` set to what is sent instead (``{"type": "code_interpreter", …}``).
    """

    name: str
    description: str = ""
    parameters: Mapping[str, Any] = field(default_factory=lambda: {"type": "object", "properties": {}})
    hosted: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class ToolCall:
    """One call a model asked for. ``arguments`` is the model's JSON text, as it came."""

    call_id: str
    name: str
    arguments: str


@dataclass(frozen=True)
class ToolOutput:
    """What a tool gave back: text for the model, files for the person.

    ``is_error`` says that the call failed; ``text`` then says how, for the model to mend.
    """

    text: str
    artifacts: tuple[Artifact, ...] = ()
    is_error: bool = False


@dataclass(frozen=True)
class ToolCallRecord:
    """A call and what came of it, as a run step keeps it."""

    call: ToolCall
    output: ToolOutput | None = None
    """``None`` while it runs."""
    seconds: float | None = None


@dataclass(frozen=True)
class RunStep:
    """Within a run: a message written, or a batch of tool calls made."""

    id: str
    run_id: str
    thread_id: str
    type: Literal["message_creation", "tool_calls"]
    status: StepStatus = "in_progress"
    created_at: float = field(default_factory=time.time)
    completed_at: float | None = None
    item_ids: tuple[str, ...] = ()
    """The ids of the items the model produced in this step."""
    calls: tuple[ToolCallRecord, ...] = ()
    usage: Usage = Usage()
