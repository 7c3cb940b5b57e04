"""The steps of calculus are true: each is checked with SymPy, whatever the function."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import (
    E,
    Eq,
    Integer,
    Integral,
    Rational,
    cos,
    exp,
    log,
    oo,
    sin,
    sqrt,
    tan,
)

from tests.models.solver.derived import Step, same, told, x
from tutor_cli.models.solver.steps.derivations import (
    derivatives,
    differential_equations,
    integrals,
    limits,
)

# ── derivatives ───────────────────────────────────────────────────────────────


def check_derivative(f: Any) -> None:
    steps = list(derivatives.derivative_steps(f, x, 1, f.diff(x)))
    for step in steps:
        told(step)
        _, left, right, *_ = step
        assert same(left.doit() if hasattr(left, "doit") else left, sympy.sympify(right).doit()), step
    assert same(steps[-1][2], f.diff(x))


@pytest.mark.parametrize(
    ("f", "rule"),
    [
        (x**3 + 2 * x + 5, "sum"),
        (x**2 * sin(x), "product"),
        (sin(x) / x, "quotient"),
        ((x**2 + 1) / (x - 1), "quotient"),
        (cos(3 * x), "chain"),
        ((3 * x + 1) ** 4, "chain of a power"),
        (exp(-(x**2)), "chain of an exponential"),
        (2**x, "exponential"),
        (x**x, "logarithmic"),
        (tan(x), "table"),
        (5 * sqrt(x), "power"),
        (7 * log(x), "constant factor"),
    ],
)
def test_derivatives_use_the_rules_that_are_taught(f: Any, rule: str) -> None:
    check_derivative(f)
    assert rule in [step[0] for step in derivatives.one_derivative(f, x)]


FUNCTIONS = st.recursive(
    st.sampled_from([x, x**2, x**3, Integer(2), Integer(5), Rational(1, 2), sin(x), exp(x), log(x), 1 / x]),
    lambda inner: (
        st.tuples(inner, inner).map(lambda two: two[0] + two[1])
        | st.tuples(inner, inner).map(lambda two: two[0] * two[1])
        | st.tuples(inner, inner).map(lambda two: two[0] / (two[1] ** 2 + 1))
        | inner.map(sin)
        | inner.map(lambda each: exp(each) if each.count_ops() < 5 else each)
        | inner.map(lambda each: (each + 1) ** 3)
    ),
    max_leaves=4,
)


@settings(max_examples=25, deadline=None)
@given(FUNCTIONS)
def test_the_steps_of_any_derivative_are_true(f: Any) -> None:
    if f.has(x):
        check_derivative(f)


def test_higher_derivatives_and_values_at_a_point() -> None:
    f = x**4 - 3 * x
    steps = list(derivatives.derivative_steps(f, x, 2, Integer(48), Integer(2)))
    assert [step[1] for step in steps if step[0] == "derivative number"] == ["1", "2"]
    assert steps[-1][0] == "at a point"
    assert steps[-1][2] == 48


# ── limits ────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("f", "place", "side", "rule"),
    [
        (x**2 + 1, 3, "+-", "put into a limit"),
        ((x**2 - 4) / (x - 2), 2, "+-", "cancel in a limit"),
        (sin(x) / x, 0, "+-", "l'hopital"),
        ((1 - cos(x)) / x**2, 0, "+-", "l'hopital"),
        (exp(x) / x, oo, "", "l'hopital"),
        ((2 * x**3 - x) / (x**3 + 4), oo, "", "highest power"),
        (1 / x, 0, "+", "grows without bound"),
        (x * log(x), 0, "+", "known limit"),
    ],
)
def test_the_steps_of_limits_are_true(f: Any, place: Any, side: str, rule: str) -> None:
    place, sides = sympy.sympify(place), list(side)
    values = [sympy.limit(f, x, place, each) for each in sides] or [sympy.limit(f, x, place)]
    steps = list(limits.limit_steps(f, x, place, sides, values))
    assert rule in [step[0] for step in steps]
    for step in steps:
        told(step)
        if step[0] != "indeterminate":
            left, right = (sympy.sympify(part).doit() for part in step[1:3])
            assert left == right, step


def test_the_steps_of_a_limit_that_does_not_exist_tell_both_sides() -> None:
    steps = list(limits.limit_steps(sympy.Abs(x) / x, x, Integer(0), ["+", "-"], [Integer(1), Integer(-1)]))
    assert [step[0] for step in steps] == ["from the left", "from the right", "sides differ"]
    for step in steps:
        told(step)


# ── differential equations ────────────────────────────────────────────────────

Y = sympy.Function("y")(x)


@pytest.mark.parametrize(
    ("equation", "start", "rule"),
    [
        (Eq(Y.diff(x), 2 * Y), [(0, 0, 3)], "separate"),
        (Eq(Y.diff(x), x * Y), [], "separate"),
        (Eq(Y.diff(x), Y**2 + 1), [], "separate"),
        (Eq(Y.diff(x), x**2), [(0, 1, 4)], "integrate the slope"),
        (Eq(Y.diff(x) + Y, x), [(0, 0, 1)], "integrating factor"),
        (Eq(Y.diff(x, 2) - 5 * Y.diff(x) + 6 * Y, 0), [(0, 0, 1), (1, 0, 0)], "characteristic equation"),
        (Eq(Y.diff(x, 2) + Y, x), [(0, 0, 1), (1, 0, 0)], "one solution of the whole"),
    ],
)
def test_the_steps_of_differential_equations_are_true(
    equation: Any, start: list[tuple[int, int, int]], rule: str
) -> None:
    general = sympy.dsolve(equation, Y)
    told_start = differential_equations.told_start(start)
    at = {
        (Y.diff(x, order).subs(x, place) if order else Y.subs(x, place)): value
        for (order, place), value in told_start.items()
    }
    answer = sympy.dsolve(equation, Y, ics=at) if at else general
    steps = list(differential_equations.ode_steps(equation, Y, x, told_start, general, answer))
    assert rule in [step[0] for step in steps]
    by_rule = {step[0]: step for step in steps}
    for step in steps:
        told(step)
        if step[0] == "integrate both sides":
            _, left, one, right, other = step
            assert same(
                one.diff(left.variables[0]).subs(left.variables[0], x),
                left.function.subs(left.variables[0], x),
            )
            assert same(other.diff(x), right.function)
    whole = by_rule.get("sum of the solutions", by_rule.get("solve for the function"))
    if whole:
        assert sympy.checkodesol(equation, Eq(Y, whole[2]))[0]
    if "one solution of the whole" in by_rule:
        assert sympy.checkodesol(equation, Eq(Y, by_rule["one solution of the whole"][2]))[0]
    if start:
        assert same(by_rule["particular solution"][2], answer.rhs)


# ── integrals ─────────────────────────────────────────────────────────────────


def check_integral_step(step: Step, before: Step = ()) -> None:
    """Both sides have the same derivative; a substitution's by its own rule."""
    told(step)
    rule, left, right, *details = step
    if rule == "rewrite":
        assert same(left, right), step
    elif rule == "check":
        pass
    elif "substitution" in rule:
        inner, letter = right.function, right.variables[0]
        if rule == "substitution":
            f, variable = left.function, left.variables[0]
            back = inner.subs(letter, details[1]) * details[1].diff(variable)
            assert same(back.subs(variable, x), f.subs(variable, x)), step
    elif rule == "by parts":
        u, v, f, variable = details[0], details[3], left.function, left.variables[0]
        if before and before[:2] == step[:2]:  # what the step before left over
            f = before[6] * before[3].diff(variable)
        parts = (u * v.diff(variable)).subs(variable, x)
        assert same(parts, f.subs(variable, x)) or same(-parts, f.subs(variable, x)), step
    elif not isinstance(right, str):
        variable = left.variables[0]
        assert same(left.function.subs(variable, x), right.diff(variable).doit().subs(variable, x)), step


