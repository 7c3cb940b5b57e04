"""Tools made of typed Python functions: ``@tool``.

from tutor_cli.tools import tool

@tool
def ohms(volts: float, amperes: float) -> float:
    \"\"\"The resistance, in ohms, of what lets a current through at a voltage.\"\"\"
    return volts / amperes
"""

from __future__ import annotations

import functools
import inspect
import re
import typing
import warnings
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from tutor_cli.domain import ToolOutput, ToolSpec
from tutor_cli.errors import UsageError
from tutor_cli.tools.base import Approval, ToolContext
from tutor_cli.tools.leaving import TookTooLong, wait_for
from tutor_cli.tools.text import MAX_CHARACTERS, MOST_ITEMS, bounded, describe, text_of_value

TIMEOUT = 120.0
"""Seconds a function may take, unless ``@tool(timeout=…)`` says otherwise."""

NAME = re.compile(r"[A-Za-z0-9_-]{1,64}")
"""The names that model servers take."""


class _Printed:
    """What a function prints: it is shown, and is its output if it returns nothing."""

    def __init__(self, shown: Callable[[str, str], None]) -> None:
        self._shown = shown
        self.text = ""

    def __call__(self, stream: str, text: str) -> None:
        if stream == "stdout" and len(self.text) < 2 * MAX_CHARACTERS:
            self.text += text
        self._shown(stream, text)


class FunctionTool:
    """A function as a tool; still callable as the function it is.

    A parameter annotated ``ToolContext`` is given the call's context and not shown to the model.
    """

    def __init__(
        self,
        function: Callable[..., Any],
        *,
        name: str | None = None,
        description: str | None = None,
        read_only: bool = False,
        timeout: float = TIMEOUT,
    ) -> None:
        functools.update_wrapper(self, function)
        self.function = function
        self.name: str = name or str(getattr(function, "__name__", ""))
        self._description = description
        self.approval: Approval = "auto" if read_only else "ask"
        self.timeout = timeout

    def __call__(self, *arguments: Any, **keywords: Any) -> Any:
        return self.function(*arguments, **keywords)

    @functools.cached_property
    def spec(self) -> ToolSpec:
        """Raises UsageError if the function cannot be told to a model."""
        if not NAME.fullmatch(self.name):
            raise UsageError(
                f"A tool cannot be named {self.name!r}.",
                "Use letters, digits, _ and -, at most 64: @tool(name=…)",
            )
        schema = self._arguments.model_json_schema()
        schema.pop("title", None)
        description, of_parameters = told_in(inspect.getdoc(self.function) or "")
        for name, each in schema.get("properties", {}).items():
            each.pop("title", None)
            if name in of_parameters:
                each.setdefault("description", of_parameters[name])
        return ToolSpec(self.name, description if self._description is None else self._description, schema)

    def call(self, arguments: Mapping[str, Any], context: ToolContext) -> ToolOutput:
        """What the function returns: a ToolOutput as it is, anything else as text.

        Raises Cancelled; what it raises itself too.
        """
        from pydantic import ValidationError

        try:
            given = self._arguments.model_validate(dict(arguments))
        except ValidationError as error:
            wrong = (f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in error.errors())
            return ToolOutput(f"The arguments do not fit: {'; '.join(wrong)}.", is_error=True)
        keywords = {name: getattr(given, name) for name in type(given).model_fields}
        keywords.update(dict.fromkeys(self._context_parameters, context))
        return self._run(keywords, context)

    def close(self) -> None:
        """Nothing to let go of."""

    def _run(self, keywords: Mapping[str, Any], context: ToolContext) -> ToolOutput:
        printed = _Printed(context.on_output)

        def work() -> ToolOutput:
            value = self.function(**keywords)
            if inspect.isawaitable(value) or inspect.isasyncgen(value):
                import asyncio

                value = asyncio.run(_awaited(value))
            if value is None and printed.text:
                return ToolOutput(bounded(printed.text))
            # As text here already: looking at a value may take time, and may run the tool's own code.
            return value if isinstance(value, ToolOutput) else ToolOutput(text_of_value(value))

        try:
            return wait_for(work, replace(context, on_output=printed), self.timeout)
        except TookTooLong:
            return ToolOutput(f"Gave up: it took longer than {self.timeout:g} seconds.", is_error=True)

    @functools.cached_property
    def _arguments(self) -> Any:
        """The parameters as a pydantic model."""
        from pydantic import ConfigDict, create_model

        hints = self._hints()
        fields: dict[str, Any] = {}
        for name, parameter in inspect.signature(self.function).parameters.items():
            if name in self._context_parameters:
                continue
            if parameter.kind not in (parameter.POSITIONAL_OR_KEYWORD, parameter.KEYWORD_ONLY):
                raise UsageError(
                    f"The tool {self.name!r} takes {parameter}, which a model cannot be told.",
                    "Give it parameters that can be passed by name.",
                )
            if name not in hints and name in ("self", "cls"):
                raise UsageError(
                    f"{self.name!r} is a method: the model cannot be told of its {name!r}.",
                    f"Make a tool of an object's method instead: tool(thing.{self.name})",
                )
            if name not in hints:
                raise UsageError(
                    f"The tool {self.name!r} has no type for its parameter {name!r}.",
                    f"Annotate it: def {self.name}({name}: float, …).",
                )
            default = ... if parameter.default is parameter.empty else parameter.default
            fields[name] = (hints[name], default)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # a parameter may be named as a method of pydantic's
                config = ConfigDict(extra="forbid", protected_namespaces=(), arbitrary_types_allowed=False)
                model = create_model(self.name, __config__=config, **fields)
                model.model_json_schema()
        except Exception as error:
            raise UsageError(
                f"The tool {self.name!r} has a parameter that JSON cannot carry: "
                f"{describe(error, 200).splitlines()[0]}",
                "Use str, int, float, bool, list, dict, Literal or a pydantic model.",
            ) from error
        return model

    @functools.cached_property
    def _context_parameters(self) -> frozenset[str]:
        return frozenset(name for name, hint in self._hints().items() if hint is ToolContext)

    def _hints(self) -> dict[str, Any]:
        try:
            hints = typing.get_type_hints(self.function, include_extras=True)
        except Exception as error:
            raise UsageError(
                f"The types of the tool {self.name!r} cannot be read: {describe(error, 200)}.",
                "Import what they name at the top of its file.",
            ) from error
        hints.pop("return", None)
        return hints


