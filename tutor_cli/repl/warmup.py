"""What the first answer needs, made ready behind the first prompt."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module

from tutor_cli.errors import TutorError
from tutor_cli.repl.conversation import Conversation

_MODULES = (
    "rich.console",
    "tutor_cli.display.terminal",
    "tutor_cli.display.live",
    "tutor_cli.display.math.layout",
    "tutor_cli.display.math.parse",
    "tutor_cli.display.calls",
    "tutor_cli.runs.afterwards",
    "tutor_cli.tools.run_python",
)
_SOLVER = ("tutor_cli.models.solver.sentences",)
PATIENCE = 0.2
"""Seconds that leaving waits for it to notice."""


class WarmUp:
    """Runs on a thread of its own; stops between two steps when the program ends."""

    def __init__(self, conversation: Conversation, on_known: Callable[[], None]) -> None:
        """``on_known`` is called when it is known who answers."""
        self._conversation = conversation
        self._on_known = on_known
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="tutor-warm-up", daemon=True)

    def start(self) -> None:
        if not self._thread.ident:
            self._thread.start()

    def stop(self) -> None:
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join(PATIENCE)

    def _run(self) -> None:
        conversation = self._conversation
        with suppress(TutorError, OSError):  # told when it is asked
            _, model = conversation.answering()
            self._on_known()
            if self._stop.is_set():
                return
            choices, thread = conversation.choices, conversation.thread
            conversation.tutor.warm(
                thread=thread,
                assistant=choices.assistant,
                model=choices.model,
                base_url=choices.base_url,
                tools=choices.tools,
            )
            for name in _MODULES + (_SOLVER if model == "solver" else ()):
                if self._stop.is_set():
                    return
                import_module(name)
