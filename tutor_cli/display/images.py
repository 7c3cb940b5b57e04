"""Pictures on terminals that can show them."""

from __future__ import annotations

from pathlib import Path
from typing import TextIO

from tutor_cli.display.options import DisplayOptions


def show_picture(path: Path, options: DisplayOptions, out: TextIO) -> bool:
    """Draw the picture at ``path`` on ``out``; ``False`` if this terminal cannot."""
    return False
