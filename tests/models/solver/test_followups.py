"""Questions that lean on the ones before: made whole from them, and never guessed."""

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
    ("questions", "answer"),
    [
        (["15% of 60", "and 20%?"], "12"),
        (["15% of 60", "and 20%?", "what about 25%?"], "15"),
        (["area of a circle with radius 4", "what about radius 5?"], r"25 \pi"),
        (["solve 3x + 2 = 11", "what if it was 20 instead of 11?"], "x = 6"),
        (["mean of 3, 5, 10", "and the median?"], "5"),
        (["perimeter of a rectangle 4 by 7", "and the area?"], "28"),
        (["integrate x^2", "from 0 to 3"], "9"),
        (["find the derivative of x^4", "and the second derivative?"], "12 x^{2}"),
        (["find the derivative of x^4", "and the derivative of that?"], "12 x^{2}"),
        (["let f(x) = x^2 + 2x. what is f(3)", "what's its derivative"], "2 x + 2"),
        (["find the derivative of x^4", "evaluate it at x = 2"], "32"),
        (["solve x + y = 10, x - y = 2", "what is x*y"], "24"),
        (["solve 3x = 12", "factor x^2 - 9"], r"\left(x - 3\right) \left(x + 3\right)"),
        (["roots of x^3 - 6x^2 + 11x - 6", "the second one"], "2"),
        (["what is 5 + 7", "no, i meant 5 * 7"], "35"),
        (
            ["1/3", "multiply the answer by 9", "subtract 1/2 from that", "as a mixed number"],
            r"2\tfrac{1}{2}",
        ),
        (["convert 5 km to meters", "and 10 km?"], "10000"),
        (["convert 5 km to miles", "and in meters?"], "5000"),
        (["12.99 + 8.50 + 23.75", "now add 7% tax", "and split it 4 ways"], "12.1017"),
        (["3x - 7 = 11", "plug that into 2x^2 + 1"], "73"),
        (["derivative of x^2 - 6x please", "set it equal to 0 and solve"], "x = 3"),
        (["find the mean of 6, 9, 12, 13", "whats the median then", "multiply it by 4"], "42"),
        (["3/8", "and as a percentage?"], r"\frac{75}{2}\%"),
        (["7 * 8", "is that prime?", "factor it"], r"2^{3} \cdot 7"),
        (["what's 20% of 50", "what about 3 times that?"], "30"),
        (["36 * 4", "half of that", "what's 25% of it", "and as a fraction of 72?"], r"\frac{1}{4}"),
        (["15 pct of 60", "and 20%?"], "12"),
        (["30% of 80", "40%?"], "32"),
        (["6, 9, 12, 17 find the mean", "and the median?", "range too please"], "11"),
        (["circle with radius 4, area?", "and its circumference"], r"8 \pi"),
        (["solve 3x - 4 = 11", "what if it was 20 instead of 11?"], "x = 8"),
        (["solve 3x - 4 = 11", "what if the 3 were 5?"], "x = 3"),
        (["factor x^2 - 16", "same for x^2 - 4"], r"\left(x - 2\right) \left(x + 2\right)"),
        (["a bag has 4 red and 6 blue marbles. probability of red?", "and not red?"], r"\frac{3}{5}"),
        (["determinant for matrix [[3,1],[4,2]]", "and the trace of that matrix"], "5"),
        (["what is 48/6", "and squared?", "take the square root of that"], "8"),
    ],
)
def test_leaning(ask: Ask, questions: list[str], answer: str) -> None:
    assert bold(ask(*questions)) == answer


@pytest.mark.parametrize(
    "questions",
    [
        ["add 3 and 4", "what about 5?"],  # instead of which of the two?
        ["add 3 and 4", "what about 20%?"],
        ["solve 3x - 3 = 11", "replace 3 with 8"],
        ["probability of drawing an ace", "given it's a spade?"],
        ["solve 2x + 3 = 11", "check it"],
        ["what is 12 * 12", "what's its derivative"],
        ["solve 3x + 11 = 11", "what if the 11 was 20"],
        ["area of a circle with radius 4", "what about its colour?"],
    ],
)
def test_what_could_mean_several_things_is_declined(ask: Ask, questions: list[str]) -> None:
    with pytest.raises(Declined):
        ask(*questions)
