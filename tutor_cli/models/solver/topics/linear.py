"""Expressions of vectors and matrices: A B^T - 2 C, 3u - v, u · v, |A|, with the sizes checked."""

# ruff: noqa: E501 — word lists and patterns stand on one line each

from __future__ import annotations

from typing import NamedTuple

from tutor_cli.models.solver.problem import Problem
from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.patterns import Captures
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.topics.matrices import matrix_problem, rows, vector
from tutor_cli.models.solver.topics.registry import Topic
from tutor_cli.models.solver.topics.values import value_problem

topic = Topic("linear")


class Sized(NamedTuple):
    """What an expression comes to: a matrix of so many rows and columns, a vector (``columns`` 0), a number (both 0)."""

    node: t.Node
    rows: int = 0
    columns: int = 0

    @property
    def is_number(self) -> bool:
        return not self.rows


def sized(node: t.Node) -> Sized | None:
    """The expression with each vector and matrix made one for SymPy, and its size; ``None`` if sizes do not fit."""
    node = t.bare(node)
    if (matrix := rows(node)) is not None:
        first = matrix.items[0]
        return Sized(matrix, len(matrix.items), len(first.items) if isinstance(first, t.Sequence) else 0)
    if (entries := vector(node)) is not None:
        return Sized(t.Formula("Matrix({0})", "{0}", (t.Sequence("[]", entries.items),)), len(entries.items))
    match node:
        case t.Negative(value):
            inner = sized(value)
            return inner and Sized(t.Negative(_wrapped(inner)), inner.rows, inner.columns)
        case t.Binary("^", base, power):
            return _power(base, t.bare(power))
        case t.Binary(op, left, right) if op in ("+", "-", "*", "/"):
            one, other = sized(left), sized(right)
            return one and other and _combined(op, one, other)
        case t.Function("abs", (inside,)):
            return _bars(inside)
    return (
        None
        if any(
            isinstance(part, t.Sequence)
            for part in t.walk(node)
            if part is not node and not isinstance(node, t.Formula)
        )
        else Sized(node)
    )


def _wrapped(part: Sized) -> t.Node:
    return t.Group(part.node) if isinstance(part.node, t.Binary | t.Negative) else part.node


def _power(base: t.Node, power: t.Node) -> Sized | None:
    inner = sized(base)
    if inner is None:
        return None
    if inner.is_number:
        return Sized(t.Binary("^", base, power))
    if not inner.columns:
        return None
    if isinstance(power, t.Name) and power.name in ("T", "t"):
        return Sized(t.Formula("{0}.T", r"{0}^{{\mathsf T}}", (_wrapped(inner),)), inner.columns, inner.rows)
    whole = power.value if isinstance(power, t.Negative) else power
    if (
        inner.rows != inner.columns
        or not isinstance(whole, t.Number)
        or not whole.is_whole
        or int(whole.text) > 100
    ):
        return None
    return Sized(t.Formula("{0}**({1})", "{0}^{{{1}}}", (_wrapped(inner), power)), inner.rows, inner.columns)


def _combined(op: str, one: Sized, other: Sized) -> Sized | None:
    node = t.Binary(op, _wrapped(one), _wrapped(other))
    if one.is_number and other.is_number:
        return Sized(node)
    if op in "+-":
        return Sized(node, one.rows, one.columns) if one[1:] == other[1:] else None
    if op == "/":
        return Sized(node, one.rows, one.columns) if other.is_number else None
    if one.is_number or other.is_number:
        kept = other if one.is_number else one
        return Sized(node, kept.rows, kept.columns)
    if not one.columns and not other.columns:
        if one.rows != other.rows:
            return None
        return Sized(
            t.Formula(
                "({0}).dot({1})",
                r"{0} \cdot {1}",
                (one.node, other.node),
                method="multiplying the entries in pairs and adding up",
            )
        )
    if one.columns != other.rows:
        return None
    return Sized(node, one.rows, other.columns)


