"""The steps are asked for, and told beside the one answer. That they are true: `test_steps_of_….py`."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.models.solver.conftest import TOOLS, bold
from tutor_cli import items
from tutor_cli.domain import Item, Settings
from tutor_cli.errors import Declined
from tutor_cli.models.base import ItemDone, ModelRequest
from tutor_cli.models.solver import Solver
from tutor_cli.models.solver.steps import asking, telling
from tutor_cli.sandbox.local import LocalSandbox


@pytest.mark.parametrize(
    ("question", "left"),
    [
        ("solve x^2 = 4 step by step", "solve x^2 = 4"),
        ("solve x^2 = 4 and show your work", "solve x^2 = 4"),
        ("solve x^2 = 4. Show all the steps, please.", "solve x^2 = 4"),
        ("show me the steps to solve x^2 = 4", "solve x^2 = 4"),
        ("step by step: solve x^2 = 4", "solve x^2 = 4"),
        ("integrate x^2 with steps", "integrate x^2"),
        ("resuelve x^2 = 4 paso a paso", "resuelve x^2 = 4"),
        ("muéstrame los pasos para resolver x^2 = 4", "resolver x^2 = 4"),
        ("deriva x^2 mostrando todos los pasos", "deriva x^2"),
        ("show the steps", ""),
        ("can you show me all the steps?", ""),
        ("how did you get that?", ""),
        ("¿cómo se hace?", ""),
        ("muestra los pasos", ""),
    ],
)
def test_the_steps_are_asked_for_in_many_words(question: str, left: str) -> None:
    assert asking.without_request(question) == (left, True)


@pytest.mark.parametrize(
    "question", ["what is 2+2", "how many steps are in 3 flights of 12 steps", "work out 3/4 + 1/2", ""]
)
def test_a_question_that_asks_for_no_steps_stays_as_it_is(question: str) -> None:
    assert asking.without_request(question) == (question, False)


@given(st.text(max_size=300))
def test_looking_for_the_request_never_fails(text: str) -> None:
    asking.without_request(text)


Ask = Callable[..., str]


@pytest.fixture
def answered(run: Callable[[str], str]) -> Ask:
    """Asks with all steps wanted, or with words that ask for them."""

    def ask(*questions: str, steps: bool | None = True) -> str:
        thread: list[Item] = []

        def respond() -> Item:
            request = ModelRequest("", thread, TOOLS, Settings(steps=steps))
            return next(event.item for event in Solver().respond(request) if isinstance(event, ItemDone))

        for question in questions:
            thread.append(items.user_message(question))
            call = respond()
            output = run(json.loads(call["arguments"])["code"])
            assert "Error" not in output
            thread.extend([call, items.function_call_output(call["call_id"], output)])
            thread.append(respond())
        return items.text_of(thread[-1])

    return ask


@pytest.mark.parametrize(
    ("question", "method", "answer"),
    [
        (
            "derivative of x^2 sin(x)",
            "the product rule",
            r"x \left(x \cos{\left(x \right)} + 2 \sin{\left(x \right)}\right)",
        ),
        ("integrate x e^x", "integration by parts", r"\left(x - 1\right) e^{x} + C"),
        ("integral of x^2 from 0 to 3", "the power rule for integrals", "9"),
        ("solve 5x - 2 = 3x + 8", "doing the same to both sides", "x = 5"),
        ("2x^2 + 3x - 2 = 0", "factoring", r"x = -2 or x = \frac{1}{2}"),
        ("x^2 - x - 1 = 0", "the quadratic formula", None),
        ("solve the system: 3x - 2y = 4; x + 4y = 20", "elimination", "x = 4, y = 4"),
        ("gcd of 180 and 48", "Euclid's algorithm", "12"),
        ("3/4 + 1/6", "a common denominator", r"\frac{11}{12}"),
        ("15% of 80", "the order of operations", "12"),
        ("let f(x) = 3x^2 - 2. what is f(4)", "the order of operations", "46"),
        ("expand (x+2)(x-5)", "multiplying out", "x^{2} - 3 x - 10"),
        ("factor 6x^2 + 7x - 3", "splitting the middle term", r"\left(2 x + 3\right) \left(3 x - 1\right)"),
        ("deriva x^2 sen(x) paso a paso", "la regla del producto", None),
        ("resuelve x^2 - 5x + 6 = 0", "factorización", None),
    ],
)
def test_an_answer_with_steps_names_its_method_and_keeps_one_answer(
    answered: Ask, question: str, method: str, answer: str | None
) -> None:
    text = answered(question)
    assert f": {method}." in text.split("\n")[0]
    assert re.search(r"^1\. ", text, re.MULTILINE)
    assert answer is None or bold(text) == answer


def test_steps_may_be_asked_for_afterwards_and_the_thread_goes_on(answered: Ask) -> None:
    short = answered("what is 3/8 + 1/6", steps=None)
    assert "1. " not in short
    assert "Common denominator" in answered("what is 3/8 + 1/6", "show the steps", steps=None)
    assert "Común denominador" in answered("cuánto es 3/8 + 1/6", "muestra los pasos", steps=None)
    assert bold(answered("what is 3/8 + 1/6", "show the steps", "times 24", steps=None)) == "13"


def test_the_steps_of_the_root_of_a_negative_number_lead_to_the_answer(answered: Ask) -> None:
    text = answered("cube root of -8 + 1")
    assert r"\sqrt[3]{-8} = -2" in text
    assert bold(text) == "-1"
    assert r"\sqrt[5]{-32} = -2" in answered("5th root of -32")


def test_where_there_are_no_steps_that_is_said(answered: Ask) -> None:
    text = answered("limit of sin(1/x) as x approaches 0")
    assert bold(text) == "does not exist"
    assert text.endswith(telling.NONE[0])


def _of(form: str) -> Callable[[list[str]], str]:
    return lambda parts: form.format(*parts)


EXPRESSIONS = st.recursive(
    st.sampled_from(["x", "2", "0", "-1", "1/2", "0.5", "12", "pi", "x^2", "e^x", "sin(x)", "sqrt(x)"]),
    lambda inner: (
        st.tuples(inner, st.sampled_from("+-*/^"), inner).map(" ".join)
        | inner.map("({})".format)
        | inner.map("{}!".format)
        | inner.map("|{}|".format)
    ),
    max_leaves=5,
)
SENTENCES = st.one_of(
    [
        st.lists(EXPRESSIONS, min_size=3, max_size=3).map(_of(form))
        for form in (
            "what is {}", "derivative of {}", "integrate {}", "integral of {} from 0 to 1", "factor {}",
            "expand {}", "simplify {}", "solve {} = {}", "solve {} = {} and y = {}", "resuelve {} = 0",
            "{} percent of {}",
        )
    ]
)  # fmt: skip


@settings(max_examples=20, deadline=None)
@given(SENTENCES)
def test_any_sentence_is_answered_with_its_steps_or_declined_in_its_time(
    sandbox: LocalSandbox, text: str
) -> None:
    """In the real sandbox, which ends what takes longer than its limit."""
    thread: list[Item] = [items.user_message(text)]

    def respond() -> Item:
        request = ModelRequest("", thread, TOOLS, Settings(steps=True))
        return next(event.item for event in Solver().respond(request) if isinstance(event, ItemDone))

    try:
        call = respond()
        execution = sandbox.run(json.loads(call["arguments"])["code"], timeout=3)
        told = execution.error.name if execution.error else ""
        assert "latex:" not in "".join(execution.logs.stdout) or told in ("", "Timeout"), execution.error
        output = "".join(execution.logs.stdout) + told
        thread += [call, items.function_call_output(call["call_id"], output)]
        answer = items.text_of(respond())
    except Declined as declined:
        assert "\n" not in declined.message
    else:
        assert answer.count("**") in (0, 2)


@pytest.fixture(scope="module")
def sandbox() -> Iterator[LocalSandbox]:
    opened = LocalSandbox()
    yield opened
    opened.close()
