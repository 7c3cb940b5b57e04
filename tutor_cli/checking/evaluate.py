"""What a tree is worth: exactly where it is rational, to 50 digits where it is not.

Answers are untrusted, so nothing here is Python's ``eval`` nor SymPy's ``sympify``: a tree
of :mod:`tutor_cli.models.solver.reading.tree` is walked, and whatever could take long
(towers of powers, factorials of huge numbers) is refused before it is begun.
"""

from __future__ import annotations

import math
import threading
from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import lru_cache
from typing import Any, TypeAlias

from tutor_cli.models.solver.reading.tree import (
    Binary,
    Call,
    Constant,
    Function,
    Group,
    Mixed,
    Name,
    Negative,
    Node,
    Number,
    Postfix,
)

Value: TypeAlias = Any
"""A ``Fraction``, or an ``mpf`` or ``mpc`` of mpmath (real or complex, perhaps infinite)."""

MAX_BITS = 40_000
"""Exact numbers stay below this many bits: 12,000 digits."""
MAX_MAGNITUDE = 100_000
"""An approximate number's exponent of two stays within ±this."""
MAX_DEPTH = 200
DIGITS = 50

_local = threading.local()


class Unknown(ValueError):
    """The tree has no value that can be found safely: a free name, too large a power, …"""


def context() -> Any:
    """mpmath's arithmetic at 50 digits; one for each thread, for it is not thread-safe."""
    found = getattr(_local, "context", None)
    if found is None:
        from mpmath.ctx_mp import MPContext  # type: ignore[import-untyped]

        found = _local.context = MPContext()
        found.dps = DIGITS
    return found


def evaluate(node: Node, names: Mapping[str, Value] | None = None) -> Value:
    """The value of ``node`` where the free names have the values ``names``.

    Raises Unknown: a name without a value, an operation without a result, or a number too large.
    """
    try:
        return _checked(_evaluate(node, names or {}, 0))
    except (ArithmeticError, ValueError, TypeError, RecursionError, NotImplementedError) as error:
        raise Unknown(str(error)) from error


def as_mp(value: Value) -> Any:
    """The value as a number of mpmath."""
    mp = context()
    return mp.mpf(value.numerator) / value.denominator if isinstance(value, Fraction) else value


def real(node: Node) -> Any:
    """The value of ``node`` as a real number of mpmath, perhaps infinite. Raises Unknown."""
    mp = context()
    value = as_mp(evaluate(node))
    if abs(mp.im(value)) > mp.mpf(10) ** -40:
        raise Unknown("not a real number")
    return mp.re(value)


def _evaluate(node: Node, names: Mapping[str, Value], depth: int) -> Value:
    if depth > MAX_DEPTH:
        raise Unknown("nested too deeply")

    def value(part: Node) -> Value:
        return _checked(_evaluate(part, names, depth + 1))

    match node:
        case Number(text):
            return number(text)
        case Mixed(whole, numerator, denominator):
            return whole + Fraction(numerator, denominator)
        case Constant(name):
            return _constant(name)
        case Name(name):
            if name not in names:
                raise Unknown(f"{name} has no value")
            return names[name]
        case Negative(inner):
            return -value(inner)
        case Group(inner):
            return value(inner)
        case Binary("^", left, right):
            return power(value(left), value(right))
        case Binary(op, left, right):
            return _arithmetic(op, value(left), value(right))
        case Postfix("!", inner):
            return _factorial(value(inner))
        case Postfix("%", inner):
            return value(inner) * Fraction(1, 100)
        case Postfix("°", inner):
            return as_mp(value(inner)) * context().pi / 180
        case Function(name, args):
            return _function(name, [value(arg) for arg in args])
        case Call(name, (arg,), 0) if name in names and callable(names[name]):
            return names[name](value(arg))
        case _:
            raise Unknown(f"{type(node).__name__} has no number")


def number(text: str) -> Fraction:
    """The value of digits, perhaps with a point and an exponent. Raises Unknown when too long."""
    mantissa, _, exponent = text.lower().partition("e")
    if len(mantissa) > MAX_BITS // 4 or (exponent and abs(int(exponent)) > MAX_BITS // 4):
        raise Unknown("the number is too long")
    return Fraction(text)


def _constant(name: str) -> Value:
    mp = context()
    known = {"pi": mp.pi, "E": mp.e, "I": mp.mpc(0, 1), "oo": mp.inf, "GoldenRatio": mp.phi}
    if name not in known:
        raise Unknown(f"{name} has no value")
    return +known[name]


def _checked(value: Value) -> Value:
    """``value``, unless it is not a number or too large to go on with."""
    if isinstance(value, int):
        value = Fraction(value)
    if isinstance(value, Fraction):
        if value.numerator.bit_length() > MAX_BITS or value.denominator.bit_length() > MAX_BITS:
            raise Unknown("the number is too large")
        return value
    mp = context()
    if mp.isnan(value):
        raise Unknown("not a number")
    for part in (mp.re(value), mp.im(value)):
        if part and mp.isfinite(part) and abs(mp.mag(part)) > MAX_MAGNITUDE:
            raise Unknown("the number is too large or too small")
    return value


def _arithmetic(op: str, left: Value, right: Value) -> Value:
    if not (isinstance(left, Fraction) and isinstance(right, Fraction)):
        left, right = as_mp(left), as_mp(right)
    if op == "+":
        return left + right
    if op == "-":
        return left - right
    if op == "*":
        return left * right
    if op == "/":
        if right == 0:
            raise Unknown("division by zero")
        return left / right
    if op == "mod":
        if right == 0:
            raise Unknown("division by zero")
        return left % right
    raise Unknown(f"unknown sign {op}")


