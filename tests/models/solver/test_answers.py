"""Questions as people type them, and the answers: read, written, really run, explained."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from conftest import bold

Ask = Callable[..., str]

ONE_TURN = [
    # arithmetic in words and signs
    ("What's 10 - 4 raised to the 2.7", "-32.2243"),
    ("48 ÷ 6 × 2", "16"),
    ("12 x 7", "84"),
    ("hi! i need help with 8 + 2(9 − 4)", "18"),
    ("whats 2½ + 1¾", r"\frac{17}{4}"),
    ("add 3 to twice 7", "17"),
    ("what is three hundred and five minus twenty-five", "280"),
    ("2³ + 3!", "14"),
    ("-3^2", "-9"),
    ("the cube root of 343", "7"),
    ("17 mod 5", "2"),
    (r"\frac{3}{4} + \sqrt{16}", r"\frac{19}{4}"),
    ("tan 45° + cos 60°", r"\frac{3}{2}"),
    ("(2 + 3i) times (4 - i)", "11 + 10 i"),
    # percentages and fractions
    ("wat is 15% of 80", "12"),
    ("42 is what percent of 56", r"75\%"),
    ("increase 240 by 12.5%", "270"),
    ("7/8 as a decimal", "0.875"),
    ("write 2.6 as a mixed number", r"2\tfrac{3}{5}"),
    ("0.1666... as a fraction", r"\frac{1}{6}"),
    # algebra
    ("simplify 3x + 5 - (x - 2)", "2 x + 7"),
    ("expand (x + 2)(x - 5)", "x^{2} - 3 x - 10"),
    ("factor x^3 - 8", r"\left(x - 2\right) \left(x^{2} + 2 x + 4\right)"),
    ("find x if x/4 - 7 = -3", "x = 16"),
    ("can you please solve 8 - (2t - 6) = 4 for t", "t = 5"),
    ("solve for y: 3y + 2x = 12", r"y = 4 - \frac{2 x}{3}"),
    ("x squared - 5x + 6 = 0", "x = 2 or x = 3"),
    ("solve the system: 3x - 2y = 4; x + 4y = 20", "x = 4, y = 4"),
    ("2x + 3y = 12 and x = 3, what is y", "y = 2"),
    ("x + 1 = x + 2", "no solution"),
    # functions
    ("f(x) = 2x + 1, g(x) = x^2, find f(g(3))", "19"),
    ("Let b(s) = 2*s**2 + 11*s + 20. Let w be b(-2). Solve 2*a - 8*a + w = 0 for a.", "a = 1"),
    # calculus
    ("second derivative of x**4", "12 x^{2}"),
    ("partial derivative of x^2*y + y^3 with respect to y", "x^{2} + 3 y^{2}"),
    ("integrate 3x^2 + 2x", "x^{3} + x^{2} + C"),
    (r"\int_0^1 x^2 dx", r"\frac{1}{3}"),
    ("limit as x goes to infinity of (3x^2 + 1)/(x^2 - 5)", "3"),
    ("limit of 1/x as x approaches 0 from the right", r"\infty"),
]


@pytest.mark.parametrize(("question", "answer"), ONE_TURN)
def test_answers(ask: Ask, question: str, answer: str) -> None:
    assert bold(ask(question)) == answer


FOLLOW_UPS = [
    (("What's 10 - 4 raised to the 2.7", "now add 17.241"), "-14.9833"),
    (("what is 25 * 4.5", "now add 17.241", "divide that by 2"), "64.8705"),
    (("what's 13 squared", "what about its square root?"), "13"),
    (("3/8 + 1/6", "in decimals"), "0.541667"),
    (("differentiate x^3 + 2x", "and the derivative of that?"), "6 x"),
    (("if f(x) = 3x^2 - 2 what is f(4)", "f(3)"), "25"),
]


@pytest.mark.parametrize(("questions", "answer"), FOLLOW_UPS)
def test_follow_ups_start_from_the_exact_answer(ask: Ask, questions: tuple[str, ...], answer: str) -> None:
    assert bold(ask(*questions)) == answer


def test_ambiguity_is_said_with_the_other_readings_value(ask: Ask) -> None:
    answer = ask("What's 10 - 4 raised to the 2.7")
    assert "126.185" in answer
    assert "If you meant" in answer
    assert "If you meant" not in ask("10 - 4^2.7")
