"""The steps are true: each is checked with SymPy, whatever the question; and they are told."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any

import pytest
import sympy
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from sympy import (
    E,
    Eq,
    Integer,
    Integral,
    Rational,
    cos,
    exp,
    expand,
    log,
    oo,
    sin,
    solve,
    sqrt,
    symbols,
    tan,
)

from tests.models.solver.conftest import TOOLS, bold
from tutor_cli import items
from tutor_cli.checking import reading
from tutor_cli.checking.evaluate import evaluate
from tutor_cli.checking.judging import judge
from tutor_cli.checking.plaintext import plain
from tutor_cli.checking.question import Question
from tutor_cli.domain import Item, Settings
from tutor_cli.errors import Declined
from tutor_cli.models.base import ItemDone, ModelRequest
from tutor_cli.models.solver import Solver
from tutor_cli.models.solver.steps import asking, telling
from tutor_cli.models.solver.steps.derivations import (
    arithmetic,
    derivatives,
    differential_equations,
    divisors,
    equations,
    integrals,
    limits,
    polynomials,
    quadratics,
    systems,
)
from tutor_cli.sandbox.local import LocalSandbox

x, y, z = symbols("x y z")
Step = tuple[Any, ...]


def same(left: Any, right: Any) -> bool:
    """Equal, or at least at three points where both have a value."""
    difference = sympy.sympify(left) - sympy.sympify(right)
    if sympy.simplify(difference) == 0:
        return True
    values = [difference.subs(x, point).evalf() for point in (0.371, 1.13, 2.57)]
    return all(abs(value) < 1e-9 for value in values)


def told(step: Step) -> None:
    """Every rule has its words, and every slot of theirs something to say."""
    printed = (step[0], *(part if isinstance(part, str) else sympy.latex(part) for part in step[1:]))
    for language in (False, True):
        assert telling._sentence(printed, int(language)), step


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


# ── asked for, and told ───────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("question", "left"),
    [
        ("solve x^2 = 4 step by step", "solve x^2 = 4"),
        ("solve x^2 = 4 and show your work", "solve x^2 = 4"),
        ("solve x^2 = 4. Show all the steps, please.", "solve x^2 = 4"),
        ("show me the steps to solve x^2 = 4", "solve x^2 = 4"),
        ("step by step: solve x^2 = 4", "solve x^2 = 4"),
        ("integrate x^2 with steps", "integrate x^2"),
        ("resuelve x^2 = 4 paso a paso", "resuelve x^2 = 4"),
        ("muéstrame los pasos para resolver x^2 = 4", "resolver x^2 = 4"),
        ("deriva x^2 mostrando todos los pasos", "deriva x^2"),
        ("show the steps", ""),
        ("can you show me all the steps?", ""),
        ("how did you get that?", ""),
        ("¿cómo se hace?", ""),
        ("muestra los pasos", ""),
    ],
)
def test_the_steps_are_asked_for_in_many_words(question: str, left: str) -> None:
    assert asking.without_request(question) == (left, True)


@pytest.mark.parametrize(
    "question", ["what is 2+2", "how many steps are in 3 flights of 12 steps", "work out 3/4 + 1/2", ""]
)
def test_a_question_that_asks_for_no_steps_stays_as_it_is(question: str) -> None:
    assert asking.without_request(question) == (question, False)


@given(st.text(max_size=300))
def test_looking_for_the_request_never_fails(text: str) -> None:
    asking.without_request(text)


Ask = Callable[..., str]


@pytest.fixture
def answered(run: Callable[[str], str]) -> Ask:
    """Asks with all steps wanted, or with words that ask for them."""

    def ask(*questions: str, steps: bool | None = True) -> str:
        thread: list[Item] = []

        def respond() -> Item:
            request = ModelRequest("", thread, TOOLS, Settings(steps=steps))
            return next(event.item for event in Solver().respond(request) if isinstance(event, ItemDone))

        for question in questions:
            thread.append(items.user_message(question))
            call = respond()
            output = run(json.loads(call["arguments"])["code"])
            assert "Error" not in output
            thread.extend([call, items.function_call_output(call["call_id"], output)])
            thread.append(respond())
        return items.text_of(thread[-1])

    return ask


@pytest.mark.parametrize(
    ("question", "method", "answer"),
    [
        (
            "derivative of x^2 sin(x)",
            "the product rule",
            r"x \left(x \cos{\left(x \right)} + 2 \sin{\left(x \right)}\right)",
        ),
        ("integrate x e^x", "integration by parts", r"\left(x - 1\right) e^{x} + C"),
        ("integral of x^2 from 0 to 3", "the power rule for integrals", "9"),
        ("solve 5x - 2 = 3x + 8", "doing the same to both sides", "x = 5"),
        ("2x^2 + 3x - 2 = 0", "factoring", r"x = -2 or x = \frac{1}{2}"),
        ("x^2 - x - 1 = 0", "the quadratic formula", None),
        ("solve the system: 3x - 2y = 4; x + 4y = 20", "elimination", "x = 4, y = 4"),
        ("gcd of 180 and 48", "Euclid's algorithm", "12"),
        ("3/4 + 1/6", "a common denominator", r"\frac{11}{12}"),
        ("15% of 80", "the order of operations", "12"),
        ("let f(x) = 3x^2 - 2. what is f(4)", "the order of operations", "46"),
        ("expand (x+2)(x-5)", "multiplying out", "x^{2} - 3 x - 10"),
        ("factor 6x^2 + 7x - 3", "splitting the middle term", r"\left(2 x + 3\right) \left(3 x - 1\right)"),
        ("deriva x^2 sen(x) paso a paso", "la regla del producto", None),
        ("resuelve x^2 - 5x + 6 = 0", "factorización", None),
    ],
)
def test_an_answer_with_steps_names_its_method_and_keeps_one_answer(
    answered: Ask, question: str, method: str, answer: str | None
) -> None:
    text = answered(question)
    assert f": {method}." in text.split("\n")[0]
    assert re.search(r"^1\. ", text, re.MULTILINE)
    assert answer is None or bold(text) == answer


def test_steps_may_be_asked_for_afterwards_and_the_thread_goes_on(answered: Ask) -> None:
    short = answered("what is 3/8 + 1/6", steps=None)
    assert "1. " not in short
    assert "Common denominator" in answered("what is 3/8 + 1/6", "show the steps", steps=None)
    assert "Común denominador" in answered("cuánto es 3/8 + 1/6", "muestra los pasos", steps=None)
    assert bold(answered("what is 3/8 + 1/6", "show the steps", "times 24", steps=None)) == "13"


def test_the_steps_of_the_root_of_a_negative_number_lead_to_the_answer(answered: Ask) -> None:
    text = answered("cube root of -8 + 1")
    assert r"\sqrt[3]{-8} = -2" in text
    assert bold(text) == "-1"
    assert r"\sqrt[5]{-32} = -2" in answered("5th root of -32")


def test_where_there_are_no_steps_that_is_said(answered: Ask) -> None:
    text = answered("limit of sin(1/x) as x approaches 0")
    assert bold(text) == "does not exist"
    assert text.endswith(telling.NONE[0])


def _of(form: str) -> Callable[[list[str]], str]:
    return lambda parts: form.format(*parts)


EXPRESSIONS = st.recursive(
    st.sampled_from(["x", "2", "0", "-1", "1/2", "0.5", "12", "pi", "x^2", "e^x", "sin(x)", "sqrt(x)"]),
    lambda inner: (
        st.tuples(inner, st.sampled_from("+-*/^"), inner).map(" ".join)
        | inner.map("({})".format)
        | inner.map("{}!".format)
        | inner.map("|{}|".format)
    ),
    max_leaves=5,
)
SENTENCES = st.one_of(
    [
        st.lists(EXPRESSIONS, min_size=3, max_size=3).map(_of(form))
        for form in (
            "what is {}", "derivative of {}", "integrate {}", "integral of {} from 0 to 1", "factor {}",
            "expand {}", "simplify {}", "solve {} = {}", "solve {} = {} and y = {}", "resuelve {} = 0",
            "{} percent of {}",
        )
    ]
)  # fmt: skip


@settings(max_examples=20, deadline=None)
@given(SENTENCES)
def test_any_sentence_is_answered_with_its_steps_or_declined_in_its_time(
    sandbox: LocalSandbox, text: str
) -> None:
    """In the real sandbox, which ends what takes longer than its limit."""
    thread: list[Item] = [items.user_message(text)]

    def respond() -> Item:
        request = ModelRequest("", thread, TOOLS, Settings(steps=True))
        return next(event.item for event in Solver().respond(request) if isinstance(event, ItemDone))

    try:
        call = respond()
        execution = sandbox.run(json.loads(call["arguments"])["code"], timeout=3)
        told = execution.error.name if execution.error else ""
        assert "latex:" not in "".join(execution.logs.stdout) or told in ("", "Timeout"), execution.error
        output = "".join(execution.logs.stdout) + told
        thread += [call, items.function_call_output(call["call_id"], output)]
        answer = items.text_of(respond())
    except Declined as declined:
        assert "\n" not in declined.message
    else:
        assert answer.count("**") in (0, 2)


@pytest.fixture(scope="module")
def sandbox() -> Iterator[LocalSandbox]:
    opened = LocalSandbox()
    yield opened
    opened.close()
