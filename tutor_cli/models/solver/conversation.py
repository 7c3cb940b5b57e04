"""A thread's items as the solver sees them: questions, the programs it wrote, what they printed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from tutor_cli.domain import Item
from tutor_cli.items import is_message, text_of


@dataclass(frozen=True)
class Turn:
    """A person's message and the outputs of the calls made to answer it."""

    question: str
    programs: tuple[str, ...] = ()
    outputs: tuple[str, ...] = ()


def turns(items: Sequence[Item], last: int) -> list[Turn]:
    """The last ``last`` turns, oldest first."""
    found: list[Turn] = []
    programs: list[str] = []
    outputs: list[str] = []
    for item in reversed(items):
        kind = item.get("type", "message")
        if kind == "function_call_output":
            outputs.insert(0, _text(item.get("output")))
        elif kind == "function_call":
            programs.insert(0, _code(item.get("arguments")))
        elif is_message(item, "user"):
            found.insert(0, Turn(text_of(item), tuple(programs), tuple(outputs)))
            programs, outputs = [], []
            if len(found) == last:
                break
    return found


def _text(output: object) -> str:
    if isinstance(output, str):
        return output
    if isinstance(output, list):
        return "".join(str(part.get("text", "")) for part in output if isinstance(part, dict))
    return ""


def _code(arguments: object) -> str:
    try:
        given = json.loads(str(arguments))
    except ValueError:
        return ""
    return str(given.get("code", "")) if isinstance(given, dict) else ""
