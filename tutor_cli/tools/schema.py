"""A quick look whether arguments fit a tool's JSON Schema.

Only what models get wrong: no object, a missing, unknown or mistyped argument, a value
outside an ``enum``. Tools that take more check more themselves (pydantic for functions,
the server for MCP); a whole validator would cost every run 80 ms of imports.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "array": (list,),
    "object": (dict,),
    "null": (type(None),),
}


def complaint(arguments: Any, schema: Mapping[str, Any]) -> str:
    """What does not fit, in one sentence without its full stop; empty if nothing."""
    if not isinstance(arguments, dict):
        return "they must be a JSON object"
    properties = schema.get("properties")
    properties = properties if isinstance(properties, Mapping) else {}
    required = schema.get("required")
    for name in required if isinstance(required, (list, tuple)) else ():
        if name not in arguments:
            return f"{name!r} is missing"
    for name, value in arguments.items():
        if name not in properties:
            if schema.get("additionalProperties") is False:
                return f"{name!r} is not among {', '.join(map(repr, properties)) or 'its arguments (none)'}"
            continue
        wrong = _mismatch(value, properties[name])
        if wrong:
            return f"{name!r} {wrong}"
    return ""


def _mismatch(value: Any, schema: Any) -> str:
    if not isinstance(schema, Mapping):
        return ""
    choices = schema.get("enum")
    if isinstance(choices, (list, tuple)) and value not in choices:
        return f"must be one of {', '.join(map(repr, choices))}"
    wanted = schema.get("type")
    wanted = [wanted] if isinstance(wanted, str) else wanted
    if isinstance(wanted, (list, tuple)) and not any(_is(value, each) for each in wanted):
        return f"must be {' or '.join(map(str, wanted))}, not {_json_type(value)}"
    return ""


def _is(value: Any, name: Any) -> bool:
    if isinstance(value, bool):  # which Python takes for an integer
        return bool(name == "boolean")
    if name == "integer" and isinstance(value, float):
        return value.is_integer()
    return name not in _TYPES or isinstance(value, _TYPES[name])


def _json_type(value: Any) -> str:
    if isinstance(value, bool):
        return "boolean"
    return next(name for name, types in _TYPES.items() if isinstance(value, types))
