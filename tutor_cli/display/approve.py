"""Asking the person at the terminal: whether a tool may be called, and with one key."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from tutor_cli.display.sanitize import clean, clean_line
from tutor_cli.display.steps import readable_arguments
from tutor_cli.domain import ToolCall
from tutor_cli.errors import Cancelled
from tutor_cli.tools.approval import Decision
from tutor_cli.tools.base import Tool

MOST_LINES = 20
_CHOICES = "[y] yes  [a] always in this conversation  [n] no "


def ask_at_terminal(tool: Tool, call: ToolCall) -> Decision:
    """What the person says to a call, with its arguments in view. Raises Cancelled on Ctrl-C."""
    err = sys.stderr
    lines = clean(readable_arguments(call.arguments)).rstrip().split("\n")
    shown = lines[:MOST_LINES] + ([f"… {len(lines) - MOST_LINES} more lines"] if lines[MOST_LINES:] else [])
    err.write(f"\nMay {clean_line(tool.spec.name)} be called?\n")
    err.writelines(f"  {line[:2_000]}\n" for line in shown)
    err.write(_CHOICES)
    err.flush()
    while True:
        key = _read_key().lower()
        if key in ("y", "a", "n"):
            break
        if key in ("\x03", "\x04", "\x1b", ""):
            err.write("\n")
            raise Cancelled
    err.write(f"{key}\n")
    if key != "n":
        return Decision(True, always=key == "a")
    err.write("Why not? (the model is told; Enter for no reason) ")
    err.flush()
    return Decision(False, clean_line(sys.stdin.readline())[:500])


def _read_key() -> str:
    """One key, without Enter; Ctrl-C comes as ``\\x03``. Empty at the end of the input."""
    try:
        import termios
        import tty
    except ImportError:  # no such terminal here
        return sys.stdin.readline().strip()[:1]
    descriptor = sys.stdin.fileno()
    before = termios.tcgetattr(descriptor)
    try:
        tty.setraw(descriptor, termios.TCSADRAIN)
        return os.read(descriptor, 1).decode("latin-1")
    finally:
        termios.tcsetattr(descriptor, termios.TCSADRAIN, before)


def confirm_file(path: Path, why: str) -> bool:
    """Whether a file of the tools folder may run in tutor's own process. Raises KeyboardInterrupt."""
    name = clean_line(str(path))
    sys.stderr.write(f"The tool file {name} {why}. It would run with all your rights. Load it? [y/N] ")
    sys.stderr.flush()
    key = _read_key()
    sys.stderr.write(f"{'y' if key in 'yY' and key else 'n'}\n")
    if key == "\x03":
        raise KeyboardInterrupt
    return key in ("y", "Y")


def can_ask() -> bool:
    """Whether there is a person at a terminal."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty()
