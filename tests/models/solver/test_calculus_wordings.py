"""Calculus and trigonometry in the words people use; near misses are declined, not answered."""

# ruff: noqa: E501 — a question and its answer stand on one line

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from conftest import bold

from tutor_cli.errors import Declined

Ask = Callable[..., str]

ENGLISH = [
    # what is asked of it stands after it
    ("x^3 - x second derivative at 1", "6"),
    ("sin(3x)/x limit as x->0", "3"),
    ("cos x integrated between 0 and pi/2", "1"),
    ("1/x^2 integral from 1 to infinity", "1"),
    ("y' = 2y, y(0) = 3 solution", r"y{\left(x \right)} = 3 e^{2 x}"),
    ("[[1,2],[3,4]] determinant", "-2"),
    ("y'' + y = 0 solución general", r"y{\left(x \right)} = C_{1} \sin{\left(x \right)} + C_{2} \cos{\left(x \right)}"),
    ("derivative of |x^2 - 4| at 3", "6"),
    ("find all x in [0,360) with tan x = 1", "x = 45 or x = 225"),
    ("limit of 1/x from the left at 0", r"-\infty"),
    ("∫ 0 to 2 x^2 dx", r"\frac{8}{3}"),
    ("x^2 - 5x + 6 = 0 solutions", "x = 2 or x = 3"),
    ("derivative of |x| at 0", "undefined"),
    ("area bounded by y = x^2 - 1, the x axis, and the lines x = 0 and x = 2", "2"),
    ("diff eq help: y' + y = 3", r"y{\left(x \right)} = C_{1} e^{- x} + 3"),
    ("integrate sqrt(x) with limits 0 and 4", r"\frac{16}{3}"),
    ("area under y = 4 - x^2 and above the x axis", r"\frac{32}{3}"),
    ("find the general solution of dy/dx = x/y", r"y^{2} = C_{1} + x^{2}"),
    # derivatives: where, by which variable, by which rule, of what was told
    ("differentiate x^3 with respect to x at x = 2", "12"),
    ("f(x) = x^4 - 2x. what is f'(1)?", "2"),
    ("quotient rule: derivative of x/(x+1)", r"\frac{1}{\left(x + 1\right)^{2}}"),
    ("use the product rule to differentiate x^2 e^x", r"x \left(x + 2\right) e^{x}"),
    ("Given f(x,y) = x^2 + xy, find f_y", "x"),
    ("find ∂z/∂x if z = x^2 y + sin y", "2 x y"),
    ("what is dy/dx when y = 5x^2 - 3x?", "10 x - 3"),
    ("find y'' if y = x e^x", r"\left(x + 2\right) e^{x}"),
    ("the displacement of a particle is s = 2t^3 - 9t^2. find its acceleration at t = 2", "6"),
    ("x = t^2, y = t^3. find dy/dx", r"\frac{3 t}{2}"),
    ("find dy/dx at (3,4) if x^2 + y^2 = 25", r"- \frac{3}{4}"),
    # integrals
    ("Find the indefinite integral: ∫ (6x² − 4/x) dx", r"2 x^{3} - 4 \ln{\left(x \right)} + C"),
    (r"\[ \int_1^e \frac{dx}{x} \]", "1"),
    ("improper integral of 1/x^2 from 1 to infinity", "1"),
    ("does ∫_1^∞ 1/x dx converge?", "no"),
    ("double integral of x*y for x from 0 to 1 and y from 0 to 2", "1"),
    ("area between y = sin x and the x axis from 0 to pi", "2"),
    ("find the volume of the solid formed when y = x^2, 0 ≤ x ≤ 2 is revolved about the x-axis", r"\frac{32 \pi}{5}"),
    # limits
    ("lim x->oo (2x^3 - x)/(x^3 + 4)", "2"),
    ("limit of |x|/x as x goes to 0", "does not exist"),
    ("lim x→3⁻ 1/(x-3)", r"-\infty"),
    ("lim x->-infinity e^x", "0"),
    ("To what value goes (2x+1)/(x-3) when x goes to infinity?", "2"),
    ("evaluate the limit (1-cos x)/x^2 at x=0", r"\frac{1}{2}"),
    # trigonometry
    ("cos(2x) in terms of sin x", r"1 - 2 \sin^{2}{\left(x \right)}"),
    ("is sin(2x) = 2 sin x always true?", "no"),
    ("sin x = 3/5 and x is in quadrant II. cos x = ?", r"- \frac{4}{5}"),
    ("given tan A = 3/4 with A in the third quadrant, find sin A", r"- \frac{3}{5}"),
    ("2cos θ − 1 = 0, 0° ≤ θ < 360°. Find θ", r"\theta = 60 or \theta = 300"),
    ("solve 2 sin^2 x - sin x - 1 = 0, 0 ≤ x < 2π", r"x = \frac{\pi}{2} or x = \frac{7 \pi}{6} or x = \frac{11 \pi}{6}"),
    ("general solution of sin x = 1/2", r"x = \frac{\pi}{6} + 2 \pi n or x = \frac{5 \pi}{6} + 2 \pi n"),
    ("in triangle ABC, a = 7, b = 10, C = 60°, find c", r"c = \sqrt{79}"),
    ("what is the phase shift of y = sin(2x - pi)", r"\frac{\pi}{2}"),
    # curves and series
    ("tangent to x^2 + y^2 = 25 at (3,4)", r"y = \frac{25}{4} - \frac{3 x}{4}"),
    ("for f(x) = 1/x find the equation of the tangent line at x = 1", "y = 2 - x"),
    ("Find the stationary points of the curve y = x³ − 3x.", r"\left(-1, 2\right), \left(1, -2\right)"),
    ("find the absolute maximum of x^2 on [-1, 2]", "4"),
    ("third degree maclaurin polynomial of sin x", r"x - \frac{x^{3}}{6}"),
    # differential equations
    ("find y(t) if dy/dt = -0.5y and y(0) = 12", r"y{\left(t \right)} = 12 e^{- \frac{t}{2}}"),
    (r"solve \dot{y} = -3y", r"y{\left(t \right)} = C_{1} e^{- 3 t}"),
    ("solve dy/dx = 2y given that y = 3 when x = 0", r"y{\left(x \right)} = 3 e^{2 x}"),
    ("first order linear: y' - y = x", r"y{\left(x \right)} = C_{1} e^{x} - x - 1"),
    # several variables
    ("gradient of f(x,y) = x^2 y at (1,2)", r"\left( 4, \  1\right)"),
    ("curl of (y, -x, 0)", r"\left( 0, \  0, \  -2\right)"),
    ("directional derivative of x^2 + y^2 at (1,1) in the direction (3,4)", r"\frac{14}{5}"),
]  # fmt: skip


