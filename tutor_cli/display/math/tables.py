"""Matrices, cases and aligned steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tutor_cli.display.math.boxes import EMPTY, Box, beside, blank, extend, pad, row_of, stretch
from tutor_cli.display.math.parse import Node
from tutor_cli.display.math.spacing import atoms_of, continued, continues, flatten, is_relation, touch
from tutor_cli.display.math.symbols import MATRIX_FENCES

if TYPE_CHECKING:
    from tutor_cli.display.math.layout import Layout

_BRACED = frozenset({"cases", "r-cases", "brace-matrix"})
_SHARED = frozenset({"cases", "r-cases", "aligned", "centered", "array", "matrix", "diagram"})


def table(layout: Layout, node: Node, display: bool) -> Box:
    shape = str(node.get("shape", ""))
    rows: list[list[Node]] = [list(row) for row in node.get("rows", ())]
    if not rows:
        return EMPTY
    if shape in ("aligned", "centered"):
        rows = [
            [continued(cell) if index % 2 or continues(row) else cell for index, cell in enumerate(row)]
            for row in rows
        ]
    count = max((_span(row) for row in rows), default=0)
    in_display = display and shape in ("aligned", "centered", "diagram")
    vulgar = layout.vulgar
    # Where one cell is tall, its fractions and those of the others are all of one kind.
    layout.vulgar = vulgar and all(layout.flat(cell, in_display) for row in rows for cell in row)
    cells = [[layout.box(cell, in_display) for cell in row] for row in rows]
    layout.vulgar = vulgar
    aligns = _aligns(shape, node, rows, count)
    gaps = _gaps(shape, node, rows, count)
    widths = [0] * count
    for row, boxes in zip(rows, cells, strict=True):
        at = 0
        for cell, box in zip(row, boxes, strict=True):
            span = int(cell.get("columns", 1)) if cell.get("type") == "multicolumn" else 1
            if span == 1 and not (shape == "aligned" and _is_note(row)):
                widths[at] = max(widths[at], box.width)
            at += span
    lines: list[Box] = []
    for row, boxes in zip(rows, cells, strict=True):
        if shape == "aligned" and _is_note(row):
            lines.append(boxes[0])
            continue
        lines.append(_row(layout, node, row, boxes, widths, aligns, gaps))
    if shape in _BRACED and len(lines) == 2 and all(line.height == 1 for line in lines):
        lines.insert(1, EMPTY)
    body = _stacked_rows(layout, node, lines, shape)
    opening, closing = MATRIX_FENCES.get(shape, ("", ""))
    if shape == "cases":
        opening, closing = "{", ""
    elif shape == "r-cases":
        opening, closing = "", "}"
    if not opening and not closing:
        return body
    if {"{", "}"} & {opening, closing}:
        body = extend(body, body.base, body.below + (body.height + 1) % 2)
        body = Box(body.lines, body.height // 2, body.width)
    parts: list[Box] = []
    if opening:
        parts.append(layout.bracket(opening, body.base, body.below))
    if shape in ("cases",):
        parts.append(blank(1))
    parts.append(body)
    if shape == "r-cases":
        parts.append(blank(1))
    if closing:
        parts.append(layout.bracket(closing, body.base, body.below))
    return beside(parts)


def _span(row: list[Node]) -> int:
    return sum(int(cell.get("columns", 1)) if cell.get("type") == "multicolumn" else 1 for cell in row)


def _is_note(row: list[Node]) -> bool:
    """A row of one text (``\\intertext``): it does not take part in the columns."""
    return len(row) == 1 and row[0].get("type") == "text"


def _aligns(shape: str, node: Node, rows: list[list[Node]], count: int) -> list[str]:
    given = [str(column) for column in node.get("columns", ())]
    if shape == "aligned":
        default = ["r", "l"] * ((count + 1) // 2)
        for index in range(2, count, 2):  # what comes after a column of relations (eqnarray)
            between = [row[index - 1] for row in rows if index < len(row)]
            if all(is_relation(cell) for cell in between):
                default[index] = "l"
    elif shape in ("cases", "r-cases"):
        default = ["l"] * count
    else:
        default = ["c"] * count
    return (given + default[len(given) :])[:count] if given else default[:count]


def _gaps(shape: str, node: Node, rows: list[list[Node]], count: int) -> list[int]:
    """Columns before each column but the first."""
    if shape == "aligned":
        gaps = []
        for index in range(1, count):
            if index % 2 == 0:
                gaps.append(_pair_gap(rows, index))
            else:
                pairs = [row[index - 1 : index + 1] for row in rows if index < len(row)]
                gaps.append(int(any(_starts_relation(right) or touch(left, right) for left, right in pairs)))
        return gaps
    if shape in ("cases", "r-cases"):
        return [3] * (count - 1)
    if shape == "diagram":
        return [1] * (count - 1)
    between = {int(pair[0]) for pair in node.get("between", ()) if isinstance(pair, list) and pair}
    return [1 if index in between else 2 for index in range(1, count)]


def _pair_gap(rows: list[list[Node]], index: int) -> int:
    """Columns between two pairs; less where the second goes on from the first (eqnarray, alignedat)."""
    cells = [row[index] for row in rows if index < len(row)]
    before = [list(flatten(row[index - 1])) for row in rows if index < len(row)]
    if all(not list(flatten(cell)) for cell in cells):
        # An empty column and nothing after it (``x &= 1 &``), or a remark (``&& \text{…}``).
        after = [cell for row in rows for cell in row[index + 1 : index + 2]]
        return 4 if any(list(flatten(cell)) and not _starts_relation(cell) for cell in after) else 0
    if all(not nodes or (len(nodes) == 1 and nodes[0].get("class") == "rel") for nodes in before):
        return 1
    return 4


def _starts_relation(cell: Node) -> bool:
    atoms = [atom for atom in atoms_of(list(flatten(cell))) if atom.cls != "space"]
    if not atoms:
        return False
    # A cell that begins with an operator continues what is left of it (a &+ b).
    first = next(flatten(cell))
    return atoms[0].cls == "rel" or first.get("class") in ("bin", "rel")


def _row(
    layout: Layout,
    node: Node,
    row: list[Node],
    boxes: list[Box],
    widths: list[int],
    aligns: list[str],
    gaps: list[int],
) -> Box:
    above = max((box.base for box in boxes), default=0)
    below = max((box.below for box in boxes), default=0)
    verticals = {int(place) for place in node.get("verticals", ())}
    bar = extend(row_of(layout.glyphs.vertical), above, below)
    bar = Box(tuple(layout.glyphs.vertical for _ in bar.lines), above, 1)
    parts: list[Box] = []
    if 0 in verticals:
        parts += [bar, blank(1)]
    at = 0
    for cell, box in zip(row, boxes, strict=True):
        span = int(cell.get("columns", 1)) if cell.get("type") == "multicolumn" else 1
        if at and at not in verticals:
            parts.append(blank(gaps[at - 1]))
        elif at:
            parts += [blank(1), bar, blank(1)]
        last = min(at + span, len(widths))
        width = sum(widths[at:last]) + sum(
            3 if place in verticals else gaps[place - 1] for place in range(at + 1, last)
        )
        align = str(cell.get("alignment", "c")) if span > 1 else aligns[at]
        parts.append(stretch(box, width, align))
        at += span
    while at < len(widths):
        if at in verticals:
            parts += [blank(1), bar, blank(1)]
        elif at:
            parts.append(blank(gaps[at - 1]))
        parts.append(blank(widths[at]))
        at += 1
    if at in verticals:
        parts += [blank(1), bar]
    joined = beside(parts)
    return extend(joined, above, below)


def _stacked_rows(layout: Layout, node: Node, lines: list[Box], shape: str) -> Box:
    width = max(line.width for line in lines)
    rules = {int(rule.get("row", -1)) for rule in node.get("horizontals", ()) if isinstance(rule, dict)}
    out: list[str] = []
    align = "c" if shape in ("centered", "substack") else "l"
    marks: list[int] = []
    for index, line in enumerate(lines):
        if index in rules:
            out.append(_rule(layout, lines, width, int(index > 0)))
        elif index and _crowded(lines[index - 1], line, shape):
            out.append(_spacer(layout, node, lines, width))
        marks.append(len(out) + line.base)
        out.extend(pad(text, width, align) for text in line.lines)
    if len(lines) in rules:
        out.append(_rule(layout, lines, width, 2))
    # The baseline: the middle row, on a row's own baseline where there is one there.
    middle = (len(out) - 1) // 2
    if len(lines) % 2 and shape in _SHARED:
        middle = marks[len(lines) // 2]
    return Box(tuple(out), middle, width)


def _spacer(layout: Layout, node: Node, lines: list[Box], width: int) -> str:
    """A blank row between tall rows, with the table's vertical lines in it."""
    if not node.get("verticals"):
        return " " * width
    vertical = layout.glyphs.vertical
    first = lines[0].lines[lines[0].base]
    return "".join(vertical if char == vertical else " " for char in pad(first, width))


def _rule(layout: Layout, lines: list[Box], width: int, place: int) -> str:
    """A horizontal line at the top (``place`` 0), between rows (1) or at the bottom (2)."""
    glyphs = layout.glyphs
    left, inner, right = tuple(glyphs.crossings[3 * place : 3 * place + 3])
    sample = pad(lines[0].lines[lines[0].base], width)
    marks = [inner if char == glyphs.vertical else glyphs.bar for char in sample]
    if marks and sample[0] == glyphs.vertical:
        marks[0] = left
    if marks and sample[-1] == glyphs.vertical:
        marks[-1] = right
    return "".join(marks)


def _crowded(upper: Box, lower: Box, shape: str) -> bool:
    """Whether two rows need a blank row between them to be told apart."""
    if shape == "substack":
        return False
    return (upper.below > 0 and lower.base > 0) or upper.height >= 3 or lower.height >= 3
