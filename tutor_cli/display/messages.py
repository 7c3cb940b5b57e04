"""One-line messages on standard error: what is wrong, and what to do about it."""

from __future__ import annotations

import sys

from tutor_cli.display.sanitize import clean_line
from tutor_cli.errors import TutorError


def show_error(error: TutorError) -> int:
    """One line for what is wrong and one for what to do; returns the exit status."""
    print(f"tutor: {one_line(error.message)}", file=sys.stderr)  # noqa: T201
    if error.hint:
        print(f"       {one_line(error.hint)}", file=sys.stderr)  # noqa: T201
    return error.exit_status


def one_line(text: str) -> str:
    """``text`` as it may be shown in a message: no control characters, at most 500 long."""
    line = clean_line(text)
    return line if len(line) <= 500 else line[:499] + "…"
