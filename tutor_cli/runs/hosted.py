"""Reading the items of tools that the model's own server runs."""

from __future__ import annotations

import json

from tutor_cli.domain import Item, ToolCall, ToolCallRecord, ToolOutput


def hosted_record(item: Item) -> ToolCallRecord | None:
    """The call and output that a hosted tool's item tells of; ``None`` for any other item."""
    kind = str(item.get("type", ""))
    if not kind.endswith("_call") or kind == "function_call":
        return None
    if kind == "code_interpreter_call":
        name, arguments = "code_interpreter", {"code": item.get("code") or ""}
        outputs = [each for each in item.get("outputs") or () if isinstance(each, dict)]
        text = "".join(str(each.get("logs") or "") for each in outputs if each.get("type") == "logs")
    else:
        name = kind.removesuffix("_call")
        arguments = item.get("action") or {}
        text = ""
    call = ToolCall(str(item.get("id", "")), name, json.dumps(arguments))
    return ToolCallRecord(call, ToolOutput(text, is_error=item.get("status") == "failed"))
