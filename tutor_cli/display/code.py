"""Code in colours that are readable on light and on dark backgrounds."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.syntax import SyntaxTheme
    from rich.text import Text

MAX_LENGTH = 50_000
"""Longer code is shown without colours."""


@lru_cache(maxsize=1)
def code_theme() -> SyntaxTheme:
    """The terminal's own sixteen colours, no background, none of the ones that vanish on white or black."""
    from pygments.token import Comment, Error, Keyword, Name, Number, Operator, String, Token  # type: ignore[import-untyped]
    from rich.style import Style
    from rich.syntax import ANSISyntaxTheme

    return ANSISyntaxTheme(
        {
            Token: Style(),
            Comment: Style(dim=True, italic=True),
            Keyword: Style(color="magenta"),
            Operator.Word: Style(color="magenta"),
            String: Style(color="green"),
            Number: Style(color="cyan"),
            Name.Function: Style(bold=True),
            Name.Class: Style(bold=True),
            Error: Style(),
        }
    )


def highlight(code: str, language: str) -> Text:
    """``code`` (already cleaned) with colours, its line breaks kept; plain if the language is unknown."""
    from rich.text import Text

    if language and language != "text" and len(code) <= MAX_LENGTH:
        from pygments.util import ClassNotFound  # type: ignore[import-untyped]
        from rich.syntax import Syntax

        try:
            text = Syntax(code, language, theme=code_theme()).highlight(code)
        except ClassNotFound:
            pass
        else:
            if text.plain.rstrip("\n") == code.rstrip("\n"):
                text.rstrip()
                return text
    return Text(code)
