"""What is typed: one module for each command or command group; parse, call, show; no logic."""

from __future__ import annotations

import sys


def main() -> None:
    """The ``tutor`` program."""
    try:
        from tutor_cli.cli import process

        status = process.run()
    except KeyboardInterrupt:  # while modules were still being imported
        status = 130
    sys.exit(status)
