"""Boxes of text: rows of equal width with a baseline, put beside and above each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.cells import cell_len


def width_of(text: str) -> int:
    """Columns ``text`` takes on a terminal (combining marks none, CJK two)."""
    return len(text) if text.isascii() else cell_len(text)


@dataclass(frozen=True)
class Box:
    """``lines`` all ``width`` columns wide; ``base`` is the row that lines up with its neighbours."""

    lines: tuple[str, ...]
    base: int
    width: int

    @property
    def height(self) -> int:
        return len(self.lines)

    @property
    def below(self) -> int:
        """Rows under the baseline."""
        return len(self.lines) - 1 - self.base


EMPTY = Box(("",), 0, 0)


def row_of(text: str) -> Box:
    """One row."""
    return Box((text,), 0, width_of(text))


def blank(width: int) -> Box:
    return Box((" " * width,), 0, width)


def pad(text: str, width: int, align: str = "l") -> str:
    missing = width - width_of(text)
    if missing <= 0:
        return text
    left = {"l": 0, "r": missing}.get(align, missing // 2)
    return " " * left + text + " " * (missing - left)


def stretch(box: Box, width: int, align: str = "c") -> Box:
    """``box`` padded to ``width`` columns."""
    if box.width >= width:
        return box
    return Box(tuple(pad(line, width, align) for line in box.lines), box.base, width)


def extend(box: Box, above: int, below: int) -> Box:
    """``box`` with blank rows so that it has ``above`` rows over and ``below`` rows under its baseline."""
    over, under = above - box.base, below - box.below
    if over <= 0 and under <= 0:
        return box
    empty = " " * box.width
    return Box(
        (empty,) * max(over, 0) + box.lines + (empty,) * max(under, 0), box.base + max(over, 0), box.width
    )


def beside(boxes: Iterable[Box]) -> Box:
    """Side by side, baselines in line."""
    parts = [box for box in boxes if box.width or box.height > 1]
    if not parts:
        return EMPTY
    if len(parts) == 1:
        return parts[0]
    above = max(box.base for box in parts)
    below = max(box.below for box in parts)
    columns = [extend(box, above, below).lines for box in parts]
    return Box(
        tuple("".join(row) for row in zip(*columns, strict=True)), above, sum(box.width for box in parts)
    )


def stack(boxes: Sequence[Box], base: int, align: str = "c") -> Box:
    """On top of each other; the baseline is that of ``boxes[base]``."""
    width = max(box.width for box in boxes)
    lines: list[str] = []
    baseline = 0
    for index, box in enumerate(boxes):
        if index == base:
            baseline = len(lines) + box.base
        lines.extend(pad(line, width, align) for line in box.lines)
    return Box(tuple(lines), baseline, width)


def column(pieces: tuple[str, str, str, str], height: int, base: int) -> Box:
    """A bracket ``height`` rows tall from (top, extension, bottom, middle)."""
    top, extension, bottom, middle = pieces
    width = max(map(width_of, pieces))
    if height == 1:
        lines = [middle]
    else:
        lines = [top, *([extension] * (height - 2)), bottom]
        if height > 2 and middle != extension:
            lines[base if 0 < base < height - 1 else height // 2] = middle
    return Box(tuple(pad(line, width) for line in lines), base, width)
