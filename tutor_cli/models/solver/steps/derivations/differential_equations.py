"""Differential equations: separating, an integrating factor, the characteristic equation; the constants."""

from collections.abc import Iterator
from typing import Any

from sympy import (
    Derivative,
    Eq,
    Integral,
    Poly,
    Symbol,
    checkodesol,
    classify_ode,
    exp,
    expand,
    factor,
    integrate,
    latex,
    roots,
    simplify,
    solve,
    sympify,
)


def ode_steps(
    equation: Any, y: Any, x: Any, start: dict[Any, Any], general: Any, answer: Any
) -> Iterator[tuple[Any, ...]]:
    """The steps to the general solution and, from values that were told, to the constants."""
    if not isinstance(general, Eq) or not checkodesol(equation, general)[0]:
        return
    gap = expand(equation.lhs - equation.rhs)
    slope = y.diff(x)
    letter = Symbol(y.func.__name__)
    kinds = classify_ode(equation, y)
    if gap.has(y.diff(x, 2)):
        steps = list(characteristic(gap, y, x, general))
    elif "separable" in kinds and gap.subs(slope, 0).has(y):
        steps = list(separated(gap, y, x, letter, slope, general))
    elif "1st_linear" in kinds:
        steps = list(linear(gap, y, x, letter, slope, general))
    else:
        steps = []
    yield from steps
    if not steps or not start or not isinstance(answer, Eq):
        return
    constants = sorted((each for each in general.free_symbols if each.name.startswith("C")), key=str)
    conditions = [
        Eq(general.rhs.subs(x, place), value) for (order, place), value in start.items() if order == 0
    ]
    conditions += [
        Eq(general.rhs.diff(x, order).subs(x, place), value)
        for (order, place), value in start.items()
        if order
    ]
    found = solve(conditions, constants, dict=True)
    if len(found) != 1 or simplify(general.rhs.subs(found[0]) - answer.rhs) != 0:
        return
    told = r",\; ".join(latex(condition) for condition in conditions)
    yield (
        "constants from the start",
        told,
        r",\; ".join(latex(Eq(each, found[0][each])) for each in constants),
    )
    yield "particular solution", letter, answer.rhs


def separated(gap: Any, y: Any, x: Any, letter: Any, slope: Any, general: Any) -> Iterator[tuple[Any, ...]]:
    """``dy/g(y) = f(x) dx``, and both sides integrated."""
    (rate,) = solve(gap, slope)
    rate = factor(rate.subs(y, letter))
    of_x, of_y = rate.as_independent(letter, as_Add=False)
    if of_y.has(x):
        return
    left, right = Integral(1 / of_y, letter), Integral(of_x, x)
    yield (
        "separate",
        Eq(Symbol(rf"\frac{{d{letter}}}{{d{x}}}"), rate),
        rf"{differential(1 / of_y, letter)} = {differential(of_x, x)}",
    )
    yield "integrate both sides", left, integrate(1 / of_y, letter), right, integrate(of_x, x)
    yield "solve for the function", letter, general.rhs


def linear(gap: Any, y: Any, x: Any, letter: Any, slope: Any, general: Any) -> Iterator[tuple[Any, ...]]:
    """``y' + P y = Q`` by the integrating factor; plain integration where ``P`` is 0."""
    lead = gap.coeff(slope)
    p, q = simplify(gap.coeff(y) / lead), simplify(-gap.subs(slope, 0).subs(y, 0) / lead)
    if p == 0:
        yield "integrate the slope", letter, Integral(q, x), general.rhs
        return
    factor_ = simplify(exp(integrate(p, x)))
    yield "standard form", p, q, letter
    yield "integrating factor", exp(Integral(p, x)), factor_
    yield (
        "left side is a derivative",
        Symbol(rf"\left({latex(factor_ * letter)}\right)'"),
        simplify(factor_ * q),
    )
    yield "integrate a product", factor_ * letter, Symbol("C_1") + integrate(simplify(factor_ * q), x)
    yield "solve for the function", letter, general.rhs


def characteristic(gap: Any, y: Any, x: Any, general: Any) -> Iterator[tuple[Any, ...]]:
    """Constant coefficients: the roots of a polynomial, and one solution where it is not homogeneous."""
    r, letter = Symbol("r"), Symbol(y.func.__name__)
    orders = {each.derivative_count for each in gap.atoms(Derivative)} | {0}
    coefficients = {n: gap.coeff(y.diff(x, n)) for n in orders if n}
    rest = gap.subs({y.diff(x, n): 0 for n in sorted(coefficients, reverse=True)}).doit()
    coefficients[0] = expand(rest).coeff(y)
    source = -(rest - coefficients[0] * y)
    if any(each.free_symbols for each in coefficients.values()) or expand(source).has(y):
        return
    polynomial = sum(each * r**n for n, each in coefficients.items())
    found = roots(Poly(polynomial, r))
    yield (
        "characteristic equation",
        Eq(polynomial, 0),
        r",\; ".join(latex(Eq(r, each)) for each in found for _ in range(found[each])),
    )
    constants = [each for each in general.free_symbols if each.name.startswith("C")]
    particular = simplify(general.rhs.subs(dict.fromkeys(constants, 0)))
    homogeneous = expand(general.rhs - particular)
    yield "solutions from the roots", Symbol(f"{letter}_h"), homogeneous
    if simplify(source) != 0:
        yield "one solution of the whole", Symbol(f"{letter}_p"), particular
        yield "sum of the solutions", letter, homogeneous + particular


def differential(factor_: Any, letter: Any) -> str:
    return f"d{letter}" if factor_ == 1 else rf"{latex(factor_)}\,d{letter}"


def told_start(pairs: list[tuple[int, Any, Any]]) -> dict[Any, Any]:
    """Values that were told, by order of the derivative and place."""
    return {(order, sympify(place)): sympify(value) for order, place, value in pairs}
