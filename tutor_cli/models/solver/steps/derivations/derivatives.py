"""Derivatives, by the rules that are taught."""

from collections.abc import Iterator
from typing import Any

from sympy import Derivative, E, Function, Mul, fraction, log, sympify


def derivative_steps(f: Any, x: Any, order: int, answer: Any, point: Any = None) -> Iterator[tuple[Any, ...]]:
    """The steps to the derivative of that order, and to its value at a point if one is given."""
    value = f = sympify(f)
    for nth in range(1, order + 1):
        if order > 1:
            yield "derivative number", str(nth), value
        for step in one_derivative(value, x):
            yield step
        value = sympify(step[2])
    if point is not None:
        yield "at a point", value, value.subs(x, point), x, point
        value = value.subs(x, point)
    if value != answer:
        yield "simplify", value, answer


class Primed(Derivative):  # type: ignore[misc]
    """A derivative that is shown as (…)′, or as d/dx (…) where there are other letters."""

    def _latex(self, printer: Any) -> str:
        inside, x = printer.doprint(self.expr), self.variables[0]
        if self.expr.free_symbols - {x}:
            return rf"\frac{{d}}{{d{printer.doprint(x)}}}\left({inside}\right)"
        return f"{inside}'" if self.expr == x else rf"\left({inside}\right)'"


def one_derivative(f: Any, x: Any) -> Iterator[tuple[Any, ...]]:
    """Each step: the rule, d/dx of a part, what that equals, and what the rule is told with."""

    def d(part: Any) -> Any:
        return Primed(part, x)

    step: tuple[Any, ...]
    constant, rest = f.as_independent(x, as_Add=False)
    base, exponent = f.as_base_exp()
    if isinstance(f, Function) and f.func.__name__ == "exp":
        base, exponent = E, f.args[0]
    top, bottom = fraction(f, exact=True)
    if not f.has(x):
        yield "constant", d(f), 0
        return
    if rest == x:
        yield "linear", d(f), constant
        return
    if rest.is_Pow and rest.base == x and not rest.exp.has(x):
        yield "power", d(f), f.diff(x), rest.exp
        return
    if f.is_Add:
        parts = f.as_ordered_terms()
        step = "sum", d(f), sum((d(part) for part in parts[1:]), d(parts[0]))
    elif constant != 1:
        parts = [rest]
        step = "constant factor", d(f), constant * d(rest)
    elif bottom.has(x) and top.has(x):
        parts = [top, bottom]
        step = "quotient", d(f), (bottom * d(top) - top * d(bottom)) / bottom**2, top, bottom
    elif f.is_Mul:
        u, *others = f.as_ordered_factors()
        parts = [u, Mul(*others)]
        step = "product", d(f), parts[1] * d(u) + u * d(parts[1]), u, parts[1]
    elif not exponent.has(x) and base != f:
        parts = [base]
        step = "chain of a power", d(f), exponent * base ** (exponent - 1) * d(base), base, exponent
    elif not base.has(x) and exponent == x:
        parts = []
        step = "exponential", d(f), f * log(base)
    elif not base.has(x):
        parts = [exponent]
        step = "chain of an exponential", d(f), f * log(base) * d(exponent), exponent
    elif base != f:
        parts = [exponent * log(base)]
        step = "logarithmic", d(f), f * d(parts[0]), base, exponent
    elif len(f.args) == 1 and f.args[0] != x:
        parts = [f.args[0]]
        step = "chain", d(f), f.fdiff(1) * d(parts[0]), parts[0]
    else:
        parts = []
        step = "table", d(f), f.diff(x)
    yield step
    for part in dict.fromkeys(parts):
        if part != x:
            yield from one_derivative(part, x)
    if parts:
        yield "together", d(f), step[2].doit()
