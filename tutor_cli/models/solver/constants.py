"""``e`` and ``i``: the numbers, or letters like any other."""

from __future__ import annotations

from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.situation import Situation


def constants(node: t.Node, situation: Situation, declared: frozenset[str]) -> t.Node:
    """``e`` and ``i`` as the numbers they are, unless they are variables or known values."""
    if isinstance(node, t.Name) and node.name in ("e", "i", "I") and node.name not in declared:
        if node.name in situation.variables or situation.knows(node.name):
            return node
        return t.Constant("E" if node.name == "e" else "I")
    if isinstance(node, t.Formula) and node.bound:
        declared = declared | set(node.bound)
    return t.rebuild(node, lambda child: constants(child, situation, declared))


def letters_of_polynomial(node: t.Node, names: set[str]) -> set[str]:
    """``e`` or ``i`` if it is the only name, and stands where a variable stands: ``4*e**3 - e``."""
    if len(names) != 1 or not names <= {"e", "i"}:
        return set()
    as_in_a_program = any(
        isinstance(part, t.Binary)
        and part.op in "*/"
        and not part.implied
        and isinstance(t.bare(part.left), t.Number)
        for part in t.walk(node)
    )
    return names if as_in_a_program or names == {"e"} else set()
