"""Equations in one unknown: linear, quadratic, and what factors into these."""

from collections.abc import Iterator
from typing import Any

from sympy import (
    Add,
    Eq,
    Poly,
    PolynomialError,
    cancel,
    denom,
    expand,
    factor_list,
    latex,
    lcm,
    solve,
    sqrt,
    sympify,
)


def equation_steps(left: Any, right: Any, x: Any, method: str = "") -> Iterator[tuple[Any, ...]]:
    """Each step: what was done, the equation it leads to, and what it was done with.

    ``method`` of a quadratic: ``formula`` or ``square`` (completing it), instead of factors.
    """
    given = [sympify(left), sympify(right)]
    denominators = [denom(term) for side in given for term in Add.make_args(side)]
    common = lcm([1, *denominators])
    cleared = given
    if common != 1:
        cleared = [Add(*(cancel(term * common) for term in Add.make_args(side))) for side in given]
    left, right = expanded = [expand(side) for side in cleared]
    try:
        polynomials = Poly(left, x), Poly(right, x)
    except PolynomialError:
        return  # before a step is told that would lead nowhere
    if common != 1:
        yield "multiply both sides", Eq(*cleared, evaluate=False), common
    if expanded != cleared:
        yield "expand both sides", Eq(left, right, evaluate=False)
    degree = max(Poly(left - right, x).degree(), 0)
    if degree < 2:
        yield from linear(*polynomials, x)
    else:
        if right != 0:
            negative = Poly(left - right, x).LC().could_extract_minus_sign()
            left = expand(right - left if negative else left - right)
            yield "all on one side", Eq(left, 0, evaluate=False)
        polynomial = Poly(left, x)
        if degree == 2 and method == "square":
            yield from by_completing(polynomial, x)
        elif degree == 2 and method == "formula":
            yield from by_formula(polynomial, x)
        else:
            yield from by_degree(polynomial, x)
    for found in solve(left - (right if degree < 2 else 0), x):
        if denom(found).has(x) or common.subs(x, found) == 0:
            yield "not in the domain", Eq(x, found, evaluate=False), common
        elif degree < 2:
            values = [side.subs(x, found) for side in given]
            if values[0].is_number and expand(values[0] - values[1]) == 0:
                yield "check of a solution", Eq(x, found, evaluate=False), *values


def linear(left: Any, right: Any, x: Any) -> Iterator[tuple[Any, ...]]:
    """Collect the unknown on the left, the rest on the right, and divide."""
    (a, b), (c, d) = ((side.coeff_monomial(x), side.coeff_monomial(1)) for side in (left, right))
    if a == 0 and c != 0:
        (a, b), (c, d) = (c, d), (a, b)
        yield "swap the sides", Eq(a * x + b, d, evaluate=False)
    if c != 0:
        a, moved = a - c, c * x
        yield *both_sides(moved), Eq(a * x + b, d, evaluate=False), abs_of(moved)
    if a == 0:
        yield ("always true" if b == d else "never true"), Eq(b, d, evaluate=False)
        return
    if b != 0:
        d = d - b
        yield *both_sides(b), Eq(a * x, d, evaluate=False), abs_of(b)
    if a != 1:
        yield "divide both sides", Eq(x, d / a, evaluate=False), a


def both_sides(moved: Any) -> tuple[str]:
    return ("add to both sides" if moved.could_extract_minus_sign() else "subtract from both sides",)


def abs_of(moved: Any) -> Any:
    return -moved if moved.could_extract_minus_sign() else moved


def by_degree(polynomial: Any, x: Any) -> Iterator[tuple[Any, ...]]:
    """``polynomial = 0``: factors first, the formula for what has none."""
    whole = polynomial.as_expr()
    constant, factors = factor_list(whole, x)
    if len(factors) > 1 or factors[0][1] > 1:
        product = constant
        for factor, times in factors:
            product = product * factor**times
        yield "factor", Eq(product, 0, evaluate=False), whole
        yield "zero product", r",\quad ".join(latex(Eq(factor, 0, evaluate=False)) for factor, _ in factors)
        for factor, _ in factors:
            part = Poly(factor, x)
            if part.degree() == 1:
                a, b = part.all_coeffs()
                yield "root of a factor", Eq(x, -b / a, evaluate=False), Eq(factor, 0, evaluate=False)
            else:
                yield from by_degree(part, x)
        return
    if polynomial.degree() == 1:
        yield from linear(polynomial, Poly(0, x), x)
        return
    if polynomial.degree() > 2:
        yield "no elementary way", Eq(whole, 0, evaluate=False)
        return
    a, b, c = polynomial.all_coeffs()
    if b == 0:
        square = -c / a
        yield "isolate the square", Eq(x**2, square, evaluate=False)
        if square.is_negative:
            yield "negative square", Eq(x**2, square, evaluate=False)
        yield "square roots", latex(x) + r" = \pm " + latex(sqrt(square)), x
        return
    yield from by_formula(polynomial, x)


def by_formula(polynomial: Any, x: Any) -> Iterator[tuple[Any, ...]]:
    """The quadratic formula, with its discriminant."""
    a, b, c = polynomial.all_coeffs()
    inside = b**2 - 4 * a * c
    a_, b_, c_ = (latex(n) if n.is_Integer and n >= 0 else rf"\left({latex(n)}\right)" for n in (a, b, c))
    written = rf"{b_}^2 - 4 \cdot {a_} \cdot {c_}"
    yield "discriminant", written, inside, a, b, c
    if inside.is_negative:
        yield "negative discriminant", inside
    top = rf"{latex(-b)} \pm \sqrt{{{latex(inside)}}}"
    yield "quadratic formula", rf"{latex(x)} = \frac{{{top}}}{{{latex(2 * a)}}}"
    for sign in (-1, 1) if inside != 0 else (1,):
        yield "solution", Eq(x, expand((-b + sign * sqrt(inside)) / (2 * a)), evaluate=False)


def by_completing(polynomial: Any, x: Any) -> Iterator[tuple[Any, ...]]:
    """The square completed: ``(x + p/2)^2 = …``, and its roots taken."""
    a, b, c = polynomial.all_coeffs()
    half, right = b / (2 * a), -c / a
    if a != 1:
        yield "divide both sides", Eq(x**2 + b / a * x + c / a, 0, evaluate=False), a
    if c != 0:
        yield *both_sides(c / a), Eq(x**2 + b / a * x, right, evaluate=False), abs_of(c / a)
    if half != 0:
        left = Add(x**2, b / a * x, half**2, evaluate=False)
        yield "complete to a square", Eq(left, right + half**2, evaluate=False), half**2, b / a
        yield "as a square", Eq((x + half) ** 2, right + half**2, evaluate=False)
    square = right + half**2
    if square.is_negative:
        yield "negative square", Eq((x + half) ** 2, square, evaluate=False)
    yield "square roots", latex(x + half) + r" = \pm " + latex(sqrt(square)), x
    for sign in (-1, 1) if square != 0 else (1,):
        yield "solution", Eq(x, expand(-half + sign * sqrt(square)), evaluate=False)
