"""Options that several commands take, and what they stand for."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from tutor_cli.domain import Settings
from tutor_cli.settings import Config, load_config
from tutor_cli.tutor import Tutor

ThreadId = Annotated[
    str | None, typer.Option("--thread-id", "-t", metavar="ID", help="Go on with this thread.")
]
Continue = Annotated[bool, typer.Option("--continue", "-c", help="Go on with the thread used last.")]
AssistantId = Annotated[
    str | None, typer.Option("--assistant-id", "-a", metavar="ID", help="Who answers, from now on.")
]
Model = Annotated[
    str | None, typer.Option("--model", "-m", metavar="NAME", help="provider/model, or solver.")
]
BaseUrl = Annotated[str | None, typer.Option("--base-url", metavar="URL", help="The model server's address.")]
Instructions = Annotated[
    str | None, typer.Option("--instructions", help="What the model is told, instead of the assistant's.")
]
Tools = Annotated[
    list[str] | None,
    typer.Option("--tool", metavar="NAME", help="A tool it may use; repeatable. “none” for no tool."),
]
Effort = Annotated[str | None, typer.Option("--effort", help="Reasoning effort: none, low, medium, high, …")]
Temperature = Annotated[float | None, typer.Option("--temperature", min=0.0, max=2.0)]
MaxTokens = Annotated[int | None, typer.Option("--max-tokens", min=1, help="Most tokens of one answer.")]
MaxSteps = Annotated[int | None, typer.Option("--max-steps", min=1, help="Most model calls in one run.")]
Sandbox = Annotated[str | None, typer.Option("--sandbox", metavar="KIND", help="local or e2b.")]
UnsafeLocal = Annotated[
    bool, typer.Option("--unsafe-local", help="Run code here even where it cannot be confined.")
]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Allow every tool call without asking.")]
Debug = Annotated[bool, typer.Option("--debug", help="Show tracebacks.", hidden=True)]


def configured(**flags: Any) -> Config:
    """The configuration, with what the command line says on top."""
    return load_config().with_flags(**flags)


def tool_names(tools: list[str] | None) -> list[str] | None:
    """``--tool none`` means no tool at all."""
    return [] if tools == ["none"] else tools or None


def model_settings(effort: str | None, temperature: float | None, max_tokens: int | None) -> Settings:
    return Settings(reasoning_effort=effort, temperature=temperature, max_output_tokens=max_tokens)


def chosen_thread(tutor: Tutor, thread_id: str | None, last: bool) -> str | None:
    """The id of the thread that the options name; ``None`` for a new one.

    Raises UsageError when both are given, NotFound when there is no such thread.
    """
    from tutor_cli.errors import UsageError

    if thread_id is not None and last:
        raise UsageError("--thread-id and --continue exclude each other.", "Give one of them.")
    if last:
        return tutor.last_thread().id
    return None if thread_id is None else tutor.store.thread(thread_id).id
