"""Atoms and the gaps between them, after TeX's own classes (The TeXbook, chapter 18)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tutor_cli.display.math.parse import Node
from tutor_cli.display.math.symbols import OVER

OPENERS = frozenset("([{⟨⌊⌈|‖")
CLOSERS = frozenset(")]}⟩⌋⌉|‖")

_TRANSPARENT = frozenset({"smashed", "overlapped", "raised", "scaled", "canceled", "colored", "style"})
_SIGNS = frozenset("−+±∓")
_BEFORE_A_SIGN = frozenset({"bin", "sign", "func", "big", "rel", "open", "punct"})
_BARS = frozenset("|‖")
_OPERANDS = frozenset({"ord", "func", "big", "dots", "text"})


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
    """The atoms of a row; a binary operator with nothing to bind is an ordinary sign (−x, |−x|)."""
    atoms = [Atom(node, class_of(node)) for node in nodes]
    previous: Atom | None = None
    begins = True  # nothing stands before that an operator could bind
    waiting: list[tuple[Atom, bool]] = []  # brackets and bars for their other half: see _unpaired
    dividers: list[Atom] = []
    for atom in atoms:
        if atom.cls == "space":
            continue
        if atom.cls == "open":
            waiting.append((atom, False))
        elif atom.cls in ("rel", "close"):
            dividers += _unpaired(waiting, atom)
        elif atom.cls == "ord" and _bar(atom.node):
            waits = bool(waiting) and _bar(waiting[-1][0].node) == _bar(atom.node)
            # A bar with an index (``|_0``) only closes; one after an operand closes if one is open.
            closes = "base" in atom.node or (not begins and waits)
            if closes and waits:
                waiting.pop()
            elif not closes:
                waiting.append((atom, not begins or (waits and waiting[-1] == (previous, True))))
            bra = len(waiting) > 1 and waiting[-2][0].node.get("symbol") == "⟨"
            begins, previous = not closes and not bra, atom
            continue
        may_sign = atom.cls == "bin" or (atom.cls == "ord" and atom.node.get("symbol") in _SIGNS)
        if may_sign and begins:
            atom.cls = "sign"
        elif atom.cls in ("rel", "close", "punct") and previous is not None and previous.cls == "bin":
            previous.cls = "ord"
        begins, previous = atom.cls in _BEFORE_A_SIGN, atom
    if previous is not None and previous.cls == "bin":
        previous.cls = "ord"
    dividers += _unpaired(waiting, None)
    for bar in dividers:
        if bar is not previous:
            bar.cls = "rel"
    return atoms


def _bar(node: Node) -> str:
    """``|`` or ``‖``, if the node is one, with an index or without."""
    symbol = str(only(node.get("base", node)).get("symbol", ""))
    return symbol if symbol in _BARS else ""


def _unpaired(waiting: list[tuple[Atom, bool]], end: Atom | None) -> list[Atom]:
    """Takes the bars that stand after an operand and have no other half (``x | x > 0``, ``A || B``).

    No pair reaches over ``end``: a relation, the other half of a bracket, or the end of the
    row. With each bar stands whether an operand is before it. The bars of ⟨a| and |b⟩ are brackets.
    """
    found: list[Atom] = []
    if end is not None and end.cls == "rel":
        while waiting and waiting[-1][1]:
            found.append(waiting.pop()[0])
        return found
    angle = end is not None and end.node.get("symbol") == "⟩"
    if angle and waiting and all(atom.node.get("symbol") != "⟨" for atom, _ in waiting):
        waiting.pop()
        return found
    while waiting:
        atom, after_operand = waiting.pop()
        if after_operand:
            found.append(atom)
        elif atom.node.get("symbol") == "⟨" and not angle:
            found.clear()
        elif atom.cls == "open" and end is not None:
            break
    return found


def is_name(node: Node) -> bool:
    """Whether ``node`` is letters that are one name: ``\\mathrm{cm}``, ``\\mathfrak{sl}``, no product."""
    letters = node.get("children", ()) if node.get("type") == "row" else ()
    return bool(letters) and all(
        letter.get("type") == "identifier" and letter.get("variant", "bold") not in ("bold", "bold-italic")
        for letter in letters
    )


def are_functions(node: Node) -> bool:
    """Whether ``node`` is functions only: ``\\arg\\min``."""
    return all(class_of(part) in ("func", "space") for part in flatten(node))


def over(node: Node) -> str:
    """The accent that ``\\overset`` puts above something: ``\\overset{\\frown}{AB}``."""
    return "" if "below" in node else OVER.get(str(only(node.get("above", node)).get("symbol")), "")


def is_relation(cell: Node) -> bool:
    """Whether a cell of a table holds a relation and nothing else (``x & = & 1``)."""
    nodes = list(flatten(cell))
    return len(nodes) == 1 and class_of(nodes[0]) == "rel"


def touch(left: Node, right: Node) -> bool:
    """Whether two cells of an aligned row would run into one product (``\\text{Step 1} & x``)."""
    before = [atom for atom in atoms_of(list(flatten(left))) if atom.cls != "space"]
    after = [atom for atom in atoms_of(list(flatten(right))) if atom.cls != "space"]
    if not before or not after or str(after[0].node.get("value", "")).startswith("."):
        return False
    return before[-1].cls in _OPERANDS and after[0].cls in _OPERANDS


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
