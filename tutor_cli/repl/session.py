"""The conversation at the prompt: read what is typed, do it, again, until the person leaves."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from tutor_cli.display.messages import note, show_error
from tutor_cli.display.options import DisplayOptions, is_terminal
from tutor_cli.domain import ToolCall
from tutor_cli.errors import TutorError
from tutor_cli.repl.conversation import Choices, Conversation
from tutor_cli.repl.keyboard import Keyboard
from tutor_cli.repl.signals import Signals
from tutor_cli.repl.turns import ask, tell_of_others
from tutor_cli.tools.approval import Decision
from tutor_cli.tools.base import Tool
from tutor_cli.tutor import Tutor

if TYPE_CHECKING:
    from tutor_cli.repl.prompt import Prompt

__all__ = ["Choices", "converse"]


def converse(tutor: Tutor, *, thread_id: str | None, choices: Choices, keyboard: Keyboard) -> int:
    """Ask and answer until the person leaves; returns the exit status.

    ``keyboard`` is entered already. Raises TutorError if it cannot begin.
    """
    at_terminal = is_terminal(sys.stdin) and is_terminal(sys.stdout)
    shown = DisplayOptions.from_config(tutor.config)
    if choices.model:
        from tutor_cli.models.choose import resolve_model

        resolve_model(choices.model, tutor.config, choices.base_url)
    with Signals() as signals:
        conversation = Conversation(tutor, choices, shown, at_terminal, keyboard, signals)
        if thread_id is not None:
            thread = tutor.thread(thread_id, model=choices.model, base_url=choices.base_url)
            conversation.go_to(thread)
        if at_terminal:
            _ask_here(conversation)
            _at_terminal(conversation)
        else:
            _from_lines(conversation)
    return conversation.signals.exit_status or (0 if at_terminal else conversation.exit_status)


def _at_terminal(conversation: Conversation) -> None:
    with conversation.signals.starting():
        from tutor_cli.repl.prompt import Prompt
        from tutor_cli.repl.warmup import WarmUp

        prompt = Prompt(conversation)
        warm_up = WarmUp(conversation, prompt.redraw, _last_exchange_above(conversation, prompt))
        _welcome(conversation)
    try:
        while not (conversation.leaving or conversation.signals.leaving):
            _tell_of_others(conversation)
            try:
                typed = prompt.read(warm_up.start)
            except EOFError:
                break
            _do(conversation, typed)
    finally:
        warm_up.stop()
    _farewell(conversation)


def _from_lines(conversation: Conversation) -> None:
    from tutor_cli.repl.lines import read_lines

    with suppress(KeyboardInterrupt), conversation.signals.interrupting():
        for typed in read_lines():
            _do(conversation, typed)
            if conversation.leaving or conversation.signals.leaving:
                return


def _do(conversation: Conversation, typed: str) -> None:
    """Run a command, or ask a question."""
    from tutor_cli.repl.commands import registry

    if not typed.strip():
        return
    command = registry.split(typed)
    try:
        with conversation.signals.interrupting():
            if command:
                registry.run(conversation, *command)
            else:
                if conversation.at_terminal:
                    print()  # noqa: T201
                ask(conversation, typed)
    except KeyboardInterrupt:
        conversation.say("Interrupted.")
    except TutorError as error:
        status = show_error(error)
        conversation.exit_status = conversation.exit_status if command else status
    if conversation.at_terminal:
        print()  # noqa: T201


def _tell_of_others(conversation: Conversation) -> None:
    with suppress(TutorError):
        tell_of_others(conversation)


def _ask_here(conversation: Conversation) -> None:
    """Questions about tools are asked at this terminal: keys typed ahead do not answer them,
    and Ctrl-C interrupts."""
    from tutor_cli.display.approve import ask_at_terminal, confirm_file

    tutor, settle = conversation.tutor, conversation.keyboard.settle

    def ask_person(tool: Tool, call: ToolCall) -> Decision:
        with conversation.signals.interrupting():
            return ask_at_terminal(tool, call, settle)

    def confirm(path: Path, why: str) -> bool:
        with conversation.signals.interrupting():
            return confirm_file(path, why, settle)

    if tutor.approvals is not None:
        tutor.approvals.ask = ask_person
    tutor.confirm = confirm


def _welcome(conversation: Conversation) -> None:
    from tutor_cli import __version__

    note(f"tutor {__version__} · /help tells what can be typed, Ctrl-D leaves")
    if conversation.thread:
        from tutor_cli.repl.resuming import say_where_it_was

        say_where_it_was(conversation)


def _last_exchange_above(conversation: Conversation, prompt: Prompt) -> Callable[[], None]:
    """Shows where one was, above the first prompt: laying it out needs what that one does not wait for."""
    opened = conversation.thread

    def write() -> None:
        from tutor_cli.repl.resuming import show_last_exchange

        if conversation.thread is opened:  # nothing was asked and no other opened meanwhile
            show_last_exchange(conversation)

    return lambda: prompt.show_above(write) if opened else None


def _farewell(conversation: Conversation) -> None:
    if thread := conversation.thread:
        note(f"{thread.id} · go on with: tutor -t {thread.id}")
