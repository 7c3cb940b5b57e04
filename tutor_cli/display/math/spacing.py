"""Atoms and the gaps between them, after TeX's own classes (The TeXbook, chapter 18)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tutor_cli.display.math.parse import Node

OPENERS = frozenset("([{⟨⌊⌈|‖")
CLOSERS = frozenset(")]}⟩⌋⌉|‖")

_TRANSPARENT = frozenset({"smashed", "overlapped", "raised", "scaled", "canceled", "colored", "style"})
_SIGNS = frozenset("−+±∓")
_BEFORE_A_SIGN = frozenset({"bin", "sign", "func", "big", "rel", "open", "punct"})


@dataclass
class Atom:
    """A child of a row and its class.

    One of ord, func, big, bin, sign, rel, open, close, punct, dots, text, space.
    """

    node: Node
    cls: str


def flatten(node: Node) -> Iterator[Node]:
    """The children of a row, with rows inside rows, colours and styles opened up."""
    kind = node.get("type")
    if kind == "row":
        for child in node["children"]:
            yield from flatten(child)
    elif kind in ("colored", "style", "quantity") and isinstance(node.get("base") or node.get("unit"), dict):
        yield from flatten(node.get("base") or node["unit"])
    else:
        yield node


def class_of(node: Node) -> str:
    kind = node.get("type")
    if kind in ("operator", "fixed-delimiter"):
        cls = str(node.get("class", "ord"))
        return {"inner": "dots", "op": "func"}.get(cls, cls)
    if kind == "function":
        return "func"
    if kind == "large-operator":
        return "big"
    if kind == "forced-class":
        cls = str(node.get("class", "ord"))
        return {"inner": "ord", "op": "func"}.get(cls, cls)
    if kind == "arrow":
        return "rel"
    if kind in ("scripts", "stacked") or kind in _TRANSPARENT:
        base = node.get("base")
        cls = class_of(only(base)) if isinstance(base, dict) else "ord"
        return cls if kind != "scripts" or cls in ("func", "big", "rel", "open", "close") else "ord"
    if kind == "brace":
        return "ord"
    if kind in ("text", "space"):
        return str(kind)
    if kind == "phantom":
        return class_of(only(node["base"]))
    return "ord"


def only(node: Node) -> Node:
    """The single child of a row of one, or the node."""
    while node.get("type") == "row" and len(node["children"]) == 1:
        node = node["children"][0]
    return node


def atoms_of(nodes: Sequence[Node]) -> list[Atom]:
    """The atoms of a row; a binary operator with nothing to bind is an ordinary sign (−x)."""
    atoms = [Atom(node, class_of(node)) for node in nodes]
    previous: Atom | None = None
    for atom in atoms:
        if atom.cls == "space":
            continue
        may_sign = atom.cls == "bin" or (atom.cls == "ord" and atom.node.get("symbol") in _SIGNS)
        if may_sign and (previous is None or previous.cls in _BEFORE_A_SIGN):
            atom.cls = "sign"
        elif atom.cls in ("rel", "close", "punct") and previous is not None and previous.cls == "bin":
            previous.cls = "ord"
        previous = atom
    if previous is not None and previous.cls == "bin":
        previous.cls = "ord"
    return atoms


def is_relation(cell: Node) -> bool:
    """Whether a cell of a table holds a relation and nothing else (``x & = & 1``)."""
    nodes = list(flatten(cell))
    return len(nodes) == 1 and class_of(nodes[0]) == "rel"


def continues(row: Sequence[Node]) -> bool:
    """Whether an aligned row goes on from the one before: it begins with a relation, or with an
    operator and has no relation of its own."""
    nodes = [node for cell in row for node in flatten(cell) if node.get("type") != "space"]
    if not nodes:
        return False
    first = class_of(nodes[0])
    return first == "rel" or (first == "bin" and not any(class_of(node) == "rel" for node in nodes))


def continued(cell: Node) -> Node:
    """A cell that begins with + or − goes on from what is before it: the sign is no prefix (``&+ b``)."""
    children = list(flatten(cell))
    first = next((place for place, child in enumerate(children) if child.get("type") != "space"), None)
    if first is None or children[first].get("class") != "bin":
        return cell
    sign = {**children[first], "class": "rel"}
    return {"type": "row", "children": [*children[:first], sign, *children[first + 1 :]]}


def gap(left: str, right: str) -> int:
    """Columns between two neighbours of these classes."""
    if "bin" in (left, right):
        return 1
    right = "ord" if right == "sign" else right
    if "rel" in (left, right):
        return 0 if left == right or left == "open" or right in ("close", "punct") else 1
    if left == "punct":
        return 1
    if left in ("open",) or right in ("close", "punct"):
        return 0
    if left == "sign":
        return 0
    if left == "big":
        return 1
    if left == "func":
        return 0 if right == "open" else 1
    if right in ("func", "big"):
        return 1
    if "dots" in (left, right):
        return 0 if right == "open" else 1
    return 0


def columns_of(space: Node) -> int:
    """The columns of an explicit space: none for a hair, one for ``\\,``, two for a quad."""
    em = float(space.get("em") or 0)
    if em < 0.15:
        return 0
    if em < 0.9:
        return 1
    return min(round(em * 2), 8)
