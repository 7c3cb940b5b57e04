"""``tutor show``: a file as the terminal can show it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from tutor_cli.display.options import DisplayOptions
from tutor_cli.errors import UsageError

_MARKDOWN = frozenset({".md", ".markdown", ".txt", ""})
_MAX_TEXT = 4_000_000


def show(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A picture, Markdown, LaTeX or code.")],
    images: Annotated[bool | None, typer.Option("--images/--no-images", help="Draw pictures.")] = None,
    ascii: Annotated[bool | None, typer.Option("--ascii/--no-ascii", help="Only ASCII.")] = None,
    speech: Annotated[bool | None, typer.Option("--speech", help="Formulas in words.")] = None,
    width: Annotated[int | None, typer.Option("--width", min=2, help="Columns.")] = None,
) -> None:
    """Show a picture, or a text with its mathematics laid out."""
    from tutor_cli.display.images import SUFFIXES
    from tutor_cli.settings import load_config

    if not file.is_file():
        raise UsageError(f"There is no file {file}.", "Give the path of a picture or a text.")
    options = DisplayOptions.from_config(
        load_config(), images=images, ascii=ascii, speech=speech, width=width
    )
    if file.suffix.lower() in SUFFIXES:
        _picture(file, options)
    else:
        _text(file, options)


def _picture(file: Path, options: DisplayOptions) -> None:
    from tutor_cli.display.images import NotAPicture, load, show_picture

    try:
        load(file)
    except NotAPicture as error:
        hint = "PNG, JPEG, GIF, WebP, BMP and SVG can."
        raise UsageError(f"{file} cannot be shown: {error}.", hint) from error
    if not show_picture(file, options, sys.stdout):
        typer.echo(str(file))


def _text(file: Path, options: DisplayOptions) -> None:
    from tutor_cli.display.console import make_console
    from tutor_cli.display.markdown import render_markdown

    if file.stat().st_size > _MAX_TEXT:
        raise UsageError(f"{file} is larger than {_MAX_TEXT // 1_000_000} MB.", "Show a part of it.")
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        hint = "Pictures, Markdown, LaTeX and code can be shown."
        raise UsageError(f"{file} is neither a picture nor UTF-8 text.", hint) from error
    suffix = file.suffix.lower()
    if suffix == ".tex" and "\\begin{document}" not in text:
        text = f"$$\n{text.strip()}\n$$"
    elif suffix not in _MARKDOWN:
        fence = "`" * max(3, 1 + max((len(run) for run in text.split() if set(run) == {"`"}), default=0))
        text = f"{fence}{suffix[1:]}\n{text}\n{fence}"
    make_console(options, sys.stdout).print(render_markdown(text, options), end="")
