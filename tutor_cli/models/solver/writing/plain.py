"""A tree as plain text on one line: what a program prints as the name of a value."""

from __future__ import annotations

from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.writing.python import python


def plain(node: t.Node) -> str:
    """``-2/7`` and ``0.4`` as they were typed; anything else as SymPy source without quotes."""
    match node:
        case t.Number(text) | t.Name(text):
            return text
        case t.Negative(value):
            return "-" + plain(value)
        case t.Group(value):
            return plain(value) if isinstance(value, t.Number | t.Name) else f"({plain(value)})"
        case t.Binary("/", left, right):
            return f"{plain(left)}/{plain(right)}"
    return python(node).replace('"', "").replace("\\", "")