def power(base: Value, exponent: Value) -> Value:
    """``base ** exponent``: exact where it is rational, the principal value otherwise."""
    if isinstance(base, Fraction) and isinstance(exponent, Fraction):
        if exponent.denominator == 1:
            size = max(base.numerator.bit_length(), base.denominator.bit_length())
            if (size - (abs(base) == 1)) * abs(exponent.numerator) > MAX_BITS and abs(base) != 1:
                raise Unknown("the power is too large")
            return base ** int(exponent)
        root = _exact_root(base, exponent.denominator)
        if root is not None:
            return power(root, Fraction(exponent.numerator))
    mp = context()
    base, exponent = as_mp(base), as_mp(exponent)
    if base == 0:
        if mp.re(exponent) > 0:
            return Fraction(0)
        raise Unknown("a power of zero")
    if mp.isfinite(base) and mp.isfinite(exponent):
        growth = abs(exponent) * (abs(mp.log(base)) + 1)
        if growth > MAX_MAGNITUDE:
            raise Unknown("the power is too large")
    return base**exponent


def _exact_root(base: Fraction, degree: int) -> Fraction | None:
    """The rational root of a rational number that is not negative, if it has one."""
    if base < 0 or degree > 1000:
        return None
    parts = []
    for part in (base.numerator, base.denominator):
        root = integer_root(part, degree)
        if root**degree != part:
            return None
        parts.append(root)
    return Fraction(parts[0], parts[1])


def integer_root(value: int, degree: int) -> int:
    """The largest integer whose ``degree``-th power is at most ``value`` (not negative)."""
    if value < 2 or degree == 1:
        return value
    if degree == 2:
        return math.isqrt(value)
    guess = 1 << -(-value.bit_length() // degree)
    while True:  # Newton's method, from above
        better = ((degree - 1) * guess + value // guess ** (degree - 1)) // degree
        if better >= guess:
            return guess
        guess = better


def _factorial(value: Value) -> Value:
    if isinstance(value, Fraction) and value.denominator == 1 and 0 <= value <= 2000:
        return Fraction(math.factorial(int(value)))
    raise Unknown("a factorial out of range")


def _function(name: str, args: list[Value]) -> Value:
    mp = context()
    if name in ("gcd", "lcm"):
        if not all(isinstance(arg, Fraction) and arg.denominator == 1 for arg in args):
            raise Unknown(f"{name} of numbers that are not whole")
        whole = [int(arg) for arg in args]
        return Fraction(math.gcd(*whole) if name == "gcd" else math.lcm(*whole))
    if name in ("max", "min"):
        return (max if name == "max" else min)(args, key=lambda arg: mp.re(as_mp(arg)))
    if name == "factorial" and len(args) == 1:
        return _factorial(args[0])
    if name == "sqrt" and len(args) == 1:
        return power(args[0], Fraction(1, 2))
    if name == "cbrt" and len(args) == 1:
        return _real_root(args[0], 3)
    if name == "root" and len(args) == 2:
        if isinstance(args[1], Fraction) and args[1].denominator == 1 and args[1] > 0:
            return _real_root(args[0], int(args[1]))
        return power(args[0], 1 / as_mp(args[1]))
    if name == "exp" and len(args) == 1:
        return power(mp.e, args[0]) if args[0] != 0 else Fraction(1)
    if name in ("abs", "floor", "ceil", "sign") and len(args) == 1 and isinstance(args[0], Fraction):
        exact: dict[str, Callable[[Fraction], Any]] = {
            "abs": abs,
            "floor": math.floor,
            "ceil": math.ceil,
            "sign": lambda x: (x > 0) - (x < 0),
        }
        return Fraction(exact[name](args[0]))
    if name in ("log", "ln") and len(args) == 2:
        return mp.log(as_mp(args[0])) / mp.log(as_mp(args[1]))
    function = _one_argument().get(name)
    if function is None or len(args) != 1:
        raise Unknown(f"the function {name} is not known")
    argument = as_mp(args[0])
    if mp.isfinite(argument) and argument and mp.mag(argument) > 4096:
        raise Unknown("the argument is too large")
    if name in ("gamma", "erf", "sinh", "cosh") and mp.isfinite(argument) and abs(argument) > 10_000:
        raise Unknown("the argument is too large")
    result = getattr(mp, function)(argument)
    if not mp.isfinite(result):
        raise Unknown("no finite value")
    return result


@lru_cache(maxsize=1)
def _one_argument() -> dict[str, str]:
    """Our names of the functions of one argument, and mpmath's."""
    trigonometric = ["sin", "cos", "tan", "sec", "csc", "cot"]
    trigonometric += [name + "h" for name in trigonometric]
    return {
        **{name: name for name in trigonometric},
        **{"a" + name: "a" + name for name in trigonometric},
        **{name: name for name in ("gamma", "erf", "sign", "floor", "ceil", "re", "im", "erfc")},
        "abs": "fabs", "ln": "log", "log": "log", "conjugate": "conj",
        "Si": "si", "Ci": "ci", "Ei": "ei", "li": "li", "LambertW": "lambertw",
    }  # fmt: skip


def _real_root(value: Value, degree: int) -> Value:
    """The real root of a real number, where it has one: the cube root of -8 is -2."""
    mp = context()
    if degree % 2 and mp.im(as_mp(value)) == 0 and as_mp(value) < 0:
        return -power(-value, Fraction(1, degree))
    return power(value, Fraction(1, degree))
