"""A formula no wider than the terminal: whole, else broken at its relations, else on lines."""

from __future__ import annotations

from collections.abc import Sequence

from tutor_cli.display.math.boxes import Box, beside, blank, width_of
from tutor_cli.display.math.layout import Layout, Part
from tutor_cli.display.math.parse import Node
from tutor_cli.display.math.spacing import flatten, only

_HANG = 4
"""Columns a continued line is set in, where it cannot be set at the relation."""


def fit(layout: Layout, tree: Node, width: int) -> list[str]:
    """The lines of ``tree``, none wider than ``width`` columns and nothing left out."""
    whole = layout.box(tree)
    if whole.width <= width:
        return list(whole.lines)
    table = only(tree)
    if table.get("type") == "table" and table.get("shape") in ("aligned", "centered"):
        return _rows(layout, table, width)
    broken = _broken(layout, list(flatten(tree)), width)
    if broken is not None:
        return broken
    return wrap(layout.linear.row(tree).text, width)


def _rows(layout: Layout, table: Node, width: int) -> list[str]:
    """An aligned block that is too wide: each of its rows by itself."""
    lines: list[str] = []
    for row in table.get("rows", ()):
        nodes = [leaf for cell in row for leaf in flatten(cell)]
        parts = _broken(layout, nodes, width)
        if parts is None:
            parts = wrap(layout.linear.sequence(nodes).text, width)
        if lines and len(parts) > 1:
            lines.append("")
        lines += parts
    return lines


def _broken(layout: Layout, nodes: Sequence[Node], width: int) -> list[str] | None:
    """Lines broken before relations, then before + and −; ``None`` if some piece is too wide."""
    parts = [part for part in layout.parts(nodes, True) if part.box.width or part.cls == "space"]
    whole = layout.join(parts)
    if whole.width <= width:
        return list(whole.lines)
    first = next((index for index, part in enumerate(parts) if part.cls == "rel"), None)
    indent = _HANG
    if first:
        left = layout.join(parts[:first]).width + 1
        indent = left if left <= width // 3 else _HANG
    indent = min(indent, width // 4)
    lines: list[Box] = []
    for number, segment in enumerate(_cut(parts, ("rel",), keep=first)):
        room = width - (indent if number or lines else 0)
        if layout.join(segment).width > room:
            pieces = _greedy(layout, _cut(segment, ("bin",), keep=None), room)
            if pieces is None:
                return None
        else:
            pieces = [layout.join(segment)]
        for piece in pieces:
            # What fits beside the line before belongs there.
            if lines and lines[-1].width + 1 + piece.width <= width and number and len(pieces) == 1:
                lines[-1] = beside([lines[-1], blank(1), piece])
            else:
                lines.append(beside([blank(indent), piece]) if lines else piece)
    out: list[str] = []
    for index, line in enumerate(lines):
        if index and (line.height > 1 or lines[index - 1].height > 1):
            out.append("")
        out.extend(line.lines)
    return out if all(width_of(line) <= width for line in out) else None


def _cut(parts: Sequence[Part], classes: tuple[str, ...], keep: int | None) -> list[list[Part]]:
    """``parts`` cut before each part of these classes; ``keep`` is not cut before."""
    segments: list[list[Part]] = [[]]
    for index, part in enumerate(parts):
        if part.cls in classes and index != keep and segments[-1]:
            segments.append([])
        segments[-1].append(part)
    return segments


def _greedy(layout: Layout, segments: list[list[Part]], width: int) -> list[Box] | None:
    """As many segments on each line as fit; ``None`` if one does not fit on a line of its own."""
    lines: list[Box] = []
    line: list[Part] = []
    for segment in segments:
        longer = [*line, *segment]
        if line and layout.join(longer).width > width:
            lines.append(layout.join(line))
            longer = list(segment)
        if layout.join(longer).width > width:
            return None
        line = longer
    return [*lines, layout.join(line)]


def wrap(text: str, width: int) -> list[str]:
    """``text`` on lines of at most ``width`` columns, broken at spaces where there are any."""
    hang = " " * min(2, width // 8)
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line.strip() else line + word
        if width_of(longer) <= width:
            line = longer
            continue
        if line.strip():
            lines.append(line)
            line = hang
        line += word
        while width_of(line) > width:
            head = _head(line, width)
            lines.append(head)
            line = hang + line[len(head) :]
            if len(hang) >= width_of(head):
                hang = ""
    if line.strip() or not lines:
        lines.append(line)
    return lines


def _head(text: str, width: int) -> str:
    """The longest start of ``text`` within ``width`` columns (at least one character)."""
    low, high = 1, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if width_of(text[:middle]) <= width:
            low = middle
        else:
            high = middle - 1
    while low < len(text) and width_of(text[low]) == 0:
        low += 1
    return text[:low]
