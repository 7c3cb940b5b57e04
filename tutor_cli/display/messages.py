"""One-line messages on standard error: what is wrong, and what to do about it."""

from __future__ import annotations

import sys

from tutor_cli.display.sanitize import clean_line
from tutor_cli.domain import Run
from tutor_cli.errors import TutorError


def show_error(error: TutorError) -> int:
    """One line for what is wrong and one for what to do; returns the exit status."""
    print(_wrapped(f"tutor: {one_line(error.message)}", "       "), file=sys.stderr)  # noqa: T201
    if error.hint:
        print(_wrapped(f"       {one_line(error.hint)}", "       "), file=sys.stderr)  # noqa: T201
    return error.exit_status


def one_line(text: str) -> str:
    """``text`` as it may be shown in a message: no control characters, at most 500 long."""
    line = clean_line(text)
    return line if len(line) <= 500 else line[:499] + "…"


_INCOMPLETE = {
    "max_steps": "it took as many steps as a run may (--max-steps, or max_steps under [run])",
    "max_output_tokens": "it is as long as an answer may be (--max-tokens)",
    "content_filter": "the model's server held it back",
}


def ending(run: Run) -> str:
    """How a run ended that neither answered nor failed with an error of its own."""
    if run.status == "incomplete":
        reason = run.incomplete_reason or ""
        return f"The answer is not complete: {_INCOMPLETE.get(reason) or one_line(reason.replace('_', ' '))}."
    ends = {
        "cancelled": "Interrupted; what was shown is kept.",
        "expired": "The time is over; what was shown is kept.",
    }
    return ends.get(run.status, "")


def note(text: str) -> None:
    """One quiet line on standard error, dim where there are colours."""
    from tutor_cli.display.options import colors_of

    dim, reset = ("\x1b[2m", "\x1b[0m") if colors_of(sys.stderr) != "none" else ("", "")
    sys.stderr.write(f"{dim}{_wrapped(one_line(text))}{reset}\n")
    sys.stderr.flush()


def _wrapped(text: str, indent: str = "") -> str:
    """``text`` broken between words where it is for a person at a terminal; else as it is."""
    from tutor_cli.display.options import is_terminal

    if not is_terminal(sys.stderr):
        return text
    import shutil
    import textwrap

    columns = max(shutil.get_terminal_size((80, 24)).columns, 20)
    if len(text) < columns:
        return text
    return textwrap.fill(
        text, columns - 1, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )
