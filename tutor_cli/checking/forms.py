"""Whether an answer has the form that was asked for: a fraction, factored, in scientific notation …

Form is looked for in the tree, which keeps what was written.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from tutor_cli.checking.evaluate import Unknown, evaluate
from tutor_cli.models.solver.reading import tree as t


def has_form(node: t.Node, form: str, expected: t.Node) -> bool:
    """Whether ``node`` is written as ``form`` says; ``expected`` is an answer that is. Unknown forms: yes."""
    node = _unsigned(node)
    if form == "fraction":
        whole = isinstance(node, t.Number) and node.is_whole
        return whole or _is_fraction(node)
    if form == "decimal":
        return isinstance(node, t.Number)
    if form == "mixed":
        return isinstance(node, t.Mixed) or (isinstance(node, t.Number) and node.is_whole)
    if form == "scientific":
        return _is_scientific(node)
    if form == "factored":
        return _is_factored(node, expected)
    if form == "expanded":
        return not any(isinstance(factor, t.Binary) and factor.op in "+-" for factor, _ in _products(node))
    if form == "completed_square":
        return _has_square(node)
    if form == "simplified":
        return size(node) <= size(expected) + 2 and not _has_decimal(node) and not _can_be_reduced(node)
    return True


def _unsigned(node: t.Node) -> t.Node:
    node = t.bare(node)
    while isinstance(node, t.Negative):
        node = t.bare(node.value)
    return node


def _is_fraction(node: t.Node) -> bool:
    if not (isinstance(node, t.Binary) and node.op == "/"):
        return False
    sides = _unsigned(node.left), _unsigned(node.right)
    return all(isinstance(side, t.Number) and side.is_whole for side in sides)


def _is_scientific(node: t.Node) -> bool:
    if isinstance(node, t.Number):
        mantissa, _, exponent = node.text.lower().partition("e")
        return bool(exponent) and 1 <= Fraction(mantissa) < 10
    if not (isinstance(node, t.Binary) and node.op == "*"):
        return False
    mantissa_node, power = _unsigned(node.left), t.bare(node.right)
    return (
        isinstance(mantissa_node, t.Number)
        and 1 <= mantissa_node.value < 10
        and isinstance(power, t.Binary)
        and power.op == "^"
        and t.bare(power.left) == t.Number("10")
    )


def _factors(node: t.Node) -> Iterator[tuple[t.Node, Fraction]]:
    """The factors of a product and how often each counts; of a quotient, the lower ones negatively."""
    node = t.bare(node)
    if isinstance(node, t.Negative):
        yield t.Number("1"), Fraction(1)
        yield from _factors(node.value)
    elif isinstance(node, t.Binary) and node.op == "*":
        yield from _factors(node.left)
        yield from _factors(node.right)
    elif isinstance(node, t.Binary) and node.op == "/":
        yield from _factors(node.left)
        yield from ((factor, -times) for factor, times in _factors(node.right))
    elif isinstance(node, t.Binary) and node.op == "^":
        try:
            times = evaluate(node.right)
        except Unknown:
            times = None
        if isinstance(times, Fraction):
            yield from ((factor, each * times) for factor, each in _factors(node.left))
        else:
            yield node, Fraction(1)
    else:
        yield node, Fraction(1)


def _is_factored(node: t.Node, expected: t.Node) -> bool:
    """Whether a product has as many factors with names as it should, and its whole numbers are prime."""
    wanted = sum(times for factor, times in _factors(expected) if t.names_in(factor))
    found = sum(times for factor, times in _factors(node) if t.names_in(factor))
    if t.names_in(expected):
        return found >= wanted
    wholes = [factor for factor, _ in _factors(node)]
    return all(
        isinstance(factor, t.Number) and factor.is_whole and _is_prime(int(factor.text)) for factor in wholes
    )


def _is_prime(value: int) -> bool:
    if value < 2 or value > 10**12:
        return False
    divisor = 2
    while divisor * divisor <= value:
        if value % divisor == 0:
            return False
        divisor += 1
    return True


def _products(node: t.Node) -> Iterator[tuple[t.Node, Fraction]]:
    """The factors of every product within a sum; a sum among them is not expanded."""
    node = t.bare(node)
    if isinstance(node, t.Binary) and node.op in "+-":
        yield from _products(node.left)
        yield from _products(node.right)
    elif isinstance(node, t.Negative):
        yield from _products(node.value)
    else:
        yield from _factors(node)


def _has_square(node: t.Node) -> bool:
    """Whether a square of a sum is written, and names are nowhere else."""
    squares = [
        part
        for part in t.walk(node)
        if isinstance(part, t.Binary)
        and part.op == "^"
        and t.bare(part.right) == t.Number("2")
        and isinstance(t.bare(part.left), t.Binary | t.Name)
    ]
    if not squares:
        return False
    inside = sum(len([n for n in t.walk(square) if isinstance(n, t.Name)]) for square in squares)
    return inside == len([n for n in t.walk(node) if isinstance(n, t.Name)])


def _has_decimal(node: t.Node) -> bool:
    return any(isinstance(part, t.Number) and not part.is_whole for part in t.walk(node))


def _can_be_reduced(node: t.Node) -> bool:
    """Whether a fraction of whole numbers is not in lowest terms, or a root holds a whole power."""
    for part in t.walk(node):
        if isinstance(part, t.Binary) and part.op == "/":
            sides = _unsigned(part.left), _unsigned(part.right)
            if all(isinstance(side, t.Number) and side.is_whole for side in sides) and evaluate(part) != 0:
                lower = evaluate(part).denominator
                if str(lower) != getattr(sides[1], "text", ""):
                    return True
        if isinstance(part, t.Function) and part.name in ("sqrt", "cbrt", "root"):
            inside = t.bare(part.args[0])
            degree = {"sqrt": 2, "cbrt": 3}.get(part.name, 0)
            if isinstance(inside, t.Number) and inside.is_whole and degree and len(inside.text) < 13:
                value = int(inside.text)
                if any(value % divisor**degree == 0 for divisor in range(2, min(10**4, value + 1))):
                    return True
    return False


def size(node: t.Node) -> int:
    """How many numbers, names, signs and functions are written; brackets and signs before do not count."""
    return sum(1 for part in t.walk(node) if not isinstance(part, t.Group | t.Negative))
