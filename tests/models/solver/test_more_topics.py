"""The smaller topics: whole numbers by their properties, graphs, circles, polygons, riddles, motion, data."""

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
        ("sum of the digits of 98765", "35"),
        ("price went from $80 to $100, percent increase?", r"25\%"),
        ("a shirt was 40 dollars, now it's 34. whats the percent decrease", r"15\%"),
        ("40 is what percent less than 50", r"20\%"),
        ("a $90 pair of shoes is discounted 20 percent, what do I pay?", "72"),
        ("tip of 20% on a $64 bill", "12.8"),
        ("area bounded by y = 4 - x^2 and the x axis", r"\frac{32}{3}"),
        ("partial with respect to x of x^3 y^2", "3 x^{2} y^{2}"),
        ("convert 2pi/3 to degrees", r"120^\circ"),
        ("hex FF in decimal", "255"),
        ("how many times does 7 go into 91", "13"),
        ("how many ways can you arrange the word LEVEL", "30"),
        ("all prime numbers between 10 and 30", "11, 13, 17, 19, 23, 29"),
        ("how many divisors does 60 have", "12"),
        ("inverse of 2 mod 4", "does not exist"),
        ("what is 1994 in roman numerals", "MCMXCIV"),
        ("is 50 a perfect square", "no"),
        ("each interior angle of a regular 12-gon", r"150"),
        ("how many diagonals does an octagon have", "20"),
        ("radius of a circle with area 49 pi", "7"),
        ("area of a sector with radius 3 and angle 90 degrees", r"\frac{9 \pi}{4}"),
        ("find the radius of the circle x^2 + y^2 - 4x + 6y = 12", "5"),
        ("y-intercept of 2x + 3y = 6", "y = 2"),
        ("slope of the line 4x - 2y = 8", "2"),
        ("where is x^3 - 3x decreasing", r"x \in \left(-1, 1\right)"),
        ("vertical asymptotes of (x-1)/((x-1)(x+3))", "x = -3"),
        ("is x^3 + 1 odd, even or neither", "neither"),
        ("is x^2 even", "yes"),
        ("is x^2 - 1 divisible by x - 1", "yes"),
        ("how many digits are in 1000", "4"),
        ("partial fractions: 2/(x^2 - 1)", r"- \frac{1}{x + 1} + \frac{1}{x - 1}"),
        ("weighted average of 80, 90 and 70 with weights 2, 3 and 5", "78"),
        ("average value of x^2 on [0,3]", "3"),
        ("area under y = x from -1 to 1", "1"),
        ("volume when y = x from 0 to 3 is rotated about the x-axis", r"9 \pi"),
        ("period of sin(3x)", r"\frac{2 \pi}{3}"),
        ("amplitude of 3 sin x + 4 cos x", "5"),
        ("unit vector in the direction of (3,4)", r"\left( \frac{3}{5}, \  \frac{4}{5}\right)"),
        ("are (1,2) and (2,-1) perpendicular", "yes"),
        ("gradient of x^2 + 3xy", r"\left( 2 x + 3 y, \  3 x\right)"),
        ("how many real solutions does x^2 - 4x + 5 = 0 have", "0"),
        ("product of the roots of 2x^2 - 6x + 1 = 0", r"\frac{1}{2}"),
        ("for what values of k does x^2 + kx + 9 = 0 have equal roots", "k = -6 or k = 6"),
        ("remainder when x^3 + 2x - 5 is divided by x - 2", "7"),
        ("degree of 4x^5 - 2x + 1", "5"),
        ("two angles of a triangle are 50 and 60, what's the third", r"70"),
        ("a right triangle has hypotenuse 13 and one leg 5, find the other leg", "12"),
        ("third side of a triangle with sides 5 and 8 and angle 60 degrees between them", "7"),
        ("lower quartile of 1,2,3,4,5,6,7", "2"),
        ("z-score of 85 if the mean is 70 and sd is 10", "1.5"),
        ("a car travels 150 miles in 2.5 hours. average speed?", "60"),
        ("how far does a car travel in 30 minutes at 60 mph", "30"),
        ("5 less than twice a number is 13", "n = 9"),
        ("I think of a number, double it and subtract 3. The result is 11. What is my number?", "n = 7"),
        ("twice the sum of a number and 4 is 27, find the number", r"n = \frac{19}{2}"),
        ("two numbers add up to 10 and multiply to 21", "3 and 7"),
        ("the sum of three consecutive odd numbers is 51. what is the largest", "19"),
        ("three consecutive even numbers add up to 51", "no such even integers"),
        ("a number increased by 20% is 72. find the number", "n = 60"),
        ("what is 3/5 divided by 9/10", r"\frac{2}{3}"),
        ("1/2 ÷ 3/4", r"\frac{2}{3}"),
        ("log base 5 of 1/25", "-2"),
        ("sin pi/6", r"\frac{1}{2}"),
        ("solve log2(x) = 5", "x = 32"),
        ("sum of the first 10 terms of the arithmetic sequence 2, 5, 8, ...", "155"),
        ("volume of a box 2 x 3 x 4", "24"),
        ("a rectangle is 5 cm long and 3 cm wide. what's its area", "15"),
        ("the volume of a cylinder with height 10 and radius 3", r"90 \pi"),
        ("if 3 pens cost $4.50, how much do 7 pens cost?", "10.5"),
        ("it takes 3 painters 8 hours to paint a house. how long would it take 4 painters?", "6"),
        ("the ratio of boys to girls is 3:4 and there are 12 boys. how many girls?", "16"),
        ("convert 68°F to °C", "20"),
        ("90 km/h in m/s", "25"),
        ("5 ft 10 in in cm", "177.8"),
        ("how many days from March 3 to April 10", "38"),
        ("what day of the week was July 4, 1776", "Thursday"),
        ("write 0.00045 in scientific notation", r"4.5 \times 10^{-4}"),
        ("solve tan x = 1 for x between 0 and 360 degrees", "x = 45 or x = 225"),
        ("the mean of 5, 7, 9 and x is 8. find x", "x = 11"),
        ("line perpendicular to y = 2x + 1 through (0, 3)", r"y = 3 - \frac{x}{2}"),
        ("P(6, 2)", "30"),
        (r"\begin{vmatrix} 1 & 2 \\ 3 & 4 \end{vmatrix}", "-2"),
        (
            "A = [[1,2],[3,4]], B = [[2,0],[1,2]]. What is AB?",
            r"\left[\begin{matrix}4 & 4\\10 & 8\end{matrix}\right]",
        ),
        ("find k if f(x) = kx + 3 and f(2) = 11", "k = 4"),
        ("rearrange v = u + at to make t the subject", r"t = \frac{- u + v}{a}"),
        ("(x + 1)^2 expand", "x^{2} + 2 x + 1"),
        ("3 + 4 =", "7"),
    ],
)
def test_answers(ask: Ask, question: str, answer: str) -> None:
    assert bold(ask(question)) == answer


@pytest.mark.parametrize(
    "question",
    [
        "what is the number",
        "arc length of a sector radius 6 angle 3",  # degrees or radians?
        "the sum of two numbers is 20",
        "interior angle of a polygon",
        "a right triangle has hypotenuse 5 and one leg 13, find the other leg",
        "area of a triangle with sides 1, 2, 10",
        "area of a rectangle with length 5",
        "surface area of a cylinder with radius 3 cm and height 10 m",
        "solve x^x^x = 5",
        "convert 5 miles to kilograms",
        "a bat and a ball cost $1.10. the bat costs $1 more than the ball. how much is the ball?",
        "what is a number plus 3",
    ],
)
def test_what_is_not_told_is_declined(ask: Ask, question: str) -> None:
    with pytest.raises(Declined):
        ask(question)
