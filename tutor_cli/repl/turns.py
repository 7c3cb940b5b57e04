"""One question, asked and answered on the screen, whatever happens meanwhile."""

from __future__ import annotations

import sys
import time
from contextlib import ExitStack, closing, suppress
from typing import Any

from tutor_cli.display.messages import ending, show_error
from tutor_cli.errors import TutorError
from tutor_cli.repl.conversation import Conversation
from tutor_cli.runs.turn import Turn
from tutor_cli.threads.undoing import take_back

INTERRUPTED = 130
PATIENCE = 1.5
"""Seconds that everything is given to stop by itself; Ctrl-C after that breaks off."""


def ask(conversation: Conversation, question: str) -> None:
    """Ask, show the answer, keep both. A question that cannot be asked is told, and comes back to
    the prompt. Raises StoreError, and KeyboardInterrupt before the run begins.

    Ctrl-C stops the model and the tools; what was shown stays a part of the thread.
    """
    try:
        if conversation.replaces_last and conversation.thread:
            undo(conversation)
        tell_of_others(conversation)
        turn = _start(conversation, question)
    except TutorError as error:
        conversation.exit_status = show_error(error)
        conversation.draft = question
        if conversation.attachments:
            conversation.say("Still attached: the next question takes it along; /attach none lets go of it.")
        return
    conversation.attachments.clear()
    conversation.watch.own(turn.run.id)
    try:
        _watch(conversation, turn)
    finally:
        _note_down(conversation, turn)
    _tell_how_it_ended(conversation, turn)
    tell_of_others(conversation)


def undo(conversation: Conversation, turns: int = 1) -> str:
    """Take the last turns back; gives the question that was asked first in them, to be asked
    again with what went with it. Raises UsageError."""
    taken = take_back(conversation.store, conversation.config, conversation.existing().id, turns)
    conversation.go_to(taken.thread)
    conversation.attachments[:0] = taken.attachments
    if "run_python" in conversation.tools():
        with suppress(TutorError):  # told when code is to run
            conversation.tutor.sandboxes.release(taken.away.id)
            conversation.tutor.sandboxes.warm()
    return taken.question


def tell_of_others(conversation: Conversation) -> None:
    """Say what other terminals have asked on this thread meanwhile."""
    asked = conversation.watch.asked_elsewhere()
    if not asked:
        return
    times = "a question" if len(asked) == 1 else f"{len(asked)} questions"
    last = " ".join(asked[-1].split())
    last = last if len(last) <= 60 else last[:59] + "…"
    conversation.refresh()
    conversation.say(f"Another terminal went on with this thread: {times}, last “{last}”. /show shows all.")


def _start(conversation: Conversation, question: str) -> Turn:
    thread, choices = conversation.thread, conversation.choices
    turn = conversation.tutor.start(
        question,
        thread=thread.id if thread else None,
        assistant=choices.assistant,
        model=choices.model,
        base_url=choices.base_url,
        instructions=choices.instructions,
        tools=choices.tools,
        settings=choices.settings,
        attachments=conversation.attachments,
    )
    if thread is None:
        conversation.go_to(turn.thread)
    else:
        conversation.thread = turn.thread
    return turn


def _watch(conversation: Conversation, turn: Turn) -> None:
    """Run the turn and show it. A terminal that is gone stops it; it is kept all the same."""
    asked_at: list[float] = []

    def stop() -> None:
        asked_at.append(time.monotonic())
        if turn.cancellation.cancelled and asked_at[-1] - asked_at[0] > PATIENCE:
            raise KeyboardInterrupt  # what should stop within a second did not
        turn.cancellation.cancel()

    with ExitStack() as stack:
        stack.enter_context(conversation.keyboard.listening())
        stack.enter_context(conversation.signals.stopping(stop))
        conversation.signals.on_resume = conversation.keyboard.quiet
        stack.callback(setattr, conversation.signals, "on_resume", lambda: None)
        display = stack.enter_context(_display(conversation))
        for event in stack.enter_context(closing(conversation.tutor.events(turn))):  # type: ignore[type-var]
            if display is None:
                continue
            try:
                display.show(event)
            except OSError:
                display = None
                turn.cancellation.cancel()


def _display(conversation: Conversation) -> Any:
    if conversation.at_terminal:
        from tutor_cli.display.terminal import TerminalDisplay

        return TerminalDisplay(conversation.shown)
    from tutor_cli.display.plain import PlainDisplay

    return PlainDisplay(sys.stdout, sys.stderr)


def _note_down(conversation: Conversation, turn: Turn) -> None:
    runs = [*turn.earlier_runs, turn.run]
    for run in runs:
        conversation.watch.own(run.id)
    conversation.count(runs)
    conversation.answered_by(turn.model.name)
    conversation.refresh()


def _tell_how_it_ended(conversation: Conversation, turn: Turn) -> None:
    run = turn.run
    if ended := ending(run):
        conversation.say(ended)
    failure = turn.failure.exit_status if isinstance(turn.failure, TutorError) else 1
    ends = {"completed": 0, "cancelled": INTERRUPTED}
    conversation.exit_status = ends.get(run.status, failure)
