"""Numbers written in decimals: how many digits they show, and which values have no others."""

from __future__ import annotations

from fractions import Fraction

from tutor_cli.checking.evaluate import Unknown, evaluate
from tutor_cli.models.solver.reading import tree as t


def terminates(value: Fraction) -> bool:
    """Whether the decimals end, and soon enough to be written."""
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return rest == 1


def decimal_places(node: t.Node) -> tuple[int, int] | None:
    """Of a number written in decimals: its significant digits, and its places after the point."""
    node = t.bare(node)
    if isinstance(node, t.Negative):
        return decimal_places(node.value)
    if isinstance(node, t.Postfix) and node.op == "%":
        inner = decimal_places(node.value)
        return inner and (inner[0], inner[1] + 2)
    exponent = 0
    if isinstance(node, t.Binary) and node.op == "*":
        try:
            power = evaluate(node.right)
        except Unknown:
            return None
        written = t.bare(node.right)
        if not (
            isinstance(written, t.Binary) and written.op == "^" and isinstance(power, Fraction) and power
        ):
            return None
        exponent = len(str(power.numerator)) - 1 if power >= 1 else 1 - len(str(power.denominator))
        node = t.bare(node.left)
    if not isinstance(node, t.Number):
        return None
    mantissa, _, written_exponent = node.text.lower().partition("e")
    whole, dot, after = mantissa.partition(".")
    if not dot and not exponent and not written_exponent:
        return None
    places = len(after) - exponent - (int(written_exponent) if written_exponent else 0)
    return len((whole + after).lstrip("0")), places
