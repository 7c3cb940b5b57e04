"""The body of a request to the Responses API."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from tutor_cli.domain import ToolSpec
from tutor_cli.errors import NotConfigured
from tutor_cli.models.base import ModelRequest
from tutor_cli.models.catalog import KNOWN
from tutor_cli.models.compaction import effective, tokens
from tutor_cli.models.failures import Failure
from tutor_cli.models.instructions import examples
from tutor_cli.models.providers import Provider
from tutor_cli.models.translate import input_items

_INCLUDED_WITH = {
    "code_interpreter": "code_interpreter_call.outputs",
    "web_search": "web_search_call.action.sources",
}
_INSTEAD = {"max_tokens": "max_completion_tokens"}
"""What OpenAI's own reasoning models call it in Chat Completions."""
_OPTIONAL = (
    "temperature",
    "reasoning.summary",
    "reasoning.effort",
    "reasoning",
    "parallel_tool_calls",
    "tool_choice",
    "max_output_tokens",
    "max_tokens",
    "max_completion_tokens",
    "reasoning_effort",
    "stream_options",
    "context_management",
    "include",
    "store",
)
"""What a request can do without, when a server or a model does not take it; by either API's name."""


def body_of(
    request: ModelRequest, model: str, provider: Provider, *, plain: bool = False, sealed: bool = False
) -> dict[str, Any]:
    """What is sent. ``plain`` leaves out whatever of the thread only its maker understands;
    ``sealed``: the server was seen to encrypt its reasoning, so it takes it back.

    Raises NotConfigured for a hosted tool that the server does not have.
    """
    own = provider.encrypts_reasoning
    sealed = sealed or provider.is_elsewhere
    shown = examples(request.tools) if provider.shows_examples and not request.conversation else []
    summary, items = effective(request.items, own=own and not plain)
    body: dict[str, Any] = {
        "model": model,
        "input": input_items(
            [*shown, *items],
            own=own and not plain,
            sealed=sealed and not plain,
            paired=not request.conversation,
        ),
        "stream": True,
    }
    instructions = [request.instructions, f"The conversation so far, in short:\n{summary}" if summary else ""]
    if any(instructions):
        body["instructions"] = "\n\n".join(each for each in instructions if each)
    if request.conversation:
        body["conversation"] = request.conversation
    else:
        body["store"] = False
    if own and (window := KNOWN[model].window if model in KNOWN else None):
        threshold = window * 3 // 4
        # Only where it may be needed: the server cannot tell us how long a hosted thread is.
        if request.conversation or tokens(body["input"]) > threshold // 2:
            body["context_management"] = [{"type": "compaction", "compact_threshold": threshold}]
    if request.tools:
        body["tools"] = [tool_param(tool, provider) for tool in request.tools]
    include = [
        included
        for tool in request.tools
        if tool.hosted and (included := _INCLUDED_WITH.get(str(tool.hosted.get("type"))))
    ]
    if (own or sealed) and not request.conversation:
        include.append("reasoning.encrypted_content")
    if include:
        body["include"] = include
    _set(body, request, own)
    return body


def _set(body: dict[str, Any], request: ModelRequest, own: bool) -> None:
    settings = request.settings
    reasoning = {
        "effort": settings.reasoning_effort,
        # Summaries cost nothing, and a person who waits wants to see that something happens.
        "summary": "auto" if own and settings.reasoning_effort != "none" else None,
    }
    optional = {
        "reasoning": {key: value for key, value in reasoning.items() if value is not None} or None,
        "temperature": settings.temperature,
        "max_output_tokens": settings.max_output_tokens,
        "parallel_tool_calls": settings.parallel_tool_calls if request.tools else None,
        "tool_choice": _tool_choice(settings.tool_choice, request.tools) if request.tools else None,
    }
    body.update({key: value for key, value in optional.items() if value is not None})


def tool_param(tool: ToolSpec, provider: Provider) -> dict[str, Any]:
    """A tool as the API takes it. Raises NotConfigured if the server does not host it."""
    if tool.hosted is None:
        return {
            "type": "function",
            "name": tool.name,
            "description": tool.description,
            "parameters": dict(tool.parameters),
            "strict": False,
        }
    if not provider.hosted_tools and not provider.is_elsewhere:
        raise no_hosted_tool(tool, provider)
    return dict(tool.hosted)


def no_hosted_tool(tool: ToolSpec, provider: Provider) -> NotConfigured:
    return NotConfigured(
        f"{provider.label} does not have the hosted tool {tool.name}.",
        f"Use tutor's own instead: --tool {own_tool(tool)}",
    )


def own_tool(tool: ToolSpec) -> str:
    """The name of the tool of ours that does what a hosted one does."""
    return {"code_interpreter": "run_python"}.get(tool.name, "web_search")


def _tool_choice(choice: str | None, tools: Any) -> Any:
    """``auto``, ``none``, ``required``, or the name of a tool that must be called."""
    if choice in (None, "auto", "none", "required"):
        return choice
    hosted = next((tool.hosted for tool in tools if tool.name == choice and tool.hosted), None)
    return {"type": hosted["type"]} if hosted else {"type": "function", "name": choice}


def without_refused(body: Mapping[str, Any], failure: Failure) -> tuple[dict[str, Any], str] | None:
    """The body without the optional parameter that the server refused, and its name."""
    if failure.status not in (400, 422):
        return None
    for name in _OPTIONAL:
        outer, _, inner = name.partition(".")
        named = failure.param == name or re.search(rf"\b{re.escape(name)}\b", failure.message)
        if outer not in body or not named or (inner and inner not in body[outer]):
            continue
        smaller = dict(body)
        removed = smaller.pop(outer)
        kept = {key: value for key, value in removed.items() if key != inner} if inner else {}
        if kept:
            smaller[outer] = kept
        if name in _INSTEAD:
            smaller[_INSTEAD[name]] = removed
        return smaller, name
    return None
