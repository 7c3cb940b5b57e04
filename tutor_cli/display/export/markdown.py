"""A thread as Markdown: the answers are the model's own, unaltered."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable
from pathlib import Path

from tutor_cli.display.export.pictures import data_url, pictures
from tutor_cli.display.plain import described
from tutor_cli.domain import Thread
from tutor_cli.threads.transcript import Answer, Called, Failed, Noted, Question, Scene


def to_markdown(thread: Thread, scenes: Iterable[Scene], files: Path | None = None) -> str:
    """Questions are quotes, tool calls code blocks."""
    date = time.strftime("%Y-%m-%d", time.localtime(thread.created_at))
    parts = [f"# {heading(thread)}", f"*{date} · {thread.id}*"]
    for scene in scenes:
        match scene:
            case Question(text, attached):
                lines = [*(text.splitlines() or [""]), *(f"📎 {name}" for name in attached)]
                parts.append("\n".join(f"> {line}".rstrip() for line in lines))
            case Answer(text, whole):
                parts.append(text.strip("\n") + ("" if whole else "\n\n*(cut off)*"))
            case Noted(event):
                parts.append("  \n".join(event.text.splitlines()))
            case Failed(error):
                parts.append(f"*{error.message}*")
            case Called(call, output):
                language = "python" if call.name in ("run_python", "code_interpreter") else "json"
                parts.append(f"**{call.name}**\n\n" + fenced(described(call.arguments), language))
                if output is not None and output.text.strip():
                    parts.append(fenced(output.text, "text"))
                parts += [
                    f"![{artifact.title or 'picture'}]({data_url(artifact, data)})"
                    for artifact, data in pictures(output, files)
                ]
    return "\n\n".join(parts) + "\n"


def heading(thread: Thread) -> str:
    return " ".join(thread.title.split()) or "Untitled"


def fenced(text: str, language: str) -> str:
    """``text`` as a code block whose fence is longer than any in it."""
    longest = max((len(run) for run in re.findall(r"`{3,}", text)), default=2)
    fence = "`" * (longest + 1)
    return f"{fence}{language}\n{text.strip(chr(10))}\n{fence}"