@pytest.mark.parametrize(
    ("f", "rule"),
    [
        (x**2 + 3 * x + 1, "integral of a sum"),
        (x * exp(x), "by parts"),
        (x**2 * log(x), "by parts"),
        (log(x), "by parts"),
        (2 * x * cos(x**2), "substitution"),
        (x / (x**2 + 1), "substitution"),
        ((2 * x + 1) ** 5, "substitution"),
        (1 / (x**2 + 2 * x + 5), "substitution"),
        (exp(x) * sin(x), "solve for the integral"),
        (sin(x) ** 2, "rewrite"),
        (1 / (x**2 - 1), "rewrite"),
        (tan(x), "rewrite"),
        (1 / x, "integral of a reciprocal"),
        (3 * x**2, "integral of a power"),
        (1 / (x**2 + 1), "integral of the table"),
        (5 * E**x, "integral of an exponential"),
    ],
)
def test_the_steps_of_integrals_are_true(f: Any, rule: str) -> None:
    answer = sympy.integrate(f, x)
    steps = list(integrals.indefinite_steps(f, x, answer))
    for before, step in itertools.pairwise([(), *steps]):
        check_integral_step(step, before)
    assert rule in [step[0] for step in steps]
    last = next(step for step in reversed(steps) if step[0] != "check")
    assert same(last[2].diff(x), f)


@pytest.mark.parametrize(
    ("f", "low", "high"),
    [(x**2, 0, 3), (x * exp(x), 0, 1), (exp(-x), 0, oo), (1 / (1 + x**2), -oo, oo), (cos(x), 0, sympy.pi)],
)
def test_the_steps_of_definite_integrals_are_true(f: Any, low: Any, high: Any) -> None:
    answer = sympy.integrate(f, (x, low, high))
    *steps, upper, lower, last = integrals.definite_steps(f, x, low, high, answer)
    for step in steps:
        check_integral_step(step)
    for step in (upper, lower, last):
        told(step)
    assert same(upper[2] - lower[2], answer)
    assert last[2] == answer
    assert same(upper[1].diff(x), f)


def test_an_integral_over_a_pole_has_no_steps() -> None:
    assert not list(integrals.definite_steps(x**-2, x, -1, 1, oo))
    assert not list(integrals.indefinite_steps(exp(x) / sin(x), x, Integral(exp(x) / sin(x), x)))
