"""A run as a tree: each step, how long it took, its tokens, and what its tools were given and gave.

run_8Jk… · completed · openai/gpt-6-luna · 2.31 s · 220 + 31 tokens · $0.0001
├─ tool calls · 0.95 s · 100 + 20 tokens
│  └─ run_python · 0.94 s
│     │ 10 - 4**2.7
│     → -32.22425314473263
└─ message · 0.31 s · 120 + 11 tokens
   │ It is $-32.224$.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TextIO

from tutor_cli.display.sanitize import clean, clean_line
from tutor_cli.display.tally import money
from tutor_cli.domain import Item, Run, RunStep, ToolCallRecord, Usage
from tutor_cli.items import text_of

_MARK = re.compile(r"--- page [0-9a-f]+ (?:begins|ends) ---")
"""What read_page puts around a page's text."""

MOST_LINES = 12
"""Of one text; the rest is counted."""


def show_run(
    run: Run,
    steps: Sequence[RunStep],
    items: Mapping[str, Item],
    out: TextIO,
    *,
    whole: bool = False,
    dollars: float | None = None,
) -> None:
    """Write the tree. ``items`` are the run's messages by id; ``whole`` leaves nothing out;
    ``dollars`` is what the run cost, where that is known."""
    for line in tree(run, steps, items, None if whole else MOST_LINES, dollars):
        out.write(line + "\n")


def tree(
    run: Run,
    steps: Sequence[RunStep],
    items: Mapping[str, Item],
    most_lines: int | None,
    dollars: float | None = None,
) -> Iterator[str]:
    """The tree's lines, with nothing in them that a terminal would obey."""
    seconds = None if run.completed_at is None else run.completed_at - run.created_at
    why = run.incomplete_reason or (run.error.message if run.error else "")
    yield _joined(
        clean_line(run.id),
        f"{run.status} ({clean_line(why)})" if why else run.status,
        clean_line(run.model),
        _seconds(seconds),
        _tokens(run.usage),
        "" if dollars is None else money(dollars),
    )
    for number, step in enumerate(steps):
        last = number == len(steps) - 1
        yield ("└─ " if last else "├─ ") + _step_line(step)
        rest = "   " if last else "│  "
        if step.type == "message_creation":
            texts = (text_of(items[each]) for each in step.item_ids if each in items)
            yield from _block("\n".join(texts), f"{rest}│ ", most_lines)
        for index, record in enumerate(step.calls):
            yield from _call(record, rest, index == len(step.calls) - 1, most_lines)


def _step_line(step: RunStep) -> str:
    seconds = None if step.completed_at is None else step.completed_at - step.created_at
    name = "message" if step.type == "message_creation" else "tool calls"
    status = "" if step.status == "completed" else step.status
    return _joined(name, status, _seconds(seconds), _tokens(step.usage))


def _call(record: ToolCallRecord, indent: str, last: bool, most_lines: int | None) -> Iterator[str]:
    failed = "failed" if record.output is not None and record.output.is_error else ""
    yield f"{indent}{'└─ ' if last else '├─ '}" + _joined(
        clean_line(record.call.name), failed, _seconds(record.seconds)
    )
    rest = indent + ("   " if last else "│  ")
    yield from _block(readable_arguments(record.call.arguments), f"{rest}│ ", most_lines)
    if record.output is None:
        yield f"{rest}→ (no output)"
        return
    yield from _block(readable_output(record.call.name, record.output.text), f"{rest}→ ", most_lines)
    for artifact in record.output.artifacts:
        yield f"{rest}→ {clean_line(artifact.path)}"


def readable_arguments(text: str) -> str:
    """A call's arguments as a person reads them: code as code, the rest as ``name: value``."""
    try:
        arguments = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return text
    if not isinstance(arguments, dict):
        return text
    if list(arguments) == ["code"]:
        return str(arguments["code"])
    return "\n".join(
        f"{name}: {value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)}"
        for name, value in arguments.items()
    )


def readable_output(name: str, text: str) -> str:
    """A tool's output as a person reads it: what was found on the web without its wrapping."""
    if name not in ("web_search", "read_page"):
        return text
    try:
        told, end = json.JSONDecoder().raw_decode(text)
        found = told["results"] if name == "web_search" else [told]
        heads = [f"{each['title'] or each['url']} — {each['url']}" for each in found]
    except (ValueError, TypeError, KeyError, RecursionError):  # an error, or another tool of that name
        return text
    page = [line for line in text[end:].strip().split("\n")[1:] if not _MARK.fullmatch(line)]
    return "\n".join([*heads, *page])


def _block(text: str, indent: str, most_lines: int | None) -> Iterator[str]:
    lines = clean(text).rstrip("\n").split("\n")
    shown = lines if most_lines is None else lines[:most_lines]
    following = indent.replace("→", " ")
    for number, line in enumerate(shown):
        cut = most_lines is not None and len(line) > 2_000
        yield ((indent if number == 0 else following) + (line[:2_000] + "…" if cut else line)).rstrip()
    if len(shown) < len(lines):
        yield f"{following}… {len(lines) - len(shown):,} more lines"


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _seconds(seconds: float | None) -> str:
    return "" if seconds is None else f"{seconds:.2f} s"


def _tokens(usage: Usage) -> str:
    """Tokens in and out."""
    return f"{usage.input_tokens:,} + {usage.output_tokens:,} tokens" if usage.total_tokens else ""
