"""The steps of equations, systems, arithmetic and polynomials are true: each is checked."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any

import pytest
import sympy
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from sympy import (
    Eq,
    Rational,
    expand,
    log,
    sin,
    solve,
)

from tests.models.solver.derived import same, told, x, y, z
from tutor_cli.checking import reading
from tutor_cli.checking.evaluate import evaluate
from tutor_cli.checking.judging import judge
from tutor_cli.checking.plaintext import plain
from tutor_cli.checking.question import Question
from tutor_cli.models.solver.steps.derivations import (
    arithmetic,
    divisors,
    equations,
    polynomials,
    quadratics,
    systems,
)

# ── equations ─────────────────────────────────────────────────────────────────

ENDS = ("root of a factor", "solution", "not in the domain", "check of a solution")
EQUATIONS = [
    (2 * x + 3, 11),
    (5 * x - 2, 3 * x + 8),
    (3, 7 - 2 * x),
    (x / 3 + x / 2, 5),
    (Rational(1, 2) * x - 1, x / 3 + 4),
    (x**2 + 5 * x + 6, 0),
    (x**2 - x - 1, 0),
    (2 * x**2, 3 * x + 7),
    (x**2, 9),
    (x**2, 5),
    (x**2 - 6 * x + 9, 0),
    (x**2 + x + 1, 0),
    (x**3, x),
    (x**4 - 5 * x**2 + 4, 0),
    (x**3 - 2 * x**2 - 5 * x + 10, 0),
    (1 / x + 1 / (x + 1), Rational(3, 2)),
    ((x**2 - 1) / (x - 1), 2),
    (2 * x + 3 * y, 12),
]


def check_equation(left: Any, right: Any, method: str = "") -> None:
    left, right = sympy.sympify(left), sympy.sympify(right)
    solutions = solve(Eq(left, right), x)
    ends = []
    for step in equations.equation_steps(left, right, x, method):
        told(step)
        rule, equation, *_ = step
        if rule in ENDS:
            ends.append((rule, equation.rhs))
        elif isinstance(equation, Eq):
            holds = [
                expand(equation.lhs.subs(x, each) - equation.rhs.subs(x, each)) == 0 for each in solutions
            ]
            of_a_factor = rule in ("isolate the square", "no elementary way")
            assert any(holds) if of_a_factor else all(holds), step
    found = {each for rule, each in ends if rule in ("root of a factor", "solution")}
    excluded = {each for rule, each in ends if rule == "not in the domain"}
    if found:
        assert all(any(same(each, other) for other in solutions) for each in found - excluded)


@pytest.mark.parametrize(("left", "right"), EQUATIONS)
def test_no_step_of_an_equation_loses_a_solution_or_gains_one(left: Any, right: Any) -> None:
    check_equation(left, right)


def test_an_equation_that_no_rule_solves_has_no_steps() -> None:
    assert not list(equations.equation_steps(sin(x), Rational(1, 2), x))
    assert not list(equations.equation_steps(log(x) / log(10), 2, x))


COEFFICIENTS = st.integers(-9, 9)


@settings(max_examples=30, deadline=None)
@given(*([COEFFICIENTS] * 5))
def test_the_steps_of_any_quadratic_or_linear_equation_are_true(
    a: int, b: int, c: int, d: int, e: int
) -> None:
    for method in ("", "formula", "square"):
        check_equation(a * x**2 + b * x + c, d * x + e, method)


def test_the_method_that_is_wished_is_taken() -> None:
    rules = {
        method: {rule for rule, *_ in equations.equation_steps(x**2 - 5 * x + 6, 0, x, method)}
        for method in ("factors", "formula", "square")
    }
    assert "factor" in rules["factors"]
    assert "quadratic formula" in rules["formula"] and "factor" not in rules["formula"]
    assert "complete to a square" in rules["square"] and "factor" not in rules["square"]


@settings(max_examples=20, deadline=None)
@given(COEFFICIENTS.filter(bool), COEFFICIENTS, COEFFICIENTS)
def test_the_steps_to_what_is_asked_of_a_quadratic_are_true(a: int, b: int, c: int) -> None:
    quadratic = a * x**2 + b * x + c
    wanted = {"discriminant": b**2 - 4 * a * c, "value at the vertex": c - Rational(b**2, 4 * a)}
    for derive in (quadratics.discriminant_steps, quadratics.vertex_steps, quadratics.square_steps):
        for step in derive(quadratic, x):
            told(step)
            if step[0] in (
                "take out of the first terms",
                "add and subtract the square",
                "square of a sum",
                *wanted,
            ):
                for side in step[1:3]:
                    assert worth(side) == sympy.sympify(wanted.get(step[0], quadratic)).subs(x, 3), step


def worth(side: Any) -> Any:
    """What a side comes to at ``x = 3``; it may be written as LaTeX."""
    if not isinstance(side, str):
        return sympy.sympify(side).subs(x, 3)
    node = reading.expression(plain(side), reading.Names())
    assert node is not None, side
    return sympy.sympify(evaluate(node, {"x": Fraction(3)}))


@pytest.mark.parametrize(
    ("pairs", "method"),
    [
        ([(y, x + 1), (2 * x + y, 10)], "substitution"),
        ([(x**2 + y**2, 25), (y, x + 1)], ""),
        ([(x * y, 12), (x + y, 7)], ""),
        ([(y, x**2), (y, x + 2)], ""),
    ],
)
def test_every_value_of_a_substitution_is_a_solution(pairs: list[Any], method: str) -> None:
    steps = list(systems.system_steps(pairs, [x, y], method))
    for step in steps:
        told(step)
    points = {
        frozenset((each.lhs, each.rhs) for each in step[1:3]) for step in steps if step[0] == "put back"
    }
    expected = solve([left - right for left, right in pairs], [x, y], dict=True)
    assert points == {frozenset(point.items()) for point in expected}


def check_system(rows: list[list[int]]) -> None:
    unknowns = [x, y, z][: len(rows)]
    pairs = [(sum(c * name for c, name in zip(row, unknowns, strict=False)), row[-1]) for row in rows]
    (solution,) = sympy.linsolve([left - right for left, right in pairs], unknowns) or [None]
    if solution is None or any(value.free_symbols for value in solution):
        return
    values = dict(zip(unknowns, solution, strict=True))
    steps = list(systems.system_steps(pairs, unknowns))
    for step in steps:
        told(step)
        assert sympy.simplify(step[1].lhs.subs(values) - step[1].rhs.subs(values)) == 0, step
    solved = {step[1].lhs: step[1].rhs for step in steps if step[0] == "solve for"}
    assert solved == values


@settings(max_examples=25, deadline=None)
@given(
    st.integers(2, 3).flatmap(
        lambda n: st.lists(st.lists(COEFFICIENTS, min_size=n + 1, max_size=n + 1), min_size=n, max_size=n)
    )
)
def test_every_equation_of_an_elimination_holds_for_the_solution(rows: list[list[int]]) -> None:
    check_system(rows)


# ── arithmetic, whole numbers, polynomials ────────────────────────────────────

NUMBERS = st.integers(-12, 12) | st.fractions(-4, 4, max_denominator=12).map(
    lambda f: Rational(f.numerator, f.denominator)
)
TREES = st.recursive(
    NUMBERS,
    lambda inner: (
        st.tuples(st.sampled_from("+-*/"), inner, inner)
        | st.tuples(st.just("^"), st.integers(2, 5), st.integers(0, 3))
        | st.tuples(st.just("neg"), inner)
        | st.tuples(st.just("%"), st.integers(1, 200))
    ),
    max_leaves=6,
)


def value_of(tree: Any) -> Any:
    if not isinstance(tree, tuple):
        return sympy.sympify(tree)
    value = arithmetic.result((tree[0], *map(value_of, tree[1:])))
    assume(value.is_finite)
    return value


@settings(max_examples=60, deadline=None)
@given(TREES, st.booleans())
def test_every_link_of_every_step_of_arithmetic_is_equal(tree: Any, decimals: bool) -> None:
    whole = value_of(tree)
    for step in arithmetic.arithmetic_steps(tree, decimals):
        told(step)
        _, chain, rest = step
        if r"\approx" in chain:
            continue
        links = [number_of(link) for link in chain.split(" = ")]
        assert len(set(links)) == 1, step
        if rest and not decimals:
            assert number_of(rest) == number_of(str(whole)), step


def number_of(text: str) -> Any:
    """The value of LaTeX, read as a model's answer is: by tutor's own reader, not by SymPy."""
    node = reading.expression(plain(text), reading.Names())
    assert node is not None, text
    return evaluate(node)


@given(st.lists(st.integers(1, 10**6), min_size=2, max_size=4))
def test_euclid_is_right(numbers: list[int]) -> None:
    *_, last = divisors.gcd_steps(numbers)
    assert int(last[2]) == sympy.gcd(numbers)
    for step in divisors.gcd_steps(numbers):
        told(step)
        if step[0] == "divide with remainder":
            quotient, divisor, remainder = map(int, re.findall(r"\d+", step[2]))
            assert int(step[1]) == quotient * divisor + remainder
            assert remainder < divisor
    *_, multiple = divisors.lcm_steps(numbers)
    assert int(multiple[2].split(" = ")[1]) == sympy.lcm(numbers)


@pytest.mark.parametrize(
    "polynomial",
    [
        x**2 + 5 * x + 6,
        6 * x**2 + 7 * x - 3,
        x**3 - 8,
        4 * x**2 - 9,
        2 * x**3 - 8 * x,
        x**3 - 6 * x**2 + 11 * x - 6,
        3 * x**2 + 12,
    ],
)
def test_the_steps_of_factoring_are_true(polynomial: Any) -> None:
    for step in polynomials.factoring_steps(polynomial, x, sympy.factor(polynomial)):
        told(step)
        if step[0] == "two numbers":
            p, q, product, total = step[2:]
            assert (p * q, p + q) == (product, total)
        elif not isinstance(step[2], str):
            assert expand(step[1] - step[2]) == 0


@pytest.mark.parametrize(
    "terms", [[[3 * x], [5], [-1, x - 2]], [[x + 2, x - 5]], [[x + 1] * 3], [[2, x + y], [-1, x - y, x]]]
)
def test_the_steps_of_expanding_are_true(terms: list[list[Any]]) -> None:
    answer = expand(sympy.Add(*(sympy.Mul(*factors) for factors in terms)))
    steps = list(polynomials.collecting_steps(terms, answer))
    assert steps
    for step in steps:
        told(step)
        question = Question("", str(answer), answer_kind="expression")
        assert judge(question, f"${step[1]}$").verdict == "right"
