"""What is typed: one module for each command or command group; parse, call, show; no logic."""

from __future__ import annotations

import os
import signal
import sys


def main() -> None:
    """The ``tutor`` program."""
    # Until the commands are imported, Ctrl-C ends the program at once. As an exception it could be dropped
    # inside Python's import system with its lock held, and the next thread to import would wait for ever.
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, lambda *_: os._exit(130))
    from tutor_cli.cli import process

    sys.exit(process.run())
