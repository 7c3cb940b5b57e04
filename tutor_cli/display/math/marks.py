"""Marks above, below and around a box: accents, bars, braces, arrows, frames."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from tutor_cli.display.math.boxes import Box, row_of, stack, width_of
from tutor_cli.display.math.parse import Node
from tutor_cli.display.math.spacing import only, over
from tutor_cli.display.math.symbols import accent_word

if TYPE_CHECKING:
    from tutor_cli.display.math.layout import Layout


def _accent(layout: Layout, node: Node, display: bool) -> Box:
    base = layout.box(node["base"], display)
    accent = str(node.get("accent", ""))
    bar = layout.glyphs.bar
    if accent in ("→", "⃗") and base.width > 1:
        mark = bar * (base.width - 1) + layout.linear.leaf("→")[-1]
    elif accent in ("←", "↔") and base.width > 1:
        left = layout.linear.leaf("←")[0]
        mark = left + bar * (base.width - 1)
        if accent == "↔":
            mark = left + bar * (base.width - 2) + layout.linear.leaf("→")[-1]
    elif accent in ("\u0304", "\u0305"):
        mark = "_" * base.width
    elif accent == "⏜":
        mark = "⌒" if not layout.ascii else "^"
    else:
        marks = {
            **{arrow: layout.linear.leaf(arrow) for arrow in "→←↔"},
            "\u0302": "^",
            "\u0303": "~",
            "\u20d7": layout.linear.leaf("→"),
            "\u0307": ".",
            "\u0308": "..",
        }
        mark = marks.get(accent, "")
        if not mark:
            return row_of(f"{accent_word(accent)}({layout.linear.row(node['base']).text})")
    if node.get("below"):
        return stack([base, row_of(mark)], 0)
    return stack([row_of(mark), base], 1)


def _bar(layout: Layout, node: Node, display: bool) -> Box:
    base = layout.box(node["base"], display)
    if not any(line.strip() for line in base.lines):
        return row_of(layout.linear.row(node).text)
    if node.get("above", True):
        return stack([row_of("_" * base.width), base], 1)
    return stack([base, row_of(("‾" if not layout.ascii else "-") * base.width)], 0)


def _brace(layout: Layout, node: Node, display: bool) -> Box:
    base = layout.box(node["base"], display)
    label = layout.limit(node["label"]) if "label" in node else None
    above = bool(node.get("above"))
    left, middle, right = layout.glyphs.over_brace if above else layout.glyphs.under_brace
    width = max(base.width, 3)
    bar = layout.glyphs.bar
    before = (width - 3) // 2
    rail = row_of(left + bar * before + middle + bar * (width - 3 - before) + right)
    if label is None:
        return stack([rail, base], 1) if above else stack([base, rail], 0)
    return stack([label, rail, base], 2) if above else stack([base, rail, label], 0)


def _stacked(layout: Layout, node: Node, display: bool) -> Box:
    base_node = only(node["base"])
    if (accent := over(node)) and layout.linear.row(node["base"]).cls == "ord":
        return _accent(layout, {"base": node["base"], "accent": accent}, display)
    boxes = [layout.box(node["base"], display)]
    index = 0
    if "above" in node:
        boxes.insert(0, layout.limit(node["above"]))
        index = 1
    if "below" in node:
        boxes.append(layout.limit(node["below"]))
    if base_node.get("symbol") in ("→", "⟶", "=", "⇒", "⟹"):
        width = max(box.width for box in boxes)
        boxes[index] = row_of(_long(layout, str(base_node["symbol"]), width))
    return stack(boxes, index)


def _long(layout: Layout, symbol: str, width: int) -> str:
    """An arrow ``width`` columns long."""
    text = layout.linear.symbol(symbol)
    bar = {"⇒": "=", "⟹": "=", "⇐": "=", "⇔": "="}.get(symbol, layout.glyphs.bar)
    if symbol in ("=", "⇔", "↔", "↦", "⇌"):
        return text
    fill = bar * max(width - width_of(text), 0)
    return text + fill if symbol in ("←", "⟵", "⇐") else fill + text


def _arrow(layout: Layout, node: Node, display: bool) -> Box:
    above = layout.limit(node["above"]) if "above" in node else None
    below = layout.limit(node["below"]) if "below" in node else None
    width = max((box.width for box in (above, below) if box), default=0) + 2
    boxes = [row_of(_long(layout, str(node.get("symbol", "→")), max(width, 3)))]
    if above:
        boxes.insert(0, above)
    if below:
        boxes.append(below)
    return stack(boxes, int(above is not None))


def _framed(layout: Layout, node: Node, display: bool) -> Box:
    inside = layout.box(node["base"], display)
    if node.get("shape") == "fill":
        return inside
    top_left, top_right, bottom_left, bottom_right = tuple(layout.glyphs.corners)
    bar, side = layout.glyphs.bar * (inside.width + 2), layout.glyphs.vertical
    lines = [f"{side} {line} {side}" for line in inside.lines]
    return Box(
        (top_left + bar + top_right, *lines, bottom_left + bar + bottom_right),
        inside.base + 1,
        inside.width + 4,
    )


def _canceled(layout: Layout, node: Node, display: bool) -> Box:
    base = layout.box(node["base"], display)
    if layout.ascii:
        return row_of(f"cancel({layout.linear.row(node['base']).text})")
    lines = tuple(
        "".join(char + "\u0338" if char.isalnum() else char for char in line) for line in base.lines
    )
    return Box(lines, base.base, base.width)


MARKS: dict[str, Callable[[Layout, Node, bool], Box]] = {
    "accent": _accent,
    "bar": _bar,
    "brace": _brace,
    "stacked": _stacked,
    "arrow": _arrow,
    "framed": _framed,
    "canceled": _canceled,
}
"""How each kind of node is drawn."""
