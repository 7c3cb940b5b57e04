"""Questions and commands from a pipe or a file, where there is no terminal to sit at."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import suppress

from tutor_cli.errors import UsageError
from tutor_cli.repl.keys import goes_on, is_open_block, without_block
from tutor_cli.tutor import MAX_QUESTION


def read_lines() -> Iterator[str]:
    """One question or command after the other: a line each; a backslash at its end or quotes
    (as at the prompt) let it go on. Raises UsageError for what is no text."""
    text = ""
    with suppress(EOFError):
        while True:
            text += _line()
            if is_open_block(text):
                text += "\n"
            elif goes_on(text):
                text = text[:-1] + "\n"
            else:
                yield without_block(text)
                text = ""
    if text:
        yield without_block(text)


def _line() -> str:
    """Raises EOFError at the end."""
    data = sys.stdin.buffer.readline(4 * MAX_QUESTION + 2)
    if not data:
        raise EOFError
    try:
        return data.decode("utf-8-sig").rstrip("\r\n")
    except UnicodeDecodeError as error:
        raise UsageError(f"Standard input is not UTF-8: {error.reason}.", "Convert it first.") from error
