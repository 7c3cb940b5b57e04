"""Algebra in the words of students, textbooks and LaTeX, each family by a few; and near misses, which are declined."""

# ruff: noqa: E501 — a question stands on one line

from __future__ import annotations

from collections.abc import Callable

import pytest

from tutor_cli.checking.judging import judge
from tutor_cli.checking.question import question_from
from tutor_cli.errors import Declined

Ask = Callable[..., str]

QUESTIONS = [
    # equations and systems
    ("F = 9/5 C + 32, rearrange to get C", "5*(F - 32)/9", None),
    ("solve x^2 - 4x - 5 = 0 by completing the square", "-1, 5", "set"),
    ("x^2 + y^2 = 25, y = x + 1", "(-4, -3), (3, 4)", "set"),
    (r"\begin{cases} 2x + y = 5 \\ x - y = 1 \end{cases}", "x = 2, y = 1", "set"),
    ("solve y = x^2 and y = x + 2", "(-1, 1), (2, 4)", "set"),
    ("x+y=5, y+z=7, x+z=6 find x y z", "x = 2, y = 3, z = 4", "set"),
    ("Solve the equation. 4x + 5 = 2x - 9", "-7", None),
    ("Find the modulus. 3 + 4i", "5", None),
    ("find the square root: 16 + 9", "5", None),
    ("What value of w makes this true: 2/5 w = 14", "35", None),
    ("x^3 = 8 (complex answers are ok)", "2, -1 - sqrt(3)*I, -1 + sqrt(3)*I", "set"),
    ("f(x)=x+2 g(x)=3x find (g∘f)(x)", "3x + 6", "expression"),
    ("(x^2 - 9)/(x + 3) simplfy", "x - 3", "expression"),
    ("a_1 = 2, a_n = 3a_(n-1) + 1. Find a_4.", "67", None),
    ("3 + 1 + 1/3 + 1/9 + ... adds up to what if it goes on forever", "9/2", None),
    ("z = 4 + 3i, find z times its conjugate", "25", None),
    ("does the system x + y = 2, 2x + 2y = 5 have a solution", "False", "boolean"),
    ("points of intersection of y = x^2 - 4 and y = 2x - 1", "(-1, -3), (3, 5)", "set"),
    ("resuelve x^2 - 5x + 6 = 0 por factorización", "2, 3", "set"),
    ("is (3,4) on the circle x^2+y^2=25", "True", "boolean"),
    ("is 5 a solution of 2x + 1 > 11?", "False", "boolean"),
    # told in words
    ("if 3 times a number minus 5 is 16 what is the number", "7", None),
    ("if you multiply a number by 4 and subtract 6 you get 22", "7", None),
    ("find x and y. x + y = 12. x - y = 4.", "x = 8, y = 4", "set"),
    (r"$x$: $x^2 - 4 = 0$", "-2, 2", "set"),
    (r"\sqrt[3]{-27}", "-3", None),
    ("x = 5\nx + 1", "6", None),
    ("5 times a number squared is 45", "-3, 3", "set"),
    ("the length of a rectangle is 3 more than its width and the perimeter is 26. find the width", "5", None),
    ("The sum of two numbers is 24. The larger is 6 more than the smaller. What is the larger number?", "15", None),
    ("Tom is three times as old as his son. In 12 years he will be twice as old. How old is Tom now?", "36", None),
    ("three consecutive even integers have a sum of 78. what is the largest?", "28", None),
    # quadratics and polynomials
    ("If alpha and beta are the roots of x^2 - 5x + 3 = 0 find alpha^2 + beta^2", "19", None),
    ("what value of c makes x^2 + 10x + c a perfect square", "25", None),
    ("the roots of x^2 + bx + 12 = 0 are 3 and 4, find b", "-7", None),
    ("form a quadratic equation with roots 3 and -5", "x^2 + 2x - 15 = 0", "equation"),
    ("use synthetic division to divide x^3 - 6x^2 + 11x - 6 by x - 2", "x^2 - 4x + 3", "expression"),
    ("Factorise fully: 3x³ − 12x", "3x(x - 2)(x + 2)", "expression"),
    # inequalities
    ("solve x - 1 > 2 or x + 3 < 0", "Union(Interval.open(-oo, -3), Interval.open(3, oo))", "interval"),
    ("Solve the inequality 5 − 2x ≥ 11, giving your answer in interval notation.", "x <= -3", "interval"),
    ("What is the largest integer satisfying 5x - 3 < 22?", "4", None),
    ("how many integers satisfy |x| < 4", "7", None),
    # functions
    ("f(x)=x+1, g(x)=2x. find f∘g (x)", "2x + 1", "expression"),
    ("f(x) = x^2, g(x) = x - 1. find (f - g)(3)", "7", None),
    ("f(x) = (x+1)/(x-2). find f^-1(x)", "(2x + 1)/(x - 1)", "expression"),
    ("what is the inverse of f(x) = x^3 + 1", "cbrt(x - 1)", "expression"),
    ("f(x) = 4x - 1, f^{-1}(7)", "2", None),
    ("range of 2^x", "Interval.open(0, oo)", "interval"),
    ("slant asymptote of (x^2 + 1)/x", "y = x", "equation"),
    ("is the function f(x) = x^2 one to one?", "False", "boolean"),
    # sequences and series
    ("sum of first 10 terms of 2 + 5 + 8 + ...", "155", None),
    ("geometric series first term 3 ratio 1/2 sum to infinity", "6", None),
    ("does the series 1/n converge", "False", "boolean"),
    ("sum of 1/n^2 from 1 to infinity", "pi**2/6", None),
    ("the 3rd term of an arithmetic sequence is 10 and the 7th term is 22, find the first term", "4", None),
    ("a_1 = 3, a_{n+1} = 2a_n - 1, find a_5", "33", None),
    ("3, 9, 27, ___, 243", "81", None),
    ("how many terms are in the sequence 3, 7, 11, ..., 99", "25", None),
    ("is 100 a term of the sequence 4, 7, 10, ...?", "True", "boolean"),
    ("suma de los 10 primeros números pares", "110", None),
    # complex numbers
    ("convert 2(cos 60° + i sin 60°) to rectangular form", "1 + sqrt(3)*I", None),
    ("fourth roots of 16", "2, -2, 2*I, -2*I", "set"),
    ("multiplicative inverse of 3 + 4i", "3/25 - 4*I/25", None),
]  # fmt: skip


