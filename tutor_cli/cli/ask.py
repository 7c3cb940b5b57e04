"""``tutor ask``: one question, one answer."""

from __future__ import annotations

import json
import os
import signal
import stat
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

import tutor_cli
from tutor_cli.cancellation import Cancellation
from tutor_cli.cli import options
from tutor_cli.display.echo import without_echo
from tutor_cli.display.messages import ending, note, one_line, show_error
from tutor_cli.domain import Assistant
from tutor_cli.errors import Cancelled, TutorError, UsageError
from tutor_cli.settings import Config

if TYPE_CHECKING:
    from tutor_cli.threads.attachments import Attachment


def ask(
    question: Annotated[
        list[str] | None, typer.Argument(help="The question; “-” or nothing reads standard input.")
    ] = None,
    thread_id: options.ThreadId = None,
    last: options.Continue = False,
    assistant_id: options.AssistantId = None,
    model: options.Model = None,
    base_url: options.BaseUrl = None,
    instructions: options.Instructions = None,
    tools: options.Tools = None,
    effort: options.Effort = None,
    temperature: options.Temperature = None,
    max_tokens: options.MaxTokens = None,
    tool_choice: options.ToolChoice = None,
    parallel: options.Parallel = None,
    max_steps: options.MaxSteps = None,
    steps: options.Steps = False,
    sandbox: options.Sandbox = None,
    unsafe_local: options.UnsafeLocal = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    json_lines: Annotated[
        bool, typer.Option("--json-lines", help="Print the events as they happen, one a line.")
    ] = False,
    attach: options.Attach = None,
    timeout: Annotated[
        float | None, typer.Option("--timeout", min=0.1, help="Seconds after which the run ends.")
    ] = None,
    no_save: Annotated[bool, typer.Option("--no-save", help="Keep nothing of it.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Show the answer and errors only.")] = False,
    yes: options.Yes = False,
    debug: options.Debug = False,
) -> None:
    """Ask one question.

    The answer goes to standard output, everything else to standard error. What is
    piped in is added to the question: cat work.txt | tutor ask "where is my mistake?"
    """
    if as_json and json_lines:
        raise UsageError("--json and --json-lines exclude each other.", "Give one of them.")
    if no_save and (thread_id or last):
        raise UsageError("--no-save is for questions on a thread of their own.", "Leave out the thread.")
    text = read_question(question or [])
    config = options.configured(
        sandbox__kind=sandbox, sandbox__unsafe_local=unsafe_local or None, tools__yes=yes or None
    )
    attachments = _read_attachments(attach or [], quiet)
    with ExitStack() as stack:
        assistant: Assistant | str | None = assistant_id
        if no_save:
            assistant = _from_store(config, assistant_id)
            config = replace(config, data_dir=_forgotten(stack))
        tutor = stack.enter_context(tutor_cli.Tutor(config))
        options.let_the_person_decide(tutor)
        turn = tutor.start(
            text,
            thread=options.chosen_thread(tutor, thread_id, last),
            assistant=options.chosen_assistant(tutor, assistant) if isinstance(assistant, str) else assistant,
            model=model,
            base_url=base_url,
            instructions=instructions,
            tools=options.tool_names(tools),
            settings=options.model_settings(effort, temperature, max_tokens, tool_choice, parallel, steps),
            max_steps=max_steps,
            attachments=attachments,
        )
        with cancelled_by_signals(turn.cancellation), cancelled_in_time(turn.cancellation, timeout):
            if as_json:
                _print_json(tutor, turn)
            else:
                with without_echo(sys.stdout), _display(json_lines, quiet) as display:
                    for event in tutor.events(turn):
                        display.show(event)
        if not as_json and not json_lines:
            if (ended := ending(turn.run)) and not (quiet and turn.run.status == "cancelled"):
                note(ended)
            if not quiet:
                _note_after(turn, config, saved=not no_save)
        status = exit_status(turn)
        if status and debug and turn.failure:
            raise turn.failure
    raise typer.Exit(status)


def exit_status(turn: tutor_cli.Turn) -> int:
    """0 completed; 1 failed, incomplete or expired; 3 not configured or not reachable; 130 cancelled."""
    if turn.run.status == "completed":
        return 0
    if turn.run.status == "cancelled":
        return Cancelled.exit_status
    return turn.failure.exit_status if isinstance(turn.failure, TutorError) else 1


