"""What an earlier program printed, read back: SymPy's text to a tree, never to code."""

from __future__ import annotations

from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.expressions import ExpressionReader
from tutor_cli.models.solver.reading.tokens import tokenize
from tutor_cli.models.solver.reading.unreadable import Unreadable

MAX_CHARACTERS = 500
_CONSTANTS: dict[str, t.Node] = {"E": t.Constant("E"), "I": t.Constant("I"), "oo": t.Constant("oo")}


def answers_in(exact: str) -> tuple[t.Node, ...]:
    """The values of an ``exact:`` line: one, several in a list, or none that can be read."""
    if not exact or len(exact) > MAX_CHARACTERS:
        return ()
    try:
        tokens = tokenize(exact)
        node = ExpressionReader(tokens, {}).exact(0, len(tokens))
    except (ValueError, Unreadable):
        return ()
    if node is None:
        return ()
    values = node.items if isinstance(node, t.Sequence) else (node,)
    if any(isinstance(value, t.Sequence) for value in values):
        return ()
    return tuple(t.substitute(t.bare(value), _CONSTANTS) for value in values)


def values_in(exact: str, names: tuple[str, ...]) -> tuple[tuple[str, t.Node], ...]:
    """What each of ``names`` came to, if there is one solution: of ``[3]`` or of ``[(3, 4)]``."""
    text = exact.strip()
    if not names or not text.startswith("[") or not text.endswith("]"):
        return ()
    text = text[1:-1].strip()
    if len(names) > 1:
        if not text.startswith("(") or text.find(")") != len(text) - 1:
            return ()
        text = text[1:-1]
    values = answers_in(f"[{text}]") if "," in text else answers_in(text)
    if len(values) != len(names) or any(t.names_in(value) for value in values):
        return ()
    return tuple(zip(names, values, strict=True))
