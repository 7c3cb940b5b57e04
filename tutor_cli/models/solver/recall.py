"""What an earlier program printed, read back: SymPy's text to a tree, never to code."""

from __future__ import annotations

from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.reader import Reader, Unreadable
from tutor_cli.models.solver.reading.tokens import tokenize

MAX_CHARACTERS = 500
_CONSTANTS: dict[str, t.Node] = {"E": t.Constant("E"), "I": t.Constant("I"), "oo": t.Constant("oo")}


def answers_in(exact: str) -> tuple[t.Node, ...]:
    """The values of an ``exact:`` line: one, several in a list, or none that can be read."""
    if not exact or len(exact) > MAX_CHARACTERS:
        return ()
    try:
        tokens = tokenize(exact)
        node = Reader(tokens, {}).exact(0, len(tokens))
    except (ValueError, Unreadable):
        return ()
    if node is None:
        return ()
    values = node.items if isinstance(node, t.Sequence) else (node,)
    if any(isinstance(value, t.Sequence) for value in values):
        return ()
    return tuple(t.substitute(t.bare(value), _CONSTANTS) for value in values)
