"""A formula no wider than the terminal: whole, else broken at its relations, else on lines."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from tutor_cli.display.math.boxes import Box, beside, blank, row_of, width_of
from tutor_cli.display.math.layout import Layout, Part
from tutor_cli.display.math.parse import Node
from tutor_cli.display.math.spacing import CLOSERS, atoms_of, flatten, only

_HANG = 4
"""Columns a continued line is set in, where it cannot be set at the relation."""
_IMPLICATIONS = frozenset("⇒⟹⇔⟺⇐⟸") | {"=>", "<=>", "==>", "<==>", "<="}


def fit(layout: Layout, tree: Node, width: int) -> list[str]:
    """The lines of ``tree``, none wider than ``width`` columns and nothing left out."""
    nodes = list(flatten(tree))
    parts = layout.parts(nodes, True)
    if _fit(layout, parts, width):
        return list(layout.join(parts).lines)
    table = only(tree)
    if table.get("type") == "table" and table.get("shape") in ("aligned", "centered"):
        return _rows(layout, table, width)
    return _broken(layout, nodes, parts, width)


def _rows(layout: Layout, table: Node, width: int) -> list[str]:
    """An aligned block that is too wide: each of its rows by itself."""
    lines: list[str] = []
    for row in table.get("rows", ()):
        nodes = [leaf for cell in row for leaf in flatten(cell)]
        broken = _broken(layout, nodes, layout.parts(nodes, True), width)
        if lines and len(broken) > 1:
            lines.append("")
        lines += broken
    return lines


def _broken(layout: Layout, nodes: Sequence[Node], parts: Sequence[Part], width: int) -> list[str]:
    """Lines broken between statements, then at implications, relations, and before + and −.

    If some piece is still too wide, the same with everything on one line; at last, at any blank.
    """
    boxes = _statements(layout, parts, width)
    if boxes is None or any(box.width > width for box in boxes):
        boxes = _statements(layout, layout.flat_parts(atoms_of(nodes)), width)
    if boxes is None or any(box.width > width for box in boxes):
        return wrap(layout.linear.sequence(nodes).text, width)
    out: list[str] = []
    for index, box in enumerate(boxes):
        if index and (box.height > 1 or boxes[index - 1].height > 1):
            out.append("")
        out.extend(box.lines)
    return out


def _statements(layout: Layout, parts: Sequence[Part], width: int) -> list[Box] | None:
    """As many statements on a line as fit (``x = 1,  y = 2``)."""
    boxes: list[Box] = []
    line: list[Part] = []
    for statement in _cut(parts, _begins_statement):
        if line and _fit(layout, [*line, *statement], width):
            line += statement
            continue
        if line:
            boxes.append(layout.join(_trimmed(line)))
        line = []
        if _fit(layout, _trimmed(statement), width):
            line = list(statement)
            continue
        pieces = _implications(layout, _trimmed(statement), width)
        if pieces is None:
            return None
        boxes += pieces
    return [*boxes, layout.join(_trimmed(line))] if line else boxes


def _implications(layout: Layout, parts: Sequence[Part], width: int) -> list[Box] | None:
    """Each implication on a line of its own."""
    boxes: list[Box] = []
    for index, step in enumerate(_cut(parts, _is_implication)):
        indent = min(_HANG, width // 8) if index else 0
        pieces = _chain(layout, _trimmed(step), width - indent)
        if pieces is None:
            return None
        boxes += [beside([blank(indent), piece]) for piece in pieces]
    return boxes


def _chain(layout: Layout, parts: Sequence[Part], width: int) -> list[Box] | None:
    """A chain of relations, each under the first if what is left of that is short."""
    first = next((index for index, part in enumerate(parts) if index and part.cls == "rel"), None)
    left = layout.join(parts[:first]).width + 1 if first else 0
    short = 0 < left <= width // 3
    indent = left if short else min(_HANG, width // 8)
    boxes: list[Box] = []
    whole = False
    for link in map(_trimmed, _cut(parts, _is_relation, keep=first if short else None)):
        # What fits beside the line before belongs there.
        if whole and boxes[-1].width + 1 + layout.join(link).width <= width:
            boxes[-1] = beside([boxes[-1], blank(1), layout.join(link)])
            continue
        pieces = _terms(layout, link, width - (indent if boxes else 0), width - indent - 2)
        if pieces is None:
            return None
        whole = len(pieces) == 1
        start = indent if boxes else 0
        boxes += [
            beside([blank(indent + 2 if index else start), piece]) for index, piece in enumerate(pieces)
        ]
    return boxes


def _terms(layout: Layout, parts: Sequence[Part], first: int, rest: int) -> list[Box] | None:
    """As many terms on each line as fit, the first line of ``first`` columns, the others of ``rest``."""
    if _fit(layout, parts, first):
        return [layout.join(parts)]
    # Inside brackets, or at any blank, only where nothing else helps, and never between tall things.
    flat = all(part.box.height == 1 for part in parts)
    for within in (False, True) if flat else (False,):
        boxes: list[Box] = []
        line: list[Part] = []
        for term in _cut(parts, lambda part: part.cls == "bin", within):
            if line and not _fit(layout, [*line, *term], rest if boxes else first):
                boxes.append(layout.join(line))
                line = []
            line = [*line, *term] if line else _trimmed(term)
            if not _fit(layout, line, rest if boxes else first):
                break
        else:
            return [*boxes, layout.join(line)]
    if flat and rest > 4:
        return [row_of(text.strip()) for text in wrap(layout.join(parts).lines[0], min(first, rest))]
    return None


def _cut(
    parts: Sequence[Part], begins: Callable[[Part], bool], within: bool = False, keep: int | None = None
) -> Iterator[list[Part]]:
    """``parts`` cut before each part that ``begins`` something, not within brackets, nor before ``keep``."""
    segment: list[Part] = []
    depth = 0
    after_comma = False
    for index, part in enumerate(parts):
        closes = part.cls == "close" and part.piece is not None and part.piece.text[:1] in CLOSERS
        depth = max(depth - closes, 0)
        at_comma = after_comma and begins is _begins_statement
        if segment and (within or not depth) and index != keep and (begins(part) or at_comma):
            yield segment
            segment = []
        segment.append(part)
        depth += part.cls == "open"
        after_comma = part.cls == "punct" and not depth
    if segment:
        yield segment


def _begins_statement(part: Part) -> bool:
    """``x = 1,  y = 2`` or ``x = 1 or x = 2``: what comes after a wide space, or a word between two."""
    text = part.piece.text if part.piece is not None and part.cls == "text" else ""
    return part.space > 1 or (text[:1] == " " == text[-1:] and text.strip().isalpha())


def _is_relation(part: Part) -> bool:
    return part.cls == "rel"


def _is_implication(part: Part) -> bool:
    return part.cls == "rel" and part.piece is not None and part.piece.text in _IMPLICATIONS


def _fit(layout: Layout, parts: Sequence[Part], width: int) -> bool:
    """Whether ``parts`` side by side are at most ``width`` columns wide."""
    least = sum(part.box.width for part in parts)
    if least > width:
        return False
    most = least + sum(max(part.space, 1) for part in parts)
    return most <= width or layout.join(parts).width <= width


def _trimmed(parts: Sequence[Part]) -> list[Part]:
    """``parts`` without the blanks before the first and after the last."""
    trimmed = [part for part in parts if part.cls != "space"]
    if trimmed:
        first = trimmed[0]
        box = row_of(first.box.lines[0].lstrip()) if first.box.height == 1 else first.box
        trimmed[0] = replace(first, space=0, box=box)
    return trimmed


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