@pytest.mark.parametrize(("question", "answer"), ENGLISH)
def test_english(ask: Ask, question: str, answer: str) -> None:
    assert bold(ask(question)) == answer


@pytest.mark.parametrize(
    ("question", "answer", "words"),
    [
        ("ecuación de la recta tangente a y = x^2 en x = 1", "y = 2 x - 1", "La tangente de"),
        ("integra x cos(x)", r"x \sin{\left(x \right)} + \cos{\left(x \right)} + C", "es igual a"),
        ("límite de |x|/x cuando x tiende a 0", "no existe", "por la izquierda"),
        ("derivada parcial de x^2 y respecto de x", "2 x y", "es igual a"),
        ("área entre y = x^2 e y = x", r"\frac{1}{6}", "se cortan"),
        ("resuelve y' = 2x con y(0) = 1", r"y{\left(x \right)} = x^{2} + 1", "La solución de"),
        ("resuelve sen x = 0 en [0, 2π]", r"x = 0 o x = \pi o x = 2 \pi", " da "),
    ],
)
def test_spanish_is_answered_in_spanish(ask: Ask, question: str, answer: str, words: str) -> None:
    text = ask(question)
    assert bold(text) == answer
    assert words in text


@pytest.mark.parametrize(
    ("questions", "answer"),
    [
        (["integrate x^2", "evaluate it from 0 to 1"], r"\frac{1}{3}"),
        (["derivada de x^3", "y en x = 2?"], "12"),
        (["derivative of x^3 at x = 1", "and at x = 2?"], "12"),
        (["what's the derivative of sin x", "and cos x?"], r"- \sin{\left(x \right)}"),
        (["sin 30°", "and the cosine?"], r"\frac{\sqrt{3}}{2}"),
        (["f(x) = x^2 - 3x", "and its derivative?"], "2 x - 3"),
        (["derivative of x^2 - 6x", "set it equal to 0 and solve"], "x = 3"),
        (["limit of 1/x as x -> infinity", "and as x -> 0?"], "does not exist"),
        (["solve y' = y", "with y(0) = 5"], r"y{\left(x \right)} = 5 e^{x}"),
        (
            ["determinant for matrix [[3,1],[4,2]]", "what about the inverse of that matrix"],
            r"\left[\begin{matrix}1 & - \frac{1}{2}\\-2 & \frac{3}{2}\end{matrix}\right]",
        ),
        (["f(x) = x^2", "tangent line at x = 2"], "y = 4 x - 4"),
    ],
)
def test_going_on(ask: Ask, questions: list[str], answer: str) -> None:
    assert bold(ask(*questions)) == answer


@pytest.mark.parametrize(
    "question",
    [
        "derivative of x^2 except at x = 2",
        "integrate x^2 numerically with Simpson's rule n=4 from 0 to 1",
        "use Newton's method to find a root of x^2 - 2 starting at 1, 3 iterations",
        "use Euler's method with step 0.1 to approximate y(1) for y' = y, y(0) = 1",
        "tangent line to y = x^2 parallel to y = 2x",
        "tangent to x^2 + y^2 = 25 at (3,5)",  # not on the circle
        "where is x^2 not increasing",
        "express sin x in terms of cos x",  # with which sign?
        "if sin x = 3/5 and x is not acute, find cos x",
        "in triangle ABC, a = 3, b = 4, c = 9, find A",
        "solve y' = y numerically",
        "y'' - 4y = 0 general solution bounded as x -> infinity",
        "x^2 integral not from 0 to 1",
        "[[1,2],[3,4]] determinant doubled",
        "area under y = 4 - x^2 and above y = 1",
    ],
)
def test_near_misses_are_declined(ask: Ask, question: str) -> None:
    with pytest.raises(Declined):
        ask(question)
