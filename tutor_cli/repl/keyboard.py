"""The terminal's keyboard between two prompts: what is typed is not shown, and waits.

While an answer is written the terminal would echo what is typed into the middle of it. Here
it is kept, key by key as it was typed, for the next prompt; Ctrl-C stays a signal.
"""

from __future__ import annotations

import os
import select
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from tutor_cli.display.options import is_terminal

PASTE_ON, PASTE_OFF = "\x1b[?2004h", "\x1b[?2004l"
"""Bracketed paste: a pasted text comes as one, whatever lines it has."""


STILL_SECONDS = 0.25


class Keyboard:
    """``with Keyboard() as keyboard:`` for as long as the conversation lasts.

    Does nothing where standard input is no terminal, or the system has none such.
    """

    def __init__(self) -> None:
        self._found: list[Any] | None = None
        self.set_aside: Callable[[], None] = lambda: None
        """Takes what has been typed until now, and keeps it for the next prompt."""

    def __enter__(self) -> Keyboard:
        if is_terminal(sys.stdin):
            with suppress(ImportError, OSError):
                import termios

                self._found = termios.tcgetattr(sys.stdin)
                self.quiet()
        return self

    def __exit__(self, *exception: object) -> None:
        if self._found is not None:
            _set(self._found)

    def quiet(self) -> None:
        """Show nothing of what is typed, and keep it. Also needed after the program was suspended."""
        if self._found is None:
            return
        import termios

        mode = list(self._found)
        mode[0] &= ~termios.ICRNL  # Enter stays what it is, for the next prompt
        mode[3] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN)
        mode[3] |= termios.ISIG | termios.NOFLSH  # Ctrl-C does not drop what was typed
        mode[6] = list(mode[6])
        mode[6][termios.VMIN], mode[6][termios.VTIME] = 1, 0
        _set(mode)

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Within, an answer is written: what is pasted meanwhile comes as one."""
        self._paste(PASTE_ON)
        try:
            yield
        finally:
            self._paste(PASTE_OFF)

    def settle(self) -> None:
        """Set aside what was typed, and wait until nobody types: what comes next is a reply."""
        self.set_aside()
        while self._found is not None and select.select([sys.stdin], [], [], STILL_SECONDS)[0]:
            self.set_aside()

    def _paste(self, sequence: str) -> None:
        if self._found is not None and is_terminal(sys.stdout) and os.environ.get("TERM") != "dumb":
            with suppress(OSError, ValueError):
                sys.stdout.write(sequence)
                sys.stdout.flush()


def _set(mode: list[Any]) -> None:
    import termios

    with suppress(termios.error, OSError, ValueError):  # the terminal may be gone
        termios.tcsetattr(sys.stdin, termios.TCSANOW, mode)
