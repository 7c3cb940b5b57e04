"""Polynomials: brackets multiplied out, like terms collected; factors taken out."""

from collections.abc import Iterator
from itertools import product
from typing import Any

from sympy import Add, Mul, Poly, Rational, divisors, expand, factor, gcd, latex, sympify


def collecting_steps(terms: list[Any], answer: Any) -> Iterator[tuple[Any, ...]]:
    """``terms`` are the products to be added, each a list of its factors."""
    pieces: list[Any] = []
    for factors in terms:
        choices = [expand(sympify(each)).as_ordered_terms() for each in factors]
        pieces += [Mul(*chosen) for chosen in product(*choices)]
    if expand(Add(*pieces) - answer) != 0:
        return
    if any(len(factors) > 1 and any(sympify(each).is_Add for each in factors) for factors in terms):
        yield "multiply out", joined(pieces), expand(Add(*pieces))
    alike: dict[Any, list[Any]] = {}
    for piece in pieces:
        alike.setdefault(piece.as_coeff_Mul()[1], []).append(piece)
    if any(len(group) > 1 for group in alike.values()):
        groups = [
            joined(group) if len(group) == 1 else rf"\left({joined(group)}\right)" for group in alike.values()
        ]
        yield "collect like terms", signed(" + ".join(groups)), answer


def joined(terms: list[Any]) -> str:
    return signed(" + ".join(map(latex, terms)))


def signed(text: str) -> str:
    return text.replace("+ - ", "- ").replace("+ -", "- ")


def factoring_steps(whole: Any, x: Any, answer: Any) -> Iterator[tuple[Any, ...]]:
    """A common factor first, then a quadratic or a root."""
    if not whole.is_polynomial(x):
        return
    polynomial = Poly(whole, x)
    common = gcd(list(polynomial.all_coeffs()))
    lowest = min(power for (power,) in polynomial.monoms())
    common = common * x**lowest
    rest = expand(whole / common)
    if common != 1:
        yield "common factor", whole, Mul(common, rest, evaluate=False), common
    yield from factors_of(Poly(rest, x), x)
    if factor(rest) != rest and (common != 1 or polynomial.degree() > 2):
        yield "together", whole, answer


def factors_of(polynomial: Any, x: Any) -> Iterator[tuple[Any, ...]]:
    whole = polynomial.as_expr()
    if polynomial.degree() == 2:
        a, b, c = polynomial.all_coeffs()
        if factor(whole) == whole or not all(each.is_Integer for each in (a, b, c)):
            return
        if b == 0:
            yield "difference of squares", whole, factor(whole)
            return
        p = next((p for d in divisors(a * c) for p in (d, -d) if p + a * c / p == b), None)
        if p is not None:
            q = b - p
            yield "two numbers", rf"{latex(p)} \cdot \left({latex(q)}\right) = {latex(a * c)}", p, q, a * c, b
            yield "split the middle", whole, joined([a * x**2, p * x, q * x, c])
            yield "group", whole, factor(whole)
    elif polynomial.degree() > 2 and polynomial.LC().is_Integer and polynomial.TC().is_Integer:
        tops, bottoms = divisors(polynomial.TC()), divisors(polynomial.LC())
        candidates = (Rational(sign * top, bottom) for top in tops for bottom in bottoms for sign in (1, -1))
        root = next((each for each in candidates if polynomial.eval(each) == 0), None)
        if root is not None:
            divisor = root.q * x - root.p
            rest = polynomial.quo(Poly(divisor, x))
            yield "a root", whole, Mul(divisor, rest.as_expr(), evaluate=False), x, root, divisor
            yield from factors_of(rest, x)
