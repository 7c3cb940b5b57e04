"""A tool call as a person sees it: what was run, what came of it, how long it took."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from rich.text import Text

from tutor_cli.display.code import highlight
from tutor_cli.display.math.fit import wrap
from tutor_cli.display.options import DisplayOptions
from tutor_cli.display.sanitize import clean, clean_line
from tutor_cli.display.steps import readable_output
from tutor_cli.runs.events import CallEvent

if TYPE_CHECKING:
    from collections.abc import Sequence

CODE_LINES = 20
OUTPUT_LINES = 12
"""More lines are folded, with a count."""
_ERROR_LINES = 3
_LANGUAGES = {"run_python": "python", "code_interpreter": "python"}


def beginning(event: CallEvent, options: DisplayOptions, width: int) -> Text:
    """The tool's name and its arguments; code in colours."""
    head = Text(("> " if options.ascii else "▸ ") + clean_line(event.name), style="tool.name")
    arguments = _arguments(event.arguments)
    code = arguments.pop("code", None) if arguments else None
    if isinstance(code, str):
        text = clean(code).expandtabs(4).strip("\n")
        lines = highlight(text, _LANGUAGES.get(event.name, "python")).split("\n")
        return _joined([head, *_indented(_folded_lines(list(lines), CODE_LINES, options), width, options)])
    if arguments is None:
        described = clean_line(event.arguments)
    elif len(arguments) == 1 and isinstance(next(iter(arguments.values())), str):
        described = clean_line(next(iter(arguments.values())))
    else:
        described = clean_line(", ".join(f"{name}={json.dumps(value)}" for name, value in arguments.items()))
    if described and described != "{}":
        head.append(" " + _short(described, max(3 * width, 80)), style="tool.detail")
    return head


def ending(event: CallEvent, options: DisplayOptions, width: int, named: bool) -> Text:
    """The output beneath its call; ``named`` when other calls came between."""
    seconds = "" if event.seconds is None else _seconds(event.seconds)
    output = clean(readable_output(event.name, event.output or "")).expandtabs(4).strip("\n")
    mark = (
        "x" if event.is_error and options.ascii else "✗" if event.is_error else "<" if options.ascii else "←"
    )
    head = Text(
        f"{mark} " if event.is_error or named else "", style="tool.error" if event.is_error else "tool.detail"
    )
    if named:
        head.append(clean_line(event.name) + " ")
    if event.is_error:
        lines = [Text(line, style="tool.error") for line in _last_words(output)]
    else:
        lines = (
            [Text(line) for line in output.split("\n")]
            if output
            else [Text("(no output)", style="tool.detail")]
        )
    lines = _folded_lines(lines, OUTPUT_LINES, options)
    body = _indented(lines, width, options)
    if event.is_error and body and not named:
        body[0] = Text.assemble("  ", head, Text(body[0].plain.strip(), style="tool.error"))
    if seconds and body:
        if body[-1].cell_len + len(seconds) + 4 > width:
            body.append(Text("  "))
        body[-1].append(f"  ({seconds})", style="tool.detail")
    return _joined([head, *body] if named else body)


def _last_words(output: str) -> list[str]:
    """Of a traceback, the line that says what is wrong; of anything else, its first lines."""
    lines = [line for line in output.split("\n") if line.strip()]
    if any(line.startswith("Traceback ") for line in lines):
        return lines[-1:]
    return lines[:_ERROR_LINES] or ["failed"]


def _folded_lines(lines: Sequence[Text], limit: int, options: DisplayOptions) -> list[Text]:
    if len(lines) <= limit + 1:
        return list(lines)
    more = len(lines) - limit
    dots = "..." if options.ascii else "…"
    return [*lines[:limit], Text(f"{dots} {more} more lines", style="tool.detail")]


def _indented(lines: Sequence[Text], width: int, options: DisplayOptions) -> list[Text]:
    """Each line set in, and cut where the terminal ends (continued on the next line)."""
    out: list[Text] = []
    for line in lines:
        if line.cell_len <= width - 4:
            out.append(Text.assemble("    ", line))
        else:
            text = line.plain[:2000]
            body = text.lstrip(" ")
            margin = " " * (4 + min(len(text) - len(body), width // 2))
            parts = wrap(body, max(width - len(margin), 8))
            out += [Text(margin + part, style=line.style) for part in parts]
    return out


def _joined(lines: Sequence[Text]) -> Text:
    return Text("\n").join(lines)


def _arguments(text: str) -> dict[str, Any] | None:
    try:
        value = json.loads(text, strict=False)
    except ValueError:
        return None
    return value if isinstance(value, dict) else None


def _short(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1] + "…"


def _seconds(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms" if seconds < 1 else f"{seconds:.1f} s"
