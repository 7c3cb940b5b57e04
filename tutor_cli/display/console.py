"""Rich consoles as we use them: our theme, no markup, no emoji codes, no guessing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from rich.console import Console

    from tutor_cli.display.options import DisplayOptions

# Only the sixteen colours every terminal's owner has chosen, and none of them as a
# background, so that light and dark terminals are both readable.
_STYLES = {
    "markdown.h1": "bold underline",
    "markdown.h2": "bold",
    "markdown.h3": "bold",
    "markdown.h4": "bold",
    "markdown.h5": "bold italic",
    "markdown.h6": "italic",
    "markdown.code": "cyan",
    "markdown.code_block": "none",
    "markdown.block_quote": "none",
    "markdown.item.bullet": "bold",
    "markdown.item.number": "bold",
    "markdown.link": "underline",
    "markdown.link_url": "underline",
    "markdown.hr": "dim",
    "markdown.table.header": "bold",
    "markdown.table.border": "dim",
    "markdown.math": "none",
    "markdown.source": "dim",
    "tool.name": "bold",
    "tool.detail": "dim",
    "tool.error": "red",
    "notice": "dim",
    "error": "bold red",
}

_SYSTEMS: dict[str, Literal["standard", "256", "truecolor"] | None] = {
    "none": None,
    "16": "standard",
    "256": "256",
    "truecolor": "truecolor",
}


def make_console(options: DisplayOptions, file: Any, width: int | None = None) -> Console:
    """A console for ``file``; with ``colors="none"`` it writes no escape sequence at all."""
    from rich.console import Console
    from rich.theme import Theme

    system = _SYSTEMS[options.colors]
    return Console(
        file=file,
        width=width or options.columns(),
        height=24,
        color_system=system,
        force_terminal=system is not None,
        no_color=system is None,
        theme=Theme(_STYLES),
        markup=False,
        emoji=False,
        highlight=False,
        legacy_windows=False,
        safe_box=True,
        _environ={},
    )
