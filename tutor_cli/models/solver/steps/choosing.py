"""Which derivation shows how a value is found: read from the tree of what is asked."""

from __future__ import annotations

import math
import re

from tutor_cli.models.solver.reading import tree as t
from tutor_cli.models.solver.reading.functions import FUNCTIONS
from tutor_cli.models.solver.situation import Situation
from tutor_cli.models.solver.steps.working import Working
from tutor_cli.models.solver.writing.latex import latex
from tutor_cli.models.solver.writing.program import Program
from tutor_cli.models.solver.writing.python import identifier, python

MAX_OPERATIONS = 60
MAX_POWER = 6
"""Higher powers of a sum are not multiplied out step by step."""
_DERIVATIVE = re.compile(r"diff\(\{0\}, \{1\}(?:, (\d+))?\)(\.subs\(\{1\}, \{2\}\))?")


def working(node: t.Node, s: Situation, program: Program, then: str, decimals: bool) -> Working | None:
    """How the steps to the value of ``node`` are derived, in a program that has calculated ``answer``."""
    asked = latex(node)
    node = t.bare(node)
    if isinstance(node, t.Formula) and node.bound:
        return _calculus(node, s, program, asked)
    divided = _divisors(node)
    if divided is not None:
        name, numbers = divided
        sources = ", ".join(program.source(number) for number in numbers)
        return Working("divisors", f"{name}_steps([{sources}])", asked)
    node = _with_values(node, s)
    names = t.names_in(node)
    if then == "factor" and len(names) == 1:
        x = program.symbol(names[0])
        return Working(
            "polynomials", f"factoring_steps({program.source(node)}, {x}, answer)", asked, "rewrite"
        )
    if names and (then == "expand" or (then == "simplify" and _is_sum_of_powers(node))):
        terms = _terms(node, 1)
        if terms is None:
            return None
        listed = ", ".join(f"[{', '.join(map(python, factors))}]" for factors in terms)
        return Working("polynomials", f"collecting_steps([{listed}], answer)", asked, "rewrite")
    tree = None if names else _arithmetic(node)
    if tree is None or sum(1 for _ in t.walk(node)) > MAX_OPERATIONS:
        return None
    return Working("arithmetic", f"arithmetic_steps({tree}, {decimals})", asked)


def _calculus(node: t.Formula, s: Situation, program: Program, asked: str) -> Working | None:
    """A derivative, or an integral with or without ends."""
    name = node.bound[0]
    x = identifier(name) + "_" if s.knows(name) else identifier(name)
    body = program.source(node.args[0], {name: x})
    found = _DERIVATIVE.fullmatch(node.python)
    if found:
        point = f", {program.source(node.args[2])}" if found[2] else ""
        return Working("derivatives", f"derivative_steps({body}, {x}, {found[1] or 1}, answer{point})", asked)
    if node.python == "integrate({0}, {1})":
        return Working("integrals", f"indefinite_steps({body}, {x}, answer)", asked)
    if node.python == "integrate({0}, ({1}, {2}, {3}))":
        low, high = map(program.source, node.args[2:])
        return Working("integrals", f"definite_steps({body}, {x}, {low}, {high}, answer)", asked)
    return None


def _divisors(node: t.Node) -> tuple[str, tuple[t.Node, ...]] | None:
    """``gcd`` or ``lcm``, and the numbers."""
    if isinstance(node, t.Function) and node.name in ("gcd", "lcm") and len(node.args) > 1:
        name, numbers = node.name, node.args
    elif isinstance(node, t.Formula) and re.match(r"(gcd|lcm)\(\[\{0\}, ", node.python):
        name, numbers = node.python[:3], node.args
    else:
        return None
    whole = all(isinstance(t.bare(number), t.Number) and t.bare(number).is_whole for number in numbers)  # type: ignore[union-attr]
    return (name, numbers) if whole else None


