"""What the keys at the prompt do, beyond what prompt-toolkit's emacs and vi modes do anyway."""

from __future__ import annotations

from collections.abc import Callable

from prompt_toolkit.enums import DEFAULT_BUFFER
from prompt_toolkit.filters import has_focus
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent

BLOCK = '"""'
"""Begins and ends a text in which Enter begins a new line."""


class LeavingKey:
    """Ctrl-C on an empty line: the second one in a row leaves."""

    def __init__(self) -> None:
        self.pressed = False


def key_bindings(leaving: LeavingKey, on_clear: Callable[[], None]) -> KeyBindings:
    """``on_clear`` is called when Ctrl-C clears the line."""
    bindings = KeyBindings()
    typing = has_focus(DEFAULT_BUFFER)

    @bindings.add("enter", filter=typing)
    def _send(event: KeyPressEvent) -> None:
        buffer = event.current_buffer
        if is_open_block(buffer.text):
            buffer.newline(copy_margin=False)
        elif goes_on(buffer.document.text_before_cursor) and buffer.document.is_cursor_at_the_end:
            buffer.delete_before_cursor(1)
            buffer.newline(copy_margin=False)
        else:
            buffer.validate_and_handle()

    @bindings.add("escape", "enter", filter=typing)
    def _new_line(event: KeyPressEvent) -> None:
        event.current_buffer.newline(copy_margin=False)

    @bindings.add("c-c", filter=typing)
    @bindings.add("<sigint>")
    def _clear_or_leave(event: KeyPressEvent) -> None:
        buffer = event.current_buffer
        if buffer.text:
            buffer.reset()
            on_clear()
            leaving.pressed = False
        elif leaving.pressed:
            event.app.exit(exception=EOFError(), style="class:exiting")
        else:
            leaving.pressed = True

    return bindings


def goes_on(text: str) -> bool:
    r"""Whether a line ends with a backslash; LaTeX's own ``\\`` is none."""
    return (len(text) - len(text.rstrip("\\"))) % 2 == 1


def is_open_block(text: str) -> bool:
    return text.lstrip().startswith(BLOCK) and text.count(BLOCK) % 2 == 1


def without_block(text: str) -> str:
    """What was typed, without the quotes around a block."""
    stripped = text.strip()
    if stripped.startswith(BLOCK) and stripped.endswith(BLOCK) and len(stripped) >= 2 * len(BLOCK):
        return stripped[len(BLOCK) : -len(BLOCK)].strip("\n")
    return text
