"""The solver as a Model: calls, declines, bounds."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.counting import steps_of
from tutor_cli import items
from tutor_cli.domain import ToolSpec
from tutor_cli.errors import Declined
from tutor_cli.models.base import ItemDone, ModelRequest, ResponseDone, TextDelta
from tutor_cli.models.solver import Solver
from tutor_cli.models.solver.topics import grammar

TOOLS = (ToolSpec("run_python"),)


def first(question: str) -> dict[str, object]:
    """What the solver does first with a question: the item it answers with."""
    request = ModelRequest("", [items.user_message(question)], TOOLS)
    return next(event.item for event in Solver().respond(request) if isinstance(event, ItemDone))


@pytest.mark.parametrize(
    "question",
    [
        "what's the weather like in paris tomorrow",
        "prove that the square root of 2 is irrational",
        "purple times tuesday",
        "what is the value of x",
        "3 + * / 4 (",
        "is math better than history",
        "solve x + y = 10",
        "what is 5 apples plus 3",
        "add 3",
        "and its derivative?",
        "9**9**9**9",
        "100000!",
        "",
        "?",
        "(" * 500 + "1" + ")" * 500,
        "2" * 5000,
    ],
)
def test_declines_what_it_cannot_read(question: str) -> None:
    with pytest.raises(Declined) as declined:
        first(question)
    assert "\n" not in declined.value.message
    assert declined.value.hint


def test_needs_the_tool() -> None:
    request = ModelRequest("", [items.user_message("1 + 1")])
    with pytest.raises(Declined, match="run_python"):
        list(Solver().respond(request))


def test_streams_the_answer_it_keeps() -> None:
    thread = [items.user_message("1/2 + 1/3")]
    (call,) = [e.item for e in Solver().respond(ModelRequest("", thread, TOOLS)) if isinstance(e, ItemDone)]
    assert "Rational(1, 2)" in json.loads(call["arguments"])["code"]
    printed = "exact: 5/6\nlatex: \\frac{5}{6}\ndecimal: 0.833333333333333\n"
    thread += [call, items.function_call_output(call["call_id"], printed)]
    events = list(Solver().respond(ModelRequest("", thread, TOOLS)))
    message = next(event.item for event in events if isinstance(event, ItemDone))
    assert "".join(event.text for event in events if isinstance(event, TextDelta)) == items.text_of(message)
    assert isinstance(events[-1], ResponseDone)


@pytest.mark.parametrize("output", ["", "Timeout: stopped after 60 s", "Traceback …\nZeroDivisionError: x"])
def test_a_program_that_gave_nothing_is_no_answer(output: str) -> None:
    thread = [items.user_message("1/2 + 1/3")]
    (call,) = [e.item for e in Solver().respond(ModelRequest("", thread, TOOLS)) if isinstance(e, ItemDone)]
    thread += [call, items.function_call_output(call["call_id"], output)]
    with pytest.raises(Declined):
        list(Solver().respond(ModelRequest("", thread, TOOLS)))


def test_does_not_import_sympy() -> None:
    code = (
        "import sys; from tutor_cli.models.solver.sentences import read;"
        "from tutor_cli.models.solver.situation import Situation; read('1 + 1', Situation());"
        "print(sorted({'sympy', 'numpy', 'openai', 'IPython'} & set(sys.modules)))"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"


_PIECES = st.sampled_from(
    [
        "what",
        "is",
        "the",
        "sum",
        "of",
        "3",
        "4.5",
        "x",
        "y",
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        "|",
        "+",
        "-",
        "*",
        "/",
        "^",
        "!",
        "%",
        "=",
        "<",
        ">",
        ",",
        ".",
        "?",
        "and",
        "square",
        "root",
        "derivative",
        "integral",
        "from",
        "to",
        "let",
        "f",
        "be",
        "f(",
        "suppose",
        "solve",
        "for",
        "\\frac",
        "\\sqrt",
        "\\int",
        "_",
        "if",
        "then",
        "where",
        "2x",
        "sin",
        "that",
        "it",
        "now",
        "add",
        "²",
        "½",
        "−",
        "9**9**9",
    ]
)


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(
        st.text(max_size=200),
        st.lists(_PIECES, max_size=40).map(" ".join),
        st.lists(_PIECES, max_size=40).map("".join),
    )
)
def test_any_text_is_read_or_declined(text: str) -> None:
    try:
        item = first(text)
    except Declined:
        pass
    else:
        compile(json.loads(str(item["arguments"]))["code"], "program", "exec")


@pytest.mark.parametrize(
    "text",
    [
        "a and " * 400,
        "let f be " * 400,
        "((" * 700,
        "derivative of " * 400,
        "x, " * 600,
        "|" * 900,
        "if " * 900,
    ],
)
def test_adversarial_text_is_not_read_forever(text: str) -> None:
    first("1 + 1")  # the grammar is made

    def read() -> None:
        with pytest.raises(Declined):
            first(text)

    assert steps_of(read) < 6_000_000  # the first of a clause's hundreds of readings would take more


def test_every_pattern_can_be_read() -> None:
    assert len(grammar().patterns) > 1000
    for pattern in grammar().patterns:
        assert pattern.plainly_needs <= pattern.needs, pattern.source
