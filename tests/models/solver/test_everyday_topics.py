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
