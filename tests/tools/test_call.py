"""One call: whatever the model asks for and whatever the tool does, there is a usable output."""

from __future__ import annotations

import io
import itertools
import json
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.patience import SOON, wait_until
from tutor_cli.domain import Artifact, ToolCall, ToolOutput, ToolSpec
from tutor_cli.errors import Cancelled, SandboxError
from tutor_cli.tools import printing
from tutor_cli.tools.base import ToolContext
from tutor_cli.tools.call import call_tool
from tutor_cli.tools.printing import printed_to
from tutor_cli.tools.text import MAX_CHARACTERS

SCHEMA = {
    "type": "object",
    "properties": {
        "x": {"type": "number"},
        "unit": {"type": "string", "enum": ["m", "ft"]},
        "note": {"type": ["string", "null"]},
    },
    "required": ["x"],
    "additionalProperties": False,
}


class Stand:
    """A tool that does what the test says."""

    approval = "auto"

    def __init__(self, work: Callable[[Mapping[str, Any]], Any]) -> None:
        self.spec = ToolSpec("stand", "", SCHEMA)
        self.work = work

    def call(self, arguments: Mapping[str, Any], context: ToolContext) -> Any:
        return self.work(arguments)

    def close(self) -> None:
        pass


def made(work: Callable[[Mapping[str, Any]], Any], arguments: str = '{"x": 1}', **context: Any) -> ToolOutput:
    return call_tool({"stand": Stand(work)}, ToolCall("call_1", "stand", arguments), ToolContext(**context))


def test_the_tool_gets_its_arguments_and_its_output_comes_back_whole() -> None:
    artifact = Artifact("plot.png", "image/png")
    output = made(lambda given: ToolOutput(f"{given['x']:.1f}", (artifact,)), '{"x": 2, "note": null}')
    assert output == ToolOutput("2.0", (artifact,))


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ('{"x": 1', "not valid JSON"),
        ("[" * 100_000, "not valid JSON"),
        ('{"x": ' + "9" * 5_000 + "}", "not valid JSON"),
        ("[1]", "must be a JSON object"),
        ("", "'x' is missing"),
        ("{}", "'x' is missing"),
        ('{"x": "1"}', "'x' must be number, not string"),
        ('{"x": true}', "'x' must be number, not boolean"),
        ('{"x": 1, "unit": "mile"}', "'unit' must be one of 'm', 'ft'"),
        ('{"x": 1, "y": 2}', "'y' is not among 'x', 'unit', 'note'"),
        ('{"x": 1, "note": 2}', "'note' must be string or null, not integer"),
    ],
)
def test_arguments_that_do_not_fit_come_back_as_something_to_mend(arguments: str, told: str) -> None:
    output = made(lambda given: pytest.fail("called"), arguments)
    assert output.is_error
    assert told in output.text
    assert len(output.text) < 400


def test_a_raw_newline_in_a_string_is_no_error() -> None:
    assert made(lambda given: given["note"], '{"x": 1, "note": "a\nb"}').text == "a\nb"


def test_an_unknown_tool_is_told_the_known_ones() -> None:
    output = call_tool({"stand": Stand(print)}, ToolCall("call_1", "python", "{}"), ToolContext())
    assert output == ToolOutput("There is no tool named 'python'. The tools are: stand.", is_error=True)


class _Unprintable(Exception):
    def __str__(self) -> str:
        raise RuntimeError("no text")


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (ZeroDivisionError("division by zero"), "The tool failed: ZeroDivisionError: division by zero ("),
        (SystemExit(3), "SystemExit: 3"),
        (KeyboardInterrupt(), "KeyboardInterrupt"),
        (RecursionError(), "RecursionError"),
        (_Unprintable(), "_Unprintable"),
        (ValueError("\ud800"), "ValueError: ?"),
        (SandboxError("No sandbox.", "Install one."), "No sandbox. Install one."),
    ],
)
def test_what_a_tool_raises_is_told_in_one_line(error: BaseException, told: str) -> None:
    def work(given: Mapping[str, Any]) -> Any:
        raise error

    output = made(work)
    assert output.is_error
    assert told in output.text
    assert "\n" not in output.text


def test_a_cancellation_passes() -> None:
    def work(given: Mapping[str, Any]) -> Any:
        raise Cancelled

    with pytest.raises(Cancelled):
        made(work)


def _generator() -> Any:
    yield from ("a", "b")


def _broken() -> Any:
    yield "a"
    raise OSError("the wire was cut")