@pytest.mark.parametrize(("question", "answer", "kind"), QUESTIONS)
def test_families_of_wordings(ask: Ask, question: str, answer: str, kind: str | None) -> None:
    told = ask(question)
    expected = question_from({"question": question, "answer": answer, "answer_kind": kind})
    assert judge(expected, told).verdict == "right", told


@pytest.mark.parametrize(
    "question",
    [
        "f(x) = x^2 + 1. what is f^-1(5)?",  # at two places
        "The length of a rectangle is 5 more than the width. Find the perimeter.",
        "the length of a rectangle is not twice its width. the perimeter is 36. find the length",
        "One number is 5 more than another. Their product is 36. Find the numbers.",
        "Maria is 4 years older than Juan. How old is Maria?",
        "domain of f(g(x)) where f(x) = sqrt(x) and g(x) = x - 1",
        "common ratio of 2, 4, 6",
        "next term in 1, 2, 7",
        "3, 7, 11",
        "is 2k divisible by 2",  # it depends on what k may be
        "is 2k even",
        "2x = 4\n3x = 9",  # two questions
        "2 + 3\n4 + 5",
        "x^2\nx + 1",
    ],
)
def test_near_misses_are_declined(ask: Ask, question: str) -> None:
    with pytest.raises(Declined):
        ask(question)


@pytest.mark.parametrize(
    ("questions", "answer"),
    [
        (("factor x^2 - x - 12", "so what are the roots?"), "-3, 4"),
        (("f(x) = x^2 - 4x + 3", "what is f(2)?", "find its roots"), "1, 3"),
        (("differentiate x^2 - 6x + 1", "set it equal to 0 and solve"), "3"),
        (("solve x^2 = 16", "only the positive one", "square it"), "16"),
        (("solve for x: 2x + 3y = 12", "now for y"), "(12 - 2*x)/3"),
        (("discriminant of x^2 + 3x + 1", "and of x^2 - 2x + 1?"), "0"),
        (("let a = 3 and b = 4", "what is a^2 + b^2", "and sqrt of that?"), "5"),
        (("evaluate 2x^2 + 1 at x = 3", "and at x = -1", "x = 0?"), "1"),
        (("resuelve 2x + 1 = 9", "¿y si fuera 2x + 1 = 11?"), "5"),
    ],
)
def test_what_leans_on_the_last_question(ask: Ask, questions: tuple[str, ...], answer: str) -> None:
    told = ask(*questions)
    kind = "set" if "," in answer else None
    expected = question_from({"question": questions[-1], "answer": answer, "answer_kind": kind})
    assert judge(expected, told).verdict == "right", told


def test_an_unknown_that_is_not_determined_is_told_to_depend(ask: Ask) -> None:
    assert "It depends on" in ask("x + y = 10. what is x?")
    assert "infinitely many" in ask("x - y = 3, 2x - 2y = 6")