@contextmanager
def cancelled_by_signals(cancellation: Cancellation) -> Iterator[None]:
    """Ctrl-C and SIGTERM ask the run to stop; a second one ends the program."""

    def stop(number: int, frame: object) -> None:
        if cancellation.cancelled:
            raise KeyboardInterrupt
        cancellation.cancel()

    wanted = [signal.SIGINT, signal.SIGTERM]
    if hasattr(signal, "SIGHUP"):
        wanted.append(signal.SIGHUP)
    before = {number: signal.signal(number, stop) for number in wanted}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def cancelled_in_time(cancellation: Cancellation, seconds: float | None) -> Iterator[None]:
    """Within the ``with``, the run expires after this many seconds."""
    if seconds is None:
        yield
        return
    timer = threading.Timer(seconds, cancellation.expire)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _read_attachments(paths: list[str], quiet: bool) -> list[Attachment]:
    from tutor_cli.threads.attachments import read_attachments

    attachments = read_attachments(paths)
    for each in attachments:
        if each.note and not quiet:
            typer.secho(one_line(each.note), err=True, dim=True)
    return attachments


def _from_store(config: Config, assistant: str | None) -> Assistant | str | None:
    """The assistant from the store that is kept, for a run that is not; a file's name stays."""
    from tutor_cli.threads.importing import is_assistant_file

    if assistant is None or is_assistant_file(assistant):
        return assistant
    with tutor_cli.Tutor(config) as tutor:
        return tutor.store.assistant(assistant)


def _forgotten(stack: ExitStack) -> Path:
    """A data directory that is gone when the stack closes."""
    from tempfile import TemporaryDirectory

    return Path(stack.enter_context(TemporaryDirectory(prefix="tutor-", ignore_cleanup_errors=True)))


def read_question(words: list[str]) -> str:
    """The question from the arguments and from what is piped in.

    Raises UsageError if what is piped in is too long, or is not text.
    """
    asked = " ".join(word for word in words if word != "-").strip()
    asked = asked.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    if "\0" in asked:
        raise UsageError("The question contains NUL characters.", "Take them out.")
    piped = _piped().strip() if not asked or "-" in words or _is_pipe_or_file() else ""
    return "\n\n".join(part for part in (asked, piped) if part)


def _is_pipe_or_file() -> bool:
    """Whether standard input was redirected. Other things (a socket, a closed one) are not waited for."""
    try:
        mode = os.fstat(0).st_mode
    except OSError:
        return False
    return stat.S_ISFIFO(mode) or stat.S_ISREG(mode)


def _piped() -> str:
    if sys.stdin is None or sys.stdin.closed or sys.stdin.isatty():
        return ""
    from tutor_cli.tutor import MAX_QUESTION

    limit = 4 * MAX_QUESTION
    data = sys.stdin.buffer.read(limit + 1)
    if len(data) > limit:
        raise UsageError(
            f"Standard input is longer than {limit:,} bytes.", "Shorten it, or ask about a part of it."
        )
    if b"\0" in data:
        raise UsageError("Standard input contains NUL bytes; it does not look like text.", "Pipe text.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(
            f"Standard input is not UTF-8: byte 0x{data[error.start]:02x} at {error.start}.",
            "Convert it first, for instance with: iconv -f latin1 -t utf-8",
        ) from error


def _display(json_lines: bool, quiet: bool) -> Any:
    if json_lines:
        from tutor_cli.display.jsonlines import JsonLinesDisplay

        return JsonLinesDisplay(sys.stdout)
    if sys.stdout.isatty():
        from tutor_cli.display.options import DisplayOptions
        from tutor_cli.display.terminal import TerminalDisplay

        return TerminalDisplay(DisplayOptions.detect(quiet=quiet))
    from tutor_cli.display.plain import PlainDisplay

    return PlainDisplay(sys.stdout, sys.stderr, quiet=quiet)


def _print_json(tutor: tutor_cli.Tutor, turn: tutor_cli.Turn) -> None:
    for _ in tutor.events(turn):
        pass
    print(json.dumps(tutor.answer(turn).to_dict(), indent=2))  # noqa: T201
    if turn.run.error:
        show_error(TutorError(turn.run.error.message, turn.run.error.hint))


def _note_after(turn: tutor_cli.Turn, config: Config, *, saved: bool) -> None:
    from tutor_cli.display.tally import Tally

    status = [Tally().with_runs([*turn.earlier_runs, turn.run], config).told()]
    if saved:
        # A person goes on at once, and reads one line; what is logged may be read much later.
        again = "-c" if sys.stderr.isatty() else f"--thread-id {turn.thread.id}"
        status += [turn.thread.id, f'go on: tutor ask {again} "…"']
    if any(status):
        typer.secho(" · ".join(part for part in status if part), err=True, dim=True)
