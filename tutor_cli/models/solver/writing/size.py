"""How large a number would be, before anybody calculates it."""

from __future__ import annotations

import math

from tutor_cli.models.solver.reading import tree as t

MAX_DIGITS = 4000
"""Larger numbers are neither calculated nor shown."""


def digits(node: t.Node) -> float:
    """Roughly log10 of the largest number that calculating ``node`` meets, 0 for what has no size.

    Never raises; what is beyond measure is infinite.
    """
    try:
        return _digits(node)[1]
    except OverflowError:
        return math.inf


def _digits(node: t.Node) -> tuple[float, float]:
    """log10 of the value (at least 0), and of the largest number on the way to it."""
    match node:
        case t.Number(text):
            mantissa, _, exponent = text.lower().partition("e")
            whole = mantissa.partition(".")[0]
            size = math.log10(max(int(whole), 1)) + 0.001 if len(whole) < 300 else float(len(whole))
            size += abs(int(exponent or 0))
            return size, size
        case t.Binary("^", base, exponent):
            (low, seen), (high, also) = _digits(base), _digits(exponent)
            times = 10**high if high < 300 else math.inf
            value = t.bare(exponent)
            if isinstance(value, t.Number):
                times = float(value.value)
            is_symbol = isinstance(t.bare(base), t.Name | t.Constant)
            least = 0.0 if any(isinstance(part, t.Name) for part in t.walk(base)) else 0.3
            size = 0.0 if is_symbol else max(low, least) * times
            if isinstance(t.bare(base), t.Number) and t.bare(base).text in ("0", "1"):  # type: ignore[union-attr]
                size = 0.0
            return size, max(size, seen, also)
        case t.Postfix("!", value):
            size, seen = _digits(value)
            n = 10**size if size < 300 else math.inf
            inside = t.bare(value)
            if isinstance(inside, t.Number):
                n = float(inside.value)
            size = 0.0 if n < 2 else n * math.log10(max(n / math.e, 1.01))
            return size, max(size, seen)
        case t.Binary("*", left, right):
            (a, seen), (b, also) = _digits(left), _digits(right)
            return a + b, max(a + b, seen, also)
        case t.Formula(python, _, args) if python.startswith(("binomial", "ff(")):
            parts = [_digits(arg) for arg in args]
            size = parts[0][0] * (10 ** parts[1][0] if parts[1][0] < 300 else math.inf)
            return size, max(size, *(seen for _, seen in parts))
    parts = [_digits(child) for child in t.children(node)]
    return max((size for size, _ in parts), default=0.0), max((seen for _, seen in parts), default=0.0)
