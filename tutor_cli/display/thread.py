"""A whole thread, as it looked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from tutor_cli.display.plain import described
from tutor_cli.display.sanitize import clean
from tutor_cli.domain import Item
from tutor_cli.items import is_message, text_of


def show_items(items: Iterable[Item], out: TextIO) -> None:
    """Write the messages and calls of a thread."""
    terminal = out.isatty()
    for item in items:
        if is_message(item, "user"):
            body = "\n".join(f"> {line}" for line in clean(text_of(item)).splitlines())
            out.write(f"{body}\n\n")
        elif is_message(item):
            _show_answer(text_of(item), out, terminal)
            if item.get("status") == "incomplete":
                out.write("(cut off)\n\n")
        elif item.get("type") == "function_call":
            out.write(_block(f"→ {item.get('name')}", described(str(item.get("arguments", "")))))
        elif item.get("type") == "function_call_output":
            out.write(_block("←", str(item.get("output", ""))))
    out.flush()


def _show_answer(text: str, out: TextIO, terminal: bool) -> None:
    if terminal:
        from tutor_cli.display.console import make_console
        from tutor_cli.display.markdown import render_markdown
        from tutor_cli.display.options import DisplayOptions

        options = DisplayOptions.detect(out=out)
        make_console(options, out).print(render_markdown(text, options))
        out.write("\n")
    else:
        out.write(text + "\n\n")


def _block(head: str, body: str) -> str:
    lines = clean(body).strip("\n").splitlines()
    return "\n".join([clean(head), *(f"    {line}" for line in lines)]) + "\n\n"
