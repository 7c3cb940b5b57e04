"""What is asked of a quadratic besides its roots: discriminant, vertex, axis, completed square."""

from collections.abc import Iterator
from typing import Any

from sympy import Eq, Poly, expand, latex


def coefficients_of(quadratic: Any, x: Any) -> Iterator[tuple[Any, ...]]:
    """The expression in order, and its coefficients."""
    polynomial = Poly(quadratic, x)
    whole = polynomial.as_expr()
    if expand(quadratic) != quadratic:
        yield "multiply out all", quadratic, whole
    yield ("coefficients", *polynomial.all_coeffs())


def discriminant_steps(quadratic: Any, x: Any) -> Iterator[tuple[Any, ...]]:
    """``b^2 - 4ac`` with the numbers put in, and what its sign tells."""
    yield from coefficients_of(quadratic, x)
    a, b, c = Poly(quadratic, x).all_coeffs()
    inside = expand(b**2 - 4 * a * c)
    yield "discriminant", rf"{shown(b)}^2 - 4 \cdot {shown(a)} \cdot {shown(c)}", inside, a, b, c
    if inside.is_number:
        sign = "positive" if inside > 0 else "zero" if inside == 0 else "negative"
        yield f"{sign} discriminant tells", inside


def vertex_steps(quadratic: Any, x: Any) -> Iterator[tuple[Any, ...]]:
    """The axis, and the value there."""
    yield from axis_steps(quadratic, x)
    a, b, c = Poly(quadratic, x).all_coeffs()
    h = -b / (2 * a)
    value = rf"{shown(a)} \cdot {shown(h)}^2 + {shown(b)} \cdot {shown(h)} + {shown(c)}"
    yield "value at the vertex", value, expand(a * h**2 + b * h + c), Eq(x, h, evaluate=False)


def axis_steps(quadratic: Any, x: Any) -> Iterator[tuple[Any, ...]]:
    """``x = -b/(2a)`` with the numbers put in."""
    yield from coefficients_of(quadratic, x)
    a, b, _ = Poly(quadratic, x).all_coeffs()
    yield "axis of a parabola", rf"-\frac{{{latex(b)}}}{{2 \cdot {shown(a)}}}", -b / (2 * a), x


def square_steps(quadratic: Any, x: Any) -> Iterator[tuple[Any, ...]]:
    """``a(x + h)^2 + k``, by adding and subtracting the square of half the middle coefficient."""
    yield from coefficients_of(quadratic, x)
    a, b, c = Poly(quadratic, x).all_coeffs()
    whole, half = Poly(quadratic, x).as_expr(), b / (2 * a)
    inside = latex(x**2 + b / a * x)
    outside = "" if a == 1 else "-" if a == -1 else latex(a)
    if a != 1:
        taken = rf"{outside} \left({inside}\right)" + plus(c)
        yield "take out of the first terms", whole, taken, a
    yield "half of the middle", half, b / a, half**2
    added = rf"{inside} + {shown(half)}^2 - {shown(half)}^2"
    yield (
        "add and subtract the square",
        whole,
        (added + plus(c) if a == 1 else rf"{outside} \left({added}\right)" + plus(c)),
    )
    constant = expand(c - a * half**2)
    yield "square of a sum", whole, rf"{outside}\left({latex(x + half)}\right)^2" + plus(constant)


def shown(number: Any) -> str:
    """In parentheses unless it is a whole number that is not negative."""
    return latex(number) if number.is_Integer and number >= 0 else rf"\left({latex(number)}\right)"


def plus(number: Any) -> str:
    """The number as what is added, with its sign; nothing for 0."""
    if number == 0:
        return ""
    return f" - {latex(-number)}" if number.could_extract_minus_sign() else f" + {latex(number)}"
