"""The conversation at the prompt: read a question, show the answer, again."""

from __future__ import annotations

import signal
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tutor_cli.display.options import DisplayOptions
from tutor_cli.display.terminal import TerminalDisplay
from tutor_cli.domain import Settings
from tutor_cli.errors import TutorError
from tutor_cli.tutor import Tutor


@dataclass(frozen=True)
class Choices:
    """What the command line chose for the whole conversation; ``None`` leaves it to the thread."""

    assistant: str | None = None
    model: str | None = None
    base_url: str | None = None
    instructions: str | None = None
    tools: Sequence[str] | None = None
    settings: Settings = Settings()


def converse(tutor: Tutor, *, thread_id: str | None, choices: Choices) -> None:
    """Ask and answer until the person leaves. Raises TutorError if it cannot begin."""
    from prompt_toolkit import PromptSession

    prompt: PromptSession[str] = PromptSession()
    display_options = DisplayOptions.detect()
    while True:
        try:
            question = prompt.prompt("› ").strip()
        except KeyboardInterrupt:
            continue
        except EOFError:
            return
        if question in ("/quit", "/exit"):
            return
        if question:
            thread_id = _turn(tutor, question, thread_id, choices, display_options)


def _turn(
    tutor: Tutor, question: str, thread_id: str | None, choices: Choices, shown: DisplayOptions
) -> str | None:
    try:
        turn = tutor.start(question, thread=thread_id, **vars(choices))
    except TutorError as error:
        print(f"tutor: {error.message}\n       {error.hint}", file=sys.stderr)  # noqa: T201
        return thread_id

    def stop(*_: Any) -> None:
        turn.cancellation.cancel()

    before = signal.signal(signal.SIGINT, stop)
    try:
        with TerminalDisplay(shown) as display:
            for event in tutor.events(turn):
                display.show(event)
    finally:
        signal.signal(signal.SIGINT, before)
    return turn.thread.id