def _bars(inside: t.Node) -> Sized | None:
    inner = sized(inside)
    if inner is None or inner.is_number:
        return inner and Sized(t.Function("abs", (inside,)))
    if not inner.columns:
        return Sized(
            t.Formula(
                "({0}).norm()", r"\left\|{0}\right\|", (inner.node,), method="the theorem of Pythagoras"
            )
        )
    if inner.rows != inner.columns:
        return None
    return Sized(t.Formula("({0}).det()", r"\det {0}", (inner.node,), then="simplify"))


@topic.question(
    "[<ask>] {a}",
    "(add|subtract|multiply|sum|product of|sum of) [the] [(matrices|vectors|matrix)] [':'] {a}",
    "(<find>|<ask>) [the] (product|sum|difference|result|matrix|vector|matrix product) [(of|matrix|vector)] [the] [(matrices|vectors)] {a}",
)
def expression(c: Captures, s: Situation) -> Problem | None:
    if not any(isinstance(part, t.Sequence) and part.bracket != "{}" for part in t.walk(c["a"])):
        return None
    if not isinstance(t.bare(c["a"]), t.Binary | t.Negative | t.Function):
        return None
    found = sized(c["a"])
    if found is None:
        return None
    if found.is_number:
        return value_problem(found.node, s)
    inverted = [
        part.args[0]
        for part in t.walk(found.node)
        if isinstance(part, t.Formula)
        and part.python == "{0}**({1})"
        and isinstance(part.args[1], t.Negative)
    ]
    if len(inverted) == 1 and found.columns:
        return matrix_problem(
            "{0}", "{0}", (found.node,), s, "{1}.det() != 0", "the determinant is 0", also=inverted
        )
    return None if inverted else matrix_problem("({0})", "{0}", (found.node,), s)


@topic.question(
    "multiply [the] [(matrix|vector|matrices|number|scalar)] {m} (by|and|with|times|to) [the] [(matrix|vector|number|scalar)] {n}",
    "[<find>] [the] product of [the] [(matrix|vector|matrices)] {m} (and|with|times|by) [the] [(matrix|vector)] {n}",
    "how (to|do (i|you|we)) multiply [the] [(matrix|matrices)] {m} (by|and|with|times) [the] [(matrix|vector)] {n}",
    "[<ask>] {m} (times|multiplied by) [the] [(matrix|vector)] {n}",
)
def product(c: Captures, s: Situation) -> Problem | None:
    one, other = sized(c["m"]), sized(c["n"])
    if one is None or other is None or (one.is_number and other.is_number):
        return None
    return expression({"a": t.Binary("*", c["m"], c["n"])}, s)


@topic.question(
    "(add|sum) [the] [(matrices|vectors)] {u} (and|to|with) {v}",
    "subtract [the] [(matrices|vectors|vector|matrix)] {v} from {u} {minus:yes}",
    "[<find>] [the] (sum|resultant) of [the] [(vectors|matrices)] {u} and {v}",
    "[<find>] [the] difference (of|between) [the] [(vectors|matrices)] {u} and {v} {minus:yes}",
)
def sum_of_two(c: Captures, s: Situation) -> Problem | None:
    return expression({"a": t.Binary("-" if "minus" in c else "+", c["u"], c["v"])}, s)


@topic.question(
    "(square {two:yes}|cube) [the] [matrix] {m}",
    "[<find>] [the] (square {two:yes}|cube) of [the] [matrix] {m}",
)
def power(c: Captures, s: Situation) -> Problem | None:
    return expression({"a": t.Binary("^", c["m"], t.Number("2" if "two" in c else "3"))}, s)


@topic.question("[<ask>] {k:number} {v}")
def multiple(c: Captures, s: Situation) -> Problem | None:
    """``3 (2, -1)``, with no sign."""
    return expression({"a": t.Binary("*", c["k"], c["v"])}, s) if isinstance(c["k"], t.Number) else None
