"""Options that several commands take, and what they stand for."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

import tutor_cli
from tutor_cli.cli.completion import complete_assistant, complete_thread
from tutor_cli.display.sanitize import clean_line
from tutor_cli.domain import Settings
from tutor_cli.errors import UsageError
from tutor_cli.settings import Config, load_config
from tutor_cli.threads.hosted import is_hosted

ThreadId = Annotated[
    str | None,
    typer.Option(
        "--thread-id",
        "-t",
        metavar="ID",
        help="Go on with this thread: its id or title, the beginning of one, @last, @2, …",
        autocompletion=complete_thread,
    ),
]
Continue = Annotated[bool, typer.Option("--continue", "-c", help="Go on with the thread used last.")]
AssistantId = Annotated[
    str | None,
    typer.Option(
        "--assistant-id",
        "--assistant",
        "-a",
        metavar="ID",
        help="Who answers, from now on: an id, a name, or a file such as coach.toml.",
        autocompletion=complete_assistant,
    ),
]
Attach = Annotated[
    list[str] | None,
    typer.Option("--attach", "-f", metavar="FILE", help="Send a picture, PDF, CSV or text too; repeatable."),
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
Temperature = Annotated[
    float | None, typer.Option("--temperature", min=0.0, max=2.0, help="How freely the model chooses words.")
]
MaxTokens = Annotated[int | None, typer.Option("--max-tokens", min=1, help="Most tokens of one answer.")]
ToolChoice = Annotated[
    str | None,
    typer.Option("--tool-choice", metavar="CHOICE", help="auto, none, required, or the tool to call first."),
]
Parallel = Annotated[
    bool | None,
    typer.Option("--parallel/--no-parallel", help="Several tool calls at once.", show_default=False),
]
MaxSteps = Annotated[int | None, typer.Option("--max-steps", min=1, help="Most model calls in one run.")]
Sandbox = Annotated[str | None, typer.Option("--sandbox", metavar="KIND", help="local or e2b.")]
UnsafeLocal = Annotated[
    bool, typer.Option("--unsafe-local", help="Run code here even where it cannot be confined.")
]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Allow every tool call without asking.")]
Debug = Annotated[bool, typer.Option("--debug", help="Show tracebacks.", hidden=True)]
Steps = Annotated[bool, typer.Option("--steps", help="Show every step of the answer.")]


def configured(**flags: Any) -> Config:
    """The configuration, with what the command line says on top."""
    return load_config().with_flags(**flags)


def tool_names(tools: list[str] | None) -> list[str] | None:
    """``--tool none`` means no tool at all. A file's path is made absolute: it may be kept."""
    if not tools:
        return None
    from tutor_cli.tools.loading import absolute

    return [] if tools == ["none"] else [absolute(name) for name in tools]


def model_settings(
    effort: str | None,
    temperature: float | None,
    max_tokens: int | None,
    tool_choice: str | None = None,
    parallel: bool | None = None,
    steps: bool = False,
) -> Settings:
    return Settings(
        reasoning_effort=effort,
        temperature=temperature,
        max_output_tokens=max_tokens,
        tool_choice=tool_choice,
        parallel_tool_calls=parallel,
        steps=steps or None,
    )


def chosen_thread(tutor: tutor_cli.Tutor, thread_id: str | None, last: bool) -> str | None:
    """The id of the thread that the options name; ``None`` for a new one.

    Raises UsageError when both are given, NotFound when there is no such thread.
    """
    if thread_id is not None and last:
        raise UsageError("--thread-id and --continue exclude each other.", "Give one of them.")
    if last:
        return tutor.last_thread().id
    if thread_id is None or is_hosted(thread_id):  # a hosted thread may not be known here yet
        return thread_id
    return tutor.store.thread(thread_id).id


def chosen_assistant(tutor: tutor_cli.Tutor, assistant: str | None) -> str | None:
    """The id of the assistant that ``--assistant`` names, or that the file it names holds.

    What of a file is not used is said on standard error. Raises UsageError, NotFound.
    """
    if assistant is None:
        return None
    from tutor_cli.threads.importing import find_assistant

    with told_of(assistant):
        chosen, notes = find_assistant(tutor.store, assistant)
    for note in notes:
        typer.secho(f"{clean_line(Path(assistant).name)}: {clean_line(note)}", err=True, dim=True)
    return chosen.id


def read_file(file: str) -> str:
    """The text of a file, or of standard input for “-”. Raises UsageError."""
    from tutor_cli.threads.importing import LARGEST, decoded, read_text

    if file != "-":
        return read_text(Path(file).expanduser())
    return decoded(sys.stdin.buffer.read(LARGEST), "Standard input")


@contextmanager
def told_of(file: str) -> Iterator[None]:
    """Names ``file`` in what is found to be wrong with it: it may be one of many."""
    try:
        yield
    except UsageError as error:
        if file in error.message:
            raise
        raise UsageError(
            f"{'Standard input' if file == '-' else file}: {error.message}", error.hint
        ) from error


@contextmanager
def _interrupting() -> Iterator[None]:
    """Within, Ctrl-C and what asks the program to end break off waiting for a key."""
    wanted = [number for name in ("SIGINT", "SIGTERM", "SIGHUP") if (number := getattr(signal, name, None))]
    before = {number: signal.getsignal(number) for number in wanted}

    def restore() -> None:
        for number, handler in before.items():
            signal.signal(number, handler)

    def break_off(number: int, frame: object) -> None:
        restore()  # a second one would break into what the first one's exception passes on its way out
        raise KeyboardInterrupt

    try:
        for number in wanted:
            signal.signal(number, break_off)
        yield
    finally:
        restore()


def let_the_person_decide(tutor: tutor_cli.Tutor) -> None:
    """Tools are asked about at the terminal; without one, only ``--yes`` allows what is asked about."""
    from tutor_cli.display.approve import ask_at_terminal, can_ask, confirm_file
    from tutor_cli.tools.approval import Approvals

    def ask_person(tool: tutor_cli.Tool, call: tutor_cli.ToolCall) -> tutor_cli.Decision:
        with _interrupting():
            return ask_at_terminal(tool, call)

    at_terminal = can_ask()
    tutor.approvals = Approvals.configured(tutor.config, ask_person if at_terminal else None, tutor.store)
    tutor.confirm = confirm_file if at_terminal else None
