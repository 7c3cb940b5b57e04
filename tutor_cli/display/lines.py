"""Styled lines, and the least that must be written to turn some into others."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from rich.cells import cell_len

if TYPE_CHECKING:
    from rich.color import ColorSystem
    from rich.segment import Segment
    from rich.style import Style

Line: TypeAlias = tuple[tuple[str, str], ...]
"""Runs of text, each with the SGR sequence that colours it (``""`` for none)."""

RESET = "\x1b[0m"


def lines_of(segments: Iterable[Segment], system: ColorSystem | None) -> list[Line]:
    """The lines that ``segments`` make, one for each newline."""
    lines: list[Line] = []
    runs: list[tuple[str, str]] = []
    for text, style, _ in segments:
        if text == "\n":
            lines.append(tuple(runs))
            runs = []
            continue
        code = _sgr(style, system) if style is not None and system is not None else ""
        if not text:
            continue
        if runs and runs[-1][1] == code:
            runs[-1] = (runs[-1][0] + text, code)
        else:
            runs.append((text, code))
    if runs:
        lines.append(tuple(runs))
    return lines


@lru_cache(maxsize=512)
def _sgr(style: Style, system: ColorSystem) -> str:
    """What ``style`` writes before its text."""
    return style.render("x", color_system=system).partition("x")[0]


def plain(line: Line) -> str:
    return "".join(text for text, _ in line)


def width(line: Line) -> int:
    return sum(cell_len(text) for text, _ in line)


def ansi(line: Line) -> str:
    """The line as it is written, colours reset at its end."""
    out: list[str] = []
    current = ""
    for text, code in line:
        if code != current:
            out.append((RESET if current else "") + code)
            current = code
        out.append(text)
    return "".join(out) + (RESET if current else "")


def common(old: Line, new: Line) -> tuple[int, Line]:
    """(columns that stay, what to write after them) to turn the line ``old`` into ``new``."""
    columns = 0
    for index, (before, after) in enumerate(zip(old, new, strict=False)):
        if before == after:
            columns += cell_len(before[0])
            continue
        if before[1] != after[1]:
            return columns, new[index:]
        same = _prefix(before[0], after[0])
        rest = after[0][same:]
        return columns + cell_len(after[0][:same]), (
            *(((rest, after[1]),) if rest else ()),
            *new[index + 1 :],
        )
    return columns, new[min(len(old), len(new)) :]


def _prefix(old: str, new: str) -> int:
    """Characters both begin with, whole characters only (no accent cut from its letter)."""
    length = 0
    for before, after in zip(old, new, strict=False):
        if before != after:
            break
        length += 1
    while length and length < max(len(old), len(new)):
        following = [text[length] for text in (old, new) if length < len(text)]
        if not any(unicodedata.combining(char) or char in "\u200d\ufe0f\ufe0e" for char in following):
            break
        length -= 1
    return length


def redraw(old: Sequence[Line], new: Sequence[Line], fresh: bool) -> str:
    """What turns ``old``, with the cursor at the end of its last line, into ``new``.

    ``fresh``: there is no old line, and the cursor is at the start of an empty one.
    """
    first = next(
        (index for index, pair in enumerate(zip(old, new, strict=False)) if pair[0] != pair[1]), None
    )
    if first is None:
        if len(old) == len(new):
            return ""
        first = min(len(old), len(new))
    out: list[str] = []
    if first < len(old):
        if first == len(new):  # fewer lines than before
            first -= 1
        if first < 0:
            return erased(len(old))
        columns, rest = common(old[first], new[first])
        last = first == len(old) - 1
        if not last or columns != width(old[first]):
            out.append(_up(len(old) - 1 - first) + "\r" + (f"\x1b[{columns}C" if columns else ""))
        out.append(ansi(rest))
        if width(new[first]) < width(old[first]):
            out.append("\x1b[K")
        first += 1
    for index in range(first, len(new)):
        if index or not fresh:
            out.append("\n")
        if index < len(old):
            if old[index] != new[index]:
                out.append(ansi(new[index]))
                if width(new[index]) < width(old[index]):
                    out.append("\x1b[K")
            elif index == len(new) - 1 and width(new[index]):
                out.append(f"\x1b[{width(new[index])}C")
        else:
            out.append(ansi(new[index]))
    if len(new) < len(old):
        out.append("\x1b[J")
    return "".join(out)


def erased(rows: int) -> str:
    """What erases the row of the cursor and those above it, and leaves the cursor at the top.

    Row by row: from the top left corner, tmux answers an erase-below by scrolling the
    screen into its history instead.
    """
    return "\r\x1b[2K" + "\x1b[A\x1b[2K" * (rows - 1)


def _up(count: int) -> str:
    return f"\x1b[{count}A" if count else ""
