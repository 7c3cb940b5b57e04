"""The source of what was shown: its Markdown, its LaTeX, and the way to the clipboard."""

from __future__ import annotations

import base64
import os
import shutil
from typing import TextIO

from tutor_cli.display.options import is_terminal

MAX_CLIPBOARD = 74_994
"""Bytes that terminals take in one OSC 52 sequence (xterm's limit)."""


def latex_of(markdown: str) -> list[str]:
    """The LaTeX of every formula in ``markdown``, in order, without its delimiters."""
    from tutor_cli.display.delimiters import tokens_of

    found: list[str] = []
    for token in tokens_of(markdown):
        if token.type == "math_block":
            found.append(token.content.strip())
        found += [child.content.strip() for child in token.children or () if child.type == "math_inline"]
    return found


def raw(markdown: str, out: TextIO) -> None:
    """Show the source itself; on a terminal with nothing in it that the terminal would obey."""
    from tutor_cli.display.sanitize import clean

    text = clean(markdown) if is_terminal(out) else markdown
    out.write(text if text.endswith("\n") else text + "\n")
    out.flush()


def copy_to_clipboard(text: str, out: TextIO) -> bool:
    """Put ``text`` on the clipboard of the person at the terminal ``out``, by OSC 52.

    Works over ssh, too. Nothing tells whether the terminal allows it; ``False`` only if
    there is none or the text is too long. What is copied is ``text``, byte for byte.
    """
    data = base64.b64encode(text.encode("utf-8", "replace")).decode()
    if not is_terminal(out) or os.environ.get("TERM") in ("dumb", "linux") or len(data) > MAX_CLIPBOARD:
        return False
    sequence = f"\x1b]52;c;{data}\x07"
    if os.environ.get("TMUX") and shutil.which("tmux"):
        # tmux takes OSC 52 itself where set-clipboard is on; passed through, the terminal gets it, too.
        sequence += "\x1bPtmux;" + sequence.replace("\x1b", "\x1b\x1b") + "\x1b\\"
    elif os.environ.get("STY"):
        sequence = f"\x1bP{sequence}\x1b\\"
    out.write(sequence)
    out.flush()
    return True
