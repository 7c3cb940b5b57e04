"""``tutor show``: a file as the terminal can show it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from tutor_cli.display.options import DisplayOptions


def show(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A picture, Markdown, LaTeX or code.")],
    images: Annotated[bool | None, typer.Option("--images/--no-images", help="Draw pictures.")] = None,
    ascii: Annotated[bool | None, typer.Option("--ascii/--no-ascii", help="Only ASCII.")] = None,
    speech: Annotated[bool | None, typer.Option("--speech", help="Formulas in words.")] = None,
    width: Annotated[int | None, typer.Option("--width", min=2, help="Columns.")] = None,
) -> None:
    """Show a picture, or a text with its mathematics laid out."""
    from tutor_cli.display.files import show_file
    from tutor_cli.settings import load_config

    options = DisplayOptions.from_config(
        load_config(), images=images, ascii=ascii, speech=speech, width=width
    )
    show_file(file, options, sys.stdout)
