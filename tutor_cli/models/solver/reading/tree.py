"""What was read, as a tree of small frozen pieces.

A tree keeps the person's own form (their parentheses, their ``×`` left out), so that
it can be shown back as it was typed. Nothing is calculated here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from fractions import Fraction
from typing import Any, TypeAlias


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it was written: ``text`` is digits, perhaps a point and an exponent."""

    text: str

    @property
    def value(self) -> Fraction:
        return Fraction(self.text)

    @property
    def is_whole(self) -> bool:
        return self.text.isdigit()


@dataclass(frozen=True, slots=True)
class Mixed:
    """A mixed number: ``2 1/2``."""

    whole: int
    numerator: int
    denominator: int


@dataclass(frozen=True, slots=True)
class Name:
    """A variable or a value that was given a name."""

    name: str


@dataclass(frozen=True, slots=True)
class Constant:
    """``pi``, ``E``, ``I`` or ``oo``, by SymPy's name."""

    name: str


@dataclass(frozen=True, slots=True)
class Negative:
    value: Node


@dataclass(frozen=True, slots=True)
class Binary:
    """``op`` is ``+ - * / ^`` or ``mod``; ``implied``: written with no sign between (``2x``)."""

    op: str
    left: Node
    right: Node
    implied: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Parentheses the person typed."""

    value: Node


@dataclass(frozen=True, slots=True)
class Postfix:
    """``!``, ``%`` or ``°`` after a value."""

    op: str
    value: Node


@dataclass(frozen=True, slots=True)
class Function:
    """A function of the catalogue (:mod:`.functions`): ``sin``, ``sqrt``, ``log`` …"""

    name: str
    args: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Call:
    """A function of the person's own: ``f(3)``; ``primes`` derivatives of it: ``f''(3)``."""

    name: str
    args: tuple[Node, ...]
    primes: int = 0


@dataclass(frozen=True, slots=True)
class Relation:
    """``op`` is ``= < <= > >=`` or ``!=``."""

    op: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Sequence:
    """Values in brackets: a point ``(1, 2)``, a list or a matrix row ``[1, 2]``, a set ``{1, 2}``."""

    bracket: str
    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Formula:
    """Something a topic knows how to write: ``{0}``, ``{1}`` … stand for the arguments.

    ``python`` must be a call or be in parentheses. ``latex`` is how it is shown.
    ``method`` names what is done, in a few words ("Euclid's algorithm"); ``bound`` are
    the names that have no meaning outside (the ``x`` of ``∫ … dx``).
    ``then`` is what is done to the result before it is shown: ``simplify``, ``expand`` or nothing.
    """

    python: str
    latex: str
    args: tuple[Node, ...]
    method: str = ""
    bound: tuple[str, ...] = ()
    then: str = ""


Node: TypeAlias = (
    Number
    | Mixed
    | Name
    | Constant
    | Negative
    | Binary
    | Group
    | Postfix
    | Function
    | Call
    | Relation
    | Sequence
    | Formula
)


ANY_VARIABLE = "?"
"""A variable that was not named ("the derivative of x^2"); settled when all that is told is known."""


def number(value: int) -> Number:
    """A whole number that is not negative."""
    return Number(str(value))


def children(node: Node) -> Iterator[Node]:
    """The nodes directly under ``node``."""
    for field in fields(node):
        value = getattr(node, field.name)
        for child in value if isinstance(value, tuple) else (value,):
            if hasattr(child, "__dataclass_fields__"):
                yield child


def walk(node: Node) -> Iterator[Node]:
    """``node`` and everything under it."""
    yield node
    for child in children(node):
        yield from walk(child)


def names_in(node: Node) -> list[str]:
    """The free names, in order of appearance; the names of called functions are not among them."""
    found: dict[str, None] = {}

    def visit(part: Node, bound: frozenset[str]) -> None:
        if isinstance(part, Name):
            if part.name not in bound:
                found.setdefault(part.name)
            return
        if isinstance(part, Formula):
            bound = bound | set(part.bound)
        for child in children(part):
            visit(child, bound)

    visit(node, frozenset())
    return list(found)


def calls_in(node: Node) -> list[str]:
    """The names of the person's own functions that are called."""
    return list(dict.fromkeys(part.name for part in walk(node) if isinstance(part, Call)))


def substitute(node: Node, values: dict[str, Node]) -> Node:
    """The tree with every free name that ``values`` gives replaced."""
    if isinstance(node, Name):
        return values.get(node.name, node)
    if isinstance(node, Formula) and node.bound:
        values = {name: value for name, value in values.items() if name not in node.bound}
    return rebuild(node, lambda child: substitute(child, values))


def rebuild(node: Node, change: Any) -> Node:
    """The node with ``change`` applied to each of its children."""
    changes: dict[str, Any] = {}
    for field in fields(node):
        value = getattr(node, field.name)
        if isinstance(value, tuple):
            new = tuple(change(item) if hasattr(item, "__dataclass_fields__") else item for item in value)
            if new != value:
                changes[field.name] = new
        elif hasattr(value, "__dataclass_fields__"):
            new = change(value)
            if new is not value:
                changes[field.name] = new
    return replace(node, **changes) if changes else node


def bare(node: Node) -> Node:
    """The node without the parentheses around it."""
    while isinstance(node, Group):
        node = node.value
    return node


def has_modulus(node: Node) -> bool:
    """Whether ``|…|`` stands in it."""
    return any(isinstance(part, Function) and part.name == "abs" for part in walk(node))
