"""One line on stderr that says that something is going on, and what."""

from __future__ import annotations

import time
from typing import TextIO

from tutor_cli.display.math.boxes import width_of
from tutor_cli.display.sanitize import clean_line

_TURN = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏"
_TURN_ASCII = "|/-\\"
_PATIENCE = 0.4
"""Seconds of silence before it shows."""
_STEP = 0.2


class Spinner:
    """Drawn and wiped by its owner; never more than one line."""

    def __init__(self, err: TextIO, *, ascii: bool, color: bool) -> None:
        self._err = err
        self._turn = _TURN_ASCII if ascii else _TURN
        self._color = color
        self._since = time.monotonic()
        self._drawn_at = 0.0
        self._shown = False
        self.label = ""

    def rest(self) -> None:
        """Something was shown: wipe the line and be patient again."""
        self._since = time.monotonic()
        self.wipe()

    def wipe(self) -> None:
        if self._shown:
            self._err.write("\r\x1b[K")
            self._err.flush()
            self._shown = False

    def draw(self, columns: int) -> None:
        now = time.monotonic()
        if now - self._since < _PATIENCE or now - self._drawn_at < _STEP:
            return
        self._drawn_at = now
        seconds = now - self._since
        turn = self._turn[int(seconds / _STEP) % len(self._turn)]
        text = f"{turn} {clean_line(self.label)}"
        text += f" {seconds:.0f} s" if seconds >= 2 else ""
        while width_of(text) > max(columns - 1, 1):
            text = text[:-1]
        dim, reset = ("\x1b[2m", "\x1b[0m") if self._color else ("", "")
        self._err.write(f"\r{dim}{text}{reset}\x1b[K")
        self._err.flush()
        self._shown = True