def _circle() -> Any:
    circle: list[Any] = []
    circle.append(circle)
    return circle


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "Done; it returned nothing."),
        (b"\xc3\xa9", "é"),
        (b"\x89PNG\xff\xfe", "6 bytes that are not text, beginning 89 50 4e 47 ff fe"),
        (float("nan"), "NaN"),
        (float("inf"), "Infinity"),
        ({"a": (1, {2})}, '{"a": [1, [2]]}'),
        (_generator(), "ab"),
        (_broken(), "The tool failed: OSError: the wire was cut"),
        (_circle(), "A value of type list that cannot be written as text."),
        (10**5_000, "A value of type int that cannot be written as text."),
        (ToolOutput(b"bytes"), "bytes"),  # type: ignore[arg-type]
        ("\ud800", "?"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_whatever_a_tool_returns_becomes_text(value: Any, text: str) -> None:
    assert made(lambda given: value).text.startswith(text)


@pytest.mark.parametrize(
    "value",
    [
        "a" * 3_000_000,
        b"\xff" * 3_000_000,
        list(range(1_000_000)),
        itertools.count(),
        itertools.repeat("a" * 1_000),
        ToolOutput("a" * 3_000_000),
    ],
    ids=["text", "bytes", "list", "endless", "endless text", "output"],
)
def test_megabytes_are_cut(value: Any) -> None:
    assert len(made(lambda given: value).text) <= MAX_CHARACTERS


def test_the_beginning_and_the_end_of_a_long_text_are_kept() -> None:
    text = made(lambda given: "start" + "." * 100_000 + "end").text
    assert text.startswith("start")
    assert text.endswith("end")
    assert len(text) <= MAX_CHARACTERS
    left_out = int(text.split("[")[1].split(" characters left out")[0].replace(",", ""))
    assert text.count(".") + left_out == 100_000


@given(st.text(), st.recursive(st.none() | st.booleans() | st.floats() | st.text() | st.binary(), st.lists))
def test_any_arguments_and_any_value_give_valid_text(arguments: str, value: Any) -> None:
    made(lambda given: value, arguments).text.encode()
    made(lambda given: value, json.dumps({"x": 1, "note": arguments})).text.encode()


@pytest.fixture
def nothing_at_work() -> None:
    """No tool that an earlier test did not wait for still has stdout go through it."""
    wait_until(lambda: not printing._captures)


@pytest.mark.usefixtures("nothing_at_work")
def test_what_a_tool_prints_is_told_and_kept_from_stdout(capsys: pytest.CaptureFixture[str]) -> None:
    """While another thread's own printing goes where it always went."""
    told: list[tuple[str, str]] = []

    def work(given: Mapping[str, Any]) -> str:
        print("from the tool")
        sys.stderr.write("and a warning")
        other = threading.Thread(target=print, args=("from the program",))
        other.start()
        other.join()
        return "done"

    before = sys.stdout
    assert made(work, on_output=lambda stream, text: told.append((stream, text))).text == "done"
    assert "".join(text for stream, text in told if stream == "stdout") == "from the tool\n"
    assert ("stderr", "and a warning") in told
    assert capsys.readouterr() == ("from the program\n", "")
    assert sys.stdout is before


@pytest.mark.usefixtures("nothing_at_work")
def test_a_tool_cannot_take_stdout_away(capsys: pytest.CaptureFixture[str]) -> None:
    def work(given: Mapping[str, Any]) -> str:
        sys.stdout.close()
        sys.stdout = io.StringIO()
        return "done"

    before = sys.stdout, sys.stderr
    with printed_to(lambda stream, text: None):  # another one, still at work or left behind
        assert made(work).text == "done"
        assert not isinstance(sys.stdout, io.StringIO)
    assert (sys.stdout, sys.stderr) == before
    print("the answer")
    assert capsys.readouterr().out == "the answer\n"


def test_calls_at_the_same_time_are_told_apart() -> None:
    told: dict[str, str] = {"a": "", "b": ""}
    both = threading.Barrier(2, timeout=SOON)

    def call(name: str) -> None:
        def work(given: Mapping[str, Any]) -> None:
            for _ in range(50):
                both.wait()
                print(name, end="")

        made(work, on_output=lambda stream, text: told.update({name: told[name] + text}))

    threads = [threading.Thread(target=call, args=(name,)) for name in told]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert told == {"a": "a" * 50, "b": "b" * 50}


def test_calling_imports_nothing_heavy() -> None:
    code = (
        "import sys, tutor_cli.tools.call; "
        "print(sorted({'pydantic', 'jsonschema', 'ddgs', 'mcp', 'asyncio'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert done.stdout.strip() == "[]"
