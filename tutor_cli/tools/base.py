"""The Tool protocol: a spec the model sees, and a call that always gives an output."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, Protocol, TypeAlias

from tutor_cli.cancellation import Cancellation
from tutor_cli.domain import ToolCallRecord, ToolOutput, ToolSpec

ATTACHMENTS = "attachments"
"""The directory within a thread's folder that holds the files its code may read."""

Approval: TypeAlias = Literal["auto", "ask", "never"]

Confirm: TypeAlias = Callable[[Path, str], bool]
"""Asks whether a file of the tools folder may be loaded; the text says why it is asked (``is new``)."""

Notice: TypeAlias = Callable[[str], None]
"""Is told one quiet line for the person."""


def _no_output(stream: str, text: str) -> None:
    """Drops a tool's live output: nobody is watching."""


@dataclass(frozen=True)
class ToolContext:
    """What a tool may know of the run it is called in."""

    thread_id: str = ""
    run_id: str = ""
    call_id: str = ""
    folder: Path | None = None
    """The thread's own folder, where artifacts go; made when first written to."""
    previous_calls: Callable[[], Sequence[ToolCallRecord]] = field(default=lambda: ())
    """The thread's earlier calls and outputs, oldest first; read from the store when asked."""
    said: Callable[[], str] = field(default=lambda: "")
    """What the person wrote in this thread, as one text."""
    cancellation: Cancellation = field(default_factory=Cancellation)
    on_output: Callable[[str, str], None] = _no_output
    """Called with ``"stdout"`` or ``"stderr"`` (or ``"notice"``: one quiet line for the
    person) and text, while the tool runs; from any thread."""


class Tool(Protocol):
    """Something a run may do."""

    @property
    def spec(self) -> ToolSpec:
        """Name, description and JSON Schema, as the model is told."""

    @property
    def approval(self) -> Approval:
        """Whether the person is asked first, when nothing is configured."""

    def call(self, arguments: Mapping[str, Any], context: ToolContext) -> ToolOutput:
        """Do it. A failure is an output with ``is_error``; what is raised becomes one.

        Calls of one step run in parallel, each on a thread of its own. A cancelled
        call should return or raise Cancelled within a second.
        """

    def close(self) -> None:
        """Let go of processes and connections."""


GivenTool: TypeAlias = str | Tool | Callable[..., Any]
"""A tool as a program names it: its name or reference, a tool, or a typed function."""
