"""An assistant as a small TOML file that a teacher can read, write and hand out.

name = "calculus coach"
description = "Hints first, answers later"
model = "openai/gpt-6-luna"        # left out: whatever is configured
tools = ["run_python"]
instructions = \"\"\"
Ask what the student has tried …
\"\"\"

[settings]
reasoning_effort = "low"
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

from tutor_cli.domain import Assistant, Settings
from tutor_cli.errors import UsageError

_KNOWN = frozenset({"name", "description", "model", "tools", "instructions", "settings", "metadata"})
_SETTINGS: Mapping[str, tuple[type, ...]] = {
    "reasoning_effort": (str,),
    "temperature": (int, float),
    "max_output_tokens": (int,),
    "parallel_tool_calls": (bool,),
    "tool_choice": (str,),
    "steps": (bool,),
}


def to_toml(assistant: Assistant) -> str:
    """The assistant as TOML; its id and when it was made stay behind."""
    import tomli_w

    whole: dict[str, Any] = {"name": assistant.name}
    if assistant.description:
        whole["description"] = assistant.description
    if assistant.model:
        whole["model"] = assistant.model
    whole["tools"] = list(assistant.tools)
    if assistant.instructions:
        whole["instructions"] = assistant.instructions
    settings = {key: value for key, value in vars(assistant.settings).items() if value is not None}
    if settings:
        whole["settings"] = settings
    if assistant.metadata:
        whole["metadata"] = dict(assistant.metadata)
    return tomli_w.dumps(whole, multiline_strings=True)


def from_toml(text: str) -> tuple[Assistant, list[str]]:
    """An assistant without an id, and what of the file is not used, in sentences.

    Tools that are Python files or modules are left out: loading one would run somebody
    else's code. Raises UsageError.
    """
    try:
        raw = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise UsageError(f"This is not TOML: {error}.", "Mend that line.") from error
    notes = [f"“{key[:40]}” is not known and not used." for key in raw if key not in _KNOWN]
    name = _text(raw, "name").strip()
    if not name:
        raise UsageError("The assistant has no name.", 'Add a line: name = "…"')
    tools = raw.get("tools", [])
    if not isinstance(tools, list) or not all(isinstance(tool, str) for tool in tools):
        raise UsageError("“tools” is not a list of names.", 'Write: tools = ["run_python"]')
    settings, told = _settings(raw.get("settings", {}))
    metadata = raw.get("metadata", {})
    if not isinstance(metadata, dict):
        raise UsageError("“metadata” is not a table.", "Write it below a line: [metadata]")
    safe, unsafe = _without_code(tools)
    notes += told + [
        f"The tool {tool[:200]} is Python code and was not loaded; if you trust it, add it with --tool."
        for tool in unsafe
    ]
    return (
        Assistant(
            "",
            name,
            _text(raw, "instructions").strip("\n"),
            _text(raw, "model") or None,
            tuple(dict.fromkeys(safe)),
            settings,
            _text(raw, "description"),
            {str(key): str(value) for key, value in metadata.items()},
        ),
        notes,
    )


def id_for_file(path: Path) -> str:
    """The id of the assistant that this file holds: the same for the same path, whatever it says."""
    return "asst_" + hashlib.sha256(str(path.resolve()).encode("utf-8", "surrogateescape")).hexdigest()[:24]


def _without_code(tools: list[str]) -> tuple[list[str], list[str]]:
    from tutor_cli.tools.loading import is_reference
    from tutor_cli.tools.registry import MCP  # those servers are in this machine's own config file

    unsafe = [tool for tool in tools if is_reference(tool) and not tool.startswith(MCP)]
    return [tool for tool in tools if tool not in unsafe], unsafe


def _text(raw: Mapping[str, Any], key: str) -> str:
    value = raw.get(key, "")
    if not isinstance(value, str):
        raise UsageError(f"“{key}” is not text.", f'Write: {key} = "…"')
    return value


def _settings(raw: Any) -> tuple[Settings, list[str]]:
    if not isinstance(raw, dict):
        raise UsageError("“settings” is not a table.", "Write it below a line: [settings]")
    known = {field.name for field in fields(Settings)}
    given: dict[str, Any] = {}
    for key, value in raw.items():
        if key not in known:
            continue
        wanted = _SETTINGS[key]
        if not isinstance(value, wanted) or (isinstance(value, bool) and bool not in wanted):
            raise UsageError(f"The setting {key} cannot be {value!r}."[:200], "Correct it in the file.")
        given[key] = value
    notes = [f"The setting “{key[:40]}” is not known and not used." for key in raw if key not in known]
    return Settings(**given), notes
