"""Limits: by putting in, cancelling, the highest power, L'Hôpital's rule, or both sides apart."""

from collections.abc import Iterator
from typing import Any

from sympy import (
    AccumBounds,
    Limit,
    Mul,
    Pow,
    cancel,
    degree,
    expand,
    fraction,
    limit,
    nan,
    oo,
    simplify,
    together,
    zoo,
)

MAX_DIFFERENTIATIONS = 4


def limit_steps(f: Any, x: Any, place: Any, sides: list[str], values: list[Any]) -> Iterator[tuple[Any, ...]]:
    """The steps to a limit, or to its two different sides; none where no rule leads to it."""
    if len(values) == 2 and values[0] != values[1] and simplify(values[0] - values[1]) != 0:
        if all(value.is_extended_real and not value.has(nan) for value in values):
            yield "from the left", Limit(f, x, place, "-"), values[1]
            yield "from the right", Limit(f, x, place, "+"), values[0]
            yield "sides differ", Limit(f, x, place, "+-"), values[1], values[0]
        return
    if isinstance(values[0], AccumBounds) or not values[0].is_extended_real:
        return  # it moves between bounds
    side = "-" if place == oo else "+" if place == -oo else "+-" if len(sides) == 2 else sides[0]
    steps = list(by_rule(f, x, place, side, values[0], MAX_DIFFERENTIATIONS))
    if steps and steps[-1][0] in (
        "put into a limit",
        "highest power vanishes",
        "grows without bound",
        "known limit",
    ):
        yield from steps


def by_rule(f: Any, x: Any, place: Any, side: str, answer: Any, left: int) -> Iterator[tuple[Any, ...]]:
    whole = Limit(f, x, place, side)
    if not f.has(x):
        yield "put into a limit", whole, f, x, place
        return
    top, bottom = fraction(together(f))
    above, below = (at(part, x, place, side) for part in (top, bottom))
    if place.is_finite:
        value = f.subs(x, place)
        if value.is_finite and not value.has(nan, zoo) and simplify(value - answer) == 0:
            yield "put into a limit", whole, value, x, place
            return
        if below == 0 and above not in (0, None) and answer.is_infinite:
            yield "grows without bound", whole, answer, above
            return
    elif f.is_rational_function(x) and bottom.has(x):
        power = degree(bottom, x)
        parts = [expand(part / x**power) for part in (top, bottom)]
        divided = Mul(parts[0], Pow(parts[1], -1, evaluate=False), evaluate=False)
        yield "highest power", whole, Limit(divided, x, place, side), x**power
        yield "highest power vanishes", Limit(divided, x, place, side), answer, x
        return
    form = (
        r"\frac{0}{0}" if above == below == 0 else r"\frac{\infty}{\infty}" if infinite(above, below) else ""
    )
    if not form or left == 0:
        yield "known limit", whole, answer
        return
    yield "indeterminate", whole, form
    shorter = cancel(f) if f.is_rational_function(x) else f
    if shorter != f and fraction(shorter)[1] != bottom:
        yield "cancel in a limit", whole, Limit(shorter, x, place, side)
        yield from by_rule(shorter, x, place, side, answer, left)
        return
    further = simplify(top.diff(x) / bottom.diff(x))
    if limit(further, x, place, side if place.is_finite else "-") != answer:
        return
    yield "l'hopital", whole, Limit(further, x, place, side)
    yield from by_rule(further, x, place, side, answer, left - 1)


def at(f: Any, x: Any, place: Any, side: str) -> Any:
    """The limit of a part; ``None`` where there is none."""
    try:
        return limit(f, x, place, side)
    except (ValueError, NotImplementedError):
        return None


def infinite(*parts: Any) -> bool:
    return all(part is not None and part.is_infinite for part in parts)
