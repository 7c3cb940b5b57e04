"""While an answer is written, the terminal puts nothing typed, as ``^C``, into the middle of it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TextIO

from tutor_cli.display.options import is_terminal


@contextmanager
def without_echo(stream: TextIO) -> Iterator[None]:
    """Within, the terminal that ``stream`` writes to does not show what is typed, and keeps it.

    Does nothing where it is no terminal, or where it belongs to another program now
    (``tutor ask … &``): a change would stop this one.
    """
    before = _set(stream, False)
    try:
        yield
    finally:
        if before:
            _set(stream, True)


def _set(stream: TextIO, echo: bool) -> bool:
    """Whether the terminal showed what is typed until now."""
    if not is_terminal(stream):
        return False
    with suppress(ImportError, OSError, ValueError):  # ValueError: a stream without a descriptor
        import termios

        with suppress(termios.error):  # the terminal may be gone
            descriptor = stream.fileno()
            if os.tcgetpgrp(descriptor) != os.getpgrp():
                return False
            mode = termios.tcgetattr(descriptor)
            before = bool(mode[3] & termios.ECHO)
            if before != echo:
                mode[3] ^= termios.ECHO
                termios.tcsetattr(descriptor, termios.TCSANOW, mode)
            return before
    return False