async def _awaited(value: Any) -> Any:
    """What a coroutine gives, or what an asynchronous generator gives, as an iterator."""
    if inspect.isawaitable(value):
        return await value
    given = []
    async for each in value:
        given.append(each)
        if len(given) == MOST_ITEMS:
            break
    return iter(given)


_SECTIONS = re.compile(
    r"^\s*(?:(?:Args|Arguments|Parameters|Params)\s*:?\s*$|:param\b|@param\b)", re.MULTILINE
)


def told_in(docstring: str) -> tuple[str, dict[str, str]]:
    """What a docstring says of the function, and of each parameter (Google's, NumPy's or
    Sphinx's way of writing it)."""
    if not _SECTIONS.search(docstring):
        return docstring, {}
    import docstring_parser

    try:
        parsed = docstring_parser.parse(docstring)
    except docstring_parser.ParseError:
        return docstring, {}
    of_parameters = {
        each.arg_name: " ".join(each.description.split()) for each in parsed.params if each.description
    }
    if not of_parameters:
        return docstring, {}
    returns = parsed.returns.description if parsed.returns else None
    told = [(parsed.description or "").strip(), f"Returns: {' '.join(returns.split())}" if returns else None]
    return "\n\n".join(each for each in told if each), of_parameters


@typing.overload
def tool(function: Callable[..., Any], /) -> FunctionTool: ...
@typing.overload
def tool(
    *,
    name: str | None = None,
    description: str | None = None,
    read_only: bool = False,
    timeout: float = TIMEOUT,
) -> Callable[[Callable[..., Any]], FunctionTool]: ...
def tool(function: Callable[..., Any] | None = None, /, **options: Any) -> Any:
    """Make a tool of a function with types; its docstring tells the model what it does, and
    what its parameters are.

    ``read_only`` says that it changes nothing anywhere: it is then called without asking.
    ``timeout`` is in seconds.
    """
    if function is None:
        return lambda function: FunctionTool(function, **options)
    return FunctionTool(function)
