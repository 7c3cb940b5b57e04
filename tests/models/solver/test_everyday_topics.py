"""Statistics, counting and geometry as people ask for them; and what must be declined."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from conftest import bold

from tutor_cli.errors import Declined

Ask = Callable[..., str]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("mean of 4, 8, 15, 16, 23, 42", "18"),
        ("can u find teh median of 7, 1, 5, 9, 3", "5"),
        ("the median of 3 1 4 1", "2"),
        ("mode of 2, 3, 3, 5, 7, 3, 2", "3"),
        ("population standard deviation of 2,4,4,4,5,5,7,9", "2"),
        ("what's the range of the numbers 12, 5, 19, 8?", "14"),
        ("sample variance of {1, 2, 3, 4}", r"\frac{5}{3}"),
        ("how many ways can 6 people line up", "720"),
        ("in how many ways can a committee of 3 be chosen from 10 people", "120"),
        ("how many ways can the letters of the word MISSISSIPPI be arranged", "34650"),
        ("area of a circle with radius 5", r"25 \pi"),
        ("hypotenuse of a right triangle with legs 6 and 8", "10"),
        ("area of a triangle with sides 3, 4, 5", "6"),
        ("volume of a cylinder with radius 2 and height 7", r"28 \pi"),
        ("distance between (1, 2) and (4, 6)", "5"),
        ("slope of the line through (-1,-2) and (3,8)", r"\frac{5}{2}"),
        ("midpoint of (-2, 3) and (6, 7)", r"\left( 2, \  5\right)"),
        ("find the equation of the line with slope 2 through (1,3)", "y = 2 x + 1"),
        ("determinant of [[1,2],[3,4]]", "-2"),
        ("inverse of matrix [[2,1],[5,3]]", r"\left[\begin{matrix}3 & -1\\-5 & 2\end{matrix}\right]"),
        ("inverse of [[1,2],[2,4]]", "does not exist"),
        ("eigenvalues of [[4,1],[2,3]]", "2, 5"),
        ("dot product of (1,2,3) and (4,5,6)", "32"),
        ("discriminant of 2x^2 - 4x + 5", "-24"),
        ("vertex of y = x^2 - 4x + 7", r"\left( 2, \  3\right)"),
        ("complete the square for x^2 + 6x + 1", r"\left(x + 3\right)^{2} - 8"),
        ("plese solve 2x - 3 > 7", r"x \in \left(5, \infty\right)"),
        ("solve |2x + 1| <= 5", r"x \in \left[-3, 2\right]"),
        ("solve -3 < 2x+1 <= 7", r"x \in \left(-2, 3\right]"),
        ("solve sin x = 1/2 for 0 <= x < 2pi", r"x = \frac{\pi}{6} or x = \frac{5 \pi}{6}"),
        ("could you please give me the inverse of f(x) = 3x - 7", r"\frac{x}{3} + \frac{7}{3}"),
        ("domain of sqrt(x - 5)", r"\left[5, \infty\right)"),
        ("range of y = x^2 + 2", r"\left[2, \infty\right)"),
        ("f(x) = x^2+1, g(x)=2x. find (f o g)(3)", "37"),
        ("equation of the tangent line to y = x^2 at x = 3", "y = 6 x - 9"),
        ("find dy/dx if x^2 + y^2 = 25", r"- \frac{x}{y}"),
        ("area between y = x and y = x^2", r"\frac{1}{6}"),
        ("critical points of x^3 - 3x", "x = -1, x = 1"),
        ("minimum of x^2 - 4x + 7", "3"),
        (
            "find the first 3 nonzero terms of the taylor series of cos x",
            r"1 - \frac{x^{2}}{2} + \frac{x^{4}}{24}",
        ),
        ("A jacket costs $60 and is 25% off. what's the sale price?", "45"),
        ("18% tip on $45.50", "8.19"),
        (
            "how much will 2000 dollars grow to at 5% compound interest per year for 3 years",
            "2315.25",
        ),
        ("simplify the ratio 18:24", "3 : 4"),
        ("sum of integers from 1 to 100", "5050"),
        ("10th term of the geometric sequence 2, 6, 18, ...", "39366"),
        ("what is the 12th fibonacci number", "144"),
        ("probability of rolling a sum of 7 with two dice", r"\frac{1}{6}"),
        ("probability of at least 2 heads in 4 coin tosses", r"\frac{11}{16}"),
        ("modulus of 3 - 4i", "5"),
        ("write 1+i in polar form", r"\sqrt{2} \left(\cos \frac{\pi}{4} + i \sin \frac{\pi}{4}\right)"),
        ("solve dy/dx = 2y", r"y{\left(x \right)} = C_{1} e^{2 x}"),
        ("solve y' = y with y(0) = 5", r"y{\left(x \right)} = 5 e^{x}"),
    ],
)
def test_answers(ask: Ask, question: str, answer: str) -> None:
    assert bold(ask(question)) == answer


def test_which_deviation_is_said(ask: Ask) -> None:
    answer = ask("standard deviation of 2 4 4 4 5 5 7 9")
    assert bold(answer) == "2"
    assert "whole population" in answer
    assert "2.138" in answer


@pytest.mark.parametrize(
    "question",
    ["find the area of the triangle", "mean of 4", "how many ways can people line up", "median of my grades"],
)
def test_what_is_not_told_is_declined(ask: Ask, question: str) -> None:
    with pytest.raises(Declined):
        ask(question)
