"""Making one call, safely: whatever the model asks for and whatever the tool does, there is an output."""

from __future__ import annotations

import json
import traceback
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tutor_cli.domain import ToolCall, ToolOutput
from tutor_cli.errors import Cancelled, TutorError
from tutor_cli.tools.base import Tool, ToolContext
from tutor_cli.tools.printing import printed_to
from tutor_cli.tools.schema import complaint
from tutor_cli.tools.text import bounded, describe, text_of_value


def call_tool(tools_by_name: Mapping[str, Tool], call: ToolCall, context: ToolContext) -> ToolOutput:
    """The output of ``call``: the tool's own, or one that tells the model what it did wrong.

    Raises nothing but Cancelled.
    """
    tool = tools_by_name.get(call.name)
    if tool is None:
        known = ", ".join(sorted(tools_by_name)) or "none"
        return _error(f"There is no tool named {call.name!r}. The tools are: {known}.")
    try:
        arguments = json.loads(call.arguments or "{}", strict=False)
    except (ValueError, RecursionError) as error:
        return _error(f"The arguments are not valid JSON ({describe(error, 200)}). Write them again.")
    wrong = complaint(arguments, tool.spec.parameters)
    if wrong:
        return _error(f"The arguments do not fit the tool {call.name!r}: {wrong}. Call it again.")
    try:
        with printed_to(context.on_output):
            output = tool.call(arguments, context)
            return checked(output)
    except Cancelled:
        raise
    except TutorError as error:
        return _error(" ".join(part for part in (error.message, error.hint) if part))
    except BaseException as error:  # SystemExit and KeyboardInterrupt too: this thread is the tool's
        return _error(f"The tool failed: {describe(error)}{_where(error)}")


def _error(text: str) -> ToolOutput:
    return ToolOutput(bounded(text), is_error=True)


def checked(output: Any) -> ToolOutput:
    """``output`` as the contract has it: somebody else's tool may give anything."""
    if not isinstance(output, ToolOutput):
        return ToolOutput(text_of_value(output))
    return ToolOutput(text_of_value(output.text), tuple(output.artifacts), bool(output.is_error))


def _where(error: BaseException) -> str:
    """The file and line, for the person who wrote the tool; nothing for our own files."""
    frames = traceback.extract_tb(error.__traceback__)
    here = Path(__file__).parent
    if not frames or Path(frames[-1].filename).is_relative_to(here):
        return ""
    return f" ({Path(frames[-1].filename).name}, line {frames[-1].lineno})"
