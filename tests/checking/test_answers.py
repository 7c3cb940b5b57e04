"""The judge against right and subtly wrong answers, and against hostile ones."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.patience import ending_soon
from tutor_cli.checking.judging import judge
from tutor_cli.checking.question import Question, question_from

CASES: list[dict[str, Any]] = [
    case
    for name in ("answers.toml", "adversarial.toml")
    for case in tomllib.loads(Path(__file__).with_name(name).read_text())["case"]
]


def question_of(case: dict[str, Any]) -> Question:
    return question_from({"answer": None, **{k: v for k, v in case.items() if k not in ("right", "wrong")}})


@pytest.mark.parametrize("case", CASES, ids=[case["question"][:50] for case in CASES])
def test_right_is_right_and_subtly_wrong_is_not(case: dict[str, Any]) -> None:
    question = question_of(case)
    missed = [message for message in case["right"] if judge(question, message).verdict != "right"]
    passed = {
        fault: message
        for fault, message in case.get("wrong", {}).items()
        if judge(question, message).verdict == "right"
    }
    assert not passed, "wrong answers pass as right"
    assert not missed, "right answers are not seen to be"


def test_the_set_is_large_enough_to_mean_something() -> None:
    assert sum(len(case["right"]) for case in CASES) >= 300
    assert sum(len(case.get("wrong", {})) for case in CASES) >= 300


@pytest.mark.parametrize(
    "message",
    [
        "I cannot determine the area without its base and height.",
        "There is not enough information to answer.",
        "Faltan datos: ¿cuánto mide la base?",
        "Could you please provide the lengths of the sides?",
        "",
    ],
)
def test_a_refusal_is_declined(message: str) -> None:
    unanswerable = Question("find the area of the triangle", None)
    assert judge(unanswerable, message).verdict == "declined"
    answerable = Question("what is 2+2", "4", answer_kind="number")
    assert judge(answerable, message).verdict in ("declined", "wrong")


def test_an_answer_beside_a_caveat_is_an_answer() -> None:
    question = Question("what is 2+2", "4", answer_kind="number")
    assert judge(question, "I cannot be sure what you mean, but the answer is **4**.").verdict == "right"


HOSTILE = [
    "9**9**9**9",
    "$9^{9^{9^{9}}}$",
    "10^(10^100)",
    "(" * 5000 + "1" + ")" * 5000,
    "-" * 5000 + "1",
    "\\frac{" * 800 + "1",
    "\\boxed{" * 3000,
    "1e999999999",
    "99999999999!",
    "5!!!!!!!!!!!!!!!!",
    "x^" * 2000 + "x",
    "=".join(["x"] * 3000),
    "±" * 500 + "1",
    "1, " * 20000,
    "[" * 3000,
    "\\begin{pmatrix}" * 500,
    "sin(" * 500 + "1" + ")" * 500,
    "gamma(gamma(gamma(gamma(gamma(9)))))",
    "tan(10^5000)",
    "0^0",
    "1/0",
    "log(0)",
    "sqrt(-1)",
    "infinity - infinity",
    "\\left" * 2000,
    "**" * 3000,
    "$" * 3001,
    "{,}" * 3000,
    " ".join(["word"] * 4000),
    "a" * 100_000,
    "1" * 100_000,
    "x<" * 3000 + "1",
    "root(2, 10^30)",
    "__import__('os').system('echo escaped > escaped')",
    "lambda: (yield)",
]
EXPECTED = [
    Question("q", "1/3", answer_kind="number"),
    Question("q", "x**2 + 1", answer_kind="expression", modulo="constant"),
    Question("q", "1, 2", answer_kind="set"),
    Question("q", "Interval(-3, 2)", answer_kind="interval"),
    Question("q", "Eq(y(x), C1*exp(2*x))", answer_kind="equation", modulo="arbitrary constants"),
    Question("q", "Matrix([[1, 2], [3, 4]])", answer_kind="matrix"),
    Question("is 3 prime?", "True", answer_kind="boolean"),
    Question("q", "1:37 AM", answer_kind="text"),
]


@pytest.mark.parametrize("message", HOSTILE, ids=lambda message: message[:20])
def test_a_hostile_answer_is_wrong_and_keeps_nobody_waiting(
    message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with ending_soon():
        for question in EXPECTED:
            assert judge(question, message).verdict != "right"
    assert not list(tmp_path.iterdir())


# ruff: noqa: SIM905 — pieces of answers read best on one line
PIECES = st.sampled_from(
    [
        *"1 2 33 0.5 x y i e C ∞ + - * / ^ ** ! % ° = ≈ < > ≤ ( ) [ ] { } , ; : | ± ∪ √ ½ ² ₁ _ ' …".split(),
        *r"\pi \{ \} \frac{1}{2} \sqrt{2} \sqrt \boxed{ \( \) \left( \right) \\ & $ $$ $5".split(),
        *r"\begin{pmatrix} \end{pmatrix} sin log or and is Answer: no yes cm".split(),
    ]
)


@settings(max_examples=300, deadline=2000)
@given(
    st.lists(PIECES, max_size=25).map(" ".join)
    | st.lists(PIECES, max_size=25).map("".join)
    | st.text(max_size=200)
)
def test_nothing_that_a_model_writes_breaks_the_judge(message: str) -> None:
    for question in EXPECTED:
        assert judge(question, message).verdict in ("right", "wrong", "declined")


def test_judging_never_loads_sympy() -> None:
    program = """
import sys, tomllib
from tutor_cli.checking.judging import judge
from tutor_cli.checking.question import question_from
cases = tomllib.load(open(sys.argv[1], "rb"))["case"]
for case in cases:
    messages = [*case.pop("right"), *case.pop("wrong", {}).values()]
    question = question_from({"answer": None, **case})
    for message in messages:
        judge(question, message)
assert "sympy" not in sys.modules
"""
    subprocess.run(
        [sys.executable, "-c", program, str(Path(__file__).with_name("answers.toml"))], check=True, timeout=60
    )


@pytest.mark.parametrize(
    ("answer", "kind", "right", "wrong"),
    [
        ("(x - 2)(x - 3)", "expression", r"**\((x-3)(x-2)\)**", "**(x - 2)(x + 3)**"),
        ("x = 5", "equation", r"**\(x = 5\)**", "x = 6"),
        ("(-∞, 3)", "interval", "**x < 3**", "**x <= 3**"),
        ("2√3", None, r"\(2\sqrt{3}\)", "2"),
        ("odd", None, "**odd**, since \\(f(-x) = -f(x)\\)", "**even**"),
        ("2*(cos(pi/4) + I*sin(pi/4))", None, r"2 (\cos \frac{\pi}{4} + i \sin \frac{\pi}{4})", "1 - i"),
        ("3*I", None, r"**\(3 i\)**", r"**\(-3 i\)**"),
        ("(-1, 1), (2, 4)", "set", "**x = -1, y = 1 or x = 2, y = 4**", "**x = -1, y = 4 or x = 2, y = 1**"),
        ("(-1, 1), (2, 4)", "set", r"**\((2, 4)\) or \((-1, 1)\)**", "**(1, -1), (2, 4)**"),
    ],
)  # fmt: skip
def test_answers_as_people_write_them(answer: str, kind: str | None, right: str, wrong: str) -> None:
    question = question_from({"question": "conjugate of -3i", "answer": answer, "answer_kind": kind})
    assert judge(question, right).verdict == "right"
    assert judge(question, wrong).verdict == "wrong"
