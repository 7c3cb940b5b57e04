"""A file as the terminal can show it: a picture, Markdown, LaTeX or code."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TextIO

from tutor_cli.display.options import DisplayOptions
from tutor_cli.display.sanitize import clean_line
from tutor_cli.errors import UsageError

_MARKDOWN = frozenset({".md", ".markdown", ".txt", ""})
_MAX_TEXT = 4_000_000
_DELIMITER = re.compile(r"(?<!\\)(?:\$|\\[(\[])")


def show_file(file: Path, options: DisplayOptions, out: TextIO) -> None:
    """Raises UsageError for what is neither a picture nor a text."""
    from tutor_cli.display.images import SUFFIXES

    if file.is_dir():
        raise UsageError(f"{file} is a folder.", "Give the path of a picture or a text.")
    if not file.is_file():
        raise UsageError(f"There is no file {file}.", "Give the path of a picture or a text.")
    if file.suffix.lower() in SUFFIXES:
        _show_picture(file, options, out)
    else:
        _show_text(file, options, out)


def _show_picture(file: Path, options: DisplayOptions, out: TextIO) -> None:
    from tutor_cli.display.images import NotAPicture, load, show_picture

    try:
        load(file)
    except NotAPicture as error:
        hint = "PNG, JPEG, GIF, WebP, BMP and SVG can."
        raise UsageError(f"{file} cannot be shown: {error}.", hint) from error
    if not show_picture(file, options, out):
        out.write(f"{clean_line(str(file))}\n")


def _show_text(file: Path, options: DisplayOptions, out: TextIO) -> None:
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
        if not _DELIMITER.search(text):  # nothing but formulas, as /save FILE latex writes
            formulas = re.split(r"\n\s*\n", text.strip())
            text = "\n\n".join(f"$$\n{formula}\n$$" for formula in formulas)
    elif suffix not in _MARKDOWN:
        fence = "`" * max(3, 1 + max((len(run) for run in text.split() if set(run) == {"`"}), default=0))
        text = f"{fence}{suffix[1:]}\n{text}\n{fence}"
    make_console(options, out).print(render_markdown(text, options), end="")
