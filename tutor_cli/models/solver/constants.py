"""``e`` and ``i``: the numbers, or letters like any other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.patterns import Captures
from tutor_cli.models.solver.situation import Situation


def settled(node: t.Node, situation: Situation, declared: frozenset[str] = frozenset()) -> t.Node:
    """``e`` and ``i`` as numbers, unless they are ``declared`` to be variables or stand for what was told."""
    if isinstance(node, t.Name) and node.name in ("e", "i", "I") and node.name not in declared:
        if situation.knows(node.name):
            return node
        return t.Constant("E" if node.name == "e" else "I")
    if isinstance(node, t.Formula) and node.bound:
        declared = declared | set(node.bound)
    return t.rebuild(node, lambda child: settled(child, situation, declared))


def settled_relations(
    relations: Sequence[t.Relation], situation: Situation, declared: frozenset[str] = frozenset()
) -> Iterator[t.Relation]:
    """The relations, in which ``e`` and ``i`` are constants if they have unknowns enough without them."""
    unknown = _unknown({name for relation in relations for name in t.names_in(relation)}, situation)
    if len((unknown | declared) - {"e", "i"}) < len(relations):
        declared |= unknown
    for relation in relations:
        node = settled(relation, situation, declared)
        if isinstance(node, t.Relation):
            yield node


def settled_captures(
    captures: Captures, situation: Situation, *, letters: bool, programmatic: bool
) -> Captures:
    """All that a question caught, with ``e`` and ``i`` told apart from variables.

    ``letters``: in a polynomial of ``e`` or ``i`` alone these are variables. ``programmatic``: the
    question writes mathematics as programs do, ``2*x**2``.
    """
    declared = set()
    for value in captures.values():
        if isinstance(value, str):
            declared.add(value)
        elif isinstance(value, tuple):
            declared |= {name for name in value if isinstance(name, str)}
    if letters and "form" in captures:  # "as v + u*i": its letters are letters
        declared |= set(t.names_in(captures["form"]))

    def settle(value: Any) -> Any:
        if isinstance(value, t.Relation):
            return next(settled_relations((value,), situation, frozenset(declared)))
        if isinstance(value, tuple):
            if value and all(isinstance(item, t.Relation) for item in value):
                return tuple(settled_relations(value, situation, frozenset(declared)))
            return tuple(map(settle, value))
        if not hasattr(value, "__dataclass_fields__"):
            return value
        own = _letters_of_program(value, situation) if programmatic else set()
        if letters:
            own |= _letters_of_polynomial(value, situation)
        return settled(value, situation, frozenset(declared | own))

    return {name: settle(value) for name, value in captures.items()}


def _letters_of_program(node: t.Node, situation: Situation) -> set[str]:
    """``i`` and ``e`` where they are variables: beside others in a program's notation, ``2*x**2*i``."""
    names = _unknown({part.name for part in t.walk(node) if isinstance(part, t.Name)}, situation)
    unnamed = any(isinstance(part, t.Formula) and t.ANY_VARIABLE in part.bound for part in t.walk(node))
    return names & {"e", "i"} if unnamed or t.calls_in(node) or names - {"e", "i"} else set()


def _letters_of_polynomial(node: t.Node, situation: Situation) -> set[str]:
    """``e`` or ``i`` if it is the only name, and stands where a variable stands: ``4*e**3 - e``."""
    names = _unknown(set(t.names_in(node)), situation)
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


def _unknown(names: set[str], situation: Situation) -> set[str]:
    return {name for name in names if not situation.knows(name)}
