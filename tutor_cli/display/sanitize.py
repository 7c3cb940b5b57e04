"""Text from models, tools and the web, made safe to show.

What a terminal would obey is removed (complete colour and cursor sequences, bidi
overrides, invisible tags) or shown as a visible picture (``␛``, ``␇``, …). What
is left cannot move the cursor, set a title, open a link or reverse a line.
"""

from __future__ import annotations

import re

_CSI = re.compile(r"(?:\x1b\[|\x9b)[0-?]{0,64}[ -/]{0,8}[@-~]")
"""A whole control sequence: colours, cursor movement (ECMA-48, 5.4)."""

_INVISIBLE = re.compile(
    "[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\u206a-\u206f\ufeff\ufff9-\ufffb\u00ad\U000e0000-\U000e007f]"
)
"""Direction overrides and isolates, zero-width spaces, tag characters: nothing a reader sees."""

_REST = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def _picture(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return "\n" if code in (0x0B, 0x0C, 0x0D) else chr(0x2400 + code)
    if code == 0x7F:
        return "␡"
    if code in (0x85, 0x2028, 0x2029):
        return "\n"
    return "\ufffd"


def clean(text: str) -> str:
    """``text`` with nothing in it that a terminal would obey but ``\\n`` and ``\\t``.

    Idempotent. A carriage return becomes a line break; a lone surrogate ``\ufffd``.
    """
    if text.isascii() and text.isprintable():
        return text
    text = text.replace("\r\n", "\n")
    text = _CSI.sub("", text)
    text = _INVISIBLE.sub("", text)
    return _REST.sub(_picture, text)


def clean_line(text: str) -> str:
    """``text`` cleaned, on one line: runs of white space become one space."""
    return " ".join(clean(text).split())
