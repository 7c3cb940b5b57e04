"""Mathematics in two dimensions: stacked fractions, limits, roots, brackets as tall as what they hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tutor_cli.display.math.boxes import (
    EMPTY,
    Box,
    beside,
    blank,
    column,
    extend,
    pad,
    row_of,
    stack,
    stretch,
    width_of,
)
from tutor_cli.display.math.brackets import grown
from tutor_cli.display.math.linear import Linear
from tutor_cli.display.math.marks import MARKS
from tutor_cli.display.math.parse import Node, Parsed
from tutor_cli.display.math.pieces import Piece
from tutor_cli.display.math.spacing import Atom, atoms_of, columns_of, flatten, gap, only
from tutor_cli.display.math.symbols import ASCII_GLYPHS, MATRIX_FENCES, UNICODE_GLYPHS, VULGAR

_INTEGRALS = frozenset("∫∬∭∮∯∰⨌")
_WRAPPERS = frozenset({"raised", "scaled", "smashed", "overlapped", "forced-class", "unit", "multicolumn"})
_ALWAYS_TALL = frozenset({"brace", "framed", "table", "chemistry", "arrow-diagram", "long-division"})


@dataclass
class Part:
    """A box in a row, with the class that decides its distance from its neighbours."""

    box: Box
    cls: str
    space: int = 0
    """Columns asked for explicitly before it."""
    piece: Piece | None = None
    """Set for what is written on one line."""
    limits: bool = False
    """Has something written under it."""
    fixed: bool = False
    """``space`` is the whole distance from the part before."""


class Layout:
    """Lays trees out. What is flat is left to :class:`Linear`, so that both agree."""

    def __init__(self, parsed: Parsed, ascii: bool = False) -> None:
        self.linear = Linear(parsed, ascii)
        self.ascii = ascii
        self.vulgar = True
        """½ is written in one character where little room is asked for."""
        self.glyphs = ASCII_GLYPHS if ascii else UNICODE_GLYPHS

    def box(self, node: Node, display: bool = True) -> Box:
        parts = self.parts(list(flatten(node)), display)
        return self.join(parts)

    # Flat or tall

    def flat(self, node: Node, display: bool) -> bool:
        """Whether ``node`` is as well written on one line."""
        kind = node.get("type")
        if kind == "fraction":
            if node.get("rule") is False:
                return False
            if node.get("style") == "row":
                return True
            return not display and node.get("style") != "display" and self._vulgar(node)
        if kind == "root":
            return self.flat(node["radicand"], display) and _is_simple(node["radicand"])
        if kind == "scripts":
            return self._flat_scripts(node, display)
        if kind in ("stacked", "arrow"):
            return ("above" not in node and "below" not in node) or (
                kind == "stacked" and self.linear.row(node).text in ("≟", "≜", "≗")
            )
        if kind in ("accent", "bar"):
            text = self.linear.row(node["base"]).text
            return not self.ascii and (len(text) == 1 or (text.isalnum() and node.get("accent") == "\u0304"))
        if kind == "framed":
            return node.get("shape") == "fill" and self.flat(node["base"], display)
        if kind == "text":
            return all(
                part.get("type") != "math" or self.flat(part["value"], display) for part in node["parts"]
            )
        if kind in _ALWAYS_TALL:
            return False
        children = [node.get(key) for key in ("base", "unit") if isinstance(node.get(key), dict)]
        children += [*node.get("children", ()), *node.get("parts", ())]
        return all(self.flat(child, display) for child in children if isinstance(child, dict))

    def _vulgar(self, node: Node) -> bool:
        if not self.vulgar:
            return False
        pair = (self.linear.row(node["num"]).text, self.linear.row(node["den"]).text)
        return pair in VULGAR

    def _flat_scripts(self, node: Node, display: bool) -> bool:
        base = only(node["base"])
        if not self.flat(base, display):
            return False
        if base.get("type") == "large-operator" and base.get("symbol") not in _INTEGRALS:
            limits = base.get("limits")
            if (display and limits is not False) or limits:
                return False
        if base.get("type") == "function" and base.get("limits") and "sub" in node:
            return False
        plain = [
            self.linear.script(node[key], key == "sup")[1] and self.flat(node[key], False)
            for key in ("sub", "sup")
            if key in node
        ]
        if self.ascii:
            return base.get("type") != "large-operator" and all(
                self.flat(node[key], False) for key in ("sub", "sup") if key in node
            )
        return all(plain)

    # Rows

    def parts(self, nodes: Sequence[Node], display: bool) -> list[Part]:
        nodes = grown(nodes, lambda node: self.flat(node, display))
        atoms = atoms_of(nodes)
        if all(self.flat(atom.node, display) for atom in atoms):
            return self.flat_parts(atoms)
        parts: list[Part] = []
        run: list[Atom] = []
        # Runs of flat atoms are joined by Linear, which knows where parentheses are needed.
        for atom in atoms:
            if self.flat(atom.node, display):
                run.append(atom)
                continue
            parts += self.flat_parts(run)
            run = []
            space = parts.pop().space if parts and parts[-1].cls == "space" else 0
            box = self.tall(atom.node, display)
            base = only(atom.node.get("base", atom.node))
            parts.append(Part(box, _class_of_tall(atom), space, limits=bool(base.get("limits"))))
        parts += self.flat_parts(run)
        tallest = max((part.box.height for part in parts), default=1)
        if tallest >= 3:
            parts = [self._tall_integral(part, display) for part in parts]
        return parts

    def flat_parts(self, atoms: Sequence[Atom]) -> list[Part]:
        """What Linear writes for these atoms, each a part at the distance Linear gives it."""
        words = self.linear.resolve(atoms)
        parts = [
            Part(row_of(word.text), word.piece.cls, word.columns, word.piece, fixed=index > 0)
            for index, word in enumerate(words)
        ]
        trailing = 0
        for atom in reversed(atoms):
            if atom.cls != "space":
                break
            trailing = max(trailing, columns_of(atom.node))
        if trailing:
            parts.append(Part(EMPTY, "space", trailing))
        return parts

    def join(self, parts: Sequence[Part]) -> Box:
        return beside(self.spaced(parts))

    def spaced(self, parts: Sequence[Part]) -> list[Box]:
        """The boxes of a row with the gaps between them."""
        boxes: list[Box] = []
        previous: Part | None = None
        for part in parts:
            if part.cls == "space":
                boxes.append(blank(part.space))
                continue
            if previous is not None:
                columns = part.space if part.fixed else max(self._gap(previous, part), part.space)
                if columns:
                    boxes.append(blank(columns))
            elif part.space:
                boxes.append(blank(part.space))
            boxes.append(part.box)
            previous = part
        return boxes

    def _gap(self, left: Part, right: Part) -> int:
        if left.piece is not None and left.piece.text.endswith(".") and left.cls != "text":
            return 0  # 0.3 with a bar over the 3
        columns = gap(_plain(left.cls), _plain(right.cls))
        if (
            left.cls == "sign"
            and right.box.height > 1
            and right.box.lines[right.box.base][:1] == self.glyphs.bar
        ):
            columns = 1  # − and ─ would be one bar
        if "tall" in (left.cls, right.cls):
            other = right.cls if left.cls == "tall" else left.cls
            airy = (
                "ord",
                "func",
                "big",
                "text",
                "tall",
                "bracketed",
                "close" if right.cls == "tall" else "open",
            )
            columns = max(columns, int(other in airy))
        elif left.cls == "func" and right.cls == "bracketed":
            columns = int(left.limits)
        if left.piece is not None and left.piece.text.endswith(" "):
            columns = max(columns - 1, 0)
        if right.piece is not None and right.piece.text.startswith(" "):
            columns = max(columns - 1, 0)
        return columns

    # Tall things

    def tall(self, node: Node, display: bool) -> Box:
        kind = str(node.get("type"))
        if kind in MARKS:
            return MARKS[kind](self, node, display)
        method = getattr(self, "_" + kind.replace("-", "_"), None)
        if method is None:
            # A wrapper around something tall, or something only Linear can write.
            inner = node.get("base") or node.get("unit")
            if kind in _WRAPPERS and inner:
                return self.box(inner, display)
            return row_of(self.linear.row(node).text)
        result: Box = method(node, display)
        return result

    def _fraction(self, node: Node, display: bool) -> Box:
        num, den = self.box(node["num"], False), self.box(node["den"], False)
        width = max(num.width, den.width, 1)
        if node.get("rule") is False:
            return stack([num, den], 0)
        if _has_bar(num, self.glyphs.bar, width) or _has_bar(den, self.glyphs.bar, width):
            width += 2
        return stack([stretch(num, width), row_of(self.glyphs.bar * width), stretch(den, width)], 1)

    def _root(self, node: Node, display: bool) -> Box:
        inside = self.box(node["radicand"], display)
        if inside.width == 0:
            inside = blank(1)
        index = self.linear.row(node["index"], True).text if "index" in node else ""
        if inside.height == 1:
            body = Box(("_" * inside.width, inside.lines[0]), 1, inside.width)
            sign = "\\/" if self.ascii else self.linear.radical(index)
            if self.ascii and index:
                return beside([stack([row_of(index), row_of(sign)], 1, "r"), body])
            return beside([row_of(sign), body])
        rows = inside.height - 1
        if self.ascii:
            left = [" |"] * rows + ["\\|"]
            roof = " " + "_" * (inside.width + 1)
        else:
            left = [" │"] * rows + ["√│"]
            roof = " ┌" + "─" * inside.width
        lines = [roof, *(side + line for side, line in zip(left, inside.lines, strict=True))]
        body = Box(tuple(lines), inside.base + 1, 2 + inside.width)
        if not index:
            return body
        # The index sits on the hook of the sign, one row above its foot.
        margin = width_of(index) - 1
        lines = [" " * margin + line for line in lines]
        lines[-2] = index + lines[-2][margin + 1 :]
        return Box(tuple(lines), body.base, body.width + margin)

    def _scripts(self, node: Node, display: bool) -> Box:
        base_node = only(node["base"])
        kind = base_node.get("type")
        limits = (
            kind == "large-operator"
            and base_node.get("limits") is not False
            and (base_node.get("symbol") not in _INTEGRALS or base_node.get("limits"))
            and (display or base_node.get("limits"))
        ) or (kind == "function" and base_node.get("limits"))
        base = self.box(node["base"], display)
        if kind == "fraction" and base.height > 1:
            # Beside a bare fraction the script would be its numerator's.
            base = self._delimited({"open": "(", "close": ")", "parts": [node["base"]]}, display)
        if limits:
            boxes = [base]
            index = 0
            if "sup" in node:
                boxes.insert(0, self.limit(node["sup"]))
                index = 1
            if "sub" in node:
                boxes.append(self.limit(node["sub"]))
            return stack(boxes, index)
        if base_node.get("symbol") == "∫" and kind == "large-operator":
            return self._integral(node, 3)
        sub, sub_plain = self.linear.script(node["sub"], False) if "sub" in node else ("", True)
        sup, sup_plain = self.linear.script(node["sup"], True) if "sup" in node else ("", True)
        if not self.ascii:  # above and below the line they need no parentheses that are not their own
            sub = sub if sub_plain else self.limit(node["sub"]).lines[0]
            sup = sup if sup_plain else self.limit(node["sup"]).lines[0]
        if self.ascii:
            sub, sup = (
                ("_" + sub if sub and not sub_plain else sub),
                ("^" + sup if sup and not sup_plain else sup),
            )
            if base.height == 1:
                return row_of(base.lines[0] + sub + sup)
        if base.height > 1:
            lines = [" "] * base.height
            over = () if sup_plain else (sup,)
            if sup_plain:
                lines[0] = sup
            if sub:
                lines[-1] = sub
            width = max(map(width_of, [*lines, *over]))
            column_lines = tuple(pad(line, width) for line in (*over, *lines))
            return beside([base, Box(column_lines, base.base + len(over), width)])
        if sub_plain and sup_plain:
            rows = [sub + sup]
        else:
            # What Unicode can raise or lower stays on the line, the rest goes above or below it.
            line = (sub if sub_plain else "") + (sup if sup_plain else "")
            rows = [line] if sup_plain else [sup, line]
            rows += [] if sub_plain else [sub]
        width = max(map(width_of, rows))
        script = Box(tuple(pad(row, width) for row in rows), int(not sup_plain), width)
        return beside([base, script])

    def limit(self, node: Node) -> Box:
        inner = only(node)
        if inner.get("type") == "table":
            rows = [
                row_of(self.linear.sequence([leaf for cell in row for leaf in flatten(cell)], True).text)
                for row in inner["rows"]
            ]
            return stack(rows, 0)
        return row_of(self.linear.row(node, tight=True).text)

    def _large_operator(self, node: Node, display: bool) -> Box:
        return row_of(self.linear.symbol(str(node.get("symbol", ""))))

    def _integral(self, scripts: Node, height: int) -> Box:
        """An integral sign ``height`` rows tall, its limits beside its ends."""
        sub = self.linear.row(scripts["sub"], True).text if "sub" in scripts else ""
        sup = self.linear.row(scripts["sup"], True).text if "sup" in scripts else ""
        top, middle, bottom = self.glyphs.integral
        lines = [top + sup, *([middle] * (height - 2)), bottom + sub]
        width = max(map(width_of, lines))
        return Box(tuple(pad(line, width) for line in lines), height // 2, width)

    def _tall_integral(self, part: Part, display: bool) -> Part:
        """A flat ∫ beside something tall is drawn tall, too."""
        piece = part.piece
        if piece is None or piece.cls != "big" or not piece.node:
            return part
        node = piece.node
        base = only(node.get("base", node))
        if base.get("symbol") != "∫":
            return part
        return Part(self._integral(node, 3), "big", part.space)

    def _delimited(self, node: Node, display: bool) -> Box:
        parts = node.get("parts", ())
        inner = [self.box(part, display) for part in parts]
        if {"{", "}"} & {node.get("open"), node.get("close")} and len(parts) == 1:
            stacked = only(parts[0]).get("type") == "table" or only(parts[0]).get("rule") is False
            inner = [_opened(inner[0])] if stacked else inner
        height_above = max((box.base for box in inner), default=0)
        height_below = max((box.below for box in inner), default=0)
        opening, closing = str(node.get("open") or ""), str(node.get("close") or "")
        if {"{", "}"} & {opening, closing}:
            # A brace needs a row for its middle.
            height_below += (height_above + height_below) % 2
        inner = [extend(box, height_above, height_below) for box in inner]
        middles = [*map(str, node.get("middles", ())), ""]
        pieces: list[Box] = [self.bracket(opening, height_above, height_below)] if opening else []
        for box, middle in zip(inner, middles, strict=False):
            pieces.append(box)
            if middle:
                pieces += [blank(1), self.bracket(middle, height_above, height_below), blank(1)]
        if closing:
            pieces.append(self.bracket(closing, height_above, height_below))
        return beside(pieces)

    def bracket(self, symbol: str, above: int, below: int) -> Box:
        height = above + below + 1
        pieces = self.glyphs.brackets.get(symbol)
        if height == 1 or pieces is None:
            return extend(row_of(self.linear.symbol(symbol)), above, below)
        if symbol in "{}" and height == 2:
            return extend(row_of(symbol), above, below)
        middle = (height // 2) if symbol in "{}" else above
        return Box(column(pieces, height, middle).lines, above, max(map(width_of, pieces)))

    def _phantom(self, node: Node, display: bool) -> Box:
        base = self.box(node["base"], display)
        width = base.width if node.get("width") else 0
        return blank(width) if width else EMPTY

    def _text(self, node: Node, display: bool) -> Box:
        boxes: list[Box] = []
        for part in node.get("parts", ()):
            if part.get("type") == "math":
                boxes.append(self.box(part["value"], False))
            else:
                boxes.append(row_of(self.linear.text({"parts": [part]})))
        return beside(boxes)

    # Tables

    def _table(self, node: Node, display: bool) -> Box:
        from tutor_cli.display.math.tables import table

        return table(self, node, display)


def _opened(box: Box) -> Box:
    """A table of two rows with a blank row between them, where a brace has its middle."""
    if box.height != 2:
        return box
    return Box((box.lines[0], " " * box.width, box.lines[1]), 1, box.width)


def _is_simple(node: Node) -> bool:
    inner = only(node)
    return inner.get("type") == "number" or (
        inner.get("type") == "identifier" and len(str(inner.get("name"))) == 1
    )


def _class_of_tall(atom: Atom) -> str:
    """``bracketed`` for what has brackets of its own, which need no air around them."""
    if atom.cls not in ("ord", "text"):
        return atom.cls
    node = atom.node
    if node.get("type") == "scripts":
        node = only(node["base"])
        if node.get("type") not in ("delimited", "table", "fraction", "root"):
            return "ord"
    if (node.get("type") == "delimited" and node.get("open")) or node.get("shape") in MATRIX_FENCES:
        return "bracketed"
    return "tall"


def _plain(cls: str) -> str:
    return "ord" if cls in ("tall", "bracketed") else cls


def _has_bar(box: Box, bar: str, width: int) -> bool:
    """Whether a fraction bar as wide as the fraction around it is in ``box``."""
    return box.height > 1 and any(line.strip() == bar * width for line in box.lines)
