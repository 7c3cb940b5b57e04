"""Geometry, chances, counting, data, vectors and matrices: told in any order, in other words, in Spanish."""

# ruff: noqa: E501 — questions stand on one line each

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tutor_cli.errors import Declined

sys.path.insert(0, str(Path(__file__).parent))
from conftest import bold

Ask = Callable[..., str]

ANSWERED = [
    # shapes, ladders, points and lines
    ("Jane wants to fence a square garden of side 12 m. How many metres of fencing does she need?", "48"),
    ("A 25-foot ladder leans against a house. Its base is 7 feet from the house. How high does it reach?", "24"),
    ("triangle with sides 3 4 5 area", "6"),
    ("diagonal of a rectangular TV that's 48 inches wide and 20 inches tall", "52"),
    ("Point A is at (1, 2) and point B is at (7, 10). What is the distance AB?", "10"),
    ("A line has slope 1/2 and passes through (4, 3). Write its equation.", r"y = \frac{x}{2} + 1"),
    ("slope of a line perpendicular to y = 2x - 5", r"- \frac{1}{2}"),
    ("each exterior angle of a regular polygon is 40 degrees. how many sides does it have", "9"),
    # chances
    ("If I roll two dice, what's the probability that the sum is 7?", r"\frac{1}{6}"),
    ("I roll a die twice. whats the probability of at least one six", r"\frac{11}{36}"),
    ("What is the probability of drawing two aces in a row without replacement?", r"\frac{1}{221}"),
    ("a jar has 3 red and 7 blue marbles, you draw 2, what's the probability of one of each color", r"\frac{7}{15}"),
    ("P(A or B) if P(A)=0.3, P(B)=0.5 and they are independent", "0.65"),
    ("If P(A) = 0.5 and P(A and B) = 0.2, what is P(B|A)?", "0.4"),
    ("X ~ B(5, 0.2). Find P(X = 2)", "0.2048"),
    # counting
    ("A pizza place has 8 toppings. How many different 3-topping pizzas can be made?", "56"),
    ("A committee of 2 men and 3 women is to be chosen from 5 men and 6 women. How many ways?", "200"),
    ("How many ways can you pick a president and vice president from 10 people?", "90"),
    # data
    ("For the data set 3, 3, 6, 7, 9 find the mode", "3"),
    ("std dev (sample) of 4, 6, 8", "2"),
    ("I scored 80, 85 and 90 on three tests. What do I need on the fourth test to average 88?", "97"),
    ("Find the z score for x = 130, mu = 100, sigma = 15", "2"),
    # vectors and matrices
    (r"\begin{pmatrix}1&2\\3&4\end{pmatrix}\begin{pmatrix}5\\6\end{pmatrix}", r"\left[\begin{matrix}17\\39\end{matrix}\right]"),
    ("A = [[1,2],[3,4]], B = [[0,1],[1,0]]. Find AB.", r"\left[\begin{matrix}2 & 1\\4 & 3\end{matrix}\right]"),
    ("What is |A| if A = [[2, 3], [1, 4]]?", "5"),
    ("a = 2i + 3j - k, b = i - j + 4k. Find a·b", "-5"),
    ("determinant of the 3x3 matrix [1 2 3; 4 5 6; 7 8 10]", "-3"),
    # Spanish
    ("cuántas combinaciones de 5 en 2 hay", "10"),
    ("surface area of a cube w/ side 4", "96"),
    ("write the line passing through (0, 2) and (4, 10) in y = mx + b form", "y = 2 x + 2"),
    ("a bag has 4 red and 6 blue marbles, i take one out without looking. probability its red?", r"\frac{2}{5}"),
    ("roll two dice, chance of double six?", r"\frac{1}{36}"),
    ("chance of no sixes in 4 rolls", r"\frac{625}{1296}"),
    ("a spinner has 8 equal sections numbered 1 to 8. probability of landing on an odd number", r"\frac{1}{2}"),
    ("how many outfits from 4 shirts, 3 pants and 2 hats", "24"),
    ("angles in a triangle are 35 and 75. what's the third?", "70"),
    ("what number comes up the most in 8, 6, 8, 1, 6, 8", "8"),
    ("i scored 88, 92 and 85 on three quizzes, whats my average to 2 decimals", "88.33"),
    ("de cuántas formas se pueden sentar 5 personas en fila", "120"),
    ("¿Son ortogonales los vectores (1,1) y (-1,1)?", "sí"),
    ("Se lanzan dos dados. ¿Cuál es la probabilidad de que la suma sea 8?", r"\frac{5}{36}"),
    ("Un rectángulo mide 6 m de largo y 4 m de ancho. ¿Cuál es su perímetro?", "20"),
]  # fmt: skip


@pytest.mark.parametrize(("question", "answer"), ANSWERED)
def test_facts_in_any_order_are_put_together(ask: Ask, question: str, answer: str) -> None:
    assert bold(ask(question)) == answer


@pytest.mark.parametrize(
    ("first", "then", "answer"),
    [
        ("sum of interior angles of a hexagon", "and an octagon?", "1080"),
        ("volume of a cone radius 3 height 4", "and if the height is 6?", r"18 \pi"),
        ("probability of getting 2 heads in 3 flips", "and at least 2?", r"\frac{1}{2}"),
        ("distance between (1,2) and (4,6)", "what is the slope", r"\frac{4}{3}"),
        ("variance of 1,2,3,4,5", "take the square root of that", r"\sqrt{2}"),
    ],
)
def test_another_quantity_or_value_of_the_same(ask: Ask, first: str, then: str, answer: str) -> None:
    assert bold(ask(first, then)) == answer


@pytest.mark.parametrize(
    "question",
    [
        "probability of rolling a 6 on a loaded die",
        "probability of rolling a 6 on a die given that it is even",
        "What is the probability of getting 3 heads in a row when flipping a coin 10 times?",
        "A bag has 5 red and 3 blue marbles. 2 more red marbles are added. What is the probability of red?",
        "if P(A)=.3 and P(B)=.4 what's P(A or B)",
        "in how many ways can 5 people sit in a row if two of them must sit together",
        "how many ways can a committee of 4 with at least 2 women be chosen from 6 men and 5 women",
        "If the mean of 6 numbers is 10 and one number, 4, is removed, what is the new mean?",
        "what is the average of the first two of 3, 5, 9",
        "A ladder 10 m long leans against a wall at 60 degrees. How high does it reach?",
        "Find the area of a path of width 2 around a rectangle 10 by 8",
        "area of a rectangle with side 5",
        "complement of 120 degrees",
        "A bag has 4 red and 6 blue marbles, one is missing. What is the probability of red?",
        "roll three dice, chance of double six?",
        "roll two dice, chance of a 6",
        "roll two dice, chance of a sum of 7 twice",
        "mean of x, 3 and 4",
        "find the mean and total of 3, 4, 5",
        "values below the median of 3, 4, 8",
        "area of a triangle with base 4 and height half of it",
        "area of a circle with diameter 4 and radius 3",
        "volume of a sphere with diameter 6 inches in feet",
        "number of subsets of a 5 element set containing 1",
        "solve 3x = 12 mod 7",
        "domain of f",
        "a spinner has 8 equal sections numbered 1 to 6. probability of landing on an odd number",
        "compute A+B if A=[[1,2],[3,4]], B=[[1,2,3],[4,5,6]]",
        "(1,2) + (1,2,3)",
    ],
)
def test_what_was_told_beside_is_not_passed_over(ask: Ask, question: str) -> None:
    with pytest.raises(Declined):
        ask(question)