def _with_values(node: t.Node, s: Situation, depth: int = 0) -> t.Node:
    """The tree with values and functions that were told put in their places."""
    if depth > 6:
        return node
    if isinstance(node, t.Name):
        value = s.value(node.name)
        return node if value is None else _with_values(_grouped(value), s, depth + 1)
    if isinstance(node, t.Call) and not node.primes:
        known = s.function(node.name)
        if known is not None and len(known.parameters) == len(node.args):
            args = {name: _grouped(arg) for name, arg in zip(known.parameters, node.args, strict=True)}
            return _with_values(_grouped(t.substitute(known.body, args)), s, depth + 1)
    return t.rebuild(
        node, lambda child: _with_values(child, s, depth + 1 if isinstance(node, t.Call) else depth)
    )


def _grouped(node: t.Node) -> t.Node:
    return t.Group(node) if isinstance(node, t.Binary | t.Negative) else node


def _terms(node: t.Node, sign: int) -> list[list[t.Node]] | None:
    """The products that are added up, each as its factors; ``None`` if it is no such sum."""
    match t.bare(node):
        case t.Binary("+" | "-" as op, left, right):
            first, second = _terms(left, sign), _terms(right, sign if op == "+" else -sign)
            return None if first is None or second is None else first + second
        case t.Negative(value):
            return _terms(value, -sign)
        case other:
            factors = _factors(other)
            if factors is None:
                return None
            return [[t.Negative(t.Number("1")), *factors] if sign < 0 else factors]


def _factors(node: t.Node) -> list[t.Node] | None:
    match t.bare(node):
        case t.Binary("*", left, right):
            first, second = _factors(left), _factors(right)
            return None if first is None or second is None else first + second
        case t.Binary("/", top, bottom) if not t.names_in(bottom):
            first = _factors(top)
            return None if first is None else [*first, t.Binary("/", t.Number("1"), bottom)]
        case t.Binary("^", base, exponent) if isinstance(t.bare(base), t.Binary):
            power = t.bare(exponent)
            if not (isinstance(power, t.Number) and power.is_whole and 1 <= int(power.text) <= MAX_POWER):
                return None
            return [t.bare(base)] * int(power.text)
        case t.Formula() | t.Call() | t.Sequence() | t.Relation():
            return None
        case other:
            return [other]


def _is_sum_of_powers(node: t.Node) -> bool:
    """Whether it is made of numbers and names by sums, products and powers alone."""
    kinds = t.Number | t.Name | t.Group | t.Negative
    return all(
        isinstance(part, kinds) or (isinstance(part, t.Binary) and part.op in "+-*^") for part in t.walk(node)
    )


def _arithmetic(node: t.Node) -> str | None:
    """The tree as nested tuples, in Python; ``None`` if there is more to it than arithmetic."""
    match node:
        case t.Number(text):
            return (text.lstrip("0") or "0") if node.is_whole else f'Rational("{text}")'
        case t.Mixed(whole, top, bottom):
            return f"Rational({whole * bottom + top}, {bottom})"
        case t.Constant("pi" | "E" as name):
            return name
        case t.Group(value):
            inside = _arithmetic(value)
            return f'("()", {inside})' if inside and inside.startswith("(") else inside
        case t.Negative(value):
            inside = _arithmetic(value)
            if inside is None or inside.startswith("("):
                return inside and f'("neg", {inside})'
            return f"-{inside}"
        case t.Binary("/", t.Number(top), t.Number(bottom)) if _is_fraction(top, bottom):
            return f"Rational({int(top)}, {int(bottom)})"
        case t.Binary("+" | "-" | "*" | "/" | "^" as op, left, right):
            return _call(op, (left, right))
        case t.Postfix("°", value):
            return _call("rad", (value,))
        case t.Postfix(op, value):
            return _call(op, (value,))
        case t.Function("log", (value,)):
            return _call("log", (value, t.Number("10")))
        case t.Function(name, args) if name not in ("gcd", "lcm"):
            return _call("Abs" if name == "abs" else FUNCTIONS[name].python, args)
    return None


def _call(name: str, args: tuple[t.Node, ...]) -> str | None:
    parts = [_arithmetic(arg) for arg in args]
    return None if None in parts else f'("{name}", {", ".join(map(str, parts))})'


def _is_fraction(top: str, bottom: str) -> bool:
    """Whether ``top/bottom`` is a fraction in its lowest terms: a number, and nothing to calculate."""
    if not (top.isdigit() and bottom.isdigit()) or int(bottom) < 2:
        return False
    return math.gcd(int(top), int(bottom)) == 1
