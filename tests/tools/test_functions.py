"""``@tool``: a typed function becomes a tool, or says in one line why it cannot."""

from __future__ import annotations

import json
import threading
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Annotated, Any, Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, Field

from tests.patience import SOON
from tutor_cli.cancellation import Cancellation
from tutor_cli.domain import Artifact, ToolCall, ToolOutput
from tutor_cli.errors import Cancelled, UsageError
from tutor_cli.tools import FunctionTool, ToolContext, tool
from tutor_cli.tools.call import call_tool
from tutor_cli.tools.functions import told_in


class Point(BaseModel):
    x: float
    y: float = 0


@tool
def scale(
    point: Point, by: Annotated[float, Field(description="the factor")] = 2, unit: Literal["m", "ft"] = "m"
) -> str:
    """Scale a point.

    Args:
        point: where
            it is.
        by: said otherwise by its type

    Returns:
        Its coordinates.
    """
    return f"{point.x * by:g} {point.y * by:g} {unit}"


def called(made: FunctionTool, arguments: str, **context: Any) -> ToolOutput:
    return call_tool({made.name: made}, ToolCall("call_1", made.name, arguments), ToolContext(**context))


def test_the_schema_is_the_signature_and_the_docstring() -> None:
    spec = scale.spec
    assert spec.name == "scale"
    assert spec.description == "Scale a point.\n\nReturns: Its coordinates."
    parameters = dict(spec.parameters)
    assert parameters["required"] == ["point"]
    assert parameters["additionalProperties"] is False
    assert parameters["properties"]["by"] == {"default": 2, "description": "the factor", "type": "number"}
    assert parameters["properties"]["unit"]["enum"] == ["m", "ft"]
    assert parameters["properties"]["point"]["description"] == "where it is."
    assert "Point" in parameters["$defs"]


@pytest.mark.parametrize(
    "docstring",
    [
        "Half.\n\nArgs:\n    x (float): the whole\n",
        "Half.\n\nParameters\n----------\nx : float\n    the whole\n",
        "Half.\n\n:param x: the whole\n:type x: float\n",
    ],
)
def test_each_way_of_telling_parameters_is_read(docstring: str) -> None:
    def half(x: float) -> float:
        return x / 2

    half.__doc__ = docstring
    spec = tool(half).spec
    assert spec.description == "Half."
    assert spec.parameters["properties"]["x"] == {"type": "number", "description": "the whole"}


@settings(deadline=None)
@given(st.text(alphabet="Args:Parmetsx \n\t-:@", max_size=80) | st.text(max_size=60))
def test_any_docstring_is_told(docstring: str) -> None:
    description, of_parameters = told_in("Half.\n" + docstring + "\nArgs:\n    x: the whole")
    assert description
    assert set(map(type, of_parameters.values())) <= {str}


class Colour(Enum):
    RED = "red"


@dataclass
class Segment:
    length: float
    colour: Colour = Colour.RED


def test_standard_types_arrive_as_themselves() -> None:
    @tool
    def told(
        segment: Segment, on: date, pair: tuple[int, str], note: str | None = None, at: Colour = Colour.RED
    ) -> str:
        return repr((segment, on, pair, note, at))

    arguments = {"segment": {"length": 2, "colour": "red"}, "on": "2026-11-28", "pair": [1, "a"]}
    expected = (Segment(2.0, Colour.RED), date(2026, 11, 28), (1, "a"), None, Colour.RED)
    assert called(told, json.dumps(arguments)).text == repr(expected)
    assert (
        "segment.colour: Input should be 'red'"
        in called(told, json.dumps({**arguments, "segment": {"length": 2, "colour": "blue"}})).text
    )


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

    @tool
    async def pieces() -> AsyncIterator[str]:
        while True:
            yield "ab"

    assert called(pieces, "{}").text.startswith("abab")  # an end is made of what has none


def test_what_is_printed_is_the_output_of_a_function_that_returns_nothing() -> None:
    @tool
    def table(rows: int) -> None:
        for row in range(rows):
            print(row, row**2)

    heard: list[str] = []
    output = called(table, '{"rows": 3}', on_output=lambda kind, text: heard.append(text))
    assert output.text == "0 0\n1 1\n2 4\n"
    assert "".join(heard) == output.text
    assert called(table, '{"rows": 0}').text == "Done; it returned nothing."


def test_an_output_with_files_is_given_as_it_is() -> None:
    made = ToolOutput("drawn", (Artifact("/somewhere/a.png", "image/png"),))
    assert called(tool(name="draw")(lambda: made), "{}") == made


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


class Thing:
    @tool
    def method(self, x: int) -> int:
        return x


@pytest.mark.parametrize(
    ("function", "told"),
    [
        (Thing.method.function, "'method' is a method"),
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
        may_go_on.wait(SOON)
        print("too late")
        ended.set()

    output = called(slow, "{}")
    assert output == ToolOutput("Gave up: it took longer than 0.05 seconds.", is_error=True)
    may_go_on.set()
    assert ended.wait(SOON)
    assert capsys.readouterr().out == ""


def test_a_cancelled_call_returns_at_once() -> None:
    cancellation = Cancellation()
    release, ended = threading.Event(), threading.Event()

    @tool
    def stuck() -> None:
        cancellation.cancel()
        release.wait(60)
        ended.set()

    with pytest.raises(Cancelled):
        called(stuck, "{}", cancellation=cancellation)
    assert not ended.is_set()
    release.set()
