"""Checking a language model's answer, with the solver's program in the real sandbox."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from tutor_cli.checking.check import Check, compare, may_be_checked, solve
from tutor_cli.domain import Item, ToolCall, ToolCallRecord, ToolOutput
from tutor_cli.items import assistant_message, user_message
from tutor_cli.sandbox.base import Sandbox
from tutor_cli.sandbox.local import LocalSandbox

CASES = [
    case
    for name in ("answers.toml", "adversarial.toml")
    for case in tomllib.loads(Path(__file__).with_name(name).read_text())["case"]
]


@pytest.fixture(scope="module")
def sandbox() -> Iterator[LocalSandbox]:
    opened = LocalSandbox()
    yield opened
    opened.close()


def asked(*turns: str) -> list[Item]:
    """A thread: question, answer, question, …"""
    return [assistant_message(text) if i % 2 else user_message(text) for i, text in enumerate(turns)]


def ran(code: str, output: str, *, name: str = "run_python", is_error: bool = False) -> ToolCallRecord:
    return ToolCallRecord(
        ToolCall("call_1", name, json.dumps({"code": code})), ToolOutput(output, is_error=is_error)
    )


def check(
    items: list[Item],
    answer: str,
    calls: Sequence[ToolCallRecord] = (),
    sandbox: Callable[[], Sandbox] | None = None,
) -> Check:
    """What a run finds out about its answer."""
    solved = solve(items, sandbox) if sandbox is not None and may_be_checked(answer) else None
    return compare(answer, solved, calls)


def test_no_wrong_answer_is_checked_and_no_right_one_accused(sandbox: LocalSandbox) -> None:
    verdicts = []
    for case in CASES:
        items = asked(case["question"])
        for message in case["right"]:
            found = check(items, message, (), lambda: sandbox)
            assert found.verdict != "differs", (case["question"], message, found)
            verdicts.append(found.verdict)
        for message in case.get("wrong", {}).values():
            found = check(items, message, (), lambda: sandbox)
            # Rightly rounded, but to fewer digits than the set wants: the check says to how many.
            assert found.verdict != "checked" or "rounded" in found.detail, (case["question"], message, found)
            verdicts.append(found.verdict)
    assert verdicts.count("checked") >= 100
    assert verdicts.count("differs") >= 75


def test_a_difference_comes_with_the_value_and_a_second_chance(sandbox: LocalSandbox) -> None:
    found = check(asked("solve x^2 - 5x + 6 = 0"), "x = -2 or x = -3", (), lambda: sandbox)
    assert found.verdict == "differs"
    assert found.value is not None
    assert "2" in found.value
    assert "3" in found.value
    assert found.value in found.reconsider


def test_a_follow_up_is_checked_on_its_thread(sandbox: LocalSandbox) -> None:
    items = asked("what is 25 * 4.5", "It is **112.5**.", "now add 17.241")
    assert check(items, "**129.741**", (), lambda: sandbox).verdict == "checked"
    assert check(items, "**129.841**", (), lambda: sandbox).verdict == "differs"
    derivative = asked("differentiate x^3 + 2x", "$3x^2 + 2$", "and the derivative of that?")
    assert check(derivative, "$6x$", (), lambda: sandbox).verdict == "checked"


def test_what_refers_to_an_answer_the_solver_does_not_know_is_not_checked(sandbox: LocalSandbox) -> None:
    items = asked(
        "what is 25 * 4.5",
        "**112.5**",
        "how many legs have three spiders and a sad cow",
        "**28**",
        "divide that by 2",
    )
    assert check(items, "**14**", (), lambda: sandbox).verdict is None


def test_the_sandbox_is_not_opened_for_what_cannot_be_read() -> None:
    def opened() -> Sandbox:
        raise AssertionError("opened")

    assert check(asked("prove that the square root of 2 is irrational"), "Suppose …", (), opened) == Check()
    assert check(asked("what is 2+2"), "I cannot answer that.", (), opened) == Check()


UNREAD = asked("Sarah has three times as many stickers as Ben, and so on. How many?")


@pytest.mark.parametrize(
    ("answer", "code", "output"),
    [
        ("She has **42** stickers.", "x = 6*7\nprint(x)", "42"),
        ("**42.0**", "6*7.0", "42.0"),
        ("$x = \\frac{1}{3}$", "print(1/3)", "0.3333333333333333"),
        ("about 0.333", "print(1/3)", "0.3333333333333333"),
        ("**$8.05$**", "print(5*1.609344)", "8.04672"),
        ("x = 2 or x = 3", "solve(x**2-5*x+6)", "[2, 3]"),
        ("The answer is $25\\pi$", "print(math.pi*25)", "78.53981633974483"),
        ("$3x^2 - 4$", "diff(x**3-4*x)", "3*x**2 - 4"),
        ("**75%**", "print(42/56*100)", "75.0"),
        ("**1,250**", 'print(f"total: {n}")', "total: 1250"),
    ],
)
def test_numbers_that_code_printed_are_computed(answer: str, code: str, output: str) -> None:
    assert check(UNREAD, answer, [ran(code, output)]).verdict == "computed"


@pytest.mark.parametrize(
    ("answer", "record"),
    [
        ("**43**", ran("print(6*7)", "42")),
        ("**4**", ran("print(6*7)", "42")),
        ("**-42**", ran("print(6*7)", "42")),
        ("**0.34**", ran("print(1/3)", "0.3333333333333333")),
        ("**8.0467201**", ran("print(x)", "8.04672")),
        ("x = 2 or x = 4", ran("solve(p)", "[2, 3]")),
        ("**42**", ran("print(42)", "42")),
        ("**42**", ran("print('42')", "42")),
        ("**42**", ran("print(6*7)", "42", is_error=True)),
        ("**42**", ran("", "42", name="web_search")),
        ("**2**", ran("print(p)", "x**2 + 1")),
        ("The stickers are many.", ran("print(6*7)", "42")),
        ("**3/7**", ran("print(3, 4)", "3 7.5")),
        ("**1e999999999**", ran("print(1)", "1e999999999")),
    ],
)
def test_nothing_is_claimed_that_was_not_printed(answer: str, record: ToolCallRecord) -> None:
    assert check(UNREAD, answer, [record]).verdict is None
