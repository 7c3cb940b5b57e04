"""Asking the person at the terminal: whether a tool may be called, and with one key."""

from __future__ import annotations

import os
import select
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from tutor_cli.display.sanitize import clean, clean_line
from tutor_cli.display.steps import readable_arguments
from tutor_cli.domain import ToolCall
from tutor_cli.errors import Cancelled
from tutor_cli.tools.approval import Decision
from tutor_cli.tools.base import Tool

MOST_LINES = 20
"""Of the arguments; the others are shown when asked for."""
_MOST_COLUMNS = 2_000

_ESCAPE = "\x1b"


def forget_what_was_typed() -> None:
    try:
        import termios
    except ImportError:
        return
    termios.tcflush(sys.stdin.fileno(), termios.TCIFLUSH)


def ask_at_terminal(
    tool: Tool, call: ToolCall, settle: Callable[[], None] = forget_what_was_typed
) -> Decision:
    """What the person says to a call, with its arguments in view. Raises Cancelled on Ctrl-C.

    ``settle`` is called when the arguments stand there, before a key counts: what is typed
    until then was no answer to this.
    """
    err = sys.stderr
    lines = clean(readable_arguments(call.arguments)).rstrip().split("\n")
    hidden = len(lines) > MOST_LINES or max(map(len, lines)) > _MOST_COLUMNS
    err.write(f"\nMay {clean_line(tool.spec.name)} be called?\n")
    err.writelines(f"  {line[:_MOST_COLUMNS]}\n" for line in lines[:MOST_LINES])
    if len(lines) > MOST_LINES:
        err.write(f"  … {len(lines) - MOST_LINES} more lines\n")
    err.flush()
    settle()
    try:
        key = _decided(lines, hidden)
        if key != "n":
            return Decision(True, always=key == "a")
        with _lines():
            err.write("Why not? (the model is told; Enter for no reason) ")
            err.flush()
            return Decision(False, clean_line(_read_line())[:500])
    except KeyboardInterrupt:
        err.write("\n")
        raise Cancelled from None


def _decided(lines: list[str], hidden: bool) -> str:
    """The key that decides; all lines are shown before where some are hidden and that is asked for."""
    err = sys.stderr
    with _keys():
        while True:
            more = "[w] show the whole " if hidden else ""
            err.write(f"[y] yes  [a] always in this conversation  [n] no {more}")
            err.flush()
            key = _key_of("yanw" if hidden else "yan")
            err.write(f"{key}\n")
            if key != "w":
                return key
            err.writelines(f"  {line}\n" for line in lines)
            hidden = False


def _key_of(keys: str) -> str:
    """The first of these keys that is pressed. Raises Cancelled on Ctrl-C, Ctrl-D, Escape and
    at the input's end."""
    while True:
        key = _read_key().lower()
        if len(key) == 1 and key in keys:
            return key
        if key in ("\x03", "\x04", _ESCAPE, ""):
            sys.stderr.write("\n")
            raise Cancelled


def _keys() -> AbstractContextManager[None]:
    """Within, the terminal hands over each key as it is pressed, Ctrl-C too, and shows none.

    It begins before the question is shown: whoever sees that may press a key already.
    """
    return _terminal(lines=False)


def _lines() -> AbstractContextManager[None]:
    """Within, the terminal shows what is typed and hands over whole lines, however it was before."""
    return _terminal(lines=True)


@contextmanager
def _terminal(*, lines: bool) -> Iterator[None]:
    try:
        import termios
    except ImportError:  # no such terminal here
        yield
        return
    descriptor = sys.stdin.fileno()
    before = termios.tcgetattr(descriptor)
    mode = [*before[:6], [*before[6]]]
    if lines:
        mode[0] |= termios.ICRNL
        mode[3] |= termios.ICANON | termios.ECHO | termios.ISIG
    else:
        mode[0] &= ~termios.ICRNL
        mode[3] &= ~(termios.ICANON | termios.ECHO | termios.IEXTEN | termios.ISIG)
        mode[6][termios.VMIN], mode[6][termios.VTIME] = 1, 0
    try:
        termios.tcsetattr(descriptor, termios.TCSADRAIN, mode)
        yield
    finally:
        termios.tcsetattr(descriptor, termios.TCSADRAIN, before)


def _read_key() -> str:
    """One key, within :func:`_keys`; Ctrl-C comes as ``\\x03``. Empty at the end of the input.

    A key that sends several characters (an arrow) is one key, and none of those.
    """
    if sys.platform == "win32":
        return sys.stdin.readline().strip()[:1]
    descriptor = sys.stdin.fileno()
    key = os.read(descriptor, 1).decode("latin-1")
    if key == _ESCAPE and select.select([descriptor], [], [], 0.05)[0]:
        key += os.read(descriptor, 1).decode("latin-1")
        while key[1] in "[O" and not (len(key) > 2 and "@" <= key[-1] <= "~") and len(key) < 32:
            key += os.read(descriptor, 1).decode("latin-1")
    return key


def _read_line() -> str:
    """What is typed until Enter, within :func:`_lines`.

    An Enter pressed just before is still ``\\r``, after which ``sys.stdin`` would wait for more.
    """
    if sys.platform == "win32":
        return sys.stdin.readline()
    line = b""
    while not line.endswith((b"\n", b"\r")) and (piece := os.read(sys.stdin.fileno(), 4096)):
        line += piece
    return line.decode(errors="replace")


def confirm_file(path: Path, why: str, settle: Callable[[], None] = forget_what_was_typed) -> bool:
    """Whether a file of the tools folder may run in tutor's own process. Raises KeyboardInterrupt."""
    name = clean_line(str(path))
    sys.stderr.write(f"The tool file {name} {why}. It would run with all your rights. ")
    sys.stderr.flush()
    settle()
    with _keys():
        sys.stderr.write("Load it? [y/N] ")
        sys.stderr.flush()
        key = _read_key()
    sys.stderr.write(f"{'y' if key in ('y', 'Y') else 'n'}\n")
    if key == "\x03":
        raise KeyboardInterrupt
    return key in ("y", "Y")


def can_ask() -> bool:
    """Whether there is a person at a terminal."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty()
