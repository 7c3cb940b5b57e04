"""What the first answer needs, made ready behind the first prompt."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module

from tutor_cli.errors import TutorError
from tutor_cli.repl.conversation import Conversation

_DISPLAY = (
    "rich.console",
    "tutor_cli.display.terminal",
    "tutor_cli.display.live",
    "tutor_cli.display.math.layout",
    "tutor_cli.display.math.parse",
)
_ANSWERING = ("tutor_cli.display.calls", "tutor_cli.runs.afterwards", "tutor_cli.tools.run_python")
_SOLVER = ("tutor_cli.models.solver.sentences",)
PATIENCE = 0.2
"""Seconds that leaving waits for it to notice."""


class WarmUp:
    """Runs on a thread of its own; stops between two steps when the program ends."""

    def __init__(
        self, conversation: Conversation, on_known: Callable[[], None], on_ready: Callable[[], None]
    ) -> None:
        """``on_known`` is called when it is known who answers, ``on_ready`` when answers can be shown."""
        self._conversation = conversation
        self._on_known = on_known
        self._on_ready = on_ready
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
            self._import(_DISPLAY)
            if not self._stop.is_set():
                self._on_ready()
            self._import(_ANSWERING + (_SOLVER if model == "solver" else ()))

    def _import(self, names: tuple[str, ...]) -> None:
        for name in names:
            if not self._stop.is_set():
                import_module(name)
