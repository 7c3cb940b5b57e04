"""``@tool``: a typed function becomes a tool, or says in one line why it cannot."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Annotated, Any, Literal

import pytest
from pydantic import BaseModel, Field

from tutor_cli.cancellation import Cancellation
from tutor_cli.domain import ToolCall, ToolOutput
from tutor_cli.errors import Cancelled, UsageError
from tutor_cli.tools import FunctionTool, ToolContext, tool
from tutor_cli.tools.call import call_tool


class Point(BaseModel):
    x: float
    y: float = 0


@tool
def scale(
    point: Point, by: Annotated[float, Field(description="the factor")] = 2, unit: Literal["m", "ft"] = "m"
) -> str:
    """Scale a point.

    Args:
        point: where it is.
    """
    return f"{point.x * by:g} {point.y * by:g} {unit}"


def called(made: FunctionTool, arguments: str, **context: Any) -> ToolOutput:
    return call_tool({made.name: made}, ToolCall("call_1", made.name, arguments), ToolContext(**context))


def test_the_schema_is_the_signature_and_the_docstring() -> None:
    spec = scale.spec
    assert spec.name == "scale"
    assert spec.description.startswith("Scale a point.")
    assert "where it is" in spec.description
    parameters = dict(spec.parameters)
    assert parameters["required"] == ["point"]
    assert parameters["additionalProperties"] is False
    assert parameters["properties"]["by"] == {"default": 2, "description": "the factor", "type": "number"}
    assert parameters["properties"]["unit"]["enum"] == ["m", "ft"]
    assert "Point" in parameters["$defs"]


def test_arguments_arrive_as_the_types_say_and_the_function_stays_one() -> None:
    assert called(scale, '{"point": {"x": 3}, "unit": "ft"}').text == "6 0 ft"
    assert scale(Point(x=1), by=3) == "3 0 m"


def test_what_is_wrong_deep_inside_is_told() -> None:
    output = called(scale, '{"point": {"x": "three"}}')
    assert output.is_error
    assert "point.x: Input should be a valid number" in output.text


def test_own_tools_are_asked_about_unless_they_say_that_they_only_read() -> None:
    assert scale.approval == "ask"
    assert tool(read_only=True)(lambda: 1).approval == "auto"


def test_the_call_s_context_is_given_and_not_told_to_the_model() -> None:
    @tool
    def where(context: ToolContext) -> str:
        return context.thread_id

    assert where.spec.parameters["properties"] == {}
    assert called(where, "", thread_id="thread_1").text == "thread_1"


def test_a_coroutine_function_is_awaited() -> None:
    @tool
    async def later(x: int) -> int:
        return x + 1

    assert called(later, '{"x": 1}').text == "2"


def test_names_of_pydantic_s_own_methods_are_fine_for_parameters() -> None:
    @tool
    def odd(copy: int, json: str, schema: str = "") -> str:
        return f"{copy}{json}{schema}"

    assert called(odd, '{"copy": 1, "json": "a"}').text == "1a"


def no_type(x) -> str:  # type: ignore[no-untyped-def]
    return str(x)


def stars(*xs: int) -> int:
    return sum(xs)


def unknown(x: Nowhere) -> None:  # type: ignore[name-defined]  # noqa: F821
    pass


def strange(x: threading.Lock) -> None:  # type: ignore[valid-type]
    pass


def añadir(x: int) -> None:
    pass


@pytest.mark.parametrize(
    ("function", "told"),
    [
        (no_type, "'no_type' has no type for its parameter 'x'"),
        (stars, "'stars' takes *xs"),
        (unknown, "types of the tool 'unknown' cannot be read: NameError"),
        (strange, "'strange' has a parameter that JSON cannot carry"),
        (añadir, "cannot be named 'añadir'"),
    ],
)
def test_a_function_that_cannot_be_a_tool_says_why_in_one_line(
    function: Callable[..., Any], told: str
) -> None:
    with pytest.raises(UsageError) as caught:
        _ = tool(function).spec
    assert told in caught.value.message
    assert caught.value.hint
    assert "\n" not in caught.value.message + caught.value.hint


def test_a_function_that_takes_too_long_is_left_behind(capsys: pytest.CaptureFixture[str]) -> None:
    """And what it still prints never reaches stdout."""
    may_go_on, ended = threading.Event(), threading.Event()

    @tool(timeout=0.05)
    def slow() -> None:
        may_go_on.wait(10)
        print("too late")
        ended.set()

    output = called(slow, "{}")
    assert output == ToolOutput("Gave up: it took longer than 0.05 seconds.", is_error=True)
    may_go_on.set()
    assert ended.wait(10)
    assert capsys.readouterr().out == ""


def test_a_cancelled_call_returns_at_once() -> None:
    cancellation = Cancellation()
    release = threading.Event()

    @tool
    def stuck() -> None:
        cancellation.cancel()
        release.wait(10)

    started = time.monotonic()
    with pytest.raises(Cancelled):
        called(stuck, "{}", cancellation=cancellation)
    assert time.monotonic() - started < 1
    release.set()
