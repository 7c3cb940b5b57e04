"""``tutor`` as a person has it before them: a real process in a real pty, its screen drawn by pyte.

Everything waits for what is to be seen, never for time to pass.
"""

from __future__ import annotations

import os
import re
import signal
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import pexpect
import pyte

from tests.conftest import TUTOR, Program

PATIENCE = 60.0
"""Seconds to wait for anything: this machine may have much else to do."""

KEYS = {
    "enter": "\r",
    "alt-enter": "\x1b\r",
    "escape": "\x1b",
    "tab": "\t",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "backspace": "\x7f",
}
SIZES = ((24, 80), (60, 200))
NO_TOOLS = ("chat", "--tool", "none")
"""No sandbox is started then."""


@dataclass(frozen=True)
class Seen:
    """The screen at a moment, with what scrolled away above it."""

    lines: tuple[str, ...]
    prompt: str | None
    """What stands at the prompt; ``None`` if the cursor is not at one."""

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    def __contains__(self, text: str) -> bool:
        """Whether it is to be seen, however it is broken into lines."""
        return _squeezed(text) in _squeezed(self.text)


class Terminal:
    """``with Terminal(program, rows, columns, …) as terminal:``; it starts ``tutor`` at once."""

    def __init__(
        self,
        program: Program,
        size: tuple[int, int] = SIZES[0],
        arguments: Sequence[str] = (),
        **environ: str,
    ) -> None:
        rows, columns = size
        self.screen = pyte.HistoryScreen(columns, rows, history=10_000, ratio=0.5)
        self.screen.write_process_input = self._answer  # where the cursor is, when that is asked
        self._stream = pyte.ByteStream(self.screen)
        self._above: list[str] = []
        """What scrolled away."""
        self._display = [""] * rows
        self._seen: Seen | None = None
        """What :meth:`seen` told last, if nothing was written since."""
        self.written = b""
        self.began = time.monotonic()
        self.process = pexpect.spawn(
            TUTOR,
            list(arguments),
            dimensions=size,
            env={**program.environ, "TERM": "xterm-256color", **environ},
            cwd=str(program.home),
            timeout=PATIENCE,
        )
        self.process.delaybeforesend = None
        self.process.ptyproc.delayafterclose = 0.01

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if not self.process.closed:
            self.process.kill(signal.SIGKILL)
            self.process.wait()
            self.process.close()
        if kind is not None:
            print("The screen was:", *self.seen().lines, sep="\n")
        assert b"Traceback" not in self.written, self.written

    # What is done

    def type(self, text: str) -> None:
        self.process.send(text)

    def press(self, *names: str) -> None:
        """Keys by name; ``ctrl-x`` and the like, too."""
        for name in names:
            letter = name.removeprefix("ctrl-")
            self.process.send(KEYS[name] if name in KEYS else chr(ord(letter.upper()) - 64))

    def paste(self, text: str) -> None:
        self.process.send(f"\x1b[200~{text}\x1b[201~")

    def send(self, text: str) -> None:
        """Type it and press Enter."""
        self.process.send(text + "\r")

    def ask(self, question: str, answer: str) -> None:
        """Ask, and wait until the answer stands there and the prompt is back."""
        before = self.seen().text.count(answer)
        self.send(question)
        self.wait(lambda seen: seen.prompt == "" and seen.text.count(answer) > before)

    def leave(self) -> int:
        """Ctrl-D; gives the exit status."""
        self.wait_for_prompt()
        self.press("ctrl-d")
        return self.wait_for_end()

    # What is seen

    def seen(self) -> Seen:
        if self._seen is None:
            self._above += map(_drawn, islice(self.screen.history.top, len(self._above), None))
            for y in self.screen.dirty:
                self._display[y] = _drawn(self.screen.buffer[y])
            self.screen.dirty.clear()
            line = self._display[self.screen.cursor.y]
            at_prompt = line.startswith("›") and not self.screen.cursor.hidden
            self._seen = Seen((*self._above, *self._display), line[1:].strip() if at_prompt else None)
        return self._seen

    def wait(self, holds: Callable[[Seen], bool], seconds: float = PATIENCE) -> Seen:
        """Read what the program writes until ``holds`` is true of the screen."""
        deadline = time.monotonic() + seconds
        self._read()
        while not holds(seen := self.seen()):
            assert time.monotonic() < deadline, f"It was not to be seen:\n{seen.text}"
            assert self._read(), f"The program ended:\n{self.seen().text}"
        return seen

    def wait_for(self, text: str, seconds: float = PATIENCE) -> Seen:
        return self.wait(lambda seen: text in seen, seconds)

    def wait_for_prompt(self, typed: str = "", seconds: float = PATIENCE) -> Seen:
        """Wait until the cursor is at the prompt, with this and nothing else typed."""
        return self.wait(lambda seen: seen.prompt == typed, seconds)

    def ends_or_prompts(self) -> bool:
        """Wait until the program has ended or has shown a prompt; whether it has ended."""
        return self._ends(lambda seen: "›" in seen.text)

    def wait_for_end(self) -> int:
        """Wait until the program has ended; gives its exit status."""
        self._ends(lambda _: False)
        self.process.wait()
        status = self.process.exitstatus
        return status if status is not None else -int(self.process.signalstatus or 0)

    def _ends(self, otherwise: Callable[[Seen], bool]) -> bool:
        """Wait until the program has ended, or ``otherwise`` is true of the screen; whether it has ended."""
        deadline = time.monotonic() + PATIENCE
        while self._read():
            seen = self.seen()
            if otherwise(seen):
                return False
            assert time.monotonic() < deadline, f"It did not end:\n{seen.text}"
        return True

    def _read(self) -> bool:
        """Take in what there is; false at the program's end."""
        try:
            data = self.process.read_nonblocking(65536, timeout=0.05)
        except pexpect.TIMEOUT:
            return True
        except pexpect.EOF:
            return False
        self.written += data
        self._seen = None
        self._stream.feed(data)
        return True

    def _answer(self, data: str) -> None:
        os.write(self.process.child_fd, data.encode())


def _drawn(line: Mapping[int, pyte.screens.Char]) -> str:
    """A line of pyte's, as text; only what was written on is looked at."""
    return "".join(line[x].data for x in range(max(line, default=-1) + 1)).rstrip()


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def history_of(program: Program) -> Path:
    return program.home / "history"
