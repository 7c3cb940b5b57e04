"""What is typed: one module for each command or command group; parse, call, show; no logic."""

from __future__ import annotations

import sys


def main() -> None:
    """The ``tutor`` program."""
    from tutor_cli.cli import process

    sys.exit(process.run())
